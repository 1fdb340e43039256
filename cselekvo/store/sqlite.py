"""A workspace in one SQLite file.

WAL with synchronous=FULL, STRICT tables, foreign keys, secure deletion. Writers queue
in front of BEGIN IMMEDIATE (see `queue`), so that nobody starves.
"""

import getpass
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Final

from cselekvo.files import reason_not_written
from cselekvo.store import held
from cselekvo.store.database import (
    Database,
    NotAWorkspaceError,
    Row,
    SchemaTooNewError,
    UnreachableError,
    WorkspaceExistsError,
)
from cselekvo.store.migrations import SCHEMA, statements, tables
from cselekvo.store.queue import WriterQueue
from cselekvo.store.sqlite_file import (
    APPLICATION_ID,
    WAIT,
    check_header,
    connect,
    explain,
    refuse_network,
)

#: So many faults of each sort are told.
_FAULTS: Final = 20


class SqliteDatabase(Database):
    """One connection to a workspace file."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, wait: float = WAIT
    ) -> None:
        self.path = path
        self.name = str(path)
        self._wait = wait
        self._connection = connection
        self._writes_ahead = False
        self._queue = WriterQueue(Path(f"{path}.lock"), self.name, wait)
        self._held: held.FileId | None = held.hold(path)
        self._login: str | None = None

    @classmethod
    def create(cls, path: Path) -> "SqliteDatabase":
        """Make a new workspace file.

        Raises:
            WorkspaceExistsError: Something stands there.
            UnreachableError: The folder cannot be written.
        """
        refuse_network(path)
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError as error:
            raise WorkspaceExistsError(str(path)) from error
        except (OSError, ValueError) as error:
            raise UnreachableError(str(path), reason_not_written(error)) from error
        made = cls(path, connect(path, "rw"))
        try:
            made._make()
        except BaseException:
            made.destroy()
            raise
        return made

    def destroy(self) -> None:
        """Remove the file: it was made just now, and the making failed."""
        self.close()
        for beside in ("", "-wal", "-shm", ".lock"):
            Path(f"{self.path}{beside}").unlink(missing_ok=True)

    @classmethod
    def open(cls, path: Path, wait: float = WAIT) -> "SqliteDatabase":
        """Open a workspace file after looking at what it is.

        Args:
            path: The file.
            wait: How many seconds to wait for another program's lock.

        Raises:
            WorkspaceMissingError: No file.
            NotAWorkspaceError: Another program's file, or damaged.
            SchemaTooNewError: Written by a newer version.
            LockedError: Another program holds it.
        """
        with held.LOOKING:
            check_header(path)
            refuse_network(path)
            opened = cls(path, connect(path, "rw", wait), wait)
        try:
            opened._check()
        except BaseException:
            opened.close()
            raise
        return opened

    def _make(self) -> None:
        with self.writing():
            self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._migrate(0)

    def _migrate(self, found: int) -> None:
        for step in range(found + 1, SCHEMA + 1):
            self.run_script(statements(step))
        self._connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def _check(self) -> None:
        found = int(self.rows("PRAGMA user_version")[0][0])
        if found > SCHEMA:
            raise SchemaTooNewError(self.name, found, SCHEMA)
        if int(self.rows("PRAGMA application_id")[0][0]) != APPLICATION_ID:
            raise NotAWorkspaceError(self.name, "its application id is another one")
        if self.foreign_objects():
            named = ", ".join(self.foreign_objects())
            reason = f"it holds triggers or views that we never make: {named}"
            raise NotAWorkspaceError(self.name, reason)
        if found < 1:
            raise NotAWorkspaceError(self.name, f"its schema is another one: {found}")
        if found < SCHEMA:
            with self.writing():
                self._migrate(int(self.rows("PRAGMA user_version")[0][0]))

    def rows(self, text: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a question."""
        try:
            return self._connection.execute(text, values).fetchall()
        except sqlite3.Error as error:
            raise explain(self.name, error, self._wait) from error

    def stream(self, text: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a question without holding them all."""
        try:
            # Let go of early, `yield from` closes what it is given: a cursor could not
            # be closed any more where its database is.
            yield from chain(self._connection.execute(text, values))
        except sqlite3.Error as error:
            raise explain(self.name, error, self._wait) from error

    def run(self, text: str, values: Sequence[Any] = ()) -> int:
        """Run a statement; return how many rows it touched."""
        try:
            return self._connection.execute(text, values).rowcount
        except sqlite3.Error as error:
            raise explain(self.name, error, self._wait) from error

    def run_many(self, text: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row of values."""
        try:
            self._connection.executemany(text, rows)
        except sqlite3.Error as error:
            raise explain(self.name, error, self._wait) from error

    def run_script(self, statements: Iterable[str]) -> None:
        """Run statements; every table is made STRICT, keyed ones without row ids."""
        for statement in statements:
            tail = ""
            if statement.startswith("CREATE TABLE"):
                keyed = "PRIMARY KEY (" in statement
                tail = " STRICT, WITHOUT ROWID" if keyed else " STRICT"
            self.run(statement + tail)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one write transaction, after queueing for it."""
        with self._queue:
            self._write_ahead()
            self.run("BEGIN IMMEDIATE")
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _write_ahead(self) -> None:
        """Turn to WAL before the first write; a backup has the older journal mode."""
        if not self._writes_ahead:
            self.run("PRAGMA journal_mode = WAL")
            self._writes_ahead = True

    def forget(self) -> None:
        """Empty the -wal, which still holds what was just erased from the file."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            # A failed COMMIT is never retried here: let go of the connection.
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one snapshot for several questions."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN DEFERRED")
        try:
            yield
        finally:
            self._roll_back()

    def login(self) -> str:
        """Return the operating-system user; it is asked once."""
        if self._login is None:
            try:
                self._login = getpass.getuser()
            except (OSError, KeyError):
                self._login = "unknown"
        return self._login

    def is_owned(self) -> bool:
        """Return that whoever opens a file owns it."""
        return True

    def foreign_objects(self) -> list[str]:
        """Return the names of triggers and views; a workspace has none."""
        text = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
        return [str(row[0]) for row in self.rows(text + " ORDER BY name")]

    def damage(self) -> list[str]:
        """Return what SQLite finds wrong with pages, keys and references.

        Of each the first twenty; references are not asked of spoiled pages.
        """
        text = "SELECT name FROM sqlite_master WHERE type = 'table'"
        have = {str(row[0]) for row in self.rows(text)}
        found = [f"a table is missing: {name}" for name in tables() if name not in have]
        found += self._spoiled()
        if not found:
            text = 'SELECT "table", parent FROM pragma_foreign_key_check LIMIT ?'
            for table, parent in self.rows(text, (_FAULTS,)):
                found.append(f"a reference leads nowhere: {table} → {parent}")
        return found

    def _spoiled(self) -> Iterator[str]:
        """Yield what SQLite says of its pages; it may stop at one that it cannot read.

        Raises:
            SurroundingsError: It could not look at all.
        """
        try:
            for row in self.stream(f"PRAGMA integrity_check({_FAULTS})"):
                if row[0] != "ok":
                    yield f"SQLite says: {' '.join(str(row[0]).split())}"
        except NotAWorkspaceError as error:
            yield error.values["reason"]

    def raw(self) -> sqlite3.Connection:
        """Return the connection itself, for the online backup."""
        return self._connection

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._queue.close()
        if self._held is not None:
            held.let_go(self._held)
            self._held = None
