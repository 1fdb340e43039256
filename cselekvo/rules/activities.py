"""What can be found about an activity: what it belongs to, its days, its head count."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from cselekvo.domain.activity import Activity
from cselekvo.domain.process import Process
from cselekvo.findings import Finding, Severity


class ActivityCode(Enum):
    """What can be found about an activity."""

    OF_NOTHING = "activity-of-nothing"
    BEFORE_PROCESS = "activity-before-process"
    COUNTED_BEFORE_HELD = "activity-counted-before-held"
    NEGATIVE = "activity-number-negative"


def check_activity(
    activity: Activity, process: Process | None, today: date
) -> Iterator[Finding]:
    """Find what speaks against an activity, or should be looked at again.

    Args:
        activity: As it is to be written.
        process: The process it was held in, if it was.
        today: The day it is.
    """
    if activity.process is None and activity.project is None:
        yield Finding(ActivityCode.OF_NOTHING, subject=activity.id)
    start = activity.period.start
    if process is not None and start < process.started:
        yield Finding(
            ActivityCode.BEFORE_PROCESS,
            subject=activity.id,
            severity=Severity.WARNING,
            values={"on": start, "process": process.id, "since": process.started},
        )
    if start > today and activity.heads is not None:
        yield Finding(
            ActivityCode.COUNTED_BEFORE_HELD,
            subject=activity.id,
            severity=Severity.WARNING,
            values={"on": start, "count": activity.heads, "today": today},
        )
    for number in (activity.head_count, activity.sheet_count, activity.fee):
        if number is not None and number < 0:
            values = {"value": number}
            yield Finding(ActivityCode.NEGATIVE, subject=activity.id, values=values)
