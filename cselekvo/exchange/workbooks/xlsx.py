"""An .xlsx file: an archive of XML parts, read with no library in between.

Reading needs little of the standard, and nothing else lets us bound what a hostile file
costs: cells come in a stream, and no text is copied for each cell that shares it.
"""

from collections.abc import Iterator
from functools import cached_property

from attrs import define, field

from cselekvo.exchange.workbooks.archive import Archive, open_archive
from cselekvo.exchange.workbooks.workbook_model import (
    Notes,
    Numbered,
    SheetInfo,
    WorkbookCode,
    WorkbookFaultError,
    WorkbookLimits,
)
from cselekvo.exchange.workbooks.xlsx_outline import read_outline
from cselekvo.exchange.workbooks.xlsx_parts import BOOK, Book, read_book, read_formats
from cselekvo.exchange.workbooks.xlsx_sheet import SheetReader
from cselekvo.exchange.workbooks.xlsx_texts import read_texts
from cselekvo.exchange.workbooks.xlsx_values import Values

#: Parts that tell what else the archive may be, and what to call it.
_OTHERS = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file (.ods)"),
    ("word/document.xml", "a Word document (.docx)"),
)


@define(slots=False, eq=False)
class XlsxBook:
    """An .xlsx or .xlsm file that has been measured.

    Attributes:
        sheets: Those that hold cells, in the order of their tabs.
    """

    sheets: tuple[SheetInfo, ...]
    _archive: Archive
    _book: Book = field(repr=False)
    _limits: WorkbookLimits

    @property
    def warnings(self) -> list[WorkbookCode]:
        """Return what it holds that is left aside: macros, links to other files."""
        names = self._archive.names
        macros = any(name.endswith("vbaproject.bin") for name in names)
        links = any(name.startswith("xl/externallinks/") for name in names)
        found = [(macros, WorkbookCode.MACROS), (links, WorkbookCode.EXTERNAL_LINKS)]
        return [code for present, code in found if present]

    @cached_property
    def _values(self) -> Values:
        archive, book = self._archive, self._book
        part = book.parts.get("sharedStrings")
        return Values(
            texts=[] if part is None else read_texts(archive, part),
            formats=read_formats(archive, book),
            from_1904=book.from_1904,
        )

    def rows(self, sheet: SheetInfo, notes: Notes) -> Iterator[Numbered]:
        """Yield the rows of a sheet that hold something."""
        reader = SheetReader(
            self._archive, sheet.part, self._values, notes, self._limits
        )
        return reader.rows()


def open_xlsx(content: bytes, limits: WorkbookLimits) -> XlsxBook:
    """Return the workbook in the bytes of an archive.

    Raises:
        WorkbookFaultError: It is too large, broken, encrypted, or no workbook.
    """
    archive = open_archive(content, limits)
    if BOOK not in archive:
        found = (kind for part, kind in _OTHERS if part in archive)
        raise WorkbookFaultError(
            WorkbookCode.NOT_A_WORKBOOK, kind=next(found, "a zip archive")
        )
    book = read_book(archive)
    sheets = tuple(read_outline(archive, sheet, limits) for sheet in book.sheets)
    return XlsxBook(sheets, archive, book, limits)
