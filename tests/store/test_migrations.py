"""The steps of the schema give the tables that the facts' fields ask for."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cselekvo.domain.kinds import KINDS
from cselekvo.store.migrations import SCHEMA, statements, tables
from cselekvo.store.sql import BASE_DDL, table_ddl
from cselekvo.store.sqlite import SqliteDatabase
from cselekvo.store.tables import spec_of

Shape = dict[str, dict[str, Any]]


def from_steps() -> Iterator[str]:
    for step in range(1, SCHEMA + 1):
        yield from statements(step)


def from_fields() -> Iterator[str]:
    yield from BASE_DDL
    for kind in KINDS:
        yield from table_ddl(spec_of(kind))


def made(path: Path, script: Iterable[str]) -> Shape:
    """Return the shape of every table that a script makes in a new file."""
    connection = sqlite3.connect(path, isolation_level=None)
    database = SqliteDatabase(path, connection)
    with closing(database):
        database.run_script(script)
        listed = database.rows("PRAGMA table_list")
        return {
            str(name): {
                "without row ids": without,
                "strict": strict,
                "columns": columns_of(database, name),
                "references": references_of(database, name),
                "indexes": indexes_of(database, name),
            }
            for schema, name, _, _, without, strict in listed
            if schema == "main" and not str(name).startswith("sqlite_")
        }


def columns_of(database: SqliteDatabase, table: str) -> set[tuple[Any, ...]]:
    """Return name, type, not null, default and place in the key of each column.

    A column that a later step adds stands last, so that their order is no matter.
    """
    rows = database.rows(f'PRAGMA table_xinfo("{table}")')
    return {tuple(row[1:]) for row in rows}


def references_of(database: SqliteDatabase, table: str) -> set[tuple[Any, ...]]:
    rows = database.rows(f'PRAGMA foreign_key_list("{table}")')
    return {tuple(row[2:]) for row in rows}


def indexes_of(database: SqliteDatabase, table: str) -> dict[str, Any]:
    """Return uniqueness, origin, partiality, columns and condition of each index."""
    return {
        str(name): (unique, origin, partial, *keys_of(database, name))
        for _, name, unique, origin, partial in database.rows(
            f'PRAGMA index_list("{table}")'
        )
    }


def keys_of(database: SqliteDatabase, index: str) -> tuple[Any, Any]:
    columns = database.rows(f'PRAGMA index_xinfo("{index}")')
    keys = [tuple(row[2:]) for row in columns if row[5]]
    said = database.rows("SELECT sql FROM sqlite_schema WHERE name = ?", (index,))
    return keys, " ".join(str(said[0][0]).split()) if said else None


def test_all_steps_together_make_the_tables_of_the_facts_fields(tmp_path: Path) -> None:
    steps = made(tmp_path / "steps.db", from_steps())
    fields = made(tmp_path / "fields.db", from_fields())

    assert sorted(steps) == sorted(fields)
    for name, shape in fields.items():
        assert steps[name] == shape, name


def test_every_kind_of_fact_has_its_table_and_there_is_no_other(tmp_path: Path) -> None:
    named = tables()

    assert len(named) == len(set(named))
    assert set(named) == set(made(tmp_path / "steps.db", from_steps()))
    assert {kind.kind for kind in KINDS} < set(named)
    kept = {"meta", "identity", "personal", "erased"}
    kept |= {"journal", "journal_personal", "journal_erased"}
    assert set(named) - {kind.kind for kind in KINDS} == kept


def test_a_step_holds_statements_and_no_remarks() -> None:
    for step in range(1, SCHEMA + 1):
        for statement in statements(step):
            assert statement.startswith(("CREATE ", "ALTER TABLE "))
            assert not statement.endswith(";")


def test_there_is_no_step_beyond_the_schema() -> None:
    with pytest.raises(FileNotFoundError):
        list(statements(SCHEMA + 1))
