"""The sheets of a workbook: a table each, and one for all that is no table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from attrs import field, frozen

from cselekvo.domain.budapest import budapest
from cselekvo.i18n import _, use
from cselekvo.reports.render.words import (
    origin_pairs,
    severity_word,
    shown,
    writable,
)
from cselekvo.reports.report import (
    Block,
    Cell,
    CellKind,
    Column,
    Figures,
    Note,
    Pair,
    Paragraph,
    Picture,
    Report,
    Table,
)

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']+")
_LONGEST_NAME: Final = 31
#: The longest text that a cell can hold, in units of UTF-16.
_LONGEST_TEXT: Final = 32_767
#: Excel counts days from 1900 on, and digits up to 15.
_FIRST_YEAR: Final = 1900
_LARGEST: Final = 10**15
_WIDEST: Final = 46
_NARROWEST: Final = 7
#: Room for the arrow of the filter.
_ARROW: Final = 3
_DAYS: Final = {"hu": "yyyy\\.mm\\.dd\\.", "en": "yyyy\\-mm\\-dd"}
_LABELS: Final = 34
_VALUES: Final = 96

_ACCENT: Final = "#0B4F6C"
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "plain": {},
    "heading": {
        "bold": True,
        "bg_color": "#E6EDF1",
        "bottom": 2,
        "bottom_color": _ACCENT,
    },
    "name": {"bold": True},
    "total": {"bold": True, "top": 2, "top_color": _ACCENT},
    "value": {"align": "left"},
    "label": {"font_color": "#51606D"},
    "title": {"bold": True, "font_size": 16, "text_wrap": False},
    "caption": {
        "bold": True,
        "font_size": 12,
        "font_color": _ACCENT,
        "text_wrap": False,
    },
}


@frozen
class Book:
    """A workbook that is being written, and the looks of its cells."""

    workbook: Any
    lang: str
    looks: dict[tuple[str, CellKind], Any] = field(factory=dict)

    def look(self, name: str, kind: CellKind = CellKind.TEXT) -> Any:
        """Return how a cell of a kind looks; each look is made once."""
        if (name, kind) not in self.looks:
            look = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
            look |= {"text_wrap": True, **_LOOKS[name], **self._numbers(kind)}
            self.looks[name, kind] = self.workbook.add_format(look)
        return self.looks[name, kind]

    def write(
        self,
        sheet: Any,
        row: int,
        column: int,
        cell: Cell,
        *,
        kind: CellKind = CellKind.TEXT,
        look: str = "plain",
    ) -> None:
        """Write a cell as what it is; what Excel cannot hold so, as its words."""
        chosen = self.look(look, kind)
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, chosen)
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            sheet.write_datetime(row, column, _by_our_clocks(cell), chosen)
        elif _is_number(cell):
            sheet.write_number(row, column, cell, chosen)
        else:
            words = cell if isinstance(cell, str) else shown(cell, kind, self.lang)
            sheet.write_string(row, column, _fitting(writable(words)), chosen)

    def _numbers(self, kind: CellKind) -> dict[str, Any]:
        if kind is CellKind.DAY:
            return {"num_format": _DAYS[self.lang], "align": "left"}
        if kind is CellKind.INSTANT:
            return {"num_format": f"{_DAYS[self.lang]} hh:mm", "align": "left"}
        if kind is CellKind.PERCENT:
            return {"num_format": "0.0%"}
        return {"num_format": "#,##0" if kind is CellKind.WHOLE else "General"}


def sheet_name(caption: str, taken: Sequence[str]) -> str:
    """Return a name that Excel takes for a sheet, unlike those that are taken."""
    plain = " ".join(_FORBIDDEN.sub(" ", caption).split()) or "-"
    # Excel keeps this name for itself.
    known = {"history", *(name.casefold() for name in taken)}
    number = 1
    name = _short(plain, _LONGEST_NAME)
    while name.casefold() in known:
        number += 1
        suffix = f" ({number})"
        name = _short(plain, _LONGEST_NAME - len(suffix)) + suffix
    return name


def _short(text: str, longest: int) -> str:
    """Return a text cut between words; a word that is too long, inside."""
    if _cut(text, longest) == text:
        return text
    kept, _blank, broken = _cut(text, longest - 1).rpartition(" ")
    return f"{kept or broken}…"


def write_table(book: Book, sheet: Any, table: Table) -> None:
    """Write a table from the first cell on, with a header that filters and stays."""
    for place, column in enumerate(table.columns):
        book.write(sheet, 0, place, column.label or column.key, look="heading")
    for row, cells in enumerate(table.rows, 1):
        _write_row(book, sheet, row, cells, table, "plain")
    bottom = len(table.rows)
    if table.total is not None:
        _write_row(book, sheet, bottom + 1, table.total, table, "total")
    for place, width in enumerate(_widths(table, book.lang)):
        sheet.set_column(place, place, width)
    right = max(len(table.columns) - 1, 0)
    sheet.freeze_panes(1, _frozen_columns(table.columns, table.head))
    sheet.autofilter(0, 0, bottom, right)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, bottom + (table.total is not None), right)


def write_data_sheet(book: Book, sheet: Any, report: Report) -> None:
    """Write all that is no table: facts, notes, figures, pictures in words, origin."""
    sheet.set_column(0, 0, _LABELS)
    sheet.set_column(1, 1, _VALUES)
    lines = list(_lines(report))
    for row, (look, pair) in enumerate(lines):
        if pair.label:
            book.write(sheet, row, 0, pair.label, look=look)
        if pair.value is not None:
            book.write(sheet, row, 1, pair.value, kind=pair.kind, look="value")
    sheet.print_area(0, 0, len(lines) - 1, 1)


def _lines(report: Report) -> Iterator[tuple[str, Pair]]:
    """Yield the lines of the data sheet, each with the look of its label."""
    yield "title", Pair("title", report.title, None)
    yield "caption", Pair("subtitle", report.subtitle, None)
    for pair in report.facts:
        yield "label", pair
    for block in report.blocks:
        yield from _block_lines(block, report.lang)
    with use(report.lang):
        yield "caption", Pair("origin", _("Origin"), None)
    for pair in origin_pairs(report):
        yield "label", pair


def _block_lines(block: Block, lang: str) -> Iterator[tuple[str, Pair]]:
    if isinstance(block, Note):
        yield "name", Pair("note", severity_word(block.severity, lang), block.text)
    elif isinstance(block, Paragraph):
        yield "label", Pair("text", "", block.text)
    elif isinstance(block, Picture):
        yield "caption", Pair(block.key, block.caption, None)
        yield "label", Pair(block.key, "", block.text)
    elif isinstance(block, Figures):
        yield "caption", Pair(block.key, block.caption, None)
        for pair in block.pairs:
            yield "label", pair


def _write_row(
    book: Book, sheet: Any, row: int, cells: Iterable[Cell], table: Table, look: str
) -> None:
    for place, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
        names = look == "plain" and column.key == table.head
        book.write(
            sheet, row, place, cell, kind=column.kind, look="name" if names else look
        )


def _widths(table: Table, lang: str) -> Iterator[int]:
    """Yield how wide each column is: as its longest line, within reason."""
    for place, column in enumerate(table.columns):
        rows = (*table.rows, *([table.total] if table.total else []))
        lines = (
            len(line)
            for row in rows
            for line in shown(row[place], column.kind, lang).splitlines()
        )
        widest = max((min(len(column.label), _WIDEST // 2) + _ARROW, *lines))
        yield min(max(widest, _NARROWEST), _WIDEST)


def _frozen_columns(columns: Sequence[Column], head: str) -> int:
    """Return how many columns stay in sight: up to the names, where they come early."""
    early = [place for place, one in enumerate(columns[:2], 1) if one.key == head]
    return early[0] if early and len(columns) > early[0] else 0


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return abs(cell) < _LARGEST


def _by_our_clocks(cell: date) -> date:
    """Return an instant by the clocks of Budapest, which is all that Excel can hold."""
    if not isinstance(cell, datetime):
        return cell
    aware = cell if cell.tzinfo is not None else cell.replace(tzinfo=UTC)
    return aware.astimezone(budapest()).replace(tzinfo=None)


def _fitting(text: str) -> str:
    """Return a text that a cell can hold; what is cut off leaves its mark."""
    if len(text) <= _LONGEST_TEXT // 2:
        return text
    cut = _cut(text, _LONGEST_TEXT - 1)
    return text if cut == text else f"{cut}…"


def _cut(text: str, longest: int) -> str:
    """Return the beginning of a text, in units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")
