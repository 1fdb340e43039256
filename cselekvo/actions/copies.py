"""Noting that a copy of the workspace was made, or put in its place."""

from pathlib import Path

from cselekvo.domain.identifiers import RecordId
from cselekvo.domain.journal import BackupRecord
from cselekvo.ports import Work


def note_copy(work: Work, verb: str, file: Path, position: int, head: str) -> None:
    """Note a copy: what an erasure cannot reach.

    Args:
        work: The change.
        verb: `backup`, or `restore` when the copy took the workspace's place.
        file: Where the copy is.
        position: The last entry it holds.
        head: The hash of that entry.
    """
    work.begin(verb, "", lambda: {"file": str(file), "position": position})
    record = BackupRecord(
        id=RecordId(work.new_id(BackupRecord)),
        file=str(file),
        position=position,
        head=head,
    )
    work.write(record)
