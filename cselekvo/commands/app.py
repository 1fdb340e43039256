"""What every command shares: which workspace, who asks, how to answer."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cselekvo.errors import RefusedError

if TYPE_CHECKING:
    from cselekvo.store.work import StoreWork
    from cselekvo.workspace import View, Workspace

DEFAULT_WORKSPACE = "cselekvo.db"


class WorkspaceNeededError(RefusedError):
    """A command that changes needs a workspace that is named or lies in the folder."""

    code = "workspace-needed"


def read_clock() -> datetime:
    """Return the instant; the only clock of the command line."""
    return datetime.now(UTC)


class App:
    """The options of one call, and the workspace they open.

    Attributes:
        workspace: A file or a URL; None: the environment, else the folder's own.
        as_json: Whether one JSON object is printed instead of text.
        as_user: Whose roles to act with.
        request_id: The caller's own mark of this request.
        has_changed: Whether a change was made, so that only its answer can fail.
    """

    def __init__(self) -> None:
        self.workspace: str | None = None
        self.as_json = False
        self.as_user: str | None = None
        self.request_id: str | None = None
        self.has_changed = False

    @property
    def where(self) -> str:
        """Return the workspace's file or URL."""
        named = self.workspace or os.environ.get("CSELEKVO_WORKSPACE")
        return named or DEFAULT_WORKSPACE

    @property
    def is_named(self) -> bool:
        """Return whether a workspace was named, by option or environment."""
        return bool(self.workspace or os.environ.get("CSELEKVO_WORKSPACE"))

    @property
    def is_there(self) -> bool:
        """Return whether a workspace was named, or lies in the folder."""
        return self.is_named or Path(DEFAULT_WORKSPACE).exists()

    @contextmanager
    def opened(self) -> Iterator["Workspace"]:
        """Open the workspace for one command."""
        from cselekvo.workspace import Workspace

        with Workspace.open(self.where, clock=read_clock) as workspace:
            yield workspace

    def require_workspace(self) -> None:
        """Open the workspace and let it go: its faults come before those of a sheet."""
        with self.opened():
            pass

    @contextmanager
    def view(
        self, on: date | None = None, known_at: str | None = None
    ) -> Iterator["View"]:
        """Open the workspace and take the view that the options ask for."""
        with self.opened() as workspace:
            yield workspace.view(on, known_at, reader=self.as_user)

    @contextmanager
    def change(self, reason: str | None = None) -> Iterator["StoreWork"]:
        """Open the workspace and hold one change; a repeated request is told so."""
        with (
            self.opened() as workspace,
            workspace.change(self.as_user, reason or "", self.request_id) as work,
        ):
            yield work
        self.has_changed = not (work.is_void or work.is_replay)

    @staticmethod
    def today() -> date:
        """Return the day it is in Budapest."""
        from cselekvo.domain.budapest import day_in_budapest

        return day_in_budapest(read_clock())


Result = dict[str, Any]
