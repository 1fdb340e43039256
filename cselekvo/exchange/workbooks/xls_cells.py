"""The cells of a sheet of an .xls file: from records to what they hold."""

from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from attrs import define

from cselekvo.exchange.table import column_letters
from cselekvo.exchange.workbooks.biff import ERRORS, Kind, Texts, records, short_number
from cselekvo.exchange.workbooks.workbook_days import shown
from cselekvo.exchange.workbooks.workbook_model import (
    CellError,
    CellValue,
    Notes,
    Styles,
)

_HIDDEN: Final = 0x20  # of a row
_ODD: Final = 0xFFFF  # the result of a formula is no number
_TEXT, _TRUTH, _ERROR = 0, 1, 2

#: Row and column, counted from 0, and what stands there.
Placed = tuple[int, int, CellValue]


@define(eq=False)
class Values(Styles):
    """How the cells of one .xls workbook are read."""

    def styled(self, number: float, style: int) -> CellValue:
        """Return what a number shows in a style."""
        kind = self.shows(style)
        if not kind:
            return number
        return shown(number, kind, from_1904=self.from_1904)


def cells_of(
    stream: bytes, start: int, values: Values, notes: Notes
) -> Iterator[Placed]:
    """Yield the cells of a sheet that hold something, in the order of the file.

    Args:
        stream: The workbook's stream.
        start: Where the sheet begins in it.
        values: How its cells are read.
        notes: Filled with formulas and hidden rows.

    Raises:
        StructError, IndexError: A record is shorter than it must be, or names what is
            not there.
    """
    waiting: tuple[int, int] | None = None
    for kind, pieces in records(stream, start):
        content = pieces[0]
        if kind == Kind.STRING and waiting is not None:
            yield (*waiting, Texts(pieces).text() or None)
            waiting = None
        elif kind == Kind.FORMULA:
            row, column, style = unpack_from("<3H", content)
            notes.formulas.add(f"{column_letters(column)}{row + 1}")
            waiting = (row, column) if _is_text(content) else None
            if waiting is None:
                yield row, column, _computed(content, style, values)
        elif kind == Kind.MULRK:
            yield from _numbers(content, values)
        elif kind == Kind.ROW:
            (row,), (flags,) = (
                unpack_from("<H", content),
                unpack_from("<H", content, 12),
            )
            if flags & _HIDDEN:
                notes.hidden_rows.add(str(row + 1))
        elif kind in _PLAIN:
            row, column, style = unpack_from("<3H", content)
            yield row, column, _plain(kind, pieces, style, values)


_PLAIN: Final = {
    Kind.LABELSST,
    Kind.NUMBER,
    Kind.RK,
    Kind.LABEL,
    Kind.RSTRING,
    Kind.BOOLERR,
}


def _plain(kind: int, pieces: list[bytes], style: int, values: Values) -> CellValue:
    """Return what a cell holds whose record holds all of it."""
    content = pieces[0]
    if kind == Kind.LABELSST:
        (index,) = unpack_from("<I", content, 6)
        return values.texts[index] or None
    if kind == Kind.NUMBER:
        (number,) = unpack_from("<d", content, 6)
        return values.styled(number, style)
    if kind == Kind.RK:
        (packed,) = unpack_from("<I", content, 6)
        return values.styled(short_number(packed), style)
    if kind == Kind.BOOLERR:
        value, is_error = unpack_from("<BB", content, 6)
        return CellError(ERRORS.get(value, "#")) if is_error else bool(value)
    return Texts([content[6:], *pieces[1:]]).text() or None


def _numbers(content: bytes, values: Values) -> Iterator[Placed]:
    """Yield the cells of a record that holds several numbers of one row."""
    row, column = unpack_from("<2H", content)
    for at in range(4, len(content) - 2, 6):
        style, packed = unpack_from("<HI", content, at)
        yield row, column, values.styled(short_number(packed), style)
        column += 1


def _is_text(content: bytes) -> bool:
    """Return whether the text that a formula came to stands in the next record."""
    (odd,) = unpack_from("<H", content, 12)
    return bool(odd == _ODD and content[6] == _TEXT)


def _computed(content: bytes, style: int, values: Values) -> CellValue:
    """Return what a formula came to, if it is no text."""
    (odd,) = unpack_from("<H", content, 12)
    if odd != _ODD:
        (number,) = unpack_from("<d", content, 6)
        return values.styled(number, style)
    if content[6] == _TRUTH:
        return bool(content[8])
    return CellError(ERRORS.get(content[8], "#")) if content[6] == _ERROR else None
