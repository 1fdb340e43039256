"""The verbs of the top that touch the workspace as a whole."""

from pathlib import Path

import click

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import Verb, pass_app
from cselekvo.commands.output import answer
from cselekvo.i18n import _
from cselekvo.workspace import Workspace


@click.command(cls=Verb, name="init")
@pass_app
def init_(app: App) -> None:
    """Make an empty workspace: a file, or a schema in a PostgreSQL database.

    It knows counties, districts, NUTS regions and the region lists of three programming
    periods from the start; settlements come with `gazetteer import`.

    Example: cselekvo -w halozat.db init
    """
    with Workspace.create(app.where, clock=read_clock) as workspace:
        head = workspace.head()
        text = _("Made an empty workspace: %(name)s") % {"name": workspace.name}
        result = {"workspace": workspace.name, "position": head.seq, "head": head.hash}
        answer(app, result, lines=[text])


@click.command(cls=Verb, name="verify")
@click.option("--head", metavar="HASH", help="A hash printed on a document or backup.")
@pass_app
def verify_(app: App, head: str | None) -> None:
    """Recompute every digest and the chain of the journal.

    With `--head` the chain must hold the entry whose hash was printed once.

    Example: cselekvo -w halozat.db verify
    """
    from cselekvo.commands.progress import counting

    with app.opened() as workspace, counting(_("rows checked")) as tick:
        done = workspace.verify(head, tick)
    result = {"entries": done.entries, "rows": done.rows, "head": done.head}
    values = {"entries": done.entries, "rows": done.rows, "head": done.head}
    lines = [
        _("Whole: %(entries)s entries, %(rows)s rows.") % values,
        _("Head: %(head)s") % values,
    ]
    answer(app, result, lines=lines, findings=done.findings, always=True)


@click.command(cls=Verb, name="backup")
@click.argument("file", type=click.Path(path_type=Path))
@pass_app
def backup_(app: App, file: Path) -> None:
    """Write a backup to FILE: always a workspace file, also from PostgreSQL.

    Example: cselekvo -w halozat.db backup mentes-2026-11-20.db
    """
    with app.opened() as workspace:
        held = workspace.backup(file, workspace.actor(app.as_user))
    values = {"file": str(file), "seq": held.seq, "head": held.hash}
    lines = [
        _("Wrote %(file)s, up to entry #%(seq)s.") % values,
        _("Head: %(head)s") % values,
    ]
    result = {"file": str(file), "position": held.seq, "head": held.hash}
    answer(app, result, lines=lines)


@click.command(cls=Verb, name="restore")
@click.argument("file", type=click.Path(path_type=Path))
@pass_app
def restore_(app: App, file: Path) -> None:
    """Put the backup FILE in the place of the workspace.

    The backup is looked at first; when it is none, the workspace stays as it is.

    Example: cselekvo -w halozat.db restore mentes-2026-11-20.db
    """
    held = Workspace.restore(app.where, file, user=app.as_user, clock=read_clock)
    values = {"file": str(file), "seq": held.seq, "head": held.hash}
    lines = [
        _("Restored %(file)s, up to entry #%(seq)s.") % values,
        _("Head: %(head)s") % values,
    ]
    result = {"workspace": app.where, "position": held.seq, "head": held.hash}
    answer(app, result, lines=lines)
