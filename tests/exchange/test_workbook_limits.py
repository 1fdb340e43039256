"""What a hostile workbook costs is bounded before anything in it is parsed."""

import random
import struct
import tracemalloc
import zlib
from pathlib import Path
from time import perf_counter
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from cselekvo.exchange.workbooks.workbook import (
    WorkbookFaultError,
    is_workbook,
    open_workbook,
)
from cselekvo.exchange.workbooks.workbook_model import LIMITS, WorkbookLimits
from cselekvo.files import FileNotReadError
from tests.exchange.workbooks import (
    cells,
    packed,
    parts_of,
    refused,
    rows,
    saved,
    sheet,
)

SHEET = "xl/worksheets/sheet1.xml"
NUMBERED = "".join(f'<row r="{number}"/>' for number in range(2, 70_000))
PLAIN: dict[str, Any] = parts_of({"lap": sheet(rows(["azonosito", "nev"]))})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "be.xlsx"


def noise(count: int) -> str:
    """Return letters that hardly pack, so that the ratio tells nothing."""
    chance = random.Random(count)
    return "".join(chr(chance.randrange(0x4E00, 0x9F00)) for _ in range(count))


def test_a_part_that_unpacks_without_end_is_stopped_where_the_limit_is(
    path: Path,
) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in PLAIN.items():
            archive.writestr(name, content)
        with archive.open("xl/media/image.png", "w") as stream:
            for _ in range(400):
                stream.write(bytes(1_000_000))
    tracemalloc.start()
    start = perf_counter()
    finding = refused(path)
    taken, (_, peak) = perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert finding.word == "workbook-too-large"
    assert finding.values == {"allowed": 50_000_000}
    assert taken < 5
    assert peak < 5_000_000


def test_many_parts_together_are_measured(path: Path) -> None:
    parts = {f"xl/media/{number}.bin": noise(200_000) for number in range(4)}
    path.write_bytes(packed({**PLAIN, **parts}))

    assert (
        refused(path, WorkbookLimits(unpacked=2_000_000)).word == "workbook-too-large"
    )
    assert open_workbook(path, limits=WorkbookLimits(unpacked=3_000_000))[0] is not None


def test_what_the_archive_says_of_its_sizes_is_not_believed(path: Path) -> None:
    path.write_bytes(packed({**PLAIN, "xl/media/a.bin": bytes(3_000_000)}))
    content = bytearray(path.read_bytes())
    size = struct.pack("<I", 3_000_000)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(content)

    assert refused(path).word in {"workbook-broken", "workbook-too-large"}


def test_the_contents_are_held_against_their_checksums(path: Path) -> None:
    content = bytearray(packed(PLAIN))
    sum_ = struct.pack("<I", zlib.crc32(PLAIN[SHEET].encode()))
    while (at := content.find(sum_)) >= 0:
        content[at] ^= 1
        content[at : at + 4] = bytes(reversed(content[at : at + 4]))
    path.write_bytes(content)
    finding = refused(path)

    assert (finding.word, finding.values) == ("workbook-broken", {"part": SHEET})


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (WorkbookLimits(marks=200), "<row><c/></row>" * 100),
        (WorkbookLimits(token=100_000), f"<row><c><v>{'1' * 300_000}</v></c></row>"),
        (WorkbookLimits(ratio=5), NUMBERED),
        (WorkbookLimits(parts=5), ""),
        (WorkbookLimits(unpacked=1_000), ""),
    ],
)
def test_every_limit_is_kept(path: Path, limits: WorkbookLimits, data: str) -> None:
    saved(path, {"lap": sheet(rows(["a"]) + data)})

    assert refused(path, limits).word == "workbook-too-large"
    assert open_workbook(path)[0] is not None


def test_a_file_that_is_too_large_is_not_even_read(path: Path) -> None:
    saved(path, {"lap": sheet("")})
    finding = refused(path, WorkbookLimits(file=100))

    assert finding.word == "file-too-large"
    assert finding.values["allowed"] == 100


def test_rows_and_columns_beyond_the_limit_end_the_reading(path: Path) -> None:
    for data, word in (
        ('<row r="12"><c r="A12"><v>1</v></c></row>', "too-many-rows"),
        ('<row r="2"><c r="F2"><v>1</v></c></row>', "too-many-columns"),
    ):
        saved(path, {"lap": sheet(data)})
        limits = WorkbookLimits(rows=10, columns=5)
        workbook, _ = open_workbook(path, limits=limits)
        assert workbook is not None
        with pytest.raises(WorkbookFaultError, match=word):
            list(workbook.rows(workbook.sheets[0]))


def test_cells_far_out_that_hold_nothing_cost_nothing(path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    saved(path, {"lap": sheet(rows(["x"]) + far, '<dimension ref="A1:XFD1048576"/>')})

    assert cells(path) == {1: ["x"]}


def test_a_text_shared_by_many_cells_is_kept_once(path: Path) -> None:
    text = noise(20_000)
    data = "".join("<row><c t='s'><v>0</v></c></row>" for _ in range(20_000))
    saved(path, {"lap": sheet(data)}, shared=f"<si><t>{text}</t></si>")
    tracemalloc.start()
    read = [row[0] for row in cells(path).values()]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert read == [text] * 20_000  # 800 MB, were each of them a copy
    assert peak < 30_000_000


def test_elements_within_elements_without_end_are_refused(path: Path) -> None:
    deep = "<a>" * 300_000 + f"<!--{noise(100_000)}-->"
    for whole in (
        sheet(rows(["x"])) + deep,
        sheet(rows(["x"]), after=deep),
        sheet(rows(["x"]) + deep),
    ):
        path.write_bytes(packed({**PLAIN, SHEET: whole}))
        with pytest.raises(WorkbookFaultError, match="workbook-broken"):
            _read_all(path)


def _read_all(path: Path) -> None:
    workbook, found = open_workbook(path)
    if workbook is None:
        raise WorkbookFaultError(found[0].code)  # type: ignore[arg-type]
    for one in workbook.sheets:
        for _ in workbook.rows(one):
            pass


def test_a_text_in_very_many_runs_is_joined_in_no_time(path: Path) -> None:
    runs = "".join(f"<r><t>{number:06}</t></r>" for number in range(100_000))
    data = f'<row r="1"><c r="A1" t="inlineStr"><is>{runs}</is></c></row>'
    saved(path, {"lap": sheet(data)})
    start = perf_counter()

    assert len(str(cells(path)[1][0])) == 600_000
    assert perf_counter() - start < 5


@pytest.mark.parametrize(
    "rest",
    [
        "<cols>{}</cols>".format('<col min="1" max="16384" hidden="1"/>' * 17_000),
        "<mergeCells>{}</mergeCells>".format('<mergeCell ref="A2:B2"/>' * 100_001),
        '<mergeCells><mergeCell ref="A1:B2:C3"/></mergeCells>',
        '<mergeCells><mergeCell ref="x"/></mergeCells>',
    ],
)
def test_descriptions_beyond_all_measure_are_refused(path: Path, rest: str) -> None:
    saved(path, {"lap": sheet(rows(["x"]), after=rest + f"<!--{noise(9_000)}-->")})

    assert refused(path).word in {"workbook-too-large", "workbook-broken"}


def test_columns_hidden_many_times_over_are_counted_once(path: Path) -> None:
    hidden = '<col min="1" max="16384" hidden="1"/>' * 1_000
    saved(path, {"lap": sheet(rows(["x"]), before=f"<cols>{hidden}</cols>")})
    workbook, _ = open_workbook(path)

    assert workbook is not None
    assert workbook.sheets[0].hidden_columns == tuple(range(16_384))


@pytest.mark.parametrize(
    "tab",
    [
        '<sheet name="LAP" sheetId="2" r:id="rId9"/>',
        '<sheet name="másik" sheetId="2" r:id="rId1"/>',
        '<sheet name="másik" sheetId="2" r:id="nincs"/>',
    ],
)
def test_one_sheet_under_two_names_or_two_of_one_name_are_refused(
    path: Path, tab: str
) -> None:
    book = PLAIN["xl/workbook.xml"].replace("</sheets>", f"{tab}</sheets>")
    links = PLAIN["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="x/worksheet" Target="y.xml"/></Relationships>',
    )
    changed = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links}
    path.write_bytes(packed({**PLAIN, **changed}))

    assert refused(path).word == "workbook-broken"


def test_two_parts_of_one_name_are_refused(path: Path) -> None:
    path.write_bytes(packed({**PLAIN, SHEET.upper(): "<x/>"}))

    assert refused(path).word == "workbook-broken"


def test_a_part_packed_in_an_unusual_way_is_refused(path: Path) -> None:
    with ZipFile(path, "w", ZIP_LZMA) as archive:
        for name, content in PLAIN.items():
            archive.writestr(name, content)

    assert refused(path).word == "workbook-broken"


def test_a_locked_archive_is_told(path: Path) -> None:
    content = bytearray(packed(PLAIN))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 1)
    path.write_bytes(content)

    assert refused(path).word == "workbook-encrypted"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<html><table></table></html>", "a web page (HTML)"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "a web page (HTML)"),
        (b"<?xml version='1.0'?><Workbook/>", "an XML document"),
        (b"azonosito;nev\r\n", "a text"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x1f\x8b\x08", "a packed file (.gz)"),
        (b"SQLite format 3\0", "a database (SQLite)"),
        (b"\x00\x01\x02", "a file of an unknown format"),
        (b"", "a text"),
        (
            packed({"mimetype": "x", "content.xml": "<x/>"}),
            "an OpenDocument file (.ods)",
        ),
        (packed({"xl/workbook.bin": "x"}), "a binary workbook (.xlsb)"),
        (packed({"word/document.xml": "x"}), "a Word document (.docx)"),
        (packed({"a.txt": "x"}), "a zip archive"),
    ],
)
def test_what_bears_the_name_of_a_workbook_and_is_none_is_told(
    path: Path, content: bytes, kind: str
) -> None:
    path.write_bytes(content)
    finding = refused(path)

    assert (finding.word, finding.values) == ("not-a-workbook", {"kind": kind})
    assert finding.where is not None
    assert finding.where.file == str(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(500)])
def test_the_beginning_of_an_archive_is_none(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    assert refused(path).word == "workbook-broken"


def test_a_file_is_a_workbook_by_its_content_or_by_its_name(tmp_path: Path) -> None:
    for name, content, expected in (
        ("a.xlsx", b"x", True),
        ("a.XLS", b"x", True),
        ("a", packed(PLAIN), True),
        ("a.dat", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        ("a.dat", b"azonosito;nev", False),
    ):
        (tmp_path / name).write_bytes(content)
        assert is_workbook(tmp_path / name) is expected

    with pytest.raises(FileNotReadError):
        is_workbook(tmp_path / "nincs.xlsx")
    with pytest.raises(FileNotReadError):
        open_workbook(tmp_path / "nincs.xlsx")


def test_the_limits_leave_room_for_honest_workbooks() -> None:
    assert LIMITS.unpacked == 50_000_000
    assert LIMITS.rows > 1_048_576
    assert LIMITS.columns == 256
