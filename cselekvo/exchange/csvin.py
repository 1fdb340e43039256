"""Read CSV in a stream: never the whole file, and never a guess about what it says.

The delimiter follows from the header line, the encoding is proved first (`decoding`).
Quotes are read strictly: `"Remény" Egyesület` in a cell is refused, since two readings of
it are possible; a quote inside a cell that does not begin with one is an ordinary letter.
"""

import csv
import re
from collections.abc import Iterator
from io import BufferedIOBase, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from cselekvo.exchange.decoding import encoding_named, find_encoding
from cselekvo.exchange.table import (
    LIMITS,
    Limits,
    Rows,
    Table,
    TableCode,
    cell_too_large,
    read_header,
)
from cselekvo.exchange.values import is_blank
from cselekvo.files import FileNotReadError, ordinary_file, reason_of
from cselekvo.findings import Finding, Place, has_errors

_SEP = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*(?:"|\Z)')
_DELIMITERS = "\t;,"
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
        FileNotReadError: There is no such file, it is no ordinary file, or the operating
            system does not let us read it.
        ValueNotReadError: The encoding has no known name.
    """
    asked = None if encoding is None else encoding_named(encoding)
    known = ordinary_file(path)
    file = str(path)
    if known.st_size > limits.file:
        values = {"bytes": known.st_size, "allowed": limits.file}
        where = Place(file=file)
        return None, [Finding(TableCode.FILE_TOO_LARGE, values=values, where=where)]
    try:
        codec, found = find_encoding(path, asked)
    except OSError as error:
        raise FileNotReadError(path, reason_of(error)) from error
    if has_errors(found):
        return None, found
    state = known.st_size, known.st_mtime_ns
    sheet = _Sheet(path, codec, state, limits)
    table, more = sheet.table()
    return table, found + more
