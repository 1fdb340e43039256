"""Histories of processes as event logs tell them: starts and completions of stages.

A stage run is a start and the completion that follows it. Most logs tell completions
only; then the template says when the stage opened: with the closing that led to it.
Days are those of Budapest, whatever offset the log was written with.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import define, field, frozen

from cselekvo.domain.budapest import day_in_budapest
from cselekvo.domain.identifiers import ProcessId, StageRunId
from cselekvo.domain.process import Closing, StageRun
from cselekvo.domain.template import Way
from cselekvo.domain.vocabulary import fold
from cselekvo.exchange.eventlog.model import Event
from cselekvo.rules.course import Course, Lying, closing
from cselekvo.rules.transitions import Flow

#: What the transitions of the standard lifecycle mean for a stage. Source: IEEE 1849,
#: lifecycle extension; others (assigned, suspended, resumed) are no step of a process.
STARTS: Final = frozenset({"start"})
CLOSINGS: Final = {
    "": Closing.DONE,
    "complete": Closing.DONE,
    "manualskip": Closing.SKIPPED,
    "autoskip": Closing.SKIPPED,
    "ate_abort": Closing.CANCELLED,
    "pi_abort": Closing.CANCELLED,
    "withdraw": Closing.CANCELLED,
}


@frozen
class Meaning:
    """The stage and the outcome that an activity means; no stage: it is left out."""

    stage: str
    outcome: str = ""


@frozen(kw_only=True)
class Activities:
    """What the activities of a log mean.

    Attributes:
        mapped: By the folded name of the activity, as a person said.
        stages: The ids of the template's stages, by folded id or title.
        outcomes: Where an event may say what was chosen.
    """

    mapped: Mapping[str, Meaning]
    stages: Mapping[str, str]
    outcomes: Sequence[str]

    @classmethod
    def of(
        cls, flow: Flow, mapped: Mapping[str, Meaning], outcomes: Sequence[str]
    ) -> "Activities":
        """Return the names of a template's stages; an id goes before a title."""
        stages: dict[str, str] = {}
        for stage in flow.stages.values():
            for title in (stage.title.hu, stage.title.en):
                stages.setdefault(fold(title), stage.id)
        stages |= {fold(id_): id_ for id_ in flow.stages}
        folded = {fold(name): one for name, one in mapped.items()}
        return cls(mapped=folded, stages=stages, outcomes=outcomes)

    def meaning(self, event: Event) -> Meaning:
        """Return what an event means; an unknown stage stays as it is written."""
        said = self.mapped.get(fold(event.activity))
        outcome = first_said(event.others, self.outcomes)
        if said is not None:
            return Meaning(said.stage, said.outcome or outcome)
        named = event.others.get("stage") or event.activity
        return Meaning(self.stages.get(fold(named), named), outcome)


def first_said(others: Mapping[str, str], keys: Iterable[str]) -> str:
    """Return the first of some attributes that is there and not empty."""
    return next((said for key in keys if (said := others.get(key, "").strip())), "")


@define(kw_only=True)
class Told:
    """A stage run as a log tells it; lines: of its start and of its closing."""

    stage: str
    opened: date | None
    closed: date | None = None
    closing: Closing | None = None
    outcome: str = ""
    line: int


@frozen(kw_only=True)
class Case:
    """What a log tells of a process.

    Attributes:
        first: The day of its first event.
        runs: In the order in which they were started or, untold, closed.
        passed_over: Events whose transition is no step of a process.
    """

    name: str
    first: date
    runs: Sequence[Told]
    passed_over: int
    line: int


def case_of(name: str, events: Iterable[Event], names: Activities) -> Case | None:
    """Return what the events of a case tell, in order of time; None: nothing.

    Args:
        name: The name of the case.
        events: Each has a time.
        names: What its activities mean.
    """
    timed = [(one.at, one) for one in events if one.at is not None]
    ordered = [one for _, one in sorted(timed, key=lambda pair: pair[0])]
    steps = [(one, said) for one in ordered if (said := names.meaning(one)).stage]
    if not steps:
        return None
    reading = _Reading()
    for event, said in steps:
        reading.take(event, said)
    first = steps[0][0]
    return Case(
        name=name,
        first=_day(first),
        runs=reading.runs,
        passed_over=reading.passed_over,
        line=first.line,
    )


def _day(event: Event) -> date:
    assert event.at is not None  # noqa: S101 - only events with a time are taken
    return day_in_budapest(event.at)


@define
class _Reading:
    runs: list[Told] = field(factory=list)
    passed_over: int = 0

    def take(self, event: Event, said: Meaning) -> None:
        transition = event.transition.strip().lower()
        if transition in STARTS:
            self.runs.append(
                Told(stage=said.stage, opened=_day(event), line=event.line)
            )
            return
        how = CLOSINGS.get(transition)
        if how is None:
            self.passed_over += 1
            return
        run = self._open(said.stage)
        if run is None:
            run = Told(stage=said.stage, opened=None, line=event.line)
            self.runs.append(run)
        run.closed, run.closing, run.line = _day(event), how, event.line
        run.outcome = "" if how is Closing.CANCELLED else said.outcome

    def _open(self, stage: str) -> Told | None:
        """Return the earliest run of a stage that was started and is open still."""
        for run in self.runs:
            if run.stage == stage and run.closed is None:
                return run
        return None


def open_by_template(
    flow: Flow, case: Case, known: Sequence[StageRun], started: date
) -> None:
    """Fill in when the runs were opened of which the log tells the closing only.

    Args:
        flow: Of the template.
        case: What the log tells; changed in place.
        known: The runs of the process that are known already.
        started: The day the process started.
    """
    opened: dict[str, list[date]] = {}
    for one in sorted(known, key=lambda run: (run.opened, run.closed or date.max)):
        opened.setdefault(one.stage, []).append(one.opened)
    by_template = _openings(flow, case.runs, started)
    met: dict[str, int] = {}
    for run in case.runs:
        number = met[run.stage] = met.get(run.stage, -1) + 1
        if run.opened is not None or run.closed is None:
            continue
        days = [*opened.get(run.stage, ())]
        days += by_template.get(run.stage, [])[len(days) :]
        told = days[number] if number < len(days) else run.closed
        run.opened = min(told, run.closed)


def _openings(flow: Flow, runs: Sequence[Told], started: date) -> dict[str, list[date]]:
    """Return the days on which the closings of a case open which stage."""
    opened = {flow.start: [started]}
    lying: tuple[Lying, ...] = ()
    closed = [run for run in runs if run.closed is not None]
    for number, run in enumerate(sorted(closed, key=lambda one: one.closed or started)):
        outcomes = [way.outcome for way in _ways(flow, run.stage)]
        if run.closing is Closing.CANCELLED or run.outcome not in outcomes:
            continue
        made = _as_run(run, number, started)
        move = closing(flow, Course(open=(made,), lying=lying), made, run.outcome)
        lying = move.lying
        for one in move.opened:
            opened.setdefault(one.stage, []).append(run.closed or started)
    return opened


def _ways(flow: Flow, stage: str) -> Sequence[Way]:
    known = flow.stages.get(stage)
    return () if known is None else known.ways


def _as_run(run: Told, number: int, started: date) -> StageRun:
    """Return a run as the template is followed with; it is never written."""
    return StageRun(
        id=StageRunId(f"n-{number}"),
        process=ProcessId("n"),
        stage=run.stage,
        opened=run.opened or started,
    )
