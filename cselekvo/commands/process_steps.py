"""Closing, skipping and reopening the stages of a process."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from cselekvo.actions.stages import Step, close_stage, reopen_stage, skip_stage
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer
from cselekvo.commands.process import process_
from cselekvo.commands.process_moved import moved
from cselekvo.domain.process import Process
from cselekvo.errors import RefusedError
from cselekvo.findings import Finding
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day

Action = Callable[[Any, Step], list[Finding]]


class NothingToCloseError(RefusedError):
    """Neither a process with its stage nor a sheet was named."""

    code = "nothing-to-close"

    def __init__(self) -> None:
        super().__init__("Name a process and its stage, or a sheet with --file.")


def _step(app: App, action: Action, step: Step, text: str) -> None:
    with app.change() as work:
        step_id = work.one(Process, step.process).id
        findings = action(work, step)
    values = {
        "stage": step.stage,
        "process": step_id,
        "on": short_day(step.on, current()),
    }
    result = {
        "process": step_id,
        "stage": step.stage,
        "on": step.on,
        "outcome": step.outcome or None,
        **moved(findings),
    }
    answer(app, result, lines=[text % values], findings=findings)


@process_.command("close")
@click.argument("process", required=False)
@click.argument("stage", required=False)
@click.option("--outcome", default="", metavar="NAME", help="What is chosen.")
@click.option("--on", type=DAY, help="The day it was closed; today.")
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A sheet of closings: folyamat, szakasz, datum, kimenet.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@pass_app
def close(
    app: App,
    process: str | None,
    stage: str | None,
    outcome: str,
    on: date | None,
    file: Path | None,
    dry_run: bool,
) -> None:
    """Close a STAGE of PROCESS whose exit criteria are met; what follows opens.

    A choice is named with `--outcome`. With `--file` the stages of many processes are
    closed as one act, all or none.

    Example: cselekvo process close F1 survey --outcome usable --on 2017-06-30
    """
    if file is not None:
        from cselekvo.commands.process_bulk import close_from_file

        close_from_file(app, file, dry_run=dry_run)
        return
    if process is None or stage is None:
        raise NothingToCloseError
    day = on or app.today()
    step = Step(process=process, stage=stage, on=day, outcome=outcome)
    text = _("Closed the stage %(stage)s of %(process)s on %(on)s.")
    if dry_run:
        from cselekvo.commands.process_bulk import try_step

        try_step(app, lambda work: close_stage(work, step))
        return
    _step(app, close_stage, step, text)


@process_.command("skip")
@click.argument("process")
@click.argument("stage")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.option("--outcome", default="", metavar="NAME", help="What is chosen.")
@click.option("--on", type=DAY, help="The day it was skipped; today.")
@pass_app
def skip(
    app: App, process: str, stage: str, reason: str, outcome: str, on: date | None
) -> None:
    """Close a STAGE of PROCESS without its criteria, for a reason.

    Example: cselekvo process skip F1 history --reason "nincs helyi gyűjtemény"
    """
    step = Step(
        process=process,
        stage=stage,
        on=on or app.today(),
        outcome=outcome,
        reason=reason,
    )
    text = _("Skipped the stage %(stage)s of %(process)s on %(on)s.")
    _step(app, skip_stage, step, text)


@process_.command("reopen")
@click.argument("process")
@click.argument("stage")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@pass_app
def reopen(app: App, process: str, stage: str, reason: str) -> None:
    """Undo the closing of a STAGE of PROCESS.

    It can be undone while no stage that it opened has evidence or is closed; those are
    withdrawn. Later, use a way back of the template.

    Example: cselekvo process reopen F1 preparation --reason "tévedésből zártam le"
    """
    with app.change(reason) as work:
        found = work.one(Process, process).id
        findings = reopen_stage(work, process, stage, reason)
    values = {"stage": stage, "process": found}
    line = _("Reopened the stage %(stage)s of %(process)s.") % values
    answer(app, values, lines=[line], findings=findings)
