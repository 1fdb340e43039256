"""Closing stages and recording evidence of many processes, from a sheet."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cselekvo.actions.stages import (
    Shown,
    Step,
    close_stage,
    record_evidence,
    skip_stage,
)
from cselekvo.commands.app import App
from cselekvo.commands.output import answer
from cselekvo.commands.process_moved import moved
from cselekvo.domain.process import Closing
from cselekvo.exchange.kinds import Row, SheetKind
from cselekvo.exchange.step_sheets import CLOSINGS, EVIDENCE, Do, do_steps
from cselekvo.findings import Finding, Severity
from cselekvo.i18n import _
from cselekvo.ports import Work


def _close(work: Work, row: Row) -> Sequence[Finding]:
    step = Step(
        process=row.values["process"],
        stage=row.values["stage"],
        on=row.values["on"],
        outcome=row.get("outcome", ""),
        reason=row.get("reason", ""),
    )
    is_skip = row.get("closing") is Closing.SKIPPED
    return skip_stage(work, step) if is_skip else close_stage(work, step)


def _record(work: Work, row: Row) -> Sequence[Finding]:
    shown = Shown(
        process=row.values["process"],
        stage=row.values["stage"],
        criterion=row.values["criterion"],
        on=row.values["on"],
        reference=row.get("reference", ""),
        by=row.get("by", ""),
    )
    return record_evidence(work, shown)


def close_from_file(app: App, file: Path, *, dry_run: bool) -> None:
    """Close the stages that a sheet names, all or none, and answer."""
    _do(app, file, CLOSINGS, _close, dry_run=dry_run)


def record_from_file(app: App, file: Path, *, dry_run: bool) -> None:
    """Record the evidence that a sheet names, all or none, and answer."""
    _do(app, file, EVIDENCE, _record, dry_run=dry_run)


def _do(app: App, file: Path, kind: SheetKind, do: Do, *, dry_run: bool) -> None:
    with app.change() as work:
        done = do_steps(work, file, kind, do)
        if dry_run:
            work.abandon()
    errors = sum(one.severity is Severity.ERROR for one in done.findings)
    line = _("Rows done: %(rows)s.")
    if dry_run:
        line = _("Rows that would be done: %(rows)s. Nothing was written.")
    answer(
        app,
        {"rows": done.rows, "faults": errors, "dry_run": dry_run},
        lines=[line % {"rows": done.rows}],
        findings=done.findings,
        refusal=_("Nothing was written: mend the faults."),
    )


def try_step(app: App, action: Callable[[Work], Sequence[Finding]]) -> None:
    """Show what a step would do, write nothing, and answer."""
    with app.change() as work:
        findings = list(action(work))
        work.abandon()
    result = {"dry_run": True, **moved(findings)}
    answer(app, result, lines=[_("Nothing was written.")], findings=findings)
