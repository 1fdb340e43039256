"""Open a workbook, .xlsx or .xls, and read the cells of its sheets.

    workbook, findings = open_workbook(path)
    for sheet in workbook.sheets:
        for number, cells in workbook.rows(sheet):
            ...

What a file is follows from its content, not from its name. Nothing is computed, no
macro runs and no link is followed: of a formula the stored value is read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from attrs import define, field

from cselekvo.exchange.table import TableCode
from cselekvo.exchange.workbooks.workbook_model import (
    LIMITS,
    CellError,
    CellValue,
    Notes,
    Numbered,
    SheetInfo,
    WorkbookCode,
    WorkbookFaultError,
    WorkbookLimits,
)
from cselekvo.exchange.workbooks.xls import open_xls
from cselekvo.exchange.workbooks.xlsx import open_xlsx
from cselekvo.files import FileNotReadError, ordinary_file, reason_of
from cselekvo.findings import Finding, Place, Severity

__all__ = [
    "CellError",
    "CellValue",
    "Notes",
    "Numbered",
    "SheetInfo",
    "Workbook",
    "WorkbookCode",
    "WorkbookFaultError",
    "is_workbook",
    "open_workbook",
]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How other files begin that bear the name of a workbook, and what they are.
_OTHERS = (
    (b"%PDF-", "a PDF document"),
    (b"\x1f\x8b", "a packed file (.gz)"),
    (b"SQLite format 3\0", "a database (SQLite)"),
)
_HEAD = 4096
#: Names of workbooks: what bears one and is none should be told so.
_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xltx", ".xlsb", ".ods"}


class Book(Protocol):
    """A workbook of either format."""

    sheets: tuple[SheetInfo, ...]

    @property
    def warnings(self) -> list[WorkbookCode]:
        """Return what it holds that is left aside."""
        ...

    def rows(self, sheet: SheetInfo, notes: Notes) -> Iterator[Numbered]:
        """Yield the rows of a sheet that hold something."""
        ...


@define(eq=False)
class Workbook:
    """A workbook whose sheets can be read, each as often as one likes.

    Attributes:
        file: The file, as it was named.
    """

    file: str
    _book: Book = field(repr=False)

    @property
    def sheets(self) -> tuple[SheetInfo, ...]:
        """Return the sheets that hold cells, in the order of their tabs."""
        return self._book.sheets

    def rows(self, sheet: SheetInfo, notes: Notes | None = None) -> Iterator[Numbered]:
        """Yield the rows that hold something, with their numbers.

        Args:
            sheet: One of `sheets`.
            notes: Filled with what is met on the way.

        Returns:
            The number as the spreadsheet shows it, from 1, and the cells from column A
            up to the last that holds something.

        Raises:
            WorkbookFaultError: The rest cannot be read; it can be made a finding.
        """
        return self._book.rows(sheet, Notes() if notes is None else notes)


def is_workbook(path: Path) -> bool:
    """Return whether a file should be read as a workbook: by its content or its name.

    Raises:
        FileNotReadError: There is no such file, or we are not allowed to read it.
    """
    ordinary_file(path)
    if path.suffix.lower() in _SUFFIXES:
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_OLE))
    except OSError as error:
        raise FileNotReadError(path, reason_of(error)) from error
    return head.startswith((_ZIP, _OLE))


def open_workbook(
    path: Path, *, limits: WorkbookLimits = LIMITS
) -> tuple[Workbook | None, list[Finding]]:
    """Open a workbook once it has been measured.

    Args:
        path: An .xlsx, .xlsm or .xls file, whatever its name; it is read into memory.
        limits: How large it may be.

    Returns:
        The workbook, or None if an error was found; and what was found.

    Raises:
        FileNotReadError: There is no such file, or we are not allowed to read it.
    """
    known = ordinary_file(path)
    where = Place(file=str(path))
    if known.st_size > limits.file:
        values = {"bytes": known.st_size, "allowed": limits.file}
        return None, [Finding(TableCode.FILE_TOO_LARGE, values=values, where=where)]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileNotReadError(path, reason_of(error)) from error
    try:
        book = _open(content, limits)
    except WorkbookFaultError as fault:
        return None, [fault.finding(str(path))]
    warned = [
        Finding(code, severity=Severity.WARNING, where=where) for code in book.warnings
    ]
    return Workbook(str(path), book), warned


def _open(content: bytes, limits: WorkbookLimits) -> Book:
    if content.startswith(_ZIP):
        return open_xlsx(content, limits)
    if content.startswith(_OLE):
        return open_xls(content, limits)
    raise WorkbookFaultError(WorkbookCode.NOT_A_WORKBOOK, kind=_kind(content[:_HEAD]))


def _kind(head: bytes) -> str:
    """Return what a file is that is no workbook."""
    for magic, kind in _OTHERS:
        if head.startswith(magic):
            return kind
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith((b"<html", b"<!doctype html", b"<table")):
        return "a web page (HTML)"
    if b"\0" in head:
        return "a file of an unknown format"
    return "an XML document" if plain.startswith(b"<?xml") else "a text"
