"""Finding what a written place means: a settlement, a county, or nothing known.

The gazetteer of the workspace comes first, then the county as written, then the seats
of districts, which every workspace knows from the start.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from attrs import frozen

from cselekvo.domain.identifiers import CountyId, DistrictId, SettlementId
from cselekvo.domain.organisation import Address
from cselekvo.domain.territory import (
    CountyName,
    District,
    DistrictName,
    Settlement,
    is_ksh_code,
)
from cselekvo.domain.vocabulary import fold
from cselekvo.findings import Finding, Severity
from cselekvo.ports import Questions
from cselekvo.rules.eligibility import Located
from cselekvo.rules.organisations import OrganisationCode, check_county

_NEAR: Final = 3
_SEARCHES: Final = 100
#: Blanks that are seen, and those that are not.
_OUTER: Final = " \t\u00a0\u200b\ufeff"
_BUDAPEST: Final = re.compile(
    r"budapest(?:,?\s+(?:[0-9]{1,2}|[ivx]+)\.?\s*(?:ker\.?|kerulet))"
)
_POSTCODE: Final = re.compile(r"[0-9]{4}\s+")
_COUNTY_WORDS: Final = re.compile(r"\s*\(?(?:var)?megye\)?$|\s+county$")


@frozen(kw_only=True)
class Placement:
    """Where an address lies: a settlement, or a county and the text as written."""

    settlement: SettlementId | None = None
    county: CountyId | None = None
    place: str = ""


class Places:
    """The map of one knowledge, read when it is first asked for."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._settlements: dict[str, list[Settlement]] | None = None
        self._counties: dict[str, CountyId] = {}
        self._county_names: dict[str, str] = {}
        self._districts: dict[str, DistrictId] = {}
        self._district_names: dict[str, str] = {}
        self._seats: dict[str, CountyId] = {}
        self._searched: dict[tuple[str, float], list[str]] = {}
        self._read_frame()

    def _read_frame(self) -> None:
        names = sorted(
            self._questions.facts(CountyName), key=lambda name: name.period.start
        )
        for county in names:
            self._county_names[county.county] = county.name
            for form in (county.name, county.full_name, county.name_en):
                self._counties[_bare_county(form)] = county.county
        districts = sorted(
            self._questions.facts(DistrictName), key=lambda name: name.period.start
        )
        for name in districts:
            self._districts[fold(name.name)] = name.district
            self._district_names[name.district] = name.name
        for district in self._questions.facts(District):
            self._districts.setdefault(district.ksh_code, district.id)
            if district.seat_name:
                self._seats[fold(district.seat_name)] = district.county

    def county(self, text: str) -> CountyId | None:
        """Return the county a name means: bare, official, old or English form."""
        return self._counties.get(_bare_county(text))

    def county_name(self, county: str | None) -> str:
        """Return a county's latest bare name."""
        return self._county_names.get(county or "", "")

    def district(self, text: str) -> DistrictId | None:
        """Return the district a name or a three-digit code means."""
        folded = fold(text)
        return self._districts.get(folded) or self._districts.get(f"{folded} jaras")

    def district_name(self, district: str | None) -> str:
        """Return a district's latest name."""
        return self._district_names.get(district or "", "")

    def near_district(self, text: str) -> tuple[str, ...]:
        """Return names of districts like the one written."""
        found = self._near(fold(text), self._districts)
        return tuple(self.district_name(self._districts[one]) for one in found)

    def _by_name(self) -> dict[str, list[Settlement]]:
        if self._settlements is None:
            self._settlements = {}
            for settlement in self._questions.facts(Settlement):
                known = self._settlements.setdefault(fold(settlement.name), [])
                known.append(settlement)
        return self._settlements

    def settlement(self, text: str) -> Settlement | None:
        """Return the settlement a name, a code or `KSH-` id means, if one does."""
        plain = text.strip()
        code = plain.upper().removeprefix("KSH-")
        if is_ksh_code(code):
            return self._questions.find(Settlement, f"KSH-{code}")
        found = self._by_name().get(_bare_settlement(plain), [])
        return found[0] if len(found) == 1 else None

    def near_settlement(self, text: str) -> tuple[str, ...]:
        """Return names of settlements like the one written."""
        known = self._by_name()
        close = self._near(_bare_settlement(text), known, cutoff=0.75)
        return tuple(known[name][0].name for name in close)

    def _near(self, text: str, names: Iterable[str], cutoff: float = 0.6) -> list[str]:
        """Return names like the text; for the first misspelt ones only.

        A search looks at every name: a sheet of nothing but faults must not take hours.
        """
        key = (text, cutoff)
        if key not in self._searched and len(self._searched) < _SEARCHES:
            found = get_close_matches(text, names, n=_NEAR, cutoff=cutoff)
            self._searched[key] = found
        return self._searched.get(key, [])

    @property
    def has_gazetteer(self) -> bool:
        """Return whether settlements are known at all."""
        return bool(self._by_name())

    def located(self, address: Address) -> Located:
        """Return the address with the county it lies in, as far as that is known."""
        settlement = None
        if address.settlement is not None:
            settlement = self._questions.find(Settlement, address.settlement)
        elif address.place:
            settlement = self.settlement(address.place)
        if settlement is not None:
            county: CountyId | None = settlement.county
            place = settlement.name
        else:
            county = address.county or self._of_seat(address.place)
            place = address.place
        return Located(
            address=address,
            place=place,
            county=county,
            county_name=self.county_name(county),
        )

    def placement(
        self, organisation: str, written: str, county: CountyId | None
    ) -> tuple[Placement, list[Finding]]:
        """Return where a written place lies, and what was found about it.

        A place that is not known is kept as free text, with a warning where there is a
        gazetteer; a county that disagrees with it is an error.
        """
        settlement = self.settlement(written)
        lies_in = self._of_seat(written) if settlement is None else settlement.county
        findings: list[Finding] = []
        if county is not None and lies_in is not None:
            findings += check_county(
                organisation,
                written,
                self.county_name(lies_in),
                self.county_name(county),
            )
        if settlement is not None:
            return Placement(settlement=settlement.id), findings
        if self.has_gazetteer and written:
            unknown = {"place": written, "near": self.near_settlement(written)}
            findings.append(
                Finding(
                    OrganisationCode.PLACE_UNKNOWN,
                    subject=organisation,
                    severity=Severity.WARNING,
                    values=unknown,
                )
            )
        return Placement(county=county, place=written), findings

    def _of_seat(self, place: str) -> CountyId | None:
        bare = _bare_settlement(place)
        if bare == "budapest":
            return self._counties.get(bare)
        return self._seats.get(bare)

    def all_located(self, addresses: Iterable[Address]) -> list[Located]:
        """Return several addresses located."""
        return [self.located(address) for address in addresses]


def _bare_county(text: str) -> str:
    return _COUNTY_WORDS.sub("", fold(text)).strip()


def _bare_settlement(text: str) -> str:
    folded = _POSTCODE.sub("", fold(text.strip(_OUTER)), count=1)
    return "budapest" if _BUDAPEST.fullmatch(folded) else folded
