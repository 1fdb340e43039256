"""The parts of an .xlsx file beside its sheets: their names, formats and texts.

ECMA-376 says what they hold; what is told here is only what reading cells needs.
"""

import re
from posixpath import dirname, join, normpath
from typing import Final

from attrs import frozen

from cselekvo.exchange.workbooks.archive import Archive
from cselekvo.exchange.workbooks.workbook_days import built_in, format_kind
from cselekvo.exchange.workbooks.workbook_model import (
    SheetInfo,
    WorkbookCode,
    WorkbookFaultError,
    distinct,
)
from cselekvo.exchange.workbooks.xlsx_xml import blocks_of, nothing, plain, read_part

BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE: Final = {"1", "true", "on"}


@frozen(kw_only=True)
class Book:
    """What an .xlsx file says of itself.

    Attributes:
        sheets: Those that hold cells, in the order of their tabs.
        from_1904: Whether its days are counted from 1904.
        parts: Where other parts are, by the last word of their type.
    """

    sheets: tuple[SheetInfo, ...]
    from_1904: bool
    parts: dict[str, str]


def is_true(text: str | None) -> bool:
    """Return whether an attribute says yes."""
    return text is not None and text.lower() in _TRUE


def read_book(archive: Archive) -> Book:
    """Read which sheets there are, and where.

    Raises:
        WorkbookFaultError: The file is no workbook, or a broken one.
    """
    targets = _targets(archive)
    found: list[dict[str, str]] = []
    from_1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if name == "sheet":
            found.append(plain(attributes))
        elif name == "workbookPr":
            from_1904 = is_true(plain(attributes).get("date1904"))

    read_part(BOOK, blocks_of(archive, BOOK), start, nothing)
    sheets = []
    for one in found:
        kind, part = targets.get(one.get("id", ""), ("", ""))
        if kind == "worksheet":
            hidden = one.get("state", "visible") != "visible"
            name = unescaped(one.get("name", ""))
            sheets.append(SheetInfo(name=name, hidden=hidden, part=part))
        elif not kind:
            raise WorkbookFaultError(WorkbookCode.BROKEN, part=BOOK)
    parts = dict(targets.values())
    return Book(sheets=distinct(sheets), from_1904=from_1904, parts=parts)


def _targets(archive: Archive) -> dict[str, tuple[str, str]]:
    """Return the kind and the place of each part that the workbook refers to."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            one = plain(attributes)
            kind = one.get("Type", "").rpartition("/")[2]
            target = one.get("Target", "").replace("\\", "/")
            part = normpath(join("/", dirname(BOOK), target)).lstrip("/")
            found[one.get("Id", "")] = kind, part

    read_part(_LINKS, blocks_of(archive, _LINKS), start, nothing)
    return found


def read_formats(archive: Archive, book: Book) -> list[str]:
    """Return what the numbers of each style of a cell show, by number of style."""
    custom: dict[int, str] = {}
    styles: list[str] = []
    within: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            one = plain(attributes)
            custom[_number(one.get("numFmtId"))] = format_kind(
                one.get("formatCode", "")
            )
        elif name == "cellXfs":
            within.append(name)
        elif name == "xf" and within:
            number = _number(plain(attributes).get("numFmtId"))
            styles.append(custom[number] if number in custom else built_in(number))

    def end(name: str) -> None:
        if name == "cellXfs":
            within.clear()

    if "styles" in book.parts:
        part = book.parts["styles"]
        read_part(part, blocks_of(archive, part), start, end)
    return styles


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def unescaped(text: str) -> str:
    """Return a text with its `_x000D_` read, as spreadsheets write odd characters."""
    if "_x" not in text:
        return text
    read = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    wide = read.encode("utf-16-le", "surrogatepass")
    return wide.decode("utf-16-le", "replace")
