"""What spreadsheet programs do to texts, and how to hand them a text that stays one.

Sources: ECMA-376, 18.4.8 (`_xHHHH_` in a text of a workbook stands for a character);
what spreadsheet programs compute when they open a CSV file.
"""

import re
from typing import Any, Final

#: A text of a CSV file that begins with one of these may be computed when it is opened.
RISKY: Final = frozenset("=+-@'\t\r")
#: The mark with which an escape begins; and characters that XML cannot hold.
_ESCAPE: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_ODD: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def guard(text: str) -> str:
    """Return the text with one `'` before it, where a spreadsheet would compute it."""
    return f"'{text}" if text[:1] in RISKY else text


def unguard(text: str) -> str:
    """Return the text that `guard` was given: takes off one `'`, if it put it there."""
    if text[:1] == "'" and text[1:2] in RISKY:
        return text[1:]
    return text


def escaped(text: Any) -> Any:
    """Return a text as a workbook stores it: `_x0041_` is a letter, `_x005F_` its mark.

    xlsxwriter escapes only the first of two escapes that share a mark, and takes a text
    in `<r>` for markup of its own. It hands over numbers too, which stay as they are.
    """
    if not isinstance(text, str):
        return text
    plain = _ESCAPE.sub("_x005F_", text)
    plain = _ODD.sub(lambda match: f"_x{ord(match[0]):04X}_", plain)
    is_markup = plain.startswith("<r>") and plain.endswith("</r>")
    return f"_x003C_{plain[1:]}" if is_markup else plain


def keep_texts(worksheet: Any) -> Any:
    """Make a worksheet of xlsxwriter store every text as `escaped` does."""
    worksheet._escape_control_characters = escaped  # noqa: SLF001 - there is no other way
    return worksheet
