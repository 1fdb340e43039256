"""An .xls file of the years before 2007 ([MS-XLS], BIFF8), read in a stream.

Cells are taken in the order in which they stand, and nothing is laid out in memory for
cells that are not there: one false byte in a file must not cost gigabytes.
"""

import struct
from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from attrs import define, field

from cselekvo.exchange.workbooks.biff import Kind, Texts, records
from cselekvo.exchange.workbooks.ole import open_compound
from cselekvo.exchange.workbooks.workbook_days import built_in, format_kind
from cselekvo.exchange.workbooks.workbook_model import (
    CellValue,
    Notes,
    Numbered,
    Outline,
    SheetInfo,
    WorkbookCode,
    WorkbookFaultError,
    WorkbookLimits,
    distinct,
)
from cselekvo.exchange.workbooks.xls_cells import Values, cells_of

_BIFF8: Final = 0x0600
_INSIDE: Final = {0x0401, 0x3A01}  # the workbook itself, an add-in
_HIDDEN_COLUMN: Final = 1

_STREAMS: Final = ("workbook", "book")
_MACROS: Final = "_vba_project_cur"
_LOCKED: Final = {"encryptedpackage", "encryptioninfo"}


@define(eq=False)
class XlsBook:
    """An .xls file.

    Attributes:
        sheets: Those that hold cells, in the order of their tabs.
        warnings: What it holds that is left aside.
    """

    sheets: tuple[SheetInfo, ...]
    warnings: list[WorkbookCode]
    _stream: bytes = field(repr=False)
    _values: Values = field(repr=False)
    _limits: WorkbookLimits

    def rows(self, sheet: SheetInfo, notes: Notes) -> Iterator[Numbered]:
        """Yield the rows of a sheet that hold something."""
        current, cells = -1, dict[int, CellValue]()
        placed = cells_of(self._stream, int(sheet.part), self._values, notes)
        try:
            for row, column, value in placed:
                if row < current:
                    raise _broken(row + 1)
                if row > current:
                    if cells:
                        yield current + 1, _laid(cells)
                    current, cells = row, {}
                if column >= self._limits.columns:
                    raise _too_wide(row, column, self._limits)
                if value is not None:
                    cells[column] = value
        except (struct.error, IndexError) as error:
            raise _broken(current + 1) from error
        if cells:
            yield current + 1, _laid(cells)


def _too_wide(row: int, column: int, limits: WorkbookLimits) -> WorkbookFaultError:
    return WorkbookFaultError(
        WorkbookCode.TOO_MANY_COLUMNS,
        row=row + 1,
        columns=column + 1,
        allowed=limits.columns,
    )


def _laid(cells: dict[int, CellValue]) -> list[CellValue]:
    return [cells.get(column) for column in range(max(cells) + 1)]


def _broken(row: int | None = None) -> WorkbookFaultError:
    return WorkbookFaultError(WorkbookCode.BROKEN, part="Workbook", row=row)


def _other(kind: str) -> WorkbookFaultError:
    return WorkbookFaultError(WorkbookCode.NOT_A_WORKBOOK, kind=kind)


def open_xls(content: bytes, limits: WorkbookLimits) -> XlsBook:
    """Return the workbook in the bytes of a compound file.

    Raises:
        WorkbookFaultError: It is too large, broken, encrypted, or no workbook.
    """
    compound = open_compound(content)
    if compound.names & _LOCKED:
        raise WorkbookFaultError(WorkbookCode.ENCRYPTED)
    streams = (compound.stream(name) for name in _STREAMS)
    stream = next((one for one in streams if one), None)
    if stream is None:
        raise _other("another document of Office 97-2003")
    try:
        head = _Head(stream, limits)
        head.read()
        sheets = tuple(_outlined(stream, one, limits) for one in distinct(head.sheets))
    except (struct.error, IndexError) as error:
        raise _broken() from error
    warnings = [WorkbookCode.EXTERNAL_LINKS] if head.links else []
    if _MACROS in compound.names:
        warnings.insert(0, WorkbookCode.MACROS)
    return XlsBook(sheets, warnings, stream, head.values, limits)


@define(eq=False)
class _Head:
    """What stands in the stream before the sheets."""

    stream: bytes
    limits: WorkbookLimits
    sheets: list[SheetInfo] = field(factory=list, init=False)
    values: Values = field(factory=Values, init=False)
    links: bool = field(default=False, init=False)
    _codes: dict[int, str] = field(factory=dict, init=False)
    _styles: list[int] = field(factory=list, init=False)

    def read(self) -> None:
        """Read it all.

        Raises:
            WorkbookFaultError: It is encrypted, older, or has too many texts.
        """
        for kind, pieces in records(self.stream, 0):
            if kind == Kind.SST:
                self._texts(pieces)
            elif kind == Kind.FORMAT:
                (number,) = unpack_from("<H", pieces[0])
                code = Texts([pieces[0][2:], *pieces[1:]]).text()
                self._codes[number] = format_kind(code)
            else:
                self._record(kind, pieces[0])
        self.values.formats = [
            self._codes[one] if one in self._codes else built_in(one)
            for one in self._styles
        ]

    def _record(self, kind: int, content: bytes) -> None:
        if kind == Kind.BEGIN:
            if unpack_from("<H", content)[0] != _BIFF8:
                raise _other("a workbook of Excel 95 or older")
        elif kind == Kind.FILEPASS:
            raise WorkbookFaultError(WorkbookCode.ENCRYPTED)
        elif kind == Kind.DATEMODE:
            self.values.from_1904 = bool(unpack_from("<H", content)[0])
        elif kind == Kind.XF:
            self._styles.append(unpack_from("<H", content, 2)[0])
        elif kind == Kind.SUPBOOK:
            self.links = self.links or unpack_from("<H", content, 2)[0] not in _INSIDE
        elif kind == Kind.BOUNDSHEET:
            place, hidden, what = unpack_from("<IBB", content)
            if what == 0:  # it holds cells
                name = Texts([content[6:]]).text(brief=True)
                sheet = SheetInfo(name=name, hidden=bool(hidden & 3), part=str(place))
                self.sheets.append(sheet)

    def _texts(self, pieces: list[bytes]) -> None:
        (count,) = unpack_from("<I", pieces[0], 4)
        if count > self.limits.texts:
            code = WorkbookCode.TOO_LARGE
            raise WorkbookFaultError(code, allowed=self.limits.unpacked)
        texts = Texts([pieces[0][8:], *pieces[1:]])
        self.values.texts = [texts.text(of_cell=True) for _ in range(count)]


def _outlined(stream: bytes, sheet: SheetInfo, limits: WorkbookLimits) -> SheetInfo:
    """Return a sheet with its merged areas and hidden columns."""
    outline = Outline(limits)
    for kind, (content, *_) in records(stream, int(sheet.part)):
        if kind == Kind.MERGED:
            (count,) = unpack_from("<H", content)
            for at in range(2, 2 + 8 * count, 8):
                top, bottom, left, right = unpack_from("<4H", content, at)
                outline.merge((top, left, bottom, right))
        elif kind == Kind.COLINFO:
            first, last, _, _, flags = unpack_from("<5H", content)
            if flags & _HIDDEN_COLUMN:
                outline.hide(first, last)
    return outline.of(sheet)
