"""Mentors: what each carries, and each county, with the places still free."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import county_named
from cselekvo.commands.mentor_telling import counties_text, load_json
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import day_options
from cselekvo.findings import Finding, Severity
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.reports.mentors.loads import CountyLoad, county_loads
from cselekvo.reports.mentors.people import MentorOnDay, mentors_on
from cselekvo.reports.processes.process_words import word
from cselekvo.rules.assignments import LEAST_IN_COUNTY, AssignmentCode, check_load


@mentor_.command("load")
@day_options
@click.option("--county", metavar="COUNTY", help="Only this county and its mentors.")
@pass_app
def load(app: App, on: date | None, known_at: str | None, county: str | None) -> None:
    """Say what mentors carry on a day: units, capacity, free places; by county too.

    A mentor who covers several counties counts in each of them. Who is over the load,
    and which county has fewer than three mentors, is a warning.

    Example: cselekvo mentor load --on 2017-07-15
    """
    with app.view(on, known_at) as view:
        named = None if county is None else county_named(view, county)
        every = mentors_on(view)
        counties = county_loads(view, every)
        day, position = view.on, view.position
    covering = [one for one in every if named in {None, *dict(one.counties)}]
    counties = [one for one in counties if named in {None, one.county}]
    result = {
        "on": day,
        "known_at": position,
        "count": len(covering),
        "units": _units(covering),
        "capacity": sum(one.capacity for one in covering),
        "free": sum(one.free for one in covering),
        "mentors": [
            {"person": one.id, "name": one.name, **load_json(one)} for one in covering
        ],
        "counties": [_county_json(one) for one in counties],
    }
    findings = list(_findings(covering, counties, day))
    answer(app, result, lines=_lines(covering, counties, day), findings=findings)


def _units(found: list[MentorOnDay]) -> int:
    """Return how many units are in somebody's charge; one with two mentors is one."""
    return len({each.unit for one in found for each in one.held})


def _county_json(one: CountyLoad) -> dict[str, Any]:
    return {
        "county": one.county,
        "name": word(one.name),
        "mentors": one.mentors,
        "units": one.units,
        "alone": one.alone,
        "load": one.load,
        "capacity": one.capacity,
        "free": one.free,
        "over": one.over,
        "short": one.is_short,
    }


def _findings(
    mentors: list[MentorOnDay], counties: list[CountyLoad], on: date
) -> Iterator[Finding]:
    for one in mentors:
        yield from check_load(one.standing, one.load)
    for county in counties:
        if county.is_short:
            yield Finding(
                AssignmentCode.FEW_IN_COUNTY,
                subject=county.county,
                severity=Severity.WARNING,
                values={
                    "county": word(county.name) or county.county,
                    "mentors": county.mentors,
                    "least": LEAST_IN_COUNTY,
                    "on": on,
                },
            )


def _lines(
    mentors: list[MentorOnDay], counties: list[CountyLoad], on: date
) -> list[str]:
    if not mentors and not counties:
        text = _("There is no such mentor on %(on)s.")
        return [text % {"on": short_day(on, current())}]
    header = [
        _("id"),
        _("name"),
        _("counties"),
        _("units"),
        _("of which primary"),
        _("capacity"),
        _("free"),
        _("over load"),
    ]
    rows = [
        [
            *(one.id, one.name, counties_text(one), one.load, one.primary),
            *(one.capacity, one.free or None, one.over or None),
        ]
        for one in mentors
    ]
    text = _(
        "Mentors: %(count)s, units in their charge: %(units)s, capacity: %(capacity)s, "
        "free places: %(free)s."
    )
    values = {
        "count": len(mentors),
        "units": _units(mentors),
        "capacity": sum(one.capacity for one in mentors),
        "free": sum(one.free for one in mentors),
    }
    return [
        *table(header, rows, right=(3, 4, 5, 6, 7)),
        "",
        text % values,
        "",
        *_county_lines(counties),
    ]


def _county_lines(counties: list[CountyLoad]) -> list[str]:
    header = [
        _("county"),
        _("mentors"),
        _("units that lie there"),
        _("without a mentor"),
        _("in their charge"),
        _("capacity"),
        _("free"),
        _("over load"),
    ]
    rows = [
        [
            *(word(one.name), one.mentors, one.units, one.alone or None),
            *(one.load, one.capacity, one.free or None, one.over or None),
        ]
        for one in counties
    ]
    return table(header, rows, right=(1, 2, 3, 4, 5, 6, 7))
