"""Activities: what was held in a time, and what the head counts come to."""

from datetime import date
from typing import Any

import click

from cselekvo.commands.activity import activity_
from cselekvo.commands.activity_telling import (
    activity_json,
    heads_json,
    heads_lines,
)
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY, Word
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import county_id, day_options
from cselekvo.domain.activity import Activity, ActivityKind
from cselekvo.domain.period import Period
from cselekvo.domain.process import Process
from cselekvo.domain.programme import Project
from cselekvo.domain.published import TemplateVersion
from cselekvo.domain.territory import Settlement
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import period as period_text
from cselekvo.i18n.numbers import whole
from cselekvo.i18n.order import sort_key
from cselekvo.reports.processes.unit_places import unit_places
from cselekvo.rules.head_counts import Heads, heads_of
from cselekvo.workspace import View


@activity_.command("list")
@day_options
@click.option("--since", type=DAY, help="Only those that began on this day or later.")
@click.option("--process", metavar="PROCESS", help="Only those of this process.")
@click.option("--project", metavar="PROJECT", help="Only those of this project.")
@click.option("--kind", type=Word(ActivityKind), help="Only those of this kind.")
@click.option("--county", metavar="COUNTY", help="Only those in this county.")
@pass_app
def list_(
    app: App,
    on: date | None,
    known_at: str | None,
    since: date | None,
    process: str | None,
    project: str | None,
    kind: ActivityKind | None,
    county: str | None,
) -> None:
    """List what was held up to a day, the oldest first, and add up the head counts.

    Attendances and persons are never added to each other. An activity lies in the
    county of its settlement, else in that of its process's unit.

    Example: cselekvo activity list --process ZSZ-1 --since 2017-01-01
    """
    with app.view(on, known_at) as view:
        found = _asked(view, process, project, kind)
        found = [
            one
            for one in found
            if (since is None or since <= one.period.start)
            and one.period.start <= view.on
        ]
        names = _settlements(view, found)
        if county is not None:
            lie_in = _counties(view, found)
            wanted = county_id(view, county)
            found = [one for one in found if lie_in[one.id] == wanted]
        day, position = view.on, view.position
    found.sort(key=lambda one: (one.period.start, sort_key(one.title), one.id))
    heads = heads_of(found)
    result = {
        "on": day,
        "known_at": position,
        **heads_json(heads),
        "activities": [
            activity_json(one, names.get(one.settlement or "")) for one in found
        ],
    }
    answer(app, result, lines=_lines(found, names, heads))


def _asked(
    view: View, process: str | None, project: str | None, kind: ActivityKind | None
) -> list[Activity]:
    where: dict[str, Any] = {}
    if process is not None:
        where["process"] = view.one(Process, process).id
    if project is not None:
        where["project"] = view.one(Project, project).id
    if kind is not None:
        where["activity"] = kind
    return view.facts(Activity, **where)


def _settlements(view: View, found: list[Activity]) -> dict[str, str]:
    """Return the names of the settlements that activities were held in."""
    ids = sorted({one.settlement for one in found if one.settlement is not None})
    return {str(one.id): one.name for one in view.facts(Settlement, id=ids)}


def _counties(view: View, found: list[Activity]) -> dict[str, str]:
    """Return the county of each activity; an empty text where it is not known."""
    places = {str(one.id): str(one.county) for one in view.facts(Settlement)}
    ids = sorted({one.process for one in found if one.process is not None})
    processes = {str(one.id): one for one in view.facts(Process, id=ids)}
    versions = {str(one.id): one.unit for one in view.facts(TemplateVersion)}
    units = unit_places(
        view, {one.unit: versions[one.template] for one in processes.values()}
    )
    lie_in: dict[str, str] = {}
    for one in found:
        process = processes.get(one.process or "")
        of_unit = units[process.unit].county if process is not None else ""
        lie_in[one.id] = places.get(one.settlement or "", of_unit)
    return lie_in


def _heads(activity: Activity) -> str | None:
    """Return the head count with its unit; one that was estimated says so."""
    if activity.heads is None:
        return None
    number = whole(activity.heads, current(), table=True)
    text = f"{number} {activity.unit.word(current())}"
    estimated = activity.estimated and activity.sheet_count is None
    return _("about %(heads)s") % {"heads": text} if estimated else text


def _days(period: Period) -> str:
    return period_text(period.first_day, period.last_day, current())


def _lines(found: list[Activity], names: dict[str, str], heads: Heads) -> list[str]:
    if not found:
        return [_("There is no such activity.")]
    header = [
        _("id"),
        _("days"),
        _("title"),
        _("kind"),
        _("place"),
        _("head count"),
        _("process"),
    ]
    rows = [
        [
            one.id,
            _days(one.period),
            one.title,
            one.activity.word(current()),
            one.place or names.get(one.settlement or ""),
            _heads(one),
            one.process or one.project,
        ]
        for one in found
    ]
    return [*table(header, rows), "", *heads_lines(heads)]
