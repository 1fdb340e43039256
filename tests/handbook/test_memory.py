"""Facts in memory answer as a workspace answers that knows the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import RecordId
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.territory import (
    County,
    CountyName,
    District,
    DistrictName,
    NutsRegion,
    RegionCategory,
    RegionEntry,
    RegionList,
    Settlement,
)
from cselekvo.errors import NotFoundError
from cselekvo.handbook.memory import FactsInMemory, handbook_facts
from cselekvo.handbook.regions import regions
from cselekvo.ports import Questions
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, ZALASZENTGROT, day, span
from tests.stores import Clock, SqliteMaker

MAP = (
    *(County, CountyName, District, DistrictName),
    *(NutsRegion, RegionList, RegionEntry),
)
OLD = CountyName(
    id=RecordId("MEGYENEV-REGI"),
    county=BAZ,
    name="Régi",
    full_name="Régi",
    name_en="Old",
    period=span(None, "1990-12-31"),
)


@pytest.fixture(scope="module")
def known(
    sqlite_maker: SqliteMaker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Questions]:
    store = sqlite_maker.make(tmp_path_factory.mktemp("memory"))
    with store.open(Clock()) as workspace:
        with workspace.change() as work:
            work.write(OLD)
        yield workspace.view()


@pytest.fixture(scope="module")
def remembered() -> Questions:
    return FactsInMemory([OLD, *regions()])


@pytest.mark.parametrize("kind", MAP)
@pytest.mark.parametrize("on", [None, day("1980-01-01"), day("2016-01-01"), date.max])
def test_all_facts_of_a_kind_are_the_same_on_every_day(
    known: Questions, remembered: Questions, kind: type[Fact], on: date | None
) -> None:
    assert remembered.facts(kind, on=on) == known.facts(kind, on=on)
    assert known.facts(kind)


@pytest.mark.parametrize(
    ("kind", "where", "many"),
    [
        (District, {"county": ZALA}, 6),
        (District, {"county": ZALA.lower()}, 6),
        (District, {"county": [ZALA, BAZ.lower()]}, 22),
        (District, {"county": ()}, 0),
        (District, {"id": [ZALASZENTGROT, "JARAS-000"]}, 1),
        (District, {"county": ZALA, "ksh_code": "198"}, 1),
        (District, {"county": "nincs"}, 0),
        (District, {"county": "nincs ékezetes"}, 0),
        (CountyName, {"county": {BAZ}}, None),
        (CountyName, {"county": BAZ, "on": day("1990-12-31")}, None),
        (CountyName, {"county": BAZ, "on": day("1991-01-01")}, None),
        (NutsRegion, {"level": 2}, None),
        (NutsRegion, {"level": [2, 3], "edition": 2013}, None),
        (NutsRegion, {"county": None}, None),
        (NutsRegion, {"county": ZALA, "level": 3}, None),
        (RegionList, {"verified": True}, None),
        (RegionList, {"verified": False}, None),
        (RegionList, {"programming_period": "2014-2020"}, None),
        (RegionEntry, {"category": RegionCategory.LESS_DEVELOPED}, None),
        (RegionEntry, {"category": [RegionCategory.LESS_DEVELOPED]}, None),
        (RegionEntry, {"nuts2": "HU31"}, None),
        (RegionEntry, {"nuts2": "hu31"}, None),
        (RegionEntry, {"nuts2": ["HU31", "hu32"]}, None),
        (Organisation, {"id": "O1"}, 0),
        (Settlement, {}, 0),
    ],
)
def test_chosen_facts_are_the_same(
    known: Questions,
    remembered: Questions,
    kind: type[Fact],
    where: dict[str, Any],
    many: int | None,
) -> None:
    found = remembered.facts(kind, **where)

    assert found == known.facts(kind, **where)
    assert many is None or len(found) == many


@pytest.mark.parametrize("id_", [ZALA, ZALA.lower(), "MEGYE-99", "", "Ő", "MEGYE-05 "])
def test_one_record_is_found_the_same(
    known: Questions, remembered: Questions, id_: str
) -> None:
    assert remembered.find(County, id_) == known.find(County, id_)


def test_the_id_is_told_as_it_was_written_first(
    known: Questions, remembered: Questions
) -> None:
    for questions in (known, remembered):
        assert questions.one(County, "megye-20").id == ZALA
        assert questions.known(County, "megye-20") == ZALA


@pytest.mark.parametrize("kind", [County, Organisation])
@pytest.mark.parametrize("ask", ["one", "known"])
def test_what_is_not_there_is_refused_the_same(
    known: Questions, remembered: Questions, kind: type[Fact], ask: str
) -> None:
    for questions in (known, remembered):
        with pytest.raises(NotFoundError) as caught:
            getattr(questions, ask)(kind, "JARAS-198")
        assert (caught.value.values["kind"], caught.value.values["id"]) == (
            *(kind.kind, "JARAS-198"),
        )


def test_the_handbook_knows_what_an_empty_workspace_knows(workspace: Workspace) -> None:
    handbook, view = handbook_facts(), workspace.view()

    for kind in KINDS:
        if kind in MAP:
            assert handbook.facts(kind) == view.facts(kind)
        else:
            assert handbook.facts(kind) == []
