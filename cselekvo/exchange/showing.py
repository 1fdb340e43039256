"""Showing a record as a sheet does: its cells in words, and what changes in them."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

from cselekvo.domain.fact import Erased, Fact
from cselekvo.exchange.cells import Column
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.outcome import Difference
from cselekvo.exchange.sheets import SHEETS
from cselekvo.exchange.world import World

#: The kind of sheet that holds facts of a kind in full.
_KIND_OF: Final = {kind.fact.kind: kind for kind in SHEETS}


def value_of(column: Column, fact: Fact, extra: Mapping[str, Any]) -> Any:
    """Return what stands in a column of a record.

    Args:
        column: Of the kind of the record.
        fact: The record.
        extra: The columns that are no field of it, as its kind shows them.
    """
    if column.name in extra:
        return extra[column.name]
    if column.name == "first":
        return fact.period.first_day  # type: ignore[attr-defined]
    if column.name == "last":
        return fact.period.last_day  # type: ignore[attr-defined]
    value = getattr(fact, column.name)
    return "" if isinstance(value, Erased) else value


@frozen(kw_only=True)
class Told:
    """A difference as a person would ask for it.

    Attributes:
        sheet: The kind, in the language asked for.
        title: What the record is known by: its id, or the ends of a relation.
        cells: Header, what stood there, what will stand there.
    """

    sheet: str
    title: str
    cells: tuple[tuple[str, str, str], ...]


def told(one: Difference, world: World, lang: str) -> Told:
    """Return a difference in words.

    Args:
        one: What one row adds or changes.
        world: The knowledge in which the change is written.
        lang: `hu` or `en`.
    """
    kind = _KIND_OF[type(one.after).kind]
    after = _cells(kind, one.after, world, lang)
    before = {} if one.before is None else _cells(kind, one.before, world, lang)
    changed = [
        (column.header(lang), before.get(column.name, ""), after[column.name])
        for column in kind.columns
        if column.name != "id" and before.get(column.name, "") != after[column.name]
    ]
    return Told(sheet=kind.name(lang), title=_title(kind, after), cells=tuple(changed))


def _cells(kind: SheetKind, fact: Fact, world: World, lang: str) -> dict[str, str]:
    extra = kind.show(fact, world)
    return {
        column.name: column.cell.show(value_of(column, fact, extra), world, lang)
        for column in kind.columns
    }


def _title(kind: SheetKind, cells: Mapping[str, str]) -> str:
    """Return the id of an entity; of a relation, what its rows must say."""
    if not kind.is_relation:
        return cells["id"]
    needed = [cells[one.name] for one in kind.columns if one.required]
    return " – ".join(filter(None, needed))
