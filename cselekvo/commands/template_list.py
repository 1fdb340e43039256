"""Listing the templates of the handbook."""

from typing import Any

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.template import template_
from cselekvo.commands.template_checking import check_template
from cselekvo.domain.template import Template
from cselekvo.handbook.templates.folder import template_files
from cselekvo.i18n import _, current


@template_.command("list")
@pass_app
def list_(app: App) -> None:
    """List the templates of the handbook.

    Example: cselekvo template list
    """
    checked = [check_template(path) for path in template_files()]
    told = [(one.template, one.result()) for one in checked if one.template]
    header = [
        _("id"),
        _("version"),
        _("title"),
        _("unit"),
        _("stages"),
        _("longest, days"),
    ]
    answer(
        app,
        {"templates": [_listed(one, result) for one, result in told]},
        lines=table(header, [_row(*one) for one in told], right=(1, 4, 5)),
        findings=[found for one in checked for found in one.findings],
        always=True,
    )


def _listed(template: Template, result: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": template.id,
        "version": template.version,
        "title": {"hu": template.title.hu, "en": template.title.en},
        "unit": template.unit,
        "stages": result["stages"],
        "sound": result["sound"],
        "longest_days": result["longest_days"],
    }


def _row(template: Template, result: dict[str, Any]) -> list[Any]:
    return [
        template.id,
        template.version,
        template.title.word(current()),
        template.unit.word(current()),
        result["stages"],
        result["longest_days"],
    ]
