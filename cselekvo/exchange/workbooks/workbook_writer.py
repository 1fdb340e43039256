"""Write a workbook in a stream: typed cells, a bold header that stays in sight.

Equal content gives equal bytes. What xlsxwriter would take for something else is never
left to it: each cell says whether it is a text, a number or a day.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, Final

from attrs import define, field, frozen

from cselekvo.errors import MissingExtraError, RefusedError
from cselekvo.files import FileNotWrittenError, reason_of, replace_file
from cselekvo.spreadsheets import keep_texts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: What a cell is given; a text is always written as a text.
Written = str | int | float | date | None

_LONGEST: Final = 32_767  # UTF-16 units of a text in a cell
MOST_ROWS: Final = 1_048_575  # below the header
_DIGITS: Final = 15
FIRST_DAY: Final = date(1900, 3, 1)  # before it spreadsheets disagree
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - xlsxwriter takes no zone
_NARROW, _WIDE = 8, 48
_ARROW: Final = 4  # room for the button of the filter
_DAY_WIDTH: Final = 12
_AS_TEXT: Final = 49  # the built-in format @
_MEASURED: Final = 1_000
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class TextTooLongError(RefusedError):
    """A text is longer than a cell of a workbook can hold."""

    code = "text-too-long-for-workbook"

    def __init__(self, sheet: str, row: int, column: str, length: int) -> None:
        super().__init__(
            f"{sheet}, row {row}, {column}: a cell of a workbook holds {_LONGEST} "
            f"characters, this text has {length}. Export to a folder of CSV files.",
            sheet=sheet,
            row=row,
            column=column,
            length=length,
            allowed=_LONGEST,
        )


class TooManyRowsError(RefusedError):
    """There are more rows than a sheet of a workbook can hold."""

    code = "too-many-rows-for-workbook"

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"{sheet}: a sheet of a workbook holds {MOST_ROWS} rows below its header. "
            "Export to a folder of CSV files.",
            sheet=sheet,
            allowed=MOST_ROWS,
        )


@frozen
class Heading:
    """The head of a column, and what stands below it: `day`, `number` or `text`."""

    name: str
    holds: str = "text"


@define(eq=False)
class Book:
    """A workbook that is being written.

    Attributes:
        workbook: What xlsxwriter calls by that name.
        bold: The format of headers.
        day: The format of days, as they are written in Hungarian.
        text: The format that keeps a spreadsheet from taking a text for a number.
    """

    workbook: "Workbook"
    bold: "Format" = field(init=False)
    day: "Format" = field(init=False)
    text: "Format" = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.bold = self.workbook.add_format({"bold": True, "bg_color": "#E8EEF4"})
        self.day = self.workbook.add_format({"num_format": "yyyy.mm.dd."})
        self.text = self.workbook.add_format({"num_format": _AS_TEXT})

    def add(self, name: str) -> "Worksheet":
        """Return a new sheet on which nothing stands, and whose texts are escaped."""
        return keep_texts(self.workbook.add_worksheet(name))

    def begin(self, name: str, columns: Sequence[Heading]) -> "Sheet":
        """Return a new sheet with its header."""
        made = Sheet(self, self.add(name), name, columns)
        made.begin()
        return made


@define(eq=False)
class Sheet:
    """A sheet that is being written, row by row.

    Attributes:
        worksheet: What xlsxwriter calls by that name.
        count: How many rows it has below the header.
    """

    book: Book
    worksheet: "Worksheet"
    name: str
    columns: Sequence[Heading]
    count: int = field(default=0, init=False)
    _widths: list[int] = field(factory=list, init=False)

    def begin(self) -> None:
        """Write the header, in bold, and keep it in sight."""
        self.worksheet.freeze_panes(1, 0)
        for index, column in enumerate(self.columns):
            self._widths.append(len(column.name) + _ARROW)
            self.worksheet.set_column(index, index, None, self._format(column))
        for index, column in enumerate(self.columns):
            self.worksheet.write_string(0, index, column.name, self.book.bold)

    def _format(self, column: Heading) -> "Format | None":
        if column.holds == "day":
            return self.book.day
        return self.book.text if column.holds == "text" else None

    def row(self, cells: Sequence[Written]) -> None:
        """Write the next row.

        Raises:
            TextTooLongError: A text does not fit into a cell.
            TooManyRowsError: The sheet is full.
        """
        self.count += 1
        if self.count > MOST_ROWS:
            raise TooManyRowsError(self.name)
        for index, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    self._text(index, cell)
            elif isinstance(cell, date):
                self._day(index, cell)
            elif cell is not None:
                self._number(index, cell)

    def end(self) -> int:
        """Give the columns their widths and the header its filter; return the rows."""
        for index, column in enumerate(self.columns):
            width = min(max(self._widths[index], _NARROW), _WIDE)
            self.worksheet.set_column(index, index, width, self._format(column))
        self.worksheet.autofilter(0, 0, self.count, len(self.columns) - 1)
        return self.count

    def _text(self, index: int, text: str) -> None:
        if self.count <= _MEASURED:
            self._widths[index] = max(self._widths[index], len(text))
        if len(text) > _LONGEST // 2 and (units := _units(text)) > _LONGEST:
            row, name = self.count + 1, self.columns[index].name
            raise TextTooLongError(self.name, row, name, units)
        self.worksheet.write_string(self.count, index, text)

    def _day(self, index: int, day: date) -> None:
        if day < FIRST_DAY:
            self._text(index, day.isoformat())
        else:
            self._widths[index] = max(self._widths[index], _DAY_WIDTH)
            self.worksheet.write_datetime(self.count, index, day, self.book.day)

    def _number(self, index: int, number: float) -> None:
        exact = float(f"{number:.{_DIGITS}g}") == number
        if exact and abs(number) < 10**_DIGITS:
            self.worksheet.write_number(self.count, index, number)
        else:
            self._text(index, _plain(number))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _plain(number: float) -> str:
    """Return the digits of a number that a spreadsheet would round."""
    return f"{number:.15f}".rstrip("0").rstrip(".")


@define(eq=False)
class _Sink:
    """Where the archive goes; what is written after the end is dropped.

    An archive that could not be finished tries it once more when it is collected.
    """

    _stream: BinaryIO
    _end: int = field(default=0, init=False)
    is_over: bool = field(default=False, init=False)

    def write(self, data: bytes) -> int:
        if not self.is_over:
            self._stream.write(data)
        self._end += len(data)
        return len(data)

    def tell(self) -> int:
        return self._end if self.is_over else self._stream.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset if self.is_over else self._stream.seek(offset, whence)

    def flush(self) -> None:
        if not self.is_over:
            self._stream.flush()


@contextmanager
def writing(path: Path) -> Iterator[Book]:
    """Write a workbook whole: it has its name only when the block has ended well.

    Raises:
        FileNotWrittenError: The folder, the disk or the permissions do not let us.
        MissingExtraError: What writes workbooks is not installed.
    """
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        raise MissingExtraError("documents", "An .xlsx workbook") from error
    with replace_file(path) as stream, TemporaryDirectory(prefix="cselekvo-") as folder:
        sink = _Sink(stream)
        workbook = xlsxwriter.Workbook(sink, {**_OPTIONS, "tmpdir": folder})
        workbook.set_properties({"created": _MADE})
        try:
            yield Book(workbook)
            workbook.close()
        except (OSError, FileCreateError) as error:
            cause = error if isinstance(error, OSError) else error.args[0]
            raise FileNotWrittenError(path, reason_of(cause)) from error
        finally:
            sink.is_over = True
            for sheet in workbook.worksheets():
                sheet._opt_close()  # noqa: SLF001 - nothing public lets go of its file
