"""Verbs: changes of a workspace, of which a test says only what it cares about."""

from collections.abc import Sequence

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
    OrganisationId,
    PersonId,
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
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import (
    Capacity,
    Membership,
    OfficeKind,
    Roundtable,
    Statutes,
)
from cselekvo.findings import Finding
from cselekvo.rules.permissions import Actor
from cselekvo.workspace import Workspace
from tests.builders import a_membership, a_table, an_address, day, some_statutes, span


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
    actor: Actor | str | None = None,
) -> list[Finding]:
    """End a seat at a table."""
    with workspace.change(actor, request_id=request_id) as work:
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
