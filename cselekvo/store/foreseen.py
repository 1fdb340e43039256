"""What the next questions will ask, fetched at once and kept true while facts change.

An import asks the same few questions of every row. Asked one by one, each costs a
statement; foreseen, a batch of rows costs a few. What is written meanwhile is put in
its place here, so that an answer is what the store itself would say.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any, Final

from cselekvo.domain.fact import Fact
from cselekvo.ports import Later
from cselekvo.store.conditions import stored
from cselekvo.store.tables import spec_of

Names = tuple[str, ...]
Key = tuple[Any, ...]

#: Of a set of fewer facts each is asked; more are sorted by what is asked.
_FEW: Final = 8
_ONE_VALUE: Final = (str, Enum, int, date, type(None))

_id_of = attrgetter("id")


def key_of(fact: Fact, names: Names) -> Key:
    """Return the ids that a fact refers to, as ids are compared."""
    return tuple([(getattr(fact, name) or "").lower() for name in names])


def _asked_key(where: Mapping[str, Any], names: Names) -> Key | None:
    """Return the ids that a question names; None where it does not name each."""
    values = [where.get(name) for name in names]
    ids = [value.lower() for value in values if isinstance(value, str)]
    return tuple(ids) if len(ids) == len(names) else None


class _Fields:
    """Takes values of a kind's facts as they are compared: ids without their case."""

    def __init__(self, kind: type[Fact]) -> None:
        spec = spec_of(kind)
        self._ids = spec.references
        self._take = {one.name: one.take for one in spec.columns}

    def known(self, where: Mapping[str, Any]) -> bool:
        """Return whether each is one value of a field that can be compared here."""
        for name, value in where.items():
            if name not in self._take or not isinstance(value, _ONE_VALUE):
                return False
        return True

    def is_later(self, fact: Fact, later: Mapping[str, Later]) -> bool:
        """Return whether the days of a fact are later ones."""
        for name, value in later.items():
            day = self._take[name](fact)
            if day is None or day <= value.day.isoformat():
                return False
        return True

    def asked(self, where: Mapping[str, Any], names: Names) -> Key:
        """Return the values of a question."""
        return self._compared(names, [stored(where[name]) for name in names])

    def of(self, fact: Fact, names: Names) -> Key:
        """Return the values of a fact."""
        return self._compared(names, [self._take[name](fact) for name in names])

    def _compared(self, names: Names, values: list[Any]) -> Key:
        for at, name in enumerate(names):
            if name in self._ids and values[at] is not None:
                values[at] = values[at].lower()
        return tuple(values)


_FIELDS: Final[dict[str, _Fields]] = {}


def _fields_of(kind: type[Fact]) -> _Fields:
    known = _FIELDS.get(kind.kind)
    if known is None:
        known = _FIELDS[kind.kind] = _Fields(kind)
    return known


class _Set:
    """The facts that share some references, also by other fields once these are asked.

    One organisation may have thousands of addresses: each of them asks whether there is
    one like it.
    """

    __slots__ = ("_by", "_facts", "_fields")

    def __init__(self, fields: _Fields) -> None:
        self._fields = fields
        self._facts: dict[str, Fact] = {}
        self._by: dict[Names, dict[Key, dict[str, Fact]]] = {}

    def put(self, fact: Fact) -> None:
        key = fact.id.lower()
        self._facts[key] = fact
        for names, found in self._by.items():
            found.setdefault(self._fields.of(fact, names), {})[key] = fact

    def drop(self, fact: Fact) -> None:
        key = fact.id.lower()
        self._facts.pop(key, None)
        for names, found in self._by.items():
            found[self._fields.of(fact, names)].pop(key, None)

    @property
    def is_empty(self) -> bool:
        """Return whether there is no such fact."""
        return not self._facts

    def all(self) -> list[Fact]:
        """Return the facts, ordered by id."""
        if len(self._facts) == 1:
            return [*self._facts.values()]
        return sorted(self._facts.values(), key=_id_of)

    def some(self, where: Mapping[str, Any]) -> list[Fact]:
        """Return those whose fields have these values, ordered by id."""
        if not self._facts:
            return []
        names = tuple(sorted(where))
        asked = self._fields.asked(where, names)
        if len(self._facts) <= _FEW:
            of = self._fields.of
            return [fact for fact in self.all() if of(fact, names) == asked]
        found = self._by.get(names)
        if found is None:
            found = self._by[names] = {}
            for key, fact in self._facts.items():
                found.setdefault(self._fields.of(fact, names), {})[key] = fact
        return sorted(found.get(asked, {}).values(), key=_id_of)


class Foreseen:
    """Answers that were fetched before they are asked for."""

    def __init__(self) -> None:
        self._records: defaultdict[str, dict[str, Fact | None]] = defaultdict(dict)
        self._sets: defaultdict[str, dict[Names, dict[Key, _Set]]] = defaultdict(dict)

    def __bool__(self) -> bool:
        return bool(self._records)

    def keep_records(
        self, kind: type[Fact], ids: Iterable[str], facts: Iterable[Fact]
    ) -> None:
        """Keep the facts of all these ids; an id without a fact has none."""
        known = self._records[kind.kind]
        known.update(dict.fromkeys((id_.lower() for id_ in ids), None))
        known.update((fact.id.lower(), fact) for fact in facts)

    def keep_sets(
        self, kind: type[Fact], names: Names, keys: Iterable[Key], facts: Iterable[Fact]
    ) -> None:
        """Keep all facts whose named references are one of the keys."""
        fields = _fields_of(kind)
        sets = self._sets[kind.kind].setdefault(names, {})
        sets.update((key, _Set(fields)) for key in keys)
        records = self._records[kind.kind]
        for fact in facts:
            records[fact.id.lower()] = fact
            sets[key_of(fact, names)].put(fact)

    def find(self, kind: type[Fact], id_: str) -> tuple[bool, Fact | None]:
        """Return whether the answer is known here, and the answer."""
        records = self._records.get(kind.kind)
        if records is None:
            return False, None
        key = id_.lower()
        return key in records, records.get(key)

    def some(self, kind: type[Fact], where: Mapping[str, Any]) -> list[Fact] | None:
        """Return the facts with these values, if the answer is known here."""
        kept = self._sets.get(kind.kind)
        if not kept:
            return None
        for names, sets in kept.items():
            key = _asked_key(where, names)
            found = None if key is None else sets.get(key)
            if found is None:
                continue
            if found.is_empty:
                return []
            if len(names) == len(where):
                return found.all()
            rest = {name: where[name] for name in where if name not in names}
            later = {n: value for n, value in rest.items() if type(value) is Later}
            equal = {n: value for n, value in rest.items() if n not in later}
            fields = _fields_of(kind)
            if not fields.known(equal):
                continue
            facts = found.some(equal) if equal else found.all()
            return [one for one in facts if fields.is_later(one, later)]
        return None

    def put(self, fact: Fact) -> None:
        """Put a version in the place of the one before."""
        self.drop(fact)
        self._records[fact.kind][fact.id.lower()] = fact
        for found in self._holding(fact):
            found.put(fact)

    def drop(self, fact: Fact) -> None:
        """Leave out a record that is withdrawn or replaced."""
        key = fact.id.lower()
        before = self._records[fact.kind].get(key)
        self._records[fact.kind][key] = None
        if before is not None:
            for found in self._holding(before):
                found.drop(before)

    def _holding(self, fact: Fact) -> Iterable[_Set]:
        """Yield the sets that hold a fact, or would."""
        kept = self._sets.get(fact.kind)
        for names, sets in (kept or {}).items():
            found = sets.get(key_of(fact, names))
            if found is not None:
                yield found

    def forget(self) -> None:
        """Keep nothing any more."""
        self._records.clear()
        self._sets.clear()
