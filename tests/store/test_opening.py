"""What is no workspace of ours is refused with a clear word, and not touched."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cselekvo.errors import CselekvoError
from cselekvo.store import sqlite
from cselekvo.store.database import (
    LockedError,
    NotAWorkspaceError,
    SchemaTooNewError,
    UnreachableError,
    WorkspaceExistsError,
    WorkspaceMissingError,
)
from cselekvo.store.migrations import SCHEMA
from cselekvo.store.sqlite import SqliteDatabase
from cselekvo.workspace import Workspace
from tests.stores import Clock, SqliteStore
from tests.verbs import (
    add_body,
)

Make = Callable[[Path], object]


def _half(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _sql(*statements: str) -> Make:
    return lambda path: SqliteStore(path).tamper(*statements)


def _foreign(path: Path) -> None:
    path.unlink()
    SqliteStore(path).tamper("CREATE TABLE meta (key TEXT, value TEXT)")


REFUSED: dict[str, tuple[Make, type[CselekvoError], str]] = {
    "an empty file": (lambda p: p.write_bytes(b""), NotAWorkspaceError, "no SQLite"),
    "a text file": (lambda p: p.write_text("nev;"), NotAWorkspaceError, "no SQLite"),
    "random bytes": (
        lambda p: p.write_bytes(bytes(range(256)) * 40),
        NotAWorkspaceError,
        "no SQLite",
    ),
    "a header alone": (
        lambda p: p.write_bytes(p.read_bytes()[:100]),
        NotAWorkspaceError,
        "truncated",
    ),
    "half of the pages": (_half, NotAWorkspaceError, "truncated"),
    "a directory": (_directory, NotAWorkspaceError, "no regular file"),
    "nothing": (lambda p: p.unlink(), WorkspaceMissingError, "no workspace at"),
    "another program's file": (_foreign, NotAWorkspaceError, "application id"),
    "another application id": (
        _sql("PRAGMA application_id = 7"),
        NotAWorkspaceError,
        "application id",
    ),
    "a newer schema": (
        _sql("PRAGMA user_version = 99"),
        SchemaTooNewError,
        "schema 99",
    ),
    "no schema": (_sql("PRAGMA user_version = 0"), NotAWorkspaceError, "schema.* 0"),
    "a schema below all": (
        _sql("PRAGMA user_version = -1"),
        NotAWorkspaceError,
        "schema.* -1",
    ),
    "a trigger": (
        _sql("CREATE TRIGGER spy AFTER INSERT ON journal BEGIN SELECT 1; END"),
        NotAWorkspaceError,
        "spy",
    ),
    "a view": (_sql("CREATE VIEW spy AS SELECT 1 AS x"), NotAWorkspaceError, "spy"),
    "pages of nothing": (
        lambda p: p.write_bytes(p.read_bytes()[:100] + bytes(p.stat().st_size - 100)),
        NotAWorkspaceError,
        "malformed",
    ),
}


def _look(path: Path) -> object:
    return path.read_bytes() if path.is_file() else path.exists()


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_and_not_touched(sqlite_store: SqliteStore, what: str) -> None:
    make, error, word = REFUSED[what]
    path = sqlite_store.path
    make(path)
    before = _look(path)

    with pytest.raises(error, match=word) as caught:
        Workspace.open(path)

    assert str(path) in str(caught.value)
    assert _look(path) == before
    beside = {one.name for one in path.parent.iterdir()} - {path.name}
    assert beside <= {"w.db-wal", "w.db-shm"}


@pytest.mark.parametrize("odd", ["a\x00b", "\udcff/x.db", "x" * 300])
def test_a_path_that_can_be_none_is_refused(tmp_path: Path, odd: str) -> None:
    with pytest.raises((UnreachableError, WorkspaceMissingError)):
        Workspace.open(tmp_path / odd)
    with pytest.raises(UnreachableError):
        Workspace.create(tmp_path / "no folder" / odd, clock=Clock())


@pytest.mark.parametrize("name", ["a b.db", "ő?x=1.db", "50%.db", "#1.db", "a&b.db"])
def test_any_name_of_a_file_can_be_a_workspaces(tmp_path: Path, name: str) -> None:
    Workspace.create(tmp_path / name, clock=Clock()).close()
    with Workspace.open(tmp_path / name, clock=Clock()) as opened:
        assert opened.head().seq == 1

    assert {one.name for one in tmp_path.iterdir()} == {name, f"{name}.lock"}


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_creating_never_overwrites(tmp_path: Path, there: str) -> None:
    path = tmp_path / "w.db"
    if there == "file":
        path.write_text("mine")
    elif there == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "elsewhere.db")

    with pytest.raises(WorkspaceExistsError):
        Workspace.create(path, clock=Clock())

    assert not path.is_file() or path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["w.db"]


def test_an_older_schema_is_brought_up_to_date(
    sqlite_store: SqliteStore, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    with sqlite_store.open(clock) as opened:
        add_body(opened)
        head = opened.head()

    def step(number: int) -> list[str]:
        assert number == SCHEMA + 1
        return ['ALTER TABLE "person" ADD COLUMN since TEXT']

    monkeypatch.setattr(sqlite, "statements", step)
    monkeypatch.setattr(sqlite, "SCHEMA", SCHEMA + 1)
    for _ in range(2):
        with sqlite_store.open(clock) as opened:
            assert opened.head() == head
            assert opened.verify(head.hash).findings == []
    monkeypatch.undo()

    with pytest.raises(SchemaTooNewError):
        sqlite_store.open(clock)


@contextmanager
def locked(path: Path, how: str) -> Iterator[None]:
    """Hold a lock as another program would."""
    other = sqlite3.connect(path, isolation_level=None, timeout=0)
    if how == "whole":
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("PRAGMA user_version = 1")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def test_a_writer_waits_for_another_program_and_then_says_so(
    sqlite_store: SqliteStore, clock: Clock
) -> None:
    database = SqliteDatabase.open(sqlite_store.path, wait=0.2)
    with Workspace(database, clock) as opened:
        add_body(opened)
        with locked(sqlite_store.path, "writer"):
            with pytest.raises(LockedError, match=r"0\.2 seconds"):
                add_body(opened, "O2")
            assert opened.head().seq == 2
        assert add_body(opened, "O3") == []


def test_a_file_that_another_program_keeps_whole_is_locked(
    sqlite_store: SqliteStore,
) -> None:
    with (
        locked(sqlite_store.path, "whole"),
        pytest.raises(LockedError, match="locked by another program"),
    ):
        SqliteDatabase.open(sqlite_store.path, wait=0.1)


def test_a_turn_that_does_not_come_is_locked_and_comes_later(
    sqlite_store: SqliteStore, clock: Clock
) -> None:
    with sqlite_store.open(clock) as first:
        database = SqliteDatabase.open(sqlite_store.path, wait=0.1)
        with Workspace(database, clock) as second:
            with first.change(), pytest.raises(LockedError):
                add_body(second)
            assert add_body(second) == []


_AS_NOBODY = """
import os
import sys
import cselekvo.store.sqlite
from tests.verbs import (
    add_body,
)
from tests.stores import Clock
from cselekvo.errors import SurroundingsError
from cselekvo.workspace import Workspace
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with Workspace.open(sys.argv[1], clock=Clock()) as workspace:
        print("read", workspace.head().seq)
        add_body(workspace)
except SurroundingsError as error:
    print(error.code, error)
"""


def _as_nobody(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(path)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def shared(tmp_path: Path, sqlite_store: SqliteStore) -> Iterator[Path]:
    """Return a workspace that another user can come to, in a folder of its own."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="cselekvo"))
    path = folder / "w.db"
    shutil.copyfile(sqlite_store.path, path)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_file_says_so_when_it_is_written(shared: Path) -> None:
    shared.parent.chmod(0o777)
    shared.chmod(0o444)
    before = shared.read_bytes()

    told = _as_nobody(shared)

    assert "unreachable" in told
    assert "read-only" in told
    assert shared.read_bytes() == before


def test_a_read_only_folder_says_so(shared: Path) -> None:
    shared.chmod(0o444)
    shared.parent.chmod(0o555)

    told = _as_nobody(shared)

    assert told.splitlines()[-1].startswith("unreachable")
    assert "read-only" in told


def test_a_file_that_may_not_be_read_says_so(shared: Path) -> None:
    shared.parent.chmod(0o755)
    shared.chmod(0o000)

    assert _as_nobody(shared).startswith("unreachable")
