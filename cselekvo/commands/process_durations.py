"""How long stages take, here and in the network; which stage holds up the most."""

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
from cselekvo.commands.process_tables import by_template
from cselekvo.commands.process_telling import quartiles_json
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.reports.processes.process_words import days_text, word
from cselekvo.reports.processes.stage_durations import (
    Durations,
    Place,
    StageTime,
    durations,
)
from cselekvo.reports.processes.standing import standings
from cselekvo.reports.processes.standing_summary import StageLoad, bottleneck, by_stage
from cselekvo.rules.durations import Quartiles


@process_.command("durations")
@day_options
@narrowing_options
@click.option("--by-county", is_flag=True, help="Also county by county.")
@pass_app
def durations_(
    app: App,
    on: date | None,
    known_at: str | None,
    template: str | None,
    county: str | None,
    units: tuple[str, ...],
    by_county: bool,
) -> None:
    """Tell how long stages take, here and in the network, and which holds up the most.

    Here is what the options narrow to, the network is all that you may see. Told are
    the median and the quartiles of the runs that were done; those that were skipped or
    cancelled, and those still open, are left out. The bottleneck is the stage whose
    open runs are late by the most days, all together.

    Example: cselekvo process durations --template community_development --by-county
    """
    narrowed = Narrowed(template=template, county=county, units=units)
    with app.view(on, known_at) as view:
        wanted = wanted_of(view, narrowed)
        found = durations(view, wanted)
        loads = by_stage(standings(view, wanted), found.network)
        day, position = view.on, view.position
    held = bottleneck(loads)
    result = {
        "on": day,
        "known_at": position,
        "stages": [_time_json(one) for one in found.stages],
        "counties": [_place_json(one) for one in found.counties],
        "open": [_load_json(one) for one in loads],
        "bottleneck": None if held is None else _load_json(held),
    }
    is_narrow = wanted.counties is not None or wanted.units is not None
    lines = _times(found, is_narrow=is_narrow)
    lines += _by_county(found) if by_county else []
    lines += _loads(loads, held, day)
    answer(app, result, lines=lines)


def _time_json(one: StageTime) -> dict[str, Any]:
    return {
        "template": one.template,
        "stage": one.stage,
        "title": word(one.title),
        "typical": one.typical,
        "here": quartiles_json(one.here),
        "network": quartiles_json(one.network),
    }


def _place_json(one: Place) -> dict[str, Any]:
    return {
        "county": one.county or None,
        "name": word(one.name),
        "stages": [
            {"template": template, "stage": stage, **(quartiles_json(found) or {})}
            for (template, stage), found in one.measured.items()
        ],
    }


def _load_json(one: StageLoad) -> dict[str, Any]:
    return {
        "template": one.template,
        "stage": one.stage,
        "title": word(one.title),
        "turn": word(one.role),
        "open": one.open,
        "late": one.late,
        "days_late": one.days_late,
        "typical": one.typical,
        "network": quartiles_json(one.measured),
    }


def _times(found: Durations, *, is_narrow: bool) -> list[str]:
    if not found.stages:
        return [_("No stage has been done yet.")]
    header = [_("template"), _("stage"), _("planned")]
    numbers = [_("runs"), _("lower quartile"), _("median"), _("upper quartile")]
    if is_narrow:
        header += [*numbers, _("median in the network")]
    else:
        header += numbers
    rows = [
        [
            word(one.template_title),
            word(one.title),
            days_text(one.typical),
            *_cells(one.here),
            *([_median(one.network)] if is_narrow else []),
        ]
        for one in found.stages
    ]
    return by_template(header, rows, len(header) - 2)


def _cells(found: Quartiles | None) -> list[str | None]:
    if found is None:
        return [None, None, None, None]
    days = (found.first, found.median, found.third)
    return [str(found.count), *map(days_text, days)]


def _median(found: Quartiles | None) -> str | None:
    return None if found is None else days_text(found.median)


def _by_county(found: Durations) -> list[str]:
    header = [
        _("county"),
        _("stage"),
        _("runs"),
        _("lower quartile"),
        _("median"),
        _("upper quartile"),
    ]
    rows = [
        [
            word(place.name) or _("not known"),
            word(stage.title),
            *_cells(place.measured[stage.template, stage.stage]),
        ]
        for place in found.counties
        for stage in found.stages
        if (stage.template, stage.stage) in place.measured
    ]
    return ["", *table(header, rows, right=(2, 3, 4, 5))] if rows else []


def _loads(loads: list[StageLoad], held: StageLoad | None, on: date) -> list[str]:
    if not loads:
        return []
    header = [
        _("open stage"),
        _("whose turn"),
        _("open"),
        _("late"),
        _("days late"),
        _("planned"),
        _("median"),
    ]
    rows = [
        [
            word(one.title),
            word(one.role),
            one.open,
            one.late or None,
            one.days_late or None,
            days_text(one.typical),
            _median(one.measured),
        ]
        for one in loads
    ]
    said = _("Nothing is late on %(on)s.") % {"on": short_day(on, current())}
    if held is not None:
        text = _(
            "The bottleneck is %(stage)s: open %(open)s, late %(late)s, by %(days)s "
            "days together."
        )
        values = {
            "stage": word(held.title),
            "open": held.open,
            "late": held.late,
            "days": held.days_late,
        }
        said = fill(text, values)
    return ["", *table(header, rows, right=(2, 3, 4, 5, 6)), "", said]
