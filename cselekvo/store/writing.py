"""Writing versions within one change: numbers, sealed texts, superseding."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, islice
from typing import Any, Final, TypeVar, cast

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import check_id, is_id
from cselekvo.errors import NotFoundError, RefusedError
from cselekvo.store import canonical, sql
from cselekvo.store.asking import Asking, Condition
from cselekvo.store.database import Database, Row
from cselekvo.store.tables import (
    TableSpec,
    personal_values,
    sort_values,
    spec_of,
)

_BATCH: Final = 2000
_KEPT: Final = 256
#: Number, entry and seal stand before a kind's own columns.
_BEFORE_COLUMNS: Final = 3
F = TypeVar("F", bound=Fact)
_PRESENT: Final = (Condition(sql.PRESENT),)


def _name(item: tuple[str, Any]) -> str:
    return item[0]


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

    Args:
        database: Within the write transaction.
        seq: As above.
        token: What generated ids hold, so that no other entry anywhere makes the same.
    """

    def __init__(self, database: Database, seq: int, token: str) -> None:
        super().__init__(database)
        self.seq = seq
        self.touched: set[str] = set()
        self._token, self._made = token, 0
        self._known: dict[str, tuple[int, str]] = {}
        self._fresh: set[int] = set()
        self._unborn: set[str] = set()
        self._next_number: int | None = None
        self._answers: defaultdict[str, dict[Any, Any]] = defaultdict(dict)

    def seen(self, kind: type[Fact]) -> tuple[Condition, ...]:
        """Return the present knowledge; permission is asked by `require`."""
        del kind
        return _PRESENT

    def find(self, kind: type[F], id_: str) -> F | None:
        """Return the record, or None; an answer holds until its kind is written."""
        answers = self._answers[kind.kind]
        if id_ not in answers:
            self._keep(answers, id_, super().find(kind, id_))
        return cast("F | None", answers[id_])

    def forget_answers(self) -> None:
        """Ask everything anew: rows were changed otherwise than by writing facts."""
        self._answers.clear()

    @staticmethod
    def _keep(answers: dict[Any, Any], key: Any, answer: Any) -> None:
        """Keep an answer; only a few are kept, so that memory stays flat."""
        if len(answers) >= _KEPT:
            answers.clear()
        answers[key] = answer

    def _some(self, kind: type[F], on: date | None, where: dict[str, Any]) -> list[F]:
        """Return the facts; an answer holds until its kind is written."""
        answers = self._answers[kind.kind]
        key = (on, *where.items())
        try:
            known = answers.get(key)
        except TypeError:
            return super()._some(kind, on, where)
        if known is None:
            known = super()._some(kind, on, where)
            self._keep(answers, key, known)
        return list(cast("list[F]", known))

    def row_read(self, spec: TableSpec, row: Row) -> None:
        """Keep the number of a record that was read, for when it is referred to."""
        self._known[row[0].lower()] = (row[-2], spec.name)

    def new_id(self, kind: type[Fact]) -> str:
        """Return a fresh id: prefix, a token of this entry alone, and a count."""
        self._made += 1
        made = f"{kind.prefix}-{self._token}-{self._made}"
        self._unborn.add(made)
        return made

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
        found = None if id_ in self._unborn else self._identity(id_)
        if found is not None:
            if found[1] != spec.name:
                raise IdentifierTakenError(id_, found[1])
            return found[0], False
        if id_ in self._unborn:
            self._unborn.remove(id_)
        else:
            check_id(id_)
        if self._next_number is None:
            self._next_number = int(self.database.rows(sql.LAST_NUMBER)[0][0])
        self._next_number += 1
        self._known[id_.lower()] = (self._next_number, spec.name)
        return self._next_number, True

    def write(self, fact: Fact) -> None:
        """Write a version of the fact, superseding the present one."""
        spec = spec_of(type(fact))
        self._touch(spec)
        number, is_new = self._number_for(spec, fact.id)
        row, sealed = self._version(spec, fact, number, is_new=is_new)
        run = self.database.run
        if is_new:
            run(sql.INSERT_IDENTITY, (number, spec.name, fact.id))
        run(sql.insert_fact(spec), row)
        if sealed is not None:
            run(sql.INSERT_PERSONAL, sealed)

    def write_many(self, facts: Iterable[Fact]) -> None:
        """Write facts of any kinds, in order, a batch at a time."""
        left = iter(facts)
        while batch := list(islice(left, _BATCH)):
            for kind, same in groupby(batch, key=type):
                self._write_batch(spec_of(kind), list(same))

    def _write_batch(self, spec: TableSpec, facts: Sequence[Fact]) -> None:
        """Write facts of a kind by few statements; a second version waits its turn."""
        self._touch(spec)
        rows: dict[int, list[Any]] = {}
        fresh: list[tuple[int, str, str]] = []
        sealed: list[tuple[int, int, str, str]] = []
        for at, fact in enumerate(facts):
            number, is_new = self._number_for(spec, fact.id)
            if number in rows:
                self._insert_all(spec, fresh, rows, sealed)
                self._write_batch(spec, facts[at:])
                return
            rows[number], texts = self._version(spec, fact, number, is_new=is_new)
            if is_new:
                fresh.append((number, spec.name, fact.id))
            if texts is not None:
                sealed.append(texts)
        self._insert_all(spec, fresh, rows, sealed)

    def _insert_all(
        self,
        spec: TableSpec,
        fresh: list[tuple[int, str, str]],
        rows: dict[int, list[Any]],
        sealed: list[tuple[int, int, str, str]],
    ) -> None:
        run_many = self.database.run_many
        run_many(sql.INSERT_IDENTITY, fresh)
        run_many(sql.insert_fact(spec), rows.values())
        run_many(sql.INSERT_PERSONAL, sealed)

    def _touch(self, spec: TableSpec) -> None:
        self.touched.add(spec.name)
        self._answers.pop(spec.name, None)

    def _version(
        self, spec: TableSpec, fact: Fact, number: int, *, is_new: bool
    ) -> tuple[list[Any], tuple[int, int, str, str] | None]:
        """Close the present version; return the new row, and its sealed texts."""
        if is_new:
            self._fresh.add(number)
        elif number in self._fresh:
            self._take_back(spec, number)
        else:
            self._supersede(spec, number)
        personal = personal_values(spec, fact)
        if not personal:
            return self._row(spec, fact, number, None), None
        salt, content = canonical.new_salt(), canonical.canonical(personal)
        seal = canonical.seal(salt, content)
        texts = (number, self.seq, salt, content)
        return self._row(spec, fact, number, seal), texts

    def _row(
        self, spec: TableSpec, fact: Fact, number: int, seal: str | None
    ) -> list[Any]:
        row: list[Any] = [number, self.seq, seal]
        row += [column.take(fact) for column in spec.columns]
        for at, name in spec.reference_places:
            value = row[at + _BEFORE_COLUMNS]
            if value is not None:
                target = self._identity(value)
                if target is None:
                    raise NotFoundError(name, value)
                row[at + _BEFORE_COLUMNS] = target[0]
        return row + sort_values(spec, fact) if spec.sorted_fields else row

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
        self._answers.pop(spec.name, None)
        found = self._identity(fact.id)
        if found is not None:
            self._supersede(spec, found[0])
