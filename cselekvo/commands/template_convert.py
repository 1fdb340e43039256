"""Writing a template as BPMN, and a process that was drawn in BPMN as a template."""

from pathlib import Path

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.kinds import Word
from cselekvo.commands.output import answer, print_findings
from cselekvo.commands.report_made import shown
from cselekvo.commands.template import template_
from cselekvo.commands.template_source import BPMN, YAML, Source, template_named
from cselekvo.domain.template import Template, Unit
from cselekvo.errors import RefusedError
from cselekvo.i18n import _


class ConversionError(RefusedError):
    """A template was to be converted into what it cannot become."""

    code = "conversion-not-possible"

    def __init__(self, source: str, ending: str, allowed: str) -> None:
        super().__init__(
            f"{source} cannot be converted to .{ending}, only to .{allowed}.",
            source=source,
            ending=ending,
            allowed=allowed,
        )


@template_.command("convert")
@click.argument("template", metavar="FILE|ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@click.option(
    "--unit",
    type=Word(Unit),
    default=Unit.COMMUNITY,
    show_default=False,
    help="What a drawn process is about, which BPMN does not say; a community.",
)
@pass_app
def convert(app: App, template: str, output: Path | None, unit: Unit) -> None:
    """Convert a template to BPMN 2.0, or a process drawn in BPMN to a template.

    FILE ends in .yaml or .bpmn; ID is a template of the handbook. Without a file the
    result is printed.

    A process becomes a template as far as stages can say it; what they cannot say is
    refused, element by element. Durations and exit criteria are not drawn in BPMN: they
    are left to be written.

    Example: cselekvo template convert community_development -o folyamat.bpmn
    """
    source = template_named(app, template, unit)
    _check_ending(source, output)
    if source.template is None:
        answer(app, {}, findings=source.findings)
        return
    kind = YAML[0] if source.drawn else BPMN
    data = _converted(source.template, kind)
    if output is not None:
        from cselekvo.files import replace_file

        with replace_file(output) as file:
            file.write(data)
        told = {"file": str(output), "format": kind, "bytes": len(data)}
        line = _("Wrote %(file)s.") % {"file": str(output)}
        answer(app, told, lines=[line], findings=source.findings)
    elif app.as_json:
        answer(app, {kind: data.decode()}, findings=source.findings)
    else:
        print_findings(source.findings)
        click.echo(shown(data, kind), nl=False)


def _check_ending(source: Source, output: Path | None) -> None:
    """Go on only if the file is called like what it will be.

    Raises:
        ConversionError: It is called like something else.
    """
    allowed = YAML if source.drawn else (BPMN,)
    ending = "" if output is None else output.suffix.removeprefix(".").lower()
    if output is not None and ending not in allowed:
        raise ConversionError(Path(source.name).name, ending, allowed[0])


def _converted(template: Template, kind: str) -> bytes:
    if kind == YAML[0]:
        from cselekvo.exchange.template_yaml import as_yaml

        return as_yaml(template).encode()
    from cselekvo.exchange.bpmn.out import BpmnWords, as_bpmn
    from cselekvo.handbook.outcomes import outcome_words
    from cselekvo.handbook.roles import roles
    from cselekvo.reports.origin import product_version

    titles = {one.id: one.title for one in roles()}
    words = BpmnWords(roles=titles, outcomes=outcome_words())
    return as_bpmn(template, words, product_version())
