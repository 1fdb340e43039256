"""The pictures of a report about many processes: what is open, what is late."""

from collections.abc import Iterator
from typing import Final

from cselekvo.i18n import _, current, fill
from cselekvo.i18n.numbers import whole
from cselekvo.reports.pictures import Bar, bars
from cselekvo.reports.processes.process_words import word
from cselekvo.reports.processes.processes_question import Overview
from cselekvo.reports.processes.standing_summary import StageLoad
from cselekvo.reports.report import Picture
from cselekvo.reports.templates.naming import cut

#: How many letters of a title stand beside a bar.
_LETTERS: Final = 26


def open_stages_picture(overview: Overview) -> Iterator[Picture]:
    """Yield the open stages as bars, in the order of their templates."""
    loads = _in_order(overview)
    if not loads:
        return
    rows = [_open_bar(one) for one in loads]
    listed = [
        fill(_("%(stage)s %(count)s"), {"stage": word(one.title), "count": bar.written})
        for one, bar in zip(loads, rows, strict=True)
    ]
    text = _("Open stages, of which late in brackets: %(stages)s.")
    words, caption = fill(text, {"stages": listed}), _("Open stages (of which late)")
    yield Picture(
        key="open_stages", caption=caption, svg=bars(rows, caption, words), text=words
    )


def _open_bar(one: StageLoad) -> Bar:
    values = {"open": one.open, "late": one.late or None}
    written = fill(_("%(open)s[[ (%(late)s)]]"), values)
    return Bar(cut(word(one.title) or one.stage, _LETTERS), one.open, written)


def days_late_picture(overview: Overview) -> Iterator[Picture]:
    """Yield by how many days the stages are late, all together, as bars."""
    loads = [one for one in overview.loads if one.days_late]
    if not loads:
        return
    rows = [
        Bar(
            cut(word(one.title) or one.stage, _LETTERS),
            one.days_late,
            whole(one.days_late, current(), table=True),
        )
        for one in loads
    ]
    listed = [
        fill(_("%(stage)s %(count)s"), {"stage": word(one.title), "count": bar.written})
        for one, bar in zip(loads, rows, strict=True)
    ]
    text = _("Days by which open stages are late, all together: %(stages)s.")
    words, caption = fill(text, {"stages": listed}), _("Days late, all together")
    yield Picture(
        key="days_late", caption=caption, svg=bars(rows, caption, words), text=words
    )


def _in_order(overview: Overview) -> list[StageLoad]:
    """Return the open stages in the order of their templates."""
    methods = overview.found.methods
    return sorted(
        overview.loads,
        key=lambda one: (
            one.template,
            methods.place(methods.of(one.template)[0].id, one.stage),
            one.stage,
        ),
    )
