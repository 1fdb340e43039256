"""Writing processes as an event log."""

from datetime import date
from pathlib import Path
from typing import Final

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.eventlog import eventlog_
from cselekvo.commands.output import answer
from cselekvo.commands.process_asked import (
    Narrowed,
    day_options,
    narrowing_options,
    wanted_of,
)
from cselekvo.domain.process import ProcessState
from cselekvo.errors import RefusedError
from cselekvo.exchange.eventlog.export import cases_of, write_log
from cselekvo.i18n import _, current, fill
from cselekvo.reports.processes.standing import standings

_ENDINGS: Final = (".xes", ".xes.gz", ".csv")
_BEGUN: Final = frozenset(ProcessState) - {ProcessState.NOT_STARTED}


class LogFormatError(RefusedError):
    """A log was asked for whose format is not written."""

    code = "eventlog-format-not-written"

    def __init__(self, path: Path) -> None:
        allowed = ", ".join(_ENDINGS)
        super().__init__(
            f"{str(path)!r}: an event log is written to a file that ends in {allowed}.",
            path=str(path),
            allowed=allowed,
        )


@eventlog_.command("export")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="A file that ends in .xes, .xes.gz or .csv.",
)
@day_options
@narrowing_options
@pass_app
def export(
    app: App,
    output: Path,
    on: date | None,
    known_at: str | None,
    template: str | None,
    county: str | None,
    units: tuple[str, ...],
) -> None:
    """Write processes as an event log that process-mining tools read.

    Each process is a case. Every stage run gives an event when it opens (start) and one
    when it is closed (complete), with the responsible role and the outcome.

    Example: cselekvo -w halozat.db eventlog export -o naplo.xes --county Zala
    """
    if not output.name.lower().endswith(_ENDINGS):
        raise LogFormatError(output)
    narrowed = Narrowed(template=template, county=county, units=units)
    with app.view(on, known_at) as view:
        found = standings(view, wanted_of(view, narrowed, _BEGUN))
        processes = [one.process for one in found.stands]
        cases, events = write_log(output, cases_of(view, processes, current()))
    text = _("Wrote %(file)s: cases: %(cases)s, events: %(events)s.")
    values = {"file": str(output), "cases": cases, "events": events}
    answer(app, values, lines=[fill(text, values)])
