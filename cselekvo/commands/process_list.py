"""Where processes stand: all of them, each counted once by its open stages."""

from datetime import date
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.process import process_
from cselekvo.commands.process_asked import (
    STATES,
    Narrowed,
    day_options,
    narrowing_options,
    wanted_of,
)
from cselekvo.commands.process_tables import by_template
from cselekvo.commands.process_telling import stand_json
from cselekvo.domain.process import ProcessState
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.reports.processes.process_words import (
    days_text,
    template_text,
    unit_text,
    word,
)
from cselekvo.reports.processes.standing import Stand, standings
from cselekvo.reports.processes.standing_summary import Group, by_open_stages


@process_.command("list")
@day_options
@narrowing_options
@click.option("--stage", metavar="STAGE", help="Only those with this stage open.")
@click.option("--state", "states", type=STATES, help="How it is with them.")
@click.option("--late", is_flag=True, help="Only those with a stage that is late.")
@pass_app
def list_(
    app: App,
    on: date | None,
    known_at: str | None,
    template: str | None,
    county: str | None,
    units: tuple[str, ...],
    stage: str | None,
    states: frozenset[ProcessState] | None,
    late: bool,
) -> None:
    """List where processes stand on a day: open stages, since when, what is late.

    Those that are running or on hold are listed, unless `--state` says otherwise. Below
    the list each process is counted once, by its open stages.

    Example: cselekvo process list --county Zala --on 2017-06-30
    """
    narrowed = Narrowed(template=template, county=county, units=units, stage=stage)
    with app.view(on, known_at) as view:
        found = standings(view, wanted_of(view, narrowed, states, late=late))
        groups = by_open_stages(found)
        day, position = view.on, view.position
    result = {
        "on": day,
        "known_at": position,
        "count": len(found.stands),
        "late": sum(1 for one in found.stands if one.late),
        "processes": [stand_json(one) for one in found.stands],
        "summary": [_group_json(one) for one in groups],
    }
    answer(app, result, lines=_lines(found.stands, groups, day))


def _group_json(group: Group) -> dict[str, Any]:
    return {
        "template": group.template,
        "title": word(group.title),
        "stages": [{"stage": id_, "title": word(title)} for id_, title in group.stages],
        "state": group.state,
        "count": group.count,
        "late": group.late,
        "on_hold": group.on_hold,
    }


def _lines(stands: tuple[Stand, ...], groups: list[Group], on: date) -> list[str]:
    if not stands:
        text = _("No such process stands open on %(on)s.")
        return [text % {"on": short_day(on, current())}]
    header = [
        _("process"),
        _("unit"),
        _("template"),
        _("state"),
        _("open stage"),
        _("since"),
        _("days"),
        _("days late"),
    ]
    rows = [row for one in stands for row in _rows(one)]
    text = _("Processes: %(count)s, of which late: %(late)s, on hold: %(on_hold)s.")
    values = {
        "count": len(stands),
        "late": sum(1 for one in stands if one.late),
        "on_hold": sum(1 for one in stands if one.state is ProcessState.ON_HOLD),
    }
    return [
        *table(header, rows, right=(6, 7)),
        "",
        text % values,
        "",
        *_summary(groups),
    ]


def _rows(stand: Stand) -> list[list[Any]]:
    """Return a line for each open stage; the process itself is named once."""
    named = [
        stand.process.id,
        unit_text(stand.unit),
        template_text(stand),
        stand.state.word(current()),
    ]
    stages = [
        [
            word(one.title),
            short_day(one.clock.opened, current()),
            days_text(one.clock.days),
            days_text(one.clock.days_late) if one.clock.is_late else None,
        ]
        for one in stand.open
    ] or [[None, None, None, None]]
    return [
        [*(named if at == 0 else ["", "", "", ""]), *stage]
        for at, stage in enumerate(stages)
    ]


def _summary(groups: list[Group]) -> list[str]:
    """Return how many processes have which stages open, each counted once."""
    header = [
        _("template"),
        _("open stages"),
        _("processes"),
        _("late"),
        _("on hold"),
    ]
    rows = [
        [
            word(group.title),
            ", ".join(filter(None, (word(title) for _id, title in group.stages)))
            or (group.state.word(current()) if group.state else None),
            group.count,
            group.late or None,
            group.on_hold or None,
        ]
        for group in groups
    ]
    return by_template(header, rows, 3)
