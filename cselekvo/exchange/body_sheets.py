"""The sheets of bodies and people: organisations, persons, programmes, projects."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import asdict, evolve

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import AddressId, CountyId, RecordId
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
    Organisation,
    OrganisationName,
    Sector,
)
from cselekvo.domain.period import from_days
from cselekvo.exchange.cells import (
    COUNTY,
    Column,
    reference,
    word,
)
from cselekvo.exchange.kinds import (
    ID,
    RELATION_ID,
    SOURCE,
    Row,
    SheetKind,
    text,
)
from cselekvo.exchange.map_sheets import FIRST, LAST
from cselekvo.exchange.world import World
from cselekvo.findings import Severity

ORGANISATION: Final = Column(
    hu="szervezet",
    en="organisation",
    name="organisation",
    cell=reference(Organisation),
    required=True,
)


def place_fields(
    row: Row, column: str, written: str, county: str | None
) -> dict[str, Any]:
    """Return where a written place lies: settlement, or county and the text itself."""
    known = None if county is None else CountyId(county)
    owner = row.get("organisation") or row.get("id", "")
    placement, found = row.world.places.placement(owner, written, known)
    row.found += [(finding, column) for finding in found]
    return asdict(placement)


def _organisation_fields(row: Row) -> dict[str, Any]:
    """Return the fields; a place that is at fault is told before anything is written.

    What is only worth a word is told when the places are written.
    """
    places = [("seat", row.values["seat"], row.get("county"))]
    places += [("sites", site, None) for site in _sites(row)]
    for column, written, county in places:
        placed = place_fields(row, column, written, county)
        lies = placed["settlement"] or placed["county"]
        row.lies_in += [lies] if lies else []
    row.found = [one for one in row.found if one[0].severity is Severity.ERROR]
    shorthand = {"name", "seat", "sites", "county"}
    return {name: row.values[name] for name in row.values if name not in shorthand}


def _latest(facts: Sequence[Any]) -> Any:
    return max(facts, key=lambda fact: fact.period.start, default=None)


def _complete_organisation(row: Row, organisation: Organisation) -> Iterator[Fact]:
    yield from _complete_name(row, organisation)
    addresses = row.world.questions.facts(Address, organisation=organisation.id)
    yield from _complete_seat(row, organisation, addresses)
    yield from _complete_sites(row, organisation, addresses)


def _sites(row: Row) -> list[str]:
    sites = dict.fromkeys(one.strip() for one in row.get("sites", "").split("|"))
    return [site for site in sites if site]


def _complete_name(row: Row, organisation: Organisation) -> Iterator[Fact]:
    names = row.world.questions.facts(OrganisationName, organisation=organisation.id)
    latest = _latest(names)
    if latest is None:
        yield OrganisationName(
            id=RecordId(""),
            organisation=organisation.id,
            name=row.values["name"],
            source=organisation.source,
            period=from_days(None),
        )
    elif latest.name != row.values["name"]:
        yield evolve(latest, name=row.values["name"])


def _complete_seat(
    row: Row, organisation: Organisation, addresses: Sequence[Address]
) -> Iterator[Fact]:
    fields = place_fields(row, "seat", row.values["seat"], row.get("county"))
    latest = _latest([one for one in addresses if one.role is AddressRole.SEAT])
    if latest is None:
        yield _new_address(organisation, AddressRole.SEAT, fields)
    elif not _is_same_place(latest, fields):
        yield evolve(latest, **fields)


def _complete_sites(
    row: Row, organisation: Organisation, addresses: Sequence[Address]
) -> Iterator[Fact]:
    sites = [one for one in addresses if one.role is AddressRole.SITE]
    known = {_spot(one.settlement, one.place) for one in sites}
    for site in _sites(row):
        fields = place_fields(row, "sites", site, None)
        if _spot(fields["settlement"], fields["place"]) not in known:
            yield _new_address(organisation, AddressRole.SITE, fields)


def _spot(settlement: str | None, place: str) -> tuple[str | None, str]:
    """Return where a site lies: in a settlement, else where its text says."""
    return (None, place) if settlement is None else (settlement, "")


def _is_same_place(address: Address, fields: dict[str, Any]) -> bool:
    """Return whether a seat lies there already, named by text or by settlement.

    A county that the row leaves out is no difference.
    """
    if fields["settlement"] is not None:
        return bool(address.settlement == fields["settlement"])
    if address.settlement is not None or address.place != fields["place"]:
        return False
    return fields["county"] is None or address.county == fields["county"]


def _new_address(
    organisation: Organisation, role: AddressRole, fields: dict[str, Any]
) -> Address:
    return Address(
        id=AddressId(""),
        organisation=organisation.id,
        role=role,
        source=organisation.source,
        period=from_days(None),
        **fields,
    )


def _show_organisation(organisation: Organisation, world: World) -> dict[str, Any]:
    names = world.beside(OrganisationName, "organisation", organisation.id)
    addresses = world.beside(Address, "organisation", organisation.id)
    seat = _latest([one for one in addresses if one.role is AddressRole.SEAT])
    sites = [
        _show_place(one, world)
        for one in addresses
        if one.role is AddressRole.SITE and one.period.end is None
    ]
    latest = _latest(names)
    return {
        "name": "" if latest is None else latest.name,
        "seat": "" if seat is None else _show_place(seat, world),
        "sites": "|".join(sites),
        "county": None if seat is None or seat.settlement else seat.county,
    }


def _show_place(address: Address, world: World) -> str:
    return world.settlement_name(address.settlement) or address.place


ORGANISATIONS: Final = SheetKind(
    hu="szervezetek",
    en="organisations",
    fact=Organisation,
    columns=(
        ID,
        text("nev", "name", required=True),
        Column(hu="tipus", en="type", name="sector", cell=word(Sector), required=True),
        text("szekhely", "seat", required=True),
        text("telephelyek", "sites"),
        Column(
            hu="megye", en="county", name="county", cell=COUNTY, others=("varmegye",)
        ),
        text("email", "e-mail", "email"),
        text("jogforma", "legal_form", "legal_form_code"),
        SOURCE,
    ),
    prepare=_organisation_fields,
    complete=_complete_organisation,
    show=_show_organisation,
    beside=((OrganisationName, "organisation", "id"), (Address, "organisation", "id")),
    after="cimek",
)
NAMES: Final = SheetKind(
    hu="nevek",
    en="organisation_names",
    fact=OrganisationName,
    columns=(
        ORGANISATION,
        text("nev", "name", required=True),
        FIRST,
        LAST,
        SOURCE,
        RELATION_ID,
    ),
    key=("organisation", "start"),
)


def _address_fields(row: Row) -> dict[str, Any]:
    fields = {name: row.values[name] for name in row.values if name != "place"}
    county = fields.pop("county", None)
    place = row.get("place", "")
    return fields | place_fields(row, "place", place, county)


def _show_address(address: Address, world: World) -> dict[str, Any]:
    return {"place": _show_place(address, world)}


ADDRESSES: Final = SheetKind(
    hu="cimek",
    en="addresses",
    fact=Address,
    columns=(
        ORGANISATION,
        Column(
            hu="szerep", en="role", name="role", cell=word(AddressRole), required=True
        ),
        text("telepules", "settlement", "place", required=True),
        Column(hu="megye", en="county", name="county", cell=COUNTY),
        text("cim", "address", "text"),
        FIRST,
        LAST,
        SOURCE,
        RELATION_ID,
    ),
    key=("organisation", "role", "start", "settlement", "place"),
    prepare=_address_fields,
    show=_show_address,
)
