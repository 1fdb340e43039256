"""Workbooks as a test needs them: put together from their parts, broken where asked."""

import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from cselekvo.exchange.workbooks.workbook import (
    CellValue,
    Notes,
    SheetInfo,
    Workbook,
    open_workbook,
)
from cselekvo.exchange.workbooks.workbook_model import LIMITS, WorkbookLimits
from cselekvo.findings import Finding, Severity

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = '<row r="1">{}</row>'
#: Styles by number: general, day, time of day, moment, span, an own format of days.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="165" formatCode="[$-40E]yyyy/\\ mmmm\\ d.;@"/></numFmts>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="6">'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)


def sheet(data: str, before: str = "", after: str = "") -> str:
    """Return the part of a sheet around its rows."""
    body = f"{before}<sheetData>{data}</sheetData>{after}"
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{body}</worksheet>'


def told(cell: str, text: str) -> str:
    """Return a cell that holds a text."""
    return f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*lines: Sequence[str], first: int = 1) -> str:
    """Return rows of texts, from column A on."""
    made = []
    for number, line in enumerate(lines, first):
        cells = "".join(
            told(f"{chr(ord('A') + at)}{number}", text) for at, text in enumerate(line)
        )
        made.append(f'<row r="{number}">{cells}</row>')
    return "".join(made)


def parts_of(
    sheets: Mapping[str, str], shared: str = "", book: str = "", states: str = ""
) -> dict[str, str]:
    """Return the parts of a workbook: its sheets by name, the texts that they share."""
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}" {states}/>'
        for at, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{LINKS}/worksheet" '
        f'Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    links += "".join(
        f'<Relationship Id="{kind}" Type="{LINKS}/{kind}" Target="/xl/{kind}.xml"/>'
        for kind in ("sharedStrings", "styles")
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{book}'
            f"<sheets>{tabs}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="r">{links}</Relationships>'
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": STYLES,
        **{
            f"xl/worksheets/sheet{at}.xml": one
            for at, one in enumerate(sheets.values(), 1)
        },
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the archive of some parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def saved(path: Path, sheets: Mapping[str, str], **more: str) -> Path:
    """Save a workbook of these sheets."""
    path.write_bytes(packed(parts_of(sheets, **more)))
    return path


def opened(path: Path) -> Workbook:
    """Return the workbook, in which nothing was found."""
    workbook, found = open_workbook(path)
    assert found == []
    assert workbook is not None
    return workbook


def refused(path: Path, limits: WorkbookLimits = LIMITS) -> Finding:
    """Return why a workbook is not opened."""
    workbook, found = open_workbook(path, limits=limits)
    assert workbook is None
    (finding,) = found
    assert finding.severity is Severity.ERROR
    return finding


def cells(path: Path) -> dict[int, list[CellValue]]:
    """Return the rows of the only sheet."""
    workbook = opened(path)
    (only,) = workbook.sheets
    return dict(workbook.rows(only))


def column(path: Path) -> list[CellValue]:
    """Return what stands in column A, row by row."""
    return [row[0] for row in cells(path).values()]


def noted(path: Path) -> tuple[SheetInfo, Notes]:
    """Return the only sheet, and what was met in its rows."""
    workbook = opened(path)
    (only,) = workbook.sheets
    notes = Notes()
    for _ in workbook.rows(only, notes):
        pass
    return only, notes


# --- .xls -----------------------------------------------------------------------------

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, content: bytes = b"") -> bytes:
    """Return a record of an .xls file."""
    return struct.pack("<HH", kind, len(content)) + content


def wide(text: str) -> bytes:
    """Return a text with its length, in two bytes a letter."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


BEGIN = record(0x0809, struct.pack("<HH", 0x0600, 0x0005) + bytes(12))
END = record(0x000A)


def xls(
    *sheets: tuple[str, bytes], head: bytes = b"", names: Sequence[str] = ()
) -> bytes:
    """Return an .xls file of sheets: the name and the records of each."""
    tabs = [struct.pack("<BB", len(name), 0) + name.encode() for name, _ in sheets]
    tabs_size = sum(4 + 6 + len(tab) for tab in tabs)
    place = len(BEGIN) + len(head) + tabs_size + len(END)
    stream = BEGIN + head
    bodies = []
    for tab, (_, body) in zip(tabs, sheets, strict=True):
        stream += record(0x0085, struct.pack("<IBB", place, 0, 0) + tab)
        bodies.append(BEGIN + body + END)
        place += len(bodies[-1])
    stream += END + b"".join(bodies)
    return compound({"Workbook": stream, **dict.fromkeys(names, b"")})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of streams, each of 4096 bytes at least."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = _entry("Root Entry", 5, _END, 0)
    for name, content in streams.items():
        start = len(sectors) if content else _END
        entries += _entry(name, 2, start, max(4096, len(content)) if content else 0)
        padded = content.ljust(4096 if content else 0, b"\0")
        pieces = [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
        chain += [*range(len(sectors) + 1, len(sectors) + len(pieces)), _END][
            : len(pieces)
        ]
        sectors += [piece.ljust(_SECTOR, b"\0") for piece in pieces]
    directory = len(sectors)
    entries = entries.ljust(-(-len(entries) // _SECTOR) * _SECTOR, b"\0")
    pieces = [entries[at : at + _SECTOR] for at in range(0, len(entries), _SECTOR)]
    chain += [*range(directory + 1, directory + len(pieces)), _END]
    sectors += pieces
    table = len(sectors)
    chain.append(_TABLE)
    chain += [_FREE] * (128 - len(chain))
    assert len(chain) == 128, "one sector of chains is enough for a test"
    sectors.append(struct.pack("<128I", *chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIII", 1, directory, 0, 4096, _END, 0, _END)
    head += struct.pack("<I", 0) + struct.pack("<109I", table, *[_FREE] * 108)
    return head + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, _FREE) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
