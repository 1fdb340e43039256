"""Starting a process on a published template."""

from datetime import date

import click

from cselekvo.actions.methods import version_named
from cselekvo.actions.processes import Start, start_process
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import DAY
from cselekvo.commands.output import answer
from cselekvo.commands.process import process_
from cselekvo.domain.identifiers import check_id
from cselekvo.errors import ValueNotReadError
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import short_day


def read_settings(given: tuple[str, ...]) -> dict[str, int]:
    """Read `min_interviews=4`, several of them.

    Raises:
        ValueNotReadError: One is not written so.
    """
    from cselekvo.exchange.values import whole

    found = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise ValueNotReadError(one, "a parameter is written NAME=NUMBER")
        found[name.strip()] = whole(value)
    return found


@process_.command("start")
@click.argument("id_", metavar="ID")
@click.argument("template")
@click.argument("unit")
@click.option("--on", type=DAY, help="The day it starts; today.")
@click.option("--version", type=int, metavar="N", help="The version; the latest.")
@click.option("--project", default="", metavar="ID", help="The project it belongs to.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=NUMBER",
    help="A parameter of the template, set for this process.",
)
@pass_app
def start(
    app: App,
    id_: str,
    template: str,
    unit: str,
    on: date | None,
    version: int | None,
    project: str,
    settings: tuple[str, ...],
) -> None:
    """Start the process ID for UNIT on a published TEMPLATE.

    UNIT is the id of a community, an organisation, a roundtable, a project or an action
    area, as the template asks. The process stays on the version it was started with.

    Example: cselekvo process start F1 community_development KZ1 --set min_interviews=4
    """
    wanted = Start(
        id=check_id(id_),
        template=template,
        unit=unit,
        on=on or app.today(),
        version=version,
        project=project,
        parameters=read_settings(settings),
    )
    with app.change() as work:
        on_version = version_named(work, template, version)
        findings = start_process(work, wanted)
    values = {
        "process": wanted.id,
        "version": on_version.id,
        "on": short_day(wanted.on, current()),
    }
    line = _("Started the process %(process)s on %(version)s, from %(on)s.")
    result = {"process": wanted.id, "template": on_version.id, "on": wanted.on}
    answer(app, result, lines=[line % values], findings=findings)
