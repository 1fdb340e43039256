"""When a process will end: the critical path over what remains.

An open stage still takes its duration less the days it has been open; one that has been
open for longer still ends on the day asked about, not before. After it come the stages
that its ways lead to, ways back not foreseen. A stage that waits for several begins
when the last of them ends, so the process ends when the longest path ends. With d(s)
the duration of a stage, W(s) its ways without those back, and t(s) the days from its
closing to the end:

    t(s) = the best or the worst, among the ways w in W(s), of
           the largest, among the stages u of w, of d(u) + t(u);   0, where none follows
    end  = day + the largest, among the open stages s, of max(0, d(s) - open(s)) + t(s)

The earliest end takes the shortest durations and at each choice the shortest way; the
typical one takes typical durations and the longest way; the latest one takes the
longest durations and the longest way. Each stage is looked at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Final

from attrs import frozen

from cselekvo.domain.template import Duration, Stage, Template
from cselekvo.rules.clock import later_by
from cselekvo.rules.durations import Quartiles
from cselekvo.rules.soundness.order import order_of


@frozen(kw_only=True)
class Lengths:
    """How long a stage takes, in days: at least, typically, at most."""

    low: float
    typical: float
    high: float

    @classmethod
    def planned(cls, duration: Duration) -> "Lengths":
        """Return what a template says."""
        return cls(low=duration.least, typical=duration.typical, high=duration.most)

    @classmethod
    def measured(cls, quartiles: Quartiles) -> "Lengths":
        """Return what a network has shown: a quarter, half, three quarters of runs."""
        return cls(low=quartiles.first, typical=quartiles.median, high=quartiles.third)


@frozen(kw_only=True)
class Open:
    """An open stage, and for how many days it has been open."""

    stage: str
    days: int


@frozen(kw_only=True)
class Leg:
    """A stage on the critical path, and the days it still takes."""

    stage: str
    days: float


@frozen(kw_only=True)
class Range:
    """Between which days a process is expected to end.

    Attributes:
        path: The critical path by typical durations: an open stage, then what follows.
    """

    earliest: date
    typical: date
    latest: date
    path: tuple[Leg, ...]


@frozen(kw_only=True)
class Forecast:
    """When a process will end, or what is missing to say it.

    Attributes:
        range: None: it cannot be said.
        remaining: The stages that are open or may follow, in the template's order.
        without: Those of them whose duration is not known.
    """

    range: Range | None
    remaining: tuple[str, ...]
    without: tuple[str, ...] = ()


_LOW, _TYPICAL, _HIGH = range(3)
_Days = tuple[float, float, float]
_NONE: Final[_Days] = (0.0, 0.0, 0.0)


def forecast(
    template: Template, open_: Sequence[Open], lengths: Mapping[str, Lengths], on: date
) -> Forecast:
    """Return when a process is expected to end.

    Args:
        template: Its own, proved.
        open_: Its open stages, at least one.
        lengths: By the id of a stage how long it takes; one that is not here has no
            duration, and what it may come to cannot be foreseen.
        on: The day asked about.
    """
    ahead = _Ahead(template, lengths)
    remaining = ahead.remaining(one.stage for one in open_)
    without = tuple(id_ for id_ in remaining if id_ not in lengths)
    if without:
        return Forecast(range=None, remaining=remaining, without=without)
    tails = ahead.tails(remaining)
    ends = [(_end(one, lengths, tails[one.stage]), one) for one in open_]
    low, typical, high = (max(end[which] for end, _ in ends) for which in range(3))
    last = max(ends, key=lambda each: each[0][_TYPICAL])[1]
    first = Leg(stage=last.stage, days=_left(last, lengths)[_TYPICAL])
    return Forecast(
        range=Range(
            earliest=later_by(on, ceil(low)),
            typical=later_by(on, ceil(typical)),
            latest=later_by(on, ceil(high)),
            path=(first, *ahead.path_after(last.stage, tails)),
        ),
        remaining=remaining,
    )


def _days(lengths: Lengths) -> _Days:
    return lengths.low, lengths.typical, lengths.high


def _left(one: Open, lengths: Mapping[str, Lengths]) -> _Days:
    """Return what is left of an open stage."""
    low, typical, high = _days(lengths[one.stage])
    return max(low - one.days, 0), max(typical - one.days, 0), max(high - one.days, 0)


def _end(one: Open, lengths: Mapping[str, Lengths], tail: _Days) -> _Days:
    """Return the days to the end of the longest path from an open stage."""
    left = _left(one, lengths)
    return (
        left[_LOW] + tail[_LOW],
        left[_TYPICAL] + tail[_TYPICAL],
        left[_HIGH] + tail[_HIGH],
    )


class _Ahead:
    """What follows the stages of a template, ways back left out."""

    def __init__(self, template: Template, lengths: Mapping[str, Lengths]) -> None:
        self._stages: dict[str, Stage] = {one.id: one for one in template.stages}
        self._order = order_of(template).stages
        self._lengths = lengths

    def _ways(self, stage: str) -> Iterator[tuple[str, ...]]:
        """Yield the stages of each way that leads on or ends here."""
        known = self._stages.get(stage)
        for way in () if known is None else known.ways:
            if not way.rework:
                yield way.stages

    def remaining(self, open_: Iterable[str]) -> tuple[str, ...]:
        """Return the open stages and all that may follow, in the order of the ways."""
        found: dict[str, None] = dict.fromkeys(open_)
        ahead = list(found)
        while ahead:
            for way in self._ways(ahead.pop()):
                for target in way:
                    if target not in found:
                        found[target] = None
                        ahead.append(target)
        unknown = [id_ for id_ in found if id_ not in self._stages]
        return (*unknown, *(id_ for id_ in self._order if id_ in found))

    def tails(self, remaining: Sequence[str]) -> dict[str, _Days]:
        """Return by stage the days from its closing to the end, the last ones first."""
        tails: dict[str, _Days] = {}
        for stage in reversed(remaining):
            ways = [self._longest(way, tails) for way in self._ways(stage)]
            tails[stage] = (
                min((way[_LOW] for way in ways), default=0.0),
                max((way[_TYPICAL] for way in ways), default=0.0),
                max((way[_HIGH] for way in ways), default=0.0),
            )
        return tails

    def _longest(self, way: Sequence[str], tails: Mapping[str, _Days]) -> _Days:
        """Return the days of a way's longest branch, apart for each measure."""
        branches = [self._with(stage, tails) for stage in way] or [_NONE]
        low, typical, high = map(max, zip(*branches, strict=True))
        return low, typical, high

    def _with(self, stage: str, tails: Mapping[str, _Days]) -> _Days:
        low, typical, high = _days(self._lengths[stage])
        tail = tails[stage]
        return low + tail[_LOW], typical + tail[_TYPICAL], high + tail[_HIGH]

    def path_after(self, stage: str, tails: Mapping[str, _Days]) -> Iterator[Leg]:
        """Yield the longest typical way after a stage."""
        while follows := [one for way in self._ways(stage) for one in way]:
            stage = max(follows, key=lambda one: self._with(one, tails)[_TYPICAL])
            yield Leg(stage=stage, days=self._lengths[stage].typical)
