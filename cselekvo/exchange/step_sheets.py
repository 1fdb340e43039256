"""Sheets of steps: stages to be closed, evidence to be recorded, one in each row.

They are no kinds of facts: a row is done as the verb of the command does it, with its
criteria and its right.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from attrs import frozen

from cselekvo.domain.process import Closing, Evidence, StageRun
from cselekvo.errors import CselekvoError, SurroundingsError
from cselekvo.exchange.cells import DAY, TEXT, Column, word
from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.kinds import Row, SheetKind, text
from cselekvo.exchange.rows import finding_of, match_columns
from cselekvo.exchange.table import Table
from cselekvo.exchange.workbook import is_workbook
from cselekvo.exchange.workbook_sheets import read_workbook
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Place, has_errors
from cselekvo.ports import Work

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
        notes: What each row told, with its place.
    """

    rows: int
    findings: list[Finding]


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
    world, count, rows = World(work), 0, table.rows()
    for number, cells in rows:
        count += 1
        row, found = matched.read(number, cells, world)
        findings += found
        if row is not None:
            findings += _do_row(work, row, do, table.place(number))
    return count, [*findings, *rows.findings]


def _do_row(work: Work, row: Row, do: Do, place: Place) -> list[Finding]:
    try:
        return [finding.at(place) for finding in do(work, row)]
    except SurroundingsError:
        raise
    except CselekvoError as error:
        return [finding_of(error, place)]
