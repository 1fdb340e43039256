"""The sheets of seats at a table: memberships, offices, representation."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import RecordId
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import (
    Capacity,
    MemberRole,
    Membership,
    Office,
    OfficeKind,
    Representation,
)
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.body_sheets import ORGANISATION
from cselekvo.exchange.cells import DAY, YES_NO, Cell, Column, Sort, reference, word
from cselekvo.exchange.kinds import RELATION_ID, SOURCE, Row, SheetKind, text
from cselekvo.exchange.map_sheets import LAST
from cselekvo.exchange.table_sheets import TABLE
from cselekvo.exchange.world import UnknownReferenceError, World
from cselekvo.rules.memberships import MembershipCode

SINCE: Final = Column(hu="tol", en="from", name="first", cell=DAY, required=True)


def _read_seat(written: str, _: World) -> MemberRole | OfficeKind:
    """Read how an organisation sits: a role, or an office of a member."""
    try:
        return MemberRole.read(written)
    except ValueNotReadError as error:
        try:
            return OfficeKind.read(written)
        except ValueNotReadError as other:
            listed = other.values["expected"].removeprefix("one of: ")
            expected = f"{error.values['expected']}, {listed}"
            raise ValueNotReadError(written, expected) from None


def _show_seat(seat: MemberRole | OfficeKind, _: World, lang: str) -> str:
    return seat.word(lang)


SEAT: Final = Cell(_read_seat, _show_seat, Sort.WORD, words=(MemberRole, OfficeKind))


def _seat_fields(row: Row) -> dict[str, Any]:
    fields = dict(row.values)
    if isinstance(fields.get("role"), OfficeKind):
        fields["role"] = MemberRole.MEMBER
    if "voting" in fields and fields["voting"] is None:
        fields["voting"] = _votes(fields)
    return fields


def _votes(fields: dict[str, Any]) -> bool:
    return fields.get("role") is not MemberRole.STANDING_INVITEE


def _seat_defaults(fields: dict[str, Any]) -> dict[str, Any]:
    return {"voting": _votes(fields)} | fields


def _complete_seat(row: Row, membership: Membership) -> Iterator[Fact]:
    office = row.values["role"]
    if not isinstance(office, OfficeKind):
        return
    held = row.world.questions.facts(Office, membership=membership.id)
    if not any(one.office is office for one in held):
        yield Office(
            id=RecordId(""),
            membership=membership.id,
            office=office,
            source=membership.source,
            period=membership.period,
        )


def _show_membership(membership: Membership, world: World) -> dict[str, Any]:
    offices = world.beside(Office, "membership", membership.id)
    whole = [one.office for one in offices if one.period == membership.period]
    return {"role": whole[0] if len(whole) == 1 else membership.role}


MEMBERSHIPS: Final = SheetKind(
    hu="tagsagok",
    en="memberships",
    fact=Membership,
    columns=(
        TABLE,
        ORGANISATION,
        Column(
            hu="szerep",
            en="role",
            name="role",
            cell=SEAT,
            required=True,
        ),
        SINCE,
        LAST,
        Column(hu="szavazati_jog", en="voting", name="voting", cell=YES_NO),
        text("megbizas", "mandate"),
        SOURCE,
        RELATION_ID,
    ),
    key=("roundtable", "organisation", "role", "start"),
    prepare=_seat_fields,
    defaults=_seat_defaults,
    complete=_complete_seat,
    show=_show_membership,
    beside=((Office, "membership", "id"),),
    after="tisztsegek",
    completes=lambda row: isinstance(row.values.get("role"), OfficeKind),
    resting=((Office, "membership", "tisztsegek"),),
)


def _membership_of(row: Row, on: date | None) -> str:
    """Return the membership that a row rests on: the one running on its first day."""
    table, body = row.values["roundtable"], row.values["organisation"]
    held = row.world.questions.facts(Membership, roundtable=table, organisation=body)
    for membership in held:
        if on is None or on in membership.period:
            return membership.id
    if not held:
        raise UnknownReferenceError("membership", f"{table} – {body}")
    row.fault(MembershipCode.NOT_A_MEMBER, "first", roundtable=table, on=on)
    return held[0].id


def _resting_fields(row: Row) -> dict[str, Any]:
    hidden = {"roundtable", "organisation"}
    fields = {name: row.values[name] for name in row.values if name not in hidden}
    return fields | {"membership": _membership_of(row, row.get("first"))}


def _show_resting(fact: Office | Representation, world: World) -> dict[str, Any]:
    (membership,) = world.beside(Membership, "id", fact.membership)
    return {
        "roundtable": membership.roundtable,
        "organisation": membership.organisation,
    }


OFFICES: Final = SheetKind(
    hu="tisztsegek",
    en="offices",
    fact=Office,
    columns=(
        TABLE,
        ORGANISATION,
        Column(
            hu="tisztseg",
            en="office",
            name="office",
            cell=word(OfficeKind),
            required=True,
        ),
        SINCE,
        LAST,
        SOURCE,
        RELATION_ID,
    ),
    key=("membership", "office", "start"),
    prepare=_resting_fields,
    show=_show_resting,
    beside=((Membership, "id", "membership"),),
)
REPRESENTATIONS: Final = SheetKind(
    hu="kepviseletek",
    en="representations",
    fact=Representation,
    columns=(
        TABLE,
        ORGANISATION,
        Column(
            hu="szemely",
            en="person",
            name="person",
            cell=reference(Person),
            required=True,
        ),
        Column(
            hu="minoseg",
            en="capacity",
            name="capacity",
            cell=word(Capacity),
            required=True,
        ),
        SINCE,
        LAST,
        text("beosztas", "position"),
        SOURCE,
        RELATION_ID,
    ),
    key=("membership", "person", "capacity", "start"),
    prepare=_resting_fields,
    show=_show_resting,
    beside=((Membership, "id", "membership"),),
)
