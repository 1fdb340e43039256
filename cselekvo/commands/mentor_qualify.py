"""Mentors: what they have learned."""

from datetime import date

import click

from cselekvo.actions.mentors import add_qualification
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY, WHOLE
from cselekvo.commands.mentor import mentor_
from cselekvo.commands.mentor_asked import mentor_named
from cselekvo.commands.output import answer
from cselekvo.domain.identifiers import PersonId, RecordId
from cselekvo.domain.mentor import Qualification
from cselekvo.i18n import _


@mentor_.command("qualify")
@click.argument("mentor")
@click.option("--title", required=True, metavar="TEXT", help="What was learned.")
@click.option("--hours", type=WHOLE, help="How many hours it took.")
@click.option("--certificate", default="", metavar="TEXT", help="Its number.")
@click.option("--obtained", type=DAY, help="The day of the certificate.")
@click.option("--expires", type=DAY, help="The last day on which it holds.")
@pass_app
def qualify(
    app: App,
    mentor: str,
    title: str,
    hours: int | None,
    certificate: str,
    obtained: date | None,
    expires: date | None,
) -> None:
    """Note what a mentor has learned, and until when it holds.

    Example: cselekvo mentor qualify M-ANNA --title Mentorképzés --hours 60
    """
    with app.change() as work:
        person = mentor_named(work, mentor)
        made = Qualification(
            id=RecordId(work.new_id(Qualification)),
            person=PersonId(person),
            title=title,
            hours=hours,
            certificate=certificate,
            obtained=obtained,
            expires=expires,
        )
        findings = add_qualification(work, made)
    text = _("Noted for %(mentor)s: %(title)s.")
    line = text % {"mentor": person, "title": title}
    answer(app, {"mentor": person, "title": title}, lines=[line], findings=findings)
