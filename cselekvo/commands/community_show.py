"""Communities: one with its place, its host, its processes and its activities."""

from datetime import date
from typing import Any

import click

from cselekvo.commands.activity_telling import heads_json, heads_lines
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.community import community_
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import day_options
from cselekvo.commands.process_telling import stand_json
from cselekvo.domain.activity import Activity
from cselekvo.domain.community import Community
from cselekvo.domain.organisation import OrganisationName
from cselekvo.domain.process import ProcessState
from cselekvo.domain.template import Unit
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.reports.processes.process_words import template_text, word
from cselekvo.reports.processes.standing import Stand, Wanted, standings
from cselekvo.reports.processes.unit_places import UnitPlace, unit_places
from cselekvo.rules.head_counts import heads_of
from cselekvo.workspace import View


@community_.command("show")
@click.argument("community")
@day_options
@pass_app
def show(app: App, community: str, on: date | None, known_at: str | None) -> None:
    """Show a community: place, host, where its processes stand, what was held.

    Example: cselekvo community show ZSZ-KOR --on 2017-06-30
    """
    with app.view(on, known_at) as view:
        record = view.one(Community, community)
        place = unit_places(view, {record.id: Unit.COMMUNITY})[record.id]
        host = _host(view, record)
        wanted = Wanted(units=frozenset({record.id}), states=frozenset(ProcessState))
        stands = standings(view, wanted).stands
        ids = [one.process.id for one in stands]
        held = view.facts(Activity, process=ids) if ids else []
        heads = heads_of(one for one in held if one.period.start <= view.on)
        day, position = view.on, view.position
    result = {
        "on": day,
        "known_at": position,
        "id": record.id,
        "name": record.name,
        "name_en": record.name_en or None,
        "settlement": place.settlement or None,
        "part": record.part or None,
        "county": place.county or None,
        "county_name": word(place.county_name),
        "host": record.host,
        "host_name": host,
        "founded": record.founded,
        "dissolved": record.dissolved,
        "processes": [stand_json(one) for one in stands],
        "activities": heads_json(heads),
    }
    lines = [*_record(record, place, host), "", *_processes(stands), ""]
    answer(app, result, lines=[*lines, *heads_lines(heads)])


def _host(view: View, record: Community) -> str | None:
    """Return the name of the host on the day, as far as the reader may see it."""
    if record.host is None:
        return None
    names = view.facts(OrganisationName, on=view.on, organisation=record.host)
    return names[0].name if names else None


def _record(record: Community, place: UnitPlace, host: str | None) -> list[str]:
    """Return what is known of the community itself."""
    county = word(place.county_name)
    where = [part for part in (place.settlement, record.part) if part]
    rows: list[list[Any]] = [
        [_("id"), record.id],
        [_("name"), record.name],
        [_("settlement"), ", ".join(where) + (f" ({county})" if county else "")],
    ]
    if record.host is not None:
        rows.append([_("host"), f"{host} ({record.host})" if host else record.host])
    for name, on in (
        (_("founded"), record.founded),
        (_("dissolved"), record.dissolved),
    ):
        if on is not None:
            rows.append([name, short_day(on, current())])
    return table(["", ""], rows)[2:]


def _processes(stands: tuple[Stand, ...]) -> list[str]:
    """Return where its processes stand, a line for each open stage."""
    if not stands:
        return [_("It has no process.")]
    header = [_("process"), _("template"), _("state"), _("open stage"), _("since")]
    rows: list[list[Any]] = []
    for stand in stands:
        named = [stand.process.id, template_text(stand), stand.state.word(current())]
        stages = [
            [word(one.title), short_day(one.clock.opened, current())]
            for one in stand.open
        ] or [[None, None]]
        rows += [
            [*(named if at == 0 else ["", "", ""]), *stage]
            for at, stage in enumerate(stages)
        ]
    return table(header, rows)
