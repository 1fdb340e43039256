"""Mentors: what today, and the days after it, ask of one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import COUNT
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import mentor_named
from cselekvo.commands.mentor_gaps import alone_json, stages_text
from cselekvo.commands.mentor_telling import counties_text, mentor_json
from cselekvo.commands.output import answer, table
from cselekvo.commands.process_asked import day_options
from cselekvo.commands.process_telling import open_json, unit_json
from cselekvo.commands.report_made import chosen_format, file_options, hand_out
from cselekvo.findings import Finding
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.reports.mentors.gaps import Alone
from cselekvo.reports.mentors.today import MeetingSoon, Today, UnitToday, today_of
from cselekvo.reports.processes.due import Due
from cselekvo.reports.processes.process_words import (
    clock_text,
    criterion_text,
    days_text,
    standing_text,
    unit_text,
    word,
)
from cselekvo.reports.processes.standing import OpenStage
from cselekvo.rules.assignments import AssignmentCode
from cselekvo.workspace import View

#: How many units that stand alone nearby are named to people.
_NEARBY: Final = 10


@mentor_.command("today")
@click.argument("mentor")
@day_options
@click.option(
    "--days",
    type=COUNT,
    default=7,
    show_default=False,
    metavar="DAYS",
    help="How many days to look ahead; 7.",
)
@file_options
@pass_app
def today(
    app: App,
    mentor: str,
    on: date | None,
    known_at: str | None,
    days: int,
    format_: str | None,
    output: Path | None,
) -> None:
    """Say what a day and the week after it ask of a mentor.

    Each unit with its open stages, the next criterion that is not met and the last
    contact; what is late and what falls due; meetings of its tables; units without a
    mentor in the counties covered. Units that were not met for long come first.

    With `-o` or `--format` it is made as a report.

    Example: cselekvo mentor today M-ANNA --on 2017-06-12
    """
    with app.view(on, known_at) as view:
        person = mentor_named(view, mentor)
        found = today_of(view, person, days)
        day, position = view.on, view.position
        if found is not None and (format_ or output):
            _hand_out(app, view, found, format_, output)
            return
    if found is None:
        values = {"on": day}
        none = Finding(AssignmentCode.NOT_MENTOR_THEN, subject=person, values=values)
        answer(app, {}, findings=[none])
        return
    result = {"on": day, "known_at": position, **_json(found, day)}
    answer(app, result, lines=_lines(found, day))


def _hand_out(
    app: App, view: View, found: Today, format_: str | None, output: Path | None
) -> None:
    """Make the report, and hand it out."""
    from cselekvo.reports.mentors.today_report import today_report
    from cselekvo.reports.render import check_format

    chosen = chosen_format(format_, output, "md")
    check_format(chosen)
    made = today_report(
        view,
        found,
        lang=current(),
        by=view.actor.name or view.actor.user,
        generated_at=read_clock(),
    )
    hand_out(app, made, chosen, output)


def _json(found: Today, on: date) -> dict[str, Any]:
    return {
        "days": found.days,
        "mentor": mentor_json(found.mentor),
        "units": [_unit_json(found, one, on) for one in found.units],
        "late": [_due_json(one) for one in found.late],
        "due": [_due_json(one) for one in found.due],
        "meetings": [
            {
                "meeting": one.meeting.id,
                "roundtable": one.table.id,
                "name": one.table.name,
                "on": one.meeting.on,
                "place": one.meeting.place or None,
            }
            for one in found.meetings
        ],
        "alone_nearby": [alone_json(one) for one in found.alone],
    }


def _unit_json(found: Today, one: UnitToday, on: date) -> dict[str, Any]:
    contact = one.contact
    return {
        "unit": unit_json(one.unit),
        "role": one.assignment.role,
        "since": one.assignment.period.first_day,
        "open": [
            {
                "process": stand.process.id,
                **open_json(stage),
                "next": _next_json(found, stage),
            }
            for stand in one.stands
            for stage in stand.open
        ],
        "last_contact": None
        if contact is None
        else {
            "on": contact.on,
            "kind": contact.contact,
            "person": contact.person,
            "days": one.days_since(on),
        },
    }


def _next_json(found: Today, stage: OpenStage) -> dict[str, Any] | None:
    standing = found.criteria.get(stage.run.id)
    if standing is None:
        return None
    return {
        "criterion": standing.criterion.id,
        "title": criterion_text(standing.criterion),
        "present": standing.present,
        "needed": standing.needed,
    }


def _due_json(one: Due) -> dict[str, Any]:
    return {
        "process": one.stand.process.id,
        "unit": unit_json(one.stand.unit),
        **open_json(one.stage),
    }


def _lines(found: Today, on: date) -> list[str]:
    values = {
        "name": found.mentor.name,
        "on": short_day(on, current()),
        "load": found.mentor.load,
        "capacity": found.mentor.capacity,
        "counties": counties_text(found.mentor),
    }
    text = _(
        "%(name)s, %(on)s: units in charge: %(load)s of %(capacity)s[[; %(counties)s]]."
    )
    return [
        fill(text, values),
        *_unit_lines(found, on),
        *_due_lines(found),
        *_meeting_lines(found.meetings),
        *_alone_lines(found.alone),
    ]


def _unit_lines(found: Today, on: date) -> Iterator[str]:
    if not found.units:
        yield _("They are in charge of no unit on this day.")
    for one in found.units:
        role = one.assignment.role.word(current())
        yield ""
        yield f"{unit_text(one.unit)} [{one.unit.id}], {role}"
        yield f"  {_contact_text(one, on)}"
        for stand in one.stands:
            for stage in stand.open:
                yield f"  {word(stage.title)}: {clock_text(stage.clock)}"
                yield f"    {_next_text(found, stage)}"
        if not any(stand.open for stand in one.stands):
            yield f"  {_('No stage is open.')}"


def _contact_text(one: UnitToday, on: date) -> str:
    contact = one.contact
    if contact is None:
        return _("No contact is logged yet.")
    values = {
        "kind": contact.contact.word(current()),
        "on": short_day(contact.on, current()),
        "days": days_text(one.days_since(on)),
    }
    return fill(_("Last contact: %(kind)s, %(on)s (%(days)s days ago)"), values)


def _next_text(found: Today, stage: OpenStage) -> str:
    standing = found.criteria.get(stage.run.id)
    if standing is None:
        return _("Nothing is missing: it can be closed.")
    values = {
        "criterion": criterion_text(standing.criterion),
        "how": standing_text(standing),
    }
    return fill(_("Next: %(criterion)s – %(how)s"), values)


def _due_lines(found: Today) -> Iterator[str]:
    if not found.late and not found.due:
        return
    header = [_("unit"), _("open stage"), _("due"), _("days late")]
    rows = [
        [
            unit_text(one.stand.unit),
            word(one.stage.title),
            None if one.stage.clock.due is None else _day(one.stage.clock.due),
            days_text(one.stage.clock.days_late) if one.stage.clock.is_late else None,
        ]
        for one in (*found.late, *found.due)
    ]
    yield ""
    text = _("Late: %(late)s; due, or falling due within %(days)s days: %(due)s.")
    values = {"late": len(found.late), "due": len(found.due), "days": found.days}
    yield text % values
    yield from table(header, rows, right=(3,))


def _day(day: date) -> str:
    return short_day(day, current())


def _meeting_lines(meetings: tuple[MeetingSoon, ...]) -> Iterator[str]:
    if not meetings:
        return
    yield ""
    yield _("Meetings of their tables:")
    for one in meetings:
        text = "  %(on)s %(name)s[[, %(place)s]]"
        values = {
            "on": _day(one.meeting.on),
            "name": one.table.name,
            "place": one.meeting.place,
        }
        yield fill(text, values)


def _alone_lines(alone: tuple[Alone, ...]) -> Iterator[str]:
    if not alone:
        return
    yield ""
    text = _("Without a mentor in the counties they cover: %(count)s.")
    yield text % {"count": len(alone)}
    for one in alone[:_NEARBY]:
        parts = [f"{unit_text(one.unit)} [{one.unit.id}]", stages_text(one)]
        yield f"  {', '.join(filter(None, parts))}"
    if len(alone) > _NEARBY:
        more = _("and %(more)s more; see `mentor gaps`")
        yield f"  {more % {'more': len(alone) - _NEARBY}}"
