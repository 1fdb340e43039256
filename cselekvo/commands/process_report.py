"""Reports about processes: of one, of some units, of a county, of the whole network."""

from datetime import date
from pathlib import Path

import click

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import pass_app
from cselekvo.commands.process import process_
from cselekvo.commands.process_asked import county_id, known_units
from cselekvo.commands.report_made import (
    Asked,
    chosen_format,
    file_options,
    hand_out,
    make_report,
    question_options,
)
from cselekvo.errors import RefusedError
from cselekvo.i18n import current


class SeveralSubjectsError(RefusedError):
    """A report was asked for about a process, a county and units at once."""

    code = "several-subjects"

    def __init__(self) -> None:
        super().__init__("Name a process, or a county, or units; not several of these.")


@process_.command("report")
@click.argument("process", required=False)
@click.option("--county", metavar="COUNTY", help="Only those of units in this county.")
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="UNIT",
    help="Only those of this unit; may be given again.",
)
@question_options
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@file_options
@pass_app
def report(
    app: App,
    process: str | None,
    county: str | None,
    units: tuple[str, ...],
    on: date | None,
    since: date | None,
    public: bool,
    known_at: str | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Make the report of PROCESS for its file, or of many processes on a day.

    Without PROCESS it tells where all stand that you may see: of the whole network, of
    a county, or of the units named; with `--as` what that user sees. From `--since` on
    evidence and activities are listed, and durations measured. `--internal` names who
    gave an evidence, for whoever may see it.

    Example: cselekvo process report --county Zala --on 2017-06-30 -o zala.pdf
    """
    if sum(map(bool, (process, county, units))) > 1:
        raise SeveralSubjectsError
    if len(units) > 1:
        _of_units(app, units, (on, since, known_at), format_, output)
        return
    asked = Asked(
        report="process" if process else "processes",
        subject=process or _subject(app, county, units),
        on=on,
        since=since,
        known_at=known_at,
        public=public,
    )
    make_report(app, asked, format_, output)


def _subject(app: App, county: str | None, units: tuple[str, ...]) -> str:
    """Return the record that a report of many processes is about."""
    from cselekvo.reports.processes.processes_area import whole_network

    with app.view() as view:
        if county is not None:
            return county_id(view, county)
        if units:
            return next(iter(known_units(view, units)))
        return whole_network(view)


def _of_units(
    app: App,
    units: tuple[str, ...],
    when: tuple[date | None, date | None, str | None],
    format_: str | None,
    output: Path | None,
) -> None:
    """Make the report of several units; they are no record that it could be about."""
    from cselekvo.reports.processes.processes_area import units_area
    from cselekvo.reports.processes.processes_report import area_report
    from cselekvo.reports.render import check_format

    on, since, known_at = when
    chosen = chosen_format(format_, output, "md")
    check_format(chosen)
    with app.view(on, known_at) as view:
        made = area_report(
            view,
            units_area(view, known_units(view, units)),
            lang=current(),
            by=view.actor.name or view.actor.user,
            generated_at=read_clock(),
            since=since,
        )
    hand_out(app, made, chosen, output)
