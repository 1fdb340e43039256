"""The report of many processes: of a county, a region, a programme, some units."""

from collections.abc import Iterator
from datetime import date, datetime

from cselekvo.domain.fact import Fact
from cselekvo.domain.process import ProcessState
from cselekvo.errors import NotAllowedError
from cselekvo.i18n import _, fill, use
from cselekvo.ports import Reader
from cselekvo.reports.origin import origin_of
from cselekvo.reports.period import check_since, period_pairs
from cselekvo.reports.processes.process_notes import (
    a_note,
    general_notes,
    heaviest_first,
)
from cselekvo.reports.processes.process_words import word
from cselekvo.reports.processes.processes_area import Area, area_of
from cselekvo.reports.processes.processes_durations import durations_table, loads_table
from cselekvo.reports.processes.processes_pictures import (
    days_late_picture,
    open_stages_picture,
)
from cselekvo.reports.processes.processes_question import Overview, overview_of
from cselekvo.reports.processes.processes_tables import (
    counties_table,
    due_table,
    groups_table,
    late_table,
    processes_table,
)
from cselekvo.reports.report import (
    Block,
    CellKind,
    Figures,
    Note,
    Origin,
    Pair,
    Paragraph,
    Report,
)
from cselekvo.rules.permissions import Verb

KIND = "processes"


def processes_report(
    reader: Reader,
    subject: str,
    *,
    lang: str,
    contacts: bool,
    by: str,
    generated_at: datetime,
    since: date | None = None,
) -> Report:
    """Make the report of the processes of a county, a region, a programme or a unit.

    Args:
        reader: Who asks, about which day, known when.
        subject: The id of the county, region, programme, project or unit; the country
            stands for the whole network.
        lang: `hu` or `en`.
        contacts: The internal version; it holds no more than the public one.
        by: Who has it made, as the report is to name them.
        generated_at: When it is made, with offset.
        since: The first day of the closings whose durations count, inclusive; None:
            all.

    Raises:
        NotFoundError: There is no such record for this reader.
        NotAllowedError: The internal version is asked for, and the reader may not see
            it.
        SinceAfterDayError: The period would begin after the reader's day.
    """
    if contacts and not reader.scope.contacts:
        raise NotAllowedError(by, Verb.READ_CONTACTS.value, subject)
    area = area_of(reader, subject)
    return area_report(
        reader, area, lang=lang, by=by, generated_at=generated_at, since=since
    )


def area_report(
    reader: Reader,
    area: Area,
    *,
    lang: str,
    by: str,
    generated_at: datetime,
    since: date | None = None,
) -> Report:
    """Make the report of an area; see `processes_report`."""
    check_since(since, reader.on)
    overview = overview_of(reader, area, since)
    origin = origin_of(reader, by, generated_at)
    with use(lang):
        return Report(
            kind=KIND,
            lang=lang,
            title=word(area.name) or "",
            subtitle=fill(_("Where processes stand, %(on)s"), {"on": reader.on}),
            origin=origin,
            facts=(
                Pair(
                    "processes",
                    _("Processes begun so far"),
                    len(overview.found.stands),
                    CellKind.WHOLE,
                ),
                Pair("templates", _("Templates"), _templates(overview)),
                *period_pairs(since, reader.on),
            ),
            blocks=tuple(_blocks(overview, origin)),
        )


def _templates(overview: Overview) -> str | None:
    titles = dict.fromkeys(word(one.title) for one in overview.found.stands)
    return ", ".join(filter(None, titles)) or None


def _blocks(overview: Overview, origin: Origin) -> Iterator[Block]:
    """Yield how many stand where, then what is late, then each of them."""
    yield from _notes(overview, origin)
    yield _summary(overview)
    if not overview.going:
        yield Paragraph(_("On this day no process is going on here."))
    else:
        yield Paragraph(_said(overview))
        yield from open_stages_picture(overview)
        yield from days_late_picture(overview)
        yield from groups_table(overview)
        yield from late_table(overview)
        yield from due_table(overview)
    yield from counties_table(overview)
    if overview.going:
        yield from loads_table(overview)
    yield from durations_table(overview)
    if overview.going:
        yield processes_table(overview)


def _said(overview: Overview) -> str:
    """Return in sentences what holds up the most, and how things are counted."""
    counted = _(
        "Each process is counted once, by the stages that are open on the day. A stage "
        "is due when it has been open for its typical duration, and late when it has "
        "been open for longer than its longest one; days of rest do not count."
    )
    held = overview.bottleneck
    if held is None:
        return counted
    text = _(
        "The bottleneck is %(stage)s: open %(open)s, late %(late)s, by %(days)s days "
        "together."
    )
    values = {
        "stage": word(held.title),
        "open": held.open,
        "late": held.late,
        "days": held.days_late,
    }
    return f"{fill(text, values)} {counted}"


def _summary(overview: Overview) -> Figures:
    states, whole = overview.states, CellKind.WHOLE
    figures = [
        ("going", _("Going on"), len(overview.going)),
        ("on_hold", _("Of these on hold"), states.get(ProcessState.ON_HOLD, 0)),
        ("late", _("Of these late"), overview.late_processes),
        ("late_stages", _("Late stages"), len(overview.late)),
        ("due", _("Due or due soon, not late"), len(overview.due)),
        ("completed", _("Completed"), states.get(ProcessState.COMPLETED, 0)),
        ("cancelled", _("Broken off"), states.get(ProcessState.CANCELLED, 0)),
    ]
    return Figures(
        key="summary",
        caption=_("Summary"),
        pairs=tuple(Pair(key, label, value, whole) for key, label, value in figures),
    )


def _notes(overview: Overview, origin: Origin) -> tuple[Note, ...]:
    found = [*general_notes(origin, _facts(overview), internal=False)]
    nowhere = sum(1 for one in overview.found.stands if not one.unit.county)
    if nowhere and overview.area.counties is None:
        text = _("Processes whose unit lies in no known county: %(count)s.")
        found.append(a_note("no-county", text, count=nowhere))
    without = [one for one in overview.foreseen.values() if one.range is None]
    if without:
        text = _(
            "Processes whose end cannot be forecast, since a stage has no duration: "
            "%(count)s."
        )
        found.append(a_note("no-forecast", text, count=len(without)))
    if overview.going:
        text = _(
            "Expected ends are reckoned along the critical path with the durations of "
            "the template, ways back not foreseen; medians of the network are of runs "
            "that were done, those skipped or still open left out."
        )
        found.append(a_note("how-reckoned", text))
    return heaviest_first(found)


def _facts(overview: Overview) -> list[Fact]:
    """Return the records that the report is made from."""
    stands = overview.found.stands
    runs = [one.run for stand in stands for one in stand.open]
    return [*(one.process for one in stands), *runs]
