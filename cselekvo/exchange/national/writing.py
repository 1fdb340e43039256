"""Writing the invented network as a folder of sheets that import as they are."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from cselekvo.domain.template import Template
from cselekvo.exchange.csvout import write_csv
from cselekvo.exchange.national import bodies, courses, people
from cselekvo.exchange.national.places import Place, Seat, places
from cselekvo.exchange.national.sizes import ILLUSTRATION, Size

Rows = Iterable[Sequence[Any]]


@frozen(kw_only=True)
class MapOf:
    """What the network is laid out on, as the handbook knows it.

    Attributes:
        seats: The districts of the counties it covers, with their seats.
        template: What its communities are carried through, published before.
    """

    seats: Sequence[Seat]
    template: Template


def write_national(folder: Path, known: MapOf, size: Size) -> dict[str, int]:
    """Write the sheets of the network; the same size gives the same bytes.

    Args:
        folder: Where they are written; it is there.
        known: The map and the template.
        size: How large the network is.

    Returns:
        How many rows each sheet has.

    Raises:
        FileNotWrittenError: A sheet cannot be written.
    """
    counts: dict[str, int] = {}
    for name, header, rows in _sheets(known, size):
        every = list(rows)
        write_csv(folder / f"{name}.csv", header.split(), every)
        counts[name] = len(every)
    return counts


Sheet = tuple[str, str, Rows]


def _sheets(known: MapOf, size: Size) -> Iterable[Sheet]:
    """Yield every sheet: its name, its header, its rows."""
    where = places(known.seats, size)
    groups = courses.groups(where, size)
    yield from _of_bodies(where, size)
    yield from _of_tables(bodies.Tables(where, size))
    yield (
        "kozossegek",
        "azonosito nev telepules forras",
        ((g.id, g.name, g.place.name, ILLUSTRATION) for g in groups),
    )
    yield from _of_mentors(where, groups, size)
    yield from _of_courses(groups, known.template)


def _of_bodies(where: Sequence[Place], size: Size) -> Iterable[Sheet]:
    yield (
        "telepulesek",
        "azonosito nev megye jaras forras",
        ((p.code, p.name, p.county, p.district, p.source) for p in where),
    )
    header = "azonosito nev tipus szekhely forras"
    yield "szervezetek", header, bodies.institutions(where, size)
    header = "azonosito cim kezdet tervezett_veg forras"
    yield "projektek", header, bodies.projects(size)
    yield "szerepek", "projekt szervezet szerep tol forras", bodies.roles(size)


def _of_tables(tables: bodies.Tables) -> Iterable[Sheet]:
    header = "azonosito nev telepules alapitas forras"
    yield "kerekasztalok", header, tables.tables()
    yield "tagsagok", "kerekasztal szervezet szerep tol forras", tables.seats()
    yield "ulesek", "kerekasztal datum azonosito forras", tables.meetings()
    header = "kerekasztal datum szervezet allapot forras"
    yield "jelenlet", header, tables.attendance()


def _of_mentors(
    where: Sequence[Place], groups: Sequence[courses.Group], size: Size
) -> Iterable[Sheet]:
    humans = people.mentors(list(dict.fromkeys(place.county for place in where)), size)
    holding = people.Charges(humans)
    charges = [
        charge
        for group in groups
        for charge in holding.of(group.id, group.place.county, group.start)
    ]
    header = "azonosito nev megyek szakteruletek kapacitas tol ig forras"
    yield "mentorok", header, people.mentor_rows(humans)
    header = "mentor egyseg tol ig ok zaras_oka forras"
    yield "megbizasok", header, people.charge_rows(charges)
    header = "egyseg mentor datum fajta percek forras"
    yield "kapcsolatok", header, people.contact_rows(charges)


def _of_courses(groups: Sequence[courses.Group], template: Template) -> Iterable[Sheet]:
    named = (template.id, template.version)
    yield (
        "folyamatok",
        "azonosito sablon verzio egyseg kezdet forras",
        ((g.process, *named, g.id, g.start, ILLUSTRATION) for g in groups),
    )
    yield (
        "szakaszok",
        "folyamat szakasz tol ig kimenet forras",
        (row for group in groups for row in courses.run_rows(group, template)),
    )
    header = "azonosito folyamat megnevezes kezdet fajta letszam telepules forras"
    yield "esemenyek", header, courses.activity_rows(groups)
