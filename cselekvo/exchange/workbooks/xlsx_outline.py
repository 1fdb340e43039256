"""What a sheet of an .xlsx file says beside its cells: merged areas, hidden columns.

Merged areas stand behind the cells but must be known before them: so the cells are cut
out of the part, unparsed, and the rest of it is parsed.
"""

import re
from typing import Final

from cselekvo.exchange.workbooks.archive import Archive
from cselekvo.exchange.workbooks.workbook_model import (
    Area,
    Outline,
    SheetInfo,
    WorkbookCode,
    WorkbookFaultError,
    WorkbookLimits,
)
from cselekvo.exchange.workbooks.xlsx_parts import is_true
from cselekvo.exchange.workbooks.xlsx_sheet import column_number
from cselekvo.exchange.workbooks.xlsx_xml import blocks_of, nothing, plain, read_part

_BEGIN: Final = re.compile(rb"<(?:[\w.-]+:)?sheetData(?:\s[^<>]*)?(?<!/)>")
_END: Final = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_AREA: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def read_outline(
    archive: Archive, sheet: SheetInfo, limits: WorkbookLimits
) -> SheetInfo:
    """Return a sheet with its merged areas and hidden columns.

    Raises:
        WorkbookFaultError: Its part cannot be read, or says too much.
    """
    outline = Outline(limits)

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "mergeCell":
            outline.merge(_area(plain(attributes).get("ref", ""), sheet.part))
        elif name == "col":
            outline.column()
            one = plain(attributes)
            if is_true(one.get("hidden")):
                outline.hide(_number(one.get("min")) - 1, _number(one.get("max")) - 1)

    content = b"".join(blocks_of(archive, sheet.part))
    begin = _BEGIN.search(content)
    end = None if begin is None else _END.search(content, begin.end())
    rest = [content]
    if begin is not None and end is not None:
        rest = [content[: begin.end()], content[end.start() :]]
    read_part(sheet.part, rest, start, nothing)
    return outline.of(sheet)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _area(ref: str, part: str) -> Area:
    """Return the area that `B2:C3` names, counted from 0."""
    corners = [_AREA.fullmatch(corner) for corner in ref.split(":")]
    if len(corners) > 2 or None in corners:  # noqa: PLR2004 - two corners at most
        raise WorkbookFaultError(WorkbookCode.BROKEN, part=part, cell=ref)
    found = [(int(one[2]) - 1, column_number(one[1]) - 1) for one in corners if one]
    (top, left), (bottom, right) = found[0], found[-1]
    return top, left, bottom, right
