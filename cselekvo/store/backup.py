"""Backups: always a workspace file of SQLite, whatever the workspace itself is.

From SQLite by the online backup, from PostgreSQL by reading one snapshot. A backup is
made beside its target, looked at, and renamed.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cselekvo.errors import RefusedError, SurroundingsError
from cselekvo.files import reason_not_written, reason_of
from cselekvo.store import entries
from cselekvo.store.database import (
    Database,
    NotAWorkspaceError,
    UnreachableError,
)
from cselekvo.store.migrations import tables
from cselekvo.store.queue import WriterQueue
from cselekvo.store.sql import quoted
from cselekvo.store.sqlite import SqliteDatabase
from cselekvo.store.sqlite_file import WAIT, check_header, explain


class BackupOverWorkspaceError(RefusedError):
    """A backup was to be written over the workspace that it backs up."""

    code = "backup-over-workspace"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is the workspace itself; it was not touched. Choose another name "
            "for the backup.",
            name=name,
        )


class WorkspaceDamagedError(SurroundingsError):
    """A workspace was to be backed up whose copy could not be restored."""

    code = "workspace-damaged"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} is damaged: {reason}. No backup was written. Restore the latest "
            "backup.",
            name=name,
            reason=reason,
        )


_BESIDE: Final = ("-wal", "-shm", "-journal")


def write_backup(database: Database, target: Path) -> entries.Head:
    """Write a backup; return the position and the hash it holds.

    Raises:
        WorkspaceDamagedError: The copy could not be restored; nothing is left of it.
        UnreachableError: The target cannot be written; nothing is left there.
    """
    _check_target(database, target)
    working = target.with_name(f".{target.name}.{os.getpid()}.part")
    _remove(working)
    try:
        with _naming(target, working):
            if isinstance(database, SqliteDatabase):
                _copy_file(database, working)
            else:
                _copy_rows(database, working)
            head = check_backup(working)
            working.replace(target)
    except NotAWorkspaceError as error:
        raise WorkspaceDamagedError(database.name, error.values["reason"]) from error
    finally:
        _remove(working)
    return head


@contextmanager
def _naming(target: Path, working: Path) -> Iterator[None]:
    """Let errors name the file that was asked for, not the copy in the making."""
    try:
        yield
    except OSError as error:
        raise UnreachableError(str(target), reason_not_written(error)) from error
    except (NotAWorkspaceError, UnreachableError) as error:
        if error.values["name"] != str(working):
            raise
        raise type(error)(str(target), error.values["reason"]) from error


def _check_target(database: Database, target: Path) -> None:
    try:
        there = target.exists()
        same = there and database.path is not None and target.samefile(database.path)
        file = target.is_file()
    except (OSError, ValueError) as error:
        raise UnreachableError(str(target), reason_of(error)) from error
    if same:
        raise BackupOverWorkspaceError(str(target))
    if there and not file:
        raise UnreachableError(str(target), "it is no regular file")


def _remove(path: Path) -> None:
    for beside in ("", *_BESIDE, ".lock"):
        try:
            Path(f"{path}{beside}").unlink(missing_ok=True)
        except OSError:
            continue


def _copy_file(database: SqliteDatabase, target: Path) -> None:
    """Copy by the online backup into a new file that only its owner may read."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        copy = sqlite3.connect(target, isolation_level=None)
        try:
            database.raw().backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
    except sqlite3.Error as error:
        raise explain(str(target), error) from error
    _sync(target)


def _copy_rows(database: Database, target: Path) -> None:
    made = SqliteDatabase.create(target)
    try:
        with database.reading(), made.writing():
            made.run("PRAGMA defer_foreign_keys = ON")
            for name in tables():
                _copy_table(database, made, name)
        made.run("PRAGMA journal_mode = DELETE")
    finally:
        made.close()
    _sync(target)


def _copy_table(database: Database, made: SqliteDatabase, name: str) -> None:
    columns = [str(row[1]) for row in made.rows(f"PRAGMA table_info({quoted(name)})")]
    listed = ", ".join(quoted(column) for column in columns)
    marks = ", ".join("?" * len(columns))
    where = " WHERE key <> 'schema'" if name == "meta" else ""
    rows = database.stream(f"SELECT {listed} FROM {quoted(name)}{where}")
    made.run_many(f"INSERT INTO {quoted(name)} ({listed}) VALUES ({marks})", rows)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def check_backup(path: Path) -> entries.Head:
    """Look at a backup, made just now or to be restored; return its position.

    Raises:
        NotAWorkspaceError: It is no workspace, or damaged.
    """
    check_header(path)
    opened = SqliteDatabase.open(path)
    try:
        damage = opened.damage()
        if damage:
            raise NotAWorkspaceError(str(path), damage[0])
        return entries.head_of(opened)
    finally:
        opened.close()


def restore_file(backup: Path, target: Path) -> None:
    """Put a backup in the place of a workspace file.

    A -wal that lies beside the target belongs to what was there before: SQLite would
    replay it into the backup without complaint, so it goes first. Where no file is
    left, the backup takes its place; where one is, its rights are kept.
    """
    working = target.with_name(f".{target.name}.{os.getpid()}.part")
    source = SqliteDatabase.open(backup)
    queue = WriterQueue(Path(f"{target}.lock"), str(target), WAIT)
    try:
        with _naming(target, working):
            _copy_file(source, working)
            if target.exists():
                working.chmod(target.stat().st_mode)
            with queue:
                _swap_in(working, target)
    finally:
        queue.close()
        source.close()
        _remove(working)


def _swap_in(working: Path, target: Path) -> None:
    """Remove what lies beside the old file, then rename the new one over it."""
    for beside in _BESIDE:
        Path(f"{target}{beside}").unlink(missing_ok=True)
    working.replace(target)


def restore_rows(backup: Path, database: Database) -> None:
    """Put a backup's rows in the place of all rows of a PostgreSQL workspace."""
    source = SqliteDatabase.open(backup)
    try:
        with database.writing():
            names = ", ".join(quoted(name) for name in tables() if name != "meta")
            database.run(f"TRUNCATE {names}")
            database.run("DELETE FROM meta WHERE key <> 'schema'")
            for name in tables():
                _refill(source, database, name)
    finally:
        source.close()


def _refill(source: SqliteDatabase, database: Database, name: str) -> None:
    columns = [str(row[1]) for row in source.rows(f"PRAGMA table_info({quoted(name)})")]
    listed = ", ".join(quoted(column) for column in columns)
    marks = ", ".join("?" * len(columns))
    where = " WHERE key <> 'schema'" if name == "meta" else ""
    order = " ORDER BY seq" if name == "journal" else ""
    rows = source.stream(f"SELECT {listed} FROM {quoted(name)}{where}{order}")
    insert = f"INSERT INTO {quoted(name)} ({listed}) VALUES ({marks})"
    database.run_many(insert, rows)
