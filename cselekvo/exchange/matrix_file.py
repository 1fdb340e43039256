"""The file that a matrix stands in, CSV or workbook, with its corner named.

Above the mentors, where a matrix begins, nothing need stand; a table of texts wants a
name for every column that holds something.
"""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final

from attrs import evolve

from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.table import Limits, Table, TableCode
from cselekvo.exchange.values import is_blank
from cselekvo.exchange.workbooks.workbook import (
    CellValue,
    Notes,
    Numbered,
    SheetInfo,
    Workbook,
    WorkbookCode,
    WorkbookFaultError,
    is_workbook,
    open_workbook,
)
from cselekvo.exchange.workbooks.workbook_model import WorkbookLimits
from cselekvo.exchange.workbooks.workbook_table import read_sheet
from cselekvo.findings import Finding, Place

#: What the first column is called where its header is empty.
_CORNER: Final = "mentor"
_HEADER_CELLS: Final = 2


class MatrixFileCode(Enum):
    """What can be found in the file of a matrix."""

    SHEETS_SEVERAL = "matrix-sheets-several"


def open_matrix(
    path: Path, encoding: str | None, limits: Limits
) -> tuple[Table | None, list[Finding]]:
    """Return a matrix as a table whose first column has a name.

    Args:
        path: A .csv file or a workbook with one sheet.
        encoding: Of a CSV file, where it cannot be told from it.
        limits: How large it may be.

    Returns:
        The table, or None if an error was found; and what was found.

    Raises:
        FileNotReadError: The file is missing or cannot be read.
        ValueNotReadError: The encoding has no known name.
    """
    if is_workbook(path):
        return _of_workbook(path, limits)
    table, findings = read_csv(path, encoding=encoding, limits=limits)
    if table is not None and not table.header[0]:
        table = evolve(table, header=(_CORNER, *table.header[1:]))
    return table, findings


def _of_workbook(path: Path, limits: Limits) -> tuple[Table | None, list[Finding]]:
    workbook, findings = open_workbook(
        path, limits=WorkbookLimits(columns=limits.columns)
    )
    if workbook is None:
        return None, findings
    where = Place(file=workbook.file)
    filled = [sheet for sheet in workbook.sheets if _is_filled(workbook, sheet)]
    if not filled:
        return None, [*findings, Finding(TableCode.HEADER_MISSING, where=where)]
    if len(filled) > 1:
        values = {"sheets": [sheet.name for sheet in filled]}
        several = Finding(MatrixFileCode.SHEETS_SEVERAL, values=values, where=where)
        return None, [*findings, several]
    cornered = Workbook(workbook.file, _Cornered(workbook))
    table, found = read_sheet(cornered, filled[0], bool, limits)
    return table, findings + found


def _is_filled(workbook: Workbook, sheet: SheetInfo) -> bool:
    """Return whether a sheet has a row; one that is broken is told of later."""
    try:
        return any(True for _ in workbook.rows(sheet))
    except WorkbookFaultError:
        return True


class _Cornered:
    """A workbook whose empty corner, above the mentors, is given a name."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.sheets = book, book.sheets
        self.warnings: list[WorkbookCode] = []

    def rows(self, sheet: SheetInfo, notes: Notes) -> Iterator[Numbered]:
        """Yield the rows; the first with two names is the header."""
        seen = False
        for number, cells in self.book.rows(sheet, notes):
            if not seen and sum(map(_is_named, cells)) >= _HEADER_CELLS:
                seen = True
                if not _is_named(cells[0]):
                    yield number, [_CORNER, *cells[1:]]
                    continue
            yield number, cells


def _is_named(cell: CellValue) -> bool:
    return not is_blank(cell) if isinstance(cell, str) else cell is not None
