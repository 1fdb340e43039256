"""A sheet of a workbook as a table of texts, so that all rules are those of CSV.

A day becomes `2022-10-17`, a number its digits, a truth `TRUE` or `FALSE`; what a cell
cannot say for certain refuses its row: an error, a formula never computed, a number so
long that the spreadsheet has rounded it, a cell merged with others.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Final

from attrs import evolve, frozen

from cselekvo.exchange.table import (
    LIMITS,
    Limits,
    Row,
    Rows,
    Table,
    TableCode,
    cell_too_large,
    column_letters,
    read_header,
)
from cselekvo.exchange.values import is_blank
from cselekvo.exchange.workbooks.workbook import (
    CellError,
    CellValue,
    Notes,
    Numbered,
    SheetInfo,
    Workbook,
    WorkbookCode,
    WorkbookFaultError,
)
from cselekvo.findings import Finding, Place, Severity
from cselekvo.spreadsheets import guard

#: From here on a spreadsheet has not kept every digit of a whole number.
_ROUNDED: Final = 10**15
#: So many rows may stand above the header: titles, dates, a ministry's name.
_ABOVE: Final = 20
_NAMED: Final = 2
_SHOWN: Final = 20

Named = Callable[[str], bool]


def read_sheet(
    workbook: Workbook, sheet: SheetInfo, named: Named, limits: Limits = LIMITS
) -> tuple[Table | None, list[Finding]]:
    """Read the header of a sheet, and make its rows ready to be read.

    The header is the first row that names two columns of its kind, or, where none of
    the first rows does, the first that holds something.

    Args:
        workbook: The workbook.
        sheet: One of its sheets.
        named: Tells whether a text is the name of a column.
        limits: How large it may be.

    Returns:
        The table, or None if an error was found or the sheet is empty; and what was
        found.
    """
    where = Place(file=workbook.file, sheet=sheet.name)
    try:
        rows = list(islice(workbook.rows(sheet), _ABOVE))
    except WorkbookFaultError as fault:
        return None, [fault.finding(workbook.file, sheet.name)]
    if not rows:
        return None, [Finding(TableCode.HEADER_MISSING, where=where)]
    number, texts = _header(rows, named)
    names, found = read_header(texts, evolve(where, row=number), limits)
    if found:
        return None, found
    known = tuple(index for index, name in enumerate(names) if named(name))
    nameless = tuple(index for index, name in enumerate(names) if not name)
    source = _Source(workbook, sheet, number, known, nameless)
    table = Table(
        file=workbook.file,
        sheet=sheet.name,
        header=names,
        header_row=number,
        width=len(texts),
        limits=limits,
        source=source.rows,
    )
    above = [row for row, _ in rows if row < number]
    return table, list(_told(sheet, where, above))


def _header(rows: Sequence[Numbered], named: Named) -> tuple[int, list[str]]:
    """Return the number and the texts of the row that is the header."""
    written = [(number, [_header_text(cell) for cell in row]) for number, row in rows]
    for number, texts in written:
        if sum(map(named, texts)) >= _NAMED:
            return number, texts
    return written[0]


def _header_text(cell: CellValue) -> str:
    return "" if cell is None or isinstance(cell, CellError) else text_of(cell)


def _told(sheet: SheetInfo, where: Place, above: Sequence[int]) -> Iterator[Finding]:
    """Yield what is worth a word before the rows are read."""
    if above:
        listed = ", ".join(map(str, above))
        yield _warning(WorkbookCode.ROWS_ABOVE, where, rows=listed)
    if sheet.hidden:
        yield _warning(WorkbookCode.SHEET_HIDDEN, where)
    if sheet.hidden_columns:
        names = [column_letters(index) for index in sheet.hidden_columns[:5]]
        count = len(sheet.hidden_columns)
        columns = ", ".join(names)
        yield _warning(WorkbookCode.COLUMNS_HIDDEN, where, count=count, columns=columns)


def _warning(code: WorkbookCode, where: Place, **values: object) -> Finding:
    return Finding(code, severity=Severity.WARNING, values=values, where=where)


@frozen
class _Source:
    """Where the rows of a table come from.

    Attributes:
        header: The row of the header.
        known: The columns that are read; what stands in others is at no fault.
        nameless: Those whose header is empty, so that nothing may stand there.
    """

    workbook: Workbook
    sheet: SheetInfo
    header: int
    known: tuple[int, ...]
    nameless: tuple[int, ...]

    def rows(self, rows: Rows) -> Iterator[tuple[int, Row]]:
        """Yield the rows below the header with their texts; refuse what is at fault."""
        notes = Notes()
        merged = _Merged(self.sheet, len(rows.table.header))
        last = self.header + rows.table.limits.rows
        try:
            for number, cells in self.workbook.rows(self.sheet, notes):
                if number <= self.header:
                    continue
                if number > last:
                    rows.stop(TableCode.TOO_MANY_ROWS, number)
                    break
                area = merged.area(number)
                if area:
                    rows.refuse(TableCode.CELL_MERGED, number, area=area)
                elif record := self._record(number, cells, rows):
                    yield number, record
        except WorkbookFaultError as fault:
            rows.give_up(fault.finding(self.workbook.file, self.sheet.name))
        self._tell(notes, rows)

    def _record(self, number: int, cells: list[CellValue], rows: Rows) -> Row | None:
        """Return the texts of a row; None for one that is blank or refused."""
        width, count = len(rows.table.header), len(cells)
        small = rows.table.limits.cell // 4  # letters that are never too large
        if (count > width or self.nameless) and self._is_odd(number, cells, rows):
            return None
        texts, some = [""] * width, False
        for index in self.known:
            if index >= count:
                break
            cell = cells[index]
            if isinstance(cell, str) and len(cell) <= small:
                # a letter needs no guard: to ask that first is fast
                text = cell if cell >= "A" else guard(cell)
            else:
                read = self._text(number, index, cell, rows)
                if read is None:
                    return None
                text = read
            texts[index] = text
            some = some or not is_blank(text)
        some = some or not all(map(_is_blank, reversed(cells)))
        return tuple(texts) if some else None

    def _is_odd(self, number: int, cells: list[CellValue], rows: Rows) -> bool:
        """Refuse a row that has data where the header has no name."""
        width = len(rows.table.header)
        for index in (*self.nameless, *reversed(range(width, len(cells)))):
            if index < len(cells) and not _is_blank(cells[index]):
                rows.refuse_nameless(number, index, len(cells))
                return True
        return False

    def _text(self, number: int, index: int, cell: CellValue, rows: Rows) -> str | None:
        """Return the text of a cell; None where it refuses its row."""
        if isinstance(cell, str):
            if cell_too_large(cell, limit := rows.table.limits.cell):
                rows.refuse(TableCode.CELL_TOO_LARGE, number, index, allowed=limit)
                return None
            return guard(cell)
        fault = _fault(cell)
        if fault is None:
            return "" if cell is None else text_of(cell)
        rows.refuse(fault, number, index, error=_shown(cell))
        return None

    def _tell(self, notes: Notes, rows: Rows) -> None:
        """Say what was met in the rows that a reader of the sheet may not expect."""
        where = Place(file=self.workbook.file, sheet=self.sheet.name)
        met = (
            (WorkbookCode.ROWS_HIDDEN, notes.hidden_rows),
            (WorkbookCode.FORMULAS, notes.formulas),
        )
        for code, noted in met:
            if noted.count:
                listed = ", ".join(noted.first)
                rows.tell(_warning(code, where, count=noted.count, listed=listed))


class _Merged:
    """Which rows cannot be read because their cells are merged with others.

    Rows are asked for in their order. The first row of an area of one column holds its
    value; every other row of an area says nothing of its own.
    """

    def __init__(self, sheet: SheetInfo, width: int) -> None:
        spans = [
            (top + (left == right), bottom, area_name(top, left, bottom, right))
            for top, left, bottom, right in sheet.merged
            if left < width and (top, left) != (bottom, right)
        ]
        self._spans = sorted(spans, reverse=True)
        self._until, self._area = -1, ""

    def area(self, number: int) -> str:
        """Return the area that speaks against a row, or nothing."""
        while self._spans and self._spans[-1][0] < number:
            _, bottom, area = self._spans.pop()
            if bottom > self._until:
                self._until, self._area = bottom, area
        return self._area if number - 1 <= self._until else ""


def area_name(top: int, left: int, bottom: int, right: int) -> str:
    """Return how a spreadsheet names an area: `B2:C3`."""
    first = f"{column_letters(left)}{top + 1}"
    return f"{first}:{column_letters(right)}{bottom + 1}"


def _fault(cell: CellValue) -> TableCode | None:
    """Return what keeps a cell from being read."""
    if isinstance(cell, CellError):
        never = cell.never_computed
        return TableCode.FORMULA_NOT_COMPUTED if never else TableCode.CELL_ERROR
    if isinstance(cell, int | float) and abs(cell) >= _ROUNDED:
        return TableCode.NUMBER_ROUNDED
    return None


def _is_blank(cell: CellValue) -> bool:
    return is_blank(cell) if isinstance(cell, str) else cell is None


def _shown(cell: CellValue) -> str:
    return cell.text[:_SHOWN] if isinstance(cell, CellError) else f"{cell:.15g}"


def text_of(cell: CellValue) -> str:
    """Return the text that the rules of sheets read a cell from."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _decimal(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _decimal(number: float) -> str:
    """Return a number with the 15 digits that a spreadsheet shows, and a comma.

    A comma, since `15.303` may mean a whole number.
    """
    text = format(Decimal(f"{number or 0:.15g}"), "f")
    return text.replace(".", ",")
