"""SQLite keeps what every store promises."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from cselekvo.actions.persons import correct_person, erase_person
from cselekvo.domain.identifiers import PersonId
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.person import Person
from cselekvo.errors import RefusedError
from cselekvo.i18n import error_message
from cselekvo.store.backup import WorkspaceDamagedError
from cselekvo.store.database import UnreachableError
from cselekvo.workspace import ClockMissingError, Workspace
from tests.builders import codes
from tests.store.contract import StoreContract
from tests.store.contract_verify import some_history
from tests.stores import Clock, SqliteMaker, SqliteStore
from tests.verbs import (
    add_body,
    add_human,
)


class TestSqlite(StoreContract):
    first_schema = ("PRAGMA user_version = 1",)

    def columns_of(self, workspace: Workspace, table: str) -> list[str]:
        rows = workspace._database.rows(f'PRAGMA table_info("{table}")')
        return [str(row[1]) for row in rows]


def test_a_workspace_is_durable_strict_and_signed(workspace: Workspace) -> None:
    def pragma(name: str) -> object:
        return workspace._database.rows(f"PRAGMA {name}")[0][0]

    tables = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict"
    loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict"
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("secure_delete") == 1
    assert pragma("trusted_schema") == 0
    assert pragma("application_id") == int.from_bytes(b"Cslk", "big")
    assert workspace._database.rows(tables)[0][0] > 30
    assert workspace._database.rows(loose) == [("sqlite_schema",)]


def test_erased_texts_and_salts_are_gone_from_the_bytes_of_the_file(
    sqlite_store: SqliteStore, workspace: Workspace
) -> None:
    add_human(workspace, name="Eltunoke Elemer", email="elemer@example.hu")
    with workspace.change(reason="Elemerrel egyeztetve") as work:
        correct_person(work, Person(id=PersonId("P1"), name="Eltunoke Elemer dr."))
    salts = [
        row[0]
        for row in sqlite_store.look(
            "SELECT salt FROM personal JOIN identity USING (number) WHERE id = 'P1'"
        )
    ]
    wal = Path(f"{sqlite_store.path}-wal")
    held = sqlite_store.path.read_bytes() + wal.read_bytes()
    assert b"Eltunoke" in held

    with workspace.change() as work:
        assert codes(erase_person(work, PersonId("P1"), "")) == ["person-erased"]

    held = sqlite_store.path.read_bytes() + wal.read_bytes()
    for gone in (b"Eltunoke", b"elemer@", b"Elemerrel", *map(str.encode, salts)):
        assert gone not in held


def test_a_restore_removes_the_wal_of_another_workspace(
    sqlite_maker: SqliteMaker, tmp_path: Path, clock: Clock
) -> None:
    store = sqlite_maker.make(tmp_path, "mine.db")
    with store.open(clock) as mine:
        add_body(mine, "MINE")
        held = mine.backup(tmp_path / "b.db")
        add_body(mine, "LATER")
        # What a killed process leaves behind: the file, and its log beside it.
        left = {
            name: Path(f"{store.path}{name}").read_bytes() for name in ("-wal", "-shm")
        }
    for name, content in left.items():
        Path(f"{store.path}{name}").write_bytes(content)

    Workspace.restore(store.where, tmp_path / "b.db")

    assert not Path(f"{store.path}-wal").exists()
    with store.open(clock) as opened:
        assert opened.head() == held
        assert [one.id for one in opened.view().facts(Organisation)] == ["MINE"]


def test_a_restored_workspace_writes_ahead_again(
    sqlite_store: SqliteStore, tmp_path: Path, clock: Clock
) -> None:
    with sqlite_store.open(clock) as opened:
        opened.backup(tmp_path / "b.db")
    Workspace.restore(sqlite_store.where, tmp_path / "b.db")

    with sqlite_store.open(clock) as opened:
        add_body(opened)
        assert opened._database.rows("PRAGMA journal_mode") == [("wal",)]


def test_a_backup_is_not_touched_by_looking_at_it(
    sqlite_store: SqliteStore, tmp_path: Path, clock: Clock
) -> None:
    with sqlite_store.open(clock) as opened:
        opened.backup(tmp_path / "b.db")
    before = (tmp_path / "b.db").read_bytes()

    with Workspace.open(tmp_path / "b.db", clock=clock) as looked:
        assert looked.verify().findings == []
    Workspace.restore(sqlite_store.where, tmp_path / "b.db")

    assert (tmp_path / "b.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("b.db*")) == ["b.db"]


def test_a_backup_over_the_workspace_itself_is_refused(
    sqlite_store: SqliteStore, workspace: Workspace, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "link.db").symlink_to(sqlite_store.path)

    for target in (sqlite_store.path, tmp_path / "link.db"):
        with pytest.raises(RefusedError):
            workspace.backup(target)
    add_body(workspace)
    workspace.close()

    with sqlite_store.open(clock) as opened:
        assert opened.view().count(Organisation) == 1


def test_creation_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ClockMissingError):
        Workspace.create(tmp_path / "w.db")

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_page_is_found_by_verify(
    sqlite_store: SqliteStore, workspace: Workspace, clock: Clock
) -> None:
    add_body(workspace)
    workspace.close()
    raw = sqlite3.connect(sqlite_store.path, isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM identity WHERE id = 'O1'")
    raw.close()

    with sqlite_store.open(clock) as opened:
        found = {one.word for one in opened.verify().findings}

    assert {"database-damaged", "digest-differs"} <= found


def _spoil(path: Path, name: str) -> None:
    """Overwrite the first page of a table or an index."""
    raw = sqlite3.connect(path, isolation_level=None)
    ((page,),) = raw.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", [name]
    )
    ((size,),) = raw.execute("PRAGMA page_size")
    raw.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(range(256)) * 8)


@pytest.mark.parametrize("name", ["personal", "identity_id", "attendance", "journal"])
def test_spoiled_pages_are_found_by_verify_and_never_backed_up(
    sqlite_store: SqliteStore,
    workspace: Workspace,
    tmp_path: Path,
    clock: Clock,
    name: str,
) -> None:
    some_history(workspace)
    workspace.close()
    _spoil(sqlite_store.path, name)

    with sqlite_store.open(clock) as opened:
        told = opened.verify().findings
        with pytest.raises(WorkspaceDamagedError) as caught:
            opened.backup(tmp_path / "b.db")

    assert caught.value.values["name"] == str(sqlite_store.path)
    assert told[0].word == "database-damaged"
    assert "SQLite says: " in told[0].values["reason"]
    assert not list(tmp_path.glob("*b.db*"))


def test_many_references_that_lead_nowhere_are_not_all_told(
    sqlite_store: SqliteStore, workspace: Workspace, clock: Clock
) -> None:
    workspace.close()
    sqlite_store.tamper("DELETE FROM identity")

    with sqlite_store.open(clock) as opened:
        damage = opened._database.damage()

    assert len(damage) == 20
    assert damage[0].startswith("a reference leads nowhere: ")


@pytest.mark.filterwarnings("error")
def test_a_question_that_is_not_read_to_its_end_is_let_go_without_a_word(
    sqlite_store: SqliteStore, workspace: Workspace, clock: Clock
) -> None:
    with sqlite_store.open(clock) as opened:
        rows = opened._database.stream("SELECT number FROM identity")
        next(rows)
    rows.close()  # type: ignore[attr-defined]

    assert workspace.verify().findings == []


def test_a_folder_that_is_not_there_is_told_as_our_other_files_are(
    tmp_path: Path,
) -> None:
    with pytest.raises(UnreachableError) as caught:
        Workspace.create(tmp_path / "nowhere" / "w.db", clock=Clock())

    assert caught.value.values["reason"] == "no-folder"
    assert "Errno" not in error_message(caught.value, "hu")
    assert "nincs ilyen mappa" in error_message(caught.value, "hu")
    assert "there is no such folder" in str(caught.value)


def test_a_backup_and_what_it_restores_are_named_as_they_were_asked_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.backup(tmp_path / "held.db")
    target = tmp_path / ("x" * 250)  # with its ending it is no name of a file

    with pytest.raises(UnreachableError) as backing_up:
        workspace.backup(target)
    with pytest.raises(UnreachableError) as restoring:
        Workspace.restore(target, tmp_path / "held.db")

    for caught in (backing_up, restoring):
        assert caught.value.values["name"] == str(target)
        assert ".part" not in str(caught.value)


_ELSEWHERE = """
import sys
from pathlib import Path
from tests.verbs import (
    add_body,
)
from tests.stores import SqliteStore
with SqliteStore(Path(sys.argv[1])).open() as workspace:
    add_body(workspace, sys.argv[2])
"""


def test_opening_twice_in_one_process_loses_nothing_to_another(
    sqlite_store: SqliteStore, workspace: Workspace, clock: Clock
) -> None:
    add_body(workspace, "O1")
    sqlite_store.open(clock).close()
    elsewhere = [sys.executable, "-c", _ELSEWHERE, str(sqlite_store.path)]
    # The other program is the last to close, if our locks were lost: it would take
    # the -wal away from under us.
    subprocess.run([*elsewhere, "O2"], check=True)
    add_body(workspace, "O3")
    subprocess.run([*elsewhere, "O4"], check=True)

    assert workspace.view().count(Organisation) == 4
