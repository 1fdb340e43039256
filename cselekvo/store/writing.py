"""Writing versions within one change: numbers, sealed texts, superseding."""

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import check_id
from cselekvo.errors import NotFoundError, RefusedError
from cselekvo.store import canonical, sql
from cselekvo.store.database import Database
from cselekvo.store.remembering import Remembering
from cselekvo.store.tables import (
    TableSpec,
    personal_values,
    sort_values,
    spec_of,
    stored_values,
)
from cselekvo.store.unwritten import Unwritten

_BATCH: Final = 2000
#: Number, entry and seal stand before a kind's own columns.
_BEFORE_COLUMNS: Final = 3
F = TypeVar("F", bound=Fact)


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


class Writing(Remembering):
    """The present knowledge and the versions that one entry writes into it.

    Attributes:
        seq: The number of the journal entry that is being written.

    Args:
        database: Within the write transaction.
        seq: As above.
        token: What generated ids hold, so that no other entry anywhere makes the same.
    """

    def __init__(self, database: Database, seq: int, token: str) -> None:
        super().__init__(database)
        self.seq = seq
        self._token, self._made = token, 0
        self._unborn: set[str] = set()
        #: The numbers from here on were given by this entry; none yet.
        self._first_number = self._next_number = 0
        self._unwritten = Unwritten()

    @property
    def database(self) -> Database:
        """Return where the answers come from; what was written stands there first."""
        if self._unwritten:
            self._unwritten.write(self._database)
        return self._database

    def new_id(self, kind: type[Fact]) -> str:
        """Return a fresh id: prefix, a token of this entry alone, and a count."""
        self._made += 1
        made = f"{kind.prefix}-{self._token}-{self._made}"
        self._unborn.add(made)
        return made

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
        if not self._first_number:
            self._next_number = int(self.database.rows(sql.LAST_NUMBER)[0][0])
            self._first_number = self._next_number + 1
        self._next_number += 1
        self._known[id_.lower()] = (self._next_number, spec.name)
        return self._next_number, True

    def write(self, fact: Fact) -> None:
        """Write a version of the fact, superseding the present one."""
        spec = spec_of(type(fact))
        self._touch(spec)
        number, is_new = self._number_for(spec, fact.id)
        row, sealed = self._version(spec, fact, number, is_new=is_new)
        identity = (number, spec.name, fact.id) if is_new else None
        self._unwritten.add(spec, row, identity=identity, sealed=sealed)
        if self._foreseen:
            self._foreseen.put(fact)
        if len(self._unwritten) >= _BATCH:
            self._unwritten.write(self._database)
            self._trim()

    def write_many(self, facts: Iterable[Fact]) -> None:
        """Write facts of any kinds, in order."""
        for fact in facts:
            self.write(fact)

    def _touch(self, spec: TableSpec) -> None:
        self.touched.add(spec.name)
        self._answers.pop(spec.name, None)

    def _version(
        self, spec: TableSpec, fact: Fact, number: int, *, is_new: bool
    ) -> tuple[list[Any], tuple[int, int, str, str] | None]:
        """Close the present version; return the new row, and its sealed texts."""
        if not is_new:
            if 0 < self._first_number <= number:
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
        row += stored_values(spec, fact)
        for at, name in spec.reference_places:
            value = row[at + _BEFORE_COLUMNS]
            if value is not None:
                target = self._identity(value)
                if target is None:
                    raise NotFoundError(name, value)
                row[at + _BEFORE_COLUMNS] = target[0]
        return row + sort_values(spec, fact) if spec.sorted_fields else row

    def _supersede(self, spec: TableSpec, number: int) -> None:
        """Close the present version; what waits to be written need not be there yet."""
        closed = self._database.run(sql.supersede(spec), (self.seq, number, self.seq))
        if not closed:
            self._take_back(spec, number)

    def _take_back(self, spec: TableSpec, number: int) -> None:
        if self.database.run(sql.drop_own(spec), (number, self.seq)):
            self.database.run(sql.DELETE_PERSONAL_VERSION, (number, self.seq))

    def withdraw(self, fact: Fact) -> None:
        """Close the present version without a successor."""
        spec = spec_of(type(fact))
        self._touch(spec)
        if self._foreseen:
            self._foreseen.drop(fact)
        found = self._identity(fact.id)
        if found is not None:
            self._supersede(spec, found[0])
