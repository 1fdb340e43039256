"""Mentors: who they are on a day."""

from datetime import date

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import county_named
from cselekvo.commands.mentor_telling import counties_text, fields_text, mentor_json
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import day_options
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.i18n.numbers import whole
from cselekvo.reports.mentors.people import MentorOnDay, mentors_on


@mentor_.command("list")
@day_options
@click.option("--county", metavar="COUNTY", help="Only those who cover this county.")
@pass_app
def list_(app: App, on: date | None, known_at: str | None, county: str | None) -> None:
    """List the mentors of a day by family name: fields, counties, load, employer.

    Example: cselekvo mentor list --county Zala --on 2017-06-30
    """
    with app.view(on, known_at) as view:
        named = None if county is None else county_named(view, county)
        found = mentors_on(view, county=named)
        day, position = view.on, view.position
    result = {
        "on": day,
        "known_at": position,
        "count": len(found),
        "mentors": [mentor_json(one) for one in found],
    }
    answer(app, result, lines=_lines(found, day))


def _lines(found: list[MentorOnDay], on: date) -> list[str]:
    if not found:
        text = _("There is no such mentor on %(on)s.")
        return [text % {"on": short_day(on, current())}]
    header = [
        _("id"),
        _("name"),
        _("fields"),
        _("counties"),
        _("load"),
        _("employer"),
        _("until"),
    ]
    rows = [
        [
            one.id,
            one.name,
            fields_text(one),
            counties_text(one),
            f"{one.load}/{one.capacity}",
            one.employer or None,
            _until(one.standing.period.last_day),
        ]
        for one in found
    ]
    count = _("Mentors: %(count)s.") % {"count": whole(len(found), current())}
    return [*table(header, rows, right=(4,)), "", count]


def _until(last: date | None) -> str | None:
    return None if last is None else short_day(last, current())
