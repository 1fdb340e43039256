"""The sheet of a handover: which unit goes to which mentor, one in each row.

It is no kind of facts: its rows are what a handover is asked to do.
"""

from pathlib import Path
from typing import Final

from cselekvo.domain.mentor import MentorAssignment
from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.kinds import SheetKind, text
from cselekvo.exchange.rows import match_columns
from cselekvo.exchange.table import Table
from cselekvo.exchange.workbooks.workbook import is_workbook
from cselekvo.exchange.workbooks.workbook_sheets import read_workbook
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Place
from cselekvo.ports import Questions

SUCCESSORS: Final = SheetKind(
    hu="atadasok",
    en="handovers",
    fact=MentorAssignment,
    columns=(
        text("egyseg", "unit", required=True),
        text("mentor", "mentor", required=True),
    ),
)
#: A unit, its mentor, and the row that says so.
Named = tuple[str, str, Place]


def read_successors(
    file: Path, questions: Questions, encoding: str | None = None
) -> tuple[list[Named], list[Finding]]:
    """Read who is to take over what; every fault is told with its place.

    Args:
        file: A .csv file or a workbook.
        questions: A reader, or the work of a change.
        encoding: Of a .csv file, where it cannot be told from it.

    Raises:
        FileNotReadError: The file is missing or cannot be read.
    """
    named: list[Named] = []
    tables, findings = _tables(file, encoding)
    for table in tables:
        matched, found = match_columns(SUCCESSORS, table)
        findings += found
        if matched is None:
            continue
        rows, world = table.rows(), World(questions)
        for number, cells in rows:
            row, faults = matched.read(number, cells, world)
            findings += faults
            if row is not None:
                unit, mentor = row.values["unit"], row.values["mentor"]
                named.append((unit, mentor, table.place(number)))
        findings += rows.findings
    return named, findings


def _tables(file: Path, encoding: str | None) -> tuple[list[Table], list[Finding]]:
    if is_workbook(file):
        given, findings = read_workbook(file, SUCCESSORS)
        return [table for _, table in given], findings
    table, findings = read_csv(file, encoding=encoding)
    return ([] if table is None else [table]), findings
