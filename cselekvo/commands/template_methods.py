"""A template with what it names, by a file, by the handbook, or as it was published."""

from pathlib import Path

from cselekvo.actions.methods import running, versions_of
from cselekvo.commands.app import App
from cselekvo.commands.template_source import template_named
from cselekvo.domain.identifiers import is_id
from cselekvo.domain.published import Method, TemplateVersion
from cselekvo.findings import Finding
from cselekvo.handbook.templates.folder import template_files
from cselekvo.handbook.templates.publishing import method_of


def published_named(app: App, named: str) -> TemplateVersion | None:
    """Return a published version: by its id, or the latest of a template's id.

    A template of the handbook is meant where only its id is given.
    """
    if not is_id(named) or Path(named).exists() or not app.is_there:
        return None
    with app.view() as view:
        found = view.find(TemplateVersion, named)
        if found is not None or named in {path.stem for path in template_files()}:
            return found
        return next(reversed(versions_of(view, named)), None)


def method_named(app: App, named: str) -> tuple[Method | None, tuple[Finding, ...]]:
    """Return a template by its name; None where its file is refused, with why.

    Args:
        app: The options of the call.
        named: A file, the id of a template of the handbook, or that of a published one:
            `community_development.1`.

    Raises:
        FileNotReadError: There is no such file.
        NotFoundError: There is no template of that name.
    """
    version = published_named(app, named)
    if version is not None:
        with app.view() as view:
            return running(view, version.id).method, ()
    source = template_named(app, named)
    if source.template is None:
        return None, source.findings
    return method_of(source.template), ()
