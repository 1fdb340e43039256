"""Why each unit has the mentor it has: what it costs, and what the next best would."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import inf

from attrs import frozen

from cselekvo.network.matching_check import counted
from cselekvo.network.matching_counted import Counted
from cselekvo.network.matching_exact import Moves, Weight
from cselekvo.network.matching_model import Matching, Problem, in_units


@frozen(kw_only=True)
class Choice:
    """A unit's mentor, and what speaks for it.

    Attributes:
        cost: What the pair costs, with its share of what the mentor's load costs: of
            all choices together it is the total cost of the matching, exactly.
        parts: What the cost is made of, by stable words: `distance`, `field`,
            `continuity`, or `given` where it came as one number; and `balance`, an
            equal share of what all units of the mentor cost it on top (of thousandths
            that do not divide, the first units have one more).
        fixed: Whether it was asked for, and not chosen.
        next_best: The mentor that would cost least for this unit instead, of those that
            are allowed and have any capacity; empty where there is none.
        next_cost: What that pair would cost, as the mentor's next unit, or as its last
            where it is full.
        next_total: What the whole matching would cost if the unit were given to
            `next_best` and all others that may move were matched anew, no unit dropped;
            None where one would have to be dropped.
    """

    unit: str
    mentor: str
    cost: Decimal
    parts: Mapping[str, Decimal]
    fixed: bool = False
    next_best: str = ""
    next_cost: Decimal | None = None
    next_total: Decimal | None = None


def explained(problem: Problem, matching: Matching) -> list[Choice]:
    """Return why each unit has its mentor, in the order of the units.

    Args:
        problem: What was asked.
        matching: What `solve` answered to it.
    """
    whole, _ = counted(problem)
    if whole is None:
        return []
    return list(_Explaining(problem, whole, matching).choices())


class _Explaining:
    """The numbers that the choices are explained from."""

    def __init__(self, problem: Problem, whole: Counted, matching: Matching) -> None:
        self.problem, self.whole, self.matching = problem, whole, matching
        self.mentors = {one: number for number, one in enumerate(whole.mentors)}
        self.units = {one: number for number, one in enumerate(whole.units)}
        at = [whole.nobody] * len(whole.units)
        for unit, mentor in matching.pairs:
            at[self.units[unit]] = self.mentors[mentor]
        self.total = whole.total(at)
        moves = Moves(whole, at)
        self.loads = moves.loads
        self.ways = _shortest(moves.weights, without=whole.nobody)

    def choices(self) -> Iterator[Choice]:
        """Yield the choices."""
        shares = self._shares()
        for unit, mentor in self.matching.pairs:
            number, at = self.units[unit], self.mentors[mentor]
            pair = self.whole.rows[number][at]
            share = next(shares[at])
            best, cost, total = self._next(number, at)
            yield Choice(
                unit=unit,
                mentor=mentor,
                cost=in_units(pair + share),
                parts=self._parts(unit, mentor, pair, share),
                fixed=number in self.whole.fixed,
                next_best="" if best is None else self.whole.mentors[best],
                next_cost=None if cost is None else in_units(cost),
                next_total=None if total is None else in_units(total),
            )

    def _shares(self) -> list[Iterator[int]]:
        """Return for each mentor what it costs on top, shared among its units."""
        return [
            _shared(sum(slots[:load]), load)
            for slots, load in zip(self.whole.slots, self.loads[:-1], strict=True)
        ]

    def _parts(
        self, unit: str, mentor: str, pair: int, share: int
    ) -> dict[str, Decimal]:
        parts = self.problem.parts
        named = {"given": in_units(pair)} if parts is None else parts(unit, mentor)
        if self.problem.load is None:
            return named
        return {**named, "balance": in_units(share)}

    def _next(self, unit: int, here: int) -> tuple[int | None, int | None, int | None]:
        """Return the next best mentor, its cost, and the total it would lead to."""
        whole = self.whole
        others = []
        for mentor, pair in whole.rows[unit].items():
            slots = whole.slots[mentor] if mentor != whole.nobody else ()
            if slots and mentor != here:
                load = min(self.loads[mentor] + 1, len(slots))
                others.append((pair + slots[load - 1], mentor))
        if not others:
            return None, None, None
        cost, mentor = min(others)
        change = whole.rows[unit][mentor] - whole.rows[unit][here]
        rise = change + self.ways[mentor][here]
        return mentor, cost, None if rise == inf else self.total + int(rise)


def _shared(total: int, count: int) -> Iterator[int]:
    """Return the parts of a total that is shared among so many."""
    return iter([total // count + (at < total % count) for at in range(count)])


def _shortest(weights: list[list[Weight]], *, without: int) -> list[list[Weight]]:
    """Return what the cheapest way from each mentor to each costs (Floyd, Warshall).

    No unit is given to `nobody` on the way, nor taken from it.
    """
    ways = [list(row) for row in weights]
    for number, row in enumerate(ways):
        row[number] = 0
    for middle, onward in enumerate(ways):
        if middle == without:
            continue
        for row in ways:
            start = row[middle]
            if start != inf and row is not onward:
                row[:] = [
                    min(way, start + more)
                    for way, more in zip(row, onward, strict=True)
                ]
    return ways
