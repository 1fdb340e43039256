"""Drawing a template: as a picture, or as a report with its picture."""

from datetime import date
from pathlib import Path
from typing import Final

import click
from attrs import evolve

from cselekvo.commands.app import App, read_clock
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, print_findings
from cselekvo.commands.process_asked import day_options
from cselekvo.commands.report_made import (
    Asked,
    chosen_format,
    make_report,
    shown,
)
from cselekvo.commands.template import template_
from cselekvo.commands.template_checking import in_file
from cselekvo.commands.template_methods import method_named
from cselekvo.commands.template_publish import template_file
from cselekvo.domain.published import Method
from cselekvo.errors import RefusedError
from cselekvo.findings import Finding, Severity
from cselekvo.i18n import _
from cselekvo.reports.templates.naming import Naming
from cselekvo.rules.soundness import Proof, prove

SVG: Final = "svg"


class NothingToDrawError(RefusedError):
    """Neither a template nor a process was named, or both; or a day without one."""

    code = "nothing-to-draw"

    def __init__(self) -> None:
        super().__init__(
            "Name a template, or a process with --process; a day goes with a process."
        )


@template_.command("diagram")
@click.argument("template", metavar="[FILE|ID]", required=False)
@click.option("--process", metavar="ID", help="Draw where this process stands.")
@day_options
@click.option(
    "--format",
    "format_",
    metavar="svg|html|pdf|docx|xlsx|csv|md|json",
    help="The format; else by the file's ending.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@pass_app
def diagram(
    app: App,
    template: str | None,
    process: str | None,
    on: date | None,
    known_at: str | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Draw a template: its stages, choices, parallel branches and ways back.

    FILE ends in .yaml or .bpmn; ID is a template of the handbook, or a published one:
    community_development.1. In a template that is not sound, the story that leads to
    its first fault is drawn.

    With `--process` the template of that process is drawn with where it stands on a
    day: what is open, late, done, skipped, done again or waiting.

    Without a file an SVG is printed. The other formats are a report, with the stages as
    a table beside the picture.

    Example: cselekvo template diagram community_development -o abra.svg
    """
    chosen = chosen_format(format_, output, SVG)
    _check_format(chosen)
    if process is not None and template is None:
        _draw_process(app, process, (on, known_at), chosen, output)
    elif template is None or process or on or known_at:
        raise NothingToDrawError
    else:
        _draw_template(app, template, chosen, output)


def _draw_process(
    app: App,
    process: str,
    when: tuple[date | None, str | None],
    chosen: str,
    output: Path | None,
) -> None:
    """Draw where a process stands; in other formats than SVG its report is made."""
    from cselekvo.reports.processes.process_account import process_account
    from cselekvo.reports.processes.process_marks import process_picture

    on, known_at = when
    if chosen != SVG:
        asked = Asked(
            report="process",
            subject=process,
            on=on,
            since=None,
            known_at=known_at,
            public=True,
        )
        make_report(app, asked, chosen, output)
        return
    with app.view(on, known_at) as view:
        picture = process_picture(process_account(view, process))
    _hand_out(app, picture.svg.encode(), chosen, output, (), picture.svg)


def _draw_template(app: App, named: str, chosen: str, output: Path | None) -> None:
    method, found = method_named(app, named)
    if method is None:
        answer(app, {}, findings=found)
        return
    proof = prove(method.template)
    findings = _told(named, found, proof)
    data = _made(method, proof, chosen)
    svg = _made(method, proof, SVG).decode() if app.as_json else ""
    _hand_out(app, data, chosen, output, findings, svg)


def _hand_out(
    app: App,
    data: bytes,
    chosen: str,
    output: Path | None,
    findings: tuple[Finding, ...],
    svg: str,
) -> None:
    """Write a drawing to its file, or show it."""
    if output is not None:
        from cselekvo.files import replace_file

        with replace_file(output) as file:
            file.write(data)
        told = {"file": str(output), "format": chosen, "bytes": len(data)}
        line = _("Wrote %(file)s.") % {"file": str(output)}
        answer(app, told, lines=[line], findings=findings)
    elif app.as_json:
        answer(app, {SVG: svg}, findings=findings)
    else:
        print_findings(findings)
        click.echo(shown(data, chosen), nl=False)


def _check_format(chosen: str) -> None:
    from cselekvo.reports.render import check_format

    if chosen != SVG:
        check_format(chosen)


def _told(named: str, found: tuple[Finding, ...], proof: Proof) -> tuple[Finding, ...]:
    """Return what was found; nothing of it keeps a template from being drawn."""
    path = template_file(named)
    placed = (in_file(one, path) for one in proof.findings())
    return tuple(
        evolve(one, severity=Severity.WARNING)
        if one.severity is Severity.ERROR
        else one
        for one in (*found, *placed)
    )


def _made(method: Method, proof: Proof, chosen: str) -> bytes:
    """Return the picture, or the report of it, in a format."""
    from cselekvo.reports.origin import product_version
    from cselekvo.reports.render import render
    from cselekvo.reports.report import Origin
    from cselekvo.reports.templates.picture import template_picture
    from cselekvo.reports.templates.report import template_report

    naming = Naming(roles=method.roles, outcomes=method.outcomes)
    if chosen == SVG:
        fault = proof.faults[0] if proof.faults else None
        return template_picture(method.template, naming, fault=fault).svg.encode()
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
    return render(template_report(method.template, proof, naming, origin), chosen)
