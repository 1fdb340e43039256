"""Reading `methodology/regions/`: counties, districts, NUTS regions, region lists."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import (
    CountyId,
    DistrictId,
    NutsRegionId,
    RecordId,
    RegionListId,
)
from cselekvo.domain.period import Period, from_days, read_day
from cselekvo.domain.territory import (
    County,
    CountyName,
    District,
    DistrictName,
    NutsRegion,
    RegionCategory,
    RegionEntry,
    RegionList,
)
from cselekvo.handbook.folder import folder


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = folder() / "regions" / name
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _period(row: dict[str, str]) -> Period:
    first, last = row["from"], row["until"]
    return from_days(
        read_day(first) if first else None, read_day(last) if last else None
    )


def _counties() -> Iterator[Fact]:
    for row in _rows("counties.csv"):
        yield County(
            id=CountyId(row["id"]),
            ksh_code=row["ksh_code"],
            area_code=row["area_code"],
        )
    for at, row in enumerate(_rows("county_names.csv"), start=1):
        yield CountyName(
            id=RecordId(f"MEGYENEV-{at:02d}"),
            county=CountyId(row["county"]),
            name=row["name"],
            full_name=row["full_name"],
            name_en=row["name_en"],
            period=_period(row),
        )


def _districts() -> Iterator[Fact]:
    for row in _rows("districts.csv"):
        yield District(
            id=DistrictId(row["id"]),
            ksh_code=row["ksh_code"],
            county=CountyId(row["county"]),
            seat_code=row["seat_code"],
            seat_name=row["seat_name"],
        )
    for row in _rows("districts.csv"):
        yield DistrictName(
            id=RecordId(f"JARASNEV-{row['ksh_code']}"),
            district=DistrictId(row["id"]),
            name=row["name"],
            period=from_days(None),
        )


def _nuts() -> Iterator[Fact]:
    for row in _rows("nuts.csv"):
        yield NutsRegion(
            id=NutsRegionId(f"NUTS-{row['edition']}-{row['code']}"),
            code=row["code"],
            edition=int(row["edition"]),
            level=int(row["level"]),
            name=row["name"],
            name_en=row["name_en"],
            parent=row["parent"],
            county=CountyId(row["county"]) if row["county"] else None,
        )


def _lists(path: Path) -> Iterator[Fact]:
    stored: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in stored:
        id_ = RegionListId(one["id"])
        yield RegionList(
            id=id_,
            programming_period=one["period"],
            edition=one["edition"],
            authority=one["authority"],
            verified=one["verified"],
            source=one["source"],
        )
        for code, category in one["categories"].items():
            yield RegionEntry(
                id=RecordId(f"{id_}-{code}"),
                region_list=id_,
                nuts2=code,
                category=RegionCategory.read(category),
            )


def regions() -> Iterator[Fact]:
    """Yield the facts of `methodology/regions/`, in an order they can be written in."""
    yield from _counties()
    yield from _districts()
    yield from _nuts()
    yield from _lists(folder() / "regions" / "region_lists.yaml")
