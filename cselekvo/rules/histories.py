"""Histories that come without their causes, as sheets made by hand give them.

The template says which closing opened which run, what waits still, and whether the
process has ended. What the template would not have done is found, never mended.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from attrs import evolve, frozen

from cselekvo.domain.named import Named
from cselekvo.domain.process import Closing, Ending, Process, StageRun
from cselekvo.findings import Finding, Severity
from cselekvo.rules.course import Opening, Told, lying_text, told_again
from cselekvo.rules.transitions import Flow

#: Makes the run of an opening from a day on.
Make = Callable[[Opening, date], StageRun]


class HistoryCode(Enum):
    """What can be found in the history of a process."""

    NOT_OPENED = "history-stage-not-opened"
    OPENED_EARLY = "history-stage-opened-early"
    GOES_ON = "history-goes-on"
    NOT_FOLLOWED = "history-not-followed"
    NOT_CLOSED = "history-stage-not-closed"
    STAGES_ADDED = "history-stages-added"
    NOTHING_OPEN = "history-nothing-open"
    WITHOUT_RUNS = "history-without-stages"


@frozen(kw_only=True)
class History:
    """A process with its runs as its template tells them.

    Attributes:
        process: With what waits, and with its end.
        runs: With their causes; those that the template opened and nobody told too.
        added: Of these, the ones that nobody told.
        wrong: Runs that the template would not have opened.
        goes_on: The stages in which a process goes on that is said to have ended.
    """

    process: Process
    runs: tuple[StageRun, ...]
    added: tuple[StageRun, ...] = ()
    wrong: tuple[StageRun, ...] = ()
    goes_on: tuple[str, ...] = ()


def tell(flow: Flow, process: Process, runs: Iterable[StageRun], make: Make) -> History:
    """Follow the history of a process through its template.

    Args:
        flow: Of its template.
        process: Whose.
        runs: All its runs.
        make: Makes the run of a stage that the template opens and nobody told.
    """
    told = told_again(flow, runs)
    broken_off = _broken_off(process, told)
    if broken_off is not None:
        kept = [_closed(run, broken_off) for run in told.runs]
        ended = evolve(process, ended=broken_off, ending=Ending.CANCELLED, waiting="")
        return History(process=ended, runs=tuple(kept), wrong=told.wrong)
    closed: dict[str, date | None] = {run.id: run.closed for run in told.runs}
    added = [make(one, _opened(one, closed, process)) for one in told.missing]
    every = [*told.runs, *added]
    going = [run.stage for run in every if run.closed is None]
    last = max((run.closed for run in every if run.closed is not None), default=None)
    after = evolve(
        process,
        waiting=lying_text(told.lying),
        ended=None if going else last,
        ending=None if going else Ending.COMPLETED,
    )
    return History(
        process=after,
        runs=tuple(every),
        added=tuple(added),
        wrong=told.wrong,
        goes_on=tuple(going) if process.ending is not None else (),
    )


def _broken_off(process: Process, told: Told) -> date | None:
    """Return the day on which a process was broken off, if it was."""
    cancelled = [
        run.closed
        for run in told.runs
        if run.closing is Closing.CANCELLED and run.closed is not None
    ]
    if process.ending is Ending.CANCELLED:
        return process.ended
    return max(cancelled, default=None)


def _closed(run: StageRun, on: date) -> StageRun:
    if run.closed is not None:
        return run
    return evolve(run, closed=max(on, run.opened), closing=Closing.CANCELLED)


def _opened(
    opening: Opening, closed: Mapping[str, date | None], process: Process
) -> date:
    """Return the day on which the last cause of an opening was closed."""
    days = [day for id_ in opening.after if (day := closed.get(id_)) is not None]
    return max(days, default=process.started)


def _named(flow: Flow, stage: str) -> Named:
    known = flow.stages.get(stage)
    return Named(stage) if known is None else Named.of(known)


def not_opened(flow: Flow, run: StageRun) -> Finding:
    """Find that the template would not have opened a run."""
    values = {"stage": _named(flow, run.stage), "on": run.opened}
    return Finding(HistoryCode.NOT_OPENED, subject=run.process, values=values)


def cannot_follow(process: Process) -> Finding:
    """Find that a history has choices which the template does not know any more."""
    values = {"template": process.template}
    return Finding(HistoryCode.NOT_FOLLOWED, subject=process.id, values=values)


def opened_early(
    flow: Flow, run: StageRun, runs: Mapping[str, StageRun]
) -> Iterator[Finding]:
    """Find that a run was opened before what it waited for was closed.

    Args:
        flow: Of the template.
        run: With its causes.
        runs: Those of its process, by their ids.
    """
    for cause in (runs[id_] for id_ in run.after.split() if id_ in runs):
        if cause.closed is not None and run.opened < cause.closed:
            yield Finding(
                HistoryCode.OPENED_EARLY,
                subject=run.process,
                severity=Severity.WARNING,
                values={
                    "stage": _named(flow, run.stage),
                    "on": run.opened,
                    "cause": _named(flow, cause.stage),
                    "closed": cause.closed,
                },
            )


def still_going(flow: Flow, history: History, given: Process) -> Finding:
    """Find that a process is said to have ended which goes on by its template."""
    stages = [_named(flow, one) for one in history.goes_on]
    values = {"ended": given.ended, "stages": stages}
    return Finding(HistoryCode.GOES_ON, subject=given.id, values=values)


def stages_added(flow: Flow, history: History) -> Iterator[Finding]:
    """Tell which stages the template opened that nobody told."""
    if history.added:
        yield Finding(
            HistoryCode.STAGES_ADDED,
            subject=history.process.id,
            severity=Severity.NOTE,
            values={"stages": [_named(flow, run.stage) for run in history.added]},
        )
