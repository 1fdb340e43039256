"""What the two engines have in common: statements as text with `?` for each value."""

import abc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from cselekvo.errors import RefusedError, SurroundingsError
from cselekvo.files import REASONS

Row = tuple[Any, ...]


class NotAWorkspaceError(SurroundingsError):
    """The file or database is something else than a Cselekvő workspace."""

    code = "not-a-workspace"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} is no Cselekvő workspace: {reason}. It was not touched.",
            name=name,
            reason=reason,
        )


class WorkspaceMissingError(SurroundingsError):
    """There is nothing where the workspace should be."""

    code = "workspace-missing"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no workspace at {name}. Make one with: cselekvo -w {name} init",
            name=name,
        )


class WorkspaceExistsError(RefusedError):
    """A new workspace was asked for where something stands already."""

    code = "workspace-exists"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} exists already; it was not touched. Choose another name.",
            name=name,
        )


class SchemaTooNewError(SurroundingsError):
    """The workspace was written by a newer Cselekvő."""

    code = "schema-too-new"

    def __init__(self, name: str, found: int, known: int) -> None:
        super().__init__(
            f"{name} has schema {found}; this version knows up to {known}. "
            "Update Cselekvő, or restore a backup made by this version.",
            name=name,
            found=found,
            known=known,
        )


class LockedError(SurroundingsError):
    """Another program kept the workspace locked for too long."""

    code = "locked"

    def __init__(self, name: str, seconds: float) -> None:
        super().__init__(
            f"{name} is locked by another program; waited {seconds:g} seconds. "
            "Nothing was changed; try again.",
            name=name,
            seconds=seconds,
        )


class UnreachableError(SurroundingsError):
    """The file or server cannot be opened, read or written.

    Args:
        name: What messages call it.
        reason: A word of `REASONS`, or what the engine or the server said.
    """

    code = "unreachable"

    def __init__(self, name: str, reason: str) -> None:
        clause = REASONS.get(reason, reason)
        super().__init__(f"{name}: {clause}", name=name, reason=reason)


class Database(abc.ABC):
    """One connection to a workspace's database.

    Attributes:
        name: What messages call it; a password is masked.
        path: The file, where it is one.
    """

    name: str
    path: Path | None = None

    @abc.abstractmethod
    def rows(self, text: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a question."""

    @abc.abstractmethod
    def stream(self, text: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a question without holding them all."""

    @abc.abstractmethod
    def run(self, text: str, values: Sequence[Any] = ()) -> int:
        """Run a statement; return how many rows it touched."""

    @abc.abstractmethod
    def run_many(self, text: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row of values."""

    @abc.abstractmethod
    def run_script(self, statements: Iterable[str]) -> None:
        """Run statements without values, as a schema is made of."""

    @abc.abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """Hold the one write transaction: commit at the end, roll back on an error."""

    @abc.abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """Hold one snapshot for several questions."""

    @abc.abstractmethod
    def login(self) -> str:
        """Return who opened it: the operating-system or database user."""

    @abc.abstractmethod
    def is_owned(self) -> bool:
        """Return whether who opened it can do anything to it, whatever we say."""

    @abc.abstractmethod
    def foreign_objects(self) -> list[str]:
        """Return the names of triggers and views; a workspace has none."""

    @abc.abstractmethod
    def damage(self) -> list[str]:
        """Return what the engine itself finds wrong with the data."""

    @abc.abstractmethod
    def forget(self) -> None:
        """Drop what the engine still keeps of rows that were erased."""

    @abc.abstractmethod
    def destroy(self) -> None:
        """Remove a workspace that was made just now, and let go of it."""

    @abc.abstractmethod
    def close(self) -> None:
        """Let go of it."""
