"""Drawing a template: as a picture, or as a report with its picture."""

from pathlib import Path
from typing import Final

import click
from attrs import evolve

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, print_findings
from cselekvo.commands.report_made import chosen_format, shown
from cselekvo.commands.template import template_
from cselekvo.commands.template_checking import in_file
from cselekvo.commands.template_source import Source, template_named
from cselekvo.domain.template import Template
from cselekvo.findings import Finding, Severity
from cselekvo.i18n import _
from cselekvo.reports.template_naming import Naming
from cselekvo.rules.soundness import Proof, prove

SVG: Final = "svg"


@template_.command("diagram")
@click.argument("template", metavar="FILE|ID")
@click.option(
    "--format",
    "format_",
    metavar="svg|html|pdf|docx|xlsx|csv|md|json",
    help="The format; else by the file's ending.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@pass_app
def diagram(app: App, template: str, format_: str | None, output: Path | None) -> None:
    """Draw a template: its stages, choices, parallel branches and ways back.

    FILE ends in .yaml or .bpmn; ID is a template of the handbook. In a template that is
    not sound, the story that leads to its first fault is drawn.

    Without a file an SVG is printed. The other formats are a report, with the stages as
    a table beside the picture.

    Example: cselekvo template diagram community_development -o abra.svg
    """
    chosen = chosen_format(format_, output, SVG)
    _check_format(chosen)
    source = template_named(app, template)
    if source.template is None:
        answer(app, {}, findings=source.findings)
        return
    proof = prove(source.template)
    findings = _told(source, proof)
    data = _made(source.template, proof, chosen)
    if output is not None:
        from cselekvo.files import replace_file

        with replace_file(output) as file:
            file.write(data)
        told = {"file": str(output), "format": chosen, "bytes": len(data)}
        line = _("Wrote %(file)s.") % {"file": str(output)}
        answer(app, told, lines=[line], findings=findings)
    elif app.as_json:
        text = _made(source.template, proof, SVG).decode()
        answer(app, {SVG: text}, findings=findings)
    else:
        print_findings(findings)
        click.echo(shown(data, chosen), nl=False)


def _check_format(chosen: str) -> None:
    from cselekvo.reports.render import check_format

    if chosen != SVG:
        check_format(chosen)


def _told(source: Source, proof: Proof) -> tuple[Finding, ...]:
    """Return what was found; nothing of it keeps a template from being drawn."""
    path = Path(source.name)
    found = (*source.findings, *(in_file(one, path) for one in proof.findings()))
    return tuple(
        evolve(one, severity=Severity.WARNING)
        if one.severity is Severity.ERROR
        else one
        for one in found
    )


def naming() -> Naming:
    """Return what the handbook calls roles and outcomes."""
    from cselekvo.handbook.outcomes import outcome_words
    from cselekvo.handbook.roles import roles

    titles = {one.id: one.title for one in roles()}
    return Naming(roles=titles, outcomes=outcome_words())


def _made(template: Template, proof: Proof, chosen: str) -> bytes:
    """Return the picture, or the report of it, in a format."""
    from cselekvo.reports.origin import product_version
    from cselekvo.reports.render import render
    from cselekvo.reports.report import Origin
    from cselekvo.reports.template_picture import template_picture
    from cselekvo.reports.template_report import template_report

    if chosen == SVG:
        fault = proof.faults[0] if proof.faults else None
        return template_picture(template, naming(), fault=fault).svg.encode()
    now = read_clock()
    origin = Origin(
        on=App.today(),
        known_at=now,
        position=0,
        head="",
        generated_at=now,
        by="",
        product=product_version(),
    )
    return render(template_report(template, proof, naming(), origin), chosen)
