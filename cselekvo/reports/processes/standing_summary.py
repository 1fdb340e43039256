"""Where many processes stand together: by their open stages, and stage by stage."""

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import define, frozen

from cselekvo.domain.process import ProcessState
from cselekvo.domain.template import Words
from cselekvo.i18n.order import sort_key
from cselekvo.reports.processes.stage_durations import Measured
from cselekvo.reports.processes.standing import GOING, Stand, Standings
from cselekvo.rules.durations import Quartiles

#: The id of a template, the open stages, and the state where nothing is open any more.
_Key = tuple[str, tuple[str, ...], ProcessState | None]


@frozen(kw_only=True)
class Group:
    """Processes of a template with the same open stages, or that have ended alike.

    Attributes:
        template: The id of the template.
        title: What it is called.
        stages: The ids of the open stages with their titles, in the template's order.
        state: How it is with processes that are not going on; None: they are.
        count: How many they are; each process stands in one group.
        late: How many of them have a stage that is late.
        on_hold: How many of them rest.
    """

    template: str
    title: Words
    stages: tuple[tuple[str, Words], ...]
    state: ProcessState | None
    count: int
    late: int
    on_hold: int


def by_open_stages(found: Standings) -> list[Group]:
    """Return how many processes have which stages open, each process counted once.

    The groups stand by template, then in the order of its stages; processes that have
    ended, or not yet begun, come last.
    """
    groups: dict[_Key, list[Stand]] = {}
    for stand in found.stands:
        stages = tuple(one.run.stage for one in stand.open)
        state = None if stand.state in GOING else stand.state
        groups.setdefault((stand.version.template, stages, state), []).append(stand)
    made = [
        (_place(found, stands[0]), _group(found, key, stands))
        for key, stands in groups.items()
    ]
    made.sort(key=lambda each: each[0])
    return [group for _, group in made]


def _place(found: Standings, stand: Stand) -> tuple[str, str, int, list[int], str]:
    """Return where a group stands among the others."""
    states = list(ProcessState)
    newest = found.methods.of(stand.version.template)[0].id
    places = [found.methods.place(newest, one.run.stage) for one in stand.open]
    ended = 0 if stand.state in GOING else 1 + states.index(stand.state)
    stages = " ".join(one.run.stage for one in stand.open)
    template = stand.version.template
    return sort_key(stand.title.hu), template, ended, places, stages


def _group(
    found: Standings,
    key: tuple[str, tuple[str, ...], ProcessState | None],
    stands: list[Stand],
) -> Group:
    first = stands[0]
    return Group(
        template=key[0],
        title=first.title,
        stages=tuple(
            (one.run.stage, found.methods.called(key[0], one.run.stage))
            for one in first.open
        ),
        state=key[2],
        count=len(stands),
        late=sum(1 for one in stands if one.late),
        on_hold=sum(1 for one in stands if one.state is ProcessState.ON_HOLD),
    )


@frozen(kw_only=True)
class StageLoad:
    """What is open of a stage on the day, and how long the stage takes.

    Attributes:
        open: How many processes have it open.
        late: How many of these runs are late.
        days_late: By how many days they are late, all together.
        typical: How long it should take, by the newest version that has it.
        measured: How long its runs took; None: none has been done.
    """

    template: str
    template_title: Words
    stage: str
    title: Words
    role: Words | None
    open: int
    late: int
    days_late: int
    typical: int | None
    measured: Quartiles | None


@define
class _Sum:
    open: int = 0
    late: int = 0
    days_late: int = 0


def by_stage(found: Standings, measured: Measured) -> list[StageLoad]:
    """Return the open stages, that one first which holds up the most.

    They stand by the days by which their open runs are late, all together; then by how
    many runs are open; then in the order of their templates. The first is the
    bottleneck, if anything of it is late.

    Args:
        found: Where the processes stand.
        measured: How long the stages took.
    """
    sums: dict[tuple[str, str], _Sum] = {}
    for stand in found.stands:
        for one in stand.open:
            load = sums.setdefault((stand.version.template, one.run.stage), _Sum())
            load.open += 1
            load.late += one.clock.is_late
            load.days_late += one.clock.days_late
    loads = [_load(found, measured, *key, load) for key, load in sums.items()]
    loads.sort(
        key=lambda one: (
            -one.days_late,
            -one.open,
            sort_key(one.template_title.hu),
            found.methods.place(found.methods.of(one.template)[0].id, one.stage),
            one.stage,
        )
    )
    return loads


def _load(
    found: Standings, measured: Measured, template: str, stage: str, load: _Sum
) -> StageLoad:
    methods = found.methods
    newest = methods.of(template)[0].id
    known = methods.stage(newest, stage)
    duration = None if known is None else known.duration
    return StageLoad(
        template=template,
        template_title=methods.running(newest).method.template.title,
        stage=stage,
        title=methods.called(template, stage),
        role=methods.role(newest, stage),
        open=load.open,
        late=load.late,
        days_late=load.days_late,
        typical=None if duration is None else duration.typical,
        measured=measured.get((template, stage)),
    )


def bottleneck(loads: Iterable[StageLoad]) -> StageLoad | None:
    """Return the stage that holds up the most; None: nothing is late."""
    first = next(iter(loads), None)
    return first if first is not None and first.days_late else None


def by_state(stands: Iterable[Stand]) -> Mapping[ProcessState, int]:
    """Return how many processes are in which state, each counted once."""
    return Counter(one.state for one in stands)
