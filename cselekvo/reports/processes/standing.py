"""Where processes stand on a day: their open stages, what is due, what is late.

A few questions answer it for all of them together. A past day is asked of the records
as they are known: a stage that was closed later was open then.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, TypeVar

from attrs import define, field, frozen

from cselekvo.domain.process import Hold, Process, ProcessState, StageRun
from cselekvo.domain.published import TemplateVersion
from cselekvo.domain.template import Words
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Later, Reader
from cselekvo.reports.processes.process_methods import Methods
from cselekvo.reports.processes.unit_places import UnitPlace, unit_places
from cselekvo.rules.clock import Clock, Rests, clock_of, rests_of
from cselekvo.rules.tracking import state_on

T = TypeVar("T", StageRun, Hold)
#: Of processes in these states it is asked where they stand.
GOING: Final = frozenset({ProcessState.RUNNING, ProcessState.ON_HOLD})


@frozen(kw_only=True)
class Wanted:
    """Which processes are asked for; what is None or empty does not narrow them.

    Attributes:
        processes: Their ids.
        template: The id of a template, or of a version of it.
        counties: The ids of the counties their units lie in.
        units: The ids of their units.
        stage: A stage that is open.
        states: How it is with them on the day.
        late: Only those with a stage that is late.
    """

    processes: frozenset[str] | None = None
    template: str = ""
    counties: frozenset[str] | None = None
    units: frozenset[str] | None = None
    stage: str = ""
    states: Collection[ProcessState] = GOING
    late: bool = False


@frozen(kw_only=True)
class OpenStage:
    """A stage that is open on the day.

    Attributes:
        title: What the stage is called.
        role: Whose turn it is; None: the template names nobody.
    """

    run: StageRun
    title: Words
    clock: Clock
    role: Words | None = None


@frozen(kw_only=True)
class Stand:
    """Where a process stands on a day.

    Attributes:
        title: What its template is called.
        rest: The rest that the day lies in.
        open: Its open stages, in the template's order.
    """

    process: Process
    version: TemplateVersion
    title: Words
    unit: UnitPlace
    state: ProcessState
    rest: Hold | None = None
    open: tuple[OpenStage, ...] = ()

    @property
    def late(self) -> tuple[OpenStage, ...]:
        """Return the stages that are late."""
        return tuple(one for one in self.open if one.clock.is_late)

    @property
    def days_late(self) -> int:
        """Return by how many days its latest stage is late."""
        return max((one.clock.days_late for one in self.open), default=0)


@frozen(kw_only=True, eq=False)
class Standings:
    """Where processes stand, with the templates they run on.

    Attributes:
        stands: In Hungarian order of their units' names.
    """

    stands: tuple[Stand, ...]
    methods: Methods = field(repr=False)


def standings(reader: Reader, wanted: Wanted) -> Standings:
    """Return where the processes asked for stand on the reader's day."""
    methods = Methods(reader)
    processes = reader.facts(Process, **_where(wanted, methods))
    units = unit_places(
        reader,
        {one.unit: methods.versions[one.template].unit for one in processes},
    )
    processes = [one for one in processes if _lies_in(units[one.unit], wanted)]
    stander = _Stander(
        reader=reader,
        methods=methods,
        units=units,
        runs=_open_runs(reader, processes),
        holds=by_process(reader.facts(Hold, **of_processes(processes))),
    )
    stands = [
        stand for one in processes if _is_wanted(stand := stander.stand(one), wanted)
    ]
    stands.sort(key=lambda one: (sort_key(one.unit.name.hu), one.process.id))
    return Standings(stands=tuple(stands), methods=methods)


def _where(wanted: Wanted, methods: Methods) -> dict[str, Any]:
    where: dict[str, Any] = {}
    if wanted.processes is not None:
        where["id"] = wanted.processes
    if wanted.units is not None:
        where["unit"] = wanted.units
    if wanted.template:
        where["template"] = methods.named(wanted.template)
    return where


def _lies_in(unit: UnitPlace, wanted: Wanted) -> bool:
    return wanted.counties is None or unit.county in wanted.counties


def _is_wanted(stand: Stand, wanted: Wanted) -> bool:
    if stand.state not in wanted.states:
        return False
    if wanted.late and not stand.late:
        return False
    stages = (one.run.stage.lower() for one in stand.open)
    return not wanted.stage or wanted.stage.lower() in stages


#: From so many processes on, all rows are asked for: that is quicker than naming each.
_MANY: Final = 200


def of_processes(processes: Collection[Process]) -> dict[str, Any]:
    """Return what narrows a question to some processes; many are not named."""
    if len(processes) > _MANY:
        return {}
    return {"process": [one.id for one in processes]}


def _open_runs(
    reader: Reader, processes: Collection[Process]
) -> dict[str, list[StageRun]]:
    """Return by process the runs that are open on the day."""
    where = of_processes(processes)
    found = [
        *reader.facts(StageRun, closed=None, **where),
        *reader.facts(StageRun, closed=Later(reader.on), **where),
    ]
    return by_process(one for one in found if one.opened <= reader.on)


def by_process(facts: Iterable[T]) -> dict[str, list[T]]:
    """Return facts by the process they belong to."""
    found: dict[str, list[T]] = {}
    for one in facts:
        found.setdefault(one.process, []).append(one)
    return found


@define(kw_only=True, eq=False)
class _Stander:
    """All that was asked for, from which each process is told apart."""

    reader: Reader
    methods: Methods
    units: Mapping[str, UnitPlace]
    runs: Mapping[str, list[StageRun]]
    holds: Mapping[str, list[Hold]]

    def stand(self, process: Process) -> Stand:
        """Return where a process stands."""
        on, holds = self.reader.on, self.holds.get(process.id, [])
        rests = rests_of(holds, on)
        runs = self.runs.get(process.id, [])
        version = process.template
        runs.sort(key=lambda run: (self.methods.place(version, run.stage), run.id))
        return Stand(
            process=process,
            version=self.methods.versions[version],
            title=self.methods.running(version).method.template.title,
            unit=self.units[process.unit],
            state=state_on(process, holds, on),
            rest=next((one for one in holds if on in one.period), None),
            open=tuple(self._open(version, run, rests) for run in runs),
        )

    def _open(self, version: str, run: StageRun, rests: Rests) -> OpenStage:
        stage = self.methods.stage(version, run.stage)
        duration = None if stage is None else stage.duration
        return OpenStage(
            run=run,
            title=Words(run.stage) if stage is None else stage.title,
            clock=clock_of(run, duration, rests, self.reader.on),
            role=self.methods.role(version, run.stage),
        )
