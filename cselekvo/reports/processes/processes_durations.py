"""The tables of a report about many processes that tell how long stages take."""

from collections.abc import Iterator
from typing import Final

from cselekvo.i18n import _
from cselekvo.reports.processes.process_words import word
from cselekvo.reports.processes.processes_question import Overview
from cselekvo.reports.report import Block, Cell, CellKind, Column, Table
from cselekvo.rules.durations import Quartiles

_WHOLE: Final = CellKind.WHOLE
Row = tuple[Cell, ...]


def _rounded(days: float | None) -> int | None:
    """Return days in whole ones; a half is rounded up."""
    return None if days is None else int(days + 0.5)


def loads_table(overview: Overview) -> Iterator[Block]:
    """Yield the open stages, that one first which holds up the most."""
    if not overview.loads:
        return
    several = len({one.template for one in overview.loads}) > 1
    yield Table(
        key="loads",
        caption=_("Open stages, the one that holds up the most first"),
        columns=(
            Column("stage", _("Stage")),
            Column("template", _("Template"), below="stage", paper=several),
            Column("turn", _("Whose turn")),
            Column("open", _("Open"), _WHOLE),
            Column("late", _("Late"), _WHOLE),
            Column("days_late", _("Days late"), _WHOLE),
            Column("planned", _("Planned days"), _WHOLE),
            Column("median", _("Median in the network"), _WHOLE),
        ),
        rows=tuple(
            (
                word(one.title),
                word(one.template_title),
                word(one.role),
                one.open,
                one.late,
                one.days_late,
                one.typical,
                None if one.measured is None else _rounded(one.measured.median),
            )
            for one in overview.loads
        ),
        head="stage",
    )


def durations_table(overview: Overview) -> Iterator[Block]:
    """Yield how long stages took, here and in the network."""
    stages = overview.durations.stages
    if not stages:
        return
    several = len({one.template for one in stages}) > 1
    yield Table(
        key="durations",
        caption=_("How long stages took, in days"),
        columns=(
            Column("stage", _("Stage")),
            Column("template", _("Template"), below="stage", paper=several),
            Column("planned", _("Planned"), _WHOLE),
            Column("runs", _("Runs here"), _WHOLE),
            Column("q1", _("Lower quartile"), _WHOLE),
            Column("median", _("Median"), _WHOLE),
            Column("q3", _("Upper quartile"), _WHOLE),
            Column("network_runs", _("Runs in the network"), _WHOLE, paper=False),
            Column(
                "network_median",
                _("Median in the network"),
                _WHOLE,
                paper=overview.area.is_narrow,
            ),
        ),
        rows=tuple(
            (
                word(one.title),
                word(one.template_title),
                one.typical,
                *_four(one.here),
                None if one.network is None else one.network.count,
                None if one.network is None else _rounded(one.network.median),
            )
            for one in stages
        ),
        head="stage",
    )


def _four(found: Quartiles | None) -> Row:
    if found is None:
        return 0, None, None, None
    days = (found.first, found.median, found.third)
    return (found.count, *map(_rounded, days))
