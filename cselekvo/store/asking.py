"""Questions for facts, whoever asks: the WHERE is put together from fixed texts."""

import abc
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from enum import Enum
from functools import cache
from operator import itemgetter
from typing import Any, Final, TypeVar, cast

from attrs import frozen

from cselekvo.domain.fact import Fact
from cselekvo.errors import NotFoundError
from cselekvo.ports import Later, Version
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


def stored(value: Any) -> Any:
    """Return a value as it lies in the database."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return value


def _as_id(text: str) -> str:
    """Return an id as ids are compared; what can be none is compared as nothing."""
    return text.lower() if text.isascii() and text.isprintable() else ""


#: The order of every answer; few rows are sorted here for less than the engine takes.
_ID_AND_ENTRY: Final = itemgetter(0, -1)
_BY_ID: Final = "(SELECT number FROM identity WHERE lower(id) "


@cache
def _one_of(column: str, many: int, *, is_id: bool) -> str:
    """Return the text that a column is one of so many values; 0: exactly one."""
    marks = f"IN ({', '.join('?' * many)})" if many else "= ?"
    if not is_id:
        return f"{column} {marks}"
    return f"{column} {'IN' if many else '='} {_BY_ID}{marks})"


def condition(spec: TableSpec, name: str, value: Any) -> Condition:
    """Return the condition that a field has a value, is empty, or is one of many."""
    column = "t.number" if name == "id" else f't."{name}"'
    is_id = name == "id" or name in spec.references
    if isinstance(value, str):
        text = _one_of(column, 0, is_id=is_id)
        return Condition(text, (_as_id(value) if is_id else value,))
    if value is None:
        return Condition(f"{column} IS NULL")
    if isinstance(value, Later):
        return Condition(f"{column} > ?", (value.day.isoformat(),))
    if isinstance(value, Collection):
        known = [_as_id(one) if is_id else stored(one) for one in value]
        if not known:
            return Condition("1 = 0")
        return Condition(_one_of(column, len(known), is_id=is_id), known)
    return Condition(_one_of(column, 0, is_id=is_id), (stored(value),))


#: Makes the stored form of what a question asks for, or takes nothing from it.
_Taker = Callable[[Any], Any]
#: A kind's table, the text of a question, what takes its values, the last values.
Question = tuple[TableSpec, str, tuple[_Taker | None, ...], tuple[Any, ...]]


def _as_text(value: str) -> str:
    return value


def _later_day(value: Later) -> str:
    return value.day.isoformat()


#: Kinds of values that make the same text, whatever they are.
_SHAPES: Final[dict[type, Any]] = {str: "", type(None): None, Later: Later(date.min)}
_SHAPED: Final = frozenset(_SHAPES)


def _taker(spec: TableSpec, name: str, shape: type) -> _Taker | None:
    """Return what makes the stored form of a value; None: the text says it all."""
    if shape is str:
        is_id = name == "id" or name in spec.references
        return _as_id if is_id else _as_text
    return _later_day if shape is Later else None


def _question(
    kind: type[Fact], shapes: Mapping[str, type], seen: Sequence[Condition]
) -> Question:
    """Return the question for facts of a kind whose named fields have values.

    Args:
        kind: The kind.
        shapes: The type of each field's value: a text, nothing, a later day.
        seen: What is added to every question.
    """
    spec = spec_of(kind)
    texts = [
        condition(spec, name, _SHAPES[shape]).text for name, shape in shapes.items()
    ]
    where = " AND ".join([*texts, *(one.text for one in seen if one.text)])
    asked = f" WHERE {where}" if where else ""
    takers = tuple(_taker(spec, name, shape) for name, shape in shapes.items())
    last = tuple(value for one in seen for value in one.values)
    return spec, f"{sql.select_facts(spec)}{asked}", takers, last


def _question_for_ids(kind: type[Fact], seen: Sequence[Condition]) -> Question:
    """Return the question whether there is a record of an id."""
    spec, text, takers, last = _question(kind, {"id": str}, seen)
    where = text.removeprefix(sql.select_facts(spec))
    return spec, f"{sql.select_ids(spec)}{where}", takers, last


def running(on: date) -> Condition:
    """Return the condition that a fact runs on a day."""
    day = on.isoformat()
    return Condition(sql.RUNNING, [day, day])


def joined(conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
    """Return ` WHERE ...` with its values; empty pieces are left out."""
    texts: list[str] = []
    values: list[Any] = []
    for one in conditions:
        if one.text:
            texts.append(one.text)
            values += one.values
    return (" WHERE " + " AND ".join(texts) if texts else ""), values


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
            asked = self._asked_texts[key] = _question_for_ids(kind, self.seen(kind))
        spec, text, _, last = asked
        rows = self.database.rows(text, (_as_id(id_), *last))
        if not rows:
            raise NotFoundError(kind.kind, id_, self._near(kind, id_))
        self.row_read(spec, rows[0])
        return str(rows[0][0])

    def facts(self, kind: type[F], *, on: date | None = None, **where: Any) -> list[F]:
        """Return the facts, those running on a day if one is given, ordered by id."""
        if on is None and {*map(type, where.values())} <= _SHAPED:
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
            asked = self._asked_texts[key] = _question(kind, shapes, self.seen(kind))
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
        question = f"{head}, t.seq_to{from_}{tail}{text} ORDER BY t.seq_from, i.id"
        return [
            Version(self._fact(spec, row[:-1]), row[-2], row[-1])
            for row in self.database.rows(question, values)
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
