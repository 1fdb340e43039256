"""Mentors: adding one, and ending their standing."""

from datetime import date

import click

from cselekvo.actions.mentors import add_mentor, end_mentor
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY, WHOLE, Word
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import county_named, mentor_named
from cselekvo.commands.output import answer
from cselekvo.domain.identifiers import MentorId, OrganisationId, PersonId, check_id
from cselekvo.domain.mentor import Mentor, MentorField
from cselekvo.domain.period import from_days
from cselekvo.domain.person import Person
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day


@mentor_.command("add")
@click.argument("mentor")
@click.option("--name", metavar="TEXT", help="Of a new person: family name first.")
@click.option(
    "--county",
    "counties",
    multiple=True,
    metavar="COUNTY",
    help="A county they cover; may be given again.",
)
@click.option("--field", type=Word(MentorField), help="The primary field.")
@click.option(
    "--further",
    type=Word(MentorField),
    multiple=True,
    help="Another field; may be given again.",
)
@click.option("--capacity", type=WHOLE, help="For how many units; else the usual.")
@click.option("--employer", metavar="ORGANISATION", help="Who employs them.")
@click.option("--on", type=DAY, help="The first day as a mentor; today.")
@click.option("--until", type=DAY, help="The last day, where it is known.")
@pass_app
def add(
    app: App,
    mentor: str,
    name: str | None,
    counties: tuple[str, ...],
    field: MentorField | None,
    further: tuple[MentorField, ...],
    capacity: int | None,
    employer: str | None,
    on: date | None,
    until: date | None,
) -> None:
    """Make a person a mentor; one who is known already needs no name.

    Example: cselekvo mentor add M-ANNA --name "Példa Anna" --county Zala --field museum
    """
    day = on or app.today()
    with app.change() as work:
        person = PersonId(check_id(mentor))
        made = Mentor(
            id=MentorId(work.new_id(Mentor)),
            person=person,
            employer=None if employer is None else OrganisationId(employer),
            field=field,
            further_fields=" ".join(str(one.value) for one in further),
            capacity=capacity,
            period=from_days(day, until),
        )
        covered = [county_named(work, one) for one in counties]
        new = None if name is None else Person(id=person, name=name)
        findings = add_mentor(work, made, covered, new)
    text = _("%(mentor)s is a mentor from %(on)s.")
    line = text % {"mentor": mentor, "on": short_day(day, current())}
    result = {"mentor": mentor, "on": day, "counties": covered}
    answer(app, result, lines=[line], findings=findings)


@mentor_.command("end")
@click.argument("mentor")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.option("--on", type=DAY, help="The last day as a mentor; today.")
@pass_app
def end(app: App, mentor: str, reason: str, on: date | None) -> None:
    """End the standing of a mentor, whose assignments must have ended.

    Example: cselekvo mentor end M-ANNA --on 2017-06-30 --reason "más munkakör"
    """
    day = on or app.today()
    with app.change(reason) as work:
        found = mentor_named(work, mentor)
        findings = end_mentor(work, found, day, reason)
    text = _("%(mentor)s is a mentor until %(on)s.")
    line = text % {"mentor": found, "on": short_day(day, current())}
    answer(app, {"mentor": found, "on": day}, lines=[line], findings=findings)
