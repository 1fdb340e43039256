"""What may be noted of a meeting and of who attended it.

The roster of a meeting is the roster of its day: only who sat there then can have
attended, and who attended cannot have left before.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from cselekvo.domain.roundtable import (
    ATTENDED,
    Attendance,
    Meeting,
    Membership,
    Representation,
    Roundtable,
)
from cselekvo.findings import Finding, Severity


class MeetingCode(Enum):
    """What the rules of meetings can find."""

    ABSENT_FROM_ROSTER = "not-on-roster-of-the-day"
    ATTENDANCE_DOUBLED = "attendance-doubled"
    ATTENDED_LATER = "attended-later"
    BEFORE_FOUNDING = "before-founding"
    MEETING_DOUBLED = "meeting-doubled"
    PERSON_NOT_DELEGATED = "person-not-delegated"


def check_meeting(
    meeting: Meeting, table: Roundtable, others: Iterable[Meeting]
) -> Iterator[Finding]:
    """Warn of a meeting noted twice, or held before the table was founded."""
    for other in others:
        if other.id != meeting.id and other.on == meeting.on:
            yield Finding(
                MeetingCode.MEETING_DOUBLED,
                subject=meeting.roundtable,
                severity=Severity.WARNING,
                values={"on": meeting.on, "meeting": other.id},
            )
    if table.founded is not None and meeting.on < table.founded:
        yield Finding(
            MeetingCode.BEFORE_FOUNDING,
            subject=meeting.roundtable,
            severity=Severity.WARNING,
            values={"founded": table.founded, "since": meeting.on, "until": meeting.on},
        )


def check_attendance(
    attendance: Attendance,
    meeting: Meeting,
    memberships: Iterable[Membership],
    representations: Iterable[Representation],
) -> Iterator[Finding]:
    """Find attendance of who was not on the roster of the meeting's day.

    Args:
        attendance: What was noted.
        meeting: Its meeting; the roster is that of its day.
        memberships: Those of the organisation at the table.
        representations: Those of the organisation's memberships.
    """
    sitting = [m for m in memberships if meeting.on in m.period]
    if not sitting:
        yield Finding(
            MeetingCode.ABSENT_FROM_ROSTER,
            subject=attendance.organisation,
            values={"on": meeting.on},
        )
        return
    seats = {membership.id for membership in sitting}
    delegated = {
        one.person
        for one in representations
        if one.membership in seats and meeting.on in one.period
    }
    came = attendance.person
    if attendance.presence in ATTENDED and came is not None and came not in delegated:
        yield Finding(
            MeetingCode.PERSON_NOT_DELEGATED,
            subject=attendance.organisation,
            severity=Severity.WARNING,
            values={"person": came, "on": meeting.on},
        )


def check_leaving(
    organisation: str, on: date, meetings: Iterable[Meeting]
) -> Iterator[Finding]:
    """Find meetings that an organisation attended after the day it is said to leave.

    Args:
        organisation: Who leaves.
        on: Its last day.
        meetings: Those at which its attendance was noted.
    """
    for meeting in meetings:
        if meeting.on > on:
            yield Finding(
                MeetingCode.ATTENDED_LATER,
                subject=organisation,
                values={"meeting": meeting.id, "on": meeting.on, "until": on},
            )
