"""A fair queue of writers in front of a SQLite file: two locks beside it.

Who wants to write takes the first lock (the head of the queue), then the second (the
turn), and lets go of the first. Who has just written must queue again behind the head,
so a busy writer cannot starve the others, which polling on BEGIN IMMEDIATE lets it do.
"""

import threading
from pathlib import Path
from types import TracebackType
from typing import Final

from cselekvo.files import reason_of
from cselekvo.store.database import LockedError, UnreachableError
from cselekvo.store.locks import Locks, locks_here

_HEAD: Final = 0
_TURN: Final = 1


class WriterQueue:
    """The place of one connection in the queue; a context manager for one turn.

    Raises:
        LockedError: The turn did not come within the wait.
        UnreachableError: The lock file cannot be made.
    """

    def __init__(
        self, path: Path, name: str, wait: float, kind: type[Locks] | None = None
    ) -> None:
        self._path, self._name, self._wait = path, name, wait
        self._kind = kind
        self._locks: Locks | None = None

    def _open(self) -> Locks:
        if self._locks is None:
            try:
                self._locks = (self._kind or locks_here())(self._path)
            except OSError as error:
                reason = (
                    f"the lock file cannot be opened: {self._path} ({error.strerror})"
                )
                raise UnreachableError(self._name, reason) from error
        return self._locks

    def _take_now(self, locks: Locks) -> bool:
        try:
            if not locks.take_now(_HEAD):
                return False
            try:
                return locks.take_now(_TURN)
            finally:
                locks.release(_HEAD)
        except OSError as error:
            raise UnreachableError(self._name, reason_of(error)) from error

    def _take_waiting(self, locks: Locks) -> None:
        """Wait for the turn in a thread, so that the wait can have an end."""
        done, given_up = threading.Event(), threading.Event()
        guard = threading.Lock()

        def wait() -> None:
            locks.take(_HEAD)
            locks.take(_TURN)
            locks.release(_HEAD)
            with guard:
                done.set()
                if given_up.is_set():
                    locks.close()

        threading.Thread(target=wait, daemon=True).start()
        if done.wait(self._wait):
            return
        with guard:
            if done.is_set():
                return
            given_up.set()
            self._locks = None
        raise LockedError(self._name, self._wait)

    def __enter__(self) -> None:
        locks = self._open()
        if not self._take_now(locks):
            self._take_waiting(locks)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._locks is not None:
            self._locks.release(_TURN)

    def close(self) -> None:
        """Let go of the lock file; it stays where it is."""
        if self._locks is not None:
            self._locks.close()
            self._locks = None
