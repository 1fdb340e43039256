"""Mentors: the next morning's question, which units stand alone."""

from collections import Counter
from datetime import date
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import county_named
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import day_options
from cselekvo.commands.process_telling import unit_json
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.i18n.numbers import whole
from cselekvo.reports.mentors.gaps import Alone, Gaps, gaps_on
from cselekvo.reports.processes.process_words import days_text, unit_text, word


@mentor_.command("gaps")
@day_options
@click.option("--county", metavar="COUNTY", help="Only units in this county.")
@click.option(
    "--since", type=DAY, help="Only those alone since this day, or since a later one."
)
@pass_app
def gaps(
    app: App,
    on: date | None,
    known_at: str | None,
    county: str | None,
    since: date | None,
) -> None:
    """List the accompanied units that have no active mentor on a day, and since when.

    A unit is accompanied from its first process or assignment on, until its last
    process ends or it is dissolved. A supporting mentor is one, too.

    Example: cselekvo mentor gaps --on 2017-07-15 --county Zala
    """
    with app.view(on, known_at) as view:
        counties = None if county is None else {county_named(view, county)}
        found = gaps_on(view, counties=counties, since=since)
        day, position = view.on, view.position
    result = {
        "on": day,
        "known_at": position,
        "accompanied": found.accompanied,
        "count": len(found.alone),
        "units": [alone_json(one) for one in found.alone],
    }
    answer(app, result, lines=_lines(found, day))


def alone_json(one: Alone) -> dict[str, Any]:
    """Return a unit that stands alone as programs read it."""
    last = one.last
    return {
        "unit": unit_json(one.unit),
        "since": one.gap.period.first_day,
        "days": one.gap.days,
        "open": [
            {
                "process": stand.process.id,
                "stage": stage.run.stage,
                "title": word(stage.title),
                "late": stage.clock.is_late,
            }
            for stand in one.stands
            for stage in stand.open
        ],
        "last_mentor": None
        if last is None
        else {
            "person": last.person,
            "name": one.mentor_name,
            "until": last.period.last_day,
            "reason": last.end_reason or None,
        },
    }


def _lines(found: Gaps, on: date) -> list[str]:
    values = {
        "on": short_day(on, current()),
        "accompanied": whole(found.accompanied, current()),
        "count": whole(len(found.alone), current()),
    }
    if not found.accompanied:
        return [_("No such unit is accompanied on %(on)s.") % values]
    if not found.alone:
        text = _("No such unit is without a mentor on %(on)s (of %(accompanied)s).")
        return [text % values]
    header = [
        _("county"),
        _("unit"),
        _("id"),
        _("alone since"),
        _("days"),
        _("open stages"),
        _("last mentor"),
    ]
    rows = [
        [
            word(one.unit.county_name),
            unit_text(one.unit),
            one.unit.id,
            _day(one.gap.period.first_day),
            days_text(one.gap.days),
            stages_text(one),
            one.mentor_name,
        ]
        for one in found.alone
    ]
    text = _("Without a mentor on %(on)s: %(count)s of %(accompanied)s units.")
    lines = [*table(header, rows, right=(4,)), "", text % values]
    return [*lines, *_by_county(found)]


def stages_text(one: Alone) -> str | None:
    """Return the open stages of a unit that stands alone."""
    titles = (word(each.title) for stand in one.stands for each in stand.open)
    return ", ".join(filter(None, titles)) or None


def _day(day: date | None) -> str | None:
    return None if day is None else short_day(day, current())


def _by_county(found: Gaps) -> list[str]:
    """Return how many stand alone in each county, where there are several."""
    counts = Counter(word(one.unit.county_name) or "–" for one in found.alone)
    if len(counts) == 1:
        return []
    told = ", ".join(f"{name} {count}" for name, count in counts.items())
    return [_("By county: %(counties)s.") % {"counties": told}]
