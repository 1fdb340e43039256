"""Which processes run on which version of a template."""

from typing import Any

import click
from attrs import frozen

from cselekvo.actions.methods import versions_of
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.template import template_
from cselekvo.domain.process import Process, StageRun
from cselekvo.domain.published import TemplateVersion
from cselekvo.errors import NotFoundError
from cselekvo.i18n import _
from cselekvo.workspace import View


@frozen(kw_only=True)
class Used:
    """A version with the processes that run on it, and how many have ended."""

    version: TemplateVersion
    running: tuple[tuple[Process, tuple[str, ...]], ...]
    ended: int

    def result(self) -> dict[str, Any]:
        """Return what programs compute with."""
        return {
            "id": self.version.id,
            "template": self.version.template,
            "version": self.version.version,
            "running": [
                {"process": process.id, "unit": process.unit, "open": list(open_)}
                for process, open_ in self.running
            ],
            "ended": self.ended,
        }


def _used(view: View, version: TemplateVersion) -> Used:
    running, ended = [], 0
    for process in view.facts(Process, template=version.id):
        if process.ending is not None:
            ended += 1
            continue
        runs = view.facts(StageRun, process=process.id, closed=None)
        running.append((process, tuple(sorted(run.stage for run in runs))))
    return Used(version=version, running=tuple(running), ended=ended)


@template_.command("impact")
@click.argument("template", required=False)
@pass_app
def impact(app: App, template: str | None) -> None:
    """Tell which processes run on which version of TEMPLATE, or of all templates.

    Example: cselekvo template impact community_development
    """
    with app.view() as view:
        every = view.facts(TemplateVersion)
        if template is not None:
            every = versions_of(view, template)
            if not every:
                known = {one.template for one in view.facts(TemplateVersion)}
                raise NotFoundError("template", template, tuple(sorted(known)))
        every.sort(key=lambda one: (one.template, one.version))
        used = [_used(view, one) for one in every]
    rows = [
        [one.version.template, one.version.version, len(one.running), one.ended]
        for one in used
    ]
    header = [_("template"), _("version"), _("running"), _("ended")]
    lines = table(header, rows, right=(1, 2, 3)) if rows else [_nothing()]
    listed = [
        [process.id, process.unit, one.version.id, ", ".join(open_)]
        for one in used
        for process, open_ in one.running
    ]
    if listed:
        names = [_("process"), _("unit"), _("version"), _("open stages")]
        lines += ["", *table(names, listed)]
    answer(app, {"versions": [one.result() for one in used]}, lines=lines)


def _nothing() -> str:
    """Return what is said of a workspace without templates."""
    return _("No template has been published here yet: cselekvo template publish.")
