"""Builders: what a test does not care about is filled in here."""

from collections.abc import Sequence
from datetime import date

from cselekvo.actions.organisations import add_address, add_organisation
from cselekvo.actions.persons import add_person
from cselekvo.actions.roundtables import (
    Standing,
    found_roundtable,
    join_roundtable,
    leave_roundtable,
    represent,
)
from cselekvo.actions.undo import undo_entry
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
    Organisation,
    OrganisationName,
    Sector,
)
from cselekvo.domain.period import Period, from_days
from cselekvo.domain.person import Person
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
from cselekvo.workspace import Workspace

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


def add_body(
    workspace: Workspace,
    id_: str = "O1",
    *,
    seat: str = "Tata",
    sites: Sequence[str] = (),
    name: str | None = None,
    since: str | None = None,
    sector: Sector = Sector.CIVIL,
    email: str = "",
    actor: Actor | str | None = None,
) -> list[Finding]:
    """Add an organisation with a seat and sites."""
    with workspace.change(actor) as work:
        places = [(AddressRole.SEAT, seat), *((AddressRole.SITE, one) for one in sites)]
        addresses = tuple(
            an_address(
                place,
                role,
                id_=work.new_id(Address),
                organisation=id_,
                period=span(since),
            )
            for role, place in places
        )
        return add_organisation(
            work,
            Organisation(id=OrganisationId(id_), sector=sector, email=email),
            OrganisationName(
                id=RecordId(work.new_id(OrganisationName)),
                organisation=OrganisationId(id_),
                name=name or f"{id_} Egyesület",
                period=span(since),
            ),
            addresses,
        )


def move_seat(workspace: Workspace, id_: str, to: str, since: str) -> list[Finding]:
    """Move the seat of an organisation to another place."""
    with workspace.change() as work:
        moved = an_address(
            to, id_=work.new_id(Address), organisation=id_, period=span(since)
        )
        return add_address(work, moved, moving=True)


def add_human(
    workspace: Workspace, id_: str = "P1", *, name: str = "Minta Mária", **more: str
) -> list[Finding]:
    """Add a person."""
    with workspace.change() as work:
        return add_person(work, Person(id=PersonId(id_), name=name, **more))


def found(
    workspace: Workspace, table: Roundtable | None = None, **statutes: object
) -> list[Finding]:
    """Found a table with its statutes."""
    made = table or a_table()
    with workspace.change() as work:
        id_ = work.new_id(Statutes)
        return found_roundtable(work, made, some_statutes(made.id, id_, **statutes))


def join(
    workspace: Workspace,
    organisation: str = "O1",
    first: str | None = "2015-01-01",
    last: str | None = None,
    *,
    table: str = "K1",
    office: OfficeKind | None = None,
    voting: bool = True,
    request_id: str | None = None,
    actor: Actor | str | None = None,
) -> list[Finding]:
    """Seat an organisation at a table."""
    with workspace.change(actor, request_id=request_id) as work:
        asked = a_membership(
            organisation,
            first,
            last,
            id_=work.new_id(Membership),
            table=table,
            voting=voting,
        )
        return join_roundtable(work, asked, office)


def leave(
    workspace: Workspace,
    organisation: str = "O1",
    last: str = "2015-12-31",
    *,
    table: str = "K1",
    request_id: str | None = None,
) -> list[Finding]:
    """End a seat at a table."""
    with workspace.change(request_id=request_id) as work:
        return leave_roundtable(
            work, RoundtableId(table), OrganisationId(organisation), day(last)
        )


def stand(
    workspace: Workspace,
    person: str = "P1",
    organisation: str = "O1",
    first: str = "2015-01-01",
    *,
    table: str = "K1",
    capacity: Capacity = Capacity.REPRESENTATIVE,
    last: str | None = None,
    position: str = "",
) -> list[Finding]:
    """Name who represents a member, or deputises."""
    asked = Standing(
        roundtable=RoundtableId(table),
        organisation=OrganisationId(organisation),
        person=person,
        capacity=capacity,
        period=span(first, last),
        position=position,
    )
    with workspace.change() as work:
        return represent(work, asked)


def undo(workspace: Workspace, seq: int) -> list[Finding]:
    """Take an entry back."""
    with workspace.change() as work:
        return undo_entry(work, seq)


def members(
    workspace: Workspace,
    on: str,
    *,
    known_at: str | int | None = None,
    table: str = "K1",
) -> set[str]:
    """Return the organisations that sit at a table on a day."""
    view = workspace.view(day(on), known_at)
    return {
        str(one.organisation)
        for one in view.facts(Membership, on=day(on), roundtable=table)
    }


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
