"""From a row's values to the fact it stands for, new or a correction of a known one."""

from collections.abc import Mapping
from typing import Any, Final

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
    "template",
    "process",
    "run",
    "mentor",
    "unit",
)
#: Those that tell one of an organisation's addresses from all the others.
_SPOT: Final = ("settlement", "place")


def make(
    kind: SheetKind, row: Row, work: Work
) -> tuple[Fact, Fact | None, list[Finding]]:
    """Return the fact of a row, the one it replaces, and what a rule of its own found.

    Fields of columns that the sheet does not have stay as they were.

    Raises:
        CselekvoError: The row refers to what is not there, or ends before it begins.
    """
    fields = kind.prepare(row)
    existing = _existing(kind, row, fields, work)
    if kind.judge is not None:
        return _judged(kind, row, existing)
    empty = kind.empty
    given = {
        name: empty[name] if value is None else value
        for name, value in fields.items()
        if name in empty
    }
    if kind.has_period and "period" not in given:
        before = None if existing is None else getattr(existing, "period", None)
        given["period"] = row_period(row, before)
    if existing is not None:
        return evolve(existing, **given), existing, []
    return kind.fact(id=fields.get("id") or "", **kind.defaults(given)), None, []


def _judged(
    kind: SheetKind, row: Row, existing: Fact | None
) -> tuple[Fact, Fact | None, list[Finding]]:
    assert kind.judge is not None  # noqa: S101 - only such kinds come here
    made, findings = kind.judge(row, existing)
    replaces = existing if existing is not None and existing.id == made.id else None
    return made, replaces, findings


def _existing(
    kind: SheetKind, row: Row, fields: Mapping[str, Any], work: Work
) -> Fact | None:
    """Return the record a row is about: by its id, else by what identifies it."""
    id_ = fields.get("id")
    if id_:
        taken = work.taken(id_)
        if taken == kind.fact.kind:
            return work.find(kind.fact, id_)
        if taken is not None:
            row.fault(RecordCode.ID_TAKEN, "id", kind=taken, id=id_)
        return None
    if not kind.key:
        return None
    where = {name: fields.get(name) or "" for name in kind.key if name != "start"}
    start = row_period(row, None).start if "start" in kind.key else None
    asked: dict[str, Any] = {
        name: where[name] for name in _LOOKED_UP if where.get(name)
    }
    asked |= {name: where[name] or None for name in _SPOT if name in where}
    for fact in work.facts(kind.fact, **asked):
        period = getattr(fact, "period", None)
        if start is not None and period is not None and period.start != start:
            continue
        if all((getattr(fact, name) or "") == value for name, value in where.items()):
            return fact
    return None
