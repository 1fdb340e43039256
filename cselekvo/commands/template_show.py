"""Showing a template: its stages in words, or its file as it was published."""

from pathlib import Path
from typing import Any

import click

from cselekvo.actions.methods import file_of
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.template import template_
from cselekvo.commands.template_methods import method_named, published_named
from cselekvo.commands.template_publish import template_file
from cselekvo.domain.published import Method
from cselekvo.domain.template import Criterion, Stage, Way
from cselekvo.handbook.templates.loading import file_bytes
from cselekvo.i18n import _, current, fill


@template_.command("show")
@click.argument("template", metavar="ID|FILE")
@click.option("--source", is_flag=True, help="Print its file, byte by byte.")
@pass_app
def show(app: App, template: str, source: bool) -> None:
    """Show a template: its stages, what closes each, and where each leads.

    ID is a template of the handbook, or a published one: community_development.1. With
    --source its file is printed as it was published.

    Example: cselekvo template show community_development.1 --source
    """
    if source:
        click.echo(_source(app, template), nl=False)
        return
    method, findings = method_named(app, template)
    if method is None:
        answer(app, {}, findings=findings)
        return
    answer(app, _result(method), lines=_lines(method), findings=findings)


def _source(app: App, named: str) -> bytes:
    """Return the file of a template, as it was published or as it is."""
    version = published_named(app, named)
    if version is None:
        return file_bytes(Path(template_file(named)))
    with app.view() as view:
        return file_of(view, version)


def _result(method: Method) -> dict[str, Any]:
    template = method.template
    return {
        "id": template.id,
        "version": template.version,
        "title": {"hu": template.title.hu, "en": template.title.en},
        "unit": template.unit,
        "start": template.start,
        "parameters": dict(template.parameters),
        "stages": [_stage_result(stage) for stage in template.stages],
    }


def _stage_result(stage: Stage) -> dict[str, Any]:
    days = stage.duration
    return {
        "id": stage.id,
        "title": {"hu": stage.title.hu, "en": stage.title.en},
        "days": None
        if days is None
        else {"least": days.least, "typical": days.typical, "most": days.most},
        "responsible": stage.responsible or None,
        "opens_when": stage.opens,
        "criteria": [
            {"id": one.id, "kind": one.kind, "at_least": one.at_least}
            for one in stage.exit_criteria
        ],
        "next": [
            {
                "outcome": way.outcome or None,
                "stages": list(way.stages),
                "rework": way.rework,
            }
            for way in stage.ways
        ],
    }


def _lines(method: Method) -> list[str]:
    template, lang = method.template, current()
    values = {
        "title": template.title.word(lang),
        "id": template.id,
        "version": template.version,
        "unit": template.unit,
        "parameters": ", ".join(f"{k}={v}" for k, v in template.parameters.items()),
    }
    head = fill(_("%(title)s (%(id)s, version %(version)s), unit: %(unit)s"), values)
    rows = [
        [
            stage.id,
            stage.title.word(lang),
            None if stage.duration is None else stage.duration.typical,
            method.role(stage.responsible, lang) or None,
            "; ".join(_way(way) for way in stage.ways) or None,
        ]
        for stage in template.stages
    ]
    header = [_("stage"), _("title"), _("days"), _("responsible"), _("leads to")]
    lines = [head, "", *table(header, rows, right=(2,))]
    asked = [line for stage in template.stages for line in _criteria(stage, lang)]
    if asked:
        lines += ["", _("What closes each stage:"), *asked]
    if template.parameters:
        lines += ["", fill(_("Parameters: %(parameters)s"), values)]
    return lines


def _way(way: Way) -> str:
    """Return where a way leads, a way back with its arrow."""
    to = ", ".join(way.stages) or _("end")
    shown = f"↩ {to}" if way.rework else to
    return f"{way.outcome}: {shown}" if way.outcome else shown


def _criteria(stage: Stage, lang: str) -> list[str]:
    return [f"  {stage.id}: {_criterion(one, lang)}" for one in stage.exit_criteria]


def _criterion(one: Criterion, lang: str) -> str:
    title = one.id if one.title is None else one.title.word(lang)
    least = "" if one.at_least == 1 else f" ≥ {one.at_least}"
    return f"{title} [{one.kind.word(lang)}{least}]"
