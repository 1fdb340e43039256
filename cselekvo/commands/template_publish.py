"""Publishing a template in the workspace: proved, frozen, and never changed again."""

from pathlib import Path

import click

from cselekvo.actions.methods import PublishCode, publish_template
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer
from cselekvo.commands.template import template_
from cselekvo.commands.template_checking import in_file
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.handbook.templates.folder import template_files
from cselekvo.handbook.templates.loading import file_bytes, load
from cselekvo.handbook.templates.publishing import publication_of
from cselekvo.i18n import message
from cselekvo.ports import Work


def template_file(named: str) -> Path:
    """Return a template's file: one of the handbook by its id, else the path."""
    own = {path.stem: path for path in template_files()}
    return own.get(named, Path(named))


def publish_file(work: Work, path: Path) -> tuple[str, list[Finding]]:
    """Publish a template's file; return the id of the version, and what was found."""
    data = file_bytes(path)
    template, findings = load(data)
    findings = [in_file(one, path) for one in findings]
    if template is None:
        return "", findings
    publication = publication_of(template, data)
    found = publish_template(work, publication)
    told = [in_file(one, path) if one.where else one for one in found]
    return publication.version.id, [*findings, *told]


@template_.command("publish")
@click.argument("file", nargs=-1, required=True, metavar="FILE|ID...")
@pass_app
def publish(app: App, file: tuple[str, ...]) -> None:
    """Publish templates in the workspace, so that processes can run on them.

    FILE is a template's file, ID one of the handbook. It is proved first, then its
    bytes are frozen under its version: the same version with other content is refused.

    Example: cselekvo template publish community_development
    """
    versions, findings = [], []
    with app.change() as work:
        for named in file:
            version, found = publish_file(work, template_file(named))
            versions += [version] if version else []
            findings += found
        if has_errors(findings):
            work.abandon()
    #: What programs read as a note, people read as the answer.
    notes = [one for one in findings if one.code in PublishCode and not app.as_json]
    told = [one for one in findings if one not in notes or _is_error(one)]
    lines = [message(one) for one in notes if not _is_error(one)]
    answer(app, {"versions": versions}, lines=lines, findings=told)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR
