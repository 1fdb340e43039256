"""Opening a workspace's database by its name: a path, or a `postgresql://` URL."""

from pathlib import Path

from cselekvo.store.database import Database


def is_url(name: str | Path) -> bool:
    """Return whether the name of a workspace means a PostgreSQL database."""
    return isinstance(name, str) and name.startswith(("postgresql://", "postgres://"))


def create_database(where: str | Path) -> Database:
    """Make an empty database of the newest schema.

    Raises:
        WorkspaceExistsError: Something stands there already.
    """
    if is_url(where):
        from cselekvo.store.postgres import PostgresDatabase

        return PostgresDatabase.create(str(where))
    from cselekvo.store.sqlite import SqliteDatabase

    return SqliteDatabase.create(Path(where))


def open_database(where: str | Path) -> Database:
    """Open a database after looking at what it is.

    Raises:
        SurroundingsError: It is missing, foreign, newer, locked or unreachable.
    """
    if is_url(where):
        from cselekvo.store.postgres import PostgresDatabase

        return PostgresDatabase.open(str(where))
    from cselekvo.store.sqlite import SqliteDatabase

    return SqliteDatabase.open(Path(where))
