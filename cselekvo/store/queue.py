"""A fair queue of writers in front of a SQLite file: two bytes of `<db>.lock`.

Who wants to write takes the first byte (the head of the queue), then the second (the
turn), and lets go of the first. Who has just written must queue again behind the head,
so a busy writer cannot starve the others, which polling on BEGIN IMMEDIATE lets it do.
"""

import errno
import fcntl
import os
import struct
import threading
from pathlib import Path
from types import TracebackType
from typing import Final

from cselekvo.store.database import LockedError, UnreachableError

_HEAD: Final = 0
_TURN: Final = 1


def _lock(handle: int, byte: int, kind: int, command: int) -> None:
    what = struct.pack("hhqqi4x", kind, os.SEEK_SET, byte, 1, 0)
    fcntl.fcntl(handle, command, what)


class WriterQueue:
    """The place of one connection in the queue; a context manager for one turn.

    Raises:
        LockedError: The turn did not come within the wait.
        UnreachableError: The lock file cannot be made.
    """

    def __init__(self, path: Path, name: str, wait: float) -> None:
        self._path, self._name, self._wait = path, name, wait
        self._handle: int | None = None

    def _open(self) -> int:
        if self._handle is None:
            try:
                flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
                self._handle = os.open(self._path, flags, 0o600)
            except OSError as error:
                reason = (
                    f"the lock file cannot be opened: {self._path} ({error.strerror})"
                )
                raise UnreachableError(self._name, reason) from error
        return self._handle

    def _take_now(self, handle: int) -> bool:
        try:
            _lock(handle, _HEAD, fcntl.F_WRLCK, fcntl.F_OFD_SETLK)
        except OSError as error:
            if error.errno in {errno.EAGAIN, errno.EACCES}:
                return False
            raise UnreachableError(self._name, str(error)) from error
        try:
            _lock(handle, _TURN, fcntl.F_WRLCK, fcntl.F_OFD_SETLK)
        except OSError:
            return False
        finally:
            _lock(handle, _HEAD, fcntl.F_UNLCK, fcntl.F_OFD_SETLK)
        return True

    def _take_waiting(self, handle: int) -> None:
        """Wait for the turn in a thread, so that the wait can have an end."""
        done, state = threading.Event(), {"given_up": False}
        guard = threading.Lock()

        def wait() -> None:
            _lock(handle, _HEAD, fcntl.F_WRLCK, fcntl.F_OFD_SETLKW)
            _lock(handle, _TURN, fcntl.F_WRLCK, fcntl.F_OFD_SETLKW)
            _lock(handle, _HEAD, fcntl.F_UNLCK, fcntl.F_OFD_SETLK)
            with guard:
                done.set()
                if state["given_up"]:
                    _lock(handle, _TURN, fcntl.F_UNLCK, fcntl.F_OFD_SETLK)

        threading.Thread(target=wait, daemon=True).start()
        if done.wait(self._wait):
            return
        with guard:
            if done.is_set():
                return
            state["given_up"] = True
            self._handle = None
        raise LockedError(self._name, self._wait)

    def __enter__(self) -> None:
        handle = self._open()
        if not self._take_now(handle):
            self._take_waiting(handle)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._handle is not None:
            _lock(self._handle, _TURN, fcntl.F_UNLCK, fcntl.F_OFD_SETLK)

    def close(self) -> None:
        """Let go of the lock file; it stays where it is."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
