"""From bytes to text: the size, the encoding and the characters are proved first."""

import re
from typing import Final
from unicodedata import normalize

from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.nodes import Spot
from cselekvo.handbook.templates.notes import Notes

#: Bytes of a template's file.
LARGEST: Final = 256 * 1024
_BOM: Final = "\ufeff"
FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_TAB_INDENT: Final = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)


def read_text(data: bytes, notes: Notes) -> str | None:
    """Return the text of the file; None where it cannot be read as one."""
    if len(data) > LARGEST:
        notes.error(TemplateCode.TOO_LARGE, Spot(), allowed=LARGEST)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        notes.error(
            TemplateCode.NOT_UTF8,
            spot_at(before, len(before)),
            offset=error.start,
            byte=f"0x{data[error.start]:02X}",
        )
        return None
    text = text.removeprefix(_BOM)
    found = FORBIDDEN.search(text)
    if found is not None:
        spot = spot_at(text, found.start())
        notes.error(TemplateCode.CONTROL_CHARACTER, spot, text=named(found[0]))
        return None
    return normalize("NFC", text)


def named(character: str) -> str:
    """Return a character that must not be printed by its number: U+0007."""
    return f"U+{ord(character):04X}"


def spot_at(text: str, offset: int) -> Spot:
    """Return the place of a character of the text."""
    line = text.count("\n", 0, offset) + 1
    return Spot(line, offset - text.rfind("\n", 0, offset))


def tab_indent(text: str, line: int) -> Spot | None:
    """Return where a line up to that one is indented with a tab, if the last is."""
    last = None
    for found in _TAB_INDENT.finditer(text):
        spot = spot_at(text, found.end() - 1)
        if spot.line <= line:
            last = spot
    return last if last is not None and line - last.line <= 1 else None
