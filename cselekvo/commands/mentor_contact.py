"""Mentors: a visit, call or letter, in one command."""

from datetime import date

import click

from cselekvo.actions.mentoring import assignments_on
from cselekvo.actions.mentors import record_contact
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY, Word
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import HOURS, mentor_named, unit_named
from cselekvo.commands.output import answer
from cselekvo.domain.identifiers import PersonId, RecordId
from cselekvo.domain.mentor import AssignmentRole, Contact, ContactKind
from cselekvo.errors import RefusedError
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day
from cselekvo.ports import Questions


class NoPrimaryMentorError(RefusedError):
    """A unit has no primary mentor on a day, so it must be said who it was."""

    code = "no-primary-mentor"

    def __init__(self, unit: str, on: date) -> None:
        super().__init__(
            f"{unit} has no primary mentor on {on}: name one with --mentor.",
            unit=unit,
            on=on,
        )


def _primary(questions: Questions, unit: str, on: date) -> str:
    """Return the primary mentor of a unit on a day.

    Raises:
        NoPrimaryMentorError: There is none.
    """
    for one in assignments_on(questions, unit=unit, on=on):
        if one.role is AssignmentRole.PRIMARY:
            return str(one.person)
    raise NoPrimaryMentorError(unit, on)


@mentor_.command("contact")
@click.argument("unit")
@click.option("--mentor", metavar="MENTOR", help="Who; else the primary mentor.")
@click.option("--on", type=DAY, help="The day; today.")
@click.option(
    "--kind",
    type=Word(ContactKind),
    default=ContactKind.VISIT,
    show_default=False,
    help="What it was; else a visit.",
)
@click.option("--hours", "minutes", type=HOURS, help="How long it took: 1.5.")
@click.option("--note", default="", metavar="TEXT", help="What it was about.")
@pass_app
def contact(
    app: App,
    unit: str,
    mentor: str | None,
    on: date | None,
    kind: ContactKind,
    minutes: int | None,
    note: str,
) -> None:
    """Log a visit, call or letter of a mentor to a unit.

    Example: cselekvo mentor contact KOR --kind call --hours 0.5 --note "a terv"
    """
    day = on or app.today()
    with app.change() as work:
        of = unit_named(work, unit)
        person = mentor_named(work, mentor) if mentor else _primary(work, of, day)
        made = Contact(
            id=RecordId(work.new_id(Contact)),
            unit=RecordId(of),
            person=PersonId(person),
            on=day,
            contact=kind,
            minutes=minutes,
            note=note,
        )
        findings = record_contact(work, made)
    text = _("Logged for %(mentor)s and %(unit)s on %(on)s: %(kind)s.")
    values = {
        "mentor": person,
        "unit": of,
        "on": short_day(day, current()),
        "kind": kind.word(current()),
    }
    result = {
        "mentor": person,
        "unit": of,
        "on": day,
        "kind": kind,
        "minutes": minutes,
    }
    answer(app, result, lines=[text % values], findings=findings)
