"""Facts held in memory, asked like a workspace: what is known without one."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NewType, TypeVar, get_args, get_type_hints

from cselekvo.domain.fact import Fact
from cselekvo.errors import NotFoundError
from cselekvo.handbook.regions import regions
from cselekvo.ports import Later

F = TypeVar("F", bound=Fact)


class FactsInMemory:
    """Questions about a fixed lot of facts; see `ports.Questions`."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_kind: dict[str, list[Any]] = {}
        for fact in facts:
            self._by_kind.setdefault(fact.kind, []).append(fact)

    def find(self, kind: type[F], id_: str) -> F | None:
        """Return the record, or None."""
        found = self.facts(kind, id=id_)
        return found[0] if found else None

    def one(self, kind: type[F], id_: str) -> F:
        """Return the record.

        Raises:
            NotFoundError: There is none here.
        """
        found = self.find(kind, id_)
        if found is None:
            raise NotFoundError(kind.kind, id_)
        return found

    def known(self, kind: type[Fact], id_: str) -> str:
        """Return the id of a record as it was first written.

        Raises:
            NotFoundError: There is none here.
        """
        return self.one(kind, id_).id

    def facts(self, kind: type[F], *, on: date | None = None, **where: Any) -> list[F]:
        """Return the facts, those running on a day if one is given, ordered by id."""
        ids = _ids(kind)
        found = [
            fact
            for fact in self._by_kind.get(kind.kind, [])
            if all(
                _meets(getattr(fact, name), value, is_id=name in ids)
                for name, value in where.items()
            )
            and (on is None or not hasattr(fact, "period") or on in fact.period)
        ]
        return sorted(found, key=lambda fact: fact.id)


def _meets(value: Any, wanted: Any, *, is_id: bool) -> bool:
    """Return whether a field is what is wanted; only ids are compared in lower case."""
    if isinstance(wanted, Later):
        return value is not None and bool(value > wanted.day)
    if isinstance(wanted, Collection) and not isinstance(wanted, str):
        return any(_meets(value, one, is_id=is_id) for one in wanted)
    if is_id and isinstance(value, str) and isinstance(wanted, str):
        return value.lower() == wanted.lower()
    return bool(value == wanted)


def _ids(kind: type[Fact]) -> frozenset[str]:
    """Return the fields of a kind that hold ids."""
    hints = get_type_hints(kind)
    return frozenset(
        name
        for name, hint in hints.items()
        if any(isinstance(one, NewType) for one in (hint, *get_args(hint)))
    )


def handbook_facts() -> FactsInMemory:
    """Return what every workspace knows from the start: the map and the lists."""
    return FactsInMemory(regions())
