"""The sheets of bodies and people: organisations, persons, programmes, projects."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from cselekvo.actions.eligibility import Admission, judged
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import AddressId, RecordId
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
    Organisation,
    OrganisationName,
    Sector,
)
from cselekvo.domain.period import from_days
from cselekvo.domain.person import Person
from cselekvo.domain.programme import (
    Partnership,
    Programme,
    Project,
    ProjectRole,
    ProjectRoleKind,
    VerdictKind,
)
from cselekvo.exchange.cells import (
    COUNTY,
    DAY,
    PARTIAL,
    YES_NO,
    Column,
    reference,
    word,
)
from cselekvo.exchange.kinds import (
    ID,
    RELATION_ID,
    SOURCE,
    Row,
    RowCode,
    SheetKind,
    row_period,
    text,
)
from cselekvo.exchange.map_sheets import FIRST, LAST
from cselekvo.exchange.world import World
from cselekvo.findings import Finding
from cselekvo.rules.organisations import OrganisationCode

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
    """Return where a written place lies: settlement, or county and the text itself.

    A place that is not known is kept as free text, with a warning; a county that
    disagrees with the settlement is an error.
    """
    places = row.world.places
    settlement = places.settlement(written)
    if settlement is None:
        if places.has_gazetteer and written:
            near = places.near_settlement(written)
            row.warn(OrganisationCode.PLACE_UNKNOWN, column, place=written, near=near)
        return {"settlement": None, "county": county, "place": written}
    if county is not None and county != settlement.county:
        row.fault(
            OrganisationCode.COUNTY_DISAGREES,
            column,
            place=settlement.name,
            lies_in=places.county_name(settlement.county),
            written=places.county_name(county),
        )
    return {"settlement": settlement.id, "county": None, "place": ""}


def _organisation_fields(row: Row) -> dict[str, Any]:
    shorthand = {"name", "seat", "sites", "county"}
    return {name: row.values[name] for name in row.values if name not in shorthand}


def _latest(facts: Sequence[Any]) -> Any:
    return max(facts, key=lambda fact: fact.period.start, default=None)


def _complete_organisation(row: Row, organisation: Organisation) -> Iterator[Fact]:
    yield from _complete_name(row, organisation)
    addresses = row.world.questions.facts(Address, organisation=organisation.id)
    yield from _complete_seat(row, organisation, addresses)
    for site in dict.fromkeys(row.get("sites", "").split("|")):
        if site.strip():
            yield from _complete_site(row, organisation, addresses, site.strip())


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
    elif not _is_same_place(row, latest, fields):
        yield evolve(latest, **fields)


def _complete_site(
    row: Row, organisation: Organisation, addresses: Sequence[Address], site: str
) -> Iterator[Fact]:
    fields = place_fields(row, "sites", site, None)
    sites = [one for one in addresses if one.role is AddressRole.SITE]
    if not any(_is_same_place(row, one, fields) for one in sites):
        yield _new_address(organisation, AddressRole.SITE, fields)


def _is_same_place(row: Row, address: Address, fields: dict[str, Any]) -> bool:
    """Return whether an address lies there already, named by text or by settlement.

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
    names = world.questions.facts(OrganisationName, organisation=organisation.id)
    addresses = world.questions.facts(Address, organisation=organisation.id)
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
    after="cimek",
    anchors=("id",),
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
    anchors=("organisation",),
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
    anchors=("organisation",),
)
PERSONS: Final = SheetKind(
    hu="szemelyek",
    en="persons",
    fact=Person,
    columns=(
        ID,
        text("nev", "name", required=True),
        text("csaladnev", "family_name"),
        text("utonev", "given_name"),
        text("elotag", "prefix", "prefix_text"),
        text("email", "e-mail", "email"),
        text("telefon", "phone"),
        SOURCE,
    ),
)
PROGRAMMES: Final = SheetKind(
    hu="programok",
    en="programmes",
    fact=Programme,
    columns=(
        ID,
        text("cim", "title", required=True),
        text("cim_en", "title_en"),
        text("idoszak", "period", "programming_period"),
        SOURCE,
    ),
    on_all=True,
)


def _judge_partnership(
    row: Row, existing: Partnership | None
) -> tuple[Fact, list[Finding]]:
    """Let an organisation in by the same door as `organisation admit`.

    The verdict is the rule's; one that the sheet brings is only compared. A row of a
    partnership that is known already corrects its days and its reason.
    """
    period = row_period(row, None if existing is None else existing.period)
    if existing is not None and existing.period.start == period.start:
        given = {
            name: row.get(name, "")
            for name in ("reason", "review", "source")
            if name in row.values
        }
        return evolve(existing, period=period, **given), []
    asked = Admission(
        organisation=row.values["organisation"],
        programme=row.values["programme"],
        period=period,
        reason=row.get("reason", ""),
        source=row.get("source", ""),
    )
    id_ = row.get("id", "") if existing is None else existing.id
    made, findings = judged(row.world.questions, asked, id_, row.world.places)
    made = evolve(made, review=row.get("review", ""))
    told = row.get("verdict")
    if told is not None and told is not made.verdict:
        row.warn(RowCode.VERDICT_DIFFERS, "verdict", told=told, verdict=made.verdict)
    return made, findings


def _show_partnership(partnership: Partnership, _: World) -> dict[str, Any]:
    return {"verdict": partnership.verdict}


PARTNERSHIPS: Final = SheetKind(
    hu="partnersegek",
    en="partnerships",
    fact=Partnership,
    columns=(
        ORGANISATION,
        Column(
            hu="program",
            en="programme",
            name="programme",
            cell=reference(Programme),
            required=True,
        ),
        Column(hu="tol", en="from", name="first", cell=DAY),
        LAST,
        text("indok", "reason"),
        Column(hu="minosites", en="verdict", name="verdict", cell=word(VerdictKind)),
        text("felulvizsgalat", "review"),
        SOURCE,
        RELATION_ID,
    ),
    key=("organisation", "programme", "start"),
    judge=_judge_partnership,
    show=_show_partnership,
    anchors=("organisation",),
)
PROJECTS: Final = SheetKind(
    hu="projektek",
    en="projects",
    fact=Project,
    columns=(
        ID,
        text("cim", "title", required=True),
        text("kod", "code"),
        text("felhivas", "call"),
        Column(
            hu="program", en="programme", name="programme", cell=reference(Programme)
        ),
        Column(hu="kezdet", en="start", name="started", cell=PARTIAL),
        Column(hu="veg", en="end", name="ended", cell=PARTIAL),
        Column(hu="tervezett_veg", en="planned_end", name="planned_end", cell=PARTIAL),
        Column(hu="fenntartas", en="maintenance", name="maintenance_until", cell=DAY),
        Column(hu="megorzes", en="retention", name="retention_until", cell=DAY),
        SOURCE,
    ),
)
PROJECT_ROLES: Final = SheetKind(
    hu="szerepek",
    en="project_roles",
    fact=ProjectRole,
    columns=(
        Column(
            hu="projekt",
            en="project",
            name="project",
            cell=reference(Project),
            required=True,
        ),
        ORGANISATION,
        Column(
            hu="szerep",
            en="role",
            name="role",
            cell=word(ProjectRoleKind),
            required=True,
        ),
        FIRST,
        LAST,
        Column(hu="biztos", en="certain", name="certain", cell=YES_NO),
        SOURCE,
        RELATION_ID,
    ),
    key=("project", "organisation", "role", "start"),
    anchors=("organisation",),
)
#: Organisations are completed once their names and addresses have been read.
BODIES: Final = (
    ORGANISATIONS,
    NAMES,
    ADDRESSES,
    PERSONS,
    PROGRAMMES,
    PROJECTS,
    PROJECT_ROLES,
    PARTNERSHIPS,
)
