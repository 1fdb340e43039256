"""Playing the cases of templates."""

from difflib import get_close_matches
from pathlib import Path

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer
from cselekvo.commands.template import template_
from cselekvo.commands.template_checking import check_template
from cselekvo.errors import NotFoundError
from cselekvo.findings import Finding
from cselekvo.handbook.templates.cases import Cases, play, read_cases
from cselekvo.handbook.templates.folder import case_files, template_files
from cselekvo.i18n import _


@template_.command("test")
@click.argument("file", required=False, metavar="[FILE|ID]")
@pass_app
def test(app: App, file: str | None) -> None:
    """Play cases of templates: what is closed in order, and what is open then.

    FILE holds cases and names its template: one of the handbook, or a file beside it.
    ID is a template of the handbook; without either, all cases of the handbook are
    played.

    Example: cselekvo template test community_development
    """
    played, failed, findings = 0, 0, []
    for path in _files(file):
        cases, found = read_cases(path)
        findings += found
        if cases is None:
            continue
        wrong, told = _play(path, cases)
        played += len(cases.cases)
        failed += wrong
        findings += told
    result = {"cases": played, "passed": played - failed, "failed": failed}
    line = _("Cases played: %(cases)s, all as expected.") % result
    answer(app, result, lines=[line], findings=findings, always=True)


def _files(named: str | None) -> list[Path]:
    """Return the files of cases that are meant."""
    known = {path.stem: path for path in case_files()}
    if named is None:
        return list(known.values())
    return [known.get(named) or Path(named)]


def _play(path: Path, cases: Cases) -> tuple[int, list[Finding]]:
    """Return how many cases fail, and why; all of them where the template is refused.

    Raises:
        NotFoundError: The template is neither of the handbook nor a file beside.
    """
    checked = check_template(_template_of(path, cases.template))
    if checked.template is None:
        return len(cases.cases), checked.findings
    told = [play(checked.template, case, str(path)) for case in cases.cases]
    return sum(map(bool, told)), [finding for one in told for finding in one]


def _template_of(path: Path, named: str) -> Path:
    """Return the template's file; a path that leads elsewhere is not followed."""
    known = {one.stem: one for one in template_files()}
    beside = path.with_name(named) if Path(named).name == named else None
    found = known.get(named) or beside
    if found is None or not found.is_file():
        near = tuple(get_close_matches(named, known, n=1))
        raise NotFoundError("template", named, near)
    return found
