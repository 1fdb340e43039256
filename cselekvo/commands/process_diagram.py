"""Drawing where a process stands."""

from datetime import date
from pathlib import Path

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer
from cselekvo.commands.process import process_
from cselekvo.commands.process_asked import day_options
from cselekvo.commands.report_made import shown
from cselekvo.i18n import _


@process_.command("diagram")
@click.argument("process")
@day_options
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@pass_app
def diagram(
    app: App,
    process: str,
    on: date | None,
    known_at: str | None,
    output: Path | None,
) -> None:
    """Draw PROCESS on its template as an SVG: what is open, late, done, skipped.

    Without a file it is printed. `process report` has the same picture in a page.

    Example: cselekvo process diagram F1 --on 2017-06-30 -o abra.svg
    """
    from cselekvo.reports.processes.process_account import process_account
    from cselekvo.reports.processes.process_marks import process_picture

    with app.view(on, known_at) as view:
        picture = process_picture(process_account(view, process))
    data = picture.svg.encode()
    if output is not None:
        from cselekvo.files import replace_file

        with replace_file(output) as file:
            file.write(data)
        told = {"file": str(output), "format": "svg", "bytes": len(data)}
        line = _("Wrote %(file)s.") % {"file": str(output)}
        answer(app, told, lines=[line])
    elif app.as_json:
        answer(app, {"svg": picture.svg, "text": picture.text})
    else:
        click.echo(shown(data, "svg"), nl=False)
