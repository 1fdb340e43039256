"""Roundtables: the membership report, in every format."""

from datetime import date
from pathlib import Path

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.report_made import (
    Asked,
    file_options,
    make_report,
    question_options,
)
from cselekvo.commands.roundtable import roundtable_


@roundtable_.command("report")
@click.argument("roundtable")
@question_options
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@file_options
@pass_app
def report(
    app: App,
    roundtable: str,
    on: date | None,
    since: date | None,
    public: bool,
    known_at: str | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Make the membership report of ROUNDTABLE on a day.

    It tells who sits there on the day; of the period from `--since` to the day, who
    joined and left, who attended the meetings, and which had quorum. Without a file it
    is printed. `--internal` adds contacts, for whoever may see them.

    Example: cselekvo roundtable report ZSZ-KEREKASZTAL --on 2015-11-30 -o tagok.html
    """
    asked = Asked(
        report="roundtable",
        subject=roundtable,
        on=on,
        since=since,
        known_at=known_at,
        public=public,
    )
    make_report(app, asked, format_, output)
