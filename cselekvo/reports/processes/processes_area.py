"""What a report about many processes is about: a county, a region, a project, a unit.

The country, as the statistical region of level 0, stands for the whole network.
"""

from collections.abc import Callable
from typing import Final

from attrs import frozen

from cselekvo.actions.processes import UNITS
from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.process import Process
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.roundtable import Roundtable
from cselekvo.domain.template import Unit, Words
from cselekvo.domain.territory import County, CountyName, NutsRegion
from cselekvo.errors import NotFoundError
from cselekvo.ports import Reader
from cselekvo.reports.processes.unit_places import unit_places

#: The level of a statistical region that is a country, and that of a county.
_COUNTRY, _COUNTY = 0, 3


@frozen(kw_only=True)
class Area:
    """Which processes a report tells of; what is None does not narrow them.

    Attributes:
        name: What it is called.
        processes: The ids of the processes.
        counties: The ids of the counties that their units lie in.
        units: The ids of their units.
    """

    name: Words
    processes: frozenset[str] | None = None
    counties: frozenset[str] | None = None
    units: frozenset[str] | None = None

    @property
    def is_narrow(self) -> bool:
        """Return whether there are processes beyond it."""
        return any(
            one is not None for one in (self.processes, self.counties, self.units)
        )


def area_of(reader: Reader, subject: str) -> Area:
    """Return what a subject means.

    Args:
        reader: Who asks.
        subject: The id of a county, a statistical region, a programme, a project, or
            of a unit that processes are about.

    Raises:
        NotFoundError: It is none of these for this reader.
    """
    for kind, make in _AREAS.items():
        found = reader.find(kind, subject)
        if found is not None:
            return make(reader, found)
    raise NotFoundError("county, region, programme, project or unit", subject)


def whole_network(reader: Reader) -> str:
    """Return the id of the country, which stands for the whole network.

    Raises:
        NotFoundError: The workspace knows no country.
    """
    countries = reader.facts(NutsRegion, level=_COUNTRY)
    if not countries:
        raise NotFoundError("nuts_region", "HU")
    return max(countries, key=lambda one: (one.edition, one.id)).id


def units_area(reader: Reader, units: frozenset[str]) -> Area:
    """Return the area that is made up of several units."""
    kinds = {
        unit: kind
        for unit in units
        for kind, fact in UNITS.items()
        if reader.find(fact, unit) is not None
    }
    places = unit_places(reader, kinds)
    names = [places[one].name for one in sorted(kinds)]
    return Area(
        name=Words(
            ", ".join(one.hu for one in names),
            ", ".join(one.word("en") for one in names),
        ),
        units=units,
    )


def _of_county(reader: Reader, county: Fact) -> Area:
    names = reader.facts(CountyName, on=reader.on, county=county.id)
    name = Words(names[0].full_name, names[0].name_en) if names else Words(county.id)
    return Area(name=name, counties=frozenset({county.id}))


def _of_region(reader: Reader, region: Fact) -> Area:
    assert isinstance(region, NutsRegion)  # noqa: S101 - found as one
    name = Words(region.name, region.name_en)
    if region.level == _COUNTRY:
        return Area(name=name)
    below = reader.facts(NutsRegion, edition=region.edition, level=_COUNTY)
    counties = {
        str(one.county)
        for one in below
        if one.code.startswith(region.code) and one.county is not None
    }
    return Area(name=name, counties=frozenset(counties))


def _of_programme(reader: Reader, programme: Fact) -> Area:
    projects = reader.facts(Project, programme=programme.id)
    title = programme.title if isinstance(programme, Programme) else ""
    title_en = programme.title_en if isinstance(programme, Programme) else ""
    return Area(
        name=Words(title, title_en),
        processes=_of_projects(reader, [one.id for one in projects]),
    )


def _of_project(reader: Reader, project: Fact) -> Area:
    """Return the processes that belong to a project, and those about it."""
    title = project.title if isinstance(project, Project) else ""
    about = {one.id for one in reader.facts(Process, unit=project.id)}
    own = _of_projects(reader, [project.id])
    return Area(name=Words(title), processes=own | frozenset(about))


def _of_projects(reader: Reader, projects: list[str]) -> frozenset[str]:
    return frozenset(one.id for one in reader.facts(Process, project=projects))


def _of_unit(kind: Unit) -> Callable[[Reader, Fact], Area]:
    def made(reader: Reader, unit: Fact) -> Area:
        name = unit_places(reader, {unit.id: kind})[unit.id].name
        return Area(name=name, units=frozenset({unit.id}))

    return made


_AREAS: Final[dict[type[Fact], Callable[[Reader, Fact], Area]]] = {
    County: _of_county,
    NutsRegion: _of_region,
    Programme: _of_programme,
    Project: _of_project,
    Community: _of_unit(Unit.COMMUNITY),
    Organisation: _of_unit(Unit.ORGANISATION),
    Roundtable: _of_unit(Unit.ROUNDTABLE),
    ActionArea: _of_unit(Unit.AREA),
}
