"""The tables of a report about many processes."""

from collections.abc import Iterator
from typing import Final

from cselekvo.domain.process import ProcessState
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.order import sort_key
from cselekvo.reports.processes.process_words import template_text, word
from cselekvo.reports.processes.processes_question import SOON, Overview
from cselekvo.reports.processes.standing import GOING, OpenStage, Stand
from cselekvo.reports.report import Block, Cell, CellKind, Column, Paragraph, Table

_DAY: Final = CellKind.DAY
_WHOLE: Final = CellKind.WHOLE
Row = tuple[Cell, ...]


def groups_table(overview: Overview) -> Iterator[Block]:
    """Yield how many processes have which stages open, each counted once."""
    if not overview.groups:
        return
    several = len({one.template for one in overview.groups}) > 1
    yield Table(
        key="groups",
        caption=_("Processes by their open stages, each counted once"),
        columns=(
            Column("stages", _("Open stages")),
            Column("template", _("Template"), below="stages", paper=several),
            Column("processes", _("Processes"), _WHOLE),
            Column("late", _("Late"), _WHOLE),
            Column("on_hold", _("On hold"), _WHOLE),
        ),
        rows=tuple(
            (
                ", ".join(title.word(current()) for _id, title in one.stages),
                word(one.title),
                one.count,
                one.late,
                one.on_hold,
            )
            for one in overview.groups
        ),
        head="stages",
        total=(
            _("Total"),
            None,
            len(overview.going),
            overview.late_processes,
            overview.states.get(ProcessState.ON_HOLD, 0),
        ),
    )


def counties_table(overview: Overview) -> Iterator[Block]:
    """Yield the counties with their processes, where there are several."""
    counties: dict[str, list[Stand]] = {}
    for one in overview.found.stands:
        counties.setdefault(word(one.unit.county_name) or "", []).append(one)
    if len(counties) < 2:  # noqa: PLR2004 - one county is the report itself
        return
    yield Table(
        key="counties",
        caption=_("By county"),
        columns=(
            Column("county", _("County")),
            Column("going", _("Going on"), _WHOLE),
            Column("late", _("Late"), _WHOLE),
            Column("on_hold", _("On hold"), _WHOLE),
            Column("completed", _("Completed"), _WHOLE),
            Column("cancelled", _("Broken off"), _WHOLE),
        ),
        rows=tuple(
            (name or _("not known"), *_counted(counties[name]))
            for name in sorted(counties, key=lambda one: (not one, sort_key(one)))
        ),
        head="county",
        total=(_("Total"), *_counted(list(overview.found.stands))),
    )


def _counted(stands: list[Stand]) -> Row:
    states = [one.state for one in stands]
    return (
        sum(state in GOING for state in states),
        sum(1 for one in stands if one.late),
        states.count(ProcessState.ON_HOLD),
        states.count(ProcessState.COMPLETED),
        states.count(ProcessState.CANCELLED),
    )


def processes_table(overview: Overview) -> Table:
    """Return a row for each open stage of each process."""
    unit, stage, since = "unit", "stage", "since"
    return Table(
        key="processes",
        caption=_("Where each of them stands"),
        columns=(
            Column("process", _("Process"), paper=False),
            Column("unit", _("Unit")),
            Column("settlement", _("Settlement"), below=unit),
            Column("county", _("County"), paper=False),
            Column("template", _("Template"), paper=False),
            Column("state", _("State"), paper=False),
            Column("stage", _("Open stage")),
            Column("turn", _("Whose turn"), below=stage),
            Column("since", _("Open since"), _DAY),
            Column("due", _("Due"), _DAY, below=since, labelled=True),
            Column("days", _("Days"), _WHOLE),
            Column("days_late", _("Days late"), _WHOLE),
            Column("late_since", _("Late since"), _DAY, paper=False),
            Column("expected", _("Expected end"), _DAY),
            Column("earliest", _("Earliest"), _DAY, below="expected", labelled=True),
            Column("latest", _("Latest"), _DAY, below="expected", labelled=True),
        ),
        rows=tuple(
            _process_row(overview, stand, stage)
            for stand in overview.going
            for stage in stand.open
        ),
        head="unit",
        main=True,
    )


def _process_row(overview: Overview, stand: Stand, one: OpenStage) -> Row:
    told = overview.foreseen[stand.process.id].range
    clock = one.clock
    return (
        stand.process.id,
        _unit(stand),
        stand.unit.settlement or None,
        word(stand.unit.county_name),
        template_text(stand),
        stand.state.word(current()),
        word(one.title),
        word(one.role),
        clock.opened,
        clock.due,
        clock.days,
        clock.days_late or None,
        clock.late_since,
        None if told is None else told.typical,
        None if told is None else told.earliest,
        None if told is None else told.latest,
    )


def _unit(stand: Stand) -> str:
    """Return what a unit is called, and that its process rests."""
    name = word(stand.unit.name) or stand.unit.id
    if stand.state is not ProcessState.ON_HOLD:
        return name
    return fill(_("%(unit)s (on hold)"), {"unit": name})


def late_table(overview: Overview) -> Iterator[Block]:
    """Yield what is late, the latest first; where nothing is, that."""
    if not overview.late:
        yield Paragraph(_("On this day nothing is late."))
        return
    yield Table(
        key="late",
        caption=_("What is late"),
        columns=(
            Column("unit", _("Unit")),
            Column("process", _("Process"), paper=False),
            Column("stage", _("Stage")),
            Column("turn", _("Whose turn")),
            Column("late_since", _("Late since"), _DAY),
            Column("days_late", _("Days late"), _WHOLE),
        ),
        rows=tuple(
            (
                _unit(one.stand),
                one.stand.process.id,
                word(one.stage.title),
                word(one.stage.role),
                one.stage.clock.late_since,
                one.stage.clock.days_late,
            )
            for one in overview.late
        ),
        head="unit",
    )


def due_table(overview: Overview) -> Iterator[Block]:
    """Yield what is due or falls due soon, and is not yet late."""
    if not overview.due:
        return
    caption = _("Due within %(days)s days, or due already and not yet late")
    yield Table(
        key="due",
        caption=fill(caption, {"days": SOON}),
        columns=(
            Column("unit", _("Unit")),
            Column("process", _("Process"), paper=False),
            Column("stage", _("Stage")),
            Column("turn", _("Whose turn")),
            Column("due", _("Due"), _DAY),
            Column("latest", _("Late after"), _DAY),
        ),
        rows=tuple(
            (
                _unit(one.stand),
                one.stand.process.id,
                word(one.stage.title),
                word(one.stage.role),
                one.stage.clock.due,
                one.stage.clock.latest,
            )
            for one in overview.due
        ),
        head="unit",
    )
