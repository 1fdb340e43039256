"""Which marking of a template has exactly these stages open: a guided search.

A process is carried from the start to a marking that is wanted. Only stages of its
history may be closed on the way, and those that may be passed over.

**Why it finds every marking that is wanted.** The net is free-choice: a closing takes
nothing from another and changes none of its outcomes (see `soundness.search`). An open
stage that is not wanted must be closed sooner or later, so its closing can be brought
to the front: one such stage, by each of its outcomes, is enough. Where all open ones
are wanted and one is missing, a stage from which ways lead to it must be closed; the
first of these to be closed can be brought to the front, and must come open again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Final

from attrs import field, frozen

from cselekvo.domain.template import Template
from cselekvo.rules.landing.nearby import Nearby
from cselekvo.rules.soundness.encoding import Closing
from cselekvo.rules.transitions import Mark, Marking

#: So many markings are looked at.
MOST: Final = 20_000


class NotDecided(Enum):
    """The answer of a search that came to its bound."""

    NOT_DECIDED = "not-decided"


NOT_DECIDED: Final = NotDecided.NOT_DECIDED
#: A closing on a way through markings: a stage and its outcome.
Step = tuple[str, str]
#: Whether a marking is as wanted: 0 it is not, 1 it will do, 2 no other is better.
Fit = Callable[[int], int]


@frozen(eq=False, kw_only=True)
class Found:
    """What a search came to.

    Attributes:
        marking: The best that fits; None: none was found.
        steps: The closings that lead there.
        cut: Whether the search came to its bound before its end.
    """

    marking: int | None = None
    steps: tuple[Step, ...] = ()
    cut: bool = False


@frozen(eq=False, kw_only=True)
class Search:
    """A search for a marking in which exactly some stages are open.

    Attributes:
        wanted: The stages that are to be open, as bits.
        closable: Those that may be closed on the way, as bits.
        chosen: The outcomes that were chosen at stages; they are tried first.
        fit: How well a marking fits in which just these are open.
        most: So many markings are looked at.
    """

    nearby: Nearby
    wanted: int
    closable: int
    chosen: Mapping[str, frozenset[str]] = field(factory=dict)
    fit: Fit
    most: int = MOST

    def run(self) -> Found:
        """Search in depth, by the outcomes of the history first."""
        net = self.nearby.net
        open_now = sum(
            net.unit(place) for place in range(len(net.stages)) if self._wants(place)
        )
        first = net.started()
        came: dict[int, tuple[int, int, Closing] | None] = {first: None}
        ahead, found, cut = [first], None, False
        while ahead:
            marking = ahead.pop()
            if marking & net.open_fields == open_now and (how := self.fit(marking)):
                found = marking if found is None or how > 1 else found
                if how > 1:
                    break
            if len(came) > self.most:
                cut = True
                break
            for after, step in self._next(marking):
                if after not in came:
                    came[after] = step
                    ahead.append(after)
        return Found(marking=found, steps=tuple(self._steps(found, came)), cut=cut)

    def _wants(self, place: int) -> bool:
        return bool(self.wanted >> place & 1)

    def _next(self, marking: int) -> Iterator[tuple[int, tuple[int, int, Closing]]]:
        """Yield the markings to go on to, the likeliest last."""
        net = self.nearby.net
        if net.is_leaf(marking):
            return
        for stage in self._closed_next(net.open_in(marking)):
            for closing in self._closings(stage):
                yield net.closed(marking, stage, closing), (marking, stage, closing)

    def _closed_next(self, open_: list[int]) -> list[int]:
        """Return which open stages are closed next; none where there is no hope."""
        after = self.nearby.after
        missing, hope, unwanted = self.wanted, 0, None
        for stage in open_:
            missing &= ~(1 << stage)
            hope |= after[stage]
            if unwanted is None and not self._wants(stage):
                unwanted = stage
        if missing & ~hope:
            return []
        if unwanted is not None:
            return [unwanted] if self.closable >> unwanted & 1 else []
        towards = missing & -missing
        return [
            stage
            for stage in open_
            if self.closable >> stage & 1
            and after[stage] >> stage & 1
            and (not towards or after[stage] & towards)
        ]

    def _closings(self, stage: int) -> list[Closing]:
        """Return the outcomes: ways back first, those of the history last."""
        net = self.nearby.net
        id_ = net.stages[stage]
        chosen = self.chosen.get(id_, frozenset())
        ways = zip(net.closings[stage], net.flow.stages[id_].ways, strict=True)
        ranked = [
            ((closing.outcome in chosen, not way.rework, -place), closing)
            for place, (closing, way) in enumerate(ways)
        ]
        ranked.sort(key=lambda one: one[0])
        return [closing for _rank, closing in ranked]

    def _steps(
        self,
        marking: int | None,
        came: Mapping[int, tuple[int, int, Closing] | None],
    ) -> list[Step]:
        stages = self.nearby.net.stages
        told: list[Step] = []
        step = None if marking is None else came[marking]
        while step is not None:
            told.append((stages[step[1]], step[2].outcome))
            step = came[step[0]]
        told.reverse()
        return told


def reachable_with(
    new: Template,
    open_: Iterable[str],
    marks: Iterable[Mark] | None = None,
    finished: Mapping[str, frozenset[str]] | None = None,
    most: int = MOST,
) -> Marking | NotDecided | None:
    """Return a reachable marking in which exactly these stages are open.

    Args:
        new: The template.
        open_: The stages.
        marks: Those that lie on ways; None: whichever.
        finished: Only these may have been closed before it, with the outcomes that were
            chosen; None: any.
        most: So many markings are looked at.

    Returns:
        The marking, None where there is none, or that it was not decided.
    """
    nearby = Nearby.of(new)
    wanted = tuple(open_)
    exact = None if marks is None else nearby.marks_in_numbers(marks)
    twice = len(set(wanted)) < len(wanted)
    unknown = not nearby.net.number.keys() >= set(wanted)
    if unknown or twice or (marks is not None and exact is None):
        return None
    found = Search(
        nearby=nearby,
        wanted=nearby.bits(wanted),
        closable=nearby.every if finished is None else nearby.bits(finished),
        chosen=finished or {},
        fit=lambda marking: 2 if exact in {None, nearby.only_marks(marking)} else 0,
        most=most,
    ).run()
    if found.marking is not None:
        return nearby.in_words(found.marking)
    return NOT_DECIDED if found.cut else None
