"""Versions that wait to be written by few statements, many rows at a time."""

from collections.abc import Sequence
from typing import Any

from cselekvo.store import sql
from cselekvo.store.database import Database
from cselekvo.store.tables import TableSpec

Sealed = tuple[int, int, str, str]


#: A version, the identity of its record where that is new, and its sealed texts.
_Version = tuple[TableSpec, Sequence[Any], tuple[int, str, str] | None, Sealed | None]


class Unwritten:
    """Rows in the order they came; none of them supersedes another one here."""

    def __init__(self) -> None:
        self._waiting: list[_Version] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(
        self,
        spec: TableSpec,
        row: Sequence[Any],
        *,
        identity: tuple[int, str, str] | None,
        sealed: Sealed | None,
    ) -> None:
        """Add a version, with its record's identity where the record is new."""
        self._waiting.append((spec, row, identity, sealed))

    def write(self, database: Database) -> None:
        """Write all of them, identities first, since rows refer to those."""
        waiting, self._waiting = self._waiting, []
        if len(waiting) == 1:
            _write_one(database, *waiting[0])
            return
        rows: dict[str, tuple[TableSpec, list[Sequence[Any]]]] = {}
        for spec, row, _, _ in waiting:
            rows.setdefault(spec.name, (spec, []))[1].append(row)
        new = [identity for _, _, identity, _ in waiting if identity is not None]
        _write_all(database, sql.INSERT_IDENTITY, new)
        for spec, same in rows.values():
            _write_all(database, sql.insert_fact(spec), same)
        texts = [sealed for _, _, _, sealed in waiting if sealed is not None]
        _write_all(database, sql.INSERT_PERSONAL, texts)


def _write_one(
    database: Database,
    spec: TableSpec,
    row: Sequence[Any],
    identity: tuple[int, str, str] | None,
    sealed: Sealed | None,
) -> None:
    if identity is not None:
        database.run(sql.INSERT_IDENTITY, identity)
    database.run(sql.insert_fact(spec), row)
    if sealed is not None:
        database.run(sql.INSERT_PERSONAL, sealed)


def _write_all(database: Database, text: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        database.run_many(text, rows)
