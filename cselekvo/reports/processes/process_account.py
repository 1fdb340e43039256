"""All that is known of one process on a day: criteria, rounds, evidence, what waits."""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen

from cselekvo.actions.counting import plans_of
from cselekvo.actions.courses import Now, parameters_of, standings_of
from cselekvo.domain.activity import Activity
from cselekvo.domain.plan import DevelopmentPlan
from cselekvo.domain.process import Hold, Process, ProcessState, StageRun
from cselekvo.ports import Reader
from cselekvo.reports.processes.process_methods import Methods
from cselekvo.reports.processes.process_rounds import (
    Given,
    Round,
    evidence_of,
    rounds_of,
)
from cselekvo.reports.processes.process_waiting import Waiting, waiting_of
from cselekvo.reports.processes.standing import OpenStage, Stand, Wanted, standings
from cselekvo.rules.course import Course
from cselekvo.rules.criteria import Standing


@frozen(kw_only=True)
class Parameter:
    """A parameter of the template, as it is for this process."""

    name: str
    value: int
    default: int


@frozen(kw_only=True, eq=False)
class ProcessAccount:
    """What is known of a process on a day.

    Attributes:
        on: The day.
        criteria: By the id of each open run, how it is with its exit criteria.
        waiting: None: it cannot be said for this day.
        rounds: All runs, in the order of their opening.
        activities: Those held by the day, and its plans of the day.
    """

    on: date
    stand: Stand
    methods: Methods
    parameters: tuple[Parameter, ...]
    criteria: Mapping[str, Sequence[Standing]]
    waiting: tuple[Waiting, ...] | None
    rounds: tuple[Round, ...]
    evidence: tuple[Given, ...]
    holds: tuple[Hold, ...]
    activities: tuple[Activity, ...]
    plans: tuple[DevelopmentPlan, ...]

    def missing(self, one: OpenStage) -> list[Standing]:
        """Return the exit criteria of an open stage that are not met."""
        return [each for each in self.criteria[one.run.id] if not each.is_met]


def process_account(reader: Reader, id_: str) -> ProcessAccount:
    """Return what is known of a process on the reader's day.

    Raises:
        NotFoundError: There is no such process for this reader.
    """
    process = reader.one(Process, id_)
    states = frozenset(ProcessState)
    wanted = Wanted(processes=frozenset({process.id}), states=states)
    found = standings(reader, wanted)
    (stand,), methods = found.stands, found.methods
    on, own = reader.on, process.id
    runs = [one for one in reader.facts(StageRun, process=own) if one.opened <= on]
    holds = sorted(reader.facts(Hold, process=own), key=lambda one: one.period.start)
    rounds = rounds_of(reader, methods, process, runs, holds)
    held = [
        one for one in reader.facts(Activity, process=own) if one.period.start <= on
    ]
    held.sort(key=lambda one: (one.period.start, one.id))
    plans = [one for one in plans_of(reader, process) if one.on is None or one.on <= on]
    return ProcessAccount(
        on=on,
        stand=stand,
        methods=methods,
        parameters=_parameters(methods, process),
        criteria=criteria_of(reader, methods, stand),
        waiting=waiting_of(reader, methods, process, runs),
        rounds=rounds,
        evidence=evidence_of(reader, methods, process, rounds),
        holds=tuple(one for one in holds if one.period.start <= on),
        activities=tuple(held),
        plans=tuple(plans),
    )


def _parameters(methods: Methods, process: Process) -> tuple[Parameter, ...]:
    own = parameters_of(process)
    defaults = methods.running(process.template).method.template.parameters
    return tuple(
        Parameter(name=name, value=own.get(name, default), default=default)
        for name, default in defaults.items()
    )


def criteria_of(
    reader: Reader, methods: Methods, stand: Stand
) -> dict[str, Sequence[Standing]]:
    """Return by run how it is with the exit criteria of a process's open stages."""
    course = Course(open=tuple(one.run for one in stand.open))
    running = methods.running(stand.version.id)
    at = Now(process=stand.process, running=running, course=course)
    return {
        one.run.id: standings_of(reader, at, one.run, reader.on)
        if at.has(one.run.stage)
        else []
        for one in stand.open
    }
