"""Whether the roster of a meeting was corrected after the meeting.

The roster of a meeting is the roster of its day. Its first version is what was known at
the end of that day, or by the entry that recorded the meeting, whichever came later.
Every later entry that changes who sits there on the day, how, or for whom, makes a new
version. A membership that is ended on a later day changes nothing on this one.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from attrs import frozen

from cselekvo.domain.budapest import day_in_budapest
from cselekvo.domain.period import Period
from cselekvo.domain.roundtable import Meeting, Membership, Office, Representation
from cselekvo.ports import Reader, Version


@frozen
class Correction:
    """An entry that changed the roster of a meeting after it, and the entry's day."""

    seq: int
    on: date


@frozen
class Meetings:
    """The meetings of a table on a day, and what was corrected since."""

    ids: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


class RosterHistory:
    """What the entries of the journal did to the roster of a table.

    It is read when it is first asked, and once for all meetings.
    """

    def __init__(self, reader: Reader, table: str) -> None:
        self._reader = reader
        self._table = table
        self._days: dict[int, date] = {}

    def on(self, day: date) -> Meetings:
        """Return the meetings that the table held on a day, and later corrections."""
        recorded: dict[str, int] = {}
        held: set[str] = set()
        for version, meeting in self._meetings:
            if meeting.on == day:
                recorded.setdefault(meeting.id, version.seq_from)
                if self._ended(version) is None:
                    held.add(meeting.id)
        if not held:
            return Meetings()
        first = min(recorded[id_] for id_ in held)
        return Meetings(tuple(sorted(held)), self._since(first, day))

    @cached_property
    def _meetings(self) -> list[tuple[Version, Meeting]]:
        return [
            (version, version.fact)
            for version in self._reader.versions(Meeting, roundtable=self._table)
            if isinstance(version.fact, Meeting)
        ]

    @cached_property
    def _said(self) -> list[tuple[Version, Period, tuple[Any, ...]]]:
        """Return the versions with their periods, and what the roster says by each.

        Since when and until when, and where we know it from, is not what a roster says.
        """
        found: list[tuple[Version, Period, tuple[Any, ...]]] = []
        bodies: dict[str, str] = {}
        for version in self._reader.versions(Membership, roundtable=self._table):
            seat = version.fact
            if isinstance(seat, Membership):
                bodies[seat.id] = seat.organisation
                said = (seat.organisation, seat.role, seat.voting)
                found.append((version, seat.period, said))
        if not bodies:
            return found
        for kind in (Office, Representation):
            for version in self._reader.versions(kind, membership=sorted(bodies)):
                fact = version.fact
                if isinstance(fact, kind):
                    said = (bodies[fact.membership], *_of(fact))
                    found.append((version, fact.period, said))
        return found

    def _since(self, recorded: int, day: date) -> tuple[Correction, ...]:
        """Return the entries that changed the day's roster after the first version."""
        changing = self._changing(recorded, day)
        after = bisect_right(changing, day, key=self._day)
        return tuple(Correction(seq, self._day(seq)) for seq in changing[after:])

    def _changing(self, recorded: int, day: date) -> list[int]:
        """Return the entries after another that changed the day's roster, in order."""
        changes: defaultdict[int, Counter[Any]] = defaultdict(Counter)
        for version, period, said in self._said:
            latest = self._ended(version) or version.seq_from
            if latest > recorded and day in period:
                changes[version.seq_from][said] += 1
                if latest > version.seq_from:
                    changes[latest][said] -= 1
        return sorted(
            seq
            for seq, change in changes.items()
            if seq > recorded and any(change.values())
        )

    def _day(self, seq: int) -> date:
        if seq not in self._days:
            self._days[seq] = day_in_budapest(self._reader.entry(seq).instant)
        return self._days[seq]

    def _ended(self, version: Version) -> int | None:
        """Return by which entry a version was superseded, as far as is known here."""
        seq = version.seq_to
        return seq if seq is not None and seq <= self._reader.position else None


def _of(fact: Office | Representation) -> tuple[Any, ...]:
    if isinstance(fact, Office):
        return (fact.office,)
    return fact.person, fact.capacity, str(fact.position)
