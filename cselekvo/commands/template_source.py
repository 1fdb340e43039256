"""Where a template comes from that a command is given by name or by file."""

from difflib import get_close_matches
from pathlib import Path
from typing import Final

from attrs import frozen

from cselekvo.commands.app import App
from cselekvo.commands.template_checking import in_file
from cselekvo.domain.template import Template, Unit
from cselekvo.errors import NotFoundError
from cselekvo.findings import Finding, has_errors
from cselekvo.handbook.roles import roles
from cselekvo.handbook.templates import load
from cselekvo.handbook.templates.folder import template_files

YAML: Final = ("yaml", "yml")
BPMN: Final = "bpmn"
#: Ids are long, and typed in part.
_NEAR: Final = 0.5


@frozen(kw_only=True)
class Source:
    """A template, where it comes from, and what was found while it was read.

    Attributes:
        template: None: it was refused.
        name: Its file, as people know it.
        drawn: It was drawn in BPMN.
    """

    template: Template | None
    name: str
    drawn: bool = False
    findings: tuple[Finding, ...] = ()


def template_named(app: App, named: str, unit: Unit = Unit.COMMUNITY) -> Source:
    """Return the template of a file, or of the handbook by its id.

    Args:
        app: The options of the call.
        named: A file that ends in .yaml or .bpmn, or an id.
        unit: What a process is about that was drawn in BPMN, which does not say it.

    Raises:
        FileNotReadError: There is no such file, or it cannot be read.
        NotFoundError: There is no template of that id.
    """
    del app
    path = Path(named)
    ending = path.suffix.removeprefix(".").lower()
    if ending == BPMN:
        return _drawn(path, unit)
    known = {one.stem: one for one in template_files()}
    if named in known:
        path = known[named]
    elif ending not in YAML and not path.is_file():
        near = tuple(get_close_matches(named, known, n=1, cutoff=_NEAR))
        raise NotFoundError("template", named, near)
    template, findings = load(path)
    return Source(template=template, name=str(path), findings=tuple(findings))


def _drawn(path: Path, unit: Unit) -> Source:
    """Return a process that was drawn in BPMN as a template, if stages can say it."""
    from cselekvo.exchange.bpmn.reading import read_bpmn
    from cselekvo.exchange.bpmn.roles import with_roles
    from cselekvo.exchange.bpmn.template import to_template

    process, findings = read_bpmn(path)
    template = None
    if process is not None:
        draft, told = to_template(process, unit)
        if draft is not None:
            template, more = with_roles(draft, {one.id: one.title for one in roles()})
            told = (*told, *more)
        findings = (*findings, *(in_file(one, path) for one in told))
    return Source(
        template=None if has_errors(findings) else template,
        name=str(path),
        drawn=True,
        findings=findings,
    )
