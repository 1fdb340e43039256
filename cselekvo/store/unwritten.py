"""Versions that wait to be written by few statements, many rows at a time."""

from collections.abc import Sequence
from typing import Any

from cselekvo.store import sql
from cselekvo.store.database import Database
from cselekvo.store.tables import TableSpec

Sealed = tuple[int, int, str, str]


class Unwritten:
    """Rows in the order they came; none of them supersedes another one here."""

    def __init__(self) -> None:
        self._identities: list[tuple[int, str, str]] = []
        self._rows: dict[str, tuple[TableSpec, list[Sequence[Any]]]] = {}
        self._sealed: list[Sealed] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(
        self,
        spec: TableSpec,
        row: Sequence[Any],
        *,
        identity: tuple[int, str, str] | None,
        sealed: Sealed | None,
    ) -> None:
        """Add a version, with its record's identity where the record is new."""
        self._count += 1
        if identity is not None:
            self._identities.append(identity)
        waiting = self._rows.get(spec.name)
        if waiting is None:
            waiting = self._rows[spec.name] = (spec, [])
        waiting[1].append(row)
        if sealed is not None:
            self._sealed.append(sealed)

    def write(self, database: Database) -> None:
        """Write all of them, identities first, since rows refer to those."""
        identities, rows, sealed = self._identities, self._rows, self._sealed
        self._identities, self._rows, self._sealed, self._count = [], {}, [], 0
        _write_all(database, sql.INSERT_IDENTITY, identities)
        for spec, waiting in rows.values():
            _write_all(database, sql.insert_fact(spec), waiting)
        _write_all(database, sql.INSERT_PERSONAL, sealed)


def _write_all(database: Database, text: str, rows: Sequence[Sequence[Any]]) -> None:
    """Write rows by one statement; a single one needs no loop of the driver's."""
    if len(rows) == 1:
        database.run(text, rows[0])
    elif rows:
        database.run_many(text, rows)
