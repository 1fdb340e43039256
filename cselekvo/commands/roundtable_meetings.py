"""Roundtables: meetings and who attended them."""

from datetime import date
from typing import Any

import click

from cselekvo.actions.roundtables import record_attendance, record_meeting
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer, table
from cselekvo.commands.roundtable import roundtable_
from cselekvo.domain.identifiers import (
    MeetingId,
    OrganisationId,
    PersonId,
    RecordId,
    RoundtableId,
    check_id,
)
from cselekvo.domain.period import read_day
from cselekvo.domain.roundtable import (
    Attendance,
    Meeting,
    Presence,
    Roundtable,
)
from cselekvo.errors import NotFoundError, ValueNotReadError
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.ports import Questions
from cselekvo.rules.quorum import Quorum


@roundtable_.command("meeting")
@click.argument("roundtable")
@click.option("--on", type=DAY, help="The day it met; today.")
@click.option("--id", "id_", metavar="ID", help="Its id; else one is made.")
@click.option("--place", default="", metavar="TEXT", help="Where it met.")
@click.option("--agenda", default="", metavar="TEXT", help="What it dealt with.")
@click.option("--repeated", is_flag=True, help="Called again for want of quorum.")
@pass_app
def meeting(
    app: App,
    roundtable: str,
    on: date | None,
    id_: str | None,
    place: str,
    agenda: str,
    repeated: bool,
) -> None:
    """Note a meeting of ROUNDTABLE; its roster is the roster of its day.

    Example: cselekvo roundtable meeting ZSZ-KEREKASZTAL --on 2016-03-15 --place Türje
    """
    day = on or app.today()
    with app.change() as work:
        made = Meeting(
            id=MeetingId(check_id(id_) if id_ else work.new_id(Meeting)),
            roundtable=RoundtableId(work.one(Roundtable, roundtable).id),
            on=day,
            repeated=repeated,
            place=place,
            agenda=agenda,
        )
        findings = record_meeting(work, made)
    text = _("Noted the meeting %(meeting)s of %(on)s.")
    line = text % {"meeting": made.id, "on": short_day(day, current())}
    answer(app, {"meeting": made.id, "on": day}, lines=[line], findings=findings)


def _meeting_named(questions: Questions, table_: str, named: str) -> Meeting:
    """Return a meeting by its id, or by its day at the table."""
    try:
        day = read_day(named)
    except ValueNotReadError:
        return questions.one(Meeting, named)
    held = questions.facts(Meeting, roundtable=questions.one(Roundtable, table_).id)
    that_day = [one for one in held if one.on == day]
    if not that_day:
        raise NotFoundError("meeting", f"{table_} {named}")
    return that_day[0]


def _noted(work: Any, meeting_: str, entry: str) -> Attendance:
    """Read `ORGANISATION=jelen` or `ORGANISATION=helyettes:PERSON`."""
    organisation, given, rest = entry.partition("=")
    if not given:
        expected = "an attendance is written ORGANISATION=jelen:PERSON"
        raise ValueNotReadError(entry, expected)
    presence, _colon, person = rest.partition(":")
    return Attendance(
        id=RecordId(work.new_id(Attendance)),
        meeting=MeetingId(meeting_),
        organisation=OrganisationId(organisation),
        presence=Presence.read(presence),
        person=PersonId(person) if person else None,
    )


@roundtable_.command("attendance")
@click.argument("roundtable")
@click.argument("meeting", metavar="DAY|ID")
@click.argument("entries", nargs=-1, metavar="[ORGANISATION=PRESENCE[:PERSON]...]")
@pass_app
def attendance(
    app: App, roundtable: str, meeting: str, entries: tuple[str, ...]
) -> None:
    """Show or note who attended a meeting: jelen, helyettes, kimentette, hiányzott.

    Without entries what is noted is shown, and whether the meeting had quorum. What was
    noted before is corrected.

    Example: cselekvo roundtable attendance ZSZ-KEREKASZTAL 2015-11-24 ZSZ-ERDO=jelen
    """
    if not entries:
        _show_attendance(app, roundtable, meeting)
        return
    with app.change() as work:
        held = _meeting_named(work, roundtable, meeting)
        noted = [_noted(work, held.id, entry) for entry in entries]
        findings = record_attendance(work, held.id, noted)
    text = _("Noted %(count)s attendances of the meeting %(meeting)s.")
    line = text % {"count": len(noted), "meeting": held.id}
    result = {"meeting": held.id, "noted": len(noted)}
    answer(app, result, lines=[line], findings=findings)


def _show_attendance(app: App, roundtable: str, named: str) -> None:
    """Show the roster of the meeting's day with who came, and whether it had quorum."""
    from cselekvo.reports.quorum import quorum_of
    from cselekvo.reports.roster import roster_of

    with app.view() as view:
        held = _meeting_named(view, roundtable, named)
    with app.view(held.on) as view:
        roster = roster_of(view, held.roundtable)
        quorum = quorum_of(view, held, roster)
        known = {
            one.organisation: one for one in view.facts(Attendance, meeting=held.id)
        }
    listed, rows = [], []
    for member in roster.members:
        one = known.get(member.membership.organisation)
        word = None if one is None else one.presence.word(current())
        rows.append([member.name, word, None if one is None else one.person])
        listed.append(
            {
                "organisation": member.membership.organisation,
                "name": member.name,
                "voting": member.voting,
                "presence": None if one is None else one.presence,
                "person": None if one is None else one.person,
            }
        )
    result = {
        "meeting": held.id,
        "on": held.on,
        "quorum": {
            "seats": quorum.seats,
            "needed": quorum.needed,
            "present": quorum.present,
            "reached": quorum.reached,
        },
        "attendance": listed,
    }
    header = [_("organisation"), _("attendance"), _("who")]
    lines = [*table(header, rows), "", _quorum_line(quorum)]
    answer(app, result, lines=lines)


def _quorum_line(quorum: Quorum) -> str:
    """Return how many voting members came, how many were needed, and what follows."""
    text = (
        _(
            "%(present)s of %(seats)s voting members came, %(needed)s were needed: "
            "quorate"
        )
        if quorum.reached
        else _(
            "%(present)s of %(seats)s voting members came, %(needed)s were needed: "
            "not quorate"
        )
    )
    return text % {
        "present": quorum.present,
        "seats": quorum.seats,
        "needed": quorum.needed,
    }
