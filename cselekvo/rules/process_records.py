"""What must be true of the records of a process, however they come in."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from cselekvo.domain.plan import DevelopmentPlan
from cselekvo.domain.process import Hold, Process
from cselekvo.findings import Finding
from cselekvo.rules.tracking import TrackingCode


class ProcessCode(Enum):
    """What can be found about the record of a process."""

    TEMPLATE_CHANGED = "process-template-changed"
    UNIT_CHANGED = "process-unit-changed"
    ENDING_INCOMPLETE = "process-ending-incomplete"
    PLAN_IN_FUTURE = "plan-state-in-future"


def check_process(
    process: Process, before: Process | None, first: date | None, today: date
) -> Iterator[Finding]:
    """Find what speaks against the record of a process.

    Args:
        process: As it is to be written.
        before: As it is now; its template changes by migration only.
        first: The day its first run was opened, if it has runs.
        today: The day it is.
    """
    for day in (process.started, process.ended):
        if day is not None and day > today:
            values = {"on": day, "today": today}
            yield Finding(TrackingCode.DAY_IN_FUTURE, subject=process.id, values=values)
    for day in (process.ended, first):
        if day is not None and day < process.started:
            values = {"on": day, "since": process.started}
            code = TrackingCode.DAY_BEFORE_START
            yield Finding(code, subject=process.id, values=values)
    if (process.ended is None) is not (process.ending is None):
        yield Finding(ProcessCode.ENDING_INCOMPLETE, subject=process.id)
    if before is not None and before.template != process.template:
        told = {"before": before.template, "after": process.template}
        code_ = ProcessCode.TEMPLATE_CHANGED
        yield Finding(code_, subject=process.id, values=told)
    if before is not None and before.unit != process.unit:
        units = {"before": before.unit, "after": process.unit}
        yield Finding(ProcessCode.UNIT_CHANGED, subject=process.id, values=units)


def check_hold(
    hold: Hold, process: Process, others: Iterable[Hold], today: date
) -> Iterator[Finding]:
    """Find what speaks against a time of rest.

    Args:
        hold: As it is to be written.
        process: The process that rests.
        others: All its times of rest, this one may be among them.
        today: The day it is.
    """
    since = hold.period.start
    if since > today:
        values = {"on": since, "today": today}
        yield Finding(TrackingCode.DAY_IN_FUTURE, subject=process.id, values=values)
    if since < process.started:
        values = {"on": since, "since": process.started}
        yield Finding(TrackingCode.DAY_BEFORE_START, subject=process.id, values=values)
    for other in others:
        if other.id != hold.id and other.period.overlaps(hold.period):
            told = {"since": other.period.first_day, "until": other.period.last_day}
            code = TrackingCode.HOLD_OVERLAPS
            yield Finding(code, subject=process.id, values=told)


def check_plan(plan: DevelopmentPlan, today: date) -> Iterator[Finding]:
    """Find a plan that comes into its state on a day to come."""
    if plan.on is not None and plan.on > today:
        values = {"on": plan.on, "state": plan.state, "today": today}
        yield Finding(ProcessCode.PLAN_IN_FUTURE, subject=plan.id, values=values)
