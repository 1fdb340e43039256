"""The compound files in which the years before 2007 kept their documents ([MS-CFB]).

A file within a file: sectors chained by a table. Chains that are longer than the file,
or lead out of it, are refused.
"""

import struct
from struct import Struct, unpack_from
from typing import Final

from attrs import define, field

from cselekvo.exchange.workbooks.workbook_model import WorkbookCode, WorkbookFaultError

_FREE: Final = 0xFFFFFFFA  # from here on no sector is meant
_HEADER_TABLE: Final = 109
_ENTRY: Final = 128
_STREAM, _ROOT = 2, 5
_LONGS: Final = Struct("<I")


@define(eq=False)
class Compound:
    """A compound file, and the streams that it holds.

    Attributes:
        names: Of all streams and folders, in small letters.
    """

    _content: bytes = field(repr=False)
    names: set[str] = field(factory=set, init=False)
    _size: int = field(default=512, init=False)
    _small: int = field(default=64, init=False)
    _cutoff: int = field(default=4096, init=False)
    _next: tuple[int, ...] = field(default=(), init=False, repr=False)
    _next_small: tuple[int, ...] = field(default=(), init=False, repr=False)
    _streams: dict[str, tuple[int, int]] = field(factory=dict, init=False)
    _minis: bytes = field(default=b"", init=False, repr=False)

    def stream(self, name: str) -> bytes | None:
        """Return the content of a stream, if there is one of this name."""
        if name.lower() not in self._streams:
            return None
        start, size = self._streams[name.lower()]
        with_table = self._next_small if size < self._cutoff else self._next
        if size < self._cutoff:
            blocks = [
                self._minis[at * self._small : (at + 1) * self._small]
                for at in _chain(start, with_table)
            ]
        else:
            blocks = [self._sector(at) for at in _chain(start, with_table)]
        return b"".join(blocks)[:size]

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        return self._content[begin : begin + self._size]

    def _load(self) -> None:
        head = self._content
        shift, small = unpack_from("<HH", head, 30)
        if not 9 <= shift <= 12 or not 4 <= small <= shift:  # noqa: PLR2004 - as given
            raise _broken()
        self._size, self._small = 1 << shift, 1 << small
        first_entry, _, self._cutoff, first_small = unpack_from("<4I", head, 48)
        self._next = self._longs(self._table())
        self._next_small = self._longs(_chain(first_small, self._next))
        entries = b"".join(map(self._sector, _chain(first_entry, self._next)))
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            self._entry(entries[at : at + _ENTRY])

    def _table(self) -> list[int]:
        """Return the sectors that hold the table of chains."""
        listed = list(unpack_from(f"<{_HEADER_TABLE}I", self._content, 76))
        more, _ = unpack_from("<2I", self._content, 68)
        most = len(self._content) // self._size
        for _ in range(most):
            if more >= _FREE:
                break
            numbers = self._longs([more])
            listed += numbers[:-1]
            more = numbers[-1]
        return [number for number in listed if number < _FREE][: most + 1]

    def _longs(self, sectors: list[int]) -> tuple[int, ...]:
        joined = b"".join(map(self._sector, sectors))
        return unpack_from(f"<{len(joined) // 4}I", joined)

    def _entry(self, entry: bytes) -> None:
        length, kind = unpack_from("<HB", entry, 64)
        start, size = unpack_from("<II", entry, 116)
        name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if kind == _ROOT:
            blocks = map(self._sector, _chain(start, self._next))
            self._minis = b"".join(blocks)[:size]
        elif kind == _STREAM:
            self._streams.setdefault(name.lower(), (start, size))
        if kind:
            self.names.add(name.lower())


def open_compound(content: bytes) -> Compound:
    """Return a compound file, ready to be read.

    Raises:
        WorkbookFaultError: Its tables are broken.
    """
    compound = Compound(content)
    try:
        compound._load()  # noqa: SLF001 - it is of this module
    except (struct.error, IndexError) as error:
        raise _broken() from error
    return compound


def _chain(start: int, following: tuple[int, ...]) -> list[int]:
    """Return the sectors of a chain.

    Raises:
        WorkbookFaultError: It leads out of the file, or back into itself.
    """
    chain: list[int] = []
    while start < _FREE:
        if start >= len(following) or len(chain) > len(following):
            raise _broken()
        chain.append(start)
        start = following[start]
    return chain


def _broken() -> WorkbookFaultError:
    return WorkbookFaultError(WorkbookCode.BROKEN, part="OLE")
