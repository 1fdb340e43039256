"""From a row's values to the fact it stands for, new or a correction of a known one."""

from collections.abc import Mapping
from typing import Any, Final

import attrs
from attrs import evolve

from cselekvo.actions.checks import RecordCode
from cselekvo.domain.fact import Fact
from cselekvo.exchange.kinds import Row, SheetKind, row_period
from cselekvo.findings import Finding
from cselekvo.ports import Work

#: Fields of a key that the store can look up; the others are compared here.
_LOOKED_UP: Final = (
    "organisation",
    "roundtable",
    "programme",
    "project",
    "membership",
    "meeting",
    "county",
    "district",
    "region_list",
    "person",
)


def make(kind: SheetKind, row: Row, work: Work) -> tuple[Fact, list[Finding]]:
    """Return the fact of a row, with what a rule of its own found.

    Fields of columns that the sheet does not have stay as they were.

    Raises:
        CselekvoError: The row refers to what is not there, or ends before it begins.
    """
    fields = kind.prepare(row)
    existing = _existing(kind, row, fields, work)
    if kind.judge is not None:
        return kind.judge(row, existing)
    given = {
        item.name: _or_default(item, fields[item.name])
        for item in attrs.fields(kind.fact)
        if item.name in fields and item.name != "id"
    }
    if kind.has_period:
        before = None if existing is None else getattr(existing, "period", None)
        given["period"] = row_period(row, before)
    if existing is not None:
        return evolve(existing, **given), []
    return kind.fact(id=fields.get("id") or "", **kind.defaults(given)), []


def _existing(
    kind: SheetKind, row: Row, fields: Mapping[str, Any], work: Work
) -> Fact | None:
    """Return the record a row is about: by its id, else by what identifies it."""
    id_ = fields.get("id")
    if id_:
        taken = work.taken(id_)
        if taken is not None and taken != kind.fact.kind:
            row.fault(RecordCode.ID_TAKEN, "id", kind=taken, id=id_)
            return None
        return work.find(kind.fact, id_)
    if not kind.key:
        return None
    where = {name: fields.get(name) or "" for name in kind.key if name != "start"}
    start = row_period(row, None).start if "start" in kind.key else None
    asked: dict[str, Any] = {
        name: where[name] for name in _LOOKED_UP if where.get(name)
    }
    for fact in work.facts(kind.fact, **asked):
        period = getattr(fact, "period", None)
        if start is not None and period is not None and period.start != start:
            continue
        if all((getattr(fact, name) or "") == value for name, value in where.items()):
            return fact
    return None


def _or_default(item: "attrs.Attribute[Any]", value: Any) -> Any:
    """Return a field's default where a cell is empty."""
    if value is None and item.default is not attrs.NOTHING:
        return item.default
    return value
