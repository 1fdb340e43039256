"""Whether the roster of a meeting was corrected after the meeting.

The roster of a meeting is the roster of its day. Its first version is what was known at
the end of that day, or by the entry that recorded the meeting, whichever came later.
Every later entry that changes who sits there on the day, how, or for whom, makes a new
version. A membership that is ended on a later day changes nothing on this one.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from cselekvo.domain.budapest import day_in_budapest
from cselekvo.domain.roundtable import Meeting, Membership, Office, Representation
from cselekvo.ports import Reader, Version


@frozen
class Correction:
    """An entry that changed the roster of a meeting after it, and the entry's day."""

    seq: int
    on: date


@frozen
class Meetings:
    """The meetings of a table on the reader's day, and what was corrected since."""

    ids: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


def meetings_of(reader: Reader, table: str) -> Meetings:
    """Return the meetings that a table held on the reader's day."""
    recorded: dict[str, int] = {}
    held: set[str] = set()
    for version in reader.versions(Meeting, roundtable=table):
        meeting = version.fact
        if isinstance(meeting, Meeting) and meeting.on == reader.on:
            recorded.setdefault(meeting.id, version.seq_from)
            if not _is_closed(version, reader):
                held.add(meeting.id)
    if not held:
        return Meetings()
    first = min(recorded[id_] for id_ in held)
    return Meetings(tuple(sorted(held)), _since(reader, table, first))


def _since(reader: Reader, table: str, recorded: int) -> tuple[Correction, ...]:
    """Return the entries that changed the day's roster after the first version."""
    changing = [seq for seq in _changing(reader, table) if seq > recorded]
    days: dict[int, date] = {}

    def day(seq: int) -> date:
        if seq not in days:
            days[seq] = day_in_budapest(reader.entry(seq).instant)
        return days[seq]

    after = bisect_right(changing, reader.on, key=day)
    return tuple(Correction(seq, day(seq)) for seq in changing[after:])


def _changing(reader: Reader, table: str) -> list[int]:
    """Return the entries that changed who sits there on the day, in their order."""
    changes: defaultdict[int, Counter[Any]] = defaultdict(Counter)
    for version, said in _said(reader, table):
        changes[version.seq_from][said] += 1
        if version.seq_to is not None and _is_closed(version, reader):
            changes[version.seq_to][said] -= 1
    return sorted(seq for seq, change in changes.items() if any(change.values()))


def _said(reader: Reader, table: str) -> Iterator[tuple[Version, tuple[Any, ...]]]:
    """Yield the versions that cover the day, with what the roster says by each.

    Since when and until when, and where we know it from, is not what a roster says.
    """
    bodies: dict[str, str] = {}
    for version in reader.versions(Membership, roundtable=table):
        seat = version.fact
        if isinstance(seat, Membership):
            bodies[seat.id] = seat.organisation
            if reader.on in seat.period:
                yield version, (seat.organisation, seat.role, seat.voting)
    if not bodies:
        return
    for kind in (Office, Representation):
        for version in reader.versions(kind, membership=sorted(bodies)):
            fact = version.fact
            if isinstance(fact, kind) and reader.on in fact.period:
                yield version, (bodies[fact.membership], *_of(fact))


def _of(fact: Office | Representation) -> tuple[Any, ...]:
    if isinstance(fact, Office):
        return (fact.office,)
    return fact.person, fact.capacity, str(fact.position)


def _is_closed(version: Version, reader: Reader) -> bool:
    """Return whether a version was superseded, as far as the reader knows."""
    return version.seq_to is not None and version.seq_to <= reader.position
