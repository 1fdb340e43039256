"""Communities: which there are on a day, and what stands open with them."""

from datetime import date
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.community import community_
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import county_id, day_options
from cselekvo.domain.community import Community
from cselekvo.domain.template import Unit
from cselekvo.i18n import _, current
from cselekvo.i18n.numbers import whole
from cselekvo.i18n.order import sort_key
from cselekvo.reports.processes.process_words import word
from cselekvo.reports.processes.standing import Wanted, standings
from cselekvo.reports.processes.unit_places import UnitPlace, unit_places
from cselekvo.workspace import View


def is_there(community: Community, on: date) -> bool:
    """Return whether a community was there on a day, as far as that is known."""
    founded, dissolved = community.founded, community.dissolved
    return (founded is None or founded <= on) and (dissolved is None or on <= dissolved)


def _open_stages(view: View, ids: frozenset[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the open stages of communities: of each, in the order of its processes."""
    found: dict[str, list[dict[str, Any]]] = {}
    for stand in standings(view, Wanted(units=ids)).stands:
        mine = found.setdefault(stand.unit.id, [])
        mine += [
            {
                "process": stand.process.id,
                "stage": one.run.stage,
                "title": word(one.title),
                "since": one.clock.opened,
                "late": one.clock.is_late,
            }
            for one in stand.open
        ]
    return found


@community_.command("list")
@day_options
@click.option("--county", metavar="COUNTY", help="Only those in this county.")
@pass_app
def list_(app: App, on: date | None, known_at: str | None, county: str | None) -> None:
    """List communities in Hungarian order, with their open stages on the day.

    Example: cselekvo community list --county Zala --on 2017-06-30
    """
    with app.view(on, known_at) as view:
        named = None if county is None else county_id(view, county)
        there = [one for one in view.facts(Community) if is_there(one, view.on)]
        places = unit_places(view, {one.id: Unit.COMMUNITY for one in there})
        wanted = [one for one in there if named in {None, places[one.id].county}]
        stages = _open_stages(view, frozenset(one.id for one in wanted))
        day, position = view.on, view.position
    wanted.sort(key=lambda one: (sort_key(one.name), one.id))
    listed = [_listed(one, places[one.id], stages.get(one.id, [])) for one in wanted]
    result = {
        "on": day,
        "known_at": position,
        "count": len(listed),
        "communities": listed,
    }
    answer(app, result, lines=_lines(listed))


def _listed(
    community: Community, place: UnitPlace, stages: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": community.id,
        "name": word(place.name),
        "settlement": place.settlement or None,
        "part": community.part or None,
        "county": place.county or None,
        "county_name": word(place.county_name),
        "open": stages,
    }


def _lines(listed: list[dict[str, Any]]) -> list[str]:
    if not listed:
        return [_("There is no such community.")]
    header = [_("id"), _("name"), _("settlement"), _("county"), _("open stages")]
    rows = [
        [
            one["id"],
            one["name"],
            one["settlement"],
            one["county_name"],
            ", ".join(str(stage["title"]) for stage in one["open"]) or None,
        ]
        for one in listed
    ]
    count = _("Communities: %(count)s.") % {"count": whole(len(rows), current())}
    return [*table(header, rows), "", count]
