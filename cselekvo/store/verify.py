"""Recomputing every digest and the chain, row by row, without holding them."""

import json
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, Final

from attrs import field, frozen

from cselekvo.domain.kinds import KINDS
from cselekvo.errors import SurroundingsError
from cselekvo.findings import Finding
from cselekvo.store import canonical, entries, sql
from cselekvo.store.database import Database, Row
from cselekvo.store.tables import TableSpec, spec_of


class VerifyCode(Enum):
    """What `verify` can find."""

    DIGEST_DIFFERS = "digest-differs"
    HASH_DIFFERS = "hash-differs"
    CHAIN_BROKEN = "chain-broken"
    ENTRY_MISSING = "entry-missing"
    INSTANT_RUNS_BACK = "instant-runs-back"
    ROW_WITHOUT_ENTRY = "row-without-entry"
    SEAL_DIFFERS = "seal-differs"
    SEALED_TEXT_MISSING = "sealed-text-missing"
    HEAD_NOT_FOUND = "head-not-found"
    DATABASE_DAMAGED = "database-damaged"


@frozen(kw_only=True)
class Verified:
    """What was verified: how much, up to where, and what differs."""

    entries: int
    rows: int
    head: str
    findings: list[Finding] = field(factory=list, hash=False)


class _Run:
    """A stream of rows ordered by entry, taken one entry at a time."""

    def __init__(self, rows: Iterator[Row], seq_at: int) -> None:
        self._rows, self._at = rows, seq_at
        self._next = next(rows, None)

    def of(self, seq: int) -> Iterator[Row]:
        """Yield the rows of an entry; those of earlier, missing entries are passed."""
        while self._next is not None and self._next[self._at] < seq:
            self._next = next(self._rows, None)
        while self._next is not None and self._next[self._at] == seq:
            yield self._next
            self._next = next(self._rows, None)


def _opened(database: Database, spec: TableSpec) -> _Run:
    text = f"{sql.select_opened(spec)} ORDER BY t.seq_from, i.id"
    return _Run(database.stream(text), len(spec.columns) + 3)


def _closed(database: Database, spec: TableSpec) -> _Run:
    text = f"{sql.select_closed(spec)} WHERE t.seq_to IS NOT NULL"
    return _Run(database.stream(f"{text} ORDER BY t.seq_to, i.id, t.seq_from"), 2)


def _erased(database: Database) -> _Run:
    text = f"{sql.SELECT_ERASED} ORDER BY e.seq, e.kind, e.id, e.seq_from"
    return _Run(database.stream(text), 3)


Tick = Callable[[int], None]
_EVERY: Final = 10_000


class _Verifier:
    """One walk along the journal, and what it has found so far."""

    def __init__(self, database: Database, tick: Tick) -> None:
        self._database, self._tick = database, tick
        self._specs = [spec_of(kind) for kind in KINDS]
        self.entries = self.rows = 0
        self.head = canonical.NO_HASH
        self.findings: list[Finding] = []

    def walk(self, head: str | None) -> None:
        """Check every entry against its predecessor and its rows, then every seal."""
        database = self._database
        self._open = {spec.name: _opened(database, spec) for spec in self._specs}
        self._close = {spec.name: _closed(database, spec) for spec in self._specs}
        self._erased = _erased(database)
        before: dict[str, Any] = {"seq": 0, "hash": self.head, "instant": ""}
        seen = head is None
        for row in database.stream(f"{entries.SELECT_ENTRIES} ORDER BY j.seq"):
            before = self.entry(row, before)
            self.head = before["hash"]
            seen = seen or self.head == head
            self.entries += 1
        self.seals()
        if not seen:
            self.find(VerifyCode.HEAD_NOT_FOUND, head=head)

    def find(self, code: VerifyCode, subject: str = "", **values: Any) -> None:
        """Add a difference."""
        self.findings.append(Finding(code, subject=subject, values=values))

    def digest(self, seq: int) -> str:
        """Return the digest of an entry as its rows stand today."""
        digest = canonical.RowDigest()
        for spec in self._specs:
            line = entries.line_of(spec)
            for row in self._open[spec.name].of(seq):
                digest.opened(line(row))
                if digest.rows % _EVERY == 0:
                    self._tick(self.rows + digest.rows)
            for id_, seq_from, _ in self._close[spec.name].of(seq):
                digest.closed(spec.name, id_, seq_from)
        for kind, id_, seq_from, _ in self._erased.of(seq):
            digest.erased(kind, id_, seq_from)
        self.rows += digest.rows
        return digest.hex()

    def entry(self, row: Row, before: dict[str, Any]) -> dict[str, Any]:
        """Check one entry against its predecessor and its rows; return its columns."""
        values = entries.columns_of(row)
        seq = values["seq"]
        if seq != before["seq"] + 1:
            missing = before["seq"] + 1
            self.find(VerifyCode.ENTRY_MISSING, f"#{missing}", seq=missing)
        elif values["previous"] != before["hash"]:
            self.find(VerifyCode.CHAIN_BROKEN, f"#{seq}", seq=seq)
        if values["instant"] < before["instant"]:
            self.find(VerifyCode.INSTANT_RUNS_BACK, f"#{seq}", seq=seq)
        if entries.chained(values) != values["hash"]:
            self.find(VerifyCode.HASH_DIFFERS, f"#{seq}", seq=seq)
        if self.digest(seq) != values["digest"]:
            self.find(VerifyCode.DIGEST_DIFFERS, f"#{seq}", seq=seq)
        self._check_seal(values, row)
        return values

    def _check_seal(self, values: dict[str, Any], row: Row) -> None:
        seq, salt, content = values["seq"], row[10], row[11]
        if content is None:
            known = "SELECT 1 FROM journal_erased WHERE seq = ?"
            if not self._database.rows(known, (seq,)):
                self.find(VerifyCode.SEALED_TEXT_MISSING, f"#{seq}", seq=seq)
        elif canonical.seal(salt, content) != values["seal"]:
            self.find(VerifyCode.SEAL_DIFFERS, f"#{seq}", seq=seq)

    def seals(self) -> None:
        """Check every sealed text against its seal, and that none is just gone."""
        for spec in self._specs:
            self._stray_rows(spec)
            text = (
                f"SELECT i.id, t.seq_from, t.seal, p.salt, p.content, e.seq "
                f"FROM {sql.quoted(spec.name)} t "
                "JOIN identity i ON i.number = t.number "
                "LEFT JOIN personal p ON p.number = t.number "
                "AND p.seq_from = t.seq_from "
                "LEFT JOIN erased e ON e.number = t.number "
                "AND e.seq_from = t.seq_from "
                "WHERE t.seal IS NOT NULL ORDER BY i.id, t.seq_from"
            )
            for id_, seq, seal, salt, content, gone in self._database.stream(text):
                if content is None and gone is None:
                    self.find(VerifyCode.SEALED_TEXT_MISSING, id_, seq=seq)
                elif content is not None and not _sealed(salt, content, seal):
                    self.find(VerifyCode.SEAL_DIFFERS, id_, seq=seq)
        self._stray_erasures()

    def _stray_erasures(self) -> None:
        """Find erasures whose entry the journal does not hold."""
        text = (
            f"{sql.SELECT_ERASED} WHERE NOT EXISTS "
            "(SELECT 1 FROM journal j WHERE j.seq = e.seq) "
            "ORDER BY e.kind, e.id, e.seq_from LIMIT 20"
        )
        for _, id_, _, seq in self._database.rows(text):
            self.find(VerifyCode.ROW_WITHOUT_ENTRY, id_, seq=seq)

    def _stray_rows(self, spec: TableSpec) -> None:
        """Find rows whose entry the journal does not hold."""
        text = (
            f"SELECT i.id, t.seq_from FROM {sql.quoted(spec.name)} t "
            "JOIN identity i ON i.number = t.number WHERE "
            "NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = t.seq_from) "
            "OR (t.seq_to IS NOT NULL AND "
            "NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = t.seq_to)) "
            "ORDER BY i.id, t.seq_from LIMIT 20"
        )
        for id_, seq in self._database.rows(text):
            self.find(VerifyCode.ROW_WITHOUT_ENTRY, id_, seq=seq)


def _sealed(salt: str, content: str, seal: str) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return canonical.seal(salt, content) == seal


def verify(
    database: Database, head: str | None = None, tick: Tick = lambda _: None
) -> Verified:
    """Recompute every digest and the chain.

    Args:
        database: Open for reading.
        head: A hash that was printed once: it must be an entry's.
        tick: Called now and then with the number of rows done.
    """
    verifier = _Verifier(database, tick)
    damage: list[str] = []
    try:
        with database.reading():
            damage += database.damage()
            for fault in damage:
                verifier.find(VerifyCode.DATABASE_DAMAGED, reason=fault)
            verifier.walk(head)
    except SurroundingsError:
        # What is damaged may not be readable to its end; that it is damaged is told.
        if not damage:
            raise
    return Verified(
        entries=verifier.entries,
        rows=verifier.rows,
        head=verifier.head,
        findings=verifier.findings,
    )
