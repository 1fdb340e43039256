"""Making, checking, backing up and restoring a workspace."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from cselekvo.store.sqlite import SqliteDatabase
from tests.commands.calling import Call


def test_a_new_workspace_is_empty_and_whole(call: Call) -> None:
    made = call.asked("init", "-w", "új.db")

    assert made["position"] == 1
    assert call.asked("verify", "-w", "új.db")["head"] == made["head"]
    assert call.asked("gazetteer", "status", "-w", "új.db")["districts"] == 174


@pytest.mark.parametrize("name", ["cselekvo.db", "szöveg.txt"])
def test_a_workspace_is_never_made_over_a_file(empty: Call, name: str) -> None:
    (empty.folder / "szöveg.txt").write_text("fontos", encoding="utf-8")
    before = (empty.folder / name).read_bytes()
    answer = empty("init", "-w", name)

    assert answer.status == 2
    assert (
        answer.err
        == f"Hiba: Már létezik: {name}. Érintetlen maradt; adjon meg más nevet.\n"
    )
    assert empty("init", "-w", name, "--json").codes == ["workspace-exists"]
    assert (empty.folder / name).read_bytes() == before


def _write_text(path: Path) -> None:
    path.write_text("ez nem adatbázis", encoding="utf-8")


def _write_other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _make_newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()


def _make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (Path.unlink, "workspace-missing", "Itt nincs munkaterület"),
        (_write_text, "not-a-workspace", "nem SQLite-fájl"),
        (_write_other_database, "not-a-workspace", "Ez nem Cselekvő-munkaterület"),
        (_cut_short, "not-a-workspace", "a fájl vége hiányzik"),
        (_make_newer, "schema-too-new", "legfeljebb a 4. számút"),
        (_make_a_folder, "not-a-workspace", "nem közönséges fájl"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_and_left_alone(
    empty: Call, spoil: object, code: str, said: str
) -> None:
    path = empty.folder / "cselekvo.db"
    if spoil is _write_other_database:
        path.unlink()
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    answer = empty("organisation", "list")

    assert answer.status == 3
    assert answer.out == ""
    assert said in answer.err
    assert empty("organisation", "list", "--json").codes == [code]
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_locked_workspace_is_told_after_a_while(
    empty: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = SqliteDatabase.open.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(opening, "__defaults__", (0.2,))
    holder = sqlite3.connect(empty.folder / "cselekvo.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    answer = empty("person", "add", "P1", "--name", "Példa Anna", "--json")
    holder.close()

    assert answer.status == 3
    assert answer.codes == ["locked"]
    assert "foglalt" in answer.json["findings"][0]["message"]
    assert empty.asked("person", "list")["count"] == 0


def test_a_backup_restores_what_it_held(demo: Call) -> None:
    before = demo.asked("organisation", "list")
    made = demo.asked("backup", "mentés.db")
    demo.well("person", "add", "P-UJ", "--name", "Példa Új")
    restored = demo.asked("restore", "mentés.db")

    assert restored["head"] == made["head"]
    assert demo("person", "show", "P-UJ").status == 2
    assert demo.asked("verify", "--head", made["head"])["entries"] == (
        made["position"] + 1
    )
    (last,) = demo.asked("journal", "list", "--last", "1")["entries"]
    assert last["action"] == "restore"
    assert demo.asked("organisation", "list") == {
        **before,
        "known_at": made["position"] + 1,
    }


def test_a_printed_head_is_found_again_and_another_is_not(demo: Call) -> None:
    head = demo.asked("verify")["head"]
    demo.well("person", "add", "P-UJ", "--name", "Példa Új")

    assert demo.well("verify", "--head", head).out.startswith("Ép: ")
    answer = demo("verify", "--head", "0" * 64, "--json")
    assert answer.status == 2
    assert answer.codes == ["head-not-found"]


def test_a_backup_is_never_written_over_its_workspace(demo: Call) -> None:
    before = demo.asked("verify")

    assert demo("backup", "cselekvo.db", "--json").codes == ["backup-over-workspace"]
    assert demo("backup", "cselekvo.db").status == 2
    assert demo.asked("verify") == before


def test_what_is_no_backup_is_never_restored(demo: Call) -> None:
    before = demo.asked("verify")
    _write_text(demo.folder / "m.db")

    assert demo("restore", "m.db", "--json").codes == ["not-a-workspace"]
    assert demo("restore", "nincs.db").status == 3
    assert demo.asked("verify") == before


def test_a_change_behind_the_back_is_found(demo: Call) -> None:
    with sqlite3.connect(demo.folder / "cselekvo.db") as connection:
        connection.execute("UPDATE organisation_name SET name = 'Más' WHERE name > ''")
    connection.close()
    answer = demo("verify")

    assert answer.status == 2
    assert "megváltoztatták" in answer.err
    assert set(demo("verify", "--json").codes) == {"digest-differs"}


def test_a_backup_that_cannot_be_written_is_told(demo: Call) -> None:
    answer = demo("backup", "nincs/mappa/m.db")

    assert answer.status == 3
    assert "nincs/mappa/m.db – nincs ilyen mappa" in answer.err


def test_the_demonstration_is_built_with_its_reports(
    call: Call, demonstration: Path
) -> None:
    shutil.copytree(demonstration, call.folder / "proba")
    reports = {one.name for one in demonstration.iterdir()}

    assert {"ZSZ-KEREKASZTAL-hu.html", "ZSZ-KEREKASZTAL-en.md"} <= reports
    listed = call.asked(
        *("-w", "proba/cselekvo.db", "roundtable", "members", "ZSZ-KEREKASZTAL"),
        *("--on", "2015-11-30"),
    )
    assert listed["count"] == 38


def test_the_demonstration_is_told_in_the_language_asked(call: Call) -> None:
    hungarian = call.well("demo", "egy").out
    english = call.asked("demo", "kettő", "--lang", "en")

    assert "38 szavazati jogú tagszervezet" in hungarian
    assert "Próbálja ki:" in hungarian
    assert "process list --on 2017-06-30" in hungarian
    (line,) = (one for one in hungarian.splitlines() if "integration.1" in one)
    assert line.split() == ["social_integration.1", "2", "1", "1"]
    assert english["count"] == 38
    assert english["holds"]["roundtable"] == 1
    assert english["holds"]["process"] == 13
    assert call("demo", "egy", "--json").codes == ["workspace-exists"]


def test_the_demonstration_needs_a_folder_it_can_write(call: Call) -> None:
    (call.folder / "fájl").write_text("", encoding="utf-8")
    answer = call("demo", "fájl")

    assert answer.status == 3
    assert "ilyen nevű fájl már van" in answer.err
