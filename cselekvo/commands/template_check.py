"""Checking a template, or a process that was drawn elsewhere."""

from pathlib import Path

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import COUNT
from cselekvo.commands.output import answer
from cselekvo.commands.template import template_
from cselekvo.commands.template_checking import check_template
from cselekvo.commands.template_drawn import check_drawn, is_drawn


@template_.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--within",
    type=COUNT,
    metavar="DAYS",
    help="Warn where the longest way takes more days than this.",
)
@pass_app
def check(app: App, file: Path, within: int | None) -> None:
    """Check the template FILE: how it is written, and whether it can be carried out.

    Every fault is named with its line and column. Then it is proved that every stage
    can open, and that every process can end with nothing left waiting.

    A file that ends in .bpmn or .pnml is read as a process that was drawn elsewhere.

    Example: cselekvo template check sablon.yaml
    """
    checked = check_drawn(file) if is_drawn(file) else check_template(file, within)
    answer(
        app,
        checked.result(),
        lines=checked.lines(),
        findings=checked.findings,
        always=True,
    )
