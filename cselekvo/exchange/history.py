"""Making whole the history of each process whose stages a sheet brings.

Rows that name the runs before them are an export of ours, and taken as they are. A
history without causes is followed through the template of its process.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import cast

from cselekvo.actions.methods import running
from cselekvo.domain.identifiers import StageRunId
from cselekvo.domain.process import Closing, Process, StageRun
from cselekvo.exchange.kinds import Settled, Taken
from cselekvo.findings import Finding
from cselekvo.ports import Work
from cselekvo.rules.course import Opening, read_lying
from cselekvo.rules.histories import (
    History,
    Make,
    cannot_follow,
    not_opened,
    opened_early,
    stages_added,
    still_going,
    tell,
)
from cselekvo.rules.transitions import Flow

#: The rows of one process, each with its number among all.
Group = list[tuple[int, Taken]]
Told = list[tuple[int, Finding, str]]


def settle_runs(work: Work, taken: Sequence[Taken]) -> Iterator[Settled]:
    """Yield what is to be written for each process that needs it, and what is wrong."""
    groups: dict[str, Group] = {}
    for number, one in enumerate(taken):
        groups.setdefault(_run(one).process, []).append((number, one))
    for id_, group in groups.items():
        process = work.one(Process, id_)
        runs = work.facts(StageRun, process=process.id)
        flow = running(work, process.template).flow
        if _needs_telling(flow, process, runs, group):
            yield _settled(work, flow, process, runs, group)


def _run(taken: Taken) -> StageRun:
    return cast("StageRun", taken.fact)


def _needs_telling(
    flow: Flow, process: Process, runs: Sequence[StageRun], group: Group
) -> bool:
    """Return whether rows bring runs without causes, or close known ones by hand."""
    changed = [one for _, one in group if one.changed]
    if any(one.row.values.get("after") is None for one in changed):
        return True
    reclosed = any(_is_reclosed(one) for one in changed)
    return reclosed and not _holds_together(flow, process, runs)


def _is_reclosed(taken: Taken) -> bool:
    """Return whether a row changed how a run that was known has been closed."""
    if taken.before is None:
        return False
    before, run = cast("StageRun", taken.before), _run(taken)
    return (before.stage, before.closed, before.closing, before.outcome) != (
        *(run.stage, run.closed, run.closing, run.outcome),
    )


def _holds_together(flow: Flow, process: Process, runs: Sequence[StageRun]) -> bool:
    """Return whether each closing opened what it had to, and nothing else did."""
    closed = {run.id for run in runs if run.closed is not None}
    if any(not closed.issuperset(run.after.split()) for run in runs):
        return False
    followed = {(id_, run.stage) for run in runs for id_ in run.after.split()}
    followed |= {(one.run, one.mark.target) for one in read_lying(process.waiting)}
    for run in runs:
        if run.closing not in {Closing.DONE, Closing.SKIPPED}:
            continue
        if run.stage not in flow.stages:
            continue
        ways = {way.outcome: way for way in flow.stages[run.stage].ways}
        way = ways.get(run.outcome)
        if way is None or any((run.id, one) not in followed for one in way.stages):
            return False
    is_over = all(run.closed is not None for run in runs)
    return is_over is (process.ended is not None)


def _settled(
    work: Work, flow: Flow, process: Process, runs: Sequence[StageRun], group: Group
) -> Settled:
    """Follow the runs through the template, without those that cannot stand."""
    by_id: dict[str, StageRun] = {run.id: run for run in runs}
    make = partial(_made, work, process)
    left, told = dict(group), list[tuple[int, Finding, str]]()
    while left:
        history = _told(flow, process, by_id, make)
        found, refused = _wrong(flow, process, history, left)
        told += found
        if history is not None and not refused:
            told += _remarks(flow, history, left)
            return Settled(
                told=tuple(told),
                refused=frozenset(number for number, _ in group) - set(left),
                facts=tuple(_changes(history, process, by_id)),
            )
        for number in refused:
            _as_before(by_id, left.pop(number))
    return Settled(told=tuple(told), refused=frozenset(number for number, _ in group))


def _told(
    flow: Flow, process: Process, by_id: dict[str, StageRun], make: Make
) -> History | None:
    """Return the history; None where an outcome is none of the template's."""
    for run in by_id.values():
        stage = flow.stages.get(run.stage)
        is_done = run.closing in {Closing.DONE, Closing.SKIPPED}
        outcomes = () if stage is None else [way.outcome for way in stage.ways]
        if stage is not None and is_done and run.outcome not in outcomes:
            return None
    return tell(flow, process, by_id.values(), make)


def _made(work: Work, process: Process, opening: Opening, on: date) -> StageRun:
    return StageRun(
        id=StageRunId(work.new_id(StageRun)),
        process=process.id,
        stage=opening.stage,
        opened=on,
        after=" ".join(opening.after),
    )


def _as_before(by_id: dict[str, StageRun], taken: Taken) -> None:
    """Leave out what a row brought."""
    if taken.before is None:
        del by_id[taken.fact.id]
    else:
        by_id[taken.fact.id] = cast("StageRun", taken.before)


def _wrong(
    flow: Flow, process: Process, history: History | None, left: dict[int, Taken]
) -> tuple[Told, list[int]]:
    """Return what the template speaks against, and the rows that cannot stand for it.

    Where it is none of the rows themselves, none of them can be taken.
    """
    first = next(iter(left))
    if history is None:
        return [(first, cannot_follow(process), "process")], list(left)
    if history.goes_on and not history.wrong:
        going = still_going(flow, history, process)
        return [(first, going, "process")], list(left)
    at = {one.fact.id: number for number, one in left.items()}
    wrong = {at[run.id]: run for run in history.wrong if run.id in at}
    if wrong or not history.wrong:
        told = [(at, not_opened(flow, run), "stage") for at, run in wrong.items()]
        return told, list(wrong)
    return [(first, not_opened(flow, history.wrong[0]), "stage")], list(left)


def _remarks(flow: Flow, history: History, left: dict[int, Taken]) -> Told:
    """Return what should be looked at in a history that can stand."""
    at = {one.fact.id: number for number, one in left.items()}
    by_id: dict[str, StageRun] = {run.id: run for run in history.runs}
    told = [
        (at[run.id], finding, "opened")
        for run in history.runs
        if run.id in at
        for finding in opened_early(flow, run, by_id)
    ]
    first = next(iter(left))
    return [*told, *((first, one, "process") for one in stages_added(flow, history))]


def _changes(
    history: History, process: Process, by_id: dict[str, StageRun]
) -> Iterator[Process | StageRun]:
    """Yield what is otherwise than it was written."""
    for run in history.runs:
        if by_id.get(run.id) != run:
            yield run
    if history.process != process:
        yield history.process
