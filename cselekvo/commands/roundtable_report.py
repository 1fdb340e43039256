"""Roundtables: the membership report, in every format."""

import sys
from datetime import date
from pathlib import Path

import click

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer, visible
from cselekvo.commands.roundtable import roundtable_
from cselekvo.i18n import _, current


@roundtable_.command("report")
@click.argument("roundtable")
@click.option("--on", type=DAY, help="The day asked about; today.")
@click.option("--known-at", metavar="WHEN", help="As known at an instant, day or #SEQ.")
@click.option(
    "--format",
    "format_",
    metavar="html|md|csv|json",
    help="The format; else by the file's ending.",
)
@click.option("--public/--internal", default=True, help="Without or with contacts.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@pass_app
def report(
    app: App,
    roundtable: str,
    on: date | None,
    known_at: str | None,
    format_: str | None,
    public: bool,
    output: Path | None,
) -> None:
    """Make the membership report of ROUNDTABLE on a day.

    Without a file it is printed. `--internal` adds contacts, for whoever may see them.

    Example: cselekvo roundtable report ZSZ-KEREKASZTAL --on 2015-11-30 -o tagok.html
    """
    from cselekvo.files import replace_file
    from cselekvo.reports.catalogue import report_kind
    from cselekvo.reports.render import render
    from cselekvo.reports.report_json import as_json

    ending = output.suffix.removeprefix(".") if output is not None else ""
    chosen = format_ or ending or "md"
    with app.view(on, known_at) as view:
        made = report_kind("roundtable").make(
            view,
            roundtable,
            lang=current(),
            contacts=not public,
            by=view.actor.name or view.actor.user,
            generated_at=read_clock(),
        )
    data = render(made, chosen)
    if output is not None:
        with replace_file(output) as file:
            file.write(data)
        line = _("Wrote %(file)s.") % {"file": str(output)}
        answer(
            app,
            {"file": str(output), "format": chosen, "bytes": len(data)},
            lines=[line],
        )
    elif app.as_json:
        answer(app, {"report": as_json(made)})
    else:
        click.echo(shown(data), nl=False)


def shown(data: bytes) -> bytes:
    """Return a report as it is; on a terminal, without what would steer it."""
    if not sys.stdout.isatty():
        return data
    return b"\n".join(visible(line).encode() for line in data.decode().split("\n"))
