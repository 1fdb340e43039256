"""What may be done to a process, and on which day (DESIGN section 5).

A day may lie in the past, but not before the stage opened, not before the last entry of
the process, and never in the future. A process on hold rests; one that has ended is
over.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from cselekvo.domain.named import Named
from cselekvo.domain.process import Ending, Hold, Process, ProcessState, StageRun
from cselekvo.domain.template import Stage, Template, Words
from cselekvo.domain.vocabulary import fold
from cselekvo.findings import Finding, Severity


class TrackingCode(Enum):
    """What can speak against a step of a process."""

    DAY_IN_FUTURE = "day-in-future"
    DAY_BEFORE_START = "day-before-start"
    DAY_BEFORE_OPENING = "day-before-opening"
    DAY_BEFORE_LAST_ENTRY = "day-before-last-entry"
    ENDED = "process-ended"
    ON_HOLD = "process-on-hold"
    NOT_ON_HOLD = "process-not-on-hold"
    HOLD_OVERLAPS = "hold-overlaps"
    STAGE_UNKNOWN = "stage-unknown-in-process"
    STAGE_NOT_OPEN = "stage-not-open"
    STAGE_NOT_CLOSED = "stage-not-closed"
    OUTCOME_MISSING = "outcome-missing"
    OUTCOME_UNKNOWN = "outcome-unknown"
    OUTCOME_NOT_ASKED = "outcome-not-asked"
    REASON_MISSING = "reason-missing"
    OPENED_IS_CLOSED = "opened-stage-is-closed"
    OPENED_HAS_EVIDENCE = "opened-stage-has-evidence"
    WAY_GONE = "way-gone-since"
    PARAMETER_UNKNOWN = "parameter-unknown-in-template"
    PARAMETER_OUT_OF_RANGE = "parameter-out-of-range"
    UNIT_OF_OTHER_KIND = "unit-of-other-kind"
    UNIT_HAS_PROCESS = "unit-has-such-a-process"
    OPENED = "stage-opened"
    COMPLETED = "process-completed"


def state_on(process: Process, holds: Iterable[Hold], on: date) -> ProcessState:
    """Return how it is with a process on a day."""
    if on < process.started:
        return ProcessState.NOT_STARTED
    if process.ended is not None and process.ended <= on:
        is_over = process.ending is Ending.CANCELLED
        return ProcessState.CANCELLED if is_over else ProcessState.COMPLETED
    if any(on in hold.period for hold in holds):
        return ProcessState.ON_HOLD
    return ProcessState.RUNNING


def check_day(
    process: Process, on: date, today: date, later: Iterable[date]
) -> Iterator[Finding]:
    """Find what speaks against a step on a day.

    Args:
        process: The process.
        on: The day of the step.
        today: The day it is.
        later: Days of entries of the process that lie after `on`.
    """
    if on > today:
        values = {"on": on, "today": today}
        yield Finding(TrackingCode.DAY_IN_FUTURE, subject=process.id, values=values)
    if on < process.started:
        yield Finding(
            TrackingCode.DAY_BEFORE_START,
            subject=process.id,
            values={"on": on, "since": process.started},
        )
        return
    last = max(later, default=None)
    if last is not None and last > on:
        yield Finding(
            TrackingCode.DAY_BEFORE_LAST_ENTRY,
            subject=process.id,
            values={"on": on, "last": last},
        )


def check_going(process: Process, holds: Iterable[Hold], on: date) -> Iterator[Finding]:
    """Find that a process has ended, or rests."""
    if process.ending is not None:
        yield Finding(
            TrackingCode.ENDED,
            subject=process.id,
            values={"state": process.ending, "since": process.ended},
        )
        return
    for hold in holds:
        if on in hold.period:
            yield Finding(
                TrackingCode.ON_HOLD,
                subject=process.id,
                values={"since": hold.period.first_day},
            )


def check_opened(run: StageRun, stage: Stage, on: date) -> Iterator[Finding]:
    """Find that a day lies before the opening of the run."""
    if on < run.opened:
        yield Finding(
            TrackingCode.DAY_BEFORE_OPENING,
            subject=run.process,
            values={"on": on, "since": run.opened, "stage": Named.of(stage)},
        )


def check_outcome(stage: Stage, outcome: str, process: str) -> Iterator[Finding]:
    """Find that a choice is not named, or is none of the stage's."""
    allowed = [way.outcome for way in stage.ways if way.outcome]
    values = {"stage": Named.of(stage), "outcome": outcome, "allowed": allowed}
    if not outcome and allowed:
        yield Finding(TrackingCode.OUTCOME_MISSING, subject=process, values=values)
    elif outcome and not allowed:
        yield Finding(TrackingCode.OUTCOME_NOT_ASKED, subject=process, values=values)
    elif outcome and outcome not in allowed:
        yield Finding(TrackingCode.OUTCOME_UNKNOWN, subject=process, values=values)


def outcome_id(stage: Stage, words: Mapping[str, Words], named: str) -> str:
    """Return the id of a stage's outcome that is named by id or by its words.

    Args:
        stage: The stage.
        words: What outcomes are called, by their ids.
        named: As somebody wrote it; returned as it is where it means none.
    """
    ids = [way.outcome for way in stage.ways if way.outcome]
    wanted = fold(named)
    for id_ in ids if named not in ids else ():
        known = words.get(id_)
        if known is not None and wanted in {fold(known.hu), fold(known.en)}:
            return id_
    return named


def check_reason(reason: str, process: str) -> Iterator[Finding]:
    """Find that no reason is given."""
    if not reason.strip():
        yield Finding(TrackingCode.REASON_MISSING, subject=process)


def check_stage(template: Template, stage: str, process: str) -> Iterator[Finding]:
    """Find that a template has no such stage."""
    known = [one.id for one in template.stages]
    if stage not in known:
        yield Finding(
            TrackingCode.STAGE_UNKNOWN,
            subject=process,
            values={"stage": stage, "allowed": known},
        )


def not_open(stage: Stage, process: str, open_: Iterable[Stage]) -> Finding:
    """Find that a stage is not open, with those that are."""
    allowed = [Named.of(one) for one in open_]
    values = {"stage": Named.of(stage), "allowed": allowed}
    return Finding(TrackingCode.STAGE_NOT_OPEN, subject=process, values=values)


def check_parameters(
    template: Template, parameters: Mapping[str, int], process: str
) -> Iterator[Finding]:
    """Find parameters that the template does not know, and numbers below one."""
    known = sorted(template.parameters)
    for name, value in parameters.items():
        if name not in template.parameters:
            yield Finding(
                TrackingCode.PARAMETER_UNKNOWN,
                subject=process,
                values={"parameter": name, "allowed": known},
            )
        elif value < 1:
            yield Finding(
                TrackingCode.PARAMETER_OUT_OF_RANGE,
                subject=process,
                values={"parameter": name, "value": value},
            )


def opened_note(stage: Stage, process: str, on: date) -> Finding:
    """Tell that a stage opened."""
    return Finding(
        TrackingCode.OPENED,
        subject=process,
        severity=Severity.NOTE,
        values={"stage": Named.of(stage), "on": on},
    )


def completed_note(process: str, on: date) -> Finding:
    """Tell that a process came to its end."""
    values = {"on": on}
    note = Severity.NOTE
    return Finding(
        TrackingCode.COMPLETED, subject=process, severity=note, values=values
    )
