"""Who is in charge of whom: what speaks against an assignment, and where nobody is.

Sources: the network as the flagship's pages describe it: groups of three or four
mentors in a county, some 1,000 settlements for 70 mentors. The least number of a
county's mentors and the usual load are proposals that a coordinator may change.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import frozen

from cselekvo.domain.mentor import (
    AssignmentRole,
    Mentor,
    MentorAssignment,
    Qualification,
)
from cselekvo.domain.period import Period
from cselekvo.findings import Finding, Severity

#: Units that a mentor is in charge of where no capacity is recorded.
USUAL_CAPACITY: Final = 15
#: Mentors that a county has at least.
LEAST_IN_COUNTY: Final = 3


class AssignmentCode(Enum):
    """What can be found about mentors and their assignments."""

    TWO_PRIMARIES = "two-primary-mentors"
    OVERLAPS = "assignment-overlaps"
    NOT_MENTOR_THEN = "not-mentor-then"
    OVER_LOAD = "mentor-over-load"
    OUTSIDE_COUNTIES = "mentor-outside-counties"
    QUALIFICATION_LAPSED = "qualification-lapsed"
    MENTOR_OVERLAPS = "mentor-period-overlaps"
    CAPACITY_NOT_POSITIVE = "mentor-capacity-not-positive"
    FEW_IN_COUNTY = "few-mentors-in-county"


def check_mentor(mentor: Mentor, others: Iterable[Mentor]) -> Iterator[Finding]:
    """Find what speaks against a person's standing as a mentor.

    Args:
        mentor: The standing.
        others: Those of the same person.
    """
    if mentor.capacity is not None and mentor.capacity < 1:
        yield Finding(
            AssignmentCode.CAPACITY_NOT_POSITIVE,
            subject=mentor.person,
            values={"capacity": mentor.capacity},
        )
    for other in others:
        if other.id != mentor.id and other.period.overlaps(mentor.period):
            yield Finding(
                AssignmentCode.MENTOR_OVERLAPS,
                subject=mentor.person,
                values=_days(other.period),
            )


def check_assignment(
    assignment: MentorAssignment,
    others: Iterable[MentorAssignment],
    standings: Iterable[Mentor],
) -> Iterator[Finding]:
    """Find what speaks against an assignment.

    Args:
        assignment: The one asked for.
        others: All others of the same unit.
        standings: When the person was a mentor.
    """
    if not any(one.period.covers(assignment.period) for one in standings):
        yield Finding(
            AssignmentCode.NOT_MENTOR_THEN,
            subject=assignment.person,
            values=_days(assignment.period),
        )
    primary = AssignmentRole.PRIMARY
    for other in others:
        if other.id == assignment.id or not other.period.overlaps(assignment.period):
            continue
        values: dict[str, Any] = {
            "unit": assignment.unit,
            "mentor": other.person,
            **_days(other.period),
        }
        if other.person.lower() == assignment.person.lower():
            code = AssignmentCode.OVERLAPS
            yield Finding(code, subject=assignment.person, values=values)
        elif other.role is primary and assignment.role is primary:
            code = AssignmentCode.TWO_PRIMARIES
            yield Finding(code, subject=assignment.unit, values=values)


def check_load(
    mentor: Mentor, held: int, *, severity: Severity = Severity.WARNING
) -> Iterator[Finding]:
    """Find that a mentor is in charge of more units than they can be."""
    capacity = capacity_of(mentor)
    if held > capacity:
        yield Finding(
            AssignmentCode.OVER_LOAD,
            subject=mentor.person,
            severity=severity,
            values={"load": held, "capacity": capacity},
        )


def check_counties(
    person: str, unit: str, covered: frozenset[str], lies_in: frozenset[str]
) -> Iterator[Finding]:
    """Find a unit that lies in none of the counties that its mentor covers.

    Args:
        person: The mentor.
        unit: The unit.
        covered: The counties covered; none recorded: nothing is found.
        lies_in: Those the unit lies in; none known: nothing is found.
    """
    if covered and lies_in and not covered & lies_in:
        yield Finding(
            AssignmentCode.OUTSIDE_COUNTIES,
            subject=person,
            severity=Severity.WARNING,
            values={
                "unit": unit,
                "counties": tuple(sorted(lies_in)),
                "covered": tuple(sorted(covered)),
            },
        )


def check_qualifications(
    person: str, qualifications: Iterable[Qualification], on: date
) -> Iterator[Finding]:
    """Find qualifications that held once and do so no longer.

    One that was won again under the same title holds.
    """
    known = list(qualifications)
    lasting = {one.title for one in known if one.expires is None or one.expires >= on}
    for one in known:
        if one.expires is not None and one.title not in lasting:
            yield Finding(
                AssignmentCode.QUALIFICATION_LAPSED,
                subject=person,
                severity=Severity.WARNING,
                values={"title": one.title, "until": one.expires},
            )


def capacity_of(mentor: Mentor) -> int:
    """Return how many units a mentor can be in charge of."""
    return USUAL_CAPACITY if mentor.capacity is None else mentor.capacity


@frozen(kw_only=True)
class Gap:
    """Days on which a unit has nobody in charge of it.

    Attributes:
        days: How many, up to the day asked about where it lasts.
    """

    unit: str
    period: Period
    days: int

    @property
    def lasts(self) -> bool:
        """Return whether it has not ended."""
        return self.period.end is None


def gaps_of(
    unit: str, life: Period, assignments: Sequence[MentorAssignment], on: date
) -> list[Gap]:
    """Return the days without an active mentor within a unit's accompanied life.

    Args:
        unit: The id of the unit.
        life: From when, and until when, it is to be accompanied.
        assignments: All of the unit, primary or supporting.
        on: Where a gap lasts, its days are counted to this day, which is one of them.
    """
    found: list[Gap] = []
    free = life.start
    for period in sorted((one.period for one in assignments), key=_start):
        if period.start > free:
            found += _gap(unit, free, period.start, life, on)
        if period.end is None:
            return found
        free = max(free, period.end)
    return found + _gap(unit, free, None, life, on)


def _gap(unit: str, start: date, end: date | None, life: Period, on: date) -> list[Gap]:
    """Return a gap cut to the life of the unit and to what has happened so far."""
    last = life.end if end is None else end
    if life.end is not None and last is not None:
        last = min(last, life.end)
    if start > on or (last is not None and last <= start):
        return []
    until = (
        on.toordinal() + 1
        if last is None
        else min(last.toordinal(), on.toordinal() + 1)
    )
    return [Gap(unit=unit, period=Period(start, last), days=until - start.toordinal())]


def _start(period: Period) -> date:
    return period.start


def _days(period: Period) -> dict[str, date | None]:
    return {"since": period.first_day, "until": period.last_day}
