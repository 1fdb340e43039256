"""The one way back: what an entry opened is closed, what it closed stands again."""

from enum import Enum
from typing import Final

from cselekvo.domain.kinds import KINDS
from cselekvo.findings import Finding
from cselekvo.store import entries, sql
from cselekvo.store.tables import TableSpec, spec_of
from cselekvo.store.writing import Writing

_SHOWN: Final = 20


class UndoCode(Enum):
    """Why an entry cannot be taken back."""

    NO_SUCH_ENTRY = "no-such-entry"
    BUILT_UPON = "built-upon"
    ERASURE_IS_FINAL = "erasure-is-final"
    BEGINNING = "beginning-cannot-be-undone"
    REFERS_TO_UNDONE = "refers-to-undone"


def obstacles(work: Writing, seq: int) -> list[Finding]:
    """Return what speaks against taking an entry back."""
    text = "SELECT action FROM journal WHERE seq = ?"
    found = work.database.rows(text, (seq,))
    if not found:
        return [Finding(UndoCode.NO_SUCH_ENTRY, values={"seq": seq})]
    if found[0][0] == "init":
        return [Finding(UndoCode.BEGINNING, values={"seq": seq})]
    erased = "SELECT 1 FROM erased WHERE seq = ? UNION SELECT 1 FROM journal_erased "
    if work.database.rows(f"{erased}WHERE erased_by = ?", (seq, seq)):
        return [Finding(UndoCode.ERASURE_IS_FINAL, values={"seq": seq})]
    return [
        Finding(UndoCode.BUILT_UPON, subject=id_, values={"seq": seq, "by": later})
        for kind in KINDS
        for id_, later in _built_upon(work, spec_of(kind), seq)
    ]


def _built_upon(work: Writing, spec: TableSpec, seq: int) -> list[tuple[str, int]]:
    """Return records of the entry that a later entry changed or refers to."""
    name = sql.quoted(spec.name)
    changed = (
        f"SELECT i.id, t.seq_to FROM {name} t JOIN identity i ON i.number = t.number "
        "WHERE t.seq_from = ? AND t.seq_to IS NOT NULL "
        "UNION SELECT i.id, later.seq_from FROM "
        f"{name} t JOIN {name} later ON later.number = t.number "
        "JOIN identity i ON i.number = t.number "
        "WHERE t.seq_to = ? AND later.seq_from > ? ORDER BY 1, 2 LIMIT 20"
    )
    found = [(r[0], r[1]) for r in work.database.rows(changed, (seq, seq, seq))]
    # Records that would be gone: opened by the entry, and nothing stands again.
    new = (
        f"SELECT t.number FROM {name} t WHERE t.seq_from = ? AND NOT EXISTS "
        f"(SELECT 1 FROM {name} e WHERE e.number = t.number AND e.seq_to = ?)"
    )
    if not work.database.rows(f"{new} LIMIT 1", (seq, seq)):
        return found
    for kind in KINDS:
        other = spec_of(kind)
        for column in sorted(other.references):
            text = (
                f"SELECT i.id, o.seq_from FROM {sql.quoted(other.name)} o "
                f"JOIN identity i ON i.number = o.{sql.quoted(column)} "
                f"WHERE o.seq_to IS NULL AND o.seq_from > ? "
                f"AND o.{sql.quoted(column)} IN ({new}) ORDER BY 1, 2 LIMIT 20"
            )
            rows = work.database.rows(text, (seq, seq, seq))
            found += [(row[0], row[1]) for row in rows]
    return found[:_SHOWN]


def take_back(work: Writing, seq: int) -> None:
    """Close the versions an entry opened and put back those it closed."""
    work.forget_answers()
    for kind in KINDS:
        spec = spec_of(kind)
        name = sql.quoted(spec.name)
        closed = work.database.run(
            f"UPDATE {name} SET seq_to = ? WHERE seq_from = ? AND seq_to IS NULL",
            (work.seq, seq),
        )
        columns = [
            "seal",
            *(column.name for column in spec.columns),
            *(f"{name_}_sort" for name_ in spec.sorted_fields),
        ]
        listed = ", ".join(sql.quoted(column) for column in columns)
        reopened = work.database.run(
            f"INSERT INTO {name} (number, seq_from, {listed}) "
            f"SELECT number, ?, {listed} FROM {name} WHERE seq_to = ?",
            (work.seq, seq),
        )
        if reopened:
            _copy_sealed(work, spec, seq)
        if closed or reopened:
            work.touched.add(spec.name)


def dangling(work: Writing) -> list[Finding]:
    """Return what stands again although a record it speaks of is gone."""
    found = []
    for kind in KINDS:
        spec = spec_of(kind)
        if spec.name in work.touched:
            for column in spec.references:
                found += _dangling(work, spec, column)
    return found[:_SHOWN]


def _dangling(work: Writing, spec: TableSpec, column: str) -> list[Finding]:
    reopened = (
        f"FROM {sql.quoted(spec.name)} t JOIN identity i ON i.number = t.number "
        f"JOIN identity r ON r.number = t.{sql.quoted(column)} WHERE t.seq_from = ?"
    )
    kinds = f"SELECT DISTINCT r.kind {reopened} ORDER BY r.kind"
    found = []
    for (kind,) in work.database.rows(kinds, (work.seq,)):
        gone = (
            f"SELECT i.id, r.id {reopened} AND r.kind = ? AND NOT EXISTS "
            f"(SELECT 1 FROM {sql.quoted(kind)} p "
            "WHERE p.number = r.number AND p.seq_to IS NULL) ORDER BY 1, 2 LIMIT 20"
        )
        for id_, target in work.database.rows(gone, (work.seq, kind)):
            values = {"record": target, "kind": kind}
            found.append(Finding(UndoCode.REFERS_TO_UNDONE, subject=id_, values=values))
    return found


def _copy_sealed(work: Writing, spec: TableSpec, seq: int) -> None:
    """Give the versions put back their sealed texts, or the mark that they are gone."""
    which = (
        f"FROM {sql.quoted(spec.name)} t JOIN %s p ON p.number = t.number "
        "AND p.seq_from = t.seq_from WHERE t.seq_to = ?"
    )
    work.database.run(
        "INSERT INTO personal (number, seq_from, salt, content) "
        "SELECT p.number, ?, p.salt, p.content " + which % "personal",
        (work.seq, seq),
    )
    marked = work.database.run(
        "INSERT INTO erased (number, seq_from, seq) SELECT p.number, ?, ? "
        + which % "erased",
        (work.seq, work.seq, seq),
    )
    if marked:
        work.touched.add(entries.ERASED)
