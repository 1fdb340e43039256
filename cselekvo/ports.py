"""The two protocols through which the rest of the house meets the store."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from attrs import frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.journal import Entry
from cselekvo.domain.period import Period
from cselekvo.findings import Finding
from cselekvo.rules.permissions import Actor, Scope, Verb

F = TypeVar("F", bound=Fact)


@frozen
class Version:
    """A stored version of a fact: which entries wrote and superseded it."""

    fact: Fact
    seq_from: int
    seq_to: int | None


@frozen
class Later:
    """A day after this one, where a question names what a field must be."""

    day: date


class Questions(Protocol):
    """What both protocols can be asked: facts of a kind.

    `where` names fields; a value is compared as it is, None means empty, a collection
    means any of these, `Later` a later day. Ids are compared without case.
    """

    def find(self, kind: type[F], id_: str) -> F | None:
        """Return the record, or None."""
        ...

    def one(self, kind: type[F], id_: str) -> F:
        """Return the record.

        Raises:
            NotFoundError: There is none here.
        """
        ...

    def known(self, kind: type[Fact], id_: str) -> str:
        """Return the id of a record as it was first written; cheaper than `one`.

        Raises:
            NotFoundError: There is none here.
        """
        ...

    def facts(self, kind: type[F], *, on: date | None = None, **where: Any) -> list[F]:
        """Return the facts, those running on a day if one is given, ordered by id."""
        ...


class Reader(Questions, Protocol):
    """Questions of one reader, about one knowledge; every answer is within scope."""

    @property
    def on(self) -> date:
        """Return the day asked about."""
        ...

    @property
    def position(self) -> int:
        """Return the last journal entry that is known here."""
        ...

    @property
    def head(self) -> str:
        """Return the hash of that entry."""
        ...

    @property
    def instant(self) -> datetime:
        """Return when that entry was written; before the first entry, the start."""
        ...

    @property
    def scope(self) -> Scope:
        """Return what the reader may see."""
        ...

    def again(self, *, on: date, position: int, scope: Scope) -> "Reader":
        """Return the questions of another reader, of a day and a knowledge gone by.

        What has been erased since stays erased. For checking what was issued then;
        the answers are not for this reader's eyes.

        Args:
            on: The day asked about.
            position: The last journal entry that was known.
            scope: What that reader might see.
        """
        ...

    def roster_facts(self, kind: type[F], table: str, *, on: date | None) -> list[F]:
        """Return facts about the organisations that ever sat at a table.

        A roster shows name, sector and seat of all who sit at it to whoever may see
        the table, be those organisations within the reader's scope or not.
        """
        ...

    def stream(self, kind: type[F]) -> Iterator[F]:
        """Yield all facts of a kind, ordered by id, without holding them all."""
        ...

    def count(self, kind: type[Fact], *, on: date | None = None, **where: Any) -> int:
        """Return how many there are; agrees with `facts`."""
        ...

    def versions(self, kind: type[Fact], **where: Any) -> list[Version]:
        """Return all versions known here, superseded ones too, oldest first."""
        ...

    def entry(self, seq: int) -> Entry:
        """Return a journal entry's place in time; its texts need the right."""
        ...

    def edges(
        self, relations: Collection[str]
    ) -> Iterable[tuple[str, str, str, str, Period]]:
        """Yield `source, target, key, relation, period` of the day's edges."""
        ...

    def nodes(self) -> Iterable[tuple[str, str]]:
        """Yield `id, kind` of what edges can join."""
        ...


class Work(Questions, Protocol):
    """One change: one transaction, one journal entry, the present knowledge."""

    @property
    def actor(self) -> Actor:
        """Return who changes."""
        ...

    @property
    def seq(self) -> int:
        """Return the number that the journal entry will have."""
        ...

    @property
    def opens_as_owner(self) -> bool:
        """Return whether whoever opens the workspace is its owner, as with a file."""
        ...

    @property
    def today(self) -> date:
        """Return the day of the change."""
        ...

    def require(self, verb: Verb, *ids: str) -> None:
        """Go on only if the actor may do this to these records.

        Raises:
            NotAllowedError: They may not.
        """
        ...

    def require_somewhere(self, verb: Verb) -> None:
        """Go on only if the actor may do this to some record at all.

        Raises:
            NotAllowedError: They may do it nowhere.
        """
        ...

    def new_id(self, kind: type[Fact]) -> str:
        """Return a fresh id for a relation of this kind."""
        ...

    def taken(self, id_: str) -> str | None:
        """Return the kind that bears this id, whatever its case, or None."""
        ...

    def foresee(
        self,
        kind: type[Fact],
        ids: Collection[str] = (),
        keys: Mapping[tuple[str, ...], Collection[tuple[str, ...]]] | None = None,
    ) -> None:
        """Fetch at once what many questions to come will ask.

        Args:
            kind: The kind they ask for.
            ids: Its records that are looked up; ids of other kinds are noted as taken.
            keys: By names of references, in their order: sets of ids in lower case.
        """
        ...

    def forget_foreseen(self) -> None:
        """Keep nothing that was fetched before it was asked for."""
        ...

    def write(self, fact: Fact) -> None:
        """Write a version of the fact, superseding the present one."""
        ...

    def write_many(self, facts: Iterable[Fact]) -> None:
        """Write facts of any kinds, in order."""
        ...

    def withdraw(self, fact: Fact) -> None:
        """Close the present version without a successor."""
        ...

    def erase(self, kind: type[Fact], id_: str) -> Sequence[str]:
        """Destroy the personal texts of all versions; return what stays unreached."""
        ...

    def touched_by(self, seq: int) -> Iterable[str]:
        """Yield ids of what an entry wrote, all of them."""
        ...

    def take_back(self, seq: int) -> list[Finding]:
        """Undo an entry's versions; findings say why it cannot be."""
        ...

    def reopened_by(self, seq: int) -> Iterable[Fact]:
        """Yield the facts that an entry opened."""
        ...

    def closed_by(self, kind: type[F], seq: int) -> Iterable[F]:
        """Return the facts of a kind whose versions an entry closed."""
        ...

    def begin(
        self, verb: str, subject: str, arguments: Callable[[], Mapping[str, Any]]
    ) -> None:
        """Register an action; its canonical arguments are made when they are needed."""
        ...

    def replayed(self) -> list[Finding] | None:
        """Return the stored outcome of the action just begun, if it was done before."""
        ...

    def abandon(self) -> None:
        """Write nothing after all, as a dry run does."""
        ...

    def settle(self, findings: Sequence[Finding]) -> None:
        """Keep what the action found; an error makes the whole change void."""
        ...
