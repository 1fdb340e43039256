"""What an edition would change: compared with what is known, before it is written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import define, evolve, field

from cselekvo.actions.places import Places
from cselekvo.actions.rechecking import lies_elsewhere
from cselekvo.domain.identifiers import CountyId, DistrictId
from cselekvo.domain.territory import Settlement
from cselekvo.domain.vocabulary import fold
from cselekvo.errors import CselekvoError
from cselekvo.exchange.gazetteer.districts import Change, Districts, majority
from cselekvo.exchange.gazetteer.headings import Role
from cselekvo.exchange.gazetteer.importing import Edition, day_in, disagreement
from cselekvo.exchange.gazetteer.rows import Read
from cselekvo.exchange.gazetteer.source import GazetteerCode
from cselekvo.exchange.rows import finding_of
from cselekvo.exchange.world import UnknownReferenceError
from cselekvo.findings import Finding, Severity
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Work


class EditionCode(Enum):
    """What can be found when an edition is compared with what is known."""

    SETTLEMENTS_GONE = "edition-settlements-gone"
    DISTRICTS_GONE = "edition-districts-gone"
    ONLY_A_PART = "edition-only-a-part"
    OLDER = "edition-older"


_CAPITAL: Final = "Budapest"
_OF_CAPITAL: Final = frozenset({"", "fovaros", "budapest", "budapest fovaros"})
_HALF: Final = 2
_SHOWN: Final = 20


@define
class Plan:
    """What an edition changes.

    Attributes:
        changes: What is to be written, districts first.
        unchanged: How many settlements stay as they are.
        refused: How many rows do not fit the map.
        districts: Those that its settlements lie in.
        gone: The known settlements that the edition does not have.
        findings: What was found, row by row.
    """

    _work: Work
    _edition: Edition
    changes: list[Change] = field(factory=list, init=False)
    unchanged: int = field(default=0, init=False)
    refused: int = field(default=0, init=False)
    districts: set[DistrictId] = field(factory=set, init=False)
    gone: list[Settlement] = field(factory=list, init=False)
    findings: list[Finding] = field(factory=list, init=False)
    _places: Places = field(init=False)
    _districts: Districts = field(init=False)
    _known: dict[str, Settlement] = field(init=False)

    @_places.default
    def _map(self) -> Places:
        return Places(self._work)

    @_districts.default
    def _all_districts(self) -> Districts:
        return Districts(self._work, self._edition)

    @_known.default
    def _all_settlements(self) -> dict[str, Settlement]:
        return {one.id: one for one in self._work.facts(Settlement)}

    def make(self, today: date) -> "Plan":
        """Compare row by row."""
        lying = {one.code: self._county(one) for one in self._edition.settlements}
        self._districts.counties = majority(
            (one.district_code, county)
            for one in self._edition.settlements
            if one.district_code and (county := lying[one.code]) is not None
        )
        self.changes += self._districts.changes(today)
        for one in self._edition.settlements:
            county = lying[one.code]
            district = self._district(one)
            if county is None or isinstance(district, CselekvoError):
                self.refused += 1
            elif self._agrees(one, county):
                self._settlement(one, county, district)
        self._compare()
        return self

    def _county(self, one: Read) -> CountyId | None:
        """Return the county of a row; None, and a finding, for one that is not ours."""
        found = self._places.county(one.county)
        if found is None and one.is_capital and fold(one.county) in _OF_CAPITAL:
            found = self._places.county(_CAPITAL)
        if found is None:
            self._unknown("county", one, Role.COUNTY, one.county, ())
        return found

    def _unknown(
        self, kind: str, one: Read, role: Role, text: str, near: Sequence[str]
    ) -> CselekvoError:
        error = UnknownReferenceError(kind, text, near)
        where = self._edition.place(one.row, role)
        self.findings.append(finding_of(error, where))
        return error

    def _district(self, one: Read) -> DistrictId | CselekvoError | None:
        """Return the district of a row; an error, and a finding, for an unknown one."""
        if one.is_capital:
            return None
        if one.district_code:
            found = self._districts.id_of(one.district_code)
            role, text = Role.DISTRICT_CODE, one.district_code
        elif one.district:
            found = self._places.district(one.district)
            role, text = Role.DISTRICT, one.district
        else:
            return self._without_district(one)
        if found is not None:
            return found
        return self._unknown(
            "district", one, role, text, self._places.near_district(text)
        )

    def _without_district(self, one: Read) -> DistrictId | None:
        """Return the district as it was; our own sheet empties it."""
        known = self._known.get(one.id)
        before = None if known is None else known.district
        if Role.DISTRICT not in self._edition.roles:
            return before
        if not self._edition.is_offices:
            return None
        self.findings.append(
            Finding(
                GazetteerCode.DISTRICT_EMPTY,
                subject=one.id,
                severity=Severity.WARNING,
                values={"name": one.name},
                where=self._edition.place(one.row, Role.DISTRICT),
            )
        )
        return before

    def _agrees(self, one: Read, county: CountyId) -> bool:
        """Return whether a settlement lies in the county of its district."""
        expected = self._districts.county_of(one.district_code)
        if one.is_capital or expected is None or expected == county:
            return True
        other = self._places.county_name(expected)
        where = self._edition.place(one.row, Role.COUNTY)
        self.findings.append(disagreement(one, one.county, other, where))
        self.refused += 1
        return False

    def _settlement(
        self, one: Read, county: CountyId, district: DistrictId | None
    ) -> None:
        if district is not None:
            self.districts.add(district)
        known = self._known.get(one.id)
        before = known or Settlement(id=one.id, name=one.name, county=county)
        made = evolve(
            before,
            name=one.name,
            county=county,
            district=district,
            **dict(self._told(one)),
        )
        if made == known:
            self.unchanged += 1
            return
        if Role.SOURCE not in self._edition.roles:
            made = evolve(made, source=self._edition.source)
        self.changes.append(Change(known, made, one.row))

    def _told(self, one: Read) -> Iterator[tuple[str, Any]]:
        """Yield the other fields that the table has columns for."""
        keeps = self._edition.is_offices  # its empty cells say nothing
        fields: Mapping[Role, tuple[str, Any]] = {
            Role.STATUS: ("legal_status", one.status),
            Role.LATITUDE: ("latitude", one.north),
            Role.LONGITUDE: ("longitude", one.east),
            Role.LOCATIVE: ("locative", one.texts.get(Role.LOCATIVE, "")),
            Role.SOURCE: ("source", one.texts.get(Role.SOURCE, "")),
        }
        for role, (name, value) in fields.items():
            if role in self._edition.roles and (value or not keeps):
                yield name, value

    def _compare(self) -> None:
        """Tell what the edition does not have, and whether it is older than ours."""
        told = {one.id for one in self._edition.settlements}
        gone = [one for id_, one in self._known.items() if id_ not in told]
        place = self._edition.place()
        if gone and len(told) * _HALF < len(self._known):
            values = {"count": len(told), "known": len(self._known)}
            part = Finding(
                EditionCode.ONLY_A_PART, severity=Severity.NOTE, values=values
            )
            self.findings.append(part.at(place))
            return
        self.gone = sorted(gone, key=lambda one: sort_key(one.name))
        if gone:
            self._warn(EditionCode.SETTLEMENTS_GONE, [one.name for one in self.gone])
        empty = self._empty_districts()
        if empty:
            self._warn(EditionCode.DISTRICTS_GONE, empty)
        self._refuse_older()

    def _warn(self, code: EditionCode, names: Sequence[str]) -> None:
        more = len(names) - _SHOWN
        values = {
            "count": len(names),
            "names": list(names[:_SHOWN]),
            "more": more if more > 0 else None,
        }
        found = Finding(code, severity=Severity.WARNING, values=values)
        self.findings.append(found.at(self._edition.place()))

    def _empty_districts(self) -> list[str]:
        """Return the districts that had settlements, and would have none."""
        before = {one.district for one in self._known.values() if one.district}
        after = {id_: one.district for id_, one in self._known.items()}
        for one in self.gone:
            after.pop(one.id)
        for change in self.changes:
            if isinstance(change.after, Settlement):
                after[change.after.id] = change.after.district
        lost = before - set(after.values())
        return sorted(map(self._places.district_name, lost), key=sort_key)

    def _refuse_older(self) -> None:
        """Find that a later edition is known, which this one would turn back."""
        sources = {one.source for one in self._known.values() if one.source}
        days = [day for source in sources if (day := day_in(source)) is not None]
        day = self._edition.day
        if self.changes and day is not None and days and day < max(days):
            values = {"day": day, "known": max(days)}
            found = Finding(EditionCode.OLDER, values=values)
            self.findings.append(found.at(self._edition.place()))

    def relocated(self) -> set[str]:
        """Return what changed such that a place may lie elsewhere, or bear a name."""
        return {
            change.after.id
            for change in self.changes
            if lies_elsewhere(change.before, change.after)
        }
