"""Summing an event log up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.eventlog import eventlog_
from cselekvo.commands.eventlog_asked import asked_of, log_options
from cselekvo.commands.eventlog_words import summary_lines
from cselekvo.commands.output import answer
from cselekvo.commands.progress import counting
from cselekvo.errors import RefusedError
from cselekvo.exchange.csvout import Cell, write_csv
from cselekvo.exchange.eventlog.figures import Summary
from cselekvo.exchange.eventlog.log import open_log
from cselekvo.exchange.eventlog.model import EventLog
from cselekvo.exchange.eventlog.summary import summarise
from cselekvo.findings import has_errors
from cselekvo.i18n import _


class SameFileError(RefusedError):
    """A file would be written over the one that is read."""

    code = "eventlog-same-file"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r} is the log itself; it is not written over.", path=str(path)
        )


@eventlog_.command("summary")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--per-case",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the seconds of each case to this CSV file.",
)
@log_options
@pass_app
def summary(
    app: App,
    file: Path,
    per_case: Path | None,
    case: str,
    activity: str,
    time: str,
    transition: str,
    time_zone: str | None,
    encoding: str | None,
) -> None:
    """Sum the event log FILE up: cases, activities, what follows what, durations.

    FILE is XES (packed by gzip or not) or CSV; it is read in a stream and needs no
    workspace. In CSV the columns are found by their usual names, else by these options;
    in XES the options name keys of attributes.

    Example: cselekvo eventlog summary naplo.xes.gz --per-case esetek.csv
    """
    asked = asked_of(case, activity, time, transition, time_zone, encoding)
    if per_case is not None and per_case.exists() and per_case.samefile(file):
        raise SameFileError(per_case)
    with counting(_("events read")) as tick:
        log, findings = open_log(file, asked)
        found = None
        if log is not None:
            found, told = summarise(log, tick)
            findings = [*findings, *told]
    if log is None or found is None or has_errors(findings):
        answer(app, {}, findings=findings)
        return
    if per_case is not None:
        write_csv(per_case, ("case", "seconds"), _per_case(log, found))
    answer(app, _result(found), lines=summary_lines(found), findings=findings)


def _per_case(log: EventLog, found: Summary) -> Iterator[tuple[Cell, Cell]]:
    yield from zip(log.cases, found.per_case, strict=True)


def _result(found: Summary) -> dict[str, Any]:
    spread = found.durations
    return {
        "cases": found.cases,
        "events": found.events,
        "activities": found.activities,
        "directly_follows_pairs": found.pairs,
        "directly_follows_total": found.steps,
        "variants": found.variants,
        "median_case_seconds": None if spread is None else spread.median,
        "mean_case_seconds": None if spread is None else spread.mean,
        "lower_quartile_case_seconds": None if spread is None else spread.lower,
        "upper_quartile_case_seconds": None if spread is None else spread.upper,
        "shortest_case_seconds": None if spread is None else spread.shortest,
        "longest_case_seconds": None if spread is None else spread.longest,
        "cases_without_events": found.without_events,
        "events_without_name": found.unnamed,
        "transitions": found.transitions,
        "first": found.first,
        "last": found.last,
        "top_pairs": [
            {"from": one.first, "to": one.then, "count": one.count}
            for one in found.top_pairs
        ],
        "top_variants": [
            {
                "activities": list(one.activities),
                "length": one.length,
                "cases": one.cases,
            }
            for one in found.top_variants
        ],
    }
