"""The rounds of a process: its runs, when they were closed, and their evidence."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import frozen

from cselekvo.domain.process import Evidence, Hold, Process, StageRun
from cselekvo.domain.template import Criterion, Words
from cselekvo.ports import Reader, Version
from cselekvo.reports.processes.process_methods import Methods
from cselekvo.rules.clock import Clock, clock_of, rests_of


@frozen(kw_only=True)
class Recorded:
    """When something was recorded, and by whom; for readers of the journal."""

    seq: int
    at: datetime
    by: str


@frozen(kw_only=True)
class Round:
    """A run of a stage as it was on the day.

    Attributes:
        number: Which round of its stage it is, from 1.
        is_closed: Whether it was closed by the day.
        recorded: When its closing was recorded; None: it is open, or the reader may
            not read the journal.
    """

    run: StageRun
    title: Words
    number: int
    clock: Clock
    is_closed: bool
    outcome: Words | None = None
    recorded: Recorded | None = None


@frozen(kw_only=True)
class Given:
    """An evidence with its stage and its criterion; None: no version has it now."""

    evidence: Evidence
    round: Round
    criterion: Criterion | None


def rounds_of(
    reader: Reader,
    methods: Methods,
    process: Process,
    runs: list[StageRun],
    holds: list[Hold],
) -> tuple[Round, ...]:
    """Return the runs in the order of their opening, the rounds of a stage counted."""
    rests = rests_of(holds, reader.on)
    runs.sort(key=lambda run: (run.opened, run.closed is None, run.closed, run.id))
    counts: dict[str, int] = {}
    numbers = {}
    for run in runs:
        counts[run.stage] = numbers[run.id] = counts.get(run.stage, 0) + 1
    recorded = _recorded(reader, process)
    outcomes = methods.running(process.template).method.outcomes
    made = []
    for run in runs:
        stage = methods.stage(process.template, run.stage)
        closed = run.closed is not None and run.closed <= reader.on
        chosen = outcomes.get(run.outcome, Words(run.outcome)) if run.outcome else None
        made.append(
            Round(
                run=run,
                title=methods.title(process.template, run.stage),
                number=numbers[run.id],
                clock=clock_of(
                    run, None if stage is None else stage.duration, rests, reader.on
                ),
                is_closed=closed,
                outcome=chosen if closed else None,
                recorded=recorded.get(run.id) if closed else None,
            )
        )
    return tuple(made)


def _recorded(reader: Reader, process: Process) -> dict[str, Recorded]:
    """Return by run when its closing was recorded, for a reader of the journal."""
    if not reader.scope.journal:
        return {}
    entries = {}
    for id_, seq in _closings(reader.versions(StageRun, process=process.id)).items():
        entry = reader.entry(seq)
        by = entry.actor_name or entry.actor
        entries[id_] = Recorded(seq=seq, at=entry.instant, by=by)
    return entries


def _closings(versions: Iterable[Version]) -> dict[str, int]:
    """Return by run the entry that closed it, if it is still closed."""
    found: dict[str, int] = {}
    for version in versions:
        run = version.fact
        if not isinstance(run, StageRun):
            continue
        if run.closed is None:
            found.pop(run.id, None)
        else:
            found.setdefault(run.id, version.seq_from)
    return found


def evidence_of(
    reader: Reader, methods: Methods, process: Process, rounds: Sequence[Round]
) -> tuple[Given, ...]:
    """Return the evidence of a process by the reader's day, in the order of days."""
    by_run = {one.run.id: one for one in rounds}
    given = []
    for one in reader.facts(Evidence, run=list(by_run)):
        if one.on > reader.on:
            continue
        of = by_run[one.run]
        stage = methods.stage(process.template, of.run.stage)
        criteria = () if stage is None else stage.exit_criteria
        criterion = next((each for each in criteria if each.id == one.criterion), None)
        given.append(Given(evidence=one, round=of, criterion=criterion))
    given.sort(key=lambda one: (one.evidence.on, one.evidence.id))
    return tuple(given)
