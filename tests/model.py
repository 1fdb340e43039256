"""The network in plain Python: what the workspace is compared with, step by step.

Records are tuples under keys, each with its versions; the rules are written again, in
the shortest way that can be checked by reading.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any, NamedTuple

from attrs import define, field

Value = tuple[Any, ...]
Errors = set[str]

#: The programme's table takes its partners only.
CLOSED = "T"
PLACES = {"Miskolc": "yes", "Budapest": "no", "Lyukóvölgy": "unknown"}
#: Where the period stands in a record, and which fields are keys of other records.
REFERENCES = {
    "body": (),
    "name": (1,),
    "seat": (1,),
    "partner": (1, 2),
    "member": (1,),
    "office": (1,),
    "rep": (1,),
}


class Version(NamedTuple):
    """One version of a record, and the entries that wrote and superseded it."""

    value: Value
    seq_from: int
    seq_to: int | None


class RefusedError(Exception):
    """The model says no, for these reasons."""

    def __init__(self, *codes: str) -> None:
        self.codes = set(codes)
        super().__init__(*codes)


def runs(value: Value, day: date) -> bool:
    start, end = value[-2:]
    return bool(start <= day and (end is None or day < end))


def overlap(one: Value, other: Value) -> bool:
    return runs(one, other[-2]) or runs(other, one[-2])


def inside(inner: Value, outer: Value) -> bool:
    if inner[-2] < outer[-2]:
        return False
    return outer[-1] is None or (inner[-1] is not None and inner[-1] <= outer[-1])


def ended(value: Value, last: date) -> Value:
    return (*value[:-1], last + timedelta(days=1))


@define
class Model:
    """All versions of all records, and the records of the change under way."""

    seq: int
    versions: dict[Any, list[Version]] = field(factory=dict)
    now: dict[Any, Value] = field(factory=dict)
    written: dict[Any, Value | None] = field(factory=dict)
    serial: Iterator[int] = field(factory=lambda: count(1))

    # -- the store -------------------------------------------------------------

    def known(self, seq: int) -> dict[Any, Value]:
        """Return the records as they stood after an entry."""
        return {
            key: version.value
            for key, versions in self.versions.items()
            for version in versions
            if version.seq_from <= seq
            and (version.seq_to is None or version.seq_to > seq)
        }

    def begin(self) -> None:
        self.now, self.written = self.known(self.seq), {}

    def write(self, value: Value, key: Any = None) -> Any:
        key = next(self.serial) if key is None else key
        self.now[key] = self.written[key] = value
        return key

    def withdraw(self, key: Any) -> None:
        del self.now[key]
        self.written[key] = None

    def commit(self) -> None:
        self.seq += 1
        for key, value in self.written.items():
            versions = self.versions.setdefault(key, [])
            if versions and versions[-1].seq_to is None:
                versions[-1] = versions[-1]._replace(seq_to=self.seq)
            if value is not None:
                versions.append(Version(value, self.seq, None))

    def of(self, kind: str, *start: Any) -> list[tuple[Any, Value]]:
        wanted = (kind, *start)
        return [
            (key, value)
            for key, value in self.now.items()
            if value[: len(wanted)] == wanted
        ]

    # -- the rules -------------------------------------------------------------

    def need_body(self, body: str) -> None:
        if body not in self.now:
            raise RefusedError("not-found")

    def twice(self, key: Any, code: str, depth: int) -> Errors:
        mine = self.now[key]
        others = self.of(*mine[:depth])
        return {code for other, its in others if other != key and overlap(mine, its)}

    def member_errors(self, key: Any) -> Errors:
        mine = self.now[key]
        errors = self.twice(key, "already-member", 3)
        if mine[2] == CLOSED and not any(
            runs(its, mine[-2]) for _, its in self.of("partner", mine[1])
        ):
            errors.add("not-admitted")
        return errors

    def resting_errors(self, key: Any) -> Errors:
        codes = {
            "office": "office-outside-membership",
            "rep": "representation-outside-membership",
        }
        return {
            code
            for kind, code in codes.items()
            for _, its in self.of(kind, key)
            if not inside(its, self.now[key])
        }

    def _same_table(self, key: Any, kind: str) -> list[tuple[Any, Value]]:
        table = self.now[self.now[key][1]][2]
        return [
            (other, its)
            for other, its in self.of(kind)
            if other != key
            and its[1] in self.now
            and self.now[its[1]][2] == table
            and overlap(its, self.now[key])
        ]

    def office_errors(self, key: Any) -> Errors:
        mine = self.now[key]
        seat = self.now[mine[1]]
        errors = set() if inside(mine, seat) else {"office-outside-membership"}
        if not seat[3]:
            errors.add("office-without-vote")
        for _, its in self._same_table(key, "office"):
            if its[2] == mine[2] and (mine[2] != "vice_chair" or its[1] == mine[1]):
                errors.add("office-taken")
        return errors

    def rep_errors(self, key: Any) -> Errors:
        mine = self.now[key]
        covered = inside(mine, self.now[mine[1]])
        errors = set() if covered else {"representation-outside-membership"}
        for _, its in self._same_table(key, "rep"):
            if its[1] == mine[1]:
                first = mine[3] == its[3] == "representative"
                if its[2] == mine[2] or first:
                    errors.add("already-represented")
            elif its[2] == mine[2]:
                errors.add("stands-for-two")
        return errors

    def errors_of(self, key: Any) -> Errors:
        """Return what speaks against a record that stands again."""
        kind = self.now[key][0]
        if kind == "member":
            return self.member_errors(key) | self.resting_errors(key)
        if kind == "office":
            return self.office_errors(key)
        if kind == "rep":
            return self.rep_errors(key)
        codes = {
            "name": "name-overlaps",
            "seat": "seat-overlaps",
            "partner": "already-partner",
        }
        return self.twice(key, codes[kind], 2) if kind in codes else set()
