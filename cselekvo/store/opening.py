"""Opening a workspace's database by its name: a path, or a `postgresql://` URL."""

from pathlib import Path

from cselekvo.store.database import Database
from cselekvo.store.postgres import PostgresDatabase, is_url
from cselekvo.store.sqlite import SqliteDatabase


def create_database(where: str | Path) -> Database:
    """Make an empty database of the newest schema.

    Raises:
        WorkspaceExistsError: Something stands there already.
    """
    if isinstance(where, str) and is_url(where):
        return PostgresDatabase.create(where)
    return SqliteDatabase.create(Path(where))


def open_database(where: str | Path) -> Database:
    """Open a database after looking at what it is.

    Raises:
        SurroundingsError: It is missing, foreign, newer, locked or unreachable.
    """
    if isinstance(where, str) and is_url(where):
        return PostgresDatabase.open(where)
    return SqliteDatabase.open(Path(where))
