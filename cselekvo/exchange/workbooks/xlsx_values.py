"""From the text of a cell of an .xlsx file, its type and its style to what it holds."""

import re
from datetime import datetime, time
from typing import Final

from attrs import define, field

from cselekvo.exchange.workbooks.workbook_days import shown
from cselekvo.exchange.workbooks.workbook_model import CellError, CellValue, Styles
from cselekvo.exchange.workbooks.xlsx_parts import is_true, unescaped

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_LONGEST: Final = 400
_KEPT: Final = 10_000


class UnreadableError(ValueError):
    """A cell holds what its type does not allow; the workbook is broken."""


@define(eq=False)
class Values(Styles):
    """How the cells of one .xlsx workbook are read."""

    _days: dict[tuple[str, str], CellValue] = field(factory=dict, init=False)

    def read(self, text: str, cell: dict[str, str]) -> CellValue:
        """Return what a cell holds.

        Args:
            text: That stands in it; not empty, and unescaped if it is its own.
            cell: Its attributes: `t` is its type, `s` the number of its style.

        Raises:
            UnreadableError: Its type does not allow this text.
        """
        kind = cell.get("t", "n")
        if kind == "s":
            return self._shared(text)
        if kind == "n":
            style = cell.get("s")
            if style is None:
                return number(text)
            known = self._days.get((text, style))
            return self._styled(text, style) if known is None else known
        if kind == "inlineStr":
            return text
        if kind == "str":
            return unescaped(text)
        if kind == "b":
            return is_true(text.strip())
        return CellError(text) if kind == "e" else iso(text.strip())

    def _shared(self, text: str) -> str | None:
        if text.isdigit() and text.isascii() and len(text) < _LONGEST:
            index = int(text)
            if index < len(self.texts):
                return self.texts[index] or None
        raise UnreadableError(text)

    def _styled(self, text: str, style: str) -> CellValue:
        index = int(style) if style.isascii() and style.isdigit() else 0
        kind = self.shows(index)
        plain = number(text)
        if not kind or isinstance(plain, CellError):
            return plain
        day = shown(plain, kind, from_1904=self.from_1904)
        if len(self._days) < _KEPT:
            self._days[text, style] = day
        return day


def number(text: str) -> int | float | CellError:
    """Return a number, an `int` where it is written with digits only.

    Raises:
        UnreadableError: It is written otherwise than a workbook stores numbers.
    """
    if text.isdigit() and text.isascii() and len(text) < _LONGEST:
        return int(text)
    plain = text.strip()
    if len(plain) > _LONGEST or _NUMBER.fullmatch(plain) is None:
        raise UnreadableError(text)
    found = float(plain)
    return found if abs(found) < float("inf") else CellError("#NUM!")


def iso(text: str) -> CellValue:
    """Return a day or a moment that is written as ISO 8601 has it.

    Raises:
        UnreadableError: It is written otherwise.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableError(text) from None
    return moment.date() if moment.time() == time() else moment
