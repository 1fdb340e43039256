"""Writing a knowledge as sheets, one for each kind that has rows.

They are the files of a folder or the sheets of a workbook. What is written can be read
again: into an empty workspace it gives equal facts, into the same one it changes
nothing. Users and the journal stay where they are.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from cselekvo.exchange.cells import Column, Sort
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.sheet_folder import writing_folder
from cselekvo.exchange.sheets import SHEETS
from cselekvo.exchange.showing import value_of
from cselekvo.exchange.workbooks.archive import unpacked_size
from cselekvo.exchange.workbooks.workbook_model import (
    LIMITS,
    WorkbookCode,
    WorkbookLimits,
)
from cselekvo.exchange.workbooks.workbook_sheets import GUIDE
from cselekvo.exchange.workbooks.workbook_writer import Heading, Written, writing
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Place, Severity
from cselekvo.i18n.catalogue import text_in
from cselekvo.ports import Reader

T = TypeVar("T")
#: So many records are read before what they are shown with is fetched.
_BATCH: Final = 500
_HOLDS: Final = {Sort.DAY: "day", Sort.WHOLE: "number", Sort.DECIMAL: "number"}
_NOTHING: Final = "There is nothing to be written."


Shown = Callable[[Column, Any, World], T]


def _rows(kind: SheetKind, reader: Reader, shown: Shown[T]) -> Iterator[list[T]]:
    """Yield every record of a kind that the reader may see, as `shown` has it."""
    world = World(reader)
    facts = reader.stream(kind.fact)
    while batch := list(islice(facts, _BATCH)):
        for asked, field, own in kind.beside:
            world.look_beside(asked, field, [getattr(fact, own) for fact in batch])
        for fact in batch:
            extra = kind.show(fact, world)
            yield [
                shown(column, value_of(column, fact, extra), world)
                for column in kind.columns
            ]


def rows_of(kind: SheetKind, reader: Reader, lang: str) -> Iterator[list[str]]:
    """Yield the texts of every record of a kind that the reader may see."""
    return _rows(
        kind, reader, lambda column, value, world: column.cell.show(value, world, lang)
    )


def typed_rows_of(
    kind: SheetKind, reader: Reader, lang: str
) -> Iterator[list[Written]]:
    """Yield the same as `rows_of` with days as days and numbers as numbers."""

    def shown(column: Column, value: Any, world: World) -> Written:
        if column.cell.sort in _HOLDS and isinstance(value, date | int | float):
            return value
        return column.cell.show(value, world, lang)

    return _rows(kind, reader, shown)


def export_folder(reader: Reader, folder: Path, lang: str = "hu") -> dict[str, int]:
    """Write all kinds that have rows as files; return how many rows each has.

    All of the files are written, or none.

    Args:
        reader: Whose scope and knowledge is written.
        folder: Made where it is missing; files of the same name are replaced.
        lang: Of headers and words, `hu` or `en`.

    Raises:
        FileNotWrittenError: The folder or a file cannot be written.
    """
    written: dict[str, int] = {}
    with writing_folder(folder) as write:
        for kind in SHEETS:
            rows = _Counted(rows_of(kind, reader, lang))
            if rows.some:
                header = [column.header(lang) for column in kind.columns]
                write(kind.name(lang), header, rows)
                written[kind.hu] = rows.count
    return written


def export_workbook(reader: Reader, path: Path, lang: str = "hu") -> dict[str, int]:
    """Write all kinds that have rows as sheets; return how many rows each has.

    Args:
        reader: Whose scope and knowledge is written.
        path: The .xlsx file; one that is there is replaced.
        lang: Of names, headers and words, `hu` or `en`.

    Raises:
        FileNotWrittenError: The file cannot be written.
        MissingExtraError: What writes workbooks is not installed.
        TextTooLongError, TooManyRowsError: A workbook cannot hold it.
    """
    written: dict[str, int] = {}
    with writing(path) as book:
        for kind in SHEETS:
            rows = _Counted(typed_rows_of(kind, reader, lang))
            if rows.some:
                sheet = book.begin(kind.name(lang), headings(kind, lang))
                for row in rows:
                    sheet.row(row)
                written[kind.hu] = sheet.end()
        if not written:
            book.begin(GUIDE[lang], [Heading(text_in(_NOTHING, lang))])
    return written


def check_workbook(path: Path, limits: WorkbookLimits = LIMITS) -> list[Finding]:
    """Find that a workbook just written is larger than one that may be read back."""
    if unpacked_size(path) <= limits.unpacked:
        return []
    where, values = Place(file=str(path)), {"allowed": limits.unpacked}
    code, severity = WorkbookCode.NOT_READ_BACK, Severity.WARNING
    return [Finding(code, severity=severity, values=values, where=where)]


def headings(kind: SheetKind, lang: str) -> list[Heading]:
    """Return the heads of a kind's columns, with what stands below them."""
    return [
        Heading(column.header(lang), _HOLDS.get(column.cell.sort, "text"))
        for column in kind.columns
    ]


class _Counted(Generic[T]):
    """Rows that are counted as they are taken, and never held together.

    Attributes:
        some: Whether there is a row.
        count: How many have been taken.
    """

    def __init__(self, rows: Iterator[T]) -> None:
        first = next(rows, None)
        self.some = first is not None
        self.count = 0
        self._rows = rows if first is None else chain([first], rows)

    def __iter__(self) -> Iterator[T]:
        for row in self._rows:
            self.count += 1
            yield row
