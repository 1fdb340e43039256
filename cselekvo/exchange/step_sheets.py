"""Sheets of steps: stages to be closed, evidence to be recorded, one in each row.

They are no kinds of facts: a row is done as the verb of the command does it, with its
criteria and its right.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from attrs import frozen

from cselekvo.actions.courses import foresee_steps
from cselekvo.domain.process import Closing, Evidence, StageRun
from cselekvo.errors import CselekvoError, NotFoundError, SurroundingsError
from cselekvo.exchange.cells import DAY, TEXT, Column, word
from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.kinds import Row, SheetKind, text
from cselekvo.exchange.rows import Matched, match_columns
from cselekvo.exchange.table import Table
from cselekvo.exchange.workbooks.workbook import is_workbook
from cselekvo.exchange.workbooks.workbook_sheets import read_workbook
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Severity, code_of, has_errors
from cselekvo.ports import Work
from cselekvo.rules.criteria import CriterionCode
from cselekvo.rules.tracking import TrackingCode

_PROCESS: Final = text("folyamat", "process", required=True)
_STAGE: Final = text("szakasz", "stage", required=True)
_ON: Final = Column(
    hu="datum", en="date", name="on", cell=DAY, required=True, others=("ig", "on")
)
CLOSINGS: Final = SheetKind(
    hu="lezarasok",
    en="closings",
    fact=StageRun,
    columns=(
        _PROCESS,
        _STAGE,
        _ON,
        text("kimenet", "outcome"),
        Column(hu="lezaras", en="closing", name="closing", cell=word(Closing)),
        Column(hu="ok", en="reason", name="reason", cell=TEXT),
    ),
)
EVIDENCE: Final = SheetKind(
    hu="bizonyitekok",
    en="evidence",
    fact=Evidence,
    columns=(
        _PROCESS,
        _STAGE,
        text("feltetel", "criterion", required=True),
        _ON,
        text("hivatkozas", "reference"),
        text("ki", "by"),
    ),
)


@frozen(kw_only=True)
class Done:
    """What a sheet of steps came to.

    Attributes:
        rows: How many rows were read.
        findings: What each row told, with its place.
    """

    rows: int
    findings: list[Finding]


_BATCH: Final = 500
#: By its code, the column that a finding is about; the row is where none is named.
_ABOUT: Final = {
    NotFoundError.code: "process",
    TrackingCode.STAGE_UNKNOWN.value: "stage",
    TrackingCode.STAGE_NOT_OPEN.value: "stage",
    TrackingCode.OUTCOME_MISSING.value: "outcome",
    TrackingCode.OUTCOME_UNKNOWN.value: "outcome",
    TrackingCode.OUTCOME_NOT_ASKED.value: "outcome",
    TrackingCode.REASON_MISSING.value: "reason",
    TrackingCode.DAY_IN_FUTURE.value: "on",
    TrackingCode.DAY_BEFORE_START.value: "on",
    TrackingCode.DAY_BEFORE_OPENING.value: "on",
    TrackingCode.DAY_BEFORE_LAST_ENTRY.value: "on",
    CriterionCode.UNKNOWN.value: "criterion",
    CriterionCode.COUNTED_NOT_RECORDED.value: "criterion",
    CriterionCode.REFERENCE_MISSING.value: "reference",
    CriterionCode.APPROVER_MISSING.value: "by",
}
#: Does the step of a row; returns what was found.
Do = Callable[[Work, Row], Iterable[Finding]]


def do_steps(
    work: Work, file: Path, kind: SheetKind, do: Do, encoding: str | None = None
) -> Done:
    """Do the step of every row, in their order; every fault is told with its place.

    Args:
        work: The change; a fault in any row makes it void.
        file: A .csv file or a workbook.
        kind: `CLOSINGS` or `EVIDENCE`.
        do: Does one step.
        encoding: Of a .csv file, where it cannot be told from it.

    Raises:
        FileNotReadError: The file is missing or cannot be read.
    """
    tables, findings = _tables(file, kind, encoding)
    count = 0
    for table in tables:
        rows, found = _do_table(work, table, kind, do)
        count += rows
        findings += found
    if has_errors(findings):
        work.abandon()
    return Done(rows=count, findings=findings)


def _tables(
    file: Path, kind: SheetKind, encoding: str | None
) -> tuple[list[Table], list[Finding]]:
    if is_workbook(file):
        given, findings = read_workbook(file, kind)
        return [table for _, table in given], findings
    table, findings = read_csv(file, encoding=encoding)
    return ([] if table is None else [table]), findings


def _do_table(
    work: Work, table: Table, kind: SheetKind, do: Do
) -> tuple[int, list[Finding]]:
    matched, findings = match_columns(kind, table)
    if matched is None:
        return 0, findings
    count, rows = 0, table.rows()
    batch: list[tuple[int, tuple[str, ...]]] = []
    for one in rows:
        batch.append(one)
        if len(batch) == _BATCH:
            findings += _do_batch(work, matched, batch, do)
            count, batch = count + len(batch), []
    findings += _do_batch(work, matched, batch, do)
    return count + len(batch), [*findings, *rows.findings]


def _do_batch(
    work: Work, matched: Matched, batch: list[tuple[int, tuple[str, ...]]], do: Do
) -> list[Finding]:
    """Do some hundreds of rows; what they will ask for is fetched at once."""
    world, findings = World(work), []
    read = [(number, *matched.read(number, cells, world)) for number, cells in batch]
    foresee_steps(work, {row.values["process"] for _, row, _ in read if row})
    for number, row, found in read:
        findings += found
        if row is not None:
            findings += [
                _placed(one, matched, number) for one in _do_row(work, row, do)
            ]
    work.forget_foreseen()
    return findings


def _do_row(work: Work, row: Row, do: Do) -> list[Finding]:
    try:
        return list(do(work, row))
    except SurroundingsError:
        raise
    except CselekvoError as error:
        return [Finding(code_of(error.code), values=error.values)]


def _placed(finding: Finding, matched: Matched, number: int) -> Finding:
    """Return a finding of a row with its place, and the column that it is about."""
    about = _ABOUT.get(finding.word, "")
    if finding.severity is not Severity.ERROR or not about:
        return finding.at(matched.table.place(number))
    names = [column and column.name for column in matched.columns]
    index = names.index(about) if about in names else None
    return finding.at(matched.table.place(number, index))
