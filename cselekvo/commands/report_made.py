"""Making a report: shown, or written to a file; nothing of it is kept."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer, visible
from cselekvo.commands.report import report_
from cselekvo.errors import RefusedError
from cselekvo.i18n import _, current

if TYPE_CHECKING:
    from cselekvo.reports.report import Report


class NotForTerminalError(RefusedError):
    """A report in a format that no terminal shows was asked for without a file."""

    code = "report-needs-file"

    def __init__(self, format_: str) -> None:
        super().__init__(
            f"A report in the format {format_} is no text: name a file with -o.",
            format=format_,
        )


@frozen(kw_only=True)
class Asked:
    """What report is asked for, as the options of a call say it."""

    report: str
    subject: str
    on: date | None
    since: date | None
    known_at: str | None
    public: bool


Command = Callable[..., None]


def question_options(function: Command) -> Command:
    """Give a command the options of a question: day, period, audience."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option("--on", type=DAY, help="The day asked about; today."),
        click.option(
            "--since",
            type=DAY,
            help="First day of the period that is told of; else the beginning.",
        ),
        click.option(
            "--public/--internal", default=True, help="Without or with contacts."
        ),
    )
    return _with(function, options)


def file_options(function: Command) -> Command:
    """Give a command the options of what is written: format and file."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option(
            "--format",
            "format_",
            metavar="html|pdf|docx|xlsx|csv|md|json",
            help="The format; else by the file's ending.",
        ),
        click.option(
            "-o", "--output", type=click.Path(path_type=Path), help="The file."
        ),
    )
    return _with(function, options)


def _with(
    function: Command, options: tuple[Callable[[Command], Command], ...]
) -> Command:
    for option in reversed(options):
        function = option(function)
    return function


def chosen_format(format_: str | None, output: Path | None, default: str) -> str:
    """Return the format: as named, else by the file's ending, else the default."""
    ending = output.suffix.removeprefix(".").lower() if output is not None else ""
    return format_ or ending or default


def write_report(
    app: App, data: bytes, chosen: str, output: Path, more: dict[str, Any]
) -> None:
    """Write a report to its file, whole or not at all, and answer."""
    from cselekvo.files import replace_file

    with replace_file(output) as file:
        file.write(data)
    line = _("Wrote %(file)s.") % {"file": str(output)}
    told = {"file": str(output), "format": chosen, "bytes": len(data), **more}
    answer(app, told, lines=[line])


def shown(data: bytes, format_: str) -> bytes:
    """Return a report as it is; on a terminal, without what would steer it.

    Raises:
        NotForTerminalError: It is no text, and somebody looks at it.
    """
    if not sys.stdout.isatty():
        return data
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError:
        raise NotForTerminalError(format_) from None
    return "\n".join(map(visible, lines)).encode()


def make_report(
    app: App, asked: Asked, format_: str | None, output: Path | None
) -> None:
    """Make a report as the options ask for it, and hand it out."""
    from cselekvo.actions.issuing import Wanted
    from cselekvo.reports.issuing import Maker, made_report
    from cselekvo.reports.render import check_format

    chosen = chosen_format(format_, output, "md")
    check_format(chosen)
    with app.view(asked.on, asked.known_at) as view:
        wanted = Wanted(
            report=asked.report,
            subject=asked.subject,
            lang=current(),
            on=view.on,
            since=asked.since,
            contacts=not asked.public,
        )
        maker = Maker(by=view.actor.name or view.actor.user, at=read_clock())
        made = made_report(view, wanted, maker)
    hand_out(app, made, chosen, output)


def hand_out(app: App, made: "Report", chosen: str, output: Path | None) -> None:
    """Write a report to its file, or show it."""
    from cselekvo.reports.render import render
    from cselekvo.reports.report_json import as_json

    if output is not None:
        write_report(app, render(made, chosen), chosen, output, {})
    elif app.as_json:
        answer(app, {"report": as_json(made)})
    else:
        click.echo(shown(render(made, chosen), chosen), nl=False)


@report_.command("make")
@click.argument("report")
@click.argument("subject")
@question_options
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@file_options
@pass_app
def make(
    app: App,
    report: str,
    subject: str,
    on: date | None,
    since: date | None,
    public: bool,
    known_at: str | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Make the report REPORT about SUBJECT; nothing of it is kept.

    Without a file it is printed. `roundtable` is the membership report of a roundtable;
    `process` the file of one process; `processes` says where all stand of a county, a
    statistical region, a programme, a project or a unit; `mentors` the mentor network
    of a county or a region; `briefing` what a mentor takes over.

    Example: cselekvo report make roundtable ZSZ-KEREKASZTAL --on 2015-11-30 -o t.pdf
    """
    asked = Asked(
        report=report,
        subject=subject,
        on=on,
        since=since,
        known_at=known_at,
        public=public,
    )
    make_report(app, asked, format_, output)
