"""The units that processes are about: what each is called, and where it lies.

Asked for in batches: how many questions there are does not depend on how many units.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, TypeVar

from attrs import field, frozen

from cselekvo.actions.places import Places
from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.organisation import Address, AddressRole, OrganisationName
from cselekvo.domain.period import Period
from cselekvo.domain.programme import Project
from cselekvo.domain.roundtable import Roundtable
from cselekvo.domain.template import Unit, Words
from cselekvo.domain.territory import CountyName, District, Settlement
from cselekvo.ports import Reader
from cselekvo.rules.eligibility import Located

F = TypeVar("F", bound=Fact)
Ids = Iterable[str]


@frozen(kw_only=True)
class UnitPlace:
    """A unit with its name and place.

    Attributes:
        name: Its id, where the reader may not see it.
        settlement: The name of the settlement it lies in; empty: it is not known.
        county: The id of the county; empty: it is not known.
        county_name: What the county is called on the day.
        project: The project that an area belongs to, or that the unit is.
    """

    id: str
    kind: Unit
    name: Words
    settlement: str = ""
    county: str = ""
    county_name: Words = field(default=Words(""))


@frozen
class _Spot:
    """Where a unit lies, as its record says it."""

    settlement: str | None = None
    district: str | None = None
    county: str | None = None
    text: str = ""


_Found = Mapping[str, tuple[Words, _Spot]]


def unit_places(reader: Reader, wanted: Mapping[str, Unit]) -> dict[str, UnitPlace]:
    """Return units with their names and places on the reader's day.

    Args:
        reader: Who asks; of a unit that they may not see the id is all that is told.
        wanted: By the id of a unit what kind it is of.
    """
    found: dict[str, tuple[Words, _Spot]] = {}
    for kind, ask in _ASK.items():
        ids = [id_ for id_, one in wanted.items() if one is kind]
        if ids:
            found |= ask(reader, ids)
    spots = [spot for _name, spot in found.values()]
    settlements = _by_id(reader, Settlement, (one.settlement for one in spots))
    districts = _by_id(reader, District, (one.district for one in spots))
    counties: dict[str, CountyName] = {
        one.county: one for one in reader.facts(CountyName, on=reader.on)
    }
    units = {}
    for id_, kind in wanted.items():
        name, spot = found.get(id_, (Words(id_), _Spot()))
        lies_in = settlements.get(spot.settlement or "")
        district = districts.get(spot.district or "")
        county = spot.county
        if lies_in is not None:
            county = lies_in.county
        elif district is not None:
            county = district.county
        called = counties.get(county or "")
        units[id_] = UnitPlace(
            id=id_,
            kind=kind,
            name=name,
            settlement=spot.text if lies_in is None else lies_in.name,
            county=county or "",
            county_name=Words("")
            if called is None
            else Words(called.name, called.name_en),
        )
    return units


def _by_id(reader: Reader, kind: type[F], ids: Iterable[str | None]) -> dict[str, F]:
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    return {one.id: one for one in reader.facts(kind, id=wanted)}


def _communities(reader: Reader, ids: Ids) -> _Found:
    return {
        one.id: (Words(one.name, one.name_en), _Spot(one.settlement))
        for one in reader.facts(Community, id=ids)
    }


def _organisations(reader: Reader, ids: Ids) -> _Found:
    names = reader.facts(OrganisationName, organisation=ids)
    seats = _of_day(
        reader.facts(Address, organisation=ids, role=AddressRole.SEAT), reader.on
    )
    written = [one for one in seats if one.settlement is None]
    places = Places(reader) if written else None
    spots = {
        one.organisation: _Spot(one.settlement)
        if places is None or one.settlement is not None
        else _as_written(places.located(one))
        for one in seats
    }
    return {
        one.organisation: (Words(one.name), spots.get(one.organisation, _Spot()))
        for one in _of_day(names, reader.on)
    }


def _as_written(seat: Located) -> _Spot:
    """Return where a seat lies of which only the text is recorded."""
    return _Spot(county=seat.county, text=seat.place)


_Dated = TypeVar("_Dated", OrganisationName, Address)


def _of_day(facts: Iterable[_Dated], on: date) -> list[_Dated]:
    """Return facts so that the last one of each body is that of the day, or nearest."""
    return sorted(facts, key=lambda one: _closeness(one.period, on))


def _closeness(period: Period, on: date) -> int:
    if on in period:
        return 1
    first = period.start if on < period.start else (period.last_day or on)
    return -abs((on - first).days)


def _roundtables(reader: Reader, ids: Ids) -> _Found:
    return {
        one.id: (Words(one.name, one.name_en), _Spot(one.settlement, one.district))
        for one in reader.facts(Roundtable, id=ids)
    }


def _projects(reader: Reader, ids: Ids) -> _Found:
    return {
        one.id: (Words(one.title), _Spot()) for one in reader.facts(Project, id=ids)
    }


def _areas(reader: Reader, ids: Ids) -> _Found:
    return {
        one.id: (Words(one.name), _Spot(one.settlement))
        for one in reader.facts(ActionArea, id=ids)
    }


_ASK: Final = {
    Unit.COMMUNITY: _communities,
    Unit.ORGANISATION: _organisations,
    Unit.ROUNDTABLE: _roundtables,
    Unit.PROJECT: _projects,
    Unit.AREA: _areas,
}
