"""Questions about mentors, for commands, reports and the checks of what is written."""

from datetime import date
from typing import Any, Final

from cselekvo.domain.community import Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.mentor import Mentor, MentorAssignment, MentorCounty
from cselekvo.domain.organisation import Address, AddressRole, Organisation
from cselekvo.domain.programme import Project, ProjectRole
from cselekvo.domain.roundtable import Roundtable
from cselekvo.domain.territory import District, Settlement
from cselekvo.errors import NotFoundError
from cselekvo.ports import Questions

#: What a mentor can be in charge of.
UNIT_KINDS: Final[tuple[type[Fact], ...]] = (
    Community,
    Organisation,
    Roundtable,
    Project,
)


def standing_on(questions: Questions, person: str, on: date) -> Mentor | None:
    """Return a person's standing as a mentor on a day, if they were one."""
    found = questions.facts(Mentor, on=on, person=person)
    return found[0] if found else None


def counties_of(questions: Questions, mentor_id: str) -> frozenset[str]:
    """Return the ids of the counties that a mentor covers in one standing."""
    found = questions.facts(MentorCounty, mentor=mentor_id)
    return frozenset(str(one.county) for one in found)


def assignments_on(
    questions: Questions,
    *,
    person: str | None = None,
    unit: str | None = None,
    on: date,
) -> list[MentorAssignment]:
    """Return the assignments that run on a day, of one mentor or unit if named."""
    where = {"person": person, "unit": unit}
    given: dict[str, Any] = {
        name: one for name, one in where.items() if one is not None
    }
    return questions.facts(MentorAssignment, on=on, **given)


def load_of(questions: Questions, person: str, on: date) -> int:
    """Return how many units a mentor is in charge of on a day, in whatever role."""
    return len({one.unit for one in assignments_on(questions, person=person, on=on)})


def unit_kind(questions: Questions, unit: str) -> type[Fact]:
    """Return what kind of record a unit is.

    Raises:
        NotFoundError: There is no community, organisation, roundtable or project of
            that id here.
    """
    for kind in UNIT_KINDS:
        if questions.find(kind, unit) is not None:
            return kind
    raise NotFoundError("unit", unit)


def unit_counties(questions: Questions, unit: str) -> frozenset[str]:
    """Return the ids of the counties that a unit lies in, as far as they are known.

    An organisation lies where its seat and its sites are now, a project where its
    organisations are.

    Raises:
        NotFoundError: There is no such unit here.
    """
    kind = unit_kind(questions, unit)
    if kind is Community:
        settlement = questions.one(Community, unit).settlement
        return _county(questions, settlement, None)
    if kind is Roundtable:
        table = questions.one(Roundtable, unit)
        return _county(questions, table.settlement, table.district)
    if kind is Organisation:
        return _of_organisations(questions, [OrganisationId(unit)])
    roles = questions.facts(ProjectRole, project=unit)
    return _of_organisations(questions, sorted({one.organisation for one in roles}))


def _county(
    questions: Questions, settlement: str | None, district: str | None
) -> frozenset[str]:
    found: set[str] = set()
    if settlement is not None:
        found.add(questions.one(Settlement, settlement).county)
    if district is not None:
        found.add(questions.one(District, district).county)
    return frozenset(found)


def _of_organisations(
    questions: Questions, bodies: list[OrganisationId]
) -> frozenset[str]:
    """Return the counties of the seats and sites that these organisations have now."""
    held = questions.facts(Address, organisation=bodies)
    ours = [one for one in held if one.role is not AddressRole.POST]
    lasting = [one for one in ours if one.period.end is None]
    found: set[str] = set()
    for address in lasting or ours:
        found |= _county(questions, address.settlement, None)
        if address.county is not None:
            found.add(str(address.county))
    return frozenset(found)
