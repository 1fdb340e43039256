"""Two locks beside a workspace file, by what the system offers.

Linux locks bytes for an open file (`F_OFD_SETLK`), other Unixes whole files
(`flock`), Windows bytes for a handle. Each belongs to one opening of the file, not to
a process, so that connections of one process exclude each other too.
"""

import abc
import errno
import os
import struct
import sys
import time
from pathlib import Path
from typing import Final

_BUSY: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_PAUSE: Final = 0.003
_FLAGS: Final = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)


def _open(path: Path) -> int:
    return os.open(path, _FLAGS, 0o600)


class Locks(abc.ABC):
    """Two locks, numbered 0 and 1, of one opening of the file at a path."""

    @abc.abstractmethod
    def __init__(self, path: Path) -> None:
        """Open the lock file; it is made where it is missing."""

    @abc.abstractmethod
    def take_now(self, which: int) -> bool:
        """Take a lock if it is free; return whether it was."""

    @abc.abstractmethod
    def release(self, which: int) -> None:
        """Let go of a lock."""

    @abc.abstractmethod
    def close(self) -> None:
        """Let go of everything."""

    def take(self, which: int) -> None:
        """Wait for a lock, for as long as it takes."""
        while not self.take_now(which):
            time.sleep(_PAUSE)


class OpenFileLocks(Locks):
    """Bytes of one file, locked for the open file: Linux."""

    def __init__(self, path: Path) -> None:
        self._handle = _open(path)

    def _ask(self, which: int, kind: int, command: int) -> None:
        import fcntl

        what = struct.pack("hhqqi4x", kind, os.SEEK_SET, which, 1, 0)
        fcntl.fcntl(self._handle, command, what)

    def take_now(self, which: int) -> bool:
        """Take a lock if it is free; return whether it was."""
        import fcntl

        try:
            self._ask(which, fcntl.F_WRLCK, fcntl.F_OFD_SETLK)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def take(self, which: int) -> None:
        """Wait for a lock; the kernel wakes those who wait in order."""
        import fcntl

        self._ask(which, fcntl.F_WRLCK, fcntl.F_OFD_SETLKW)

    def release(self, which: int) -> None:
        """Let go of a lock."""
        import fcntl

        self._ask(which, fcntl.F_UNLCK, fcntl.F_OFD_SETLK)

    def close(self) -> None:
        """Let go of everything."""
        os.close(self._handle)


class WholeFileLocks(Locks):
    """Two whole files: Unixes without locks for an open file, as macOS."""

    def __init__(self, path: Path) -> None:
        self._handles = [_open(path)]
        try:
            self._handles.append(_open(path.with_name(f"{path.name}2")))
        except OSError:
            self.close()
            raise

    def take_now(self, which: int) -> bool:
        """Take a lock if it is free; return whether it was."""
        import fcntl

        try:
            fcntl.flock(self._handles[which], fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def take(self, which: int) -> None:
        """Wait for a lock, for as long as it takes."""
        import fcntl

        fcntl.flock(self._handles[which], fcntl.LOCK_EX)

    def release(self, which: int) -> None:
        """Let go of a lock."""
        import fcntl

        fcntl.flock(self._handles[which], fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of everything."""
        while self._handles:
            os.close(self._handles.pop())


class WindowsLocks(Locks):
    """Bytes of one file, locked for the handle: Windows."""

    def __init__(self, path: Path) -> None:
        self._handle = _open(path)

    def _ask(self, which: int, mode: str) -> None:
        import msvcrt

        os.lseek(self._handle, which, os.SEEK_SET)
        locking = getattr(msvcrt, "locking")  # noqa: B009 - unknown to other systems
        locking(self._handle, getattr(msvcrt, mode), 1)

    def take_now(self, which: int) -> bool:
        """Take a lock if it is free; return whether it was."""
        try:
            self._ask(which, "LK_NBLCK")
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def release(self, which: int) -> None:
        """Let go of a lock."""
        self._ask(which, "LK_UNLCK")

    def close(self) -> None:
        """Let go of everything."""
        os.close(self._handle)


def locks_here() -> type[Locks]:
    """Return the kind of locks that this system offers."""
    if sys.platform == "win32":
        return WindowsLocks
    import fcntl

    return OpenFileLocks if hasattr(fcntl, "F_OFD_SETLK") else WholeFileLocks
