"""The clock of a stage: how long it has been open, when it is due, since when late.

While a process rests, the clock of its stages stands still. With `opened` the day a
stage opened, `day` a later one and `rest` the number of days between the two on which
the process rested:

    days open on a day = day - opened - rest

It is due on the day on which it has been open for its typical duration, and late from
the first day on which it has been open for longer than its longest one. A stage without
a duration is never due and never late.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from attrs import frozen

from cselekvo.domain.process import Hold, StageRun
from cselekvo.domain.template import Duration

#: Spans of days on which a process rested: in order, apart from each other, half-open.
Rests = Sequence[tuple[date, date]]


def rests_of(holds: Iterable[Hold], until: date) -> list[tuple[date, date]]:
    """Return when a process rested before a day; a rest still running ends there."""
    spans = sorted(
        (hold.period.start, min(hold.period.end or until, until)) for hold in holds
    )
    found: list[tuple[date, date]] = []
    for start, end in spans:
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def days_open(opened: date, until: date, rests: Rests) -> int:
    """Return how many days lie between two, without those of rest."""
    rested = (min(end, until) - max(start, opened) for start, end in rests)
    return (until - opened).days - sum(max(one.days, 0) for one in rested)


def later_by(day: date, days: int) -> date:
    """Return the day so many days later; the last there is, where it lies beyond."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max


def day_reached(opened: date, days: int, rests: Rests) -> date:
    """Return the first day on which a stage has been open for so many days."""
    reached = later_by(opened, days)
    for start, end in rests:
        begun = max(start, opened)
        if begun >= reached:
            break
        reached = later_by(reached, max((end - begun).days, 0))
    return reached


@frozen(kw_only=True)
class Clock:
    """How a stage stands in time on a day.

    Attributes:
        opened: The day its turn came.
        days: For how many days it has been open; for a closed one, until its closing.
        due: When it has been open for its typical duration; None: it has none.
        latest: The last day on which it is in time.
        late_since: The first day on which it was late; None: it is not.
        days_late: By how many days it is late.
    """

    opened: date
    days: int
    due: date | None = None
    latest: date | None = None
    late_since: date | None = None
    days_late: int = 0

    @property
    def is_late(self) -> bool:
        """Return whether it has been open for longer than it may."""
        return self.days_late > 0


def clock_of(run: StageRun, duration: Duration | None, rests: Rests, on: date) -> Clock:
    """Return how a run of a stage stands in time on a day.

    Args:
        run: One that was open on the day or before it.
        duration: How long its stage takes.
        rests: Those of its process before the day.
        on: The day.
    """
    until = on if run.closed is None else min(run.closed, on)
    days = days_open(run.opened, until, rests)
    if duration is None:
        return Clock(opened=run.opened, days=days)
    late = max(days - duration.most, 0)
    first_late = day_reached(run.opened, duration.most + 1, rests)
    return Clock(
        opened=run.opened,
        days=days,
        due=day_reached(run.opened, duration.typical, rests),
        latest=day_reached(run.opened, duration.most, rests),
        late_since=first_late if late else None,
        days_late=late,
    )
