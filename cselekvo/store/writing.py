"""Writing versions within one change: numbers, sealed texts, superseding."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from typing import Any, Final

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import check_id, is_id
from cselekvo.errors import NotFoundError, RefusedError
from cselekvo.store import canonical, sql
from cselekvo.store.asking import Asking, Condition
from cselekvo.store.database import Database
from cselekvo.store.tables import (
    TableSpec,
    personal_values,
    sort_values,
    spec_of,
    stored_values,
)

_BATCH: Final = 2000
_ID_LETTERS: Final = 13


class IdentifierTakenError(RefusedError):
    """An id is borne by a record of another kind."""

    code = "identifier-taken"

    def __init__(self, id_: str, kind: str) -> None:
        super().__init__(
            f"{id_} is the id of a {kind} already; ids are unique over all kinds, "
            "capitals aside.",
            id=id_,
            kind=kind,
        )


class Writing(Asking):
    """The present knowledge and the versions that one entry writes into it.

    Attributes:
        seq: The number of the journal entry that is being written.
        touched: The kinds written so far.
    """

    def __init__(self, database: Database, seq: int, salt: str) -> None:
        super().__init__(database)
        self.seq = seq
        self.touched: set[str] = set()
        self._salt, self._made = salt, 0
        self._known: dict[str, tuple[int, str]] = {}
        self._fresh: set[int] = set()
        self._next_number: int | None = None

    def seen(self, kind: type[Fact]) -> list[Condition]:
        """Return the present knowledge; permission is asked by `require`."""
        return [Condition(sql.PRESENT)]

    def new_id(self, kind: type[Fact]) -> str:
        """Return a fresh id: prefix and 13 letters that no other workspace makes."""
        self._made += 1
        text = f"{self._salt}:{self.seq}:{self._made}"
        digest = hashlib.sha256(text.encode()).digest()
        letters = base64.b32encode(digest[:10]).decode().lower()
        return f"{kind.prefix}-{letters[:_ID_LETTERS]}"

    def taken(self, id_: str) -> str | None:
        """Return the kind that bears this id, whatever its case, or None."""
        found = self._identity(id_)
        return None if found is None else found[1]

    def _identity(self, id_: str) -> tuple[int, str] | None:
        key = id_.lower()
        known = self._known.get(key)
        if known is None and is_id(id_):
            rows = self.database.rows(sql.IDENTITY_BY_ID, (key,))
            if not rows:
                return None
            known = self._known[key] = (rows[0][0], rows[0][1])
        return known

    def _number_for(self, spec: TableSpec, id_: str) -> tuple[int, bool]:
        """Return the number of a record and whether it was given just now."""
        found = self._identity(id_)
        if found is not None:
            if found[1] != spec.name:
                raise IdentifierTakenError(id_, found[1])
            return found[0], False
        check_id(id_)
        if self._next_number is None:
            self._next_number = int(self.database.rows(sql.LAST_NUMBER)[0][0])
        self._next_number += 1
        self._known[id_.lower()] = (self._next_number, spec.name)
        return self._next_number, True

    def write(self, fact: Fact) -> None:
        """Write a version of the fact, superseding the present one."""
        self._write_batch(spec_of(type(fact)), [fact])

    def write_many(self, facts: Iterable[Fact]) -> None:
        """Write facts of any kinds, in order, a batch at a time."""
        left = iter(facts)
        while batch := list(islice(left, _BATCH)):
            for kind, same in groupby(batch, key=type):
                self._write_batch(spec_of(kind), list(same))

    def _write_batch(self, spec: TableSpec, facts: Sequence[Fact]) -> None:
        self.touched.add(spec.name)
        fresh, rows, sealed = [], [], []
        for fact in facts:
            number, is_new = self._number_for(spec, fact.id)
            if is_new:
                fresh.append((number, spec.name, fact.id))
                self._fresh.add(number)
            elif number in self._fresh:
                self._take_back(spec, number)
            else:
                self._supersede(spec, number)
            seal = None
            if personal := personal_values(spec, fact):
                salt, content = canonical.new_salt(), canonical.canonical(personal)
                seal = canonical.seal(salt, content)
                sealed.append((number, self.seq, salt, content))
            rows.append(self._row(spec, fact, number, seal))
        if fresh:
            self.database.run_many(sql.INSERT_IDENTITY, fresh)
        self.database.run_many(sql.insert_fact(spec), rows)
        if sealed:
            self.database.run_many(sql.INSERT_PERSONAL, sealed)

    def _row(
        self, spec: TableSpec, fact: Fact, number: int, seal: str | None
    ) -> list[Any]:
        values = stored_values(spec, fact)
        row: list[Any] = [number, self.seq, seal]
        for column in spec.columns:
            value = values.get(column.name)
            if value is not None and column.sql == "reference":
                target = self._identity(value)
                if target is None:
                    raise NotFoundError(column.name, value)
                value = target[0]
            row.append(value)
        return row + sort_values(spec, fact)

    def _supersede(self, spec: TableSpec, number: int) -> None:
        closed = self.database.run(sql.supersede(spec), (self.seq, number, self.seq))
        if not closed:
            self._take_back(spec, number)

    def _take_back(self, spec: TableSpec, number: int) -> None:
        if self.database.run(sql.drop_own(spec), (number, self.seq)):
            self.database.run(sql.DELETE_PERSONAL_VERSION, (number, self.seq))

    def withdraw(self, fact: Fact) -> None:
        """Close the present version without a successor."""
        spec = spec_of(type(fact))
        self.touched.add(spec.name)
        found = self._identity(fact.id)
        if found is not None:
            self._supersede(spec, found[0])
