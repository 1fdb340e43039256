"""Districts that an edition brings: new ones, other names, other seats, other counties.

A name is dated: where a district is called otherwise from an edition on, the old name
ends the day before. Only the office's own table, or one as large, may speak of
districts; a small sheet may not change them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import define, evolve, field, frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import CountyId, DistrictId, RecordId
from cselekvo.domain.period import Period, from_days
from cselekvo.domain.territory import District, DistrictName
from cselekvo.exchange.gazetteer.headings import Role
from cselekvo.exchange.gazetteer.importing import Edition, Stretch
from cselekvo.ports import Work

_HALF: Final = 2
_DAY: Final = timedelta(days=1)


@frozen
class Change:
    """A fact to be written, what it takes the place of, and the row that says so."""

    before: Fact | None
    after: Fact
    row: int


@define
class Districts:
    """The districts as they are known, and as an edition tells them.

    Attributes:
        by_code: The known ones by their three digits.
        counties: By code, the county that most of the edition's rows say.
    """

    _work: Work
    _edition: Edition
    by_code: dict[str, District] = field(init=False)
    counties: Mapping[str, CountyId] = field(factory=dict, init=False)
    _names: dict[str, DistrictName] = field(init=False)

    @by_code.default
    def _known(self) -> dict[str, District]:
        return {one.ksh_code: one for one in self._work.facts(District)}

    @_names.default
    def _latest(self) -> dict[str, DistrictName]:
        names = sorted(self._work.facts(DistrictName), key=lambda one: one.period.start)
        return {one.district: one for one in names}

    @property
    def may_change(self) -> bool:
        """Return whether the edition may speak of districts."""
        edition = self._edition
        if not {Role.DISTRICT, Role.DISTRICT_CODE} <= edition.roles:
            return False
        named = len(edition.districts)
        return edition.is_offices or named * _HALF >= len(self.by_code)

    def id_of(self, code: str) -> DistrictId | None:
        """Return the id of a district by its code; of a new one, what it will be."""
        known = self.by_code.get(code)
        if known is not None:
            return known.id
        is_told = self.may_change and self._edition.districts[code].name
        return DistrictId(f"JARAS-{code}") if is_told else None

    def county_of(self, code: str) -> CountyId | None:
        """Return the county that a district lies in, once the edition is read."""
        known = self.by_code.get(code)
        if known is not None and not self.may_change:
            return known.county
        return self.counties.get(code)

    def changes(self, today: date) -> Iterator[Change]:
        """Yield what is to be written.

        Args:
            today: From when another name holds, where the edition has no day.
        """
        if not self.may_change:
            return
        codes = _codes_by_name(self._edition)
        for code, told in self._edition.districts.items():
            id_, county = self.id_of(code), self.counties.get(code)
            if id_ is not None and county is not None:
                yield from self._district(id_, told, county, codes)
                yield from self._name(id_, told, today)

    def _district(
        self,
        id_: DistrictId,
        told: Stretch,
        county: CountyId,
        codes: Mapping[str, Sequence[str]],
    ) -> Iterator[Change]:
        known = self.by_code.get(told.code)
        before = known or District(id=id_, ksh_code=told.code, county=county)
        made = evolve(before, county=county)
        if told.seat and told.seat != before.seat_name:
            named = codes.get(told.seat, ())
            seat_code = named[0] if len(named) == 1 else ""
            made = evolve(made, seat_name=told.seat, seat_code=seat_code)
        if made != known:
            yield Change(known, evolve(made, source=self._edition.source), told.row)

    def _name(self, id_: DistrictId, told: Stretch, today: date) -> Iterator[Change]:
        known = self._names.get(id_)
        if not told.name or (known is not None and known.name == told.name):
            return
        source, since = self._edition.source, self._edition.day or today
        new = DistrictName(
            id=RecordId(f"JARASNEV-{told.code}"),
            district=id_,
            name=told.name,
            period=from_days(None),
            source=source,
        )
        if known is None:
            yield Change(None, new, told.row)
        elif since <= known.period.start:
            made = evolve(known, name=told.name, source=source)
            yield Change(known, made, told.row)
        else:
            if known.period.end is None:
                ended = evolve(known, period=known.period.ending(since - _DAY))
                yield Change(known, ended, told.row)
            made_id = RecordId(self._work.new_id(DistrictName))
            yield Change(None, evolve(new, id=made_id, period=Period(since)), told.row)


def _codes_by_name(edition: Edition) -> dict[str, list[str]]:
    """Return the codes of the settlements of a name."""
    found: dict[str, list[str]] = {}
    for one in edition.settlements:
        found.setdefault(one.name, []).append(one.code)
    return found


def majority(counties: Iterable[tuple[str, CountyId]]) -> dict[str, CountyId]:
    """Return by district's code the county that most of its settlements lie in."""
    counted: dict[str, dict[CountyId, int]] = {}
    for code, county in counties:
        of_code = counted.setdefault(code, {})
        of_code[county] = of_code.get(county, 0) + 1
    return {code: max(held, key=held.__getitem__) for code, held in counted.items()}
