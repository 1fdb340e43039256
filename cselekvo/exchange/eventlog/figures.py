"""The figures of an event log: counts, what follows what, variants, durations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from attrs import frozen

_SECOND: Final = 1_000_000
Seconds = int | float


@frozen(kw_only=True)
class Follows:
    """How often one activity came directly after another."""

    first: str
    then: str
    count: int


@frozen(kw_only=True)
class Variant:
    """A sequence of activities, and how many cases took it.

    Attributes:
        activities: The first hundred of them.
        length: How many they are.
    """

    activities: tuple[str, ...]
    length: int
    cases: int


@frozen(kw_only=True)
class Durations:
    """How long cases took, in seconds, from their first event to their last.

    Attributes:
        cases: How many cases had an event with a time.
        lower: A quarter of the cases took no longer.
        upper: Three quarters took no longer.
    """

    cases: int
    shortest: Seconds
    lower: Seconds
    median: Seconds
    upper: Seconds
    longest: Seconds
    mean: Seconds


@frozen(kw_only=True)
class Summary:
    """The figures of a log.

    Attributes:
        without_events: Cases that have none; they have no variant and no duration.
        unnamed: Events without a name, which are one activity together.
        transitions: How many events have which lifecycle transition.
        pairs: How many distinct pairs of activities follow each other directly.
        steps: How often one follows another, all together.
        first: The first instant; None: no event has one.
        per_case: The seconds of each case, in order; None: it has no time.
    """

    cases: int
    without_events: int
    events: int
    activities: int
    unnamed: int
    transitions: dict[str, int]
    pairs: int
    steps: int
    variants: int
    top_pairs: tuple[Follows, ...]
    top_variants: tuple[Variant, ...]
    durations: Durations | None
    first: datetime | None
    last: datetime | None
    per_case: Sequence[Seconds | None]


def seconds(microseconds: int, parts: int = 1) -> Seconds:
    """Return a part of a span in seconds, whole where it is."""
    whole, rest = divmod(microseconds, _SECOND * parts)
    return whole if not rest else microseconds / (_SECOND * parts)


def durations(spans: Sequence[int]) -> Durations | None:
    """Return how spans are spread; quartiles lie between neighbours.

    Args:
        spans: Microseconds, in any order.
    """
    known = sorted(spans)
    if not known:
        return None
    last = len(known) - 1

    def quarter(number: int) -> Seconds:
        at, rest = divmod(number * last, 4)
        beyond = known[min(at + 1, last)]
        return seconds(known[at] * (4 - rest) + beyond * rest, 4)

    return Durations(
        cases=len(known),
        shortest=seconds(known[0]),
        lower=quarter(1),
        median=quarter(2),
        upper=quarter(3),
        longest=seconds(known[last]),
        mean=seconds(sum(known), len(known)),
    )
