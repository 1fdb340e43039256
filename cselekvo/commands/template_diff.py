"""Telling what changed from one version of a template to another."""

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer
from cselekvo.commands.stage_map import read_map, with_stage_map
from cselekvo.commands.template import template_
from cselekvo.commands.template_diffing import compared
from cselekvo.commands.template_methods import method_named


@template_.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@with_stage_map
@pass_app
def diff(app: App, old: str, new: str, names: tuple[str, ...]) -> None:
    """Tell what changed from the template OLD to NEW, stage by stage.

    Each is a file, a template of the handbook by its id, or one that was published in
    the workspace by its id and version, as community_development.1.

    A stage keeps its id; one that was renamed is named by --map. Where an old and a new
    stage are alike, this is proposed.

    Example: cselekvo template diff community_development.1 community_development
    """
    (before, found), (after, more) = (method_named(app, one) for one in (old, new))
    if before is None or after is None:
        answer(app, {}, findings=[*found, *more])
        return
    told, findings = compared(before, after, read_map(names))
    if told is None:
        answer(app, {}, findings=findings)
        return
    #: People read the changes below their stages, not as notes one by one.
    shown = findings if app.as_json else []
    answer(app, told.result(), lines=told.lines(), findings=shown)
