"""Settlements, districts, counties, statistical regions and their dated categories.

A district is administrative, a NUTS region is statistical. Names are dated: a county
keeps its code when its name changes. The NUTS code follows from the county and the
edition of the nomenclature (2010, 2013, 2016, 2021), and a region's category from the
list of a programming period.
"""

from datetime import date
from typing import ClassVar, Final

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text
from cselekvo.domain.identifiers import (
    CountyId,
    DistrictId,
    NutsRegionId,
    RecordId,
    RegionListId,
    SettlementId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.vocabulary import Vocabulary

_LENGTH = 5


class LegalStatus(Vocabulary):
    """Legal status of a settlement (Helységnévtár)."""

    CAPITAL = "capital", "főváros", "capital"
    COUNTY_RIGHTS = (
        "city_with_county_rights",
        "megyei jogú város",
        "city with county rights",
        "MJV",
        "megyeszékhely megyei jogú város",
        "megyeszékhely",
        "vármegyei jogú város",
        "vármegyeszékhely vármegyei jogú város",
    )
    TOWN = "town", "város", "town"
    LARGE_VILLAGE = (
        "large_village",
        "nagyközség",
        "large village",
        "község, nagyközség",
    )
    VILLAGE = "village", "község", "village"


class RegionCategory(Vocabulary):
    """Category of a NUTS 2 region in the cohesion policy of a programming period."""

    LESS_DEVELOPED = (
        "less_developed",
        "kevésbé fejlett",
        "less developed",
        "kevésbé fejlett régió",
    )
    CONVERGENCE = "convergence", "konvergencia", "convergence", "konvergencia régió"
    TRANSITION = "transition", "átmeneti", "transition"
    PHASING_IN = "phasing_in", "fokozatosan belépő", "phasing in"
    MORE_DEVELOPED = "more_developed", "fejlettebb", "more developed"


#: The categories from which an organisation may be drawn into the target group.
ELIGIBLE_CATEGORIES = frozenset(
    {RegionCategory.LESS_DEVELOPED, RegionCategory.CONVERGENCE}
)


def check_digit(first_four: str) -> int:
    """Return the fifth digit of a KSH settlement code.

    With digits a b c d the check digit is (10 - (9a + 7b + 3c + d) mod 10) mod 10; the
    rule holds on all 3,200 codes of the statistical office's table of 1 January 2018.
    """
    weights = (9, 7, 3, 1)
    total = sum(
        weight * int(digit) for weight, digit in zip(weights, first_four, strict=True)
    )
    return (10 - total % 10) % 10


def is_ksh_code(text: str) -> bool:
    """Return whether it is five plain digits, the last one right."""
    if len(text) != _LENGTH or not text.isascii() or not text.isdigit():
        return False
    return check_digit(text[:4]) == int(text[4])


@frozen(kw_only=True)
class County(Fact):
    """A county (megye, vármegye), or Budapest, which is none but stands beside them."""

    kind: ClassVar[str] = "county"
    id: CountyId
    ksh_code: str = open_text()  #: two digits
    area_code: str = open_text("")  #: as in project codes, e.g. BO1


@frozen(kw_only=True)
class CountyName(Fact):
    """What a county is called, for a period."""

    kind: ClassVar[str] = "county_name"
    prefix: ClassVar[str] = "cn"
    id: RecordId
    county: CountyId
    name: str = open_text(sort=True)  #: the bare name: Zala
    full_name: str = open_text()  #: as an official text writes it: Zala vármegye
    name_en: str = open_text("")
    period: Period


@frozen(kw_only=True)
class District(Fact):
    """A district (járás), since 2013 the level between settlement and county."""

    kind: ClassVar[str] = "district"
    id: DistrictId
    ksh_code: str = open_text()  #: three digits
    county: CountyId
    seat_code: str = open_text("")  #: KSH code of the seat, járásszékhely
    seat_name: str = open_text("")


@frozen(kw_only=True)
class DistrictName(Fact):
    """What a district is called, for a period."""

    kind: ClassVar[str] = "district_name"
    prefix: ClassVar[str] = "dn"
    id: RecordId
    district: DistrictId
    name: str = open_text(sort=True)  #: Zalaszentgróti járás
    period: Period


@frozen(kw_only=True)
class NutsRegion(Fact):
    """A region of one edition of the NUTS nomenclature (Regulation (EC) 1059/2003)."""

    kind: ClassVar[str] = "nuts_region"
    id: NutsRegionId
    code: str = open_text()  #: HU, HU2, HU22, HU223
    edition: int  #: 2010, 2013, 2016 or 2021
    level: int  #: 0 to 3
    name: str = open_text(sort=True)
    name_en: str = open_text("")
    parent: str = open_text("")  #: code of the region above
    county: CountyId | None = None  #: at level 3


@frozen(kw_only=True)
class RegionList(Fact):
    """The list of region categories of a programming period: which text says so."""

    kind: ClassVar[str] = "region_list"
    id: RegionListId
    programming_period: str = open_text()  #: 2014-2020
    edition: int  #: of the NUTS nomenclature it is written in
    authority: str = open_text()  #: the decision that lays it down
    verified: bool = False  #: whether a person has checked the annex
    verified_on: date | None = None


@frozen(kw_only=True)
class RegionEntry(Fact):
    """The category that a list gives to a NUTS 2 region."""

    kind: ClassVar[str] = "region_entry"
    prefix: ClassVar[str] = "re"
    id: RecordId
    region_list: RegionListId
    nuts2: str = open_text()
    category: RegionCategory


@frozen(kw_only=True)
class Settlement(Fact):
    """A settlement (település); its id is `KSH-` and the five-digit code."""

    kind: ClassVar[str] = "settlement"
    id: SettlementId
    name: str = open_text(sort=True)
    county: CountyId
    district: DistrictId | None = None
    legal_status: LegalStatus | None = None
    latitude: float | None = None  #: degrees north
    longitude: float | None = None  #: degrees east
    locative: str = open_text("")  #: Zalaszentgróton, checked by a person


#: From which day on statistics use which edition of the NUTS nomenclature, the newest
#: first: Regulations 2019/1755, 2016/2066, 1319/2013 and 31/2011.
_EDITIONS: Final = (
    (date(2021, 1, 1), 2021),
    (date(2018, 1, 1), 2016),
    (date(2015, 1, 1), 2013),
)


def nuts_edition(on: date) -> int:
    """Return the edition of the NUTS nomenclature that is in use on a day.

    Days before the second edition known here get the first one, 2010.
    """
    return next((edition for since, edition in _EDITIONS if since <= on), 2010)
