"""Destroying personal texts: the row and its salt go, the seal stays in the chain."""

import json
from base64 import b64decode
from collections.abc import Collection
from typing import Final

from cselekvo.domain.fact import Fact
from cselekvo.domain.issued import IssuedDocument
from cselekvo.domain.journal import BackupRecord
from cselekvo.domain.roundtable import Representation
from cselekvo.store import entries
from cselekvo.store.tables import spec_of
from cselekvo.store.writing import Writing

#: A shorter text may stand in a report for other reasons.
_TELLING: Final = 4
_MARK: Final = (
    "INSERT INTO erased (number, seq_from, seq) "
    "SELECT number, seq_from, ? FROM personal WHERE number = ?"
)
_DESTROY: Final = "DELETE FROM personal WHERE number = ?"
_ENTRIES_ABOUT: Final = (
    "SELECT seq FROM journal WHERE lower(subject) = ? AND seq IN "
    "(SELECT seq FROM journal_personal) ORDER BY seq"
)


def erase(work: Writing, id_: str) -> int:
    """Destroy the personal texts of all versions of a record.

    The texts of journal entries about the record alone (reason, actor's name) go with
    them. Whoever needs to know what could not be reached asks `unreached`.

    Returns:
        How many sealed rows were destroyed.
    """
    work.forget_answers()
    count = 0
    for number in _numbers(work, id_):
        count += work.database.run(_MARK, (work.seq, number))
        work.database.run(_DESTROY, (number,))
    for (seq,) in work.database.rows(_ENTRIES_ABOUT, (id_.lower(),)):
        work.database.run("DELETE FROM journal_personal WHERE seq = ?", (seq,))
        work.database.run(
            "INSERT INTO journal_erased (seq, erased_by) VALUES (?, ?)",
            (seq, work.seq),
        )
        count += 1
    if count:
        work.touched.add(entries.ERASED)
    return count


def _numbers(work: Writing, id_: str) -> list[int]:
    """Return the numbers of the record and of what tells of it alone."""
    found = work.database.rows(
        "SELECT number FROM identity WHERE lower(id) = ?", (id_.lower(),)
    )
    numbers = [int(row[0]) for row in found]
    told = (
        f'SELECT DISTINCT number FROM "{Representation.kind}" WHERE person = ? '
        "ORDER BY number"
    )
    for number in tuple(numbers):
        numbers += [int(row[0]) for row in work.database.rows(told, (number,))]
    return numbers


def unreached(work: Writing, texts: Collection[str]) -> list[str]:
    """Return what an erasure does not reach: backups, and reports that were issued.

    Args:
        work: The change.
        texts: What was erased; a report that holds one of them is named.
    """
    issued = {
        str(document.report)
        for document in work.facts(IssuedDocument, format="json")
        if _holds(b64decode(document.content).decode(), texts)
    }
    return [record.file for record in work.facts(BackupRecord)] + sorted(issued)


def personal_texts(work: Writing, kind: type[Fact], id_: str) -> set[str]:
    """Return the texts of a record that stand for it: name, address, number."""
    fact = work.one(kind, id_)
    texts = (getattr(fact, name) for name in spec_of(kind).personal if name != "source")
    return {text for text in texts if len(text) >= _TELLING}


def _holds(report: str, texts: Collection[str]) -> bool:
    """Return whether a report, as JSON, holds one of the texts."""
    return any(json.dumps(text, ensure_ascii=False)[1:-1] in report for text in texts)
