"""Roundtables: who sits there, meetings with their attendance, the report."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from cselekvo.actions.places import Places
from cselekvo.actions.roundtables import record_attendance, record_meeting
from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer, table
from cselekvo.commands.roundtable import roundtable_
from cselekvo.domain.fact import Erased
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
    Membership,
    MemberRole,
    Presence,
    Roundtable,
)
from cselekvo.errors import NotFoundError, ValueNotReadError
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Questions


@roundtable_.command("list")
@click.option("--on", type=DAY, help="The day whose members are counted; today.")
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@pass_app
def list_(app: App, on: date | None, known_at: str | None) -> None:
    """List roundtables with their area and the number of voting members on the day.

    Example: cselekvo -w halozat.db roundtable list --on 2015-11-30
    """
    with app.view(on, known_at) as view:
        tables = view.facts(Roundtable)
        sitting = view.facts(Membership, on=view.on, voting=True)
        places = Places(view)
        listed: list[dict[str, Any]] = []
        for one in sorted(tables, key=lambda one: (sort_key(one.name), one.id)):
            bodies = {m.organisation for m in sitting if m.roundtable == one.id}
            district = places.district_name(one.district)
            listed.append(
                {
                    "id": one.id,
                    "name": one.name,
                    "district": district or None,
                    "founded": one.founded,
                    "count": len(bodies),
                }
            )
        day, position = view.on, view.position
    header = [_("id"), _("name"), _("district"), _("founded"), _("members")]
    rows = [
        [
            one["id"],
            one["name"],
            one["district"],
            None if one["founded"] is None else short_day(one["founded"], current()),
            one["count"],
        ]
        for one in listed
    ]
    lines = table(header, rows, right=(4,)) if rows else [_("There are none.")]
    answer(app, {"on": day, "known_at": position, "roundtables": listed}, lines=lines)


def _person(delegates: Any) -> list[dict[str, Any]]:
    people = []
    for one in delegates:
        name = None
        if one.person is not None and not isinstance(one.person.name, Erased):
            name = one.person.name
        people.append(
            {
                "id": one.representation.person,
                "name": name,
                "erased": one.person is not None and name is None,
                "position": one.representation.position or None,
            }
        )
    return people


def _member(one: Any) -> dict[str, Any]:
    return {
        "organisation": one.membership.organisation,
        "name": one.name,
        "sector": one.sector,
        "settlement": one.settlement or None,
        "role": one.membership.role,
        "offices": [office.office for office in one.offices],
        "voting": one.voting,
        "representatives": _person(one.representatives),
        "deputies": _person(one.deputies),
        "from": one.since,
        "until": one.until,
    }


def _names(people: list[dict[str, Any]]) -> str | None:
    names = [
        _("erased") if one["erased"] else one["name"] or one["id"] for one in people
    ]
    return ", ".join(names) or None


@roundtable_.command("members")
@click.argument("roundtable")
@click.option("--on", type=DAY, help="The day asked about; today.")
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@pass_app
def members(app: App, roundtable: str, on: date | None, known_at: str | None) -> None:
    """List who sits at ROUNDTABLE on a day, and count the voting organisations.

    Example: cselekvo roundtable members ZSZ-KEREKASZTAL --on 2015-11-30
    """
    from cselekvo.reports.roster import roster_of

    with app.view(on, known_at) as view:
        roster = roster_of(view, roundtable)
        position = view.position
    listed = [_member(one) for one in roster.members]
    rows = []
    for at, (one, shown) in enumerate(
        zip(roster.members, listed, strict=True), start=1
    ):
        roles = [office.office.word(current()) for office in one.offices]
        role = ", ".join(roles) or one.membership.role.word(current())
        people = [_names(shown[which]) for which in ("representatives", "deputies")]
        rows.append([at, shown["name"], role, shown["settlement"], *people])
    header = [
        "",
        _("organisation"),
        _("role"),
        _("seat"),
        _("representative"),
        _("deputy"),
    ]
    count = _("%(on)s: %(count)s voting member organisations")
    values = {"on": short_day(roster.on, current()), "count": roster.count}
    lines = (
        [*table(header, rows, right=(0,)), ""] if rows else [_("Nobody sits there.")]
    )
    lines.append(count % values)
    lines += _version_lines(roster)
    result = {
        "roundtable": roster.table.id,
        "on": roster.on,
        "known_at": position,
        "count": roster.count,
        "version": roster.version,
        "corrections": [{"entry": c.seq, "on": c.on} for c in roster.corrections],
        "members": listed,
    }
    answer(app, result, lines=lines)


def _version_lines(roster: Any) -> list[str]:
    """Return that a meeting's roster was corrected after it, if it was."""
    if not roster.corrections:
        return []
    last = roster.corrections[-1]
    text = _("version %(version)s, corrected on %(on)s by entry #%(seq)s")
    values = {
        "version": roster.version,
        "on": short_day(last.on, current()),
        "seq": last.seq,
    }
    return [text % values]


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
        expected = _("an attendance is written ORGANISATION=jelen:PERSON")
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

    Without entries what is noted is shown. What was noted before is corrected.

    Example: cselekvo roundtable attendance ZSZ-KEREKASZTAL 2015-11-24 ZSZ-ERDO=kimentette
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
    from cselekvo.reports.roster import roster_of

    with app.view() as view:
        held = _meeting_named(view, roundtable, named)
    with app.view(held.on) as view:
        roster = roster_of(view, held.roundtable)
        known = {
            one.organisation: one for one in view.facts(Attendance, meeting=held.id)
        }
    listed, rows = [], []
    for member in roster.members:
        one = known.get(member.membership.organisation)
        word = None if one is None else one.presence.word(current())
        voting = member.membership.role is MemberRole.MEMBER
        rows.append([member.name, word, None if one is None else one.person])
        listed.append(
            {
                "organisation": member.membership.organisation,
                "name": member.name,
                "voting": member.voting and voting,
                "presence": None if one is None else one.presence,
                "person": None if one is None else one.person,
            }
        )
    header = [_("organisation"), _("attendance"), _("who")]
    result = {"meeting": held.id, "on": held.on, "attendance": listed}
    answer(app, result, lines=table(header, rows))


@roundtable_.command("report")
@click.argument("roundtable")
@click.option("--on", type=DAY, help="The day asked about; today.")
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@click.option(
    "--format",
    "format_",
    metavar="html|md|csv|json",
    help="The format; else by the file's ending.",
)
@click.option("--public/--internal", default=True, help="Without or with contacts.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@pass_app
def report(
    app: App,
    roundtable: str,
    on: date | None,
    known_at: str | None,
    format_: str | None,
    public: bool,
    output: Path | None,
) -> None:
    """Make the membership report of ROUNDTABLE on a day.

    Without a file it is printed. `--internal` adds contacts, for whoever may see them.

    Example: cselekvo roundtable report ZSZ-KEREKASZTAL --on 2015-11-30 -o tagok.html
    """
    from cselekvo.files import replace_file
    from cselekvo.reports.catalogue import report_kind
    from cselekvo.reports.render import render
    from cselekvo.reports.report_json import as_json

    ending = output.suffix.removeprefix(".") if output is not None else ""
    chosen = format_ or ending or "md"
    with app.view(on, known_at) as view:
        made = report_kind("roundtable").make(
            view,
            roundtable,
            lang=current(),
            contacts=not public,
            by=view.actor.name or view.actor.user,
            generated_at=read_clock(),
        )
    data = render(made, chosen)
    if output is not None:
        with replace_file(output) as file:
            file.write(data)
        line = _("Wrote %(file)s.") % {"file": str(output)}
        answer(
            app,
            {"file": str(output), "format": chosen, "bytes": len(data)},
            lines=[line],
        )
    elif app.as_json:
        answer(app, {"report": as_json(made)})
    else:
        click.get_binary_stream("stdout").write(data)
