"""What a successor must know of the units they take over.

Each unit with where it stands, what is late or falls due, who sits at its tables, and
the last contacts.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from attrs import frozen

from cselekvo.domain.community import Community
from cselekvo.domain.mentor import Contact
from cselekvo.domain.organisation import OrganisationName
from cselekvo.domain.roundtable import (
    Capacity,
    Membership,
    Representation,
    Roundtable,
)
from cselekvo.domain.template import Unit
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Reader
from cselekvo.reports.mentors.people import name_of, persons_of
from cselekvo.reports.mentors.unit_kinds import unit_kinds
from cselekvo.reports.processes.process_words import word
from cselekvo.reports.processes.standing import Stand, Wanted, standings
from cselekvo.reports.processes.unit_places import UnitPlace, unit_places

#: So many of its last contacts a unit is told with.
_CONTACTS: Final = 3


@frozen(kw_only=True)
class Sitting:
    """An organisation at a table, with whoever stands for it."""

    organisation: str
    name: str
    voting: bool
    person: str = ""


@frozen(kw_only=True)
class TableBrief:
    """A table of a unit, with who sits at it on the day."""

    id: str
    name: str
    members: tuple[Sitting, ...]


@frozen(kw_only=True)
class UnitBrief:
    """A unit to be taken over.

    Attributes:
        stands: Its processes that go on, with their open stages.
        contacts: The last ones, the latest first, each with who met it.
        tables: Those it is or sits at; of a community, those its host sits at.
    """

    unit: UnitPlace
    stands: tuple[Stand, ...]
    contacts: tuple[tuple[Contact, str], ...]
    tables: tuple[TableBrief, ...]


def names_of(
    reader: Reader, units: Collection[str], persons: Iterable[str]
) -> dict[str, str]:
    """Return by id what units and persons are called, the id added to the name."""
    places = unit_places(reader, unit_kinds(reader, units))
    named = {id_: word(one.name) or id_ for id_, one in places.items()}
    people = persons_of(reader, persons)
    named |= {id_: name_of(one, id_) for id_, one in people.items()}
    return {
        id_: id_ if name == id_ else f"{name} ({id_})" for id_, name in named.items()
    }


def briefs_of(reader: Reader, units: Collection[str]) -> dict[str, UnitBrief]:
    """Return by id what is to be known of units on the reader's day."""
    kinds = unit_kinds(reader, units)
    places = unit_places(reader, kinds)
    stands: dict[str, list[Stand]] = {}
    if places:
        asked = Wanted(units=frozenset(places))
        for stand in standings(reader, asked).stands:
            stands.setdefault(stand.unit.id, []).append(stand)
    contacts = _contacts(reader, places)
    tables = _tables(reader, kinds)
    return {
        id_: UnitBrief(
            unit=place,
            stands=tuple(stands.get(id_, ())),
            contacts=contacts.get(id_, ()),
            tables=tables.get(id_, ()),
        )
        for id_, place in sorted(
            places.items(), key=lambda item: (sort_key(item[1].name.hu), item[0])
        )
    }


def _contacts(
    reader: Reader, units: Collection[str]
) -> dict[str, tuple[tuple[Contact, str], ...]]:
    """Return by unit the last contacts up to the reader's day."""
    if not units:
        return {}
    met: dict[str, list[Contact]] = {}
    for one in reader.facts(Contact, unit=sorted(units)):
        if one.on <= reader.on:
            met.setdefault(str(one.unit), []).append(one)
    last = {
        unit: sorted(found, key=lambda one: (one.on, one.id), reverse=True)[:_CONTACTS]
        for unit, found in met.items()
    }
    people = persons_of(
        reader, (one.person for found in last.values() for one in found)
    )
    return {
        unit: tuple((one, name_of(people.get(one.person), one.person)) for one in found)
        for unit, found in last.items()
    }


def _tables(
    reader: Reader, kinds: Mapping[str, Unit]
) -> dict[str, tuple[TableBrief, ...]]:
    """Return by unit its tables, with who sits at them on the day."""
    of_unit = {id_: {id_} for id_, one in kinds.items() if one is Unit.ROUNDTABLE}
    bodies = {id_: id_ for id_, one in kinds.items() if one is Unit.ORGANISATION}
    communities = [id_ for id_, one in kinds.items() if one is Unit.COMMUNITY]
    for one in reader.facts(Community, id=communities) if communities else ():
        if one.host is not None:
            bodies[str(one.id)] = str(one.host)
    if bodies:
        seats = reader.facts(
            Membership, on=reader.on, organisation=sorted(set(bodies.values()))
        )
        for unit, body in bodies.items():
            of_unit[unit] = {str(s.roundtable) for s in seats if s.organisation == body}
    made = _briefed(reader, {table for found in of_unit.values() for table in found})
    return {
        unit: tuple(made[one] for one in sorted(tables) if one in made)
        for unit, tables in of_unit.items()
    }


def _briefed(reader: Reader, tables: Collection[str]) -> dict[str, TableBrief]:
    if not tables:
        return {}
    ids = sorted(tables)
    seats = reader.facts(Membership, on=reader.on, roundtable=ids)
    bodies = sorted({one.organisation for one in seats})
    names = {
        str(one.organisation): one.name
        for one in reader.facts(OrganisationName, on=reader.on, organisation=bodies)
    }
    standing = reader.facts(
        Representation,
        on=reader.on,
        membership=[one.id for one in seats],
        capacity=Capacity.REPRESENTATIVE,
    )
    by_seat = {str(one.membership): str(one.person) for one in standing}
    people = persons_of(reader, by_seat.values())
    found: dict[str, list[Sitting]] = {id_: [] for id_ in ids}
    for seat in seats:
        person = by_seat.get(seat.id, "")
        body = str(seat.organisation)
        found[seat.roundtable].append(
            Sitting(
                organisation=body,
                name=names.get(body, body),
                voting=seat.voting,
                person=name_of(people.get(person), person) if person else "",
            )
        )
    return {
        str(one.id): TableBrief(
            id=one.id,
            name=one.name,
            members=tuple(sorted(found[one.id], key=lambda s: sort_key(s.name))),
        )
        for one in reader.facts(Roundtable, id=ids)
    }
