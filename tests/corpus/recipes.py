"""What is done to a workspace, or around the program, before a command is called."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Final

from attrs import define, evolve, field

from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.organisation import Organisation, Sector
from tests.corpus.running import Around, call
from tests.corpus.yard import Yard, copy_workspace
from tests.stores import Clock, SqliteStore

#: A part of so many of the pages of a hot journal's transaction is on the disk.
_TINY_CACHE: Final = 5
#: The bytes of a database file that stand before its first tree.
_FILE_HEAD: Final = 100


@define
class Stage:
    """A case's folder while it is being prepared, and what will surround the program.

    Attributes:
        other: A workspace that is not this one.
        during: What is held while the program runs.
    """

    yard: Yard
    other: Path
    around: Around = field(factory=Around)
    during: ExitStack = field(factory=ExitStack)
    _held: list[Callable[[], Any]] = field(factory=list)

    @property
    def db(self) -> Path:
        """Return where the workspace is."""
        return self.yard.db

    def hold(self, *statements: str) -> None:
        """Keep a connection with an open transaction while the program runs."""
        self._held.append(lambda: self._connect(statements))

    def _connect(self, statements: Iterable[str]) -> None:
        connection = sqlite3.connect(self.db, isolation_level=None)
        self.during.callback(connection.close)
        for statement in statements:
            connection.execute(statement).fetchall()

    @contextmanager
    def running(self) -> Iterator[Around]:
        """Hold what is to be held; nothing may look into the workspace meanwhile."""
        with self.during:
            for begin in self._held:
                begin()
            yield self.around


class RecipeNotUnderstoodError(ValueError):
    """A step is none of the recipes."""


def prepare(stage: Stage, make: Iterable[tuple[Any, ...]]) -> None:
    """Do the steps of a recipe, one after the other.

    Raises:
        RecipeNotUnderstoodError: There is no such step.
    """
    for word, *values in make:
        step = _STEPS.get(word)
        if step is None:
            raise RecipeNotUnderstoodError(word)
        step(stage, *values)


def _run(path: Path, *statements: str) -> list[tuple[Any, ...]]:
    """Run statements behind the product's back; the -wal is brought into the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        rows: list[tuple[Any, ...]] = []
        for statement in statements:
            rows = connection.execute(statement).fetchall()
    return rows


def _truncate(stage: Stage, part: float) -> None:
    os.truncate(stage.db, int(stage.db.stat().st_size * part))


def _cut(stage: Stage, count: int) -> None:
    os.truncate(stage.db, stage.db.stat().st_size - count)


def _cut_wal(stage: Stage, count: int) -> None:
    wal = Path(f"{stage.db}-wal")
    os.truncate(wal, wal.stat().st_size - count)


def _overwrite(stage: Stage, part: float, count: int) -> None:
    at = int(stage.db.stat().st_size * part)
    with stage.db.open("r+b") as file:
        file.seek(at)
        file.write(random.Random(at).randbytes(count))


def _spoil_schema(stage: Stage) -> None:
    """Spoil the head of the schema's tree, which follows that of the file."""
    with stage.db.open("r+b") as file:
        file.seek(_FILE_HEAD)
        file.write(random.Random(_FILE_HEAD).randbytes(200))


def _spoil(stage: Stage, name: str) -> None:
    """Spoil the first page of a table or an index."""
    found = f"SELECT rootpage FROM sqlite_master WHERE name = {_literal(name)}"
    (page,), (size,) = _run(stage.db, found)[0], _run(stage.db, "PRAGMA page_size")[0]
    with stage.db.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(random.Random(name).randbytes(size // 2))


def _pragma(stage: Stage, name: str, value: int) -> None:
    _run(stage.db, f"PRAGMA {name} = {value}")


def _newer(stage: Stage) -> None:
    _pragma(stage, "user_version", 1000)


def _tables(path: Path) -> list[str]:
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [str(name) for (name,) in _run(path, listed)]


def _largest(path: Path) -> str:
    """Return the table with the most rows."""
    counts = {
        name: _run(path, f'SELECT count(*) FROM "{name}"')[0][0]
        for name in _tables(path)
    }
    return max(counts, key=lambda name: (counts[name], name))


def _trigger(stage: Stage) -> None:
    table = _largest(stage.db)
    _run(
        stage.db,
        f'CREATE TRIGGER fremd AFTER INSERT ON "{table}" BEGIN DELETE FROM meta; END',
    )


def _view(stage: Stage) -> None:
    table = _largest(stage.db)
    _run(
        stage.db,
        "PRAGMA legacy_alter_table = ON",
        f'ALTER TABLE "{table}" RENAME TO fremd',
        f'CREATE VIEW "{table}" AS SELECT * FROM fremd',
    )


def _drop(stage: Stage) -> None:
    _run(stage.db, f'DROP TABLE "{_largest(stage.db)}"')


def _cells(path: Path) -> Iterator[tuple[str, str]]:
    """Yield table and column of every text outside the journal."""
    for table in _tables(path):
        if table.startswith("journal"):
            continue
        for column in _run(path, f'PRAGMA table_info("{table}")'):
            if column[2] == "TEXT":
                yield table, str(column[1])


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _replace(stage: Stage, old: str, new: str) -> None:
    for table, column in list(_cells(stage.db)):
        _run(
            stage.db,
            f'UPDATE "{table}" SET "{column}" = '
            f'replace("{column}", {_literal(old)}, {_literal(new)}) '
            f'WHERE instr("{column}", {_literal(old)})',
        )


def _delete(stage: Stage, text: str) -> None:
    for table, column in list(_cells(stage.db)):
        where = f'instr("{column}", {_literal(text)})'
        _run(stage.db, f'DELETE FROM "{table}" WHERE {where}')


_MIDDLE: Final = (
    "(SELECT seq FROM journal ORDER BY seq LIMIT 1 OFFSET "
    "(SELECT count(*) / 2 FROM journal))"
)
_JOURNAL: Final = {
    "edit": (f"UPDATE journal SET action = 'demo' WHERE seq = {_MIDDLE}",),
    "delete": (f"DELETE FROM journal WHERE seq = {_MIDDLE}",),
    "tail": ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",),
    "swap": (
        "UPDATE journal SET seq = -seq WHERE seq > 1",
        "UPDATE journal SET seq = (SELECT max(-seq) + 2 FROM journal) + seq "
        "WHERE seq < 0",
    ),
}


def _journal(stage: Stage, how: str) -> None:
    with closing(sqlite3.connect(stage.db)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in _JOURNAL[how]:
            connection.execute(statement)
        connection.commit()


def write_as_a_crash(path: Path, *ids: str) -> None:
    """Make a change for each id, and leave the -wal as a crash would."""
    kept = path.with_name(f"{path.name}.kept")
    with SqliteStore(path).open(Clock()) as workspace:
        for id_ in ids:
            with workspace.change() as work:
                work.write(Organisation(id=OrganisationId(id_), sector=Sector.CIVIL))
        copy_workspace(path, kept)
    _take_place(kept, path)


def _take_place(kept: Path, path: Path) -> None:
    """Put a copy of a file and of what lay beside it in the place of the file."""
    for beside in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{beside}").unlink(missing_ok=True)
        copy = Path(f"{kept}{beside}")
        if copy.exists():
            copy.rename(f"{path}{beside}")


def _wal(stage: Stage) -> None:
    write_as_a_crash(stage.db, "WAL-1", "WAL-2")


def _hot_journal(stage: Stage) -> None:
    kept = stage.db.with_name("kept.db")
    with closing(sqlite3.connect(stage.db, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA cache_size = {_TINY_CACHE}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE settlement SET name = 'half'")
        connection.execute("UPDATE identity SET kind = 'half'")
        copy_workspace(stage.db, kept)
        connection.execute("ROLLBACK")
    _take_place(kept, stage.db)


def _backup(stage: Stage) -> None:
    words = ["-w", str(stage.db), "backup", str(stage.yard.tmp / "b.db")]
    done = call(words, stage.yard)
    assert done.status == 0, done.err


def _backup_then_foreign_wal(stage: Stage) -> None:
    _backup(stage)
    other = stage.yard.root / "other.db"
    shutil.copyfile(stage.other, other)
    write_as_a_crash(other, "FOREIGN-1", "FOREIGN-2")
    Path(f"{other}-wal").rename(f"{stage.db}-wal")
    for path in (other, Path(f"{other}.lock")):
        path.unlink(missing_ok=True)


def _missing(stage: Stage) -> None:
    stage.db.unlink()


def _directory(stage: Stage) -> None:
    stage.db.unlink()
    stage.db.mkdir()


def _dangling(stage: Stage) -> None:
    stage.db.unlink()
    stage.db.symlink_to(stage.yard.root / "nowhere.db")


def _fifo(stage: Stage) -> None:
    stage.db.unlink()
    os.mkfifo(stage.db)


def _fifo_input(stage: Stage) -> None:
    os.mkfifo(stage.yard.tmp / "in.csv")


def _surround(**values: Any) -> Callable[..., None]:
    """Return a step that changes what surrounds the program."""

    def step(stage: Stage, *given: Any) -> None:
        named = dict(zip(values, given, strict=False))
        stage.around = evolve(stage.around, **{**values, **named})

    return step


_STEPS: Final[dict[str, Callable[..., None]]] = {
    "truncate": _truncate,
    "cut": _cut,
    "overwrite": _overwrite,
    "spoil": _spoil,
    "spoil_schema": _spoil_schema,
    "pragma": _pragma,
    "newer": _newer,
    "trigger": _trigger,
    "view": _view,
    "drop": _drop,
    "replace": _replace,
    "delete": _delete,
    "journal": _journal,
    "wal": _wal,
    "cut_wal": _cut_wal,
    "hot_journal": _hot_journal,
    "backup": _backup,
    "backup_then_wal_foreign": _backup_then_foreign_wal,
    "lock": lambda stage: stage.hold("BEGIN IMMEDIATE"),
    "reader": lambda stage: stage.hold("BEGIN", "SELECT count(*) FROM meta"),
    "missing": _missing,
    "directory": _directory,
    "dangling": _dangling,
    "fifo": _fifo,
    "fifo_input": _fifo_input,
    "stdout": _surround(stdout=""),
    "fsize": _surround(fsize=0),
    "cwd_gone": _surround(cwd_gone=True),
    "locale": _surround(locale=""),
}
