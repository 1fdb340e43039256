"""The mentors of a day: where each works, and for whom they are in charge."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.mentor import (
    AssignmentRole,
    Mentor,
    MentorAssignment,
    MentorCounty,
    MentorField,
)
from cselekvo.domain.organisation import OrganisationName
from cselekvo.domain.person import Person
from cselekvo.domain.template import Words
from cselekvo.domain.territory import CountyName
from cselekvo.i18n.order import person_key, sort_key
from cselekvo.ports import Reader
from cselekvo.rules.assignments import capacity_of

#: From so many records on, all are asked for: that is quicker than naming each.
MANY: Final = 200


@frozen(kw_only=True)
class MentorOnDay:
    """A mentor as they stand on a day.

    Attributes:
        person: Who it is; None: the reader may not see the person.
        counties: The counties covered, in Hungarian order: their ids and names.
        employer: What the employer is called; empty: it is not known.
        held: The assignments that run, in the order of ids.
    """

    standing: Mentor
    person: Person | None
    counties: tuple[tuple[str, Words], ...] = ()
    employer: str = ""
    held: tuple[MentorAssignment, ...] = ()

    @property
    def id(self) -> str:
        """Return the id of the person."""
        return self.standing.person

    @property
    def name(self) -> str:
        """Return what they are called; the id where no name may be told."""
        return name_of(self.person, self.standing.person)

    @property
    def fields(self) -> tuple[MentorField, ...]:
        """Return the fields, the primary one first."""
        first = () if self.standing.field is None else (self.standing.field,)
        return (*first, *map(MentorField.of, self.standing.further_fields.split()))

    @property
    def load(self) -> int:
        """Return of how many units they are in charge."""
        return len({one.unit.lower() for one in self.held})

    @property
    def primary(self) -> int:
        """Return for how many units they are the primary mentor."""
        return sum(1 for one in self.held if one.role is AssignmentRole.PRIMARY)

    @property
    def capacity(self) -> int:
        """Return for how many units they can be in charge."""
        return capacity_of(self.standing)

    @property
    def free(self) -> int:
        """Return how many units they could still take."""
        return max(self.capacity - self.load, 0)

    @property
    def over(self) -> int:
        """Return by how many units they are over their capacity."""
        return max(self.load - self.capacity, 0)


def name_of(person: Person | None, id_: str) -> str:
    """Return a person's name; the id, where it is not known or was erased."""
    return (person.name if person is not None else "") or id_


def mentor_order(person: Person | None, id_: str) -> tuple[str, str]:
    """Return the key of a mentor: by family name, in Hungarian order."""
    if person is None or not person.name:
        return person_key(id_), id_
    return person_key(person.name, person.family_name, person.given_name), id_


def persons_of(reader: Reader, ids: Iterable[str]) -> dict[str, Person]:
    """Return persons by their ids, of those that the reader may see."""
    wanted = set(ids)
    where: dict[str, Any] = {"id": wanted} if len(wanted) <= MANY else {}
    found = reader.facts(Person, **where) if wanted else []
    return {str(one.id): one for one in found if one.id in wanted}


def mentors_on(
    reader: Reader, *, county: str | None = None, persons: Collection[str] | None = None
) -> list[MentorOnDay]:
    """Return who is a mentor on the reader's day, by family name.

    Args:
        reader: Who asks.
        county: Only those that cover this county.
        persons: Only these.
    """
    where = {} if persons is None else {"person": persons}
    standings = reader.facts(Mentor, on=reader.on, **where)
    covered = _covered(reader)
    held: dict[str, list[MentorAssignment]] = {}
    for one in reader.facts(MentorAssignment, on=reader.on, **where):
        held.setdefault(one.person, []).append(one)
    people = persons_of(reader, (one.person for one in standings))
    employers = _employers(reader, standings)
    found = [
        MentorOnDay(
            standing=one,
            person=people.get(one.person),
            counties=covered.get(one.id, ()),
            employer=employers.get(one.employer or "", one.employer or ""),
            held=tuple(held.get(one.person, ())),
        )
        for one in standings
    ]
    if county is not None:
        found = [one for one in found if county in {id_ for id_, _ in one.counties}]
    return sorted(found, key=lambda one: mentor_order(one.person, one.id))


def primary_mentors(
    reader: Reader, units: Collection[str]
) -> dict[str, tuple[str, Person | None]]:
    """Return by unit who its primary mentor is on the reader's day.

    Returns:
        The id, and the person where the reader may see them.
    """
    if not units:
        return {}
    where: dict[str, Any] = {"unit": units} if len(units) <= MANY else {}
    role = AssignmentRole.PRIMARY
    held = reader.facts(MentorAssignment, on=reader.on, role=role, **where)
    people = persons_of(reader, (one.person for one in held))
    return {str(one.unit): (str(one.person), people.get(one.person)) for one in held}


def county_names(reader: Reader) -> dict[str, Words]:
    """Return by id what the counties are called on the day, in Hungarian order."""
    found = reader.facts(CountyName, on=reader.on)
    found.sort(key=lambda one: sort_key(one.name))
    return {str(one.county): Words(one.name, one.name_en) for one in found}


def _covered(reader: Reader) -> Mapping[str, tuple[tuple[str, Words], ...]]:
    """Return by standing the counties that are covered."""
    names = county_names(reader)
    order = {id_: at for at, id_ in enumerate(names)}
    found: dict[str, list[str]] = {}
    for one in reader.facts(MentorCounty):
        found.setdefault(one.mentor, []).append(one.county)
    return {
        mentor: tuple(
            (id_, names.get(id_, Words(id_)))
            for id_ in sorted(ids, key=lambda id_: (order.get(id_, len(order)), id_))
        )
        for mentor, ids in found.items()
    }


def _employers(reader: Reader, standings: Iterable[Mentor]) -> dict[str, str]:
    """Return by id what the employers are called on the day."""
    ids: set[OrganisationId] = {
        one.employer for one in standings if one.employer is not None
    }
    if not ids:
        return {}
    named = reader.facts(OrganisationName, on=reader.on, organisation=ids)
    return {str(one.organisation): one.name for one in named}
