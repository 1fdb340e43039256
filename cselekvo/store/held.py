"""Which workspace files this process has open.

SQLite guards a file with POSIX locks, and a process loses all of its locks on a file
when it closes any handle of it. To read the header of a file that is open already would
so let another program, as it leaves, take the -wal from under us: what is acknowledged
after that is lost. So such a file is never opened but by SQLite itself.

Source: "How To Corrupt An SQLite Database File", section 2.2, sqlite.org.
"""

import threading
from collections import Counter
from pathlib import Path
from typing import Final

FileId = tuple[int, int]
_HELD: Final[Counter[FileId]] = Counter()
#: Held while a file is looked at and then opened.
LOOKING: Final = threading.RLock()


def _id(path: Path) -> FileId:
    known = path.stat()
    return known.st_dev, known.st_ino


def hold(path: Path) -> FileId:
    """Note that a file is open."""
    with LOOKING:
        file = _id(path)
        _HELD[file] += 1
        return file


def let_go(file: FileId) -> None:
    """Note that a file was closed once."""
    with LOOKING:
        _HELD[file] -= 1
        if not _HELD[file]:
            del _HELD[file]


def is_held(path: Path) -> bool:
    """Return whether this process has the file open."""
    with LOOKING:
        return _id(path) in _HELD
