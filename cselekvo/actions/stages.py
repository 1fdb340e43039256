"""Closing, skipping and reopening stages, and recording evidence."""

from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from cselekvo.actions.action import action
from cselekvo.actions.courses import (
    Now,
    check_step,
    find_open,
    holds_of,
    now,
    standings_of,
)
from cselekvo.domain.identifiers import RecordId, StageRunId
from cselekvo.domain.named import Named
from cselekvo.domain.process import Closing, Ending, Evidence, Process, StageRun
from cselekvo.findings import Finding, every, has_errors
from cselekvo.ports import Work
from cselekvo.rules.course import closing, lying_text, reopening
from cselekvo.rules.criteria import check_evidence, missing, takes_methodologist
from cselekvo.rules.permissions import Verb
from cselekvo.rules.tracking import (
    TrackingCode,
    check_going,
    check_opened,
    check_outcome,
    check_reason,
    check_stage,
    completed_note,
    opened_note,
    outcome_id,
)


@frozen(kw_only=True)
class Step:
    """A stage of a process, and the day it is closed or skipped on.

    Attributes:
        outcome: What is chosen, where the stage offers a choice.
        reason: Why it is skipped.
    """

    process: str
    stage: str
    on: date
    outcome: str = ""
    reason: str = ""


@action("process close", lambda step: step.process)
def close_stage(work: Work, step: Step) -> list[Finding]:
    """Close a stage whose exit criteria are met; what follows opens by itself."""
    at = now(work, step.process)
    work.require(Verb.TRACK, at.process.id)
    step = _in_ids(at, step)
    run, findings = _closable(work, at, step)
    if run is None or has_errors(findings):
        return findings
    states = standings_of(work, at, run, step.on)
    lacking = list(missing(states, at.process.id))
    if lacking:
        return [*findings, *lacking]
    return [*findings, *_close(work, at, run, step, Closing.DONE)]


@action("process skip", lambda step: step.process)
def skip_stage(work: Work, step: Step) -> list[Finding]:
    """Close a stage without its criteria, for a reason."""
    at = now(work, step.process)
    work.require(Verb.STEER, at.process.id)
    step = _in_ids(at, step)
    run, findings = _closable(work, at, step)
    findings = every(findings, check_reason(step.reason, at.process.id))
    if run is None or has_errors(findings):
        return findings
    return [*findings, *_close(work, at, run, step, Closing.SKIPPED)]


def _in_ids(at: Now, step: Step) -> Step:
    """Return a step with the id of its outcome, which may be named by its words."""
    if not step.outcome or not at.has(step.stage):
        return step
    words = at.method.outcomes
    return evolve(step, outcome=outcome_id(at.stage(step.stage), words, step.outcome))


def _closable(work: Work, at: Now, step: Step) -> tuple[StageRun | None, list[Finding]]:
    """Return the open run of a step, and what speaks against closing it."""
    holds = holds_of(work, at.process.id)
    found = every(
        check_going(at.process, holds, step.on),
        check_step(work, at, holds, step.on),
    )
    if at.process.ending is not None:
        return None, found
    run, unfit = find_open(at, step.stage)
    if run is None:
        return None, [*found, *unfit]
    stage = at.stage(run.stage)
    return run, [
        *found,
        *check_opened(run, stage, step.on),
        *check_outcome(stage, step.outcome, at.process.id),
    ]


def _close(
    work: Work, at: Now, run: StageRun, step: Step, how: Closing
) -> Iterator[Finding]:
    """Write that a run is closed, and what its closing opens."""
    move = closing(at.running.flow, at.course, run, step.outcome)
    work.write(
        evolve(
            run,
            closed=step.on,
            closing=how,
            outcome=step.outcome,
            reason=step.reason,
        )
    )
    for opening in move.opened:
        work.write(
            StageRun(
                id=StageRunId(work.new_id(StageRun)),
                process=at.process.id,
                stage=opening.stage,
                opened=step.on,
                after=" ".join(opening.after),
            )
        )
        yield opened_note(at.stage(opening.stage), at.process.id, step.on)
    after = evolve(at.process, waiting=lying_text(move.lying))
    if move.ended:
        after = evolve(after, ended=step.on, ending=Ending.COMPLETED)
        yield completed_note(at.process.id, step.on)
    if after != at.process:
        work.write(after)


@action("process reopen", lambda process: process)
def reopen_stage(work: Work, process: str, stage: str, reason: str) -> list[Finding]:
    """Undo the closing of a stage, while nothing has been done in what it opened.

    The stages that it opened are withdrawn; later corrections use a way back.

    Args:
        work: The change.
        process: The id of the process.
        stage: The stage whose last run was closed.
        reason: Why.
    """
    at = now(work, process)
    work.require(Verb.STEER, at.process.id)
    findings = every(
        check_reason(reason, at.process.id),
        check_going(at.process, holds_of(work, at.process.id), work.today)
        if at.process.ending is not Ending.COMPLETED
        else (),
    )
    runs = work.facts(StageRun, process=at.process.id)
    if not any(run.stage == stage for run in runs):
        unknown = list(check_stage(at.method.template, stage, at.process.id))
        if unknown:
            return [*findings, *unknown]
    closed = [run for run in runs if run.stage == stage and run.closed is not None]
    if not closed or at.open_run(stage) is not None:
        values = {"stage": stage}
        code = TrackingCode.STAGE_NOT_CLOSED
        return [*findings, Finding(code, subject=at.process.id, values=values)]
    run = max(closed, key=lambda one: (one.opened, one.closed or one.opened, one.id))
    return [*findings, *_reopen(work, at, run, runs, clean=not has_errors(findings))]


def _reopen(
    work: Work, at: Now, run: StageRun, runs: list[StageRun], *, clean: bool
) -> Iterator[Finding]:
    back = reopening(at.running.flow, at.course, run, runs)
    found = [
        *(
            _opened_since(TrackingCode.OPENED_IS_CLOSED, at, one)
            for one in back.obstacles
        ),
        *(
            _opened_since(TrackingCode.OPENED_HAS_EVIDENCE, at, one)
            for one in back.withdrawn
            if one.closed is None and work.facts(Evidence, run=one.id)
        ),
    ]
    if back.lost or not at.has(run.stage):
        found.append(Finding(TrackingCode.WAY_GONE, subject=at.process.id))
    yield from found
    if found or not clean:
        return
    for one in back.withdrawn:
        work.withdraw(one)
    work.write(evolve(run, closed=None, closing=None, outcome="", reason=""))
    after = evolve(at.process, waiting=lying_text(back.lying), ended=None, ending=None)
    if after != at.process:
        work.write(after)
    yield opened_note(at.stage(run.stage), at.process.id, run.opened)


def _opened_since(code: TrackingCode, at: Now, run: StageRun) -> Finding:
    named = Named.of(at.stage(run.stage)) if at.has(run.stage) else Named(run.stage)
    return Finding(code, subject=at.process.id, values={"stage": named})


@frozen(kw_only=True)
class Shown:
    """What shows that a criterion is met.

    Attributes:
        on: The day of the document, the item or the approval.
        reference: The document's name or number.
        by: Who gave it.
    """

    process: str
    stage: str
    criterion: str
    on: date
    reference: str = ""
    by: str = ""


@action("process evidence", lambda shown: shown.process)
def record_evidence(work: Work, shown: Shown) -> list[Finding]:
    """Record what shows that a criterion of an open stage is met.

    An approval that a template asks of a methodologist is recorded by one; any other
    is recorded with the name of who gave it.
    """
    at = now(work, shown.process)
    run, findings = find_open(at, shown.stage)
    _require_evidence(work, at, shown)
    if run is None:
        return list(findings)
    made = Evidence(
        id=RecordId(work.new_id(Evidence)),
        run=run.id,
        criterion=shown.criterion,
        on=shown.on,
        reference=shown.reference,
        by=shown.by or _approver(work, at, run, shown.criterion),
    )
    stage = at.stage(run.stage)
    found = every(check_evidence(made, stage), _check_day(work, at.process, made))
    if not has_errors(found):
        work.write(made)
    return found


def _require_evidence(work: Work, at: Now, shown: Shown) -> None:
    """Ask for the right: a methodologist's approval takes one of its own."""
    stage = at.running.flow.stages.get(shown.stage)
    is_own = stage is not None and takes_methodologist(stage, shown.criterion)
    work.require(Verb.APPROVE if is_own else Verb.TRACK, at.process.id)


def _approver(work: Work, at: Now, run: StageRun, criterion: str) -> str:
    """Return who approves where nobody is named: the methodologist who records it."""
    is_own = takes_methodologist(at.stage(run.stage), criterion)
    return (work.actor.name or work.actor.user) if is_own else ""


def _check_day(work: Work, process: Process, evidence: Evidence) -> Iterator[Finding]:
    """Find an evidence of the future; one may be older than the run it serves."""
    if evidence.on > work.today:
        yield Finding(
            TrackingCode.DAY_IN_FUTURE,
            subject=process.id,
            values={"on": evidence.on, "today": work.today},
        )
