"""Questions for facts, whoever asks: the WHERE is put together from fixed texts."""

import json
from collections.abc import Collection, Sequence
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar, cast

from attrs import frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import is_id as is_id_text
from cselekvo.errors import NotFoundError
from cselekvo.ports import Version
from cselekvo.store import sql
from cselekvo.store.database import Database, Row
from cselekvo.store.tables import TableSpec, fact_from_row, spec_of

F = TypeVar("F", bound=Fact)
_NEAR = 3
_NEAR_POOL = 20_000
_MANY = 500


@frozen
class Condition:
    """A piece of a WHERE with its values."""

    text: str
    values: Sequence[Any] = ()


def _stored(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return value


def condition(spec: TableSpec, name: str, value: Any) -> Condition:
    """Return the condition that a field has a value, is empty, or is one of many."""
    column = "t.number" if name == "id" else f"t.{sql.quoted(name)}"
    is_id = name == "id" or name in spec.references
    if value is None:
        return Condition(f"{column} IS NULL")
    if isinstance(value, Collection) and not isinstance(value, str):
        return _one_of(column, list(value), is_id=is_id)
    if is_id:
        inner = "SELECT number FROM identity WHERE lower(id) = ?"
        known = is_id_text(str(value))
        return Condition(f"{column} = ({inner})", [str(value).lower() if known else ""])
    return Condition(f"{column} = ?", [_stored(value)])


def _one_of(column: str, values: Sequence[Any], *, is_id: bool) -> Condition:
    if is_id:
        stored = [str(one).lower() for one in values if is_id_text(str(one))]
    else:
        stored = [_stored(one) for one in values]
    if not stored:
        return Condition("1 = 0")
    marks = ", ".join("?" * len(stored))
    if is_id:
        inner = f"SELECT number FROM identity WHERE lower(id) IN ({marks})"
        return Condition(f"{column} IN ({inner})", stored)
    return Condition(f"{column} IN ({marks})", stored)


def running(on: date) -> Condition:
    """Return the condition that a fact runs on a day."""
    day = on.isoformat()
    return Condition(sql.RUNNING, [day, day])


def joined(conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
    """Return ` WHERE ...` with its values; empty pieces are left out."""
    kept = [one for one in conditions if one.text]
    if not kept:
        return "", []
    text = " WHERE " + " AND ".join(one.text for one in kept)
    return text, [value for one in kept for value in one.values]


class Asking:
    """The questions that reader and work share; each says what it may see."""

    #: Whether contacts are shown.
    contacts = True

    def __init__(self, database: Database) -> None:
        self.database = database

    def seen(self, kind: type[Fact]) -> list[Condition]:
        """Return what is added to every question: knowledge and scope."""
        raise NotImplementedError

    def find(self, kind: type[F], id_: str) -> F | None:
        """Return the record, or None."""
        found = self.facts(kind, id=id_)
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

    def facts(self, kind: type[F], *, on: date | None = None, **where: Any) -> list[F]:
        """Return the facts, those running on a day if one is given, ordered by id."""
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
        ids = (str(one).lower() if is_id else _stored(one) for one in where[name])
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
        found = []
        head, from_, tail = sql.select_facts(spec).partition(" FROM ")
        question = f"{head}, t.seq_to{from_}{tail}{text} ORDER BY t.seq_from, i.id"
        for row in self.database.rows(question, values):
            found.append(Version(self._fact(spec, row[:-1]), row[-2], row[-1]))
        return found

    def _fact(self, spec: TableSpec, row: Row) -> Fact:
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
