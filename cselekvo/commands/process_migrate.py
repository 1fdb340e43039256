"""Moving processes to another version of their template."""

from collections.abc import Sequence
from typing import Any

import click

from cselekvo.actions.methods import running
from cselekvo.actions.migrating import (
    Migration,
    Planned,
    migrate_processes,
    plan_migration,
    told,
)
from cselekvo.commands.app import App
from cselekvo.commands.base import pass_app
from cselekvo.commands.output import answer, table
from cselekvo.commands.process import process_
from cselekvo.commands.stage_map import read_map, with_stage_map
from cselekvo.domain.template import Template
from cselekvo.findings import Finding
from cselekvo.i18n import _, current
from cselekvo.ports import Questions


@process_.command("migrate")
@click.argument("template", default="")
@click.option(
    "--to",
    "version",
    type=int,
    required=True,
    metavar="VERSION",
    help="The version to move to.",
)
@with_stage_map
@click.option(
    "--process",
    "processes",
    multiple=True,
    metavar="ID",
    help="Only this process; else all that run on other versions.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--reason", metavar="TEXT", help="Why, for the journal.")
@pass_app
def migrate(
    app: App,
    template: str,
    version: int,
    names: tuple[str, ...],
    processes: tuple[str, ...],
    dry_run: bool,
    reason: str | None,
) -> None:
    """Move running processes of TEMPLATE to another version, as one act.

    Without TEMPLATE those of every template that has such a version are moved. All
    processes concerned are shown: where each open stage lands, and which cannot move
    and why; those stay. `journal undo` takes it back while nothing has moved.

    Example: cselekvo process migrate community_development --to 2 --dry-run
    """
    wanted = Migration(
        template=template,
        version=version,
        names=read_map(names),
        processes=processes,
    )
    if dry_run:
        with app.view() as view:
            planned = plan_migration(view, wanted)
            lines = _lines(view, planned)
        findings = list(told(planned, strict=False))
        lines.append(_("Nothing was written."))
        answer(app, _result(planned, dry_run=True), lines=lines, findings=findings)
        return
    with app.change(reason) as work:
        planned = plan_migration(work, wanted)
        lines = _lines(work, planned)
        done: list[Finding] = migrate_processes(work, wanted)
    answer(app, _result(planned, dry_run=False), lines=lines, findings=done)


def _result(planned: Sequence[Planned], *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "moving": sum(one.moves for one in planned),
        "staying": sum(not one.moves for one in planned),
        "processes": [
            {
                "process": one.process.id,
                "unit": one.process.unit,
                "from": one.process.template,
                "to": one.version.id,
                "moves": one.moves,
                "stages": dict(one.landing.stages),
                "passed": list(one.landing.passed),
            }
            for one in planned
        ],
    }


def _lines(questions: Questions, planned: Sequence[Planned]) -> list[str]:
    """Return the processes with where their open stages land."""
    if not planned:
        return [_("No running process stands on another version.")]
    rows = []
    for one in planned:
        old = running(questions, one.process.template).method.template
        new = running(questions, one.version.id).method.template
        landing = one.landing
        shown = [
            _arrow(old, new, stage, to) for stage, to in sorted(landing.stages.items())
        ]
        rows.append(
            [
                one.process.id,
                one.process.unit,
                one.process.template,
                _("moves") if one.moves else _("stays"),
                ", ".join(shown) if one.moves else None,
            ]
        )
    header = [_("process"), _("unit"), _("version"), _("outcome"), _("open stages")]
    return table(header, rows)


def _arrow(old: Template, new: Template, stage: str, to: str) -> str:
    before = old.stage(stage).title.word(current())
    after = new.stage(to).title.word(current())
    return after if before == after else f"{before} → {after}"
