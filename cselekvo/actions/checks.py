"""The rules that a fact must pass before it is written, by its kind.

A verb of the command and a row of a sheet come to the same facts, and so to these
checks.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from cselekvo.actions import mentor_checks, process_checks
from cselekvo.domain.fact import Fact
from cselekvo.domain.mentor import Mentor, MentorAssignment, MentorCounty
from cselekvo.domain.organisation import Address, AddressRole, OrganisationName
from cselekvo.domain.process import Hold, StageRun
from cselekvo.domain.programme import Partnership
from cselekvo.domain.roundtable import (
    Attendance,
    Meeting,
    Membership,
    Office,
    Representation,
    Roundtable,
    Statutes,
)
from cselekvo.findings import Finding
from cselekvo.ports import Questions, Work
from cselekvo.rules import memberships as rule
from cselekvo.rules.eligibility import check_partnership
from cselekvo.rules.meetings import MeetingCode, check_attendance, check_meeting
from cselekvo.rules.memberships import MembershipCode
from cselekvo.rules.organisations import check_address, check_name


class RecordCode(Enum):
    """What can be wrong with a record whatever its kind."""

    ID_TAKEN = "id-taken"


def statutes_on(questions: Questions, table: str, on: date) -> Statutes | None:
    """Return the statutes that are in force at a table on a day."""
    ever = questions.facts(Statutes, roundtable=table)
    found = [one for one in ever if on in one.period]
    return found[-1] if found else None


def _membership(questions: Questions, joining: Membership) -> Iterator[Finding]:
    table = questions.one(Roundtable, joining.roundtable)
    held = questions.facts(
        Membership, roundtable=table.id, organisation=joining.organisation
    )
    yield from rule.check_membership(joining, held)
    yield from rule.check_table_life(joining, table)
    statutes = statutes_on(questions, table.id, joining.period.start)
    if table.programme is not None:
        partnerships = questions.facts(
            Partnership,
            organisation=joining.organisation,
            programme=table.programme,
        )
        yield from rule.check_admitted(joining, table, statutes, partnerships)
    if statutes is not None and statutes.seats is not None and joining.voting:
        sitting = questions.facts(
            Membership, on=joining.period.start, roundtable=table.id, voting=True
        )
        bodies = {one.organisation for one in sitting} - {joining.organisation}
        yield from rule.check_seats(joining, statutes, len(bodies))


def _at_table(questions: Questions, membership: Membership) -> list[str]:
    """Return the ids of all memberships of the same table."""
    found = questions.facts(Membership, roundtable=membership.roundtable)
    return [one.id for one in found]


def _office(questions: Questions, office: Office) -> Iterator[Finding]:
    membership = questions.one(Membership, office.membership)
    others = questions.facts(Office, membership=_at_table(questions, membership))
    yield from rule.check_office(office, membership, others)


def _representation(questions: Questions, asked: Representation) -> Iterator[Finding]:
    membership = questions.one(Membership, asked.membership)
    others = questions.facts(
        Representation, membership=_at_table(questions, membership)
    )
    statutes = statutes_on(questions, membership.roundtable, asked.period.start)
    yield from rule.check_representation(asked, membership, others, statutes)


def _meeting(questions: Questions, meeting: Meeting) -> Iterator[Finding]:
    table = questions.one(Roundtable, meeting.roundtable)
    others = questions.facts(Meeting, roundtable=table.id)
    yield from check_meeting(meeting, table, others)


def _attendance(questions: Questions, attendance: Attendance) -> Iterator[Finding]:
    meeting = questions.one(Meeting, attendance.meeting)
    held = questions.facts(
        Membership,
        roundtable=meeting.roundtable,
        organisation=attendance.organisation,
    )
    ids = [membership.id for membership in held]
    people = questions.facts(Representation, membership=ids)
    yield from check_attendance(attendance, meeting, held, people)
    for other in questions.facts(
        Attendance, meeting=meeting.id, organisation=attendance.organisation
    ):
        if other.id != attendance.id:
            yield Finding(
                MeetingCode.ATTENDANCE_DOUBLED,
                subject=attendance.organisation,
                values={"on": meeting.on},
            )


def _statutes(questions: Questions, statutes: Statutes) -> Iterator[Finding]:
    for other in questions.facts(Statutes, roundtable=statutes.roundtable):
        if other.id != statutes.id and other.period.overlaps(statutes.period):
            yield Finding(
                MembershipCode.STATUTES_OVERLAP,
                subject=statutes.roundtable,
                values={
                    "version": other.version,
                    "since": other.period.first_day,
                    "until": other.period.last_day,
                },
            )


def _name(questions: Questions, name: OrganisationName) -> Iterator[Finding]:
    others = questions.facts(OrganisationName, organisation=name.organisation)
    yield from check_name(name, others)


def _address(questions: Questions, address: Address) -> Iterator[Finding]:
    like: dict[str, Any] = {"role": address.role}
    if address.role is not AddressRole.SEAT:
        # Only one like it speaks against it; an empty text is stored as nothing.
        like |= {"settlement": address.settlement, "place": address.place or None}
    others = questions.facts(Address, organisation=address.organisation, **like)
    yield from check_address(address, others)


def _partnership(questions: Questions, partnership: Partnership) -> Iterator[Finding]:
    others = questions.facts(
        Partnership,
        organisation=partnership.organisation,
        programme=partnership.programme,
    )
    yield from check_partnership(partnership, others)


def check_resting(questions: Questions, seat: Membership) -> Iterator[Finding]:
    """Find offices and representations that a changed membership no longer carries."""
    for office in questions.facts(Office, membership=seat.id):
        yield from rule.check_office(office, seat, ())
    for one in questions.facts(Representation, membership=seat.id):
        yield from rule.check_representation(one, seat, (), None)


_CHECKS: Final[dict[type[Fact], Callable[[Work, Any], Iterator[Finding]]]] = {
    **mentor_checks.CHECKS,
    **process_checks.CHECKS,
    Membership: _membership,
    Office: _office,
    Representation: _representation,
    Meeting: _meeting,
    Attendance: _attendance,
    Statutes: _statutes,
    OrganisationName: _name,
    Address: _address,
    Partnership: _partnership,
}


#: By which references, in the order of their names, a check asks for facts of the
#: fact's own kind; a bulk import fetches them for many rows at once.
ASKED_OF_OWN_KIND: Final[Mapping[type[Fact], tuple[str, ...]]] = {
    Membership: ("organisation", "roundtable"),
    Address: ("organisation",),
    StageRun: ("process",),
    Hold: ("process",),
    Mentor: ("person",),
    MentorCounty: ("mentor",),
    MentorAssignment: ("unit",),
}


def check(work: Work, fact: Fact) -> list[Finding]:
    """Return what speaks against writing the fact."""
    rules = _CHECKS.get(type(fact))
    return [] if rules is None else list(rules(work, fact))


def check_new_id(work: Work, new: Fact) -> Iterator[Finding]:
    """Find an id that a record bears already.

    One whose adding was undone may be added again, under its id and as the same kind.
    """
    taken = work.taken(new.id)
    undone = taken == new.kind and work.find(type(new), new.id) is None
    if taken is not None and not undone:
        yield Finding(RecordCode.ID_TAKEN, subject=new.id, values={"kind": taken})
