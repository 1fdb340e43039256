"""Event logs as sheets of processes and stage runs, so that they are imported as such.

The rules, the rights and the journal of an import are those of sheets. A case is a
process of the same id; one that is not known yet is started, which needs its unit. The
rows of these sheets are numbered by the lines of the log.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from attrs import define, evolve, field, frozen

from cselekvo.actions.methods import running, version_named
from cselekvo.domain.process import Process, StageRun
from cselekvo.domain.published import TemplateVersion, version_id
from cselekvo.exchange.eventlog.history import (
    Activities,
    Case,
    Meaning,
    Told,
    case_of,
    first_said,
    open_by_template,
)
from cselekvo.exchange.eventlog.log import open_log
from cselekvo.exchange.eventlog.model import LIMITS, Asked, Event, EventLog
from cselekvo.exchange.eventlog.notes import EventLogCode
from cselekvo.exchange.importing import Given
from cselekvo.exchange.process_sheets import PROCESSES
from cselekvo.exchange.stage_sheets import RUNS
from cselekvo.exchange.table import Row, Rows, Table
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.ports import Questions

#: An import keeps every event, with what else is said of it.
IMPORT_LIMITS: Final = evolve(LIMITS, events=200_000, cases=50_000)
#: What is a warning to who counts, and a fault to who imports.
_NEEDED: Final = frozenset(
    {
        EventLogCode.ACTIVITY_MISSING,
        EventLogCode.TIME_MISSING,
        EventLogCode.OUTSIDE_CASES,
        EventLogCode.CASE_UNNAMED,
    }
)
_UNIT: Final = ("case:unit", "unit", "egyseg")
_TEMPLATE: Final = ("case:template", "template")
_VERSION: Final = ("case:version", "version")
_OUTCOME: Final = ("outcome", "kimenet")
_PROCESS_HEADER: Final = ("azonosito", "sablon", "egyseg", "kezdet", "verzio")
_RUN_HEADER: Final = ("folyamat", "szakasz", "tol", "ig", "kimenet", "lezaras")
Numbered = tuple[int, Row]


@frozen(kw_only=True)
class Wish:
    """What a log is to be brought into.

    Attributes:
        template: The id of the template, or of a version of it.
        version: Its version, where it is named.
        unit: The column of the unit, where it is named.
        outcome: That of the outcome.
        mapped: What activities mean, by their names.
    """

    template: str
    version: int | None = None
    unit: str = ""
    outcome: str = ""
    mapped: Mapping[str, Meaning]


def read_history(
    path: Path, asked: Asked, wish: Wish, questions: Questions
) -> tuple[Given, list[Finding]]:
    """Return a log as sheets of processes and stage runs, and what was found.

    Args:
        path: The log.
        asked: What a person says about its columns and clocks.
        wish: What it is to be brought into.
        questions: About the workspace.

    Raises:
        NotFoundError: There is no such template.
    """
    version = version_named(questions, wish.template, wish.version)
    making = _Making(wish, version, questions)
    log, findings = open_log(path, evolve(asked, others=making.keys), IMPORT_LIMITS)
    if log is None:
        return [], findings
    events: dict[int, list[Event]] = {}
    for event in log:
        events.setdefault(event.case, []).append(event)
    findings += [_needed(one) for one in log.findings]
    if has_errors(findings):
        return [], findings
    for number in sorted(events):
        making.add(log, log.cases[number], events[number])
    return making.given(log), [*findings, *making.findings(log)]


def _needed(finding: Finding) -> Finding:
    """Return what was found as it weighs for an import."""
    if finding.code in _NEEDED:
        return evolve(finding, severity=Severity.ERROR)
    return finding


@define(eq=False)
class _Making:
    """The rows that were made so far."""

    wish: Wish
    version: TemplateVersion
    questions: Questions
    processes: list[Numbered] = field(factory=list)
    runs: list[Numbered] = field(factory=list)
    faults: list[Finding] = field(factory=list)
    others: int = 0
    passed_over: int = 0

    @property
    def units(self) -> tuple[str, ...]:
        """Return where a case may name its unit."""
        named = self.wish.unit
        return (f"case:{named}", named) if named else _UNIT

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Return where an event may say what was chosen."""
        return (self.wish.outcome,) if self.wish.outcome else _OUTCOME

    @property
    def keys(self) -> tuple[str, ...]:
        """Return what is wanted of an event beside its name and its time."""
        return (*self.units, *self.outcomes, *_TEMPLATE, *_VERSION, "stage")

    def add(self, log: EventLog, name: str, events: Sequence[Event]) -> None:
        """Add what the log tells of a process."""
        said = events[0].others
        template = first_said(said, _TEMPLATE)
        if template and template.lower() != self.version.template.lower():
            self.others += 1
            return
        process = self.questions.find(Process, name)
        if process is not None and self._is_other(log, process, events[0]):
            return
        version = self._version(process, first_said(said, _VERSION))
        flow = running(self.questions, version).flow
        activities = Activities.of(flow, self.wish.mapped, self.outcomes)
        case = case_of(name, events, activities)
        if case is None:
            return
        self.passed_over += case.passed_over
        known: list[StageRun] = []
        started = case.first
        if process is not None:
            known = self.questions.facts(StageRun, process=process.id)
            started = process.started
        else:
            self._start(log, case, events, version)
        open_by_template(flow, case, known, started)
        for run in case.runs:
            self.runs.append((run.line, _run_row(name, run)))

    def _is_other(self, log: EventLog, process: Process, event: Event) -> bool:
        """Find that a process runs on another template than the one that is named."""
        own = self.questions.one(TemplateVersion, process.template)
        if own.template == self.version.template:
            return False
        values = {"template": own.template, "asked": self.version.template}
        code, where = EventLogCode.OTHER_TEMPLATE, log.notes.place(event.line)
        self.faults.append(
            Finding(code, subject=process.id, values=values, where=where)
        )
        return True

    def _version(self, process: Process | None, said: str) -> str:
        """Return the version of a process: its own, the one that is told, or asked."""
        if process is not None:
            return process.template
        if said.isascii() and said.isdigit() and self.wish.version is None:
            number = int(said[:9])
            known = version_id(self.version.template, number)
            if self.questions.find(TemplateVersion, known) is not None:
                return known
        return self.version.id

    def _start(
        self, log: EventLog, case: Case, events: Sequence[Event], version: str
    ) -> None:
        """Add a process that is not known yet."""
        units = (first_said(one.others, self.units) for one in events)
        unit = next(filter(None, units), "")
        if not unit:
            code, where = EventLogCode.UNIT_MISSING, log.notes.place(case.line)
            self.faults.append(Finding(code, subject=case.name, where=where))
            return
        template, _, number = version.rpartition(".")
        row = (case.name, template, unit, case.first.isoformat(), number)
        self.processes.append((case.line, row))

    def given(self, log: EventLog) -> Given:
        """Return the rows as tables."""
        tables: Given = []
        for kind, header, rows in (
            (PROCESSES, _PROCESS_HEADER, self.processes),
            (RUNS, _RUN_HEADER, self.runs),
        ):
            table = Table(
                file=log.notes.file,
                header=header,
                width=len(header),
                source=partial(_yielded, rows),
            )
            tables.append((kind, table))
        return tables

    def findings(self, log: EventLog) -> Iterator[Finding]:
        """Yield what was found in the cases."""
        yield from self.faults
        for code, count in (
            (EventLogCode.CASES_OF_OTHERS, self.others),
            (EventLogCode.TRANSITIONS_PASSED_OVER, self.passed_over),
        ):
            if count:
                note, where = Severity.NOTE, log.notes.place(None)
                values = {"count": count, "template": self.version.template}
                yield Finding(code, severity=note, values=values, where=where)


def _yielded(numbered: Sequence[Numbered], _rows: Rows) -> Iterator[Numbered]:
    yield from numbered


def _run_row(process: str, run: Told) -> Row:
    opened = "" if run.opened is None else run.opened.isoformat()
    closed = "" if run.closed is None else run.closed.isoformat()
    closing = "" if run.closing is None else run.closing.hu
    return (process, run.stage, opened, closed, run.outcome, closing)
