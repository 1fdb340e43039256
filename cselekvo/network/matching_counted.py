"""A matching in whole numbers, as the engines and the proof work on it.

Mentors and units stand in the order of their ids and are numbered from 0. One more
mentor, `nobody`, takes whom no other can: with room for all, at a cost so large that
it has as few units as can be.
"""

from collections.abc import Sequence
from functools import cached_property

from attrs import field, frozen

#: What each pair that may be costs, by the mentor's number; for one unit.
Row = dict[int, int]


@frozen(kw_only=True, slots=False)
class Counted:
    """A problem that nothing is wrong with.

    Attributes:
        mentors: Their ids, in order.
        units: Their ids, in order.
        rows: For each unit what its mentors cost, in thousandths; a forbidden one is
            not in it, and `nobody` is in all.
        slots: For each mentor what its first, second, ... further unit costs on top;
            so many as it has room for.
        fixed: The mentors of the units that may not be moved.
    """

    mentors: Sequence[str]
    units: Sequence[str]
    rows: Sequence[Row]
    slots: Sequence[Sequence[int]]
    fixed: dict[int, int] = field(factory=dict)

    @property
    def nobody(self) -> int:
        """Return the number of the mentor that stands for none."""
        return len(self.mentors)

    @cached_property
    def movable(self) -> list[int]:
        """Return the units that are not fixed."""
        return [unit for unit in range(len(self.units)) if unit not in self.fixed]

    @cached_property
    def open_slots(self) -> list[Sequence[int]]:
        """Return what further units of each mentor cost, after the fixed ones."""
        taken = [0] * len(self.mentors)
        for mentor in self.fixed.values():
            taken[mentor] += 1
        return [slots[n:] for slots, n in zip(self.slots, taken, strict=True)]

    def slot(self, mentor: int, count: int) -> int:
        """Return what a mentor's unit number `count`, from 1, costs on top."""
        return 0 if mentor == self.nobody else self.slots[mentor][count - 1]

    def has_room(self, mentor: int, load: int) -> bool:
        """Return whether a mentor with so many units can have one more."""
        return mentor == self.nobody or load < len(self.slots[mentor])

    def loads(self, at: Sequence[int]) -> list[int]:
        """Return how many units each mentor has, `nobody` last."""
        loads = [0] * (self.nobody + 1)
        for mentor in at:
            loads[mentor] += 1
        return loads

    def total(self, at: Sequence[int]) -> int:
        """Return what those pairs and loads cost in which `nobody` has no part."""
        pairs = sum(
            row[mentor]
            for row, mentor in zip(self.rows, at, strict=True)
            if mentor != self.nobody
        )
        loads = zip(self.slots, self.loads(at)[:-1], strict=True)
        return pairs + sum(sum(slots[:load]) for slots, load in loads)


def with_nobody(
    rows: Sequence[Row], slots: Sequence[Sequence[int]], mentors: int
) -> list[Row]:
    """Return the rows with `nobody` in each, dearer than any change among the others.

    One unit more or less with `nobody` changes at most one pair of each mentor and of
    `nobody`, and the load of two.
    """
    pair = max((max(row.values(), default=0) for row in rows), default=0)
    load = max((slots_of[-1] for slots_of in slots if slots_of), default=0)
    dear = (mentors + 2) * (pair + load) + 1
    return [{**row, mentors: dear} for row in rows]
