"""A sheet as it was handed over: a header, and rows of texts that are read in a stream.

A reader of CSV or of a workbook makes a `Table`; what the columns mean is decided
elsewhere. Rows are numbered as a spreadsheet numbers them, blank ones included.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from attrs import define, evolve, field, frozen

from cselekvo.domain.vocabulary import fold
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.values import clean, is_blank
from cselekvo.findings import Finding, Place, Severity


class TableCode(Enum):
    """What the reading of a sheet can find, before anyone asks what it means."""

    NOT_A_TEXT_TABLE = "not-a-text-table"
    FILE_TOO_LARGE = "file-too-large"
    ENCODING_GUESSED = "encoding-guessed"
    ENCODING_UNKNOWN = "encoding-unknown"
    ENCODING_DOES_NOT_FIT = "encoding-does-not-fit"
    LETTERS_DAMAGED = "letters-damaged"
    SEPARATOR_NOT_ALLOWED = "separator-not-allowed"
    HEADER_MISSING = "header-missing"
    HEADER_DOUBLED = "header-doubled"
    COLUMN_WITHOUT_NAME = "column-without-name"
    TOO_MANY_COLUMNS = "too-many-columns"
    TOO_MANY_ROWS = "too-many-rows"
    ROW_TOO_LONG = "row-too-long"
    CELL_TOO_LARGE = "cell-too-large"
    QUOTE_MISPLACED = "quote-misplaced"
    QUOTE_NEVER_CLOSED = "quote-never-closed"
    MORE_ROWS_REFUSED = "more-rows-refused"


@frozen(kw_only=True)
class Limits:
    """How large a sheet may be.

    Attributes:
        file: Bytes of a CSV file.
        columns: Cells of a row.
        cell: Bytes of a cell, in UTF-8.
        rows: Rows below the header.
        findings: Refused rows that are described one by one; the rest is counted.
    """

    file: int = 1_000_000_000
    columns: int = 256
    cell: int = 65_536
    rows: int = 1_100_000
    findings: int = 1_000


LIMITS = Limits()

#: Gives the rows below the header, with their numbers; what it finds goes to `Rows`.
Source = Callable[["Rows"], Iterator[tuple[int, Sequence[str]]]]


@frozen(kw_only=True)
class Table:
    """A sheet whose header has been read; its rows are read when they are asked for.

    Attributes:
        file: The file, as it was named.
        sheet: The sheet within a workbook.
        header: The names of the columns, cleaned; an empty one may have no data below.
        header_row: The row of the header, as a spreadsheet counts it.
        width: How many columns the header row had, trailing nameless ones included.
    """

    file: str
    sheet: str | None = None
    header: tuple[str, ...]
    header_row: int = 1
    width: int
    limits: Limits = field(default=LIMITS, repr=False)
    source: Source = field(repr=False, eq=False)

    def rows(self) -> "Rows":
        """Return a new reading of the rows; the file is opened again."""
        return Rows(self)

    def place(self, row: int, index: int | None = None) -> Place:
        """Return where a row or a cell is, for a finding."""
        column = None
        if index is not None:
            named = self.header[index] if index < len(self.header) else ""
            column = named or column_letters(index)
        return Place(file=self.file, sheet=self.sheet, row=row, column=column)


@define(eq=False)
class Rows:
    """One reading of a table: iterate, then ask what was found on the way.

    Iterating gives the number and the cells of each good row, as many cells as the
    header has names; blank rows are passed over. A row that cannot be understood is
    refused: it is left out, counted, and a finding with its number says why.

    Attributes:
        findings: What has been found so far; a new iteration begins anew.
        refused: How many rows were left out.
        broken: Whether reading stopped early, so that no part of it should be taken.

    Example:
        rows = table.rows()
        for number, cells in rows:
            ...
        found.extend(rows.findings)
    """

    table: Table
    findings: list[Finding] = field(factory=list, init=False)
    refused: int = field(default=0, init=False)
    broken: bool = field(default=False, init=False)

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        self.findings.clear()
        self.refused, self.broken = 0, False
        width = len(self.table.header)
        usual = width if all(self.table.header) else -1
        for number, record in self.table.source(self):
            # A first cell that begins with a plain character cannot be blank.
            if len(record) == usual and "!" <= record[0] < "\x7f":
                yield number, tuple(record)
            elif not all(map(is_blank, record)) and self._fits(number, record):
                cells = tuple(record[:width])
                yield number, cells + ("",) * (width - len(cells))
        shown = self.table.limits.findings
        if self.refused > shown:
            self.findings.append(
                Finding(
                    TableCode.MORE_ROWS_REFUSED,
                    severity=Severity.NOTE,
                    values={"count": self.refused - shown},
                    where=Place(file=self.table.file, sheet=self.table.sheet),
                )
            )

    def _fits(self, number: int, record: Sequence[str]) -> bool:
        header = self.table.header
        for index, cell in enumerate(record):
            if (index >= len(header) or not header[index]) and not is_blank(cell):
                named = index < self.table.width
                code = (
                    TableCode.COLUMN_WITHOUT_NAME if named else TableCode.ROW_TOO_LONG
                )
                values = {"cells": len(record), "columns": self.table.width}
                self.refuse(code, number, index, **values)
                return False
        return True

    def refuse(
        self, code: TableCode, row: int, index: int | None = None, **values: object
    ) -> None:
        """Leave a row out, and say why.

        Args:
            code: What is wrong with it.
            row: Its number.
            index: The cell at fault, counted from 0.
            values: What the sentence needs.
        """
        self.refused += 1
        if self.refused <= self.table.limits.findings:
            where = self.table.place(row, index)
            self.findings.append(Finding(code, values=values, where=where))

    def stop(self, code: TableCode, where: Place, **values: object) -> None:
        """Say why the rest cannot be read at all."""
        self.broken = True
        self.findings.append(Finding(code, values=values, where=where))


def column_letters(index: int) -> str:
    """Return what a spreadsheet calls a column: `A` for 0, `Z` for 25, `AA` for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_too_large(cell: str, limit: int) -> bool:
    """Return whether the cell has more bytes in UTF-8 than allowed."""
    if len(cell) * 4 <= limit:
        return False
    return len(cell) > limit or len(cell.encode("utf-8", "surrogatepass")) > limit


def read_header(
    cells: Sequence[str], where: Place, limits: Limits = LIMITS
) -> tuple[tuple[str, ...], list[Finding]]:
    """Clean the names of the columns, and find what speaks against them.

    Args:
        cells: The header row; nameless columns at its end are dropped.
        where: The file, the sheet and the row.
        limits: How many columns there may be.

    Returns:
        The names, and what was found: any of it is an error.
    """
    names: list[str] = []
    for index, cell in enumerate(cells[: limits.columns + 1]):
        try:
            names.append(clean(cell))
        except ValueNotReadError as error:
            at = evolve(where, column=column_letters(index))
            code = TableCode.NOT_A_TEXT_TABLE
            return (), [Finding(code, values=error.values, where=at)]
    while names and not names[-1]:
        names.pop()
    if not names:
        return (), [Finding(TableCode.HEADER_MISSING, where=where)]
    if len(names) > limits.columns:
        values = {"columns": len(cells), "allowed": limits.columns}
        return (), [Finding(TableCode.TOO_MANY_COLUMNS, values=values, where=where)]
    return tuple(names), _doubled(names, where)


def _doubled(names: Sequence[str], where: Place) -> list[Finding]:
    """Find the names that are equal when case and accents are left aside."""
    first: dict[str, str] = {}
    found: list[Finding] = []
    for name in filter(None, names):
        earlier = first.setdefault(fold(name), name)
        if earlier is not name:
            values = {"name": earlier, "again": name}
            at = evolve(where, column=name)
            found.append(Finding(TableCode.HEADER_DOUBLED, values=values, where=at))
    return found
