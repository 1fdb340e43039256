"""Listing the templates of the handbook."""

from typing import Any, Final

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.template import template_
from cselekvo.commands.template_checking import check_template
from cselekvo.domain.published import TemplateVersion
from cselekvo.domain.template import Template
from cselekvo.handbook.templates.folder import template_files
from cselekvo.i18n import _, current

#: So many digits of a digest tell it apart on a screen.
_SHOWN: Final = 12


@template_.command("list")
@pass_app
def list_(app: App) -> None:
    """List the templates of the handbook, and those published in the workspace.

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
    published = _published(app)
    lines = table(header, [_row(*one) for one in told], right=(1, 4, 5))
    if published:
        names = [_("published"), _("title"), _("unit"), "SHA-256"]
        rows = [
            [one.id, one.title, one.unit.word(current()), one.digest[:_SHOWN]]
            for one in published
        ]
        lines += ["", *table(names, rows)]
    answer(
        app,
        {
            "templates": [_listed(one, result) for one, result in told],
            "published": [
                {"id": one.id, "unit": one.unit, "digest": one.digest}
                for one in published
            ],
        },
        lines=lines,
        findings=[found for one in checked for found in one.findings],
        always=True,
    )


def _published(app: App) -> list[TemplateVersion]:
    """Return the published versions, where there is a workspace."""
    if not app.is_there:
        return []
    with app.view() as view:
        found = view.facts(TemplateVersion)
    return sorted(found, key=lambda one: (one.template, one.version))


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
