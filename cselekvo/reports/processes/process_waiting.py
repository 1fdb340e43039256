"""What waits for what in a process: stages come to on some of their ways only."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from cselekvo.domain.process import Process, StageRun
from cselekvo.domain.template import Words
from cselekvo.ports import Reader
from cselekvo.reports.processes.process_methods import Methods
from cselekvo.rules.course import Lying, read_lying, told_again


@frozen(kw_only=True)
class Waiting:
    """A stage that was come to on some of the ways that it waits for.

    Attributes:
        arrived: The titles of the stages that have marked it.
        missing: Those of the stages that have not.
    """

    stage: str
    title: Words
    arrived: tuple[Words, ...]
    missing: tuple[Words, ...]


def waiting_of(
    reader: Reader, methods: Methods, process: Process, runs: Sequence[StageRun]
) -> tuple[Waiting, ...] | None:
    """Return what waits for what on the reader's day; None: it cannot be told again.

    Args:
        reader: Who asks.
        methods: The templates.
        process: The process.
        runs: Its runs that had been opened by the day.
    """
    flow = methods.running(process.template).flow
    lying = read_lying(process.waiting)
    if _is_past(reader, process):
        told = _again(reader, methods, process, runs)
        if told is None:
            return None
        lying = told
    marks = {one.mark for one in lying}
    waiting = dict.fromkeys(one.target for one in sorted(marks))

    def titles(stages: Iterable[str]) -> tuple[Words, ...]:
        named = dict.fromkeys(stages)
        return tuple(methods.title(process.template, one) for one in named)

    return tuple(
        Waiting(
            stage=stage,
            title=methods.title(process.template, stage),
            arrived=titles(one.source for one in marks if one.target == stage),
            missing=titles(
                one.source for one in flow.awaited.get(stage, ()) if one not in marks
            ),
        )
        for stage in waiting
    )


def _is_past(reader: Reader, process: Process) -> bool:
    """Return whether something of a process happened after the day."""
    every = reader.facts(StageRun, process=process.id)
    return any(
        run.opened > reader.on or (run.closed is not None and run.closed > reader.on)
        for run in every
    )


def _again(
    reader: Reader, methods: Methods, process: Process, runs: Sequence[StageRun]
) -> tuple[Lying, ...] | None:
    """Return the marks that lay on a past day, by following the runs to it."""
    flow = methods.running(process.template).flow
    if any(run.stage not in flow.stages for run in runs):
        return None
    then = [
        run
        if run.closed is None or run.closed <= reader.on
        else evolve(run, closed=None, closing=None, outcome="")
        for run in runs
    ]
    told = told_again(flow, then)
    return None if told.missing or told.wrong else told.lying
