"""The proof that a matching is the cheapest, and the choice among equally cheap ones.

To move a unit from mentor a to mentor b costs the difference of the two. Seen from the
mentors, a matching is the cheapest if and only if no round of such moves saves
anything: each mentor on it passes one unit on, or one gains and another loses one (the
`pool` stands for room that is not taken). Such rounds are sought by Bellman and Ford,
in whole numbers; one that saves is carried out, and where there is none, the distances
found are prices that prove it (Ahuja, Magnanti, Orlin: Network Flows, 1993, 9.3).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from cselekvo.network.matching_counted import Counted

#: What a move costs: a whole number, or infinity where there is none.
Weight = float


class Moves:
    """A matching, and the cheapest move from each mentor to each other.

    Args:
        whole: The problem.
        at: The mentor of each unit; it is changed by `cheapen`.
    """

    def __init__(self, whole: Counted, at: list[int]) -> None:
        self.whole, self.at = whole, at
        self.pool = whole.nobody + 1
        self.loads = whole.loads(at)
        self._units: list[set[int]] = [set() for _ in range(self.pool)]
        for unit in whole.movable:
            self._units[at[unit]].add(unit)
        size = self.pool + 1
        self.weights: list[list[Weight]] = [[inf] * size for _ in range(size)]
        self._movers: list[list[int]] = [[-1] * size for _ in range(size)]
        self._weigh(range(self.pool))

    def _weigh(self, mentors: Sequence[int]) -> None:
        """Find the cheapest moves from and to some mentors' loads anew."""
        whole, pool = self.whole, self.pool
        for mentor in mentors:
            costs: list[Weight] = [inf] * (pool + 1)
            movers = [-1] * (pool + 1)
            for unit in self._units[mentor]:
                row = whole.rows[unit]
                here = row[mentor]
                for other, there in row.items():
                    if there - here < costs[other]:
                        costs[other], movers[other] = there - here, unit
            load = self.loads[mentor]
            if whole.has_room(mentor, load):
                costs[pool] = whole.slot(mentor, load + 1)
            self.weights[mentor], self._movers[mentor] = costs, movers
            back = -whole.slot(mentor, load) if load else inf
            self.weights[pool][mentor] = back

    def cheapen(self) -> list[Weight]:
        """Carry out rounds of moves that save, until there is none; return prices.

        With the prices p no move from a to b costs less than p[b] - p[a], so that a
        round of them, on which these differences cancel out, costs at least nothing.
        """
        while True:
            prices, saving = self._search()
            if not saving:
                return prices
            self._carry_out([*saving, saving[0]])

    def _search(self) -> tuple[list[Weight], list[int]]:
        """Return the prices, or a round of mentors that saves."""
        size = self.pool + 1
        prices: list[Weight] = [0] * size
        before = [-1] * size
        changed = True
        while changed:
            changed = False
            for source, row in enumerate(self.weights):
                start = prices[source]
                for target, weight in enumerate(row):
                    if start + weight < prices[target]:
                        prices[target], before[target] = start + weight, source
                        changed = True
            saving = _round(before)
            if saving:
                return prices, saving
        return prices, []

    def _carry_out(self, round_: list[int]) -> None:
        moves = [(a, b, self._movers[a][b]) for a, b in pairwise(round_)]
        for a, b, unit in moves:
            if a == self.pool:
                self.loads[b] -= 1
            elif b == self.pool:
                self.loads[a] += 1
            else:
                self.at[unit] = b
                self._units[a].discard(unit)
                self._units[b].add(unit)
        self._weigh([one for one in round_[1:] if one != self.pool])


def _round(before: list[int]) -> list[int]:
    """Return a round among predecessors, in the order of its moves; or nothing."""
    seen = [0] * len(before)
    for start in range(len(before)):
        node = start
        while node >= 0 and not seen[node]:
            seen[node] = start + 1
            node = before[node]
        if node >= 0 and seen[node] == start + 1:
            backwards, last = [node], before[node]
            while last != node:
                backwards.append(last)
                last = before[last]
            return backwards[::-1]
    return []


def settled(whole: Counted, at: list[int]) -> list[int]:
    """Return the one cheapest matching that is named first.

    Args:
        whole: The problem.
        at: The mentor of each unit, as an engine found it.

    Returns:
        Of all cheapest matchings the one in which the first unit has the first mentor
        that it has in any, the second likewise among those that are left, and so on.
    """
    moves = Moves(whole, at)
    return _Ties(moves, moves.cheapen()).first()


class _Ties:
    """The moves that cost nothing at the prices: all cheapest matchings are theirs.

    Sets of mentors are whole numbers whose bits are the mentors.
    """

    def __init__(self, moves: Moves, prices: Sequence[Weight]) -> None:
        self.whole, self.pool, self.prices = moves.whole, moves.pool, prices
        self.at, self.loads = list(moves.at), list(moves.loads)
        self.equal: dict[int, int] = {}
        for unit in self.whole.movable:
            bits = self._cheapest(unit)
            if bits & (bits - 1):
                self.equal[unit] = bits
        self.waiting: list[set[int]] = [set() for _ in range(self.pool)]
        for unit in self.equal:
            self.waiting[self.at[unit]].add(unit)
        self.out = [self._ways(mentor) for mentor in range(self.pool)]

    def _cheapest(self, unit: int) -> int:
        """Return the mentors that are cheapest for a unit at the prices."""
        row = self.whole.rows[unit]
        least = min(cost - self.prices[mentor] for mentor, cost in row.items())
        return sum(
            1 << mentor
            for mentor, cost in row.items()
            if cost - self.prices[mentor] == least
        )

    def _ways(self, mentor: int) -> int:
        """Return the mentors that one of a mentor's units may move to for nothing."""
        bits = 0
        for unit in self.waiting[mentor]:
            bits |= self.equal[unit]
        return bits

    def first(self) -> list[int]:
        """Return the matching that is named first, by moving unit after unit."""
        for unit, bits in self.equal.items():
            here = self.at[unit]
            before = bits & ((1 << here) - 1)
            if before:
                onward = self._towards(here)
                there = next((one for one in _numbers(before) if one in onward), None)
                if there is not None:
                    self._pass_on(there, here, onward)
                    self._move(unit, there)
            here = self.at[unit]
            self.waiting[here].discard(unit)
            self.out[here] = self._ways(here)
        return self.at

    def _towards(self, goal: int) -> dict[int, int]:
        """Return whence one can go to a mentor for nothing, and each one's next."""
        onward = {goal: goal}
        reached = 1 << goal
        ways = dict(enumerate(self.out))
        for mentor in range(self.pool):
            if self._takes(mentor):
                ways[mentor] |= 1 << self.pool
        ways[self.pool] = sum(
            1 << mentor for mentor in range(self.pool) if self._gives(mentor)
        )
        del ways[goal]
        growing = True
        while growing:
            growing = False
            for one in list(ways):
                hit = ways[one] & reached
                if hit:
                    onward[one] = next(_numbers(hit))
                    reached |= 1 << one
                    del ways[one]
                    growing = True
        return onward

    def _takes(self, mentor: int) -> bool:
        """Return whether one unit more costs a mentor just the price of the pool."""
        load, prices = self.loads[mentor], self.prices
        if not self.whole.has_room(mentor, load):
            return False
        more = self.whole.slot(mentor, load + 1)
        return more + prices[mentor] == prices[self.pool]

    def _gives(self, mentor: int) -> bool:
        """Return whether one unit less saves a mentor just the price of the pool."""
        load, prices = self.loads[mentor], self.prices
        if not load:
            return False
        return self.whole.slot(mentor, load) + prices[mentor] == prices[self.pool]

    def _pass_on(self, start: int, goal: int, onward: dict[int, int]) -> None:
        """Move a unit on from each mentor on the way."""
        moves = []
        while start != goal:
            moves.append((start, onward[start]))
            start = onward[start]
        for a, b in moves:
            if a == self.pool:
                self.loads[b] -= 1
            elif b == self.pool:
                self.loads[a] += 1
            else:
                free = (one for one in self.waiting[a] if self.equal[one] >> b & 1)
                self._move(min(free), b)

    def _move(self, unit: int, there: int) -> None:
        here = self.at[unit]
        self.at[unit] = there
        self.waiting[here].discard(unit)
        self.waiting[there].add(unit)
        self.out[here], self.out[there] = self._ways(here), self._ways(there)


def _numbers(bits: int) -> Iterator[int]:
    """Yield the numbers whose bits are set, the least first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
