"""Where units and mentors are on a day, asked for many of them with few questions."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TypeVar

from attrs import frozen

from cselekvo.actions.places import Places
from cselekvo.domain.community import Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.mentor import Mentor, MentorCounty
from cselekvo.domain.organisation import Address, AddressRole
from cselekvo.domain.programme import ProjectRole, ProjectRoleKind
from cselekvo.domain.roundtable import Roundtable
from cselekvo.domain.territory import District, NutsRegion, Settlement
from cselekvo.ports import Questions
from cselekvo.rules.assignment_costs import Location

F = TypeVar("F", bound=Fact)
_COUNTY_LEVEL = 3


@frozen
class _Spot:
    """Where something lies, as its record says it."""

    settlement: str | None = None
    district: str | None = None
    county: str | None = None


class Whereabouts:
    """The map of one day.

    Args:
        questions: A reader, or the work of a change.
        on: The day.
    """

    def __init__(self, questions: Questions, on: date) -> None:
        self._questions, self._on = questions, on
        self._regions = _regions(questions, on)

    def of_units(self, units: Collection[str]) -> dict[str, Location]:
        """Return where units are; a project is where the one who leads it is."""
        ids = sorted(set(units))
        if not ids:
            return {}
        ask = self._questions.facts
        spots: dict[str, _Spot] = {}
        for one in ask(Community, id=ids):
            spots[one.id] = _Spot(one.settlement)
        for table in ask(Roundtable, id=ids):
            spots[table.id] = _Spot(table.settlement, table.district)
        leads: dict[str, str] = {
            one.project: one.organisation
            for one in ask(ProjectRole, project=ids, role=ProjectRoleKind.LEAD)
        }
        seats = self._seats({*ids, *leads.values()})
        for project, lead in leads.items():
            if lead in seats:
                spots[project] = seats[lead]
        return self._located(ids, seats | spots)

    def of_mentors(self, mentors: Collection[Mentor]) -> dict[str, Location]:
        """Return by person where mentors start from: the seats of their employers.

        Who has no employer starts from the county they cover, if it is one.
        """
        seats = self._seats({one.employer for one in mentors if one.employer})
        covered = self.covered(mentors)
        spots: dict[str, _Spot] = {}
        for one in mentors:
            counties = covered[one.person]
            if one.employer in seats:
                spots[one.person] = seats[one.employer]
            elif len(counties) == 1:
                spots[one.person] = _Spot(county=min(counties))
        return self._located([one.person for one in mentors], spots)

    def covered(self, mentors: Iterable[Mentor]) -> dict[str, frozenset[str]]:
        """Return by person the counties that mentors cover."""
        persons = {one.id: one.person for one in mentors}
        found: dict[str, set[str]] = {person: set() for person in persons.values()}
        rows = self._questions.facts(MentorCounty, mentor=list(persons))
        for row in rows if persons else ():
            found[persons[row.mentor]].add(str(row.county))
        return {person: frozenset(counties) for person, counties in found.items()}

    def _seats(self, bodies: Collection[str]) -> dict[str, _Spot]:
        if not bodies:
            return {}
        held = self._questions.facts(
            Address, on=self._on, organisation=sorted(bodies), role=AddressRole.SEAT
        )
        written = [one for one in held if one.settlement is None]
        places = Places(self._questions) if written else None
        seats = {}
        for one in held:
            spot = _Spot(one.settlement, county=one.county)
            if places is not None and one.settlement is None:
                spot = _Spot(county=places.located(one).county)
            seats[str(one.organisation)] = spot
        return seats

    def _located(
        self, ids: Iterable[str], spots: dict[str, _Spot]
    ) -> dict[str, Location]:
        settlements = self._by_id(
            Settlement, {one.settlement for one in spots.values()}
        )
        districts = self._by_id(District, {one.district for one in spots.values()})
        located = {}
        for id_ in ids:
            spot = spots.get(id_, _Spot())
            settlement = settlements.get(spot.settlement or "")
            district = districts.get(spot.district or "")
            if settlement is not None:
                region = self._regions.get(settlement.county, "")
                located[id_] = Location.of(settlement, region)
                continue
            county = spot.county or ("" if district is None else district.county)
            located[id_] = Location(
                district="" if district is None else district.id,
                county=county,
                region=self._regions.get(county, ""),
            )
        return located

    def _by_id(self, kind: type[F], ids: set[str | None]) -> dict[str, F]:
        wanted = sorted(one for one in ids if one is not None)
        found = self._questions.facts(kind, id=wanted) if wanted else []
        return {one.id: one for one in found}


def _regions(questions: Questions, on: date) -> dict[str, str]:
    """Return by county its region in the edition of the day, or the first there is."""
    counties = questions.facts(NutsRegion, level=_COUNTY_LEVEL)
    editions = sorted({one.edition for one in counties})
    past = [one for one in editions if one <= on.year] or editions[:1]
    return {
        str(one.county): one.parent
        for one in counties
        if one.county is not None and one.edition == past[-1]
    }
