"""Which kind of unit a record is: asked once for each kind, not for each record."""

from collections.abc import Iterable
from typing import Any

from cselekvo.actions.mentoring import UNIT_KINDS
from cselekvo.actions.processes import UNITS
from cselekvo.domain.fact import Fact
from cselekvo.domain.template import Unit
from cselekvo.ports import Reader
from cselekvo.reports.mentors.people import MANY


def unit_kinds(reader: Reader, ids: Iterable[str]) -> dict[str, Unit]:
    """Return what kind of unit each record is; what no mentor can have is left out."""
    left = set(ids)
    found: dict[str, Unit] = {}
    for unit, kind in UNITS.items():
        if not left or kind not in UNIT_KINDS:
            continue
        mine = {one.id for one in _records(reader, kind, left)} & left
        found |= dict.fromkeys(mine, unit)
        left -= mine
    return found


def _records(reader: Reader, kind: type[Fact], ids: set[str]) -> list[Fact]:
    where: dict[str, Any] = {"id": ids} if len(ids) <= MANY else {}
    return reader.facts(kind, **where)
