"""The sheets of the map: settlements, counties, districts, regions and their lists."""

from typing import Any, Final

from cselekvo.domain.fact import Fact
from cselekvo.domain.territory import (
    County,
    CountyName,
    District,
    DistrictName,
    LegalStatus,
    NutsRegion,
    RegionCategory,
    RegionEntry,
    RegionList,
    Settlement,
)
from cselekvo.exchange.cells import (
    COUNTY,
    DAY,
    DECIMAL,
    DISTRICT,
    KSH,
    WHOLE,
    YES_NO,
    Column,
    reference,
    word,
)
from cselekvo.exchange.kinds import ID, RELATION_ID, SOURCE, SheetKind, text
from cselekvo.exchange.world import World

FIRST: Final = Column(hu="tol", en="from", name="first", cell=DAY)
LAST: Final = Column(hu="ig", en="until", name="last", cell=DAY)


def _county_id(fact: Any, _: World) -> dict[str, Any]:
    return {"county": fact.county}


SETTLEMENTS: Final = SheetKind(
    hu="telepulesek",
    en="settlements",
    fact=Settlement,
    columns=(
        Column(
            hu="azonosito",
            en="id",
            name="id",
            cell=KSH,
            required=True,
            others=("ksh_kod", "ksh_code", "ksh_kodja", "torzsszam"),
        ),
        Column(hu="nev", en="name", name="name", required=True),
        Column(
            hu="megye",
            en="county",
            name="county",
            cell=COUNTY,
            required=True,
            others=("county_name", "varmegye", "megye_megnevezese"),
        ),
        Column(
            hu="jaras",
            en="district",
            name="district",
            cell=DISTRICT,
            others=("district_name", "jaras_neve"),
        ),
        Column(
            hu="jogallas",
            en="legal_status",
            name="legal_status",
            cell=word(LegalStatus),
            others=("jogallasa",),
        ),
        Column(hu="szelesseg", en="latitude", name="latitude", cell=DECIMAL),
        Column(hu="hosszusag", en="longitude", name="longitude", cell=DECIMAL),
        text("helyhatarozo", "locative"),
        SOURCE,
    ),
    on_all=True,
)


def _by_id(kind: type[Fact], hu: str, en: str) -> Column:
    return Column(hu=hu, en=en, name=en, cell=reference(kind), required=True)


COUNTIES: Final = SheetKind(
    hu="megyek",
    en="counties",
    fact=County,
    columns=(
        ID,
        text("ksh_kod", "ksh_code", required=True),
        text("teruleti_kod", "area_code"),
        SOURCE,
    ),
    on_all=True,
)
COUNTY_NAMES: Final = SheetKind(
    hu="megyenevek",
    en="county_names",
    fact=CountyName,
    columns=(
        _by_id(County, "megye", "county"),
        text("nev", "name", required=True),
        text("teljes_nev", "full_name", required=True),
        text("nev_en", "name_en"),
        FIRST,
        LAST,
        SOURCE,
        RELATION_ID,
    ),
    key=("county", "start"),
    on_all=True,
    show=_county_id,
)
DISTRICTS: Final = SheetKind(
    hu="jarasok",
    en="districts",
    fact=District,
    columns=(
        ID,
        text("ksh_kod", "ksh_code", required=True),
        _by_id(County, "megye", "county"),
        text("szekhely_kod", "seat_code"),
        text("szekhely", "seat_name"),
        SOURCE,
    ),
    on_all=True,
    show=_county_id,
)
DISTRICT_NAMES: Final = SheetKind(
    hu="jarasnevek",
    en="district_names",
    fact=DistrictName,
    columns=(
        _by_id(District, "jaras", "district"),
        text("nev", "name", required=True),
        FIRST,
        LAST,
        SOURCE,
        RELATION_ID,
    ),
    key=("district", "start"),
    on_all=True,
)
NUTS: Final = SheetKind(
    hu="regiok",
    en="regions",
    fact=NutsRegion,
    columns=(
        ID,
        text("kod", "code", required=True),
        Column(hu="kiadas", en="edition", name="edition", cell=WHOLE, required=True),
        Column(hu="szint", en="level", name="level", cell=WHOLE, required=True),
        text("nev", "name", required=True),
        text("nev_en", "name_en"),
        text("felettes", "parent"),
        Column(hu="megye", en="county", name="county", cell=reference(County)),
        SOURCE,
    ),
    on_all=True,
)
REGION_LISTS: Final = SheetKind(
    hu="regiolistak",
    en="region_lists",
    fact=RegionList,
    columns=(
        ID,
        text("idoszak", "period", "programming_period", required=True),
        Column(hu="kiadas", en="edition", name="edition", cell=WHOLE, required=True),
        text("jogszabaly", "authority", required=True),
        Column(hu="ellenorzott", en="verified", name="verified", cell=YES_NO),
        Column(hu="ellenorzes", en="verified_on", name="verified_on", cell=DAY),
        SOURCE,
    ),
    on_all=True,
)
REGION_ENTRIES: Final = SheetKind(
    hu="regiobesorolasok",
    en="region_entries",
    fact=RegionEntry,
    columns=(
        _by_id(RegionList, "lista", "region_list"),
        text("regio", "nuts2", required=True),
        Column(
            hu="besorolas",
            en="category",
            name="category",
            cell=word(RegionCategory),
            required=True,
        ),
        SOURCE,
        RELATION_ID,
    ),
    key=("region_list", "nuts2"),
    on_all=True,
)
