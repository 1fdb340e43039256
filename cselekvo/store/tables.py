"""Tables made from the facts' fields: columns, how values go in, how they come out.

A reference (`OrganisationId`) becomes the number of its identity, a `Period` two
columns, a vocabulary its stable word, an empty text nothing at all. Personal texts do
not stand in the table of their kind: they are sealed and kept apart (see `canonical`).
"""

import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, cast

import attrs
from attrs import field, frozen

from cselekvo.domain import identifiers
from cselekvo.domain.fact import ERASED, Fact
from cselekvo.domain.period import PartialDate, Period
from cselekvo.i18n.order import sort_key
from cselekvo.store.texts import sound

_REFERENCES: Final = frozenset(
    value
    for name, value in vars(identifiers).items()
    if name.endswith("Id") and isinstance(value, typing.NewType)
)
_DAYS: Final[dict[str, date]] = {}


@frozen(kw_only=True)
class Column:
    """One column of a kind's table.

    Attributes:
        name: As in SQL and in the canonical JSON.
        sql: `text`, `integer` or `real`, or `reference`.
        source: The field it is made from.
        convert: Makes the stored form of a value that is there; None: as it is.
    """

    name: str
    sql: str
    source: str
    convert: Callable[[Any], Any] | None = None

    def take(self, fact: Fact) -> Any:
        """Return the stored form of a fact's value; None is stored as nothing."""
        value = getattr(fact, self.source)
        if value is None or self.convert is None:
            return value
        return self.convert(value)


@frozen(kw_only=True, eq=False)
class TableSpec:
    """All that the store knows about a kind of fact.

    Attributes:
        sources: Takes the fields that the columns are made from, in their order.
        converts: The places of columns whose stored form is another, with its maker.
    """

    fact: type[Fact]
    columns: tuple[Column, ...]
    personal: tuple[str, ...]
    contacts: frozenset[str]
    sorted_fields: tuple[str, ...]
    references: frozenset[str]
    reference_places: tuple[tuple[int, str], ...]
    has_period: bool
    readers: tuple[tuple[str, Callable[..., Any], int], ...]
    spans: tuple[tuple[str, int], ...]
    sources: Callable[[Any], tuple[Any, ...]] = field(init=False)
    converts: tuple[tuple[int, Callable[[Any], Any]], ...] = field(init=False)

    @sources.default
    def _sources(self) -> Callable[[Any], tuple[Any, ...]]:
        names = [one.source for one in self.columns]
        return attrgetter(*names, "id") if names else lambda _: ()

    @converts.default
    def _converts(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        return tuple(
            (at, one.convert)
            for at, one in enumerate(self.columns)
            if one.convert is not None
        )

    @property
    def name(self) -> str:
        """Return the table's name, which is the kind's word."""
        return self.fact.kind


_SPECS: Final[dict[str, TableSpec]] = {}


def day_of(text: str) -> date:
    """Return the day of a stored ISO text; the same few days come again and again."""
    known = _DAYS.get(text)
    if known is None:
        known = _DAYS[text] = date.fromisoformat(text)
    return known


def _plain_type(hint: Any) -> Any:
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def _text_or_none(value: str) -> str | None:
    return sound(value) if value else None


_iso = lru_cache(maxsize=65_536)(date.isoformat)


def _start(period: Period) -> str:
    return _iso(period.start)


def _end(period: Period) -> str | None:
    return None if period.end is None else _iso(period.end)


def _period(start: str, end: str | None) -> Period:
    return Period(day_of(start), None if end is None else day_of(end))


_enum_value = attrgetter("_value_")


def _members(enum: type[Enum]) -> Callable[[Any], Any]:
    return {member.value: member for member in enum}.__getitem__


def _simple(hint: Any) -> tuple[str, Callable[[Any], Any] | None, Callable[[Any], Any]]:
    """Return SQL type, the way in and the way out for a field's plain type."""
    if hint in _REFERENCES:
        return "reference", None, str
    if hint is bool:
        return "integer", int, bool
    if hint is int:
        return "integer", None, int
    if hint is float:
        return "real", None, float
    if hint is date:
        return "text", _iso, day_of
    if hint is PartialDate:
        return "text", str, PartialDate.read
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "text", _enum_value, _members(hint)
    return "text", _text_or_none, str


def spec_of(fact: type[Fact]) -> TableSpec:
    """Return the table of a kind; made once from its fields."""
    known = _SPECS.get(fact.kind)
    if known is None:
        known = _SPECS[fact.kind] = _make_spec(fact)
    return known


def _make_spec(fact: type[Fact]) -> TableSpec:
    hints = typing.get_type_hints(fact)
    items = [item for item in attrs.fields(fact) if item.name != "id"]
    columns: list[Column] = []
    readers: list[tuple[str, Callable[..., Any], int]] = [("id", str, 0)]
    spans: list[tuple[str, int]] = []
    personal: list[str] = []
    for item in items:
        name, hint = item.name, _plain_type(hints[item.name])
        if hint is str and item.metadata.get("personal", True):
            personal.append(name)
        elif hint is Period:
            spans.append((name, len(columns) + 1))
            columns += [
                Column(name=f"{name}_start", sql="text", source=name, convert=_start),
                Column(name=f"{name}_end", sql="text", source=name, convert=_end),
            ]
        else:
            sql, way_in, way_out = _simple(hint)
            columns.append(Column(name=name, sql=sql, source=name, convert=way_in))
            readers.append((name, way_out, len(columns)))
    places = [
        (at, one.name) for at, one in enumerate(columns) if one.sql == "reference"
    ]
    return TableSpec(
        fact=fact,
        columns=tuple(columns),
        personal=tuple(personal),
        contacts=frozenset(one.name for one in items if one.metadata.get("contact")),
        sorted_fields=tuple(one.name for one in items if one.metadata.get("sort")),
        references=frozenset(name for _, name in places),
        reference_places=tuple(places),
        has_period=any(name == "period" for name, _ in spans),
        readers=tuple(readers),
        spans=tuple(spans),
    )


def stored_values(spec: TableSpec, fact: Fact) -> list[Any]:
    """Return the stored forms of all columns, in their order."""
    row = list(spec.sources(fact))
    del row[-1:]  # the id, asked for so that one field alone comes as a tuple too
    for at, convert in spec.converts:
        value = row[at]
        if value is not None:
            row[at] = convert(value)
    return row


def personal_values(spec: TableSpec, fact: Fact) -> dict[str, str]:
    """Return the personal texts that are not empty."""
    return {
        name: sound(value)
        for name in spec.personal
        if (value := getattr(fact, name, ""))
    }


#: Names and titles come again and again, in one sheet above all.
_sort_key = lru_cache(maxsize=8192)(sort_key)


def sort_values(spec: TableSpec, fact: Fact) -> list[str]:
    """Return the Hungarian sort keys of the fields that have one."""
    return [_sort_key(getattr(fact, name)) for name in spec.sorted_fields]


def fact_from_row(
    spec: TableSpec,
    row: tuple[Any, ...],
    personal: Mapping[str, str] | None,
    *,
    erased: bool,
) -> Fact:
    """Build the fact from `id, columns...` and its personal texts.

    Args:
        spec: The kind's table.
        row: The id, then the columns in the order of the spec; references as ids.
        personal: The personal texts, where there are any.
        erased: Whether they were there once and have been erased.
    """
    values: dict[str, Any] = {
        name: read(row[at]) for name, read, at in spec.readers if row[at] is not None
    }
    for name, at in spec.spans:
        if row[at] is not None:
            values[name] = _period(row[at], row[at + 1])
    if personal:
        values.update(personal)
    elif erased:
        values.update(dict.fromkeys(spec.personal, ERASED))
    try:
        return spec.fact(**values)
    except TypeError:
        return spec.fact(**_with_missing(spec, values))


def _with_missing(spec: TableSpec, values: dict[str, Any]) -> dict[str, Any]:
    """Fill required texts that are empty, which are stored as nothing."""
    for item in attrs.fields(cast("Any", spec.fact)):
        if item.default is attrs.NOTHING:
            values.setdefault(item.name, "" if item.type is str else None)
    return values
