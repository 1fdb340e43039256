"""The one question path: a reader's scope, one day, one knowledge."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from attrs import evolve

from cselekvo.domain.fact import Fact
from cselekvo.domain.journal import Entry
from cselekvo.domain.period import Period
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.ports import Version
from cselekvo.rules.permissions import Actor, Scope, Verb, scope_of
from cselekvo.store import entries, scope as scoping, sql
from cselekvo.store.asking import Asking
from cselekvo.store.conditions import Condition, condition, joined, running
from cselekvo.store.database import Database
from cselekvo.store.edges import RELATIONS, edges_of, edition_of
from cselekvo.store.entries import Head
from cselekvo.store.knowledge import resolve
from cselekvo.store.tables import spec_of

if TYPE_CHECKING:
    from cselekvo.network.build import Graph

F = TypeVar("F", bound=Fact)
_NODES = (
    "organisation",
    "person",
    "programme",
    "project",
    "roundtable",
    "community",
    "settlement",
    "district",
    "county",
    "nuts_region",
)
#: What a node is called whose table is called otherwise.
_WORDS: Final = {"nuts_region": "region"}


class StoreReader(Asking):
    """Questions of one reader about one knowledge; see `ports.Reader`."""

    def __init__(self, database: Database, actor: Actor, on: date, head: Head) -> None:
        super().__init__(database)
        self.actor = actor
        self.on = on
        self._head = head
        self.scope: Scope = scope_of(actor)
        self.contacts = self.scope.contacts

    def again(self, *, on: date, position: int, scope: Scope) -> "StoreReader":
        """Return the questions of another reader, of a day and a knowledge gone by."""
        head = resolve(self.database, f"#{position}")
        other = StoreReader(self.database, self.actor, on, head)
        other.scope, other.contacts = scope, scope.contacts
        return other

    @property
    def position(self) -> int:
        """Return the last journal entry that is known here."""
        return self._head.seq

    @property
    def head(self) -> str:
        """Return the hash of that entry."""
        return self._head.hash

    @property
    def instant(self) -> datetime:
        """Return when that entry was written; before the first, the year 1."""
        if not self._head.instant:
            return datetime.min.replace(tzinfo=UTC)
        return entries.read_instant(self._head.instant)

    def _known(self) -> Condition:
        return Condition(sql.AS_KNOWN, [self.position, self.position])

    def seen(self, kind: type[Fact]) -> list[Condition]:
        """Return what this reader knows and may see of a kind."""
        text, values = scoping.clause(kind.kind, self.scope, self.on)
        return [self._known(), Condition(text, values)]

    def roster_facts(self, kind: type[F], table: str, *, on: date | None) -> list[F]:
        """Return facts about the organisations that ever sat at a table."""
        text, values = scoping.roster_clause(kind.kind, self.scope, self.on)
        sitting = Condition(text, [table.lower(), *values])
        conditions = [sitting, self._known()]
        if on is not None and spec_of(kind).has_period:
            conditions.append(running(on))
        return self.ask(kind, conditions)

    def stream(self, kind: type[F]) -> Iterator[F]:
        """Yield all facts of a kind, ordered by id, without holding them all."""
        spec = spec_of(kind)
        text, values = joined(self.seen(kind))
        question = f"{sql.select_facts(spec)}{text} ORDER BY i.id, t.seq_from"
        for row in self.database.stream(question, values):
            yield cast("F", self._fact(spec, row))

    def count(self, kind: type[Fact], *, on: date | None = None, **where: Any) -> int:
        """Return how many there are; agrees with `facts`."""
        spec = spec_of(kind)
        conditions = [condition(spec, name, value) for name, value in where.items()]
        if on is not None and spec.has_period:
            conditions.append(running(on))
        text, values = joined([*conditions, *self.seen(kind)])
        question = f"SELECT count(*) FROM {sql.quoted(spec.name)} t{text}"
        return int(self.database.rows(question, values)[0][0])

    def versions(self, kind: type[Fact], **where: Any) -> list[Version]:
        """Return all versions known here, superseded ones too, oldest first."""
        spec = spec_of(kind)
        conditions = [condition(spec, name, value) for name, value in where.items()]
        text, values = scoping.clause(kind.kind, self.scope, self.on)
        known = Condition("t.seq_from <= ?", [self.position])
        found = self.ask_versions(kind, [*conditions, known, Condition(text, values)])
        return [self._as_known(version) for version in found]

    def _as_known(self, version: Version) -> Version:
        """Leave out that a version was superseded later than is known here."""
        later = version.seq_to is not None and version.seq_to > self.position
        return evolve(version, seq_to=None) if later else version

    def entry(self, seq: int) -> Entry:
        """Return a journal entry; its texts are left out without the right.

        Raises:
            NotFoundError: There is none, or it was not known yet.
        """
        found = entries.entries(self.database, "WHERE j.seq = ?", (seq,))
        if not found or seq > self.position:
            raise NotFoundError("entry", f"#{seq}")
        if self.scope.journal:
            return found[0]
        return Entry(
            seq=seq,
            instant=found[0].instant,
            actor="",
            action="",
            subject="",
            request_id=None,
            digest="",
            previous="",
            hash="",
        )

    def journal(
        self, *, subject: str | None = None, last: int | None = None
    ) -> list[Entry]:
        """Return the entries known here, newest first.

        Raises:
            NotAllowedError: The reader may not read the journal.
        """
        if not self.scope.journal:
            raise NotAllowedError(self.actor.user, Verb.READ_JOURNAL.value, "workspace")
        where, values = "WHERE j.seq <= ?", [self.position]
        if subject is not None:
            touched, touched_values = self._touching(subject)
            where += f" AND (lower(j.subject) = ? OR j.seq IN ({touched}))"
            values += [subject.lower(), *touched_values]  # type: ignore[list-item]
        where += " ORDER BY j.seq DESC"
        if last is not None:
            where += f" LIMIT {int(last)}"
        return entries.entries(self.database, where, values)

    def _touching(self, id_: str) -> tuple[str, list[Any]]:
        """Return the entries that opened or closed a version of a record."""
        kind = self.kind_of(id_)
        if kind is None:
            return "SELECT seq FROM journal WHERE 1 = 0", []
        name = sql.quoted(kind)
        number = "(SELECT number FROM identity WHERE lower(id) = ?)"
        text = (
            f"SELECT seq_from FROM {name} WHERE number = {number} UNION "
            f"SELECT seq_to FROM {name} WHERE number = {number} "
            "AND seq_to IS NOT NULL"
        )
        return text, [id_.lower(), id_.lower()]

    def kind_of(self, id_: str) -> str | None:
        """Return the kind that bears this id, or None."""
        rows = self.database.rows(sql.IDENTITY_BY_ID, (id_.lower(),))
        return str(rows[0][1]) if rows else None

    def changes(self, seq: int) -> Iterator[tuple[str, str, str]]:
        """Yield `sign, kind, id` of what was opened (+), closed (-), erased (x)."""
        if not self.scope.journal:
            raise NotAllowedError(self.actor.user, Verb.READ_JOURNAL.value, "workspace")
        yield from entries.changes(self.database, seq)

    def edges(
        self, relations: Collection[str]
    ) -> Iterable[tuple[str, str, str, str, Period]]:
        """Yield `source, target, key, relation, period` of the day's edges."""
        return edges_of(self.database, self.position, self.on, self.scope, relations)

    def nodes(self) -> Iterable[tuple[str, str]]:
        """Yield `id, kind` of what edges can join."""
        for name in _NODES:
            text, values = scoping.node_clause(name, self.scope, self.on)
            edition = edition_of(name, self.on)
            where, all_values = joined(
                [self._known(), edition, Condition(text, values)]
            )
            question = (
                f"SELECT i.id FROM {sql.quoted(name)} t "
                f"JOIN identity i ON i.number = t.number{where} ORDER BY i.id"
            )
            for (id_,) in self.database.stream(question, all_values):
                yield id_, _WORDS.get(name, name)

    def network(self, relations: "Collection[str] | None" = None) -> "Graph":
        """Return the day's graph: nodes with `kind`, edges with `relation`, `period`.

        Args:
            relations: The words of the relations wanted; None: all.
        """
        from cselekvo.network.build import build

        chosen = self.relations if relations is None else relations
        return build(self.nodes(), self.edges(sorted(chosen)), self.scope)

    @property
    def relations(self) -> frozenset[str]:
        """Return the relations that edges can have."""
        return frozenset(RELATIONS)
