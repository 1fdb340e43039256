"""Read the cells of a sheet of an .xlsx file in a stream, row by row.

What the sheet says of its own size is not asked. Cells and rows that say where they
stand are believed, the others follow each other.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attrs import define, field

from cselekvo.exchange.table import column_letters
from cselekvo.exchange.workbooks.archive import Archive
from cselekvo.exchange.workbooks.workbook_model import (
    LAST_COLUMN,
    CellError,
    CellValue,
    Notes,
    Numbered,
    WorkbookCode,
    WorkbookFaultError,
    WorkbookLimits,
)
from cselekvo.exchange.workbooks.xlsx_parts import is_true, unescaped
from cselekvo.exchange.workbooks.xlsx_values import UnreadableError, Values
from cselekvo.exchange.workbooks.xlsx_xml import DEEP, MAIN, blocks_of, feed, parser_of

_DIGITS: Final = "0123456789"
_USUAL: Final = 64
_LETTERS: Final = tuple(column_letters(index) for index in range(_USUAL))
#: What the elements that matter are called by the parser, in both editions.
_NAMES: Final = {
    space + name: name for space in MAIN for name in ("row", "c", "v", "t", "f", "rPh")
}


@define(eq=False)
class SheetReader:
    """One reading of a sheet; what a million cells need is kept short.

    Attributes:
        notes: What is met on the way.
        limits: How far rows and columns may go.
    """

    archive: Archive
    part: str
    values: Values
    notes: Notes
    limits: WorkbookLimits
    _done: list[Numbered] = field(factory=list, init=False)
    _cells: list[CellValue] = field(factory=list, init=False)
    _row: int = field(default=0, init=False)
    _column: int = field(default=0, init=False)
    _ending: str = field(default="", init=False)
    _cell: dict[str, str] = field(factory=dict, init=False)
    _pieces: list[str] = field(factory=list, init=False)
    _text: str | None = field(default=None, init=False)
    _runs: list[str] = field(factory=list, init=False)
    _formula: bool = field(default=False, init=False)
    _phonetic: bool = field(default=False, init=False)
    _depth: int = field(default=0, init=False)

    def rows(self) -> Iterator[Numbered]:
        """Yield the number and the cells of each row that holds something.

        Raises:
            WorkbookFaultError: A row or a cell cannot be understood.
        """
        parser = parser_of(self.part)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        for _ in feed(parser, blocks_of(self.archive, self.part), self.part):
            yield from self._done
            self._done.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        element = _NAMES.get(name)
        if element is None:
            if self._depth > DEEP:
                raise self._broken()
        elif element == "c":
            self._cell = attributes
            self._text = None
            self._formula = False
            if self._depth > DEEP:
                raise self._broken()
        elif element in {"v", "t"}:
            self._pieces.clear()
        elif element == "f":
            self._formula = True
        elif element == "row":
            self._begin_row(attributes)
        else:
            self._phonetic = True

    def _end(self, name: str) -> None:
        self._depth -= 1
        element = _NAMES.get(name)
        if element is None:
            return
        if element == "v":
            self._text = "".join(self._pieces)
        elif element == "c":
            self._end_cell()
        elif element == "t":
            if not self._phonetic:
                self._runs.append(unescaped("".join(self._pieces)))
        elif element == "row":
            if self._cells:
                self._done.append((self._row, self._cells))
        elif element == "rPh":
            self._phonetic = False

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        before = self._row
        self._row += 1
        if number is not None:
            self._row = int(number) if number.isascii() and number.isdigit() else 0
        self._cells, self._column, self._ending = [], 0, str(self._row)
        if self._row <= before:
            raise self._broken()
        if self._row > self.limits.rows:
            code, rows = WorkbookCode.TOO_MANY_ROWS, self.limits.rows
            raise WorkbookFaultError(code, row=self._row, rows=rows)
        if is_true(attributes.get("hidden")):
            self.notes.hidden_rows.add(self._ending)

    def _end_cell(self) -> None:
        """Put the value where its cell says that it stands."""
        if self._runs:
            self._text = "".join(self._runs)
            self._runs.clear()
        cell = self._cell
        place = cell.get("r")
        column = self._column
        if place is None or (
            column < _USUAL and place == _LETTERS[column] + self._ending
        ):
            column += 1  # nearly all follow the one before
        else:
            column = self._column_of(place)
        self._column = column
        text = self._text
        if self._formula:
            value = self._computed(text)
        elif text:
            try:
                value = self.values.read(text, cell)
            except UnreadableError:
                raise self._broken() from None
        else:
            return
        if column > self.limits.columns:
            raise self._too_wide(column)
        missing = column - len(self._cells) - 1
        if missing == 0:
            self._cells.append(value)
        elif missing > 0:
            self._cells.extend([None] * missing)
            self._cells.append(value)
        elif self._cells[column - 1] is None:
            self._cells[column - 1] = value
        else:
            raise self._broken()

    def _computed(self, text: str | None) -> CellValue:
        """Return what a formula came to when the workbook was stored."""
        at = f"{column_letters(self._column - 1)}{self._row}"
        self.notes.formulas.add(at)
        if not text:
            return None if self._cell.get("t") == "str" else CellError("=")
        try:
            return self.values.read(text, self._cell)
        except UnreadableError:
            raise self._broken() from None

    def _column_of(self, place: str) -> int:
        """Return the number of the column, counted from 1, in a cell's place."""
        letters = place.rstrip(_DIGITS)
        number = column_number(letters)
        if not number or place[len(letters) :] != self._ending:
            raise self._broken()
        return number

    def _too_wide(self, columns: int) -> WorkbookFaultError:
        code, allowed = WorkbookCode.TOO_MANY_COLUMNS, self.limits.columns
        return WorkbookFaultError(code, row=self._row, columns=columns, allowed=allowed)

    def _broken(self) -> WorkbookFaultError:
        code, cell = WorkbookCode.BROKEN, self._cell.get("r")
        return WorkbookFaultError(code, part=self.part, row=self._row, cell=cell)


@lru_cache(maxsize=1 << 10)
def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1; 0: there is none."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - ord("A") + 1
        if number > LAST_COLUMN:
            return 0
    return number
