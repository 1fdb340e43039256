"""How long stages took: medians and quartiles of the runs that were closed."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import floor
from typing import Final

from attrs import frozen

from cselekvo.domain.process import Closing, StageRun

#: Fewer runs than this say nothing about how long a stage takes in a network.
ENOUGH: Final = 5


@frozen(kw_only=True)
class Quartiles:
    """How long the runs of a stage took, in days.

    Attributes:
        count: Of how many runs this is told.
        first: A quarter of them took no longer.
        median: Half of them took no longer.
        third: Three quarters of them took no longer.
    """

    count: int
    first: float
    median: float
    third: float

    @property
    def is_enough(self) -> bool:
        """Return whether they are so many that a forecast may rest on them."""
        return self.count >= ENOUGH


def quantile(ordered: Sequence[int], part: float) -> float:
    """Return a quantile of numbers in order, by linear interpolation.

    With x[0] to x[n - 1] in order and h = (n - 1) p it is
    x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h]): type 7 of Hyndman and Fan,
    *Sample Quantiles in Statistical Packages* (1996), as R and numpy give it.

    Args:
        ordered: At least one.
        part: From 0 to 1: 0.5 is the median.
    """
    place = (len(ordered) - 1) * part
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def quartiles(days: Iterable[int]) -> Quartiles | None:
    """Return the median and the quartiles of durations; None: there are none."""
    ordered = sorted(days)
    if not ordered:
        return None
    return Quartiles(
        count=len(ordered),
        first=quantile(ordered, 0.25),
        median=quantile(ordered, 0.5),
        third=quantile(ordered, 0.75),
    )


def is_measured(run: StageRun, on: date) -> bool:
    """Return whether a run tells how long its stage takes.

    It does when it was done by the day. One that was skipped or cancelled does not, nor
    does one that is still open; each round of a stage that was done again does.
    """
    return run.closing is Closing.DONE and run.closed is not None and run.closed <= on
