"""How long stages took: here, in the network, and county by county.

The network is all that the reader may see. Runs of all versions of a template count
together for a stage of the same id.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import define, field, frozen

from cselekvo.domain.process import Closing, Hold, Process, StageRun
from cselekvo.domain.template import Words
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Reader
from cselekvo.reports.processes.process_methods import Methods
from cselekvo.reports.processes.standing import Wanted, by_process
from cselekvo.reports.processes.unit_places import UnitPlace, unit_places
from cselekvo.rules.clock import days_open, rests_of
from cselekvo.rules.durations import Quartiles, is_measured, quartiles

#: By the ids of a template and of a stage.
Key = tuple[str, str]
Measured = Mapping[Key, Quartiles]


@frozen(kw_only=True)
class Took:
    """How long a run of a stage took, and of which process."""

    process: Process
    template: str
    stage: str
    days: int


def all_took(reader: Reader, methods: Methods, since: date | None = None) -> list[Took]:
    """Return how long each run took that was done by the reader's day.

    Args:
        reader: Who asks.
        methods: The templates.
        since: The first day of the closings that count; None: all.
    """
    processes = {one.id: one for one in reader.facts(Process)}
    holds = by_process(reader.facts(Hold))
    rests = {id_: rests_of(found, reader.on) for id_, found in holds.items()}
    return [
        Took(
            process=process,
            template=methods.versions[process.template].template,
            stage=run.stage,
            days=days_open(run.opened, run.closed, rests.get(process.id, ())),
        )
        for run in reader.facts(StageRun, closing=Closing.DONE)
        if is_measured(run, reader.on) and run.closed is not None
        if since is None or run.closed >= since
        for process in (processes[run.process],)
    ]


def measured_of(took: Iterable[Took]) -> dict[Key, Quartiles]:
    """Return how long stages took, by template and stage."""
    days: dict[Key, list[int]] = {}
    for one in took:
        days.setdefault((one.template, one.stage), []).append(one.days)
    return {key: found for key, each in days.items() if (found := quartiles(each))}


def measured(reader: Reader, methods: Methods) -> dict[Key, Quartiles]:
    """Return how long stages took in all that the reader may see."""
    return measured_of(all_took(reader, methods))


@frozen(kw_only=True)
class Place:
    """A county, with how long stages took there; no id: it is not known where."""

    county: str
    name: Words
    measured: Measured


@frozen(kw_only=True)
class StageTime:
    """How long a stage takes: by its template, here, and in the network.

    Attributes:
        typical: By the newest version that has the stage.
        here: What was asked for; None: no run of it was done here.
        network: All that the reader may see.
    """

    template: str
    template_title: Words
    stage: str
    title: Words
    typical: int | None
    here: Quartiles | None
    network: Quartiles | None


@define(kw_only=True, eq=False)
class Durations:
    """How long stages took.

    Attributes:
        stages: In the order of the templates' titles and of their stages.
        network: Of every stage, in all that the reader may see.
        counties: In Hungarian order.
    """

    stages: tuple[StageTime, ...]
    network: Measured = field(repr=False)
    counties: tuple[Place, ...] = field(repr=False)


def durations(
    reader: Reader,
    wanted: Wanted,
    since: date | None = None,
) -> Durations:
    """Return how long stages took, by the reader's day.

    Args:
        reader: Who asks.
        wanted: Which processes are meant by here; how it is with them is not asked.
        since: The first day of the closings that count; None: all.
    """
    methods = Methods(reader)
    template = wanted.template
    versions = set(methods.named(template)) if template else set(methods.versions)
    took = [
        one
        for one in all_took(reader, methods, since)
        if one.process.template in versions
    ]
    places = unit_places(
        reader,
        {one.process.unit: methods.versions[one.process.template].unit for one in took},
    )
    here = [one for one in took if _is_here(one, places[one.process.unit], wanted)]
    by_county: dict[tuple[str, Words], list[Took]] = {}
    for one in here:
        place = places[one.process.unit]
        by_county.setdefault((place.county, place.county_name), []).append(one)
    found = [
        Place(county=county, name=name, measured=measured_of(each))
        for (county, name), each in by_county.items()
    ]
    found.sort(key=lambda one: (not one.county, sort_key(one.name.hu), one.county))
    network = measured_of(took)
    return Durations(
        stages=_stages(methods, measured_of(here), network),
        network=network,
        counties=tuple(found),
    )


def _is_here(one: Took, place: UnitPlace, wanted: Wanted) -> bool:
    """Return whether a run is one of the processes that are meant by here."""
    return (
        (wanted.counties is None or place.county in wanted.counties)
        and (wanted.units is None or one.process.unit in wanted.units)
        and (wanted.processes is None or one.process.id in wanted.processes)
    )


def _stages(
    methods: Methods, here: Measured, network: Measured
) -> tuple[StageTime, ...]:
    found = []
    for template, stage in network:
        newest = methods.of(template)[0].id
        known = methods.stage(newest, stage)
        duration = None if known is None else known.duration
        time = StageTime(
            template=template,
            template_title=methods.running(newest).method.template.title,
            stage=stage,
            title=methods.called(template, stage),
            typical=None if duration is None else duration.typical,
            here=here.get((template, stage)),
            network=network[template, stage],
        )
        place = methods.place(newest, stage)
        found.append((sort_key(time.template_title.hu), template, place, stage, time))
    found.sort(key=lambda each: each[:-1])
    return tuple(each[-1] for each in found)
