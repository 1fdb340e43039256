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
    CELL_ERROR = "cell-error"
    CELL_MERGED = "cell-merged"
    FORMULA_NOT_COMPUTED = "formula-not-computed"
    NUMBER_ROUNDED = "number-rounded"


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

Row = tuple[str, ...]
#: Gives the rows below the header with their numbers, each passed through `Rows.fit`.
Source = Callable[["Rows"], Iterator[tuple[int, Row]]]


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

    @property
    def named(self) -> bool:
        """Return whether every column has a name."""
        return all(self.header)

    @property
    def usual(self) -> int:
        """Return how many cells a row has that needs no `fit`, unless it is blank."""
        return len(self.header) if self.named else -1

    def place(self, row: int | None = None, index: int | None = None) -> Place:
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
        refused: How many rows were left out.
        broken: Whether reading stopped early, so that no part of it should be taken.

    A new iteration begins anew, with nothing found.
    """

    table: Table
    _found: list[Finding] = field(factory=list, init=False)
    refused: int = field(default=0, init=False)
    broken: bool = field(default=False, init=False)

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        self._found.clear()
        self.refused, self.broken = 0, False
        return self.table.source(self)

    @property
    def findings(self) -> list[Finding]:
        """Return what has been found so far; of many refused rows, the first."""
        more = self.refused - self.table.limits.findings
        if more <= 0:
            return list(self._found)
        code, where = TableCode.MORE_ROWS_REFUSED, self.table.place()
        note = Finding(
            code, severity=Severity.NOTE, values={"count": more}, where=where
        )
        return [*self._found, note]

    def fit(self, number: int, record: Sequence[str]) -> Row | None:
        """Return as many cells as the header has names; None for a row to be left out.

        Args:
            number: The row, as a spreadsheet counts it.
            record: Its cells. A blank row is left out silently; one with data where the
                header has no name is refused.
        """
        if all(map(is_blank, record)):
            return None
        header = self.table.header
        width = len(header)
        if len(record) > width or not self.table.named:
            for index, cell in enumerate(record):
                if (index >= width or not header[index]) and not is_blank(cell):
                    self.refuse_nameless(number, index, len(record))
                    return None
        cells = tuple(record[:width])
        return cells + ("",) * (width - len(cells))

    def refuse_nameless(self, number: int, index: int, cells: int) -> None:
        """Leave a row out that has data where the header has no name.

        Args:
            number: The row.
            index: The cell with the data, counted from 0.
            cells: How many cells the row has.
        """
        columns = self.table.width
        beyond = index >= columns
        code = TableCode.ROW_TOO_LONG if beyond else TableCode.COLUMN_WITHOUT_NAME
        self.refuse(code, number, index, cells=cells, columns=columns)

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
            self._found.append(Finding(code, values=values, where=where))

    def stop(self, code: TableCode, row: int) -> None:
        """Say why the rest, from this row on, cannot be read at all."""
        values = {"rows": self.table.limits.rows, "bytes": self.table.limits.cell}
        self.give_up(Finding(code, values=values, where=self.table.place(row)))

    def give_up(self, why: Finding) -> None:
        """Keep why the rest cannot be read at all."""
        self.broken = True
        self._found.append(why)

    def tell(self, what: Finding) -> None:
        """Keep what is worth a word, but is at no fault."""
        self._found.append(what)


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
        if cell_too_large(cell, limits.cell):
            return (), [Finding(TableCode.CELL_TOO_LARGE, where=where)]
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
