"""What the journal holds: one entry for each change, chained by hashes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from attrs import field, frozen

from cselekvo.domain.fact import Fact, open_text, personal_text
from cselekvo.domain.identifiers import RecordId


@frozen(kw_only=True)
class Entry:
    """One entry of the journal.

    The digest is a SHA-256 over the rows that the entry opened, closed and erased; the
    hash covers the entry with the hash of its predecessor.
    """

    seq: int
    instant: datetime  #: UTC, never before its predecessor's
    actor: str  #: id of a user, or `owner`
    action: str
    subject: str
    request_id: str | None
    digest: str
    previous: str
    hash: str
    actor_name: str = ""  #: personal, as reason and outcome are
    reason: str = ""
    outcome: Mapping[str, Any] = field(factory=dict, hash=False)


@frozen(kw_only=True)
class BackupRecord(Fact):
    """A backup that was made: what an erasure cannot reach."""

    kind: ClassVar[str] = "backup"
    prefix: ClassVar[str] = "b"
    id: RecordId
    file: str = personal_text()
    position: int  #: the last entry it holds
    head: str = open_text()  #: the hash of that entry


@frozen(kw_only=True)
class Erasure(Fact):
    """That the personal details of a record were erased, and on what ground."""

    kind: ClassVar[str] = "erasure"
    prefix: ClassVar[str] = "x"
    id: RecordId
    record: RecordId
    ground: str = personal_text("")
