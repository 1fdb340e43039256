"""All that a report about many processes tells of, before it is put in words."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from cselekvo.domain.process import ProcessState
from cselekvo.ports import Reader
from cselekvo.reports.processes.due import Due, due_within, late_ones
from cselekvo.reports.processes.foreseen import Foreseen, foresee
from cselekvo.reports.processes.processes_area import Area
from cselekvo.reports.processes.stage_durations import Durations, durations
from cselekvo.reports.processes.standing import (
    GOING,
    Stand,
    Standings,
    Wanted,
    standings,
)
from cselekvo.reports.processes.standing_summary import (
    Group,
    StageLoad,
    bottleneck,
    by_open_stages,
    by_stage,
    by_state,
)

#: What falls due in so many days is told.
SOON = 30


@frozen(kw_only=True, eq=False)
class Overview:
    """Where many processes stand on a day.

    Attributes:
        found: All of them, those that have ended too.
        going: Those that are running or on hold, in Hungarian order.
        states: How many are in which state, each counted once.
        groups: How many of those going have which stages open, each counted once.
        foreseen: By the id of each process that is going when it will end.
        loads: The open stages, that one first which holds up the most.
    """

    area: Area
    on: date
    since: date | None
    found: Standings
    going: tuple[Stand, ...]
    states: Mapping[ProcessState, int]
    groups: list[Group]
    late: list[Due]
    due: list[Due]
    foreseen: Mapping[str, Foreseen]
    durations: Durations
    loads: list[StageLoad]

    @property
    def bottleneck(self) -> StageLoad | None:
        """Return the stage that holds up the most; None: nothing is late."""
        return bottleneck(self.loads)

    @property
    def late_processes(self) -> int:
        """Return how many processes have a stage that is late."""
        return sum(1 for one in self.going if one.late)


def overview_of(reader: Reader, area: Area, since: date | None) -> Overview:
    """Return where the processes of an area stand on the reader's day.

    Args:
        reader: Who asks.
        area: Which processes are meant.
        since: The first day of the closings whose durations count; None: all.
    """
    wanted = Wanted(
        processes=area.processes,
        counties=area.counties,
        units=area.units,
        states=frozenset(ProcessState) - {ProcessState.NOT_STARTED},
    )
    found = standings(reader, wanted)
    going = tuple(one for one in found.stands if one.state in GOING)
    still = Standings(stands=going, methods=found.methods)
    took = durations(reader, wanted, since)
    return Overview(
        area=area,
        on=reader.on,
        since=since,
        found=found,
        going=going,
        states=by_state(found.stands),
        groups=by_open_stages(still),
        late=late_ones(going),
        due=due_within(going, reader.on, SOON),
        foreseen={
            one.process.id: foresee(one, found.methods, took.network, reader.on)
            for one in going
        },
        durations=took,
        loads=by_stage(still, took.network),
    )
