"""What the report of the mentor network is made from."""

from datetime import date

from attrs import frozen

from cselekvo.domain.mentor import MentorCounty
from cselekvo.domain.territory import District, Settlement
from cselekvo.ports import Reader
from cselekvo.reports.mentors.gaps import Gaps, gaps_on
from cselekvo.reports.mentors.loads import CountyLoad, county_loads
from cselekvo.reports.mentors.over_time import Change, alone_over_time, changes
from cselekvo.reports.mentors.people import MentorOnDay, mentors_on
from cselekvo.reports.mentors.unit_kinds import unit_kinds
from cselekvo.reports.processes.processes_area import Area
from cselekvo.reports.processes.unit_places import unit_places


@frozen(kw_only=True)
class Network:
    """What the report is made from.

    Attributes:
        over_time: By day: units accompanied, and of these without a mentor.
        settlements: Settlements with an accompanied unit that has a mentor, and all.
        districts: The same of districts.
    """

    area: Area
    mentors: list[MentorOnDay]
    counties: list[CountyLoad]
    gaps: Gaps
    over_time: list[tuple[date, int, int]]
    changes: list[Change]
    settlements: tuple[int, int]
    districts: tuple[int, int]


def network_of(reader: Reader, area: Area, since: date) -> Network:
    """Return the mentors of an area on a day, and the time before it."""
    every = mentors_on(reader)
    counties = area.counties
    if counties is not None:
        every = [one for one in every if counties & {id_ for id_, _ in one.counties}]
    loads = county_loads(reader, every)
    if counties is not None:
        loads = [one for one in loads if one.county in counties]
    covered = {
        str(one.mentor)
        for one in reader.facts(MentorCounty)
        if counties is None or one.county in counties
    }
    reached = _reached(reader, every)
    return Network(
        area=area,
        mentors=every,
        counties=loads,
        gaps=gaps_on(reader, counties=counties),
        over_time=alone_over_time(reader, since, counties),
        changes=changes(reader, since, counties, covered),
        settlements=_share(reader, reached, counties, by_district=False),
        districts=_share(reader, reached, counties, by_district=True),
    )


def _reached(reader: Reader, mentors: list[MentorOnDay]) -> set[str]:
    """Return the names of the settlements in which a unit with a mentor lies."""
    units = {str(each.unit) for one in mentors for each in one.held}
    places = unit_places(reader, unit_kinds(reader, units))
    return {place.settlement for place in places.values() if place.settlement}


def _share(
    reader: Reader,
    reached: set[str],
    counties: frozenset[str] | None,
    *,
    by_district: bool,
) -> tuple[int, int]:
    """Return how many settlements or districts are reached, and how many there are."""
    here = [
        one
        for one in reader.facts(Settlement)
        if counties is None or one.county in counties
    ]
    if not by_district:
        return sum(one.name in reached for one in here), len(here)
    found = {one.district for one in here if one.name in reached and one.district}
    every = [
        one
        for one in reader.facts(District)
        if counties is None or one.county in counties
    ]
    return len(found), len(every)
