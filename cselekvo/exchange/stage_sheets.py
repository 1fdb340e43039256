"""The sheets of stages: their runs, and what shows that their criteria are met."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, Final

from cselekvo.actions.methods import running, versions_of
from cselekvo.actions.process_checks import stage_of
from cselekvo.domain.process import Closing, Evidence, Process, StageRun
from cselekvo.domain.template import Stage
from cselekvo.domain.vocabulary import fold
from cselekvo.exchange.cells import DAY, WHOLE, Cell, Column, Sort, word
from cselekvo.exchange.history import settle_runs
from cselekvo.exchange.kinds import RELATION_ID, SOURCE, Row, SheetKind, text
from cselekvo.exchange.process_cells import AFTER
from cselekvo.exchange.process_sheets import PROCESS
from cselekvo.exchange.world import UnknownReferenceError, World
from cselekvo.findings import Finding
from cselekvo.rules.histories import HistoryCode
from cselekvo.rules.tracking import (
    TrackingCode,
    check_opened,
    check_outcome,
    check_stage,
)

_STAGE: Final = Cell(
    lambda written, _: written, lambda value, _, __: str(value or ""), Sort.STAGE
)
STAGE: Final = Column(
    hu="szakasz", en="stage", name="stage", cell=_STAGE, required=True
)
_CLOSING: Final = ("outcome", "closing", "reason")


def _process_of(row: Row) -> Process:
    return row.world.questions.one(Process, row.values["process"])


def _named(stages: Iterator[Stage], written: str) -> Stage | None:
    """Return the stage of an id or a title, in either language."""
    wanted, titled = fold(written), None
    for stage in stages:
        if fold(stage.id) == wanted:
            return stage
        if titled is None and wanted in {fold(stage.title.hu), fold(stage.title.en)}:
            titled = stage
    return titled


def _find_stage(row: Row, process: Process) -> Stage | None:
    """Return the stage a row names; a fault where no version has it."""
    questions, written = row.world.questions, row.values["stage"]
    at = running(questions, process.template)
    found = _named(iter(at.method.template.stages), written)
    if found is not None:
        return found
    for version in reversed(versions_of(questions, at.method.template.id)):
        older = running(questions, version.id).method.template
        found = _named(iter(older.stages), written)
        if found is not None:
            return found
    unknown = check_stage(at.method.template, written, process.id)
    row.found.extend((finding, "stage") for finding in unknown)
    return None


def _run_fields(row: Row) -> dict[str, Any]:
    """Return the fields of a run; a closed one was done where nothing else is said."""
    fields, process = dict(row.values), _process_of(row)
    if fields.get("after") is None:
        fields.pop("after", None)
    stage = _find_stage(row, process)
    if stage is not None:
        fields["stage"] = stage.id
    if fields.get("closed") is not None and fields.get("closing") is None:
        fields["closing"] = Closing.DONE
    _check_days(row, process)
    if stage is not None:
        _check_closing(row, process, stage, fields)
    return fields


def _fault(row: Row, column: str, code: Enum, **values: Any) -> None:
    finding = Finding(code, subject=row.values["process"], values=values)
    row.found.append((finding, column))


def _check_days(row: Row, process: Process) -> None:
    """Find days to come, and an opening before the process began."""
    today: date | None = row.world.today
    for column in ("opened", "closed"):
        day = row.get(column)
        if today is not None and day is not None and day > today:
            _fault(row, column, TrackingCode.DAY_IN_FUTURE, on=day, today=today)
    opened = row.values["opened"]
    if opened < process.started:
        code, since = TrackingCode.DAY_BEFORE_START, process.started
        _fault(row, "opened", code, on=opened, since=since)


def _check_closing(
    row: Row, process: Process, stage: Stage, fields: dict[str, Any]
) -> None:
    """Find a closing before the opening, one without outcome, half of one."""
    closed, outcome = fields.get("closed"), fields.get("outcome") or ""
    if closed is None:
        for column in _CLOSING:
            if fields.get(column):
                _fault(row, column, HistoryCode.NOT_CLOSED, on=fields["opened"])
        return
    run = StageRun(
        id="",  # type: ignore[arg-type]  # it has none yet
        process=process.id,
        stage=stage.id,
        opened=fields["opened"],
    )
    early = check_opened(run, stage, closed)
    row.found.extend((finding, "closed") for finding in early)
    if fields["closing"] is not Closing.CANCELLED:
        chosen = check_outcome(stage, outcome, process.id)
        row.found.extend((finding, "outcome") for finding in chosen)


RUNS: Final = SheetKind(
    hu="szakaszok",
    en="stage_runs",
    fact=StageRun,
    columns=(
        PROCESS,
        STAGE,
        Column(hu="tol", en="from", name="opened", cell=DAY, required=True),
        Column(hu="ig", en="until", name="closed", cell=DAY),
        text("kimenet", "outcome"),
        Column(hu="lezaras", en="closing", name="closing", cell=word(Closing)),
        Column(hu="elozmeny", en="after", name="after", cell=AFTER),
        text("ok", "reason"),
        SOURCE,
        RELATION_ID,
    ),
    key=("process", "stage", "opened"),
    prepare=_run_fields,
    settle=settle_runs,
)


def _run_named(row: Row) -> StageRun:
    """Return the run that an evidence is of: by its round, else by the day."""
    process = _process_of(row)
    stage = _find_stage(row, process)
    id_ = row.values["stage"] if stage is None else stage.id
    runs = _rounds(row.world, process.id, id_)
    number: int | None = row.get("round")
    day: date = row.values["on"]
    if number is not None:
        if not 0 < number <= len(runs):
            raise UnknownReferenceError("stage_run", f"{process.id} – {id_} {number}")
        return runs[number - 1]
    if not runs:
        raise UnknownReferenceError("stage_run", f"{process.id} – {id_}")
    for run in runs:
        if run.opened <= day and (run.closed is None or day <= run.closed):
            return run
    return runs[-1]


def _rounds(world: World, process: str, stage: str) -> list[StageRun]:
    """Return the runs of a stage of a process, the first round first."""
    found = world.questions.facts(StageRun, process=process)
    mine = [run for run in found if run.stage == stage]
    return sorted(mine, key=lambda run: (run.opened, run.closed or date.max, run.id))


def _evidence_fields(row: Row) -> dict[str, Any]:
    hidden = {"process", "stage", "round"}
    fields = {name: value for name, value in row.values.items() if name not in hidden}
    run = _run_named(row)
    stage = stage_of(row.world.questions, _process_of(row), run.stage)
    if stage is not None:
        fields["criterion"] = _criterion(stage, row.values["criterion"])
    return fields | {"run": run.id}


def _criterion(stage: Stage, written: str) -> str:
    """Return the criterion of an id or a title; what is unknown stays as it is."""
    wanted, titled = fold(written), written
    for one in stage.exit_criteria:
        if fold(one.id) == wanted:
            return one.id
        if one.title is not None and wanted in map(fold, (one.title.hu, one.title.en)):
            titled = one.id
    return titled


def _show_evidence(evidence: Evidence, world: World) -> dict[str, Any]:
    (run,) = world.beside(StageRun, "id", evidence.run)
    runs = _rounds(world, run.process, run.stage)
    number = [one.id for one in runs].index(run.id) + 1 if len(runs) > 1 else None
    return {"process": run.process, "stage": run.stage, "round": number}


_CRITERION: Final = Cell(_STAGE.read, _STAGE.show, Sort.CRITERION)
EVIDENCE: Final = SheetKind(
    hu="bizonyitekok",
    en="evidence",
    fact=Evidence,
    columns=(
        PROCESS,
        STAGE,
        Column(
            hu="feltetel",
            en="criterion",
            name="criterion",
            cell=_CRITERION,
            required=True,
        ),
        Column(hu="datum", en="date", name="on", cell=DAY, required=True),
        text("hivatkozas", "reference"),
        text("ki", "who", "by"),
        Column(hu="kor", en="round", name="round", cell=WHOLE),
        SOURCE,
        RELATION_ID,
    ),
    key=("run", "criterion", "on", "reference"),
    prepare=_evidence_fields,
    show=_show_evidence,
    beside=((StageRun, "id", "run"),),
)
