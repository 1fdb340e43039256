"""Recording what shows that an exit criterion is met."""

from datetime import date
from pathlib import Path

import click

from cselekvo.actions.stages import Shown, record_evidence
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer
from cselekvo.commands.process import process_
from cselekvo.domain.process import Process
from cselekvo.errors import RefusedError
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day


class NothingToRecordError(RefusedError):
    """Neither a criterion nor a sheet was named."""

    code = "nothing-to-record"

    def __init__(self) -> None:
        super().__init__(
            "Name a process, its stage and the criterion, or a sheet with --file."
        )


@process_.command("evidence")
@click.argument("process", required=False)
@click.argument("stage", required=False)
@click.argument("criterion", required=False)
@click.option("--on", type=DAY, help="The day of the document or approval; today.")
@click.option(
    "--reference",
    default="",
    metavar="TEXT",
    help="The name or number of the document.",
)
@click.option("--by", default="", metavar="NAME", help="Who gave the approval.")
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A sheet of evidence: folyamat, szakasz, feltetel, datum, hivatkozas, ki.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@pass_app
def evidence(
    app: App,
    process: str | None,
    stage: str | None,
    criterion: str | None,
    on: date | None,
    reference: str,
    by: str,
    file: Path | None,
    dry_run: bool,
) -> None:
    """Record that a CRITERION of an open STAGE of PROCESS is met.

    A document needs its name or number, an approval the name of who gave it; an
    approval by a methodologist is recorded by one. What is counted (activities,
    indicators, plans) is never recorded by hand. With `--file` evidence for many
    processes is recorded as one act, all or none.

    Example: cselekvo process evidence F1 interviews summary --reference 3/2017
    """
    if file is not None:
        from cselekvo.commands.process_bulk import record_from_file

        record_from_file(app, file, dry_run=dry_run)
        return
    if process is None or stage is None or criterion is None:
        raise NothingToRecordError
    shown = Shown(
        process=process,
        stage=stage,
        criterion=criterion,
        on=on or app.today(),
        reference=reference,
        by=by,
    )
    if dry_run:
        from cselekvo.commands.process_bulk import try_step

        try_step(app, lambda work: record_evidence(work, shown))
        return
    _record(app, shown)


def _record(app: App, shown: Shown) -> None:
    with app.change() as work:
        process = work.one(Process, shown.process).id
        findings = record_evidence(work, shown)
    result = {
        "process": process,
        "stage": shown.stage,
        "criterion": shown.criterion,
        "on": shown.on,
    }
    values = {**result, "on": short_day(shown.on, current())}
    text = _("Recorded %(criterion)s for the stage %(stage)s of %(process)s, %(on)s.")
    answer(app, result, lines=[text % values], findings=findings)
