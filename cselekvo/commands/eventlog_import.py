"""Bringing the histories of an event log into processes."""

from pathlib import Path

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.eventlog import eventlog_
from cselekvo.commands.eventlog_asked import asked_of, log_options
from cselekvo.commands.sheets import run_import
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.eventlog.history import Meaning
from cselekvo.exchange.eventlog.tables import Wish, read_history
from cselekvo.exchange.importing import Options

_MAP = "a mapping is written ACTIVITY=stage, ACTIVITY=stage:outcome or ACTIVITY="


def meanings_of(mapped: tuple[str, ...]) -> dict[str, Meaning]:
    """Return what activities mean, as a person says it.

    Raises:
        ValueNotReadError: It is written otherwise, or an activity is there twice.
    """
    found: dict[str, Meaning] = {}
    for text in mapped:
        activity, sign, target = (one.strip() for one in text.rpartition("="))
        stage, _, outcome = (one.strip() for one in target.partition(":"))
        if not sign or not activity or activity in found or (outcome and not stage):
            raise ValueNotReadError(text, _MAP)
        found[activity] = Meaning(stage, outcome)
    return found


@eventlog_.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--template", required=True, metavar="TEMPLATE", help="What the cases run on."
)
@click.option(
    "--version",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Its version, for new processes; the latest.",
)
@click.option(
    "--unit", default="", metavar="COLUMN", help="Which column is the unit of the case."
)
@click.option(
    "--outcome", default="", metavar="COLUMN", help="Which column is what was chosen."
)
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="TEXT",
    help="ACTIVITY=stage or ACTIVITY=stage:outcome; without a stage it is left out.",
)
@log_options
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def import_log(
    app: App,
    file: Path,
    template: str,
    version: int | None,
    unit: str,
    outcome: str,
    mapped: tuple[str, ...],
    case: str,
    activity: str,
    time: str,
    transition: str,
    time_zone: str | None,
    encoding: str | None,
    dry_run: bool,
    reason: str | None,
) -> None:
    """Read the stage history of processes from the event log FILE: XES or CSV.

    Each case is the process of that id; one that is not known is started, for the unit
    that the log names. An activity is a stage, by its id or title. A start opens it, a
    completion closes it; where there are completions only, a stage is taken to have
    opened when the template opens it.

    The whole import is one entry of the journal; a fault anywhere, and nothing is
    written.

    Example: cselekvo -w halozat.db eventlog import naplo.xes --template mesekor
    """
    asked = asked_of(case, activity, time, transition, time_zone, encoding)
    wish = Wish(
        template=template,
        version=version,
        unit=unit,
        outcome=outcome,
        mapped=meanings_of(mapped),
    )
    with app.view() as view:
        given, findings = read_history(file, asked, wish, view)
    run_import(app, given, findings, Options(), dry_run=dry_run, reason=reason)
