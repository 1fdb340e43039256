"""Destroying personal texts: the row and its salt go, the seal stays in the chain."""

from typing import Final

from cselekvo.domain.journal import BackupRecord
from cselekvo.domain.roundtable import Representation
from cselekvo.store import entries
from cselekvo.store.writing import Writing

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


def unreached(work: Writing) -> list[str]:
    """Return what an erasure does not reach: the backups that were made."""
    return [record.file for record in work.facts(BackupRecord)]
