"""The course of a process: its open runs, what waits, and what closing a run does.

A mark that lies before a stage which waits for others keeps the run that put it there,
so that each opening can be told by its causes.
"""

import json
from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from cselekvo.domain.process import Closing, StageRun
from cselekvo.rules.transitions import Flow, Mark, Marking


@frozen(order=True)
class Lying:
    """A mark that no stage has taken yet, and the run whose closing put it there."""

    mark: Mark
    run: str


@frozen(kw_only=True)
class Course:
    """Where a process is.

    Attributes:
        open: Its open runs.
        lying: The marks before stages that wait for others.
    """

    open: tuple[StageRun, ...]
    lying: tuple[Lying, ...] = ()

    @property
    def marking(self) -> Marking:
        """Return the same as a state of the template."""
        return Marking(
            open=tuple(sorted(run.stage for run in self.open)),
            marks=tuple(sorted(one.mark for one in self.lying)),
        )


@frozen(kw_only=True)
class Opening:
    """A stage whose turn comes, and the ids of the runs whose closing opens it."""

    stage: str
    after: tuple[str, ...]


@frozen(kw_only=True)
class Move:
    """What closing a run does.

    Attributes:
        opened: The stages that open.
        lying: The marks that lie afterwards.
        ended: Whether nothing is open any more.
    """

    opened: tuple[Opening, ...]
    lying: tuple[Lying, ...]
    ended: bool


def read_lying(text: str) -> tuple[Lying, ...]:
    """Return the marks that a process keeps as JSON."""
    if not text:
        return ()
    return tuple(
        Lying(Mark(source, outcome, target), run)
        for source, outcome, target, run in json.loads(text)
    )


def lying_text(lying: Iterable[Lying]) -> str:
    """Return marks as a process keeps them: canonical JSON; empty: none."""
    rows = [
        [m.source, m.outcome, m.target, one.run] for one in lying if (m := one.mark)
    ]
    rows.sort()
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def closing(flow: Flow, course: Course, run: StageRun, outcome: str) -> Move:
    """Return what closing an open run with an outcome does.

    Raises:
        KeyError: The stage has no such outcome.
    """
    way = flow.way(run.stage, outcome)
    lying = list(course.lying)
    opened: list[Opening] = []
    for target in dict.fromkeys(way.stages):
        if not flow.waits(way, target):
            opened.append(Opening(stage=target, after=(run.id,)))
            continue
        lying.append(Lying(Mark(run.stage, outcome, target), run.id))
        taken = _complete(flow, target, lying)
        if taken:
            for one in taken:
                lying.remove(one)
            causes = dict.fromkeys(one.run for one in taken)
            opened.append(Opening(stage=target, after=tuple(causes)))
    others = [one for one in course.open if one.id != run.id]
    return Move(
        opened=tuple(opened),
        lying=tuple(sorted(lying)),
        ended=not opened and not others,
    )


def _complete(flow: Flow, target: str, lying: Iterable[Lying]) -> list[Lying]:
    """Return the marks that a stage takes when it opens; none: it waits still."""
    there: dict[Mark, Lying] = {}
    for one in lying:
        there.setdefault(one.mark, one)
    awaited = flow.awaited[target]
    if any(mark not in there for mark in awaited):
        return []
    return [there[mark] for mark in awaited]


@frozen(kw_only=True)
class Return:
    """What undoing a closing does.

    Attributes:
        withdrawn: The runs that the closing opened.
        lying: The marks that lie afterwards.
        obstacles: Runs it opened that are closed already, so that it cannot be undone.
        lost: Marks that would have to lie on ways which the template has no longer.
    """

    withdrawn: tuple[StageRun, ...]
    lying: tuple[Lying, ...]
    obstacles: tuple[StageRun, ...]
    lost: tuple[Mark, ...]


def reopening(
    flow: Flow, course: Course, run: StageRun, runs: Iterable[StageRun]
) -> Return:
    """Return what undoing the closing of a run does.

    Args:
        flow: Of the process's template.
        course: Where the process is.
        run: The closed run.
        runs: All runs of the process.
    """
    by_id: dict[str, StageRun] = {one.id: one for one in runs}
    opened = [one for one in by_id.values() if run.id in one.after.split()]
    lying = [one for one in course.lying if one.run != run.id]
    lost: list[Mark] = []
    for one in opened:
        for cause in one.after.split():
            if cause == run.id or cause not in by_id:
                continue
            before = by_id[cause]
            mark = Mark(before.stage, before.outcome, one.stage)
            if mark in flow.awaited.get(one.stage, ()):
                lying.append(Lying(mark, cause))
            else:
                lost.append(mark)
    return Return(
        withdrawn=tuple(opened),
        lying=tuple(sorted(lying)),
        obstacles=tuple(one for one in opened if one.closed is not None),
        lost=tuple(lost),
    )


@frozen(kw_only=True)
class Told:
    """A history as the template tells it: the runs with their causes, and what lies.

    Attributes:
        runs: In the order in which they were opened.
        missing: Openings that the template makes and no run of the history is.
        wrong: Runs that the template would not have opened then.
    """

    runs: tuple[StageRun, ...]
    lying: tuple[Lying, ...]
    missing: tuple[Opening, ...] = ()
    wrong: tuple[StageRun, ...] = ()


def told_again(flow: Flow, runs: Iterable[StageRun]) -> Told:
    """Follow a history through the template: which closing opened which run.

    Runs are closed in the order of their days; those of one day in the order in which
    the template lets them be closed. Runs that are given without their causes, as
    sheets and event logs give them, get them.

    Args:
        flow: Of the template.
        runs: All runs of a process, in any order.
    """
    return _History(flow, runs).told()


class _History:
    def __init__(self, flow: Flow, runs: Iterable[StageRun]) -> None:
        self._flow = flow
        self._left = sorted(runs, key=lambda run: (run.opened, _last(run), run.id))
        self._open: list[StageRun] = []
        self._done: list[StageRun] = []
        self._lying: tuple[Lying, ...] = ()
        self._missing: list[Opening] = []

    def told(self) -> Told:
        self._take(Opening(stage=self._flow.start, after=()))
        while (run := self._next()) is not None:
            self._close(run)
        runs = [*self._done, *self._open]
        runs.sort(key=lambda run: (run.opened, _last(run), run.id))
        return Told(
            runs=tuple(runs),
            lying=self._lying,
            missing=tuple(self._missing),
            wrong=tuple(self._left),
        )

    def _next(self) -> StageRun | None:
        closed = [run for run in self._open if run.closed is not None]
        return min(
            closed, key=lambda run: (_last(run), run.opened, run.id), default=None
        )

    def _close(self, run: StageRun) -> None:
        self._open.remove(run)
        self._done.append(run)
        if run.closing is Closing.CANCELLED:
            return
        course = Course(open=(run, *self._open), lying=self._lying)
        move = closing(self._flow, course, run, run.outcome)
        self._lying = move.lying
        for opening in move.opened:
            self._take(opening)

    def _take(self, opening: Opening) -> None:
        """Find the run that an opening is: the first of its stage that is left."""
        for run in self._left:
            if run.stage == opening.stage:
                self._left.remove(run)
                self._open.append(evolve(run, after=" ".join(opening.after)))
                return
        self._missing.append(opening)


def _last(run: StageRun) -> date:
    return run.closed or date.max
