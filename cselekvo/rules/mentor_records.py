"""What must be true of the records of mentors, however they come in."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Any

from cselekvo.domain.mentor import (
    Contact,
    Mentor,
    MentorAssignment,
    MentorCounty,
    Qualification,
)
from cselekvo.findings import Finding
from cselekvo.rules.assignments import AssignmentCode
from cselekvo.rules.tracking import TrackingCode


class MentorCode(Enum):
    """What can be found about the records of a mentor."""

    STILL_ASSIGNED = "mentor-still-assigned"
    ASSIGNMENT_ENDED = "assignment-ended-already"
    COUNTY_DOUBLED = "mentor-county-doubled"
    TITLE_EMPTY = "qualification-title-empty"
    HOURS_NOT_POSITIVE = "qualification-hours-not-positive"
    EXPIRES_BEFORE = "qualification-expires-before-obtained"
    OBTAINED_LATER = "qualification-obtained-in-future"
    MINUTES_NOT_POSITIVE = "contact-minutes-not-positive"


def check_left(
    person: str, standings: Iterable[Mentor], assignments: Iterable[MentorAssignment]
) -> Iterator[Finding]:
    """Find assignments that would go on when their mentor is one no longer.

    Args:
        person: The mentor.
        standings: When they are a mentor, as it is to be.
        assignments: Their own.
    """
    known = list(standings)
    for one in assignments:
        if not any(standing.period.covers(one.period) for standing in known):
            yield Finding(
                MentorCode.STILL_ASSIGNED,
                subject=person,
                values={
                    "unit": one.unit,
                    "assignment": one.id,
                    "since": one.period.first_day,
                    "until": one.period.last_day,
                },
            )


def check_county(
    covered: MentorCounty, others: Iterable[MentorCounty]
) -> Iterator[Finding]:
    """Find a county that the mentor covers already."""
    for other in others:
        if other.id != covered.id and other.county.lower() == covered.county.lower():
            values = {"county": covered.county}
            yield Finding(
                MentorCode.COUNTY_DOUBLED, subject=covered.mentor, values=values
            )


def check_qualification(one: Qualification, today: date) -> Iterator[Finding]:
    """Find what speaks against the record of a qualification."""
    about: dict[str, Any] = {"subject": one.person}
    if not one.title.strip():
        yield Finding(MentorCode.TITLE_EMPTY, **about)
    if one.hours is not None and one.hours < 1:
        values: dict[str, Any] = {"title": one.title, "hours": one.hours}
        yield Finding(MentorCode.HOURS_NOT_POSITIVE, values=values, **about)
    if one.obtained is None:
        return
    if one.obtained > today:
        values = {"title": one.title, "on": one.obtained, "today": today}
        yield Finding(MentorCode.OBTAINED_LATER, values=values, **about)
    if one.expires is not None and one.expires < one.obtained:
        values = {"title": one.title, "on": one.obtained, "until": one.expires}
        yield Finding(MentorCode.EXPIRES_BEFORE, values=values, **about)


def check_contact(
    contact: Contact, standings: Iterable[Mentor], today: date
) -> Iterator[Finding]:
    """Find what speaks against a contact.

    Args:
        contact: The visit, call or letter.
        standings: When the person was a mentor.
        today: The day it is.
    """
    if contact.on > today:
        values: dict[str, Any] = {"on": contact.on, "today": today}
        code = TrackingCode.DAY_IN_FUTURE
        yield Finding(code, subject=contact.unit, values=values)
    if not any(contact.on in one.period for one in standings):
        values = {"on": contact.on}
        not_then = AssignmentCode.NOT_MENTOR_THEN
        yield Finding(not_then, subject=contact.person, values=values)
    if contact.minutes is not None and contact.minutes < 1:
        values = {"unit": contact.unit, "minutes": contact.minutes}
        code_ = MentorCode.MINUTES_NOT_POSITIVE
        yield Finding(code_, subject=contact.person, values=values)


def peak_load(assignment: MentorAssignment, others: Iterable[MentorAssignment]) -> int:
    """Return how many units a mentor is in charge of where an assignment weighs most.

    Args:
        assignment: The one asked for.
        others: All of the same mentor, it may be among them as it was before.
    """
    beside = [one for one in others if one.id != assignment.id]
    period = assignment.period
    days = {one.period.start for one in beside if one.period.start in period}
    return max(
        len({one.unit for one in beside if day in one.period} | {assignment.unit})
        for day in {period.start, *days}
    )
