"""Builders: facts in which what a test does not care about is filled in."""

from collections.abc import Sequence
from datetime import date

from cselekvo.domain.identifiers import (
    AddressId,
    CountyId,
    DistrictId,
    MeetingId,
    MembershipId,
    OrganisationId,
    PartnershipId,
    PersonId,
    ProgrammeId,
    ProjectId,
    RecordId,
    RoundtableId,
)
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
)
from cselekvo.domain.period import Period, from_days
from cselekvo.domain.programme import Partnership, VerdictKind
from cselekvo.domain.roundtable import (
    Attendance,
    Capacity,
    Level,
    Meeting,
    MemberRole,
    Membership,
    Office,
    OfficeKind,
    Presence,
    Representation,
    Roundtable,
    Statutes,
)
from cselekvo.findings import Finding
from cselekvo.rules.permissions import Actor, Grant

BAZ = CountyId("MEGYE-05")
ZALA = CountyId("MEGYE-20")
ZALASZENTGROT = DistrictId("JARAS-198")
MISKOLC = DistrictId("JARAS-061")


def day(text: str) -> date:
    """Return the day of an ISO text."""
    return date.fromisoformat(text)


def span(first: str | None = None, last: str | None = None) -> Period:
    """Return the period from the first to the last day, as people write them."""
    return from_days(
        None if first is None else day(first), None if last is None else day(last)
    )


def codes(findings: Sequence[Finding]) -> list[str]:
    """Return the words of what was found."""
    return [finding.word for finding in findings]


def an_actor(*grants: Grant, user: str = "u") -> Actor:
    """Return somebody who holds these roles."""
    return Actor(user=user, grants=grants)


def an_address(
    place: str = "Tata",
    role: AddressRole = AddressRole.SEAT,
    *,
    id_: str = "a-1",
    organisation: str = "O1",
    period: Period | None = None,
    county: CountyId | None = None,
) -> Address:
    """Return an address whose place is written."""
    return Address(
        id=AddressId(id_),
        organisation=OrganisationId(organisation),
        role=role,
        place=place,
        county=county,
        period=period or span(),
    )


def a_membership(
    organisation: str = "O1",
    first: str | None = "2015-01-01",
    last: str | None = None,
    *,
    id_: str = "m-1",
    table: str = "K1",
    voting: bool = True,
    role: MemberRole = MemberRole.MEMBER,
) -> Membership:
    """Return a seat at a table."""
    return Membership(
        id=MembershipId(id_),
        roundtable=RoundtableId(table),
        organisation=OrganisationId(organisation),
        role=role,
        voting=voting,
        period=span(first, last),
    )


def a_table(
    id_: str = "K1",
    *,
    district: DistrictId | None = ZALASZENTGROT,
    programme: str | None = None,
    project: str | None = None,
    founded: str | None = None,
    dissolved: str | None = None,
) -> Roundtable:
    """Return a roundtable of a district."""
    return Roundtable(
        id=RoundtableId(id_),
        name=f"{id_} kerekasztal",
        level=Level.DISTRICT,
        district=district,
        programme=None if programme is None else ProgrammeId(programme),
        project=None if project is None else ProjectId(project),
        founded=None if founded is None else day(founded),
        dissolved=None if dissolved is None else day(dissolved),
    )


def some_statutes(table: str = "K1", id_: str = "st-1", **more: object) -> Statutes:
    """Return statutes in force at all times, unless `period` says otherwise."""
    given: dict[str, object] = {"period": span(), **more}
    return Statutes(id=RecordId(id_), roundtable=RoundtableId(table), **given)  # type: ignore[arg-type]


def a_partnership(
    organisation: str = "O1",
    *,
    id_: str = "pa-1",
    programme: str = "PROG",
    verdict: VerdictKind = VerdictKind.ELIGIBLE,
    period: Period | None = None,
) -> Partnership:
    """Return a partnership in a programme."""
    return Partnership(
        id=PartnershipId(id_),
        organisation=OrganisationId(organisation),
        programme=ProgrammeId(programme),
        verdict=verdict,
        period=period or span(),
    )


def an_office(
    office: OfficeKind = OfficeKind.CHAIR,
    *,
    id_: str = "o-1",
    membership: str = "m-1",
    period: Period | None = None,
) -> Office:
    """Return an office held by a membership."""
    return Office(
        id=RecordId(id_),
        membership=MembershipId(membership),
        office=office,
        period=period or span("2015-01-01"),
    )


def a_representation(
    person: str = "P1",
    *,
    id_: str = "r-1",
    membership: str = "m-1",
    capacity: Capacity = Capacity.REPRESENTATIVE,
    period: Period | None = None,
) -> Representation:
    """Return somebody standing for a membership."""
    return Representation(
        id=RecordId(id_),
        membership=MembershipId(membership),
        person=PersonId(person),
        capacity=capacity,
        period=period or span("2015-01-01"),
    )


def a_meeting(on: str = "2015-11-30", *, id_: str = "U1", table: str = "K1") -> Meeting:
    """Return a meeting of a table."""
    return Meeting(id=MeetingId(id_), roundtable=RoundtableId(table), on=day(on))


def an_attendance(
    organisation: str = "O1",
    presence: Presence = Presence.PRESENT,
    *,
    person: str | None = None,
    meeting: str = "U1",
    id_: str = "j-1",
) -> Attendance:
    """Return how an organisation was at a meeting."""
    return Attendance(
        id=RecordId(id_),
        meeting=MeetingId(meeting),
        organisation=OrganisationId(organisation),
        presence=presence,
        person=None if person is None else PersonId(person),
    )
