"""Read CSV in a stream: never the whole file, and never a guess about what it says.

The delimiter follows from the header line, the encoding is proved first (`decoding`).
Quotes are read strictly: a cell `"Remény" Egyesület` is refused, for it has two
readings; a quote within a cell that does not begin with one is a letter like any other.
"""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import FileIO, TextIOWrapper
from itertools import chain, islice
from os import fstat, stat_result
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from cselekvo.exchange.decoding import encoding_named, find_encoding
from cselekvo.exchange.table import (
    LIMITS,
    Limits,
    Row,
    Rows,
    Table,
    TableCode,
    cell_too_large,
    read_header,
)
from cselekvo.exchange.values import OUTER
from cselekvo.files import FileNotReadError, ordinary_file, reason_of
from cselekvo.findings import Finding, Place, has_errors

if TYPE_CHECKING:
    from _csv import Reader

#: What parts the cells of a header line; the first of them that occurs does.
DELIMITERS = "\t;,"
_SEP = re.compile(r'"?sep=([^\r\n]*?)"?[\r\n]*', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*(?:"|\Z)')
_BLOCK = 1 << 14


def read_csv(
    path: Path, *, encoding: str | None = None, limits: Limits = LIMITS
) -> tuple[Table | None, list[Finding]]:
    """Read the header of a CSV file, and make its rows ready to be read.

    Args:
        path: The file; it is opened again for each reading of the rows.
        encoding: The name of its encoding, where a person knows it.
        limits: How large it may be.

    Returns:
        The table, or None if an error was found; and what was found.

    Raises:
        FileNotReadError: There is no such file, it is no ordinary file, or we are not
            allowed to read it.
        ValueNotReadError: The encoding has no known name.
    """
    asked = None if encoding is None else encoding_named(encoding)
    known = ordinary_file(path)
    where = Place(file=str(path))
    if known.st_size > limits.file:
        values = {"bytes": known.st_size, "allowed": limits.file}
        return None, [Finding(TableCode.FILE_TOO_LARGE, values=values, where=where)]
    with _blaming(path):
        codec, found = find_encoding(path, asked)
    if has_errors(found):
        return None, found
    table, faults = _with_header(_File(path, codec, _state(known), limits))
    return table, found + faults


def _state(known: stat_result) -> tuple[int, int]:
    """Return what differs when the file has been written to."""
    return known.st_size, known.st_mtime_ns


class _TooLargeError(Exception):
    """A record goes on for longer than any that is allowed."""


class _Watched(FileIO):
    """A file that knows how many of its bytes were read since the last record.

    A cell that is too large does not fit into one block: so only records during which
    a block was read need to be looked at, one in some hundreds.
    """

    __slots__ = ("_block", "_most", "since")

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__(path)
        self.since = 0
        self._block = max(1, min(_BLOCK, limits.cell // 4))
        self._most = 2 * limits.columns * limits.cell + self._block

    def read1(self, _size: int = -1, /) -> bytes:
        block = self.read(self._block) or b""
        self.since += len(block)
        if self.since > self._most:
            raise _TooLargeError
        return block


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Turn what the operating system says into an error that names the file."""
    try:
        yield
    except OSError as error:
        raise FileNotReadError(path, reason_of(error)) from error
    except UnicodeError as error:  # all of it could be decoded before
        raise FileNotReadError(path, "changed") from error


@frozen
class _File:
    """A file whose encoding is known, and which must not change any more."""

    path: Path
    codec: str
    state: tuple[int, int]
    limits: Limits

    @contextmanager
    def opened(self) -> Iterator[tuple[_Watched, TextIOWrapper]]:
        """Open it for one reading; line ends are left as they are."""
        with _blaming(self.path), _Watched(self.path, self.limits) as watched:
            if _state(fstat(watched.fileno())) != self.state:
                raise FileNotReadError(self.path, "changed")
            yield watched, TextIOWrapper(watched, self.codec, newline="")


@frozen
class _Lines:
    """How the file begins: the lines before the header, and what parts the cells."""

    skipped: int
    delimiter: str
    header: str = field(default="")

    @property
    def row(self) -> int:
        """Return the row of the header."""
        return self.skipped + 1


def _beginning(stream: TextIOWrapper) -> _Lines:
    """Read up to the header line: an Excel `sep=` line and blank lines come before."""
    skipped, given = 0, ""
    line = stream.readline()
    directive = _SEP.fullmatch(line)
    if directive is not None:
        skipped, given, line = 1, directive[1], stream.readline()
        if len(given) != 1 or given.isalnum() or given in ' "':
            return _Lines(skipped, "", line)
    while line and not line.strip(OUTER + DELIMITERS + given):
        skipped, line = skipped + 1, stream.readline()
    plain = _QUOTED.sub("", line)
    guessed = next((mark for mark in DELIMITERS if mark in plain), ";")
    return _Lines(skipped, given or guessed, line)


def _with_header(file: _File) -> tuple[Table | None, list[Finding]]:
    """Return the table, once its header is understood."""
    where = Place(file=str(file.path), row=1)
    with file.opened() as (_, stream):
        try:
            lines = _beginning(stream)
            where = evolve(where, row=lines.row)
            if not lines.delimiter:
                return None, [Finding(TableCode.SEPARATOR_NOT_ALLOWED, where=where)]
            cells = next(_reader(chain([lines.header], stream), lines))
        except (csv.Error, _TooLargeError) as error:
            return None, [Finding(_fault(error), where=where)]
    names, found = read_header(cells, where, file.limits)
    if found:
        return None, found
    table = Table(
        file=str(file.path),
        header=names,
        header_row=lines.row,
        width=len(cells),
        limits=file.limits,
        source=partial(_rows, file, lines),
    )
    return table, []


def _reader(lines: Iterator[str], beginning: _Lines) -> "Reader":
    return csv.reader(lines, delimiter=beginning.delimiter, strict=True)


def _fault(error: Exception) -> TableCode:
    """Return what the error of the csv module, which has no codes, stands for."""
    message = str(error)
    if isinstance(error, _TooLargeError) or "limit" in message:
        return TableCode.CELL_TOO_LARGE
    if "unexpected end" in message:
        return TableCode.QUOTE_NEVER_CLOSED
    return TableCode.QUOTE_MISPLACED


def _rows(file: _File, lines: _Lines, rows: Rows) -> Iterator[tuple[int, Row]]:
    """Yield the rows below the header with their numbers; refuse what cannot be read.

    The inner loop runs once for each row of a million: what is usual goes first.
    """
    number, usual = lines.row, rows.table.usual
    last = number + file.limits.rows
    with file.opened() as (watched, stream):
        for _ in range(lines.skipped):
            stream.readline()
        reader = _reader(stream, lines)
        next(reader)
        while not rows.broken:
            try:
                numbered = enumerate(islice(reader, max(0, last - number)), number + 1)
                for number, record in numbered:
                    if watched.since:
                        watched.since = 0
                        if _has_large_cell(record, number, rows):
                            continue
                    if len(record) == usual and "!" <= record[0] < "\x7f":
                        yield number, tuple(record)
                    elif cells := rows.fit(number, record):
                        yield number, cells
                if next(reader, None) is None:
                    return
                rows.stop(TableCode.TOO_MANY_ROWS, number + 1)
            except (csv.Error, _TooLargeError) as error:
                number += 1
                _refuse(error, number, rows)


def _refuse(error: Exception, number: int, rows: Rows) -> None:
    code = _fault(error)
    if code is TableCode.QUOTE_MISPLACED:
        rows.refuse(code, number)
    else:
        rows.stop(code, number)


def _has_large_cell(record: list[str], number: int, rows: Rows) -> bool:
    limit = rows.table.limits.cell
    for index, cell in enumerate(record):
        if cell_too_large(cell, limit):
            rows.refuse(TableCode.CELL_TOO_LARGE, number, index, allowed=limit)
            return True
    return False
