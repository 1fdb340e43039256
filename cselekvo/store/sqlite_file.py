"""A workspace file before it is opened: what it is, where it lies, how to connect."""

import sqlite3
from pathlib import Path
from typing import Final

from cselekvo.errors import SurroundingsError
from cselekvo.files import reason_of
from cselekvo.store import held
from cselekvo.store.database import (
    LockedError,
    NotAWorkspaceError,
    UnreachableError,
    WorkspaceMissingError,
)

#: "Cslk" in ASCII, in the header of every workspace file.
APPLICATION_ID: Final = 0x43736C6B
#: How long a writer waits for its turn, in seconds.
WAIT: Final = 20.0
_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "davfs"}
)
#: How much of a file may be held in memory, in KiB: a big import writes pages once.
CACHE: Final = 65_536
_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA cell_size_check = ON",
    f"PRAGMA cache_size = -{CACHE}",
)


def explain(name: str, error: sqlite3.Error, wait: float = WAIT) -> SurroundingsError:
    """Return the error of ours that says what SQLite means."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return LockedError(name, wait)
    if "readonly" in text:
        return UnreachableError(name, "the file or its folder is read-only")
    if "not a database" in text or "malformed" in text or "no such table" in text:
        return NotAWorkspaceError(name, f"SQLite says: {text}")
    return UnreachableError(name, f"SQLite says: {text}")


def connect(path: Path, mode: str, wait: float = WAIT) -> sqlite3.Connection:
    """Return a connection with our settings; `mode` is `rw` or `rwc`.

    Raises:
        SurroundingsError: SQLite cannot open it.
    """
    quoted = str(path.absolute()).replace("%", "%25").replace("?", "%3f")
    uri = f"file:{quoted.replace('#', '%23')}?mode={mode}"
    try:
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=wait, cached_statements=512
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error as error:
        raise explain(str(path), error, wait) from error
    return connection


def check_header(path: Path) -> None:
    """Look at a file's first hundred bytes before SQLite may touch it.

    A file that this process has open already is not looked at (see `held`).

    Raises:
        WorkspaceMissingError: No file.
        NotAWorkspaceError: It is no SQLite file, too short, or not ours.
        UnreachableError: It cannot be read.
    """
    name = str(path)
    try:
        if not path.exists():
            raise WorkspaceMissingError(name)
        if not path.is_file():
            raise NotAWorkspaceError(name, "it is no regular file")
        if held.is_held(path):
            return
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except (OSError, ValueError) as error:
        raise UnreachableError(name, reason_of(error)) from error
    if not head.startswith(b"SQLite format 3\0"):
        raise NotAWorkspaceError(name, "it is no SQLite file")
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotAWorkspaceError(name, "its application id is another one")
    if size < pages * (65536 if page == 1 else page) and not _has_wal(path):
        raise NotAWorkspaceError(name, "it is truncated")


def _has_wal(path: Path) -> bool:
    wal = Path(f"{path}-wal")
    return wal.exists() and wal.stat().st_size > 0


def refuse_network(path: Path) -> None:
    """Refuse a network file system, where SQLite's locks cannot be trusted."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    folder = str(path.absolute().parent.resolve())
    best, kind = "", ""
    for line in lines:
        _, mount, system, *_ = line.split(" ")
        inside = folder == mount or folder.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, system
    if kind in _NETWORK:
        reason = f"a network file system cannot hold a workspace; use a disk: {kind}"
        raise UnreachableError(str(path), reason)
