"""How much mentors carry: by mentor and by county, with the places still free."""

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from cselekvo.domain.template import Words
from cselekvo.ports import Reader
from cselekvo.reports.mentors.gaps import gaps_on
from cselekvo.reports.mentors.people import MentorOnDay, county_names
from cselekvo.reports.mentors.unit_kinds import unit_kinds
from cselekvo.reports.processes.unit_places import unit_places
from cselekvo.rules.assignments import LEAST_IN_COUNTY


@frozen(kw_only=True)
class CountyLoad:
    """How the mentors of a county are laden.

    Attributes:
        mentors: How many cover it; who covers several counts in each of them.
        units: How many units that lie in it have a mentor, whoever that is.
        load: Of how many units its mentors are in charge, wherever those lie.
        capacity: Of how many they can be.
        free: How many they could still take.
        over: By how many units those over their capacity are over it.
        alone: How many that lie in it are accompanied, and have no mentor.
    """

    county: str
    name: Words
    mentors: int
    units: int
    load: int
    capacity: int
    free: int
    over: int
    alone: int = 0

    @property
    def is_short(self) -> bool:
        """Return whether it has fewer mentors than a county has at least."""
        return self.mentors < LEAST_IN_COUNTY


def county_loads(reader: Reader, mentors: Iterable[MentorOnDay]) -> list[CountyLoad]:
    """Return how the mentors of each county are laden, in Hungarian order.

    Counties are listed that a mentor covers, or that an accompanied unit lies in.

    Args:
        reader: Who asks.
        mentors: All mentors of the day.
    """
    found = list(mentors)
    units = _units_by_county(reader, found)
    alone = Counter(one.unit.county for one in gaps_on(reader).alone)
    named = county_names(reader)
    loads = []
    for county, name in named.items():
        own = [one for one in found if county in {id_ for id_, _ in one.counties}]
        if not own and not units[county] and not alone[county]:
            continue
        loads.append(
            CountyLoad(
                county=county,
                name=name,
                mentors=len(own),
                units=units[county],
                alone=alone[county],
                load=len({each.unit for one in own for each in one.held}),
                capacity=sum(one.capacity for one in own),
                free=sum(one.free for one in own),
                over=sum(one.over for one in own),
            )
        )
    return loads


def _units_by_county(reader: Reader, mentors: Iterable[MentorOnDay]) -> Counter[str]:
    """Return of each county how many units that lie there have a mentor."""
    units = {str(each.unit) for one in mentors for each in one.held}
    places = unit_places(reader, unit_kinds(reader, units))
    return Counter(place.county for place in places.values())
