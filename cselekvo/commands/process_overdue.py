"""What is late, since when, and whose turn it is; what falls due soon."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import COUNT
from cselekvo.commands.output import answer, table
from cselekvo.commands.process import process_
from cselekvo.commands.process_asked import (
    Narrowed,
    day_options,
    narrowing_options,
    wanted_of,
)
from cselekvo.commands.process_telling import open_json, unit_json
from cselekvo.domain.person import Person
from cselekvo.domain.process import ProcessState
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.reports.mentors.people import name_of, primary_mentors
from cselekvo.reports.processes.due import Due, due_within, late_ones
from cselekvo.reports.processes.process_words import days_text, unit_text, word
from cselekvo.reports.processes.standing import standings

#: By unit its primary mentor: the id, and the person if the reader may see them.
Turns = Mapping[str, tuple[str, Person | None]]


@process_.command("overdue")
@day_options
@narrowing_options
@click.option(
    "--within",
    type=COUNT,
    metavar="DAYS",
    help="Also what falls due within so many days.",
)
@pass_app
def overdue(
    app: App,
    on: date | None,
    known_at: str | None,
    template: str | None,
    county: str | None,
    units: tuple[str, ...],
    within: int | None,
) -> None:
    """List the stages that are late on a day, the latest first, and whose turn it is.

    A stage is due when it has been open for its typical duration, and late when it has
    been open for longer than its longest one. The days on which a process rests do not
    count, and a stage without a duration is never late.

    Example: cselekvo process overdue --county Zala --within 30
    """
    narrowed = Narrowed(template=template, county=county, units=units)
    with app.view(on, known_at) as view:
        stands = standings(view, wanted_of(view, narrowed)).stands
        day, position = view.on, view.position
        late = late_ones(stands)
        due = [] if within is None else due_within(stands, day, within)
        turns = primary_mentors(view, {one.stand.unit.id for one in (*late, *due)})
    result = {
        "on": day,
        "known_at": position,
        "count": len(late),
        "late": [_json(one, turns) for one in late],
        "due": [_json(one, turns) for one in due],
    }
    lines = _late_lines(late, day, turns)
    if within is not None:
        lines += ["", *_due_lines(due, within, turns)]
    answer(app, result, lines=lines)


def _json(one: Due, turns: Turns) -> dict[str, Any]:
    mentor = turns.get(one.stand.unit.id)
    return {
        "process": one.stand.process.id,
        "unit": unit_json(one.stand.unit),
        "template": one.stand.version.template,
        "state": one.stand.state,
        **open_json(one.stage),
        "mentor": None
        if mentor is None
        else {"person": mentor[0], "name": name_of(mentor[1], mentor[0])},
    }


def _late_lines(late: list[Due], on: date, turns: Turns) -> list[str]:
    if not late:
        text = _("Nothing is late on %(on)s.")
        return [text % {"on": short_day(on, current())}]
    header = [*_header(), _("late since"), _("days late")]
    return table(header, _rows(late, turns, _late_cells), right=(6,))


def _due_lines(due: list[Due], within: int, turns: Turns) -> list[str]:
    if not due:
        text = _("Nothing falls due within %(within)s days.")
        return [text % {"within": within}]
    text = _("Due within %(within)s days, or due already and not yet late:")
    header = [*_header(), _("due"), _("late after")]
    return [
        text % {"within": within},
        "",
        *table(header, _rows(due, turns, _due_cells)),
    ]


def _header() -> list[str]:
    return [_("process"), _("unit"), _("open stage"), _("whose turn"), _("open since")]


def _rows(
    found: Iterable[Due], turns: Turns, cells: Callable[[Due], list[Any]]
) -> list[list[Any]]:
    return [
        [
            one.stand.process.id,
            unit_text(one.stand.unit),
            _stage(one),
            _turn(one, turns),
            short_day(one.stage.clock.opened, current()),
            *cells(one),
        ]
        for one in found
    ]


def _turn(one: Due, turns: Turns) -> str | None:
    """Return whose turn it is: the role, and the unit's primary mentor by name."""
    role, mentor = word(one.stage.role), turns.get(one.stand.unit.id)
    if mentor is None:
        return role
    name = name_of(mentor[1], mentor[0])
    values = {"role": role, "mentor": name}
    return fill(_("%(role)s (mentor: %(mentor)s)"), values) if role else name


def _stage(one: Due) -> str:
    title = word(one.stage.title) or one.stage.run.stage
    if one.stand.state is not ProcessState.ON_HOLD:
        return title
    return _("%(stage)s (on hold)") % {"stage": title}


def _late_cells(one: Due) -> list[Any]:
    return [_day(one.stage.clock.late_since), days_text(one.stage.clock.days_late)]


def _due_cells(one: Due) -> list[Any]:
    return [_day(one.stage.clock.due), _day(one.stage.clock.latest)]


def _day(day: date | None) -> str | None:
    return None if day is None else short_day(day, current())
