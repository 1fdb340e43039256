"""The pieces of a WHERE with their values, put together from fixed texts."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final

from attrs import frozen

from cselekvo.ports import Later
from cselekvo.store import sql
from cselekvo.store.tables import TableSpec


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


def as_id(text: str) -> str:
    """Return an id as ids are compared; what can be none is compared as nothing."""
    return text.lower() if text.isascii() and text.isprintable() else ""


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
        return Condition(text, (as_id(value) if is_id else value,))
    if value is None:
        return Condition(f"{column} IS NULL")
    if isinstance(value, Later):
        return Condition(f"{column} > ?", (value.day.isoformat(),))
    if isinstance(value, Collection):
        known = [as_id(one) if is_id else stored(one) for one in value]
        if not known:
            return Condition("1 = 0")
        return Condition(_one_of(column, len(known), is_id=is_id), known)
    return Condition(_one_of(column, 0, is_id=is_id), (stored(value),))


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
