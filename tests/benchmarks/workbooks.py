"""Workbooks read and written, against the bare reader and the bare writer."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import python_calamine
import xlsxwriter
from attrs import frozen

from cselekvo.exchange.exporting import export_workbook
from cselekvo.workspace import Workspace
from tests.benchmarks import sheets
from tests.benchmarks.measure import seconds

#: As many as fit into what a workbook may hold unpacked.
ROWS: Final = 100_000


@frozen(kw_only=True)
class Measured:
    """Seconds of ours and of the bare ways."""

    rows: int
    brought: float
    megabytes: float
    read: float
    written: float
    by_hand: float


def write_book(path: Path, count: int) -> None:
    """Write the memberships as a workbook, days as days."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy.mm.dd."})
        sheet = book.add_worksheet("tagsagok")
        sheet.write_row(0, 0, sheets.HEADER)
        for at, cells in enumerate(sheets.rows(count), start=1):
            for column, cell in enumerate(cells):
                _write(sheet, at, column, cell, day)


def _write(sheet: Any, row: int, column: int, cell: str, day: Any) -> None:
    if column in {4, 5} and cell:
        sheet.write_datetime(row, column, date.fromisoformat(cell), day)
    elif cell:
        sheet.write_string(row, column, cell)


def read_bare(path: Path) -> int:
    """Read all cells by the reader alone; return how many rows there are."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return sum(1 for _ in book.get_sheet_by_index(0).iter_rows())


def measured(folder: Path, count: int = ROWS) -> Measured:
    """Measure one workbook in and out."""
    book, database = folder / "m.xlsx", folder / "m.db"
    by_hand = seconds(lambda: write_book(book, count))
    sheets.workspace_with(database, count).close()
    brought = sheets.run("bring", book, database)
    out = folder / "out.xlsx"

    def export() -> None:
        with Workspace.open(database) as workspace:
            export_workbook(workspace.view(date(2020, 1, 1)), out)

    return Measured(
        rows=count,
        brought=brought.seconds,
        megabytes=brought.megabytes,
        read=seconds(lambda: read_bare(book)),
        written=seconds(export),
        by_hand=by_hand,
    )
