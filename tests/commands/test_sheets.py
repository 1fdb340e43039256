"""Reading sheets into a workspace."""

from pathlib import Path

import pytest

from tests.commands.calling import Call
from tests.commands.knowing import facts
from tests.shared import GAZETTEER

ORGANISATIONS = (
    "azonosito;nev;tipus;szekhely",
    "O1;Első Egyesület;civil;Tata",
    "O2;Második Könyvtár;kulturális;Budapest",
)


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
    assert (empty.asked("verify"), facts(empty.folder / "cselekvo.db")) == before


def test_a_dry_run_shows_a_period_by_its_first_and_its_last_day(demo: Call) -> None:
    demo.sheet(
        "cimek.csv",
        "szervezet;szerep;telepules;tol;ig",
        "CS-FESZEK;telephely;Szentendre;2020-01-01;2020-12-31",
    )
    (one,) = demo.asked("import", "cimek.csv", "--dry-run")["differences"]

    assert one["fields"]["period"] == [
        None,
        {"from": "2020-01-01", "until": "2020-12-31"},
    ]
    assert "új: cimek" in demo.well("import", "cimek.csv", "--dry-run").out


def test_a_dry_run_shows_the_old_and_the_new_value(empty: Call) -> None:
    empty.sheet("szemelyek.csv", "azonosito;nev", "P1;Példa Anna")
    empty.well("import", "szemelyek.csv")
    empty.sheet("szemelyek.csv", "azonosito;nev", "P1;Példa Annamária")
    told = empty.well("import", "szemelyek.csv", "--dry-run").out
    (one,) = empty.asked("import", "szemelyek.csv", "--dry-run")["differences"]

    assert one["fields"] == {"name": ["Példa Anna", "Példa Annamária"]}
    assert "módosult: szemelyek P1 (nev: Példa Anna → Példa Annamária)" in told


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
    assert lines[-1].startswith("Nem íródott be semmi: javítsa a hibákat")
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
