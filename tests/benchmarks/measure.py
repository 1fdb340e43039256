"""Measuring two ways of doing the same work in turn, and the ratio of their medians."""

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from attrs import frozen


@frozen(kw_only=True)
class Ratio:
    """Ours against a floor: seconds of each round, taken in turn."""

    ours: Sequence[float]
    floor: Sequence[float]

    @property
    def ratio(self) -> float:
        """Return the median of the rounds' ratios."""
        pairs = zip(self.ours, self.floor, strict=True)
        return statistics.median(ours / floor for ours, floor in pairs)

    @property
    def ours_median(self) -> float:
        """Return the median of ours, in seconds."""
        return statistics.median(self.ours)

    @property
    def floor_median(self) -> float:
        """Return the median of the floor, in seconds."""
        return statistics.median(self.floor)


def peak() -> float:
    """Return the megabytes that this process held at most since it was started.

    What the system counts for a process and its children begins with the memory of
    who started it; the status of the process itself does not.
    """
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds(work: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def side_by_side(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> Ratio:
    """Run both in turn, the floor first, and return what each round took."""
    floors, mine = [], []
    for _ in range(rounds):
        floors.append(seconds(floor))
        mine.append(seconds(ours))
    return Ratio(ours=mine, floor=floors)
