"""Search through the markings of a general net, whole or reduced.

A marking is sparse: pairs of a place's number and its marks, in order. The reduced
search goes on by one free-choice cluster alone, where one is enabled: transitions that
take the very same, and from places that no other takes from. These are a persistent
set; why ends, endlessness and dead steps are kept is told in `rules.soundness.search`.
What takes from shared places otherwise is searched in every order.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from attrs import define, field, frozen

Marking = tuple[tuple[int, int], ...]
#: After so many markings is asked whether to go on.
_BREATH: Final = 500
#: So many marked places are written for each marking allowed, in the mean.
_WIDE: Final = 150


@frozen
class NumberedStep:
    """What a step takes and puts."""

    takes: Marking
    puts: Marking


@frozen(eq=False, kw_only=True)
class Numbered:
    """A net in numbers.

    Attributes:
        places: Their ids.
        first: The marking at first.
        final: The marking in which it has ended; nothing is taken from it.
        safe: Whether no place may hold two marks.
        takers: The steps that take from each place.
        clusters: For each place the steps of its free-choice cluster, where it has one.
    """

    places: tuple[str, ...]
    steps: tuple[NumberedStep, ...]
    first: Marking
    final: Marking
    safe: bool
    takers: dict[int, list[int]] = field(init=False)
    clusters: dict[int, list[int]] = field(init=False)

    @takers.default
    def _takers(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, step in enumerate(self.steps):
            for place, _ in step.takes:
                found.setdefault(place, []).append(number)
        return found

    @clusters.default
    def _clusters(self) -> dict[int, list[int]]:
        return {
            place: numbers
            for place, numbers in self.takers.items()
            if len({self.steps[number].takes for number in numbers}) == 1
            and all(
                self.takers[other] == numbers
                for other, _ in self.steps[numbers[0]].takes
            )
        }

    def enabled(self, marking: Marking) -> list[int]:
        """Return the steps that can happen."""
        held = dict(marking)
        found = {number for place in held for number in self.takers.get(place, ())}
        return sorted(number for number in found if self._can(number, held))

    def persistent(self, marking: Marking) -> list[int]:
        """Return the steps of one cluster that can happen, else all that can."""
        held = dict(marking)
        for place, _ in reversed(marking):
            cluster = self.clusters.get(place)
            if cluster and self._can(cluster[0], held):
                return cluster
        return self.enabled(marking)

    def _can(self, number: int, held: dict[int, int]) -> bool:
        return all(
            held.get(place, 0) >= many for place, many in self.steps[number].takes
        )

    def after(self, marking: Marking, number: int) -> Marking:
        """Return the marking after a step."""
        held = dict(marking)
        for place, many in self.steps[number].takes:
            held[place] -= many
        for place, many in self.steps[number].puts:
            held[place] = held.get(place, 0) + many
        return tuple(sorted((place, many) for place, many in held.items() if many))


@define(eq=False)
class States:
    """The markings that a search found, the nearest first.

    Attributes:
        came: The marking before each and the step between; None: the first.
        twice: Those in which a place of a safe net holds two marks.
        grown: Those that hold more than one from which they were come to: the net
            grows without bound (Karp and Miller 1969).
        taken: The steps that happened.
        cut: Whether a bound was hit.
    """

    net: Numbered
    came: dict[Marking, tuple[Marking, int] | None] = field(factory=dict)
    before: dict[Marking, list[Marking]] = field(factory=dict)
    twice: list[Marking] = field(factory=list)
    grown: list[Marking] = field(factory=list)
    taken: set[int] = field(factory=set)
    left: list[Marking] = field(factory=list)

    @property
    def cut(self) -> bool:
        """Return whether the search was broken off."""
        return bool(self.left)

    def story(self, marking: Marking) -> list[int]:
        """Return the steps that lead to a marking."""
        told = []
        step = self.came[marking]
        while step is not None:
            told.append(step[1])
            step = self.came[step[0]]
        return told[::-1]

    def beside_final(self) -> list[Marking]:
        """Return the markings that hold the end, and more."""
        end = [place for place, _ in self.net.final]
        return [
            marking
            for marking in self.came
            if marking != self.net.final and any(place in end for place, _ in marking)
        ]

    def endless(self) -> list[Marking]:
        """Return the markings from which no end was found, the nearest first.

        One from which the search did not go on counts as an end.
        """
        ahead = [self.net.final, *self.left, *self.twice, *self.grown]
        good = set(ahead)
        while ahead:
            for earlier in self.before.get(ahead.pop(), ()):
                if earlier not in good:
                    good.add(earlier)
                    ahead.append(earlier)
        return [marking for marking in self.came if marking not in good]

    def stuck(self) -> list[Marking]:
        """Return the endless markings: those from which nothing goes on come first."""
        going = {marking for earlier in self.before.values() for marking in earlier}
        return sorted(self.endless(), key=going.__contains__)

    def ancestors(self, marking: Marking) -> Iterator[Marking]:
        """Yield the markings by which one was first come to."""
        step = self.came[marking]
        while step is not None:
            yield step[0]
            step = self.came[step[0]]


def explored(
    net: Numbered, *, reduced: bool, most: int, go_on: Callable[[], bool]
) -> States:
    """Go through the markings of a net in breadth."""
    states = States(net)
    states.came[net.first] = None
    ahead = deque([net.first])
    seen = held = 0
    while ahead:
        marking = ahead.popleft()
        seen += 1
        too_far = len(states.came) > most or held > most * _WIDE
        if too_far or (seen % _BREATH == 0 and not go_on()):
            states.left = [marking, *ahead]
            break
        if _goes_wrong(states, marking):
            continue
        numbers = net.persistent(marking) if reduced else net.enabled(marking)
        for number in numbers:
            after = _step(states, marking, number, ahead)
            held += len(after) + 1
            if held > most * _WIDE:
                ahead.append(marking)  # not gone on from by every step
                break
    return states


def _step(
    states: States, marking: Marking, number: int, ahead: deque[Marking]
) -> Marking:
    """Go on by one step, and return the marking after it."""
    states.taken.add(number)
    after = states.net.after(marking, number)
    states.before.setdefault(after, []).append(marking)
    if after not in states.came:
        states.came[after] = marking, number
        ahead.append(after)
    return after


def _goes_wrong(states: States, marking: Marking) -> bool:
    """Return whether the search need not go on from here, and note why."""
    if all(many < 2 for _, many in marking):  # noqa: PLR2004 - a pair
        return False
    if states.net.safe:
        states.twice.append(marking)
        return True
    held = dict(marking)
    for earlier in states.ancestors(marking):
        if all(held.get(place, 0) >= many for place, many in earlier):
            states.grown.append(marking)
            return True
    return False
