"""Statements as text, written once for SQLite and PostgreSQL.

Names are quoted, values stand as `?`, days are ISO texts, ids are compared in lower
case.
"""

from functools import cache
from typing import Final

from cselekvo.store.tables import TableSpec

IDENTITY_BY_ID: Final = "SELECT number, kind, id FROM identity WHERE lower(id) = ?"
INSERT_IDENTITY: Final = "INSERT INTO identity (number, kind, id) VALUES (?, ?, ?)"
LAST_NUMBER: Final = "SELECT coalesce(max(number), 0) FROM identity"
INSERT_PERSONAL: Final = (
    "INSERT INTO personal (number, seq_from, salt, content) VALUES (?, ?, ?, ?)"
)
DELETE_PERSONAL_VERSION: Final = (
    "DELETE FROM personal WHERE number = ? AND seq_from = ?"
)
LAST_ENTRY: Final = "SELECT seq, instant, hash FROM journal ORDER BY seq DESC LIMIT 1"
META: Final = "SELECT value FROM meta WHERE key = ?"


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever words SQL keeps for itself."""
    return f'"{name}"'


def _column_ddl(spec: TableSpec) -> list[str]:
    kinds = {
        "text": "TEXT",
        "integer": "INTEGER",
        "real": "REAL",
        "reference": "INTEGER REFERENCES identity (number)",
    }
    lines = [f"{quoted(column.name)} {kinds[column.sql]}" for column in spec.columns]
    lines += [f"{quoted(name + '_sort')} TEXT" for name in spec.sorted_fields]
    return lines


def table_ddl(spec: TableSpec) -> list[str]:
    """Return the statements that make the table of a kind and its indexes."""
    name = quoted(spec.name)
    columns = [
        "number INTEGER NOT NULL REFERENCES identity (number)",
        "seq_from INTEGER NOT NULL",
        "seq_to INTEGER",
        "seal TEXT",
        *_column_ddl(spec),
        "PRIMARY KEY (number, seq_from)",
    ]
    ends = spec.fact.ends
    keys = [
        (column.name,)
        for column in spec.columns
        if column.sql == "reference" and column.name not in ends[:1]
    ]
    indexes = [
        f"CREATE INDEX {quoted('_'.join((spec.name, *key)))} ON {name} "
        f"({', '.join(map(quoted, key))})"
        for key in (*keys, *([ends] if ends else []))
    ]
    return [
        f"CREATE TABLE {name} ({', '.join(columns)})",
        f"CREATE UNIQUE INDEX {quoted(spec.name + '_present')} ON {name} (number) "
        "WHERE seq_to IS NULL",
        f"CREATE INDEX {quoted(spec.name + '_opened')} ON {name} (seq_from)",
        f"CREATE INDEX {quoted(spec.name + '_closed')} ON {name} (seq_to) "
        "WHERE seq_to IS NOT NULL",
        *indexes,
    ]


BASE_DDL: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE identity (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, "
    "id TEXT NOT NULL)",
    "CREATE UNIQUE INDEX identity_id ON identity (lower(id))",
    "CREATE TABLE personal (number INTEGER NOT NULL REFERENCES identity (number), "
    "seq_from INTEGER NOT NULL, salt TEXT NOT NULL, content TEXT NOT NULL, "
    "PRIMARY KEY (number, seq_from))",
    "CREATE TABLE erased (number INTEGER NOT NULL REFERENCES identity (number), "
    "seq_from INTEGER NOT NULL, seq INTEGER NOT NULL, "
    "PRIMARY KEY (number, seq_from))",
    "CREATE TABLE journal (seq INTEGER PRIMARY KEY, instant TEXT NOT NULL, "
    "actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT, request_id TEXT, "
    "seal TEXT, digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)",
    "CREATE UNIQUE INDEX journal_request ON journal (request_id) "
    "WHERE request_id IS NOT NULL",
    "CREATE TABLE journal_personal (seq INTEGER PRIMARY KEY "
    "REFERENCES journal (seq), salt TEXT NOT NULL, content TEXT NOT NULL)",
    "CREATE TABLE journal_erased (seq INTEGER PRIMARY KEY REFERENCES journal (seq), "
    "erased_by INTEGER NOT NULL)",
)


@cache
def insert_fact(spec: TableSpec) -> str:
    """Return the statement that writes a version."""
    names = ["number", "seq_from", "seal", *(c.name for c in spec.columns)]
    names += [f"{name}_sort" for name in spec.sorted_fields]
    marks = ", ".join("?" * len(names))
    listed = ", ".join(quoted(name) for name in names)
    return f"INSERT INTO {quoted(spec.name)} ({listed}) VALUES ({marks})"


@cache
def supersede(spec: TableSpec) -> str:
    """Return the statement that closes the present version of a record."""
    return (
        f"UPDATE {quoted(spec.name)} SET seq_to = ? "
        "WHERE number = ? AND seq_to IS NULL AND seq_from < ?"
    )


@cache
def drop_own(spec: TableSpec) -> str:
    """Return the statement that takes back a version this entry itself wrote."""
    return f"DELETE FROM {quoted(spec.name)} WHERE number = ? AND seq_from = ?"


@cache
def _joined(spec: TableSpec, extra: str = "") -> str:
    """Return `SELECT id, columns... FROM ...` with references shown as ids."""
    shown, joins = ["i.id"], []
    for at, column in enumerate(spec.columns):
        if column.sql == "reference":
            shown.append(f"r{at}.id")
            joins.append(
                f"LEFT JOIN identity r{at} ON r{at}.number = t.{quoted(column.name)}"
            )
        else:
            shown.append(f"t.{quoted(column.name)}")
    return (
        f"SELECT {', '.join(shown)}{extra} FROM {quoted(spec.name)} t "
        f"JOIN identity i ON i.number = t.number {' '.join(joins)}"
    )


@cache
def select_facts(spec: TableSpec) -> str:
    """Return the question for facts: id, columns, then seal and personal texts."""
    return (
        _joined(spec, ", t.seal, p.content, t.number, t.seq_from")
        + " LEFT JOIN personal p ON p.number = t.number AND p.seq_from = t.seq_from"
    )


def identities(many: int) -> str:
    """Return the question for the identities of so many ids, in lower case."""
    marks = ", ".join("?" * many)
    return f"SELECT number, kind, id FROM identity WHERE lower(id) IN ({marks})"


def select_referring(spec: TableSpec, names: tuple[str, ...], many: int) -> str:
    """Return the question for the present facts with so many sets of references.

    Args:
        spec: Their kind.
        names: The references, by field; an index holds them.
        many: How many sets; each value is the number of an identity.
    """
    wanted = [f"w{at}" for at in range(len(names))]
    marks = f"({', '.join('?' * len(names))})"
    chosen, table, joins = select_facts(spec).partition(f"{quoted(spec.name)} t ")
    # The sets come first: SQLite would else walk through all present facts.
    return (
        f"WITH w ({', '.join(wanted)}) AS (VALUES {', '.join([marks] * many)}) "
        f"{chosen}w CROSS JOIN {table}{joins} WHERE {PRESENT} AND "
        + " AND ".join(
            f"t.{quoted(name)} = w.{other}"
            for name, other in zip(names, wanted, strict=True)
        )
        + " ORDER BY i.id"
    )


@cache
def select_ids(spec: TableSpec) -> str:
    """Return the question for id, number and entry of records alone."""
    return (
        f"SELECT i.id, t.number, t.seq_from FROM {quoted(spec.name)} t "
        "JOIN identity i ON i.number = t.number"
    )


@cache
def select_opened(spec: TableSpec) -> str:
    """Return the rows in the order of the digest: by entry, then by id."""
    return _joined(spec, ", t.seal, t.number, t.seq_from")


@cache
def select_closed(spec: TableSpec) -> str:
    """Return id, opening and closing entry of versions that were closed."""
    return (
        f"SELECT i.id, t.seq_from, t.seq_to FROM {quoted(spec.name)} t "
        "JOIN identity i ON i.number = t.number"
    )


SELECT_ERASED: Final = (
    "SELECT e.kind, e.id, e.seq_from, e.seq FROM ("
    "SELECT i.kind AS kind, i.id AS id, x.seq_from AS seq_from, x.seq AS seq "
    "FROM erased x JOIN identity i ON i.number = x.number UNION ALL "
    "SELECT 'journal', CAST(seq AS TEXT), seq, erased_by FROM journal_erased) e"
)
AS_KNOWN: Final = "t.seq_from <= ? AND (t.seq_to IS NULL OR t.seq_to > ?)"
PRESENT: Final = "t.seq_to IS NULL"
RUNNING: Final = "t.period_start <= ? AND (t.period_end IS NULL OR t.period_end > ?)"
