"""When processes are expected to end, said as a range."""

from datetime import date
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.process import process_
from cselekvo.commands.process_asked import (
    Narrowed,
    day_options,
    narrowing_options,
    wanted_of,
)
from cselekvo.commands.process_telling import unit_json
from cselekvo.domain.process import Process, ProcessState
from cselekvo.errors import RefusedError
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.reports.processes.foreseen import Foreseen, foresee
from cselekvo.reports.processes.foreseen_words import forecast_sentences
from cselekvo.reports.processes.process_words import unit_text, word
from cselekvo.reports.processes.stage_durations import measured
from cselekvo.reports.processes.standing import Wanted, standings
from cselekvo.rules.forecast import Forecast
from cselekvo.workspace import View


class NothingToForecastError(RefusedError):
    """Neither a process nor all of them were named."""

    code = "nothing-to-forecast"

    def __init__(self) -> None:
        super().__init__("Name the processes, or ask for all with --all.")


@process_.command("forecast")
@click.argument("processes", nargs=-1, metavar="[PROCESS]...")
@click.option("--all", "every", is_flag=True, help="All that are running or on hold.")
@day_options
@narrowing_options
@pass_app
def forecast(
    app: App,
    processes: tuple[str, ...],
    every: bool,
    on: date | None,
    known_at: str | None,
    template: str | None,
    county: str | None,
    units: tuple[str, ...],
) -> None:
    """Say between which days PROCESS is expected to end, and on which path it depends.

    The critical path over what remains is reckoned with the least, typical and longest
    durations of the template, and, where at least five runs of a stage were done, with
    the quartiles of the network's own. Ways back are not foreseen.

    Example: cselekvo process forecast F1 --on 2017-06-30
    """
    narrowed = Narrowed(template=template, county=county, units=units)
    if not processes and not (every or narrowed != Narrowed()):
        raise NothingToForecastError
    with app.view(on, known_at) as view:
        found = _foreseen(view, processes, narrowed)
        day, position = view.on, view.position
    result = {
        "on": day,
        "known_at": position,
        "forecasts": [_json(one) for one in found],
    }
    answer(app, result, lines=_told(found) if processes else _listed(found, day))


def _foreseen(
    view: View, processes: tuple[str, ...], narrowed: Narrowed
) -> list[Foreseen]:
    """Return when each process will end; those that are named in their order."""
    if processes:
        ids = list(dict.fromkeys(view.one(Process, one).id for one in processes))
        states = frozenset(ProcessState)
        wanted = Wanted(processes=frozenset(ids), states=states)
        order = {id_: at for at, id_ in enumerate(ids)}
    else:
        wanted, order = wanted_of(view, narrowed), {}
    standing = standings(view, wanted)
    took = measured(view, standing.methods)
    found = [
        foresee(one, standing.methods, took, view.on)
        for one in sorted(standing.stands, key=lambda one: order.get(one.process.id, 0))
    ]
    if not processes:
        found.sort(key=lambda one: date.max if one.range is None else one.range.typical)
    return found


def _json(found: Foreseen) -> dict[str, Any]:
    return {
        "process": found.stand.process.id,
        "unit": unit_json(found.stand.unit),
        "state": found.stand.state,
        "ended": found.stand.process.ended if not found.stand.open else None,
        "planned": _range_json(found, found.planned),
        "network": _range_json(found, found.measured),
        "remaining": [] if found.planned is None else list(found.planned.remaining),
        "stages_from_network": found.from_network,
        "without_duration": list(found.without),
        "on_hold": found.on_hold,
    }


def _range_json(found: Foreseen, forecast: Forecast | None) -> dict[str, Any] | None:
    if forecast is None or forecast.range is None:
        return None
    told = forecast.range
    return {
        "earliest": told.earliest,
        "typical": told.typical,
        "latest": told.latest,
        "path": [
            {
                "stage": leg.stage,
                "title": word(found.titles[leg.stage]),
                "days": leg.days,
            }
            for leg in told.path
        ],
    }


def _told(found: list[Foreseen]) -> list[str]:
    """Return the forecasts in sentences, with a blank line between processes."""
    lines: list[str] = []
    for one in found:
        heading = _("%(process)s, %(unit)s")
        values = {"process": one.stand.process.id, "unit": unit_text(one.stand.unit)}
        lines += [heading % values, *(f"  {text}" for text in forecast_sentences(one))]
        lines.append("")
    return lines[:-1]


def _listed(found: list[Foreseen], on: date) -> list[str]:
    if not found:
        text = _("No such process stands open on %(on)s.")
        return [text % {"on": short_day(on, current())}]
    header = [
        _("process"),
        _("unit"),
        _("earliest"),
        _("typically"),
        _("latest"),
        _("typically, by the network"),
    ]
    rows = [
        [
            one.stand.process.id,
            unit_text(one.stand.unit),
            *_days(one.planned),
            _days(one.measured)[1],
        ]
        for one in found
    ]
    return table(header, rows)


def _days(forecast: Forecast | None) -> list[str | None]:
    if forecast is None or forecast.range is None:
        return [None, None, None]
    told = forecast.range
    days = (told.earliest, told.typical, told.latest)
    return [short_day(one, current()) for one in days]
