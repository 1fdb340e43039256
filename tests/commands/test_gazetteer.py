"""The gazetteer by command: an edition brought in, previewed, looked up."""

from pathlib import Path

import pytest

from tests.commands.calling import Call
from tests.exchange.editions import (
    LINES,
    TAT,
    TURJE,
    later,
    with_changed,
    write_edition,
)
from tests.shared import GAZETTEER

WORKBOOK = GAZETTEER.with_name("hnt_2018.xls")
MOVED = [
    one.but(county="Pest") if one.district == "Esztergomi" else one for one in LINES
]
COUNTS = ("read", "added", "changed", "unchanged", "refused")


@pytest.fixture
def first(empty: Call) -> Call:
    """Return the command beside a workspace that holds an edition."""
    write_edition(empty.folder / "hnt_2018.xlsx")
    empty.well("gazetteer", "import", "hnt_2018.xlsx")
    return empty


@pytest.fixture
def partner(first: Call) -> Call:
    """Return the command beside a workspace with a partner in Tát."""
    first.sheet("programok.csv", "azonosito;cim;idoszak", "PROG;Program;2014-2020")
    first.well("import", "programok.csv")
    first.well(
        *("organisation", "add", "KE", "--name", "Táti Kör", "--type", "civil"),
        *("--seat", "Tát"),
    )
    first.well(
        "organisation", "admit", "KE", "--programme", "PROG", "--on", "2016-01-01"
    )
    return first


@pytest.mark.skipif(not WORKBOOK.exists(), reason="the office's workbook is not here")
def test_a_new_workspace_takes_the_offices_workbook(empty: Call) -> None:
    answer = empty.well("gazetteer", "import", WORKBOOK)

    assert "3155 település, 174 járás" in answer.out
    assert "23 sor Budapest kerületeiről szól" in answer.err
    again = empty.asked("gazetteer", "import", WORKBOOK)
    assert [again[one] for one in COUNTS] == [3155, 0, 0, 3155, 0]
    assert (again["settlements"], again["districts"]) == (3155, 174)
    assert again["day"] == "2018-01-01"
    assert again["left_out"] == {"city_districts": 23, "rows": [3181]}
    known = empty.asked("gazetteer", "status")
    assert known["editions"] == [
        {
            "source": "KSH Helységnévtár, 2018. január 1.",
            "day": "2018-01-01",
            "settlements": 3155,
        }
    ]


def test_an_edition_is_one_entry_that_names_it(first: Call) -> None:
    (entry, _) = first.asked("journal", "list")["entries"]

    assert (entry["action"], entry["reason"]) == (
        *("gazetteer import", "KSH Helységnévtár, 2018. január 1."),
    )
    first.well("journal", "undo", str(entry["seq"]))
    assert first.asked("gazetteer", "status")["settlements"] == 0


def test_a_reason_of_ones_own_goes_into_the_journal(empty: Call) -> None:
    write_edition(empty.folder / "a.xlsx")

    words = ("--edition", "2019-01-01", "--reason", "éves frissítés")
    done = empty.asked("gazetteer", "import", "a.xlsx", *words)

    assert done["source"] == "KSH Helységnévtár, 2019. január 1."
    assert done["by_kind"]["telepulesek"]["added"] == 8
    assert empty.asked("journal", "list")["entries"][0]["reason"] == "éves frissítés"


def test_a_preview_shows_changes_and_verdicts_and_writes_nothing(
    partner: Call,
) -> None:
    write_edition(partner.folder / "uj.xlsx", MOVED, later)
    head = partner.asked("verify")["head"]

    told = partner.well("gazetteer", "import", "uj.xlsx", "--dry-run")
    asked = partner.asked("gazetteer", "import", "uj.xlsx", "--dry-run")

    assert "Másik vármegyébe került: 3" in told.out
    assert "  Tát (08758): Komárom-Esztergom → Pest" in told.out
    assert "Más minősítést kapna (partner): 1" in told.out
    assert "KE Táti Kör (PROG): jogosult → nem jogosult" in told.out
    assert "Tát (Komárom-Esztergom, HU21) → Tát (Pest, HU10)" in told.out
    assert told.out.endswith("Próbafutás volt: nem íródott be semmi.\n")
    (touched,) = asked["touched"]
    assert (touched["organisation"], touched["from"], touched["to"]) == (
        *("KE", "eligible", "not_eligible"),
    )
    assert touched["why"]["was"]["nuts2"] == "HU21"
    assert touched["why"]["now"]["nuts2"] == "HU10"
    assert len(asked["differences"]) == 4
    assert asked["dry_run"] is True
    assert partner.asked("verify")["head"] == head


def test_after_an_edition_the_partner_waits_for_review(partner: Call) -> None:
    write_edition(partner.folder / "uj.xlsx", MOVED, later)

    answer = partner.well("gazetteer", "import", "uj.xlsx", "--json")

    assert "verdict-changed" in answer.codes
    assert answer.result["differences"] == []
    assert [one["id"] for one in answer.result["changes"]["county"]] == [
        "10490",
        "25131",
        "08758",
    ]
    assert "not_eligible" in partner.well("organisation", "show", "KE", "--json").out


def test_what_is_no_more_in_an_edition_is_told_and_kept(first: Call) -> None:
    lines = [one for one in LINES if one != TURJE]
    write_edition(first.folder / "uj.xlsx", lines, later)

    answer = first.well("gazetteer", "import", "uj.xlsx", "--json")

    assert answer.result["gone"] == [{"id": "KSH-12609", "name": "Türje"}]
    assert "edition-settlements-gone" in answer.codes
    assert first.asked("gazetteer", "lookup", "Türje")["settlement"] == "KSH-12609"


def test_faults_are_told_at_once_and_nothing_is_written(first: Call) -> None:
    lines = with_changed(TAT.but(status="falu"), TURJE.but(county="Nincs"))
    write_edition(first.folder / "uj.xlsx", lines)
    head = first.asked("verify")["head"]

    answer = first("gazetteer", "import", "uj.xlsx")
    asked = first("gazetteer", "import", "uj.xlsx", "--json")

    assert (answer.status, asked.status) == (2, 2)
    assert "3. sor, Helység jogállása oszlop" in answer.err
    assert "7. sor, Megye megnevezése oszlop" in answer.err
    assert answer.err.endswith("Semmi sem változott: javítsa a hibákat.\n")
    assert answer.out == ""
    assert asked.result["refused"] == 2
    assert first.asked("verify")["head"] == head


def test_a_file_that_is_no_gazetteer_says_what_is_looked_for(first: Call) -> None:
    first.sheet("mas.csv", "nev;szin", "Tát;kék")

    answer = first("gazetteer", "import", "mas.csv")

    assert answer.status == 2
    assert "KSH kódja" in answer.err
    assert "nev, szin" in answer.err


def test_a_repeated_request_is_answered_as_before(first: Call) -> None:
    write_edition(first.folder / "uj.xlsx", MOVED, later)
    words = ("gazetteer", "import", "uj.xlsx", "--request-id", "g-1")

    done = first.asked(*words)
    again = first.asked(*words)

    for word in (*COUNTS, "settlements", "districts", "by_kind"):
        assert again[word] == done[word]
    assert len(first.asked("journal", "list")["entries"]) == 3


def test_only_who_may_edit_the_gazetteer_brings_an_edition(first: Call) -> None:
    for user, role in (("ANNA", "admin"), ("BELA", "koordinátor")):
        first.well("user", "add", user, "--name", user)
        first.well("user", "role", user, role)
    write_edition(first.folder / "uj.xlsx", MOVED, later)
    words = ("gazetteer", "import", "uj.xlsx", "--json", "--as")

    refused = first(*words, "BELA")
    done = first(*words, "ANNA")

    assert (refused.status, refused.codes) == (2, ["not-allowed"])
    assert (done.status, done.result["changed"]) == (0, 4)


def test_an_empty_gazetteer_says_what_to_do(empty: Call) -> None:
    answer = empty.well("gazetteer", "status")

    assert "cselekvo gazetteer import" in answer.out
    assert empty.asked("gazetteer", "status")["editions"] == []


def test_districts_and_counties_are_looked_up_too(first: Call) -> None:
    district = first.asked("gazetteer", "lookup", "Esztergomi járás")
    assert (district["settlement"], district["district"], district["code"]) == (
        *(None, "Esztergomi járás", "110"),
    )
    assert (district["seat"], district["settlements"]) == ("Esztergom", 3)
    assert "székhely" in first.well("gazetteer", "lookup", "esztergomi").out
    county = first.asked("gazetteer", "lookup", "Zala vármegye")
    assert (county["county"], county["settlements"], county["districts"]) == (
        *("Zala", 1, 6),
    )
    assert county["nuts"]["2016"]["nuts3"] == "HU223"
    assert "települések" in first.well("gazetteer", "lookup", "Zala megye").out
    near = first.asked("gazetteer", "lookup", "Esztergomi jras")
    assert {"Esztergom", "Esztergomi járás"} <= set(near["near"])


def test_a_settlement_says_of_which_edition_it_is_known(first: Call) -> None:
    place = first.asked("gazetteer", "lookup", "25131")

    assert (place["name"], place["source"]) == (
        *("Esztergom", "KSH Helységnévtár, 2018. január 1."),
    )
    assert first.asked("gazetteer", "lookup", "Budapest, I. kerület")["settlement"] == (
        "KSH-13578"
    )


def test_a_missing_file_is_told_before_anything_else(first: Call) -> None:
    answer = first("gazetteer", "import", Path("nincs.xls"), "--json")

    assert (answer.status, answer.codes) == (3, ["file-not-read"])
