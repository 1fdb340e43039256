"""An edition is compared with what is known, and changes what differs: no more."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cselekvo.actions.places import Places
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import ProgrammeId
from cselekvo.domain.period import BEFORE_RECORDS
from cselekvo.domain.programme import Partnership, Programme, VerdictKind
from cselekvo.domain.territory import District, DistrictName, LegalStatus, Settlement
from cselekvo.exchange.gazetteer.news import What, news_of
from cselekvo.workspace import Workspace
from tests.exchange.bringing import ORGANISATIONS, PARTNERS, Bring
from tests.exchange.editions import (
    BAJ,
    DOROG,
    ESZTERGOM,
    HODMEZO,
    LINES,
    POMAZ,
    TAT,
    TURJE,
    Came,
    Line,
    bring_edition,
    later,
    with_changed,
    write_edition,
    write_sheet,
)
from tests.shared import GAZETTEER
from tests.verbs import undo

WORKBOOK = GAZETTEER.with_name("hnt_2018.xls")
DISTRICTS = GAZETTEER.with_name("districts_2018.csv")


@pytest.fixture
def first(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a workspace that holds the made-up edition of 2018."""
    came = bring_edition(workspace, write_edition(tmp_path / "hnt_2018.xlsx"))
    assert came.told == []
    assert came.count() == (8, 8, 0, 0, 0)
    assert set(came.arrival.outcome.tallies) == {"telepulesek"}
    return workspace


def bring_later(
    workspace: Workspace, folder: Path, *lines: Line, dry: bool = False
) -> Came:
    path = write_edition(folder / "hnt_2024.xlsx", lines or LINES, later)
    return bring_edition(workspace, path, dry=dry)


def settlement(workspace: Workspace, code: str) -> Settlement:
    return workspace.view().one(Settlement, f"KSH-{code}")


@pytest.mark.skipif(not WORKBOOK.exists(), reason="the office's workbook is not here")
def test_the_offices_workbook_and_its_code_tables_agree(workspace: Workspace) -> None:
    came = bring_edition(workspace, WORKBOOK)

    assert came.told == [("workbook-macros", None)]
    view = workspace.view()
    places = Places(view)
    known = {
        one.id.removeprefix("KSH-"): (
            one.name,
            places.county_name(one.county).removesuffix("-Csanád"),
            places.district_name(one.district),
            one.legal_status,
        )
        for one in view.facts(Settlement)
    }
    with GAZETTEER.open(encoding="utf-8", newline="") as file:
        assert known == {
            row["ksh_code"]: (
                row["name"],
                row["county_name"],
                row["district_name"],
                LegalStatus.read(row["legal_status"]),
            )
            for row in csv.DictReader(file)
        }
    assert len(known) == 3155
    by_district = Counter(
        one.district for one in view.facts(Settlement) if one.district is not None
    )
    districts = {one.id: one for one in view.facts(District)}
    with DISTRICTS.open(encoding="utf-8", newline="") as file:
        assert {districts[id_].ksh_code: n for id_, n in by_district.items()} == {
            row["district_code"]: int(row["settlements"])
            for row in csv.DictReader(file)
        }
    assert len(by_district) == 174


@pytest.mark.skipif(not WORKBOOK.exists(), reason="the office's workbook is not here")
def test_the_same_workbook_again_changes_nothing(workspace: Workspace) -> None:
    bring_edition(workspace, WORKBOOK)
    head = workspace.head()

    again = bring_edition(workspace, WORKBOOK)
    table = bring_edition(workspace, GAZETTEER)

    assert again.count() == table.count() == (3155, 0, 0, 3155, 0)
    assert workspace.head() == head


def test_what_is_new_bears_the_edition_as_its_source(first: Workspace) -> None:
    sources = {one.source for one in first.view().facts(Settlement)}

    assert sources == {"KSH Helységnévtár, 2018. január 1."}
    hodmezo = settlement(first, "08314")
    assert (hodmezo.county, hodmezo.district) == ("MEGYE-06", "JARAS-071")
    budapest = settlement(first, "13578")
    assert (budapest.county, budapest.district) == ("MEGYE-01", None)
    assert first.view().find(Settlement, "KSH-09566") is None


def test_a_later_edition_in_other_words_changes_nothing(
    first: Workspace, tmp_path: Path
) -> None:
    head = first.head()
    renamed = {"Zala": "Zala vármegye", "Csongrád": "Csongrád-Csanád vármegye"}
    lines = [one.but(county=renamed.get(one.county or "", one.county)) for one in LINES]

    came = bring_later(first, tmp_path, *lines)

    assert came.told == []
    assert came.count() == (8, 0, 0, 8, 0)
    assert first.head() == head


def test_a_later_edition_changes_what_differs(first: Workspace, tmp_path: Path) -> None:
    before = first.head().seq
    lines = with_changed(
        TAT.but(name="Táti", status="nagyközség"),
        DOROG.but(district_code="114 0", district="Tatai", seat="Tata"),
    )
    others = [one for one in lines if one != TURJE]
    lines = (*others, TURJE.but(name="Batyk", code="24864"))

    came = bring_later(first, tmp_path, *lines)

    assert came.count() == (8, 1, 2, 5, 0)
    assert came.told == [("edition-settlements-gone", None)]
    assert [one.name for one in came.arrival.gone] == ["Türje"]
    tat = settlement(first, "08758")
    assert (tat.name, tat.legal_status) == ("Táti", LegalStatus.LARGE_VILLAGE)
    assert tat.source == "KSH Helységnévtár, 2024. január 1."
    assert settlement(first, "29212").source == "KSH Helységnévtár, 2018. január 1."
    assert settlement(first, "10490").district == "JARAS-114"
    assert settlement(first, "12609").name == "Türje"
    assert first.head().seq == before + 1


def test_the_news_say_from_what_to_what(first: Workspace, tmp_path: Path) -> None:
    esztergom = ESZTERGOM.but(name="Párkány", county="Pest", district="Párkányi")
    lines = (
        *with_changed(
            esztergom.but(seat="Párkány"),
            DOROG.but(district_code="114 0", district="Tatai", seat="Tata"),
            BAJ.but(status="város"),
            TAT.but(county="Pest", district="Párkányi", seat="Párkány"),
        ),
        Line(
            name="Batyk",
            code="24864",
            county="Zala",
            district_code="199",
            district="Batyki",
            seat="Batyk",
        ),
    )
    before = Places(first.view())

    came = bring_later(first, tmp_path, *lines)

    news = news_of(came.arrival.changes, Places(first.view()), before)
    told = {
        what: [(one.name, one.was, one.now) for one in held]
        for what, held in news.items()
    }
    assert told == {
        What.NEW: [("Batyk", None, "Zala")],
        What.RENAMED: [("Esztergom", "Esztergom", "Párkány")],
        What.COUNTY: [
            ("Párkány", "Komárom-Esztergom", "Pest"),
            ("Tát", "Komárom-Esztergom", "Pest"),
        ],
        What.DISTRICT: [("Dorog", "Esztergomi járás", "Tatai járás")],
        What.STATUS: [("Baj", LegalStatus.VILLAGE, LegalStatus.TOWN)],
        What.DISTRICT_NEW: [("Batyki járás", None, "Zala")],
        What.DISTRICT_RENAMED: [
            ("Esztergomi járás", "Esztergomi járás", "Párkányi járás")
        ],
        What.DISTRICT_COUNTY: [("Párkányi járás", "Komárom-Esztergom", "Pest")],
        What.DISTRICT_SEAT: [("Párkányi járás", "Esztergom", "Párkány")],
    }
    assert came.told == []


def test_a_district_that_is_renamed_keeps_its_old_name_for_the_days_before(
    first: Workspace, tmp_path: Path
) -> None:
    lines = [
        one.but(district="Párkányi") if one.district == "Esztergomi" else one
        for one in LINES
    ]

    came = bring_later(first, tmp_path, *lines)
    again = bring_later(first, tmp_path, *lines)

    assert came.count("jarasnevek") == (2, 1, 1, 0, 0)
    assert "jarasnevek" not in again.arrival.outcome.tallies
    names = first.view().facts(DistrictName, district="JARAS-110")
    periods = {one.name: (one.period.start, one.period.end) for one in names}
    assert periods == {
        "Esztergomi járás": (BEFORE_RECORDS, date(2024, 1, 1)),
        "Párkányi járás": (date(2024, 1, 1), None),
    }
    assert Places(first.view()).district("Esztergomi járás") == "JARAS-110"


def test_a_name_corrected_on_the_same_day_is_no_other_name(
    first: Workspace, tmp_path: Path
) -> None:
    for name in ("Párkanyi", "Párkányi"):
        lines = [
            one.but(district=name) if one.district == "Esztergomi" else one
            for one in LINES
        ]
        bring_later(first, tmp_path, *lines)

    names = first.view().facts(DistrictName, district="JARAS-110")
    assert sorted(one.name for one in names) == ["Esztergomi járás", "Párkányi járás"]


def test_a_new_district_has_its_seat_and_its_settlements(
    first: Workspace, tmp_path: Path
) -> None:
    new = {"district_code": "199", "district": "Pomázi", "seat": "Pomáz"}

    came = bring_later(first, tmp_path, *with_changed(POMAZ.but(**new)))

    district = first.view().one(District, "JARAS-199")
    assert (district.seat_name, district.seat_code) == ("Pomáz", "06372")
    assert (district.county, district.source) == (
        *("MEGYE-13", "KSH Helységnévtár, 2024. január 1."),
    )
    assert settlement(first, "06372").district == "JARAS-199"
    assert came.told == [("edition-districts-gone", None)]


def test_a_county_and_a_district_that_nobody_knows_are_refused(
    first: Workspace, tmp_path: Path
) -> None:
    head = first.head()
    lines = with_changed(
        TAT.but(county="Esztergom"),
        BAJ.but(county="Zala"),
        POMAZ.but(district_code="199", district="", seat=""),
        TURJE.but(district_code="", district="", seat=""),
    )

    came = bring_edition(first, write_edition(tmp_path / "a.xlsx", lines))

    assert came.told == [
        ("reference-unknown", 3),
        ("gazetteer-district-empty", 7),
        ("reference-unknown", 9),
    ]
    assert came.count() == (8, 0, 1, 5, 2)
    assert first.head() == head


def test_a_settlement_outside_the_county_of_its_district_is_refused(
    first: Workspace, tmp_path: Path
) -> None:
    lines = with_changed(TAT.but(county="Pest"))

    came = bring_edition(first, write_edition(tmp_path / "a.xlsx", lines))

    (found,) = [one for one in came.findings if one.word == "gazetteer-rows-disagree"]
    assert found.values["usual"] == "Komárom-Esztergom"
    assert (found.subject, found.where and found.where.column) == (
        *("KSH-08758", "Megye megnevezése"),
    )
    assert settlement(first, "08758").county == "MEGYE-11"


def test_a_part_of_the_settlements_says_nothing_of_the_others(
    first: Workspace, tmp_path: Path
) -> None:
    path = write_sheet(
        tmp_path / "resz.xlsx",
        ("azonosito", "nev", "megye", "jaras", "jogallas"),
        ("29212", "Baj", "Komárom-Esztergom", "Tatai járás", "város"),
        ("24864", "Batyk", "Zala", "198", "község"),
        ("06372", "Pomáz", "Pest", "Nincsi járás", "város"),
        name="telepulesek",
    )

    came = bring_edition(first, path, dry=True)

    assert came.arrival.gone == []
    assert came.told == [("reference-unknown", 4)]
    notes = [one for one in came.findings if one.word == "edition-only-a-part"]
    assert notes[0].values == {"count": 3, "known": 8}
    assert came.count() == (3, 1, 1, 0, 1)


def test_our_own_sheet_empties_what_it_leaves_empty(
    first: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "telepulesek.csv"
    path.write_text(
        "azonosito;nev;megye;jaras;jogallas;szelesseg;helyhatarozo;forras\n"
        "29212;Baj;KE megye;;;;Bajon;levél\n".replace("KE megye", BAJ.county or ""),
        encoding="utf-8",
    )

    bring_edition(first, path)

    baj = settlement(first, "29212")
    assert (baj.district, baj.legal_status, baj.source) == (None, None, "levél")
    assert (baj.locative, baj.latitude) == ("Bajon", None)


def test_an_older_edition_turns_nothing_back(first: Workspace, tmp_path: Path) -> None:
    bring_later(first, tmp_path, *with_changed(TAT.but(status="nagyközség")))
    head = first.head()

    older = bring_edition(first, tmp_path / "hnt_2018.xlsx")

    assert older.told == [("edition-older", None)]
    (found,) = [one for one in older.findings if one.word == "edition-older"]
    assert found.values == {"day": date(2018, 1, 1), "known": date(2024, 1, 1)}
    assert first.head() == head


def test_an_edition_is_taken_back_as_one(first: Workspace, tmp_path: Path) -> None:
    def known(kind: type[Fact]) -> list[Fact]:
        return first.view().facts(kind)

    before = known(Settlement), known(District), known(DistrictName)
    new = {"district_code": "199", "district": "Pomázi", "seat": "Pomáz"}
    bring_later(first, tmp_path, *with_changed(POMAZ.but(**new), TAT.but(name="Táti")))
    assert known(Settlement) != before[0]

    assert undo(first, first.head().seq) == []

    assert (known(Settlement), known(District), known(DistrictName)) == before


BODIES = (
    ORGANISATIONS,
    "KE;Táti Kör;civil;Tát",
    "SZ;Szabad Kör;civil;Batyk",
    "PE;Pomázi Kör;civil;Pomáz",
    "NEM;Nem Partner;civil;Tát",
)
MOVED = tuple(
    one.but(county="Pest") if one.district == "Esztergomi" else one for one in LINES
)


@pytest.fixture
def partners(first: Workspace, bring: Bring) -> Workspace:
    """Return a workspace with partners in three places, one of them written only."""
    programme = Programme(
        id=ProgrammeId("PROG"), title="Program", programming_period="2014-2020"
    )
    with first.change() as work:
        work.write(programme)
    bring({"szervezetek": BODIES})
    rows = [f"{one};PROG;2015-01-01;levélben;" for one in ("KE", "SZ")]
    bring({"partnersegek": [PARTNERS, *rows]})
    held = first.view().facts(Partnership)
    assert {str(one.organisation): one.verdict for one in held} == {
        "KE": VerdictKind.ELIGIBLE,
        "SZ": VerdictKind.UNDETERMINED,
    }
    return first


def reviews(workspace: Workspace) -> dict[str, str]:
    return {one.organisation: one.review for one in workspace.view().facts(Partnership)}


def test_partners_of_a_settlement_that_moves_are_flagged_in_the_same_entry(
    partners: Workspace, tmp_path: Path
) -> None:
    seq = partners.head().seq

    came = bring_later(partners, tmp_path, *MOVED)

    (touched,) = came.arrival.touched
    assert (touched.organisation, touched.name) == ("KE", "Táti Kör")
    assert (touched.before.kind, touched.after.kind) == (
        VerdictKind.ELIGIBLE,
        VerdictKind.NOT_ELIGIBLE,
    )
    assert (touched.before.county, touched.before.nuts2) == (
        *("Komárom-Esztergom", "HU21"),
    )
    assert (touched.after.county, touched.after.nuts2) == ("Pest", "HU10")
    assert ("verdict-changed", None) in came.told
    assert reviews(partners) == {"KE": "not_eligible", "SZ": ""}
    assert partners.head().seq == seq + 1
    assert undo(partners, seq + 1) == []
    assert reviews(partners) == {"KE": "", "SZ": ""}


def test_a_preview_says_whom_it_would_touch_and_changes_nothing(
    partners: Workspace, tmp_path: Path
) -> None:
    head = partners.head()

    came = bring_later(partners, tmp_path, *MOVED, dry=True)

    assert [one.organisation for one in came.arrival.touched] == ["KE"]
    assert came.count() == (8, 0, 3, 5, 0)
    assert partners.head() == head
    assert reviews(partners) == {"KE": "", "SZ": ""}


def test_a_written_place_that_becomes_known_touches_its_partners(
    partners: Workspace, tmp_path: Path
) -> None:
    batyk = TURJE.but(name="Batyk", code="24864")

    came = bring_later(partners, tmp_path, *LINES, batyk)

    (touched,) = came.arrival.touched
    assert (touched.organisation, touched.after.kind) == ("SZ", VerdictKind.ELIGIBLE)
    assert touched.before.kind is VerdictKind.UNDETERMINED
    assert reviews(partners) == {"KE": "", "SZ": "eligible"}


def test_what_touches_nobody_judges_nobody(partners: Workspace, tmp_path: Path) -> None:
    came = bring_later(partners, tmp_path, *with_changed(HODMEZO.but(status="város")))

    assert came.arrival.touched == []
    assert came.count() == (8, 0, 1, 7, 0)


def test_a_sheet_of_settlements_flags_the_partners_too(
    partners: Workspace, bring: Bring
) -> None:
    header = "azonosito;nev;megye;jaras"

    brought = bring({"telepulesek": [header, "08758;Tát;Pest;Szentendrei járás"]})

    assert brought.words == ["verdict-changed"]
    assert reviews(partners) == {"KE": "not_eligible", "SZ": ""}


def test_a_sheet_of_districts_and_regions_flags_the_partners_too(
    partners: Workspace, bring: Bring
) -> None:
    header = "azonosito;ksh_kod;megye;szekhely"
    brought = bring({"jarasok": [header, "JARAS-199;199;MEGYE-20;Batyk"]})
    assert brought.words == ["verdict-changed"]
    assert reviews(partners) == {"KE": "", "SZ": "eligible"}

    regions = "azonosito;kod;kiadas;szint;nev;felettes;megye"
    row = "NUTS-2013-HU212;HU212;2013;3;Komárom-Esztergom;HU10;MEGYE-11"
    bring({"regiok": [regions, row]})
    assert reviews(partners)["KE"] == "not_eligible"


def test_coordinates_and_district_codes_of_our_own_sheet_are_taken(
    first: Workspace, tmp_path: Path
) -> None:
    before = Places(first.view())
    path = write_sheet(
        tmp_path / "helyek.xlsx",
        ("azonosito", "nev", "megye", "jaras", "szelesseg", "hosszusag"),
        ("KSH-29212", "Baj", "Komárom-Esztergom", "114", 47.6448, "18,3636"),
        ("KSH-13578", "Budapest", "Budapest", None, "47,4979", "19,0402"),
        name="telepulesek",
    )

    came = bring_edition(first, path)

    baj = settlement(first, "29212")
    assert (baj.latitude, baj.longitude, baj.district) == (
        47.6448,
        18.3636,
        "JARAS-114",
    )
    assert baj.legal_status is LegalStatus.VILLAGE
    assert baj.source == "helyek.xlsx"
    news = news_of(came.arrival.changes, Places(first.view()), before)
    assert {what: len(held) for what, held in news.items()} == {What.OTHER: 4}
    assert came.arrival.districts == 1


def test_a_table_without_districts_leaves_them_as_they_were(
    first: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "helyek.csv"
    path.write_text(
        "KSH kód,Név,Megye\n29212,Bajj,Komárom-Esztergom\n", encoding="utf-8"
    )

    bring_edition(first, path)

    baj = settlement(first, "29212")
    assert (baj.name, baj.district) == ("Bajj", "JARAS-114")
