"""Empty sheets to be filled in: with a guide, notes, lists of words and formats.

A workbook has a sheet for each kind, a first sheet that explains every column, and a
last one with the words of closed lists. A folder has a file with a header for each.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from attrs import define, field

from cselekvo.exchange.cells import Column, Sort
from cselekvo.exchange.explaining import explain, row_of, words_of
from cselekvo.exchange.exporting import headings
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.sheet_folder import writing_folder
from cselekvo.exchange.sheets import SHEETS
from cselekvo.exchange.table import column_letters
from cselekvo.exchange.workbooks.workbook_sheets import GUIDE, WORDS
from cselekvo.exchange.workbooks.workbook_writer import (
    FIRST_DAY,
    MOST_ROWS,
    Book,
    writing,
)
from cselekvo.i18n import _, current, use
from cselekvo.i18n.sentences import fill

_WIDTHS: Final = (18, 26, 10, 60, 44, 34, 44)
_NOTE: Final = {"author": "Cselekvő", "x_scale": 2.2, "y_scale": 1.6}


def write_empty_folder(
    folder: Path, lang: str = "hu", kinds: Sequence[SheetKind] = SHEETS
) -> list[str]:
    """Write a file with a header for each kind; return the names of the kinds.

    Raises:
        FileNotWrittenError: The folder or a file cannot be written.
    """
    with writing_folder(folder) as write:
        for kind in kinds:
            header = [column.header(lang) for column in kind.columns]
            write(kind.name(lang), header, [])
    return [kind.hu for kind in kinds]


def write_empty_workbook(
    path: Path, lang: str = "hu", kinds: Sequence[SheetKind] = SHEETS
) -> list[str]:
    """Write a workbook with an empty sheet for each kind; return their names.

    Args:
        path: The .xlsx file; one that is there is replaced.
        lang: Of names, headers, words and explanations, `hu` or `en`.
        kinds: Which kinds.

    Raises:
        FileNotWrittenError: The file cannot be written.
        MissingExtraError: What writes workbooks is not installed.
    """
    with use(lang), writing(path) as book:
        _guide(book, kinds)
        words = _Words(lang)
        for kind in kinds:
            _empty_sheet(book, kind, words)
        words.write(book)
    return [kind.hu for kind in kinds]


def _guide(book: Book, kinds: Sequence[SheetKind]) -> None:
    """Write the sheet that explains every column of every kind."""
    lang = current()
    worksheet = book.add(GUIDE[lang])
    wrapped = book.workbook.add_format({"text_wrap": True, "valign": "top"})
    title = book.workbook.add_format({"bold": True, "font_size": 14})
    for index, width in enumerate(_WIDTHS):
        worksheet.set_column(index, index, width, wrapped)
    worksheet.write_string(0, 0, _("How to fill in these sheets"), title)
    told = _told()
    for row, text in enumerate(told, 1):
        worksheet.merge_range(row, 0, row, len(_WIDTHS) - 1, text, wrapped)
    row = len(told) + 2
    for index, text in enumerate(_head()):
        worksheet.write_string(row, index, text, book.bold)
    worksheet.freeze_panes(row + 1, 0)
    for kind in kinds:
        row += 1
        worksheet.write_string(row, 0, kind.name(lang), book.bold)
        worksheet.write_string(row, 3, row_of(kind, lang), book.bold)
        for column in kind.columns:
            row += 1
            for index, text in enumerate(_line(kind, column, lang)):
                if text:
                    worksheet.write_string(row, index, text, wrapped)
    worksheet.autofilter(len(told) + 2, 0, row, len(_WIDTHS) - 1)


def _told() -> list[str]:
    return [
        _(
            "Each sheet holds one kind of record, each row one record. Fill in the "
            "sheets you need, and leave the others as they are."
        ),
        _(
            "Required columns are filled in every row; others may stay empty, which "
            "means: not known. Do not rename the columns."
        ),
        _("What a row refers to must stand on its sheet, or be known already."),
        _("To see what would change: cselekvo import FILE --dry-run"),
    ]


def _head() -> tuple[str, ...]:
    return (
        _("sheet"),
        _("column"),
        _("required"),
        _("what it means"),
        _("how it is written"),
        _("for example"),
        _("words"),
    )


def _line(kind: SheetKind, column: Column, lang: str) -> tuple[str, ...]:
    told = explain(kind, column, lang)
    needed = _("yes") if column.required else ""
    words = ", ".join(told.words)
    names = (kind.name(lang), column.header(lang), needed)
    return (*names, told.meaning, told.written, told.example, words)


@define
class _Words:
    """The closed lists of words, each once; where they will stand is known before."""

    lang: str
    _lists: dict[tuple[str, ...], str] = field(factory=dict, init=False)
    _heads: list[str] = field(factory=list, init=False)

    def range_of(self, column: Column) -> str:
        """Return the cells that will hold the words of a column; nothing for none."""
        words = words_of(column, self.lang)
        if not words:
            return ""
        if words not in self._lists:
            letters = column_letters(len(self._lists))
            sheet = WORDS[self.lang]
            last = len(words) + 1
            self._lists[words] = f"={sheet}!${letters}$2:${letters}${last}"
            self._heads.append(column.header(self.lang))
        return self._lists[words]

    def write(self, book: Book) -> None:
        """Write the sheet of words."""
        if not self._lists:
            return
        worksheet = book.add(WORDS[self.lang])
        columns = list(self._lists)
        for index, head in enumerate(self._heads):
            widest = max(map(len, (head, *columns[index])))
            worksheet.set_column(index, index, widest + 2)
            worksheet.write_string(0, index, head, book.bold)
        for row in range(max(map(len, columns))):
            for index, words in enumerate(columns):
                if row < len(words):
                    worksheet.write_string(row + 1, index, words[row])


def _empty_sheet(book: Book, kind: SheetKind, words: _Words) -> None:
    """Write the sheet of a kind: its header with notes, and what may stand below it."""
    lang = current()
    sheet = book.begin(kind.name(lang), headings(kind, lang))
    for index, column in enumerate(kind.columns):
        sheet.worksheet.write_comment(0, index, _note(kind, column, lang), _NOTE)
        allowed = _allowed(column, words)
        if allowed is not None:
            sheet.worksheet.data_validation(1, index, MOST_ROWS, index, allowed)
    sheet.end()


def _note(kind: SheetKind, column: Column, lang: str) -> str:
    """Return the text of the note at a column's head."""
    told = explain(kind, column, lang)
    lines = [told.meaning, told.written[:1].upper() + told.written[1:] + "."]
    if told.example:
        example = _("Example: %(example)s")
        lines.append(fill(example, {"example": told.example}))
    if column.required:
        lines.append(_("Required."))
    return "\n".join(lines)


def _allowed(column: Column, words: _Words) -> dict[str, Any] | None:
    """Return what a spreadsheet may check below a column's head, if anything.

    It warns and does not forbid: people may write a day in words, and we read it.
    """
    several = column.cell.sort is Sort.WORDS
    cells = "" if several else words.range_of(column)
    if cells:
        told = _(
            "This is no word of the list. Other words are refused when the sheet is "
            "read."
        )
        rule: dict[str, Any] = {"validate": "list", "source": cells}
    elif column.cell.sort is Sort.DAY:
        told = _("A day is written as a date: 2015.05.12.")
        rule = {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
    elif column.cell.sort is Sort.WHOLE:
        told = _("A whole number is written in digits.")
        rule = {"validate": "integer", "criteria": ">=", "value": 0}
    else:
        return None
    return {**rule, "error_type": "warning", "error_message": told}
