"""Holding, resuming and cancelling a process."""

from datetime import date

import click

from cselekvo.actions.processes import cancel_process, hold_process, resume_process
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer
from cselekvo.commands.process import process_
from cselekvo.domain.process import Process
from cselekvo.findings import Finding
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day


def _answer(
    app: App, process: str, on: date, text: str, findings: list[Finding]
) -> None:
    line = text % {"process": process, "on": short_day(on, current())}
    answer(app, {"process": process, "on": on}, lines=[line], findings=findings)


@process_.command("hold")
@click.argument("process")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.option("--on", type=DAY, help="The first day of its rest; today.")
@pass_app
def hold(app: App, process: str, reason: str, on: date | None) -> None:
    """Let PROCESS rest from a day on; its clock stands still.

    Example: cselekvo process hold F1 --reason "a művelődési ház felújítása"
    """
    day = on or app.today()
    with app.change(reason) as work:
        found = work.one(Process, process).id
        findings = hold_process(work, found, day, reason)
    _answer(app, found, day, _("%(process)s rests from %(on)s."), findings)


@process_.command("resume")
@click.argument("process")
@click.option("--on", type=DAY, help="The day it goes on; today.")
@pass_app
def resume(app: App, process: str, on: date | None) -> None:
    """Let PROCESS go on from a day; the day before was the last of its rest.

    Example: cselekvo process resume F1 --on 2018-03-01
    """
    day = on or app.today()
    with app.change() as work:
        found = work.one(Process, process).id
        findings = resume_process(work, found, day)
    _answer(app, found, day, _("%(process)s goes on from %(on)s."), findings)


@process_.command("cancel")
@click.argument("process")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.option("--on", type=DAY, help="The day it was broken off; today.")
@pass_app
def cancel(app: App, process: str, reason: str, on: date | None) -> None:
    """Break PROCESS off: its open stages are closed as cancelled.

    Example: cselekvo process cancel F1 --reason "a közösség feloszlott"
    """
    day = on or app.today()
    with app.change(reason) as work:
        found = work.one(Process, process).id
        findings = cancel_process(work, found, day, reason)
    _answer(app, found, day, _("%(process)s was broken off on %(on)s."), findings)
