"""Questions for facts, whoever asks: reader and work share them."""

import abc
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from operator import itemgetter
from typing import Any, Final, TypeVar, cast

from cselekvo.domain.fact import Fact
from cselekvo.errors import NotFoundError
from cselekvo.ports import Version
from cselekvo.store import sql
from cselekvo.store.conditions import (
    Condition,
    as_id,
    condition,
    joined,
    running,
    stored,
)
from cselekvo.store.database import Database, Row
from cselekvo.store.shapes import SHAPED, Question, question, question_for_ids
from cselekvo.store.tables import TableSpec, fact_from_row, spec_of

F = TypeVar("F", bound=Fact)
_NEAR = 3
_NEAR_POOL = 20_000
_MANY = 500


#: The order of every answer; few rows are sorted here for less than the engine takes.
_ID_AND_ENTRY: Final = itemgetter(0, -1)


class Asking(abc.ABC):
    """The questions that reader and work share; each says what it may see."""

    #: Whether contacts are shown.
    contacts = True

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked_texts: dict[tuple[Any, ...], Question] = {}

    @property
    def database(self) -> Database:
        """Return where the answers come from."""
        return self._database

    @abc.abstractmethod
    def seen(self, kind: type[Fact]) -> Sequence[Condition]:
        """Return what is added to every question: knowledge and scope."""

    def find(self, kind: type[F], id_: str) -> F | None:
        """Return the record, or None."""
        found = self._by_shape(kind, {"id": id_})
        return found[0] if found else None

    def one(self, kind: type[F], id_: str) -> F:
        """Return the record.

        Raises:
            NotFoundError: There is none here, for this reader.
        """
        found = self.find(kind, id_)
        if found is None:
            raise NotFoundError(kind.kind, id_, self._near(kind, id_))
        return found

    def known(self, kind: type[Fact], id_: str) -> str:
        """Return the id of a record as it was first written; cheaper than `one`.

        Raises:
            NotFoundError: There is none here, for this reader.
        """
        key = (kind, None)
        asked = self._asked_texts.get(key)
        if asked is None:
            asked = self._asked_texts[key] = question_for_ids(kind, self.seen(kind))
        spec, text, _, last = asked
        rows = self.database.rows(text, (as_id(id_), *last))
        if not rows:
            raise NotFoundError(kind.kind, id_, self._near(kind, id_))
        self.row_read(spec, rows[0])
        return str(rows[0][0])

    def facts(self, kind: type[F], *, on: date | None = None, **where: Any) -> list[F]:
        """Return the facts, those running on a day if one is given, ordered by id."""
        if on is None and {*map(type, where.values())} <= SHAPED:
            return self._by_shape(kind, where)
        for name, value in where.items():
            if isinstance(value, Collection) and not isinstance(value, str):
                return self._many(kind, on, where, name)
        return self._some(kind, on, where)

    def _many(
        self, kind: type[F], on: date | None, where: dict[str, Any], name: str
    ) -> list[F]:
        """Ask in pieces for one of many values, so that a statement stays small."""
        spec = spec_of(kind)
        is_id = name == "id" or name in spec.references
        ids = (str(one).lower() if is_id else stored(one) for one in where[name])
        values = sorted(set(ids))
        if len(values) <= _MANY:
            return self._some(kind, on, where)
        found: list[F] = []
        for at in range(0, len(values), _MANY):
            piece = {**where, name: values[at : at + _MANY]}
            found += self._some(kind, on, piece)
        return sorted(found, key=lambda fact: fact.id)

    def _some(self, kind: type[F], on: date | None, where: dict[str, Any]) -> list[F]:
        spec = spec_of(kind)
        conditions = [condition(spec, name, value) for name, value in where.items()]
        if on is not None and spec.has_period:
            conditions.append(running(on))
        return self.ask(kind, [*conditions, *self.seen(kind)])

    def _by_shape(self, kind: type[F], where: Mapping[str, Any]) -> list[F]:
        """Ask the commonest questions, with the text of each kept."""
        key = (kind, *where, *map(type, where.values()))
        asked = self._asked_texts.get(key)
        if asked is None:
            shapes = {name: type(value) for name, value in where.items()}
            asked = self._asked_texts[key] = question(kind, shapes, self.seen(kind))
        spec, text, takers, last = asked
        values = [
            take(value)
            for value, take in zip(where.values(), takers, strict=True)
            if take is not None
        ]
        rows = self.database.rows(text, [*values, *last])
        if len(rows) > 1:
            rows.sort(key=_ID_AND_ENTRY)
        return [cast("F", self._fact(spec, row)) for row in rows]

    def ask(self, kind: type[F], conditions: Sequence[Condition]) -> list[F]:
        """Return the facts that meet the conditions, ordered by id."""
        spec = spec_of(kind)
        text, values = joined(conditions)
        rows = self.database.rows(
            f"{sql.select_facts(spec)}{text} ORDER BY i.id, t.seq_from", values
        )
        return [cast("F", self._fact(spec, row)) for row in rows]

    def ask_versions(
        self, kind: type[Fact], conditions: Sequence[Condition]
    ) -> list[Version]:
        """Return every version that meets the conditions, oldest first."""
        spec = spec_of(kind)
        text, values = joined(conditions)
        head, from_, tail = sql.select_facts(spec).partition(" FROM ")
        asked = f"{head}, t.seq_to{from_}{tail}{text} ORDER BY t.seq_from, i.id"
        return [
            Version(self._fact(spec, row[:-1]), row[-2], row[-1])
            for row in self.database.rows(asked, values)
        ]

    def row_read(self, spec: TableSpec, row: Row) -> None:  # noqa: B027 - may be left
        """Be told of a row that was read: id, columns, seal, texts, number, entry."""

    def _fact(self, spec: TableSpec, row: Row) -> Fact:
        self.row_read(spec, row)
        seal, content = row[-4], row[-3]
        if seal is None:
            return fact_from_row(spec, row, None, erased=False)
        if content is None:
            return fact_from_row(spec, row, None, erased=True)
        personal: dict[str, str] = json.loads(content)
        if not self.contacts and spec.contacts:
            personal = {k: v for k, v in personal.items() if k not in spec.contacts}
        return fact_from_row(spec, row, personal, erased=False)

    def _near(self, kind: type[Fact], id_: str) -> tuple[str, ...]:
        """Return ids like the one asked for, among those that may be seen."""
        spec = spec_of(kind)
        text, values = joined(self.seen(kind))
        rows = self.database.rows(
            f"SELECT i.id FROM {sql.quoted(spec.name)} t "
            f"JOIN identity i ON i.number = t.number{text} "
            f"ORDER BY i.id LIMIT {_NEAR_POOL}",
            values,
        )
        by_fold = {str(row[0]).lower(): str(row[0]) for row in rows}
        found = get_close_matches(id_.lower(), by_fold, n=_NEAR, cutoff=0.6)
        return tuple(by_fold[one] for one in found)
