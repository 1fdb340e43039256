"""Starting processes, holding and resuming them, and cancelling them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from cselekvo.actions.action import action
from cselekvo.actions.checks import check_new_id
from cselekvo.actions.courses import (
    check_step,
    holds_of,
    now,
    parameters_text,
)
from cselekvo.actions.methods import running, version_named
from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import (
    ProcessId,
    ProjectId,
    RecordId,
    StageRunId,
)
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.period import Period
from cselekvo.domain.process import Closing, Ending, Hold, Process, StageRun
from cselekvo.domain.programme import Project
from cselekvo.domain.roundtable import Roundtable
from cselekvo.domain.template import Unit
from cselekvo.findings import Finding, Severity, every, has_errors
from cselekvo.ports import Questions, Work
from cselekvo.rules.permissions import Verb
from cselekvo.rules.tracking import (
    TrackingCode,
    check_going,
    check_parameters,
    check_reason,
    opened_note,
)

_DAY: Final = timedelta(days=1)
#: What kind of record the unit of a template is.
UNITS: Final[dict[Unit, type[Fact]]] = {
    Unit.COMMUNITY: Community,
    Unit.ORGANISATION: Organisation,
    Unit.ROUNDTABLE: Roundtable,
    Unit.PROJECT: Project,
    Unit.AREA: ActionArea,
}


@frozen(kw_only=True)
class Start:
    """A process to be started.

    Attributes:
        id: Its id.
        template: The id of a template, or of a version of it.
        version: The version; None: the latest.
        unit: The id of the community, organisation, roundtable, project or area.
        on: The day it starts, on which its first stage opens.
        project: The project it belongs to.
        parameters: Those set for it.
    """

    id: str
    template: str
    unit: str
    on: date
    version: int | None = None
    project: str = ""
    parameters: Mapping[str, int]


def unit_of(questions: Questions, kind: Unit, unit: str) -> Fact:
    """Return the record that is the unit of a process.

    Raises:
        NotFoundError: There is no record of that kind.
    """
    return questions.one(UNITS[kind], unit)


@action("process start", lambda start: start.id)
def start_process(work: Work, start: Start) -> list[Finding]:
    """Start a process: its first stage opens on the day."""
    version = version_named(work, start.template, start.version)
    unit = unit_of(work, version.unit, start.unit)
    work.require(Verb.START_PROCESS, unit.id)
    project = work.one(Project, start.project).id if start.project else None
    method = running(work, version.id).method
    process = Process(
        id=ProcessId(start.id),
        template=version.id,
        unit=RecordId(unit.id),
        project=None if project is None else ProjectId(project),
        started=start.on,
        parameters=parameters_text(start.parameters),
    )
    findings = every(
        check_new_id(work, process),
        check_parameters(method.template, start.parameters, process.id),
        _check_start(work, process, version.template),
    )
    if has_errors(findings):
        return findings
    work.write(process)
    work.write(first_run(work, process, method.template.start))
    first = method.template.stage(method.template.start)
    return [*findings, opened_note(first, process.id, start.on)]


def first_run(work: Work, process: Process, stage: str) -> StageRun:
    """Return the run with which a process begins."""
    return StageRun(
        id=StageRunId(work.new_id(StageRun)),
        process=process.id,
        stage=stage,
        opened=process.started,
    )


def _check_start(work: Work, process: Process, template: str) -> Iterator[Finding]:
    """Find a start in the future, and another such process of the unit that runs."""
    if process.started > work.today:
        yield Finding(
            TrackingCode.DAY_IN_FUTURE,
            subject=process.id,
            values={"on": process.started, "today": work.today},
        )
    for other in work.facts(Process, unit=process.unit, ending=None):
        if other.id != process.id and other.template.rpartition(".")[0] == template:
            yield Finding(
                TrackingCode.UNIT_HAS_PROCESS,
                subject=process.unit,
                severity=Severity.WARNING,
                values={"process": other.id, "since": other.started},
            )


@action("process hold", lambda process: process)
def hold_process(work: Work, process: str, on: date, reason: str) -> list[Finding]:
    """Let a process rest from a day on: its clock stands still."""
    at = now(work, process)
    work.require(Verb.STEER, at.process.id)
    holds = holds_of(work, at.process.id)
    findings = every(
        check_reason(reason, at.process.id),
        check_going(at.process, holds, on),
        check_step(work, at, holds, on),
    )
    if not has_errors(findings):
        made = Hold(
            id=RecordId(work.new_id(Hold)),
            process=at.process.id,
            reason=reason,
            period=Period(on),
        )
        work.write(made)
    return findings


@action("process resume", lambda process: process)
def resume_process(work: Work, process: str, on: date) -> list[Finding]:
    """Let a process go on from a day: the day before was the last of its rest."""
    at = now(work, process)
    work.require(Verb.STEER, at.process.id)
    holds = [one for one in holds_of(work, process) if one.period.end is None]
    if not holds:
        return [Finding(TrackingCode.NOT_ON_HOLD, subject=at.process.id)]
    hold = holds[-1]
    findings: list[Finding] = []
    if on > work.today:
        values = {"on": on, "today": work.today}
        findings.append(
            Finding(TrackingCode.DAY_IN_FUTURE, subject=at.process.id, values=values)
        )
    if on < hold.period.start:
        values = {"on": on, "last": hold.period.start}
        code = TrackingCode.DAY_BEFORE_LAST_ENTRY
        findings.append(Finding(code, subject=at.process.id, values=values))
    if has_errors(findings):
        return findings
    if on == hold.period.start:
        work.withdraw(hold)
    else:
        work.write(evolve(hold, period=hold.period.ending(on - _DAY)))
    return findings


@action("process cancel", lambda process: process)
def cancel_process(work: Work, process: str, on: date, reason: str) -> list[Finding]:
    """Break a process off: its open stages are closed as cancelled."""
    at = now(work, process)
    work.require(Verb.STEER, at.process.id)
    holds = holds_of(work, at.process.id)
    findings = every(
        check_reason(reason, at.process.id),
        check_going(at.process, (), on),
        check_step(work, at, holds, on),
    )
    if has_errors(findings):
        return findings
    for run in at.course.open:
        work.write(evolve(run, closed=on, closing=Closing.CANCELLED))
    for hold in holds:
        if hold.period.end is None:
            work.write(evolve(hold, period=_until(hold.period, on)))
    ended = evolve(
        at.process, ended=on, ending=Ending.CANCELLED, waiting="", reason=reason
    )
    work.write(ended)
    return findings


def _until(period: Period, on: date) -> Period:
    """Return a time of rest that ends with a process; on its own day it had begun."""
    return Period(period.start, max(on, period.start + _DAY))
