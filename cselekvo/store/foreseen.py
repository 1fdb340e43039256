"""What the next questions will ask, fetched at once and kept true while facts change.

An import asks the same few questions of every row. Asked one by one, each costs a
statement; foreseen, a batch of rows costs a few. What is written meanwhile is put in
its place here, so that an answer is what the store itself would say.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import TypeVar

from cselekvo.domain.fact import Fact

F = TypeVar("F", bound=Fact)
Names = tuple[str, ...]
Key = tuple[str, ...]

_id_of = attrgetter("id")


def key_of(where: Mapping[str, str], names: Names) -> Key:
    """Return the ids that some fields hold, as ids are compared."""
    return tuple([where[name].lower() for name in names])


class Foreseen:
    """Answers that were fetched before they are asked for."""

    def __init__(self) -> None:
        self._records: defaultdict[str, dict[str, Fact | None]] = defaultdict(dict)
        self._sets: defaultdict[str, dict[Names, dict[Key, list[Fact]]]] = defaultdict(
            dict
        )

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
        sets = self._sets[kind.kind].setdefault(names, {})
        sets.update((key, []) for key in keys)
        records = self._records[kind.kind]
        for fact in facts:
            records[fact.id.lower()] = fact
            sets[self._key(fact, names)].append(fact)

    @staticmethod
    def _key(fact: Fact, names: Names) -> Key:
        return tuple([getattr(fact, name).lower() for name in names])

    def find(self, kind: type[Fact], id_: str) -> tuple[bool, Fact | None]:
        """Return whether the answer is known here, and the answer."""
        records = self._records.get(kind.kind)
        if records is None:
            return False, None
        key = id_.lower()
        return key in records, records.get(key)

    def some(self, kind: type[Fact], where: Mapping[str, str]) -> list[Fact] | None:
        """Return the facts whose references are these, if the answer is known here."""
        kept = self._sets.get(kind.kind)
        if not kept:
            return None
        names = tuple(sorted(where))
        sets = kept.get(names)
        found = None if sets is None else sets.get(key_of(where, names))
        return None if found is None else list(found)

    def put(self, fact: Fact) -> None:
        """Put a version in the place of the one before."""
        self.drop(fact)
        self._records[fact.kind][fact.id.lower()] = fact
        for names, sets in self._sets[fact.kind].items():
            facts = sets.get(self._key(fact, names))
            if facts is not None:
                facts.append(fact)
                facts.sort(key=_id_of)

    def drop(self, fact: Fact) -> None:
        """Leave out a record that is withdrawn or replaced."""
        key = fact.id.lower()
        before = self._records[fact.kind].get(key)
        self._records[fact.kind][key] = None
        if before is None:
            return
        for names, sets in self._sets[fact.kind].items():
            facts = sets.get(self._key(before, names))
            if facts is not None:
                facts[:] = [one for one in facts if one.id.lower() != key]

    def forget(self) -> None:
        """Keep nothing any more."""
        self._records.clear()
        self._sets.clear()
