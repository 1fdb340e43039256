"""The sheets of processes, and of the times in which they rest."""

from collections.abc import Iterator
from typing import Any, Final

from cselekvo.actions.methods import running, version_named
from cselekvo.actions.processes import UNITS
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import StageRunId
from cselekvo.domain.process import Hold, Process, ProcessState, StageRun
from cselekvo.domain.programme import Project
from cselekvo.domain.published import TemplateVersion
from cselekvo.exchange.cells import DAY, WHOLE, Cell, Column, Sort, reference
from cselekvo.exchange.kinds import ID, RELATION_ID, SOURCE, Row, SheetKind, text
from cselekvo.exchange.map_sheets import LAST
from cselekvo.exchange.process_cells import PARAMETERS, STATE, WAITING
from cselekvo.exchange.seat_sheets import SINCE
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Severity
from cselekvo.rules.histories import HistoryCode
from cselekvo.rules.tracking import TrackingCode

PROCESS: Final = Column(
    hu="folyamat",
    en="process",
    name="process",
    cell=reference(Process),
    required=True,
)
_PLAIN: Final = Cell(
    lambda written, _: written, lambda value, _, __: str(value or ""), Sort.TEMPLATE
)
_UNIT: Final = Cell(_PLAIN.read, _PLAIN.show, Sort.UNIT)
#: What a sheet need not know of a process: an empty cell leaves it as it is.
_FOLLOWED: Final = ("waiting", "ended", "ending")


def _process_fields(row: Row) -> dict[str, Any]:
    hidden = {"template", "version", "unit"}
    fields = {name: value for name, value in row.values.items() if name not in hidden}
    for name in _FOLLOWED:
        if fields.get(name) is None:
            fields.pop(name, None)
    if isinstance(fields.get("ending"), ProcessState):
        fields |= {"ending": None, "ended": None}
    version = _version_of(row)
    return fields | {"template": version.id, "unit": _unit_of(row, version)}


def _version_of(row: Row) -> TemplateVersion:
    """Return the version a row means: the one named, its own, or the latest."""
    questions, named = row.world.questions, row.values["template"]
    number = row.get("version")
    known = questions.find(Process, row.values["id"])
    if known is not None and number is None:
        version = questions.one(TemplateVersion, known.template)
        if named.lower() in {version.template.lower(), version.id.lower()}:
            return version
    return version_named(questions, named, number)


def _unit_of(row: Row, version: TemplateVersion) -> str:
    """Return the unit; one of another kind than the template's is a fault."""
    unit, questions = row.values["unit"], row.world.questions
    for kind, fact in UNITS.items():
        if kind is not version.unit and questions.find(fact, unit) is not None:
            values = {"expected": version.unit, "unit": unit}
            code, subject = TrackingCode.UNIT_OF_OTHER_KIND, row.values["id"]
            row.found.append((Finding(code, subject=subject, values=values), "unit"))
            return str(unit)
    return row.world.reference(UNITS[version.unit], unit)


def _complete_process(row: Row, process: Process) -> Iterator[Fact]:
    """Open the first stage of a process whose stages are told nowhere."""
    questions = row.world.questions
    runs = questions.facts(StageRun, process=process.id)
    if runs:
        if process.ending is None and all(run.closed is not None for run in runs):
            code = HistoryCode.NOTHING_OPEN
            row.found.append((Finding(code, subject=process.id), "ending"))
        return
    if process.ending is not None:
        code, warning = HistoryCode.WITHOUT_RUNS, Severity.WARNING
        row.found.append((Finding(code, subject=process.id, severity=warning), "id"))
        return
    start = running(questions, process.template).method.template.start
    yield StageRun(
        id=StageRunId(""), process=process.id, stage=start, opened=process.started
    )


def _show_process(process: Process, world: World) -> dict[str, Any]:
    (version,) = world.beside(TemplateVersion, "id", process.template)
    return {"template": version.template, "version": version.version}


PROCESSES: Final = SheetKind(
    hu="folyamatok",
    en="processes",
    fact=Process,
    columns=(
        ID,
        Column(hu="sablon", en="template", name="template", cell=_PLAIN, required=True),
        Column(hu="egyseg", en="unit", name="unit", cell=_UNIT, required=True),
        Column(hu="kezdet", en="start", name="started", cell=DAY, required=True),
        Column(hu="verzio", en="version", name="version", cell=WHOLE),
        Column(hu="projekt", en="project", name="project", cell=reference(Project)),
        Column(hu="parameterek", en="parameters", name="parameters", cell=PARAMETERS),
        Column(hu="allapot", en="state", name="ending", cell=STATE),
        Column(hu="zaras", en="ended", name="ended", cell=DAY),
        Column(hu="varakozik", en="waiting", name="waiting", cell=WAITING),
        text("ok", "reason"),
        SOURCE,
    ),
    prepare=_process_fields,
    complete=_complete_process,
    show=_show_process,
    beside=((StageRun, "process", "id"), (TemplateVersion, "id", "template")),
    after="szakaszok",
)
HOLDS: Final = SheetKind(
    hu="szunetek",
    en="holds",
    fact=Hold,
    columns=(PROCESS, SINCE, LAST, text("ok", "reason"), SOURCE, RELATION_ID),
    key=("process", "start"),
)
