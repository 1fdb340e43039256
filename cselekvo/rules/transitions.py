"""How a process goes from state to state: what closing a stage opens (DESIGN 5).

Closing a stage puts one mark on each chosen way. A stage that opens on all waits for
one mark on every way that leads in, ways back excepted, and takes them; one that opens
on any opens on each mark. A way back opens its stage at once. The process ends when no
stage is open.

A way is a stage, the outcome chosen there and the stage led to: where two outcomes of
one stage lead to the same stage, these are two ways.
"""

from collections.abc import Iterable, Mapping
from typing import Self

from attrs import frozen

from cselekvo.domain.template import Opens, Stage, Template, Way


@frozen(order=True)
class Mark:
    """A mark on a way, or the way itself; no outcome: its source offers no choice."""

    source: str
    outcome: str
    target: str


@frozen
class Marking:
    """A state of a process: what is open, and what lies on the ways.

    Attributes:
        open: The open stages in order; one that is open twice stands here twice.
        marks: The marks that no stage has taken, in order, each as often as it lies.
    """

    open: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def ended(self) -> bool:
        """Return whether no stage is open."""
        return not self.open


@frozen(eq=False)
class Flow:
    """The stages of a template and what each waits for, found once for many closings.

    Attributes:
        stages: By id.
        awaited: The ways on each of which a stage needs a mark; only those of stages
            that open on all.
    """

    start: str
    stages: Mapping[str, Stage]
    awaited: Mapping[str, tuple[Mark, ...]]

    @classmethod
    def of(cls, template: Template) -> Self:
        """Return the flow of a template."""
        stages = {stage.id: stage for stage in template.stages}
        awaited: dict[str, dict[Mark, None]] = {}
        for stage, way, target in template.ways():
            if not way.rework and stages[target].opens is Opens.ALL:
                way_in = Mark(stage.id, way.outcome, target)
                awaited.setdefault(target, {})[way_in] = None
        return cls(
            start=template.start,
            stages=stages,
            awaited={target: tuple(ways) for target, ways in awaited.items()},
        )

    def way(self, stage: str, outcome: str) -> Way:
        """Return the way that is chosen by an outcome, an empty one without choice.

        Raises:
            KeyError: There is no such stage, or no such outcome.
        """
        for way in self.stages[stage].ways:
            if way.outcome == outcome:
                return way
        raise KeyError(outcome)

    def waits(self, way: Way, target: str) -> bool:
        """Return whether this way leaves a mark; if not, it opens the stage at once."""
        return not way.rework and self.stages[target].opens is Opens.ALL

    def started(self) -> Marking:
        """Return the state in which a process begins."""
        return Marking(open=(self.start,))

    def opened_by(self, marking: Marking, stage: str, outcome: str = "") -> Marking:
        """Return the state after a stage was closed.

        Raises:
            KeyError: There is no such stage, or no such outcome.
            ValueError: The stage is not open.
        """
        way = self.way(stage, outcome)
        opened, marks = list(marking.open), list(marking.marks)
        opened.remove(stage)
        for target in dict.fromkeys(way.stages):
            if not self.waits(way, target):
                opened.append(target)
                continue
            marks.append(Mark(stage, outcome, target))
            if set(self.awaited[target]) <= set(marks):
                for taken in self.awaited[target]:
                    marks.remove(taken)
                opened.append(target)
        return Marking(open=tuple(sorted(opened)), marks=tuple(sorted(marks)))


def opened_by(
    template: Template, marking: Marking, stage: str, outcome: str = ""
) -> Marking:
    """Return the state after a stage was closed; `Flow` does it for many closings.

    Raises:
        KeyError: There is no such stage, or no such outcome.
        ValueError: The stage is not open.
    """
    return Flow.of(template).opened_by(marking, stage, outcome)


def replayed(flow: Flow, closings: Iterable[tuple[str, str]]) -> Marking:
    """Return the state after closings, each a stage and its outcome, from the start."""
    marking = flow.started()
    for stage, outcome in closings:
        marking = flow.opened_by(marking, stage, outcome)
    return marking
