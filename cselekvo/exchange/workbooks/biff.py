"""Records and texts of the workbook stream of an .xls file ([MS-XLS], BIFF8)."""

import struct
from collections.abc import Iterator
from enum import IntEnum
from struct import Struct
from typing import Final

from attrs import define, field


class Kind(IntEnum):
    """What a record is; only what reading cells needs."""

    FORMULA = 0x0006
    END = 0x000A
    DATEMODE = 0x0022
    FILEPASS = 0x002F
    CONTINUE = 0x003C
    COLINFO = 0x007D
    BOUNDSHEET = 0x0085
    MULRK = 0x00BD
    RSTRING = 0x00D6
    XF = 0x00E0
    MERGED = 0x00E5
    SST = 0x00FC
    LABELSST = 0x00FD
    SUPBOOK = 0x01AE
    NUMBER = 0x0203
    LABEL = 0x0204
    BOOLERR = 0x0205
    STRING = 0x0207
    ROW = 0x0208
    RK = 0x027E
    FORMAT = 0x041E
    BEGIN = 0x0809


#: What the errors of cells are called (2.5.10).
ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_HEAD: Final = Struct("<HH")
_SHORT: Final = Struct("<H")
_LONG: Final = Struct("<I")
_BYTE: Final = Struct("<B")
_DOUBLE: Final = Struct("<d")
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


def records(stream: bytes, start: int) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the records from a place to the end of their group.

    Each comes with its kind and its content, followed by that of the records that
    continue it. Groups within the group, such as charts on a sheet, are passed over.
    """
    at, depth, last = start, 0, len(stream) - _HEAD.size
    while at <= last:
        kind, size = _HEAD.unpack_from(stream, at)
        at += _HEAD.size + size
        pieces = [stream[at - size : at]]
        while at <= last and _HEAD.unpack_from(stream, at)[0] == Kind.CONTINUE:
            _, size = _HEAD.unpack_from(stream, at)
            at += _HEAD.size + size
            pieces.append(stream[at - size : at])
        if kind == Kind.BEGIN:
            depth += 1
        if depth == 1:
            yield kind, pieces
        if kind == Kind.END:
            depth -= 1
        if depth <= 0:
            return


def short_number(packed: int) -> int | float:
    """Return the number in four bytes (2.5.217, RkNumber).

    Two bits say whether it is a hundredfold, and whether a whole number.
    """
    hundredfold, whole = packed & 1, packed & 2
    number: int | float
    if whole:
        number = packed >> 2
        if packed & 0x80000000:
            number -= 1 << 30
    else:
        (number,) = _DOUBLE.unpack(bytes(4) + _LONG.pack(packed & 0xFFFFFFFC))
    return number / 100 if hundredfold else number


@define(eq=False)
class Texts:
    """The texts in a record and in those that continue it.

    A text may be cut at the border of two records; the letters of the second part may
    then be of another width, which its first byte says.
    """

    pieces: list[bytes]
    _piece: int = field(default=0, init=False)
    _at: int = field(default=0, init=False)

    def skip(self, count: int) -> None:
        """Pass over bytes."""
        while count:
            piece = self._current()
            step = min(count, len(piece) - self._at)
            self._at += step
            count -= step

    def _current(self) -> bytes:
        """Return the piece in which something is left.

        Raises:
            struct.error: There is none.
        """
        while self._piece < len(self.pieces):
            if self._at < len(self.pieces[self._piece]):
                return self.pieces[self._piece]
            self._piece, self._at = self._piece + 1, 0
        raise struct.error

    def number(self, form: Struct) -> int:
        """Return a whole number; numbers are never cut."""
        (found,) = form.unpack_from(self._current(), self._at)
        self._at += form.size
        return int(found)

    def text(self, *, of_cell: bool = False, brief: bool = False) -> str:
        """Return the text that begins here.

        Args:
            of_cell: Whether it may have formats of letters and a pronunciation.
            brief: Whether its length is one byte.
        """
        length = self.number(_BYTE if brief else _SHORT)
        flags = self.number(_BYTE)
        runs = self.number(_SHORT) if of_cell and flags & _RICH else 0
        more = self.number(_LONG) if of_cell and flags & _EXTENDED else 0
        text = self._letters(length, wide=bool(flags & _WIDE))
        self.skip(runs * 4 + more)
        return text

    def _letters(self, length: int, *, wide: bool) -> str:
        found: list[str] = []
        while length:
            piece = self._current()
            if self._at == 0:
                wide = bool(piece[0] & _WIDE)
                self._at = 1
            size = 2 if wide else 1
            step = min(length, (len(piece) - self._at) // size)
            if not step:
                raise struct.error
            raw = piece[self._at : self._at + step * size]
            found.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at += step * size
            length -= step
        return "".join(found)
