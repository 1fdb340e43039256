"""Reading sheets into a workspace, and writing them out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cselekvo.domain.journal import BackupRecord, Erasure
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.user import RoleGrant, User
from cselekvo.workspace import Workspace
from tests.commands.calling import Call

GAZETTEER = Path("/work/shared/gazetteer/settlements_2018.csv")
_LEFT_OUT = (User, RoleGrant, BackupRecord, Erasure)
ORGANISATIONS = (
    "azonosito;nev;tipus;szekhely",
    "O1;Első Egyesület;civil;Tata",
    "O2;Második Könyvtár;kulturális;Budapest",
)


def facts(path: Path) -> dict[str, list[Any]]:
    """Return what a workspace knows, by kind; users and the journal left out."""
    with Workspace.open(path, clock=_no_clock) as workspace:
        view = workspace.view(_DAY)
        return {
            kind.kind: sorted(map(repr, view.facts(kind)))
            for kind in KINDS
            if kind not in _LEFT_OUT
        }


def _no_clock() -> Any:
    raise AssertionError("nobody asks what time it is")


_DAY = date(2016, 1, 1)


def test_an_import_counts_what_it_did(empty: Call) -> None:
    empty.sheet("szervezetek.csv", *ORGANISATIONS)
    done = empty.asked("import", "szervezetek.csv")

    counted = {"read": 2, "added": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert {word: done[word] for word in counted} == counted
    assert done["by_kind"] == {"szervezetek": counted}
    assert empty.asked("import", "szervezetek.csv")["unchanged"] == 2
    assert len(empty.asked("journal", "list")["entries"]) == 2


def test_an_import_is_one_entry_with_its_reason(empty: Call) -> None:
    empty.sheet("be/szervezetek.csv", *ORGANISATIONS)
    empty.sheet("be/szemelyek.csv", "azonosito;nev", "P1;Példa Anna")
    empty.well("import", "be", "--reason", "első betöltés")
    (last, _) = empty.asked("journal", "list")["entries"]

    assert (last["action"], last["reason"]) == ("import", "első betöltés")


def test_a_dry_run_shows_what_would_change_and_writes_nothing(empty: Call) -> None:
    empty.sheet("szervezetek.csv", *ORGANISATIONS)
    before = (empty.asked("verify"), facts(empty.folder / "cselekvo.db"))
    answer = empty.well("import", "szervezetek.csv", "--dry-run")
    asked = empty.asked("import", "szervezetek.csv", "--dry-run")

    assert "Próbafutás volt: nem íródott be semmi." in answer.out
    assert "új: szervezetek O1" in answer.out
    assert asked["dry_run"] is True
    assert {one["id"] for one in asked["differences"]} >= {"O1", "O2"}
    periods = [one["fields"].get("period") for one in asked["differences"]]
    assert [None, {"from": None, "until": None}] in periods
    assert (empty.asked("verify"), facts(empty.folder / "cselekvo.db")) == before


def test_a_dry_run_shows_the_old_and_the_new_value(empty: Call) -> None:
    empty.sheet("szemelyek.csv", "azonosito;nev", "P1;Példa Anna")
    empty.well("import", "szemelyek.csv")
    empty.sheet("szemelyek.csv", "azonosito;nev", "P1;Példa Annamária")
    told = empty.well("import", "szemelyek.csv", "--dry-run").out
    (one,) = empty.asked("import", "szemelyek.csv", "--dry-run")["differences"]

    assert one["fields"] == {"name": ["Példa Anna", "Példa Annamária"]}
    assert "módosult: szemelyek P1 (name: Példa Anna → Példa Annamária)" in told


@pytest.fixture
def bad(empty: Call) -> Call:
    """Return the command beside a folder with a fault of every sort."""
    empty.sheet(
        "be/szervezetek.csv",
        "azonosito;nev;tipus;szekhely;szin",
        "O1;Egy;civl;Tata;x",
        "O2;;civil;Tata;",
        "Ő3;Három;civil;Szentendre;",
        "O4;Négy;civil;Tata;;;;;sok",
        "O5;Öt;civil;Tata;",
    )
    empty.sheet(
        "be/szemelyek.csv",
        "azonosito;nev",
        "P1;Példa Anna",
        "O5;Minta Anna",
        "P1;Másik Anna",
    )
    empty.sheet(
        "be/kerekasztalok.csv",
        "azonosito;nev;jaras;alapitas;hatarozatkepesseg",
        "K1;Asztal;Zalaszentgrti;2015.13.01.;15.303",
    )
    empty.sheet(
        "be/tagsagok.csv", "kerekasztal;szervezet;szerep;tol", "K9;O5;fonok;2016-01-01"
    )
    (empty.folder / "be/programok.csv").write_bytes(b"PK\x03\x04 workbook".ljust(99))
    return empty


FAULTS = {
    ("programok.csv", None, None): "not-a-text-table",
    ("szervezetek.csv", 2, "tipus"): "value-not-read",
    ("szervezetek.csv", 3, "nev"): "value-missing",
    ("szervezetek.csv", 4, "azonosito"): "identifier-not-allowed",
    ("szervezetek.csv", 5, "I"): "row-too-long",
    ("szemelyek.csv", 3, "azonosito"): "id-taken",
    ("szemelyek.csv", 4, None): "row-doubled",
    ("kerekasztalok.csv", 2, "jaras"): "reference-unknown",
    ("kerekasztalok.csv", 2, "alapitas"): "value-not-read",
    ("kerekasztalok.csv", 2, "hatarozatkepesseg"): "value-not-read",
    ("tagsagok.csv", 2, "kerekasztal"): "reference-unknown",
    ("tagsagok.csv", 2, "szerep"): "value-not-read",
}


def test_every_fault_of_a_folder_is_told_at_once_with_its_place(bad: Call) -> None:
    before = facts(bad.folder / "cselekvo.db")
    answer = bad("import", "be", "--json")
    found = {
        (
            Path(one["where"]["file"]).name,
            one["where"]["row"],
            one["where"]["column"],
        ): (one["code"])
        for one in answer.json["findings"]
        if one["severity"] == "error"
    }

    assert answer.status == 2
    assert found == FAULTS
    assert facts(bad.folder / "cselekvo.db") == before
    assert len(bad.asked("journal", "list")["entries"]) == 1


def test_the_faults_of_a_folder_are_told_in_hungarian(bad: Call) -> None:
    answer = bad("import", "be")
    lines = answer.err.splitlines()

    assert answer.out == ""
    assert len([line for line in lines if line.startswith("Hiba: ")]) == len(FAULTS)
    assert (
        "Hiba: kerekasztalok.csv, 2. sor, jaras oszlop: Nincs ilyen járás: "
        "„Zalaszentgrti”. Erre gondolt: Zalaszentgróti járás?"
    ) in lines
    assert (
        "Figyelmeztetés: szervezetek.csv, 1. sor, szin oszlop: Ismeretlen oszlop, "
        "kimaradt: „szin” (szervezetek)."
    ) in lines
    assert not [line for line in lines if "{" in line or "%(" in line]


def test_bad_rows_are_left_out_and_counted_when_that_is_asked(bad: Call) -> None:
    (bad.folder / "be/programok.csv").unlink()
    done = bad.well("import", "be", "--skip-bad-rows", "--json")

    assert done.result["by_kind"]["szervezetek"]["added"] == 1
    assert done.result["by_kind"]["szervezetek"]["refused"] == 4
    assert {one["severity"] for one in done.json["findings"]} == {"warning"}
    assert [
        one["id"] for one in bad.asked("organisation", "list")["organisations"]
    ] == ["O5"]


def test_a_file_that_is_no_table_stops_an_import_that_leaves_out_rows(
    bad: Call,
) -> None:
    answer = bad("import", "be", "--skip-bad-rows", "--json")

    assert answer.status == 2
    assert bad.asked("organisation", "list")["count"] == 0


@pytest.mark.parametrize(
    ("name", "code", "status"),
    [
        ("nincs.csv", "file-not-read", 3),
        ("valami.csv", "kind-unknown", 2),
        ("üres", "nothing-to-read", 2),
        ("szervezetek.csv", "column-missing", 2),
    ],
)
def test_what_cannot_be_read_at_all_is_told(
    empty: Call, name: str, code: str, status: int
) -> None:
    (empty.folder / "üres").mkdir()
    empty.sheet("valami.csv", "a;b", "1;2")
    empty.sheet("szervezetek.csv", "nev", "x")
    answer = empty("import", name, "--json")

    assert answer.status == status
    assert code in answer.codes


def test_the_kind_of_a_lone_file_may_be_named(empty: Call) -> None:
    empty.sheet("lista.csv", *ORGANISATIONS)

    assert empty("import", "lista.csv").status == 2
    assert empty.asked("import", "lista.csv", "--as", "szervezetek")["added"] == 2
    assert empty.asked("import", "lista.csv", "--as", "organisations")["unchanged"] == 2
    assert (
        "Erre gondolt: szervezetek"
        in empty("import", "lista.csv", "--as", "szervezet").err
    )


def test_an_encoding_is_guessed_with_a_warning_and_may_be_named(empty: Call) -> None:
    text = "azonosito;nev\nP1;Őrségi Ödön Fűtő\n"
    (empty.folder / "szemelyek.csv").write_bytes(text.encode("cp1250"))
    guessed = empty("import", "szemelyek.csv", "--json")
    named = empty("import", "szemelyek.csv", "--encoding", "cp1250", "--json")

    assert guessed.codes == ["encoding-guessed"]
    assert named.codes == []
    assert named.result["unchanged"] == 1
    assert empty("import", "szemelyek.csv", "--encoding", "ebcdic").status == 2


def test_a_repeated_request_is_answered_and_not_done_again(empty: Call) -> None:
    path = empty.sheet("szervezetek.csv", *ORGANISATIONS)
    words = ("import", "szervezetek.csv", "--request-id", "k-1")
    first = empty.asked(*words)
    head = empty.asked("verify")["head"]

    again = empty.asked(*words)
    assert {word: again[word] for word in ("read", "added", "by_kind")} == {
        word: first[word] for word in ("read", "added", "by_kind")
    }
    assert empty.asked("verify")["head"] == head
    path.write_text(path.read_text(encoding="utf-8") + "O3;Új;civil;Tata\n", "utf-8")
    other = empty(*words, "--json")
    assert (other.status, other.codes) == (2, ["request-reused"])
    assert empty.asked("verify")["head"] == head


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_an_export_read_into_an_empty_workspace_gives_equal_facts(
    demo: Call, lang: str
) -> None:
    written = demo.asked("export", "ki", "--lang", lang)
    demo.well("-w", "új.db", "init")
    demo.well("-w", "új.db", "import", "ki")

    known = facts(demo.folder / "cselekvo.db")
    assert sum(map(len, known.values())) > 500
    assert facts(demo.folder / "új.db") == known
    assert sum(written["by_kind"].values()) > 500


def test_importing_an_export_again_changes_nothing(demo: Call) -> None:
    demo.well("export", "ki")
    head = demo.asked("verify")["head"]
    done = demo.asked("import", "ki")

    assert done["added"] == done["changed"] == done["refused"] == 0
    assert done["unchanged"] == done["read"] > 500
    assert demo.asked("verify")["head"] == head


def test_an_export_of_earlier_knowledge_leaves_out_what_came_later(demo: Call) -> None:
    demo.well("export", "régi", "--known-at", "#1")
    demo.well("export", "ki")

    assert not (demo.folder / "régi/szervezetek.csv").exists()
    assert (demo.folder / "ki/szervezetek.csv").exists()


def test_an_export_is_told_where_it_cannot_be_written(demo: Call) -> None:
    (demo.folder / "ki").write_text("", encoding="utf-8")
    answer = demo("export", "ki")

    assert answer.status == 3
    assert "ilyen nevű fájl már van" in answer.err


@pytest.mark.skipif(not GAZETTEER.exists(), reason="the office's list is not here")
def test_the_list_of_the_statistical_office_has_3155_settlements(empty: Call) -> None:
    done = empty.asked("gazetteer", "import", GAZETTEER)

    assert done["added"] == 3155
    assert done["refused"] == 0
    assert empty.asked("gazetteer", "status")["settlements"] == 3155
    place = empty.asked("gazetteer", "lookup", "zalaszentgrot")
    assert (place["settlement"], place["district"]) == (
        "KSH-32522",
        "Zalaszentgróti járás",
    )
    near = empty.asked("gazetteer", "lookup", "Zalaszentgrt")["near"]
    assert near[0] == "Zalaszentgrót"
    assert "Nincs ilyen nevű" in empty.well("gazetteer", "lookup", "Zalaszentgrt").out
    assert empty.asked("gazetteer", "import", GAZETTEER)["unchanged"] == 3155
