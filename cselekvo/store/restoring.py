"""Putting a backup in the place of a workspace, once it is allowed and looked at."""

from pathlib import Path

from cselekvo.errors import NotAllowedError
from cselekvo.rules.permissions import Verb, may_everywhere
from cselekvo.store import backup as backups
from cselekvo.store.actors import who_acts
from cselekvo.store.database import Database
from cselekvo.store.entries import Head
from cselekvo.store.opening import is_url, open_database


def restore(where: str | Path, backup: Path, user: str | None) -> Head:
    """Restore a backup; return the position it holds.

    On a server, and where a user is named, an owner's right is asked for. Whoever may
    write a local file owns it, even when it is damaged.

    Raises:
        NotAllowedError: The user may not.
        NotAWorkspaceError: The backup is none; the workspace is as before.
    """
    held = backups.check_backup(backup)
    if is_url(where):
        database = open_database(where)
        try:
            _require_owner(database, user)
            backups.restore_rows(backup, database)
        finally:
            database.close()
        return held
    if user is not None:
        database = open_database(where)
        try:
            _require_owner(database, user)
        finally:
            database.close()
    backups.restore_file(backup, Path(where))
    return held


def _require_owner(database: Database, user: str | None) -> None:
    who = who_acts(database, user)
    if not may_everywhere(who, Verb.RESTORE):
        raise NotAllowedError(who.user, Verb.RESTORE.value, database.name)
