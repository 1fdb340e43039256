"""A report as a workbook: every column of every table, in cells of their own kind.

The main table comes first, from the first cell on, so that a program can read it; then
a sheet with all that is no table; then the other tables. Texts are never formulas.
"""

from io import BytesIO
from types import ModuleType
from typing import Any

from cselekvo.errors import MissingExtraError
from cselekvo.i18n import _, use
from cselekvo.reports.render.words import (
    PAGE,
    PAGES,
    entry_words,
    page_words,
    printable,
)
from cselekvo.reports.render.xlsx_sheets import (
    Book,
    sheet_name,
    write_data_sheet,
    write_table,
)
from cselekvo.reports.report import Report, Table
from cselekvo.spreadsheets import keep_texts

#: A4, as Excel numbers it.
_A4 = 9
#: The longest part of a header; Excel takes 255 characters for all of it.
_RUNNING = 110
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def render(report: Report) -> bytes:
    """Return the report as a workbook.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
    """
    stored = BytesIO()
    workbook = _xlsxwriter().Workbook(stored, _OPTIONS)
    _describe(workbook, report)
    book = Book(workbook, report.lang)
    main = report.main_table
    others = [table for table in report.blocks_of(Table) if table is not main]
    taken: list[str] = []
    with use(report.lang):
        about, nameless = _("Data sheet"), _("Table")
    for table in [main, None, *others] if main else [None]:
        caption = about if table is None else printable(table.caption) or nameless
        taken.append(sheet_name(caption, taken))
        sheet = keep_texts(workbook.add_worksheet(taken[-1]))
        _lay(sheet, report, sideways=table is not None)
        if table is None:
            write_data_sheet(book, sheet, report)
        else:
            write_table(book, sheet, table)
    workbook.close()
    return stored.getvalue()


def _xlsxwriter() -> ModuleType:
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("documents", "A report as a workbook") from error
    module: ModuleType = xlsxwriter
    return module


def _describe(workbook: Any, report: Report) -> None:
    """Write what the file says of itself; it is dated by the report, not by a clock."""
    workbook.set_properties(
        {
            "title": printable(report.title),
            "subject": printable(report.subtitle),
            "author": printable(report.origin.by),
            "comments": printable(entry_words(report)),
            "keywords": report.kind,
            "created": report.origin.generated_at.replace(tzinfo=None),
        }
    )


def _lay(sheet: Any, report: Report, *, sideways: bool) -> None:
    """Lay a sheet out for printing: as wide as a page, with what runs on each."""
    sheet.set_paper(_A4)
    if sideways:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    # A blank keeps a number from being read as the size of the letters.
    title, subtitle = _running(report.title), _running(report.subtitle)
    sheet.set_header(f"&L&9 {title}&R&9 {subtitle}")
    foot, codes = _running(entry_words(report)), {PAGE: "&P", PAGES: "&N"}
    number = "".join(codes.get(part, part) for part in page_words(report.lang))
    sheet.set_footer(f"&L&8 {foot}&R&8 {number}")


def _running(text: str) -> str:
    """Return a text for a header, in which an ampersand begins a code of Excel's."""
    words = printable(text)
    escaped = words.replace("&", "&&").replace("&G", "& G")
    return escaped if len(escaped) <= _RUNNING else words.replace("&", " ")[:_RUNNING]
