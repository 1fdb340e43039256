"""Which places of a net may hold marks at once: its concurrency relation.

The relation is the smallest that holds what one step puts down together, and in which
what is beside everything that a step takes is beside everything that it puts (Kovalyov,
*Concurrency relations and the safety problem for Petri nets*, 1992; Kovalyov and
Esparza 1996). Whatever two marks can lie at once is in it, so a place that is not
beside itself never holds two. The other way holds in sound free-choice nets only: a
place beside itself is looked at again by a search.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from attrs import define, field

from cselekvo.rules.soundness.encoding import Net

#: The numbers of the places that a step takes from, and that it puts to.
Taking = tuple[Sequence[int], Sequence[int]]


def may_be_open_twice(net: Net) -> list[int]:
    """Return the stages that may be open twice at once; all others never are."""
    steps: list[Taking] = [
        ((net.low + stage,), closing.puts)
        for stage, closings in enumerate(net.closings)
        for closing in closings
    ]
    joined: dict[str, list[int]] = {}
    for place, way in enumerate(net.ways):
        joined.setdefault(way.target, []).append(place)
    for target, places in joined.items():
        steps.append((places, (net.low + net.number[target],)))
    count = net.low + len(net.stages)
    twice = beside_themselves(count, steps, ())
    return [place - net.low for place in twice if place >= net.low]


def beside_themselves(
    places: int, steps: Sequence[Taking], marked: Sequence[int]
) -> list[int]:
    """Return the places that may hold two marks at once; all others never do.

    Args:
        places: How many there are.
        steps: What each takes and puts, one mark each.
        marked: The places that hold one mark at first.
    """
    rows = _Relation(steps, [0] * places).closure(marked)
    return [place for place, row in enumerate(rows) if row >> place & 1]


@define(eq=False)
class _Relation:
    """Rows of bits by the number of a place, and the places whose row has grown."""

    steps: Sequence[Taking]
    rows: list[int]
    grown: OrderedDict[int, None] = field(factory=OrderedDict)

    def closure(self, marked: Sequence[int]) -> list[int]:
        takers: list[list[Taking]] = [[] for _ in self.rows]
        for step in self.steps:
            for place in step[0]:
                takers[place].append(step)
        for together in (marked, *(puts for _, puts in self.steps)):
            bits = sum(1 << place for place in together)
            for place in together:
                self._grow(place, bits & ~(1 << place))
        while self.grown:
            grown, _ = self.grown.popitem(last=False)
            for step in takers[grown]:
                self._take(step)
        return self.rows

    def _take(self, step: Taking) -> None:
        takes, puts = step
        common = -1
        for place in takes:
            common &= self.rows[place]
        for place in puts:
            self._grow(place, common)

    def _grow(self, place: int, beside: int) -> None:
        """Put a place beside others, and these beside it."""
        new = beside & ~self.rows[place]
        if not new:
            return
        self.rows[place] |= new
        self.grown[place] = None
        own = 1 << place
        for other in _bits(new):
            if not self.rows[other] & own:
                self.rows[other] |= own
                self.grown[other] = None


def _bits(row: int) -> Iterator[int]:
    while row:
        last = row & -row
        yield last.bit_length() - 1
        row ^= last
