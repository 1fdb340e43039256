"""The journal's entries: their hash, how one is written, how they are read back."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from operator import itemgetter
from typing import Any, Final

from attrs import frozen

from cselekvo.domain.journal import Entry
from cselekvo.store import canonical, sql
from cselekvo.store.database import Database, Row
from cselekvo.store.tables import TableSpec, spec_of

_COLUMNS: Final = (
    "seq",
    "instant",
    "actor",
    "action",
    "subject",
    "request_id",
    "seal",
    "digest",
    "previous",
    "hash",
)
#: Columns that hold texts; a reference is shown as its id.
#: By what a column holds, what writes it as canonical JSON; else any value's writer.
_WRITERS: Final[dict[str, Callable[[Any], str]]] = {
    "text": canonical.text_of,
    "reference": canonical.text_of,
    "integer": str,
}
_SHAPE: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
#: Stands for the rows of `erased` among the kinds an entry touched.
ERASED: Final = "erased"
SELECT_ENTRIES: Final = (
    "SELECT " + ", ".join(f"j.{name}" for name in _COLUMNS) + ", p.salt, p.content "
    "FROM journal j LEFT JOIN journal_personal p ON p.seq = j.seq"
)
_INSERT: Final = (
    f"INSERT INTO journal ({', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_INSERT_PERSONAL: Final = (
    "INSERT INTO journal_personal (seq, salt, content) VALUES (?, ?, ?)"
)


@frozen
class Head:
    """The end of the journal: number, instant and hash of the last entry."""

    seq: int = 0
    instant: str = ""
    hash: str = canonical.NO_HASH


def head_of(database: Database) -> Head:
    """Return the end of the journal; of an empty one, number 0."""
    found = database.rows(sql.LAST_ENTRY)
    return Head(*found[0]) if found else Head()


def written(instant: datetime) -> str:
    """Return an instant as the journal writes it: UTC, to the microsecond."""
    return instant.astimezone(UTC).strftime(_SHAPE)


def read_instant(text: str) -> datetime:
    """Return the instant that the journal wrote."""
    return datetime.strptime(text, _SHAPE).replace(tzinfo=UTC)


def chained(values: Mapping[str, Any]) -> str:
    """Return the hash of an entry: over all its columns but the hash itself."""
    kept = {k: v for k, v in values.items() if k != "hash" and v is not None}
    return canonical.sha256(canonical.canonical(kept))


def digest_of(
    database: Database, seq: int, touched: Collection[str]
) -> canonical.RowDigest:
    """Return the digest over the rows that one entry opened, closed and erased.

    Args:
        database: Within the write transaction.
        seq: The entry.
        touched: The kinds it wrote; the others have no rows of it.
    """
    from cselekvo.domain.kinds import KINDS

    digest = canonical.RowDigest()
    for kind in KINDS:
        if kind.kind in touched:
            add_entry(digest, spec_of(kind), database, seq)
    if ERASED not in touched:
        return digest
    erased = f"{sql.SELECT_ERASED} WHERE e.seq = ? ORDER BY e.kind, e.id, e.seq_from"
    for kind_word, id_, seq_from, _ in database.stream(erased, (seq,)):
        digest.erased(kind_word, id_, seq_from)
    return digest


def add_entry(
    digest: canonical.RowDigest, spec: TableSpec, database: Database, seq: int
) -> None:
    """Add one kind's rows of an entry: first those opened, then those closed."""
    opened = f"{sql.select_opened(spec)} WHERE t.seq_from = ? ORDER BY i.id"
    line = line_of(spec)
    for row in database.stream(opened, (seq,)):
        digest.opened(line(row))
    closed = f"{sql.select_closed(spec)} WHERE t.seq_to = ? ORDER BY i.id, t.seq_from"
    for id_, seq_from, _ in database.stream(closed, (seq,)):
        digest.closed(spec.name, id_, seq_from)


@cache
def line_of(spec: TableSpec) -> Callable[[Row], str]:
    """Return what writes a row of a kind as the digest says it.

    That is the canonical JSON of the kind and of the row under domain field names,
    nothing for nothing. It is put together from what is the same in all rows of the
    kind: there may be a million of them.
    """
    ends = [("id", 0, canonical.text_of), ("seal", len(spec.columns) + 1, _plain)]
    for at, column in enumerate(spec.columns, start=1):
        write = _WRITERS.get(column.sql, canonical.canonical)
        ends.append((column.name, at, write))
    pieces = [
        (f"{canonical.canonical(name)}:", at, write)
        for name, at, write in sorted(ends, key=itemgetter(0))
    ]
    head = f"[{canonical.canonical(spec.name)},{{"

    def line(row: Row) -> str:
        told = [
            key + write(row[at]) for key, at, write in pieces if row[at] is not None
        ]
        return f"{head}{','.join(told)}}}]"

    return line


def _plain(seal: str) -> str:
    """Return a seal, which is hexadecimal, as JSON."""
    return f'"{seal}"'


def write_entry(
    database: Database, values: dict[str, Any], personal: Mapping[str, Any]
) -> str:
    """Write an entry with its sealed texts; return its hash.

    Args:
        database: Within the write transaction.
        values: All columns but seal and hash.
        personal: Actor's name, reason, what the actions found.
    """
    salt = canonical.new_salt()
    content = canonical.canonical(personal)
    values["seal"] = canonical.seal(salt, content)
    values["hash"] = chained({name: values.get(name) for name in _COLUMNS})
    database.run(_INSERT, [values.get(name) for name in _COLUMNS])
    database.run(_INSERT_PERSONAL, (values["seq"], salt, content))
    return str(values["hash"])


def entry_from_row(row: Row) -> Entry:
    """Build an entry from its columns, salt and content."""
    values = dict(zip(_COLUMNS, row[:10], strict=True))
    texts: Mapping[str, Any] = json.loads(row[11]) if row[11] is not None else {}
    return Entry(
        seq=values["seq"],
        instant=read_instant(values["instant"]),
        actor=values["actor"],
        action=values["action"],
        subject=values["subject"] or "",
        request_id=values["request_id"],
        digest=values["digest"],
        previous=values["previous"],
        hash=values["hash"],
        actor_name=texts.get("name", ""),
        reason=texts.get("reason", ""),
        outcome=texts,
    )


def columns_of(row: Row) -> dict[str, Any]:
    """Return the columns of a selected entry by name."""
    return dict(zip(_COLUMNS, row[:10], strict=True))


def entries(
    database: Database, where: str = "", values: Sequence[Any] = ()
) -> list[Entry]:
    """Return entries, in order."""
    text = f"{SELECT_ENTRIES} {where}"
    return [entry_from_row(row) for row in database.rows(text, values)]


def changes(database: Database, seq: int) -> Iterator[tuple[str, str, str]]:
    """Yield `sign, kind, id` of what an entry opened (+), closed (-) and erased (x)."""
    from cselekvo.domain.kinds import KINDS

    for kind in KINDS:
        spec = spec_of(kind)
        opened = f"{sql.select_closed(spec)} WHERE t.seq_from = ? ORDER BY i.id"
        for id_, _, _ in database.stream(opened, (seq,)):
            yield "+", spec.name, id_
        closed = f"{sql.select_closed(spec)} WHERE t.seq_to = ? ORDER BY i.id"
        for id_, _, _ in database.stream(closed, (seq,)):
            yield "-", spec.name, id_
    erased = f"{sql.SELECT_ERASED} WHERE e.seq = ? ORDER BY e.kind, e.id, e.seq_from"
    for word, id_, _, _ in database.stream(erased, (seq,)):
        yield "x", word, id_
