"""Mentors: putting one in charge of a unit, and releasing them."""

from datetime import date

import click

from cselekvo.actions.mentoring import assignments_on
from cselekvo.actions.mentors import assign_mentor, end_assignment
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import mentor_named, unit_named
from cselekvo.commands.output import answer
from cselekvo.domain.identifiers import PersonId, RecordId
from cselekvo.domain.mentor import AssignmentRole, MentorAssignment
from cselekvo.domain.period import from_days
from cselekvo.errors import RefusedError
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day


class NotAssignedError(RefusedError):
    """The mentor is not in charge of the unit on the day."""

    code = "not-assigned"

    def __init__(self, mentor: str, unit: str, on: date) -> None:
        super().__init__(
            f"{mentor} is not in charge of {unit} on {on}.",
            mentor=mentor,
            unit=unit,
            on=on,
        )


@mentor_.command("assign")
@click.argument("mentor")
@click.argument("unit")
@click.option("--supporting", is_flag=True, help="As a supporting mentor.")
@click.option("--on", type=DAY, help="The first day; today.")
@click.option("--until", type=DAY, help="The last day, where it is known.")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@pass_app
def assign(
    app: App,
    mentor: str,
    unit: str,
    supporting: bool,
    on: date | None,
    until: date | None,
    reason: str,
) -> None:
    """Put a mentor in charge of a community, organisation, roundtable or project.

    Example: cselekvo mentor assign M-ANNA KOR --on 2017-07-01
    """
    day = on or app.today()
    role = AssignmentRole.SUPPORTING if supporting else AssignmentRole.PRIMARY
    with app.change(reason) as work:
        made = MentorAssignment(
            id=RecordId(work.new_id(MentorAssignment)),
            person=PersonId(mentor_named(work, mentor)),
            unit=RecordId(unit_named(work, unit)),
            role=role,
            reason=reason,
            period=from_days(day, until),
        )
        findings = assign_mentor(work, made)
    text = _("%(mentor)s is in charge of %(unit)s from %(on)s (%(role)s).")
    values = {
        "mentor": made.person,
        "unit": made.unit,
        "on": short_day(day, current()),
        "role": role.word(current()),
    }
    result = {"mentor": made.person, "unit": made.unit, "role": role, "on": day}
    answer(app, result, lines=[text % values], findings=findings)


@mentor_.command("release")
@click.argument("mentor")
@click.argument("unit")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.option("--on", type=DAY, help="The last day in charge; today.")
@pass_app
def release(app: App, mentor: str, unit: str, reason: str, on: date | None) -> None:
    """End what a mentor is in charge of, with the reason.

    Example: cselekvo mentor release M-ANNA KOR --on 2017-06-30 --reason szülés
    """
    day = on or app.today()
    with app.change(reason) as work:
        person, of = mentor_named(work, mentor), unit_named(work, unit)
        held = assignments_on(work, person=person, unit=of, on=day)
        if not held:
            raise NotAssignedError(person, of, day)
        findings = end_assignment(work, held[0].id, day, reason)
    text = _("%(mentor)s is in charge of %(unit)s until %(on)s.")
    line = text % {"mentor": person, "unit": of, "on": short_day(day, current())}
    result = {"mentor": person, "unit": of, "on": day}
    answer(app, result, lines=[line], findings=findings)
