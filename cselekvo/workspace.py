"""The one object that commands, pages and library users hold: an open workspace."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

from cselekvo.domain.budapest import day_in_budapest
from cselekvo.errors import NotAllowedError, RefusedError
from cselekvo.rules.permissions import (
    OWNER_ID,
    Actor,
    Verb,
    local_owner,
    may_everywhere,
)
from cselekvo.store.actors import who_acts
from cselekvo.store.database import Database
from cselekvo.store.entries import ERASED, Head, head_of
from cselekvo.store.knowledge import KnownAt, resolve
from cselekvo.store.opening import create_database, open_database
from cselekvo.store.reader import StoreReader

if TYPE_CHECKING:
    from cselekvo.store.verify import Verified
    from cselekvo.store.work import StoreWork

Clock = Callable[[], datetime]


def _no_clock() -> datetime:
    raise ClockMissingError


class ClockMissingError(RefusedError):
    """A workspace was opened without a clock, and something asked what time it is."""

    code = "clock-missing"

    def __init__(self) -> None:
        super().__init__(
            "This workspace was opened without a clock: give on= and clock= to "
            "Workspace.open, for example clock=lambda: datetime.now(UTC)."
        )


#: What one reader sees on one day, as known at one instant; see `ports.Reader`.
View = StoreReader


class Workspace:
    """An open workspace: `change` it, or take a `view` and ask."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._salt: str | None = None
        self._changing = False

    @classmethod
    def create(cls, where: str | Path, *, clock: Clock | None = None) -> Self:
        """Make an empty workspace: a file, or a schema in a PostgreSQL database.

        Raises:
            WorkspaceExistsError: Something stands there already.
        """
        database = create_database(where)
        made = cls(database, clock or _no_clock)
        try:
            with database.writing():
                database.run(
                    "INSERT INTO meta (key, value) VALUES ('workspace', ?)",
                    (secrets.token_hex(16),),
                )
            made._begin()
        except BaseException:
            database.destroy()
            raise
        return made

    @classmethod
    def open(cls, where: str | Path, *, clock: Clock | None = None) -> Self:
        """Open a workspace.

        Args:
            where: A file's path, or a `postgresql://` URL.
            clock: Tells the instant, with offset; None: every question names its day.

        Raises:
            SurroundingsError: It is missing, foreign, newer, locked or unreachable.
        """
        return cls(open_database(where), clock or _no_clock)

    def _begin(self) -> None:
        from cselekvo.actions.setup import begin_workspace
        from cselekvo.handbook.regions import regions

        login = self._database.login()
        by = None if self._database.path is not None else login
        owner = local_owner(login)
        with self.change(owner) as work:
            begin_workspace(work, list(regions()), by)

    @property
    def name(self) -> str:
        """Return the path or the URL, its password masked."""
        return self._database.name

    @property
    def path(self) -> Path | None:
        """Return the file, where it is one."""
        return self._database.path

    def now(self) -> datetime:
        """Return the instant, by the workspace's clock."""
        return self._clock().astimezone(UTC)

    def today(self) -> date:
        """Return the day it is in Budapest."""
        return day_in_budapest(self.now())

    def actor(self, user: str | None = None) -> Actor:
        """Return who acts: the owner of a file, a mapped database user, or `user`.

        Args:
            user: Whose roles to act with; it narrows what may be done and seen.

        Raises:
            UserUnknownError: No such user, or disabled.
        """
        return who_acts(self._database, user)

    @contextmanager
    def change(
        self,
        actor: Actor | str | None = None,
        reason: str = "",
        request_id: str | None = None,
    ) -> "Iterator[StoreWork]":
        """Hold one change: one transaction, one journal entry.

        When an action found an error, or the block raises, nothing is written. With a
        request id that was seen before, the actions answer as they did then.

        Args:
            actor: Who changes; a text is a user's id; None: whoever opened it.
            reason: Why, in words for the journal.
            request_id: The caller's own mark of this request, for a safe retry.
        """
        from cselekvo.store.work import ChangeWithinChangeError, StoreWork

        if self._changing:
            raise ChangeWithinChangeError
        who = actor if isinstance(actor, Actor) else self.actor(actor)
        self._changing = True
        try:
            with self._database.writing():
                now = self.now()
                work = StoreWork(
                    self._database,
                    who,
                    now,
                    day_in_budapest(now),
                    salt=self._workspace_salt(),
                    request_id=request_id,
                    reason=reason,
                )
                yield work
                work.check_replay()
                if work.is_void or work.is_replay:
                    _roll_back()
                work.finish()
            if ERASED in work.touched:
                self._database.forget()
        except _VoidError:
            pass
        finally:
            self._changing = False

    def _workspace_salt(self) -> str:
        if self._salt is None:
            text = "SELECT value FROM meta WHERE key = 'workspace'"
            self._salt = str(self._database.rows(text)[0][0])
        return self._salt

    def view(
        self,
        on: date | None = None,
        known_at: KnownAt = None,
        reader: Actor | str | None = None,
    ) -> View:
        """Return what a reader sees.

        Args:
            on: The day asked about; None: today.
            known_at: An instant, a day, `#SEQ`; None: what is known now.
            reader: Who asks; a text is a user's id; None: whoever opened it.
        """
        who = reader if isinstance(reader, Actor) else self.actor(reader)
        day = self.today() if on is None else on
        return View(self._database, who, day, resolve(self._database, known_at))

    def head(self) -> Head:
        """Return the end of the journal: number, instant and hash."""
        return head_of(self._database)

    def verify(
        self, head: str | None = None, tick: Callable[[int], None] = lambda _: None
    ) -> "Verified":
        """Recompute every digest and the chain; see `store.verify`."""
        from cselekvo.store.verify import verify

        return verify(self._database, head, tick)

    def backup(self, target: Path, actor: Actor | None = None) -> Head:
        """Write a backup, and note in the journal that it was made.

        Raises:
            NotAllowedError: The actor may not.
            UnreachableError: The target cannot be written.
        """
        from cselekvo.store import backup as backups

        who = actor or self.actor()
        if not may_everywhere(who, Verb.BACK_UP):
            raise NotAllowedError(who.user, Verb.BACK_UP.value, self.name)
        held = backups.write_backup(self._database, target)
        self._note("backup", target, held, who)
        return held

    def _note(self, verb: str, file: Path, held: Head, who: Actor) -> None:
        """Note a copy of the workspace in the journal: an erasure cannot reach it."""
        from cselekvo.actions.copies import note_copy

        with self.change(who) as work:
            note_copy(work, verb, file, held.seq, held.hash)

    @classmethod
    def restore(
        cls,
        where: str | Path,
        backup: Path,
        *,
        user: str | None = None,
        clock: Clock | None = None,
    ) -> Head:
        """Put a backup in the place of a workspace; return the position it holds.

        A stale `-wal` beside the file is removed. The backup is looked at first; when
        it is none, the workspace is as before. A file may be missing or damaged: it is
        what a restore is for. With a clock, the restored journal notes that and from
        what it was restored.

        Args:
            where: The workspace.
            backup: A workspace file.
            user: Whose roles to act with.
            clock: Tells the instant.

        Raises:
            NotAllowedError: The user may not; only owners may.
        """
        from cselekvo.store.restoring import restore

        held = restore(where, backup, user)
        if clock is not None:
            with cls.open(where, clock=clock) as opened:
                opened._note("restore", backup, held, opened.actor())  # noqa: SLF001
        return held

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _VoidError(Exception):
    """Roll back quietly: an action found an error, or there was nothing new to do."""


def _roll_back() -> NoReturn:
    raise _VoidError


__all__ = ["OWNER_ID", "Actor", "View", "Workspace"]
