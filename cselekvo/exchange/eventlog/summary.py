"""What a log comes to: counts, which activity follows which, variants, durations.

Events of a case are taken in order of time, those of one instant as they stand in the
file; an event without a time keeps its place after the one before it. Of an event only
three numbers are kept, so that memory is bounded whatever the order of the file.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from heapq import nlargest
from itertools import accumulate, islice, pairwise, starmap
from operator import eq, le
from typing import Final

from attrs import define, field, frozen

from cselekvo.exchange.eventlog.figures import (
    Follows,
    Summary,
    Variant,
    durations,
    seconds,
)
from cselekvo.exchange.eventlog.model import EventLog
from cselekvo.exchange.eventlog.notes import EventLogCode
from cselekvo.findings import Finding, Severity

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY: Final = 86_400
_SECOND: Final = 1_000_000
#: Stands for a time that the log does not say.
_UNKNOWN: Final = -(1 << 63)
_TICK: Final = 1 << 14
#: How many pairs and variants are listed.
_LISTED: Final = 10
#: How many activities of a variant are shown.
_SHOWN: Final = 100
#: More lifecycle transitions than these are none, and not counted.
_TRANSITIONS: Final = 100
#: So many steps of a case are counted at once.
_STEPS: Final = 1 << 16


def summarise(
    log: EventLog, tick: Callable[[int], None]
) -> tuple[Summary | None, list[Finding]]:
    """Read a log and count it; None where its reading stopped early.

    Args:
        log: The log.
        tick: Told from time to time how many events were read.
    """
    kept = _Kept()
    kept.take(log, tick)
    if log.broken is not None:
        return None, log.findings
    events = kept.grouped(len(log.cases))
    counting = _Counting(events, log.limits.pairs)
    for start, end in pairwise(events.starts):
        if not counting.add(start, end):
            values = {"allowed": log.limits.pairs}
            code, where = EventLogCode.TOO_MANY_PAIRS, log.notes.place(None)
            return None, [*log.findings, Finding(code, values=values, where=where)]
    found = log.findings
    if counting.sorted:
        note = Finding(
            EventLogCode.OUT_OF_ORDER,
            severity=Severity.NOTE,
            values={"count": counting.sorted},
            where=log.notes.place(None),
        )
        found.append(note)
    return counting.summary(kept), found


def _microseconds(at: datetime) -> int:
    since = at - _EPOCH
    return (since.days * _DAY + since.seconds) * _SECOND + since.microseconds


@frozen
class _Grouped:
    """The events by case: case n has those from `starts[n]` up to `starts[n + 1]`."""

    starts: Sequence[int]
    activities: "array[int]"
    instants: "array[int]"


@define(eq=False)
class _Kept:
    """What is kept of each event: its case, its activity and its microsecond."""

    cases: "array[int]" = field(factory=lambda: array("I"))
    activities: "array[int]" = field(factory=lambda: array("I"))
    instants: "array[int]" = field(factory=lambda: array("q"))
    numbers: dict[str, int] = field(factory=dict)
    transitions: dict[str, int] = field(factory=dict)
    count: int = 0
    unnamed: int = 0

    def take(self, events: EventLog, tick: Callable[[int], None]) -> None:
        """Keep what is needed of every event; the loop runs millions of times."""
        cases, activities = self.cases.append, self.activities.append
        instants, numbers = self.instants.append, self.numbers
        moved = Counter[str]()
        count = 0
        for case, name, at, _, transition, _, _ in events:
            number = numbers.get(name)
            if number is None:
                number = numbers[name] = len(numbers)
            cases(case)
            activities(number)
            instants(_UNKNOWN if at is None else _microseconds(at))
            if transition and (transition in moved or len(moved) < _TRANSITIONS):
                moved[transition] += 1
            count += 1
            if not count % _TICK:
                tick(count)
        tick(count)
        if "" in numbers:
            self.unnamed = self.activities.count(numbers[""])
        self.count = count
        self.transitions = dict(sorted(moved.items()))

    def grouped(self, cases: int) -> _Grouped:
        """Give the events out by case, those of a case as they stand in the file."""
        sizes = array("I", bytes(array("I").itemsize * cases))
        for case in self.cases:
            sizes[case] += 1
        starts = array("I", accumulate(sizes, initial=0))
        free = starts[:]
        activities, instants = self.activities[:], self.instants[:]
        for at, case in enumerate(self.cases):
            spot = free[case]
            free[case] = spot + 1
            activities[spot] = self.activities[at]
            instants[spot] = self.instants[at]
        del self.cases[:], self.activities[:], self.instants[:]
        return _Grouped(starts, activities, instants)


@define(eq=False)
class _Counting:
    """The figures, case by case."""

    events: _Grouped
    most: int
    pairs: Counter[tuple[int, int]] = field(factory=Counter)
    variants: dict[bytes, int] = field(factory=dict)
    spans: "array[int]" = field(factory=lambda: array("q"))
    sorted: int = 0
    first: int = 1 << 62
    last: int = -(1 << 62)

    def add(self, start: int, end: int) -> bool:
        """Count the case whose events are these; no: there are too many pairs."""
        if start == end:
            self.spans.append(_UNKNOWN)
            return True
        instants = self.events.instants[start:end]
        activities = self.events.activities[start:end]
        if not all(map(le, instants, instants[1:])) or instants[0] == _UNKNOWN:
            instants, activities = self._ordered(instants, activities)
        if not self._follow(activities):
            return False
        sequence = activities.tobytes()
        self.variants[sequence] = self.variants.get(sequence, 0) + 1
        if not instants:
            self.spans.append(_UNKNOWN)
            return True
        begins, ends = instants[0], instants[-1]
        self.spans.append(ends - begins)
        self.first, self.last = min(begins, self.first), max(ends, self.last)
        return True

    def _follow(self, activities: "array[int]") -> bool:
        """Count what follows what; no: there are too many pairs."""
        steps = pairwise(activities)
        for _ in range(0, len(activities), _STEPS):
            self.pairs.update(islice(steps, _STEPS))
            if len(self.pairs) > self.most:
                return False
        return True

    def _ordered(
        self, instants: "array[int]", activities: "array[int]"
    ) -> tuple["array[int]", "array[int]"]:
        """Return the instants that are known, and the activities in order of time."""
        known = array("q", (one for one in instants if one != _UNKNOWN))
        placed = instants
        if len(known) < len(instants):
            placed = array("q", accumulate(instants, _carried))
        if all(map(le, placed, placed[1:])):
            return known, activities
        self.sorted += 1
        order = sorted(range(len(placed)), key=placed.__getitem__)
        inorder = array("I", map(activities.__getitem__, order))
        return array("q", sorted(known)), inorder

    def summary(self, kept: _Kept) -> Summary:
        """Return the figures, when every case was counted."""
        names = list(kept.numbers)
        spans = [None if one == _UNKNOWN else seconds(one) for one in self.spans]
        empty = sum(starmap(eq, pairwise(self.events.starts)))
        known = [one for one in self.spans if one != _UNKNOWN]
        return Summary(
            cases=len(self.spans),
            without_events=empty,
            events=kept.count,
            activities=len(names),
            unnamed=kept.unnamed,
            transitions=kept.transitions,
            pairs=len(self.pairs),
            steps=self.pairs.total(),
            variants=len(self.variants),
            top_pairs=tuple(
                Follows(first=names[first], then=names[then], count=count)
                for (first, then), count in self.pairs.most_common(_LISTED)
            ),
            top_variants=tuple(
                _variant(array("I", sequence), cases, names)
                for sequence, cases in _most(self.variants)
            ),
            durations=durations(known),
            first=_instant(self.first) if known else None,
            last=_instant(self.last) if known else None,
            per_case=spans,
        )


def _carried(before: int, at: int) -> int:
    """Return where an event stands that has no time: with the one before it."""
    return before if at == _UNKNOWN else at


def _most(variants: dict[bytes, int]) -> list[tuple[bytes, int]]:
    """Return the variants that most cases took; of equals, those met first."""
    return nlargest(_LISTED, variants.items(), key=lambda item: item[1])


def _variant(sequence: "array[int]", cases: int, names: Sequence[str]) -> Variant:
    shown = tuple(names[one] for one in sequence[:_SHOWN])
    return Variant(activities=shown, length=len(sequence), cases=cases)


def _instant(microseconds: int) -> datetime | None:
    """Return an instant in UTC; None: it lies beyond what a calendar holds."""
    try:
        return _EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        return None
