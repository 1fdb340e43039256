"""The same verbs, done to a workspace, each as one change under a request id."""

from datetime import date

from cselekvo.actions import eligibility, organisations, roundtables
from cselekvo.actions.undo import undo_entry
from cselekvo.domain.identifiers import (
    AddressId,
    MembershipId,
    OrganisationId,
    ProgrammeId,
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
from cselekvo.domain.roundtable import Capacity, Membership, OfficeKind
from cselekvo.findings import Finding
from cselekvo.workspace import Workspace

PROGRAMME = ProgrammeId("PROG")


def add(workspace: Workspace, request: str, body: str, place: str) -> list[Finding]:
    with workspace.change(request_id=request) as work:
        name = OrganisationName(
            id=RecordId(work.new_id(OrganisationName)),
            organisation=OrganisationId(body),
            name=f"{body} Egyesület",
            period=from_days(None),
        )
        seat = Address(
            id=AddressId(work.new_id(Address)),
            organisation=OrganisationId(body),
            role=AddressRole.SEAT,
            place=place,
            period=from_days(None),
        )
        made = Organisation(id=OrganisationId(body), sector=Sector.CIVIL)
        return organisations.add_organisation(work, made, name, (seat,))


def rename(
    workspace: Workspace, request: str, body: str, name: str, start: date
) -> list[Finding]:
    with workspace.change(request_id=request) as work:
        new = OrganisationName(
            id=RecordId(work.new_id(OrganisationName)),
            organisation=OrganisationId(body),
            name=name,
            period=Period(start),
        )
        return organisations.rename_organisation(work, new)


def move(
    workspace: Workspace, request: str, body: str, place: str, start: date
) -> list[Finding]:
    with workspace.change(request_id=request) as work:
        seat = Address(
            id=AddressId(work.new_id(Address)),
            organisation=OrganisationId(body),
            role=AddressRole.SEAT,
            place=place,
            period=Period(start),
        )
        return organisations.add_address(work, seat, moving=True)


def admit(workspace: Workspace, request: str, body: str, start: date) -> list[Finding]:
    asked = eligibility.Admission(
        organisation=OrganisationId(body), programme=PROGRAMME, period=Period(start)
    )
    with workspace.change(request_id=request) as work:
        return eligibility.admit_organisation(work, asked)


def leave_programme(
    workspace: Workspace, request: str, body: str, last: date
) -> list[Finding]:
    with workspace.change(request_id=request) as work:
        return eligibility.leave_programme(work, OrganisationId(body), PROGRAMME, last)


def join(
    workspace: Workspace,
    request: str,
    body: str,
    table: str,
    first: date,
    last: date | None,
    office: str | None,
    *,
    voting: bool,
) -> list[Finding]:
    with workspace.change(request_id=request) as work:
        joining = Membership(
            id=MembershipId(work.new_id(Membership)),
            roundtable=RoundtableId(table),
            organisation=OrganisationId(body),
            voting=voting,
            period=from_days(first, last),
        )
        named = None if office is None else OfficeKind.read(office)
        return roundtables.join_roundtable(work, joining, named)


def leave(
    workspace: Workspace, request: str, body: str, table: str, last: date
) -> list[Finding]:
    with workspace.change(request_id=request) as work:
        return roundtables.leave_roundtable(
            work, RoundtableId(table), OrganisationId(body), last
        )


def office(
    workspace: Workspace, request: str, body: str, table: str, office: str, start: date
) -> list[Finding]:
    with workspace.change(request_id=request) as work:
        return roundtables.hold_office(
            work,
            RoundtableId(table),
            OrganisationId(body),
            OfficeKind.read(office),
            Period(start),
        )


def represent(
    workspace: Workspace,
    request: str,
    body: str,
    table: str,
    person: str,
    capacity: str,
    first: date,
    last: date | None,
) -> list[Finding]:
    asked = roundtables.Standing(
        roundtable=RoundtableId(table),
        organisation=OrganisationId(body),
        person=person,
        capacity=Capacity.read(capacity),
        period=from_days(first, last),
    )
    with workspace.change(request_id=request) as work:
        return roundtables.represent(work, asked)


def undo(workspace: Workspace, request: str, seq: int) -> list[Finding]:
    with workspace.change(request_id=request) as work:
        return undo_entry(work, seq)
