"""Activities: recording one."""

from datetime import date

import click

from cselekvo.actions.activities import add_activity
from cselekvo.commands.activity import activity_
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.community_add import settlement_named
from cselekvo.commands.kinds import DAY, WHOLE, Word
from cselekvo.commands.output import answer
from cselekvo.domain.activity import Activity, ActivityKind, HeadUnit
from cselekvo.domain.identifiers import ActivityId, ProcessId, ProjectId, check_id
from cselekvo.domain.period import from_days
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day


@activity_.command("add")
@click.argument("activity")
@click.option("--title", required=True, metavar="TEXT", help="What it was called.")
@click.option("--process", metavar="PROCESS", help="The process it was held in.")
@click.option("--project", metavar="PROJECT", help="The project it was held for.")
@click.option("--on", type=DAY, help="Its day, or its first day; today.")
@click.option("--until", type=DAY, help="Its last day; else it took one day.")
@click.option(
    "--kind",
    type=Word(ActivityKind),
    default=ActivityKind.EVENT,
    show_default=False,
    help="What it was; else an event.",
)
@click.option("--heads", type=WHOLE, help="How many came; else it is not known.")
@click.option(
    "--unit",
    type=Word(HeadUnit),
    default=HeadUnit.ATTENDANCES,
    show_default=False,
    help="What the head count counts; else attendances.",
)
@click.option("--estimated", is_flag=True, help="The head count was estimated.")
@click.option("--sheets", type=WHOLE, help="Signatures on the attendance sheets.")
@click.option("--fee", type=WHOLE, help="What one had to pay, in forints.")
@click.option("--place", default="", metavar="TEXT", help="Where: a house, a square.")
@click.option("--settlement", metavar="PLACE", help="The settlement it was held in.")
@click.option("--theme", default="", metavar="TEXT", help="What it was about.")
@pass_app
def add(
    app: App,
    activity: str,
    title: str,
    process: str | None,
    project: str | None,
    on: date | None,
    until: date | None,
    kind: ActivityKind,
    heads: int | None,
    unit: HeadUnit,
    estimated: bool,
    sheets: int | None,
    fee: int | None,
    place: str,
    settlement: str | None,
    theme: str,
) -> None:
    """Record an activity of a process or a project.

    Example: cselekvo activity add FORUM-1 --process ZSZ-1 --title Fórum --heads 26
    """
    day = on or app.today()
    with app.change() as work:
        made = Activity(
            id=ActivityId(check_id(activity)),
            process=None if process is None else ProcessId(process),
            project=None if project is None else ProjectId(project),
            title=title,
            activity=kind,
            theme=theme,
            settlement=settlement_named(work, settlement) if settlement else None,
            place=place,
            head_count=heads,
            unit=unit,
            estimated=estimated,
            sheet_count=sheets,
            fee=fee,
            period=from_days(day, until or day),
        )
        findings = add_activity(work, made)
    text = _("Recorded the activity %(activity)s of %(on)s.")
    line = text % {"activity": activity, "on": short_day(day, current())}
    answer(app, {"activity": activity, "on": day}, lines=[line], findings=findings)
