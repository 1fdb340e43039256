"""Write CSV that a Hungarian Excel opens by a double click, and that we read back."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from cselekvo.files import replace_text_file
from cselekvo.spreadsheets import guard

#: What a cell may hold: a date is written ISO, None as nothing.
Cell = str | int | float | date | None


def write_csv(
    target: Path | TextIO,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    delimiter: str = ";",
) -> None:
    """Write a sheet: UTF-8 with byte order mark, lines ended by CR LF.

    A text that a spreadsheet would take for a formula is made harmless by one
    apostrophe, which reading takes off again (`guard`); numbers stay numbers.

    Args:
        target: A file, written whole or not at all; or a text stream, which should have
            been opened with `newline=""`.
        header: The names of the columns.
        rows: As many cells as there are names.
        delimiter: What parts the cells.

    Raises:
        FileNotWrittenError: The file cannot be written.
    """
    if isinstance(target, Path):
        with replace_text_file(target, newline="") as stream:
            write_csv(stream, header, rows, delimiter=delimiter)
        return
    target.write("\ufeff")
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(map(guard, header))
    for row in rows:
        # A text that begins with a letter needs no guard: to ask that first is fast.
        writer.writerow(
            [guard(c) if isinstance(c, str) and c < "A" else c for c in row]
        )
