"""What a matching is asked, what it answers, and what can be wrong with the question.

Costs are decimal numbers that are kept in whole thousandths: they are rounded once,
half to even, as they come in, and all that follows is exact.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum
from fractions import Fraction
from typing import Final, Literal

from attrs import frozen

Number = int | float | Decimal | Fraction
Engine = Literal["auto", "scipy", "networkx"]
#: A unit and its mentor.
Pair = tuple[str, str]
#: A row for each mentor with a cell for each unit; None is a hole.
Matrix = Sequence[Sequence[Number | None]]
Cost = Callable[[str, str], Number | None]
Load = Callable[[str, int], Number]
Parts = Callable[[str, str], dict[str, Decimal]]
#: No cost is so large.
LARGEST_COST: Final = 10**9
_PLACES: Final = 3


class MatchingCode(Enum):
    """What can be found in a matching and in what it was asked."""

    MENTOR_DOUBLED = "matching-mentor-doubled"
    UNIT_DOUBLED = "matching-unit-doubled"
    CAPACITY_NOT_ALLOWED = "matching-capacity-not-allowed"
    NO_CAPACITY = "matching-no-capacity"
    CAPACITY_SHORT = "matching-capacity-short"
    NOTHING_ALLOWED = "matching-nothing-allowed"
    UNIT_FORBIDDEN = "matching-unit-forbidden"
    UNITS_LEFT = "matching-units-left"
    MATRIX_SHAPE = "matching-matrix-shape"
    COST_MISSING = "matching-cost-missing"
    COST_NEGATIVE = "matching-cost-negative"
    COST_NOT_FINITE = "matching-cost-not-finite"
    COST_TOO_LARGE = "matching-cost-too-large"
    LOAD_NOT_RISING = "matching-load-not-rising"
    MENTOR_UNKNOWN = "matching-mentor-unknown"
    UNIT_UNKNOWN = "matching-unit-unknown"
    FIXED_TWICE = "matching-fixed-twice"
    FIXED_FORBIDDEN = "matching-fixed-forbidden"
    FIXED_OVER_CAPACITY = "matching-fixed-over-capacity"


class Reason(Enum):
    """Why a unit has no mentor."""

    FORBIDDEN = "forbidden"  #: no mentor is allowed for it
    NO_CAPACITY = "no-capacity"  #: all that are allowed are full, or never had room


@frozen
class Supplier:
    """A mentor in a matching.

    Attributes:
        capacity: How many units it can have in all.
        held: How many it has already that are not among those to be matched.
    """

    id: str
    capacity: int
    held: int = 0

    @property
    def free(self) -> int:
        """Return how many units it can be given."""
        return max(0, self.capacity - self.held)


@frozen(kw_only=True)
class Problem:
    """Which units want a mentor, who could be theirs, and what each pair costs.

    Attributes:
        cost: A matrix with a row for each mentor and a cell for each unit, or a
            function of unit and mentor; a pair that is not forbidden must have a cost.
        forbidden: Pairs of unit and mentor that must not be.
        fixed: Pairs that must be; they count against the capacity.
        load: What a mentor's unit number n costs on top, the ones it holds counted;
            it must not fall as n grows. None: nothing.
        parts: What the cost of a pair is made of, by stable words. None: one number.
    """

    mentors: tuple[Supplier, ...]
    units: tuple[str, ...]
    cost: Matrix | Cost
    forbidden: frozenset[Pair] = frozenset()
    fixed: tuple[Pair, ...] = ()
    load: Load | None = None
    parts: Parts | None = None


@frozen
class Unassigned:
    """A unit that is left without a mentor, and why."""

    unit: str
    reason: Reason


@frozen(kw_only=True)
class Matching:
    """Who is in charge of what: of all that assign most units, the cheapest.

    Of several that cost the same it is the one in which the first unit by id has the
    first mentor by id, and so on: no engine and no order of rows decides.

    Attributes:
        pairs: Unit and mentor, in the order in which the units were given.
        unassigned: The units without a mentor, in the same order.
        total_cost: The costs of all pairs, and what the load adds, exactly.
        optimal: That no other matching assigns more, or as many at less; none is
            returned before that is proved (`matching_exact`).
    """

    pairs: tuple[Pair, ...]
    unassigned: tuple[Unassigned, ...]
    total_cost: Decimal
    optimal: bool = True


def thousandths(number: Number) -> int:
    """Return a finite number in whole thousandths, rounded half to even.

    A float stands for the shortest decimal that is written for it.
    """
    if isinstance(number, int):
        return number * 10**_PLACES
    if isinstance(number, Fraction):
        return round(number * 10**_PLACES)
    exact = Decimal(repr(float(number))) if isinstance(number, float) else number
    scaled = exact.scaleb(_PLACES)
    return int(scaled.to_integral_value(rounding=ROUND_HALF_EVEN))


def in_units(parts: int) -> Decimal:
    """Return thousandths as the number they are."""
    return Decimal(parts).scaleb(-_PLACES)
