"""A workspace in a PostgreSQL database, in a schema of its own.

A transaction-level advisory lock orders the writers and with them the numbers of the
journal. All texts compare by code point (`COLLATE "C"`), as SQLite's do.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count, islice
from typing import TYPE_CHECKING, Any, Final, cast

from cselekvo.errors import MissingExtraError, SurroundingsError
from cselekvo.store.database import (
    Database,
    LockedError,
    NotAWorkspaceError,
    Row,
    SchemaTooNewError,
    UnreachableError,
    WorkspaceExistsError,
    WorkspaceMissingError,
)
from cselekvo.store.migrations import SCHEMA, statements, tables

if TYPE_CHECKING:
    import psycopg

_SCHEMA: Final = "cselekvo"
_LOCK: Final = int.from_bytes(hashlib.sha256(b"cselekvo").digest()[:7], "big")
_BATCH: Final = 1000
_PASSWORD_NAMED: Final = re.compile(r"^([a-z]+://[^:/?#@]*:)[^/?#]*@")
_PASSWORD_ASKED: Final = re.compile(r"([?&](?:ssl)?password=)[^&#]*", re.IGNORECASE)


def masked(url: str) -> str:
    """Return the URL without its password, wherever in it the password stands."""
    plain = _PASSWORD_ASKED.sub(r"\1***", url)
    return _PASSWORD_NAMED.sub(r"\1***@", plain)


@lru_cache(maxsize=1024)
def _translated(text: str) -> str:
    return text.replace("%", "%%").replace("?", "%s")


class PostgresDatabase(Database):
    """One connection to a workspace in PostgreSQL."""

    def __init__(self, url: str, connection: "psycopg.Connection[Row]") -> None:
        self.name = masked(url)
        self._connection = connection
        self._cursors = count()

    @classmethod
    def create(cls, url: str) -> "PostgresDatabase":
        """Make a new workspace in the database.

        Raises:
            WorkspaceExistsError: The database holds one already.
            UnreachableError: The server cannot be reached.
        """
        made = cls(url, _connect(url))
        if made._has_schema():
            made.close()
            raise WorkspaceExistsError(made.name)
        with made.writing():
            made.run(f"CREATE SCHEMA {_SCHEMA}")
            made._migrate(0)
        return made

    @classmethod
    def open(cls, url: str) -> "PostgresDatabase":
        """Open the workspace of the database.

        Raises:
            WorkspaceMissingError: The database holds none.
            SchemaTooNewError: Written by a newer version.
            UnreachableError: The server cannot be reached.
        """
        opened = cls(url, _connect(url))
        try:
            opened._check()
        except BaseException:
            opened.close()
            raise
        return opened

    def _has_schema(self) -> bool:
        text = "SELECT 1 FROM pg_namespace WHERE nspname = ?"
        return bool(self.rows(text, (_SCHEMA,)))

    def _check(self) -> None:
        if not self._has_schema():
            raise WorkspaceMissingError(self.name)
        if not self.rows("SELECT to_regclass('cselekvo.meta')")[0][0]:
            reason = "its schema 'cselekvo' is somebody else's"
            raise NotAWorkspaceError(self.name, reason)
        found = int(self.rows("SELECT value FROM meta WHERE key = 'schema'")[0][0])
        if found > SCHEMA:
            raise SchemaTooNewError(self.name, found, SCHEMA)
        if self.foreign_objects():
            named = ", ".join(self.foreign_objects())
            reason = f"it holds triggers or views that we never make: {named}"
            raise NotAWorkspaceError(self.name, reason)
        if found < SCHEMA:
            with self.writing():
                now = self.rows("SELECT value FROM meta WHERE key = 'schema'")
                self._migrate(int(now[0][0]))

    def _migrate(self, found: int) -> None:
        for step in range(found + 1, SCHEMA + 1):
            self.run_script(statements(step))
        if found == 0:
            self.run("INSERT INTO meta (key, value) VALUES ('schema', '0')")
        self.run("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA),))

    def rows(self, text: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a question."""
        with self._explained():
            return self._connection.execute(_statement(text), values).fetchall()

    def stream(self, text: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a question from a cursor of the server's."""
        with self._explained(), self.reading():
            name = f"c{next(self._cursors)}"
            with self._connection.cursor(name) as cursor:
                cursor.itersize = _BATCH
                cursor.execute(_statement(text), values)
                yield from cursor

    def run(self, text: str, values: Sequence[Any] = ()) -> int:
        """Run a statement; return how many rows it touched."""
        with self._explained():
            return self._connection.execute(_statement(text), values).rowcount

    def run_many(self, text: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row of values, pipelined by the driver."""
        left = iter(rows)
        with self._explained(), self._connection.cursor() as cursor:
            while batch := list(islice(left, _BATCH)):
                cursor.executemany(_statement(text), batch)

    def run_script(self, statements: Iterable[str]) -> None:
        """Run statements; integers are 64 bits wide, texts compare by code point."""
        for statement in statements:
            text = statement
            if statement.startswith("CREATE TABLE"):
                text = statement.replace(" TEXT", ' TEXT COLLATE "C"')
                text = text.replace(" INTEGER", " BIGINT")
                text = text.replace(" REAL", " DOUBLE PRECISION")
            self.run(text)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one write transaction, after queueing for it."""
        with self._explained(), self._connection.transaction():
            self.run("SELECT pg_advisory_xact_lock(?)", (_LOCK,))
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one snapshot for several questions."""
        from psycopg.pq import TransactionStatus

        if self._connection.info.transaction_status is not TransactionStatus.IDLE:
            yield
            return
        with self._explained(), self._connection.transaction():
            self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    @contextmanager
    def _explained(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise _explain(self.name, error) from error

    def login(self) -> str:
        """Return the database user."""
        return str(self.rows("SELECT session_user")[0][0])

    def is_owned(self) -> bool:
        """Return whether the schema belongs to the database user."""
        text = (
            "SELECT 1 FROM pg_namespace WHERE nspname = ? "
            "AND pg_get_userbyid(nspowner) = session_user"
        )
        return bool(self.rows(text, (_SCHEMA,)))

    def foreign_objects(self) -> list[str]:
        """Return the names of triggers and views; a workspace has none."""
        text = (
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = ? AND NOT t.tgisinternal UNION SELECT c.relname "
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = ? AND c.relkind IN ('v', 'm') ORDER BY 1"
        )
        return [str(row[0]) for row in self.rows(text, (_SCHEMA, _SCHEMA))]

    def damage(self) -> list[str]:
        """Return which tables are missing; pages are the server's own concern."""
        text = "SELECT tablename FROM pg_tables WHERE schemaname = ?"
        have = {str(row[0]) for row in self.rows(text, (_SCHEMA,))}
        return [f"a table is missing: {name}" for name in tables() if name not in have]

    def forget(self) -> None:
        """Write the sealed texts anew, without the rows that were erased.

        Log and base backups of the server are its administrator's concern.
        """
        self.run("VACUUM (FULL) personal, journal_personal")

    def destroy(self) -> None:
        """Remove the schema: it was made just now, and the making failed."""
        try:
            self.run(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _statement(text: str) -> Any:
    return cast("Any", _translated(text))


def _explain(name: str, error: "psycopg.Error") -> SurroundingsError:
    text = " ".join(str(error).split())
    if error.sqlstate in {"55P03", "40P01"}:
        return LockedError(name, 0)
    return UnreachableError(name, text)


def _connect(url: str) -> "psycopg.Connection[Row]":
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError("postgres", "A PostgreSQL workspace") from error
    try:
        connection = psycopg.connect(
            url, autocommit=True, connect_timeout=10, prepare_threshold=2
        )
        connection.execute(f"SET search_path TO {_SCHEMA}")
        connection.execute("SET client_min_messages TO warning")
    except ValueError as error:
        reason = "the address holds what is no text"
        raise UnreachableError(masked(url), reason) from error
    except psycopg.Error as error:
        # The driver's text may repeat the address.
        reason = " ".join(str(error).split()) or "the server did not answer"
        reason = masked(reason.replace(url, masked(url)))
        raise UnreachableError(masked(url), reason) from error
    return connection
