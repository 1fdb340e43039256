"""Founding roundtables, joining and leaving them, who represents whom, meetings."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from cselekvo.actions.action import action
from cselekvo.actions.checks import check, check_new_id
from cselekvo.domain.identifiers import OrganisationId, RecordId, RoundtableId
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.period import Period
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import (
    Attendance,
    Capacity,
    Meeting,
    Membership,
    Office,
    OfficeKind,
    Representation,
    Roundtable,
    Statutes,
)
from cselekvo.findings import Finding, every, has_errors
from cselekvo.ports import Work
from cselekvo.rules.meetings import check_leaving
from cselekvo.rules.memberships import MembershipCode
from cselekvo.rules.permissions import Verb


@action("roundtable found", lambda table: table.id)
def found_roundtable(
    work: Work, table: Roundtable, statutes: Statutes
) -> list[Finding]:
    """Found a roundtable with its first statutes."""
    places = [place for place in (table.settlement, table.district) if place]
    work.require(Verb.EDIT_ROUNDTABLE, *places)
    findings = list(check_new_id(work, table))
    if not has_errors(findings):
        work.write_many([table, statutes])
    return findings


@action("roundtable join", lambda joining: joining.roundtable)
def join_roundtable(
    work: Work, joining: Membership, office: OfficeKind | None = None
) -> list[Finding]:
    """Give an organisation its seat, with an office if one is named."""
    work.require(Verb.EDIT_ROUNDTABLE, joining.roundtable)
    work.known(Organisation, joining.organisation)
    findings = check(work, joining)
    if has_errors(findings):
        return findings
    work.write(joining)
    if office is not None:
        findings += _take_office(work, joining, office, joining.period)
    return findings


def _take_office(
    work: Work, membership: Membership, office: OfficeKind, period: Period
) -> list[Finding]:
    held = Office(
        id=RecordId(work.new_id(Office)),
        membership=membership.id,
        office=office,
        period=period,
    )
    findings = check(work, held)
    if not has_errors(findings):
        work.write(held)
    return findings


def _seat(work: Work, table: str, organisation: str, on: date) -> Membership | Finding:
    """Return the membership that runs on a day, or the finding that none does."""
    running = work.facts(Membership, on=on, roundtable=table, organisation=organisation)
    if running:
        return running[0]
    work.one(Roundtable, table)
    work.one(Organisation, organisation)
    return Finding(
        MembershipCode.NOT_A_MEMBER,
        subject=organisation,
        values={"roundtable": table, "on": on},
    )


@action("roundtable leave", lambda table: table)
def leave_roundtable(
    work: Work, table: RoundtableId, organisation: OrganisationId, on: date
) -> Iterator[Finding]:
    """End a membership; `on` is its last day.

    Offices and representations that rest on it end with it; those that would begin
    later are withdrawn.
    """
    work.require(Verb.EDIT_ROUNDTABLE, table)
    seat = _seat(work, table, organisation, on)
    if isinstance(seat, Finding):
        yield seat
        return
    held = work.facts(Meeting, roundtable=seat.roundtable)
    noted = work.facts(
        Attendance,
        organisation=seat.organisation,
        meeting=[one.id for one in held if one.on in seat.period],
    )
    there = {one.meeting for one in noted}
    yield from check_leaving(organisation, on, [m for m in held if m.id in there])
    resting: list[Office | Representation] = [
        *work.facts(Office, membership=seat.id),
        *work.facts(Representation, membership=seat.id),
    ]
    for fact in resting:
        if fact.period.start > on:
            work.withdraw(fact)
        elif fact.period.last_day is None or fact.period.last_day > on:
            work.write(evolve(fact, period=fact.period.ending(on)))
    work.write(evolve(seat, period=seat.period.ending(on)))


@action("roundtable office", lambda table: table)
def hold_office(
    work: Work,
    table: RoundtableId,
    organisation: OrganisationId,
    office: OfficeKind,
    period: Period,
) -> list[Finding]:
    """Make a member chair, vice-chair or secretary from a day.

    Whoever held the office until then ends the day before; a vice-chair may have
    others beside it.
    """
    work.require(Verb.EDIT_ROUNDTABLE, table)
    seat = _seat(work, table, organisation, period.start)
    if isinstance(seat, Finding):
        return [seat]
    if office is not OfficeKind.VICE_CHAIR:
        _end_office(work, table, office, period.start)
    return _take_office(work, seat, office, period)


def _end_office(work: Work, table: str, office: OfficeKind, start: date) -> None:
    seats = [one.id for one in work.facts(Membership, roundtable=table)]
    for held in work.facts(Office, on=start, membership=seats, office=office):
        if held.period.start < start:
            ended = held.period.ending(start - timedelta(days=1))
            work.write(evolve(held, period=ended))


@frozen(kw_only=True)
class Standing:
    """Who is to stand for a member, in what capacity, from when."""

    roundtable: RoundtableId
    organisation: OrganisationId
    person: str
    capacity: Capacity
    period: Period
    position: str = ""


@action("roundtable represent", lambda asked: asked.roundtable)
def represent(work: Work, asked: Standing) -> list[Finding]:
    """Name a representative or a deputy; a change of person is no leaving.

    The one who had the same capacity ends the day before. A period without an end
    lasts as long as the membership.
    """
    work.require(Verb.EDIT_ROUNDTABLE, asked.roundtable)
    person = work.one(Person, asked.person)
    seat = _seat(work, asked.roundtable, asked.organisation, asked.period.start)
    if isinstance(seat, Finding):
        return [seat]
    for other in work.facts(
        Representation,
        on=asked.period.start,
        membership=seat.id,
        capacity=asked.capacity,
    ):
        if other.person != person.id and other.period.start < asked.period.start:
            ended = other.period.ending(asked.period.start - timedelta(days=1))
            work.write(evolve(other, period=ended))
    until = asked.period.end or seat.period.end
    made = Representation(
        id=RecordId(work.new_id(Representation)),
        membership=seat.id,
        person=person.id,
        capacity=asked.capacity,
        position=asked.position,
        period=Period(asked.period.start, until),
    )
    findings = check(work, made)
    if not has_errors(findings):
        work.write(made)
    return findings


@action("roundtable meeting", lambda meeting: meeting.roundtable)
def record_meeting(work: Work, meeting: Meeting) -> list[Finding]:
    """Note a meeting of a table."""
    work.require(Verb.RECORD_ATTENDANCE, meeting.roundtable)
    findings = every(check_new_id(work, meeting), check(work, meeting))
    if not has_errors(findings):
        work.write(meeting)
    return findings


@action("roundtable attendance", lambda meeting: meeting)
def record_attendance(
    work: Work, meeting: str, noted: Sequence[Attendance]
) -> list[Finding]:
    """Note how organisations were at a meeting; what was noted before is corrected."""
    work.require(Verb.RECORD_ATTENDANCE, work.one(Meeting, meeting).id)
    before = {
        one.organisation.lower(): one for one in work.facts(Attendance, meeting=meeting)
    }
    findings: list[Finding] = []
    for attendance in noted:
        known = before.get(attendance.organisation.lower())
        kept = attendance if known is None else evolve(attendance, id=known.id)
        found = check(work, kept)
        findings += found
        if not has_errors(found):
            work.write(kept)
    return findings
