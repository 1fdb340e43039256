import random
import struct
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cselekvo.exchange.workbooks.workbook import (
    CellError,
    Notes,
    WorkbookFaultError,
    open_workbook,
)
from cselekvo.exchange.workbooks.workbook_model import WorkbookLimits
from tests.exchange.workbooks import (
    BEGIN,
    END,
    cells,
    column,
    compound,
    noted,
    record,
    refused,
    wide,
    xls,
)
from tests.shared import SHARED

REAL = SHARED / "gazetteer" / "hnt_2018.xls"
needs_real = pytest.mark.skipif(not REAL.exists(), reason=f"no workbook at {REAL}")


def at(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style)


def label(row: int, column: int, text: str) -> bytes:
    return record(0x0204, at(row, column) + wide(text))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, at(row, column, style) + struct.pack("<d", value))


def shared(*pieces: bytes, count: int) -> bytes:
    first, *others = pieces
    made = record(0x00FC, struct.pack("<II", count, count) + first)
    return made + b"".join(record(0x003C, piece) for piece in others)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "be.xls"


def test_texts_numbers_truths_and_errors_are_read(path: Path) -> None:
    truths = record(0x0205, at(2, 0) + b"\x01\x00") + record(
        0x0205, at(2, 1) + b"\x2a\x01"
    )
    body = label(0, 0, "Őrség") + number(1, 1, 46.5) + truths
    path.write_bytes(xls(("lap", body)))

    assert cells(path) == {
        1: ["Őrség"],
        2: [None, 46.5],
        3: [True, CellError("#N/A")],
    }


def test_short_numbers_are_read_whole_broken_and_hundredfold(path: Path) -> None:
    packed = [25 << 2 | 2, (-3 << 2 | 2) & 0xFFFFFFFF, 2550 << 2 | 3]
    (half,) = struct.unpack("<I", struct.pack("<d", 0.5)[4:])
    pairs = b"".join(struct.pack("<HI", 0, one) for one in [*packed, half])
    path.write_bytes(
        xls(("lap", record(0x00BD, struct.pack("<HH", 4, 1) + pairs + b"\x04\x00")))
    )

    assert cells(path) == {5: [None, 25, -3, 25.5, 0.5]}


def test_days_are_told_by_the_format_of_their_style(path: Path) -> None:
    own = record(0x041E, struct.pack("<H", 164) + wide('yyyy"."mm"."dd'))
    styles = [record(0x00E0, struct.pack("<HH", 0, one)) for one in (0, 14, 164)]
    body = b"".join(number(row, 0, 44851, row) for row in range(3))
    path.write_bytes(xls(("lap", body), head=own + b"".join(styles)))

    assert column(path) == [44851, date(2022, 10, 17), date(2022, 10, 17)]


def test_days_may_be_counted_from_1904(path: Path) -> None:
    styles = record(0x00E0, struct.pack("<HH", 0, 14))
    head = record(0x0022, b"\x01\x00") + styles
    path.write_bytes(xls(("lap", number(0, 0, 43389)), head=head))

    assert column(path) == [date(2022, 10, 17)]


def test_a_text_cut_between_two_records_is_read_whole(path: Path) -> None:
    first = struct.pack("<HB", 6, 0) + b"Kov"
    rest = b"\x01" + "ács".encode("utf-16-le") + struct.pack("<HBH", 2, 8, 1) + b"ab"
    head = shared(first, rest + bytes(4) + struct.pack("<HB", 1, 0) + b"c", count=3)
    body = b"".join(
        record(0x00FD, at(row, 0) + struct.pack("<I", row)) for row in range(3)
    )
    path.write_bytes(xls(("lap", body), head=head))

    assert column(path) == ["Kovács", "ab", "c"]


def test_of_a_formula_the_stored_value_is_read_and_told(path: Path) -> None:
    def formula(row: int, result: bytes) -> bytes:
        return record(0x0006, at(row, 0) + result + bytes(8))

    body = (
        formula(0, struct.pack("<d", 2.5))
        + formula(1, b"\x00" + bytes(5) + b"\xff\xff")
        + record(0x0207, wide("katt"))
        + formula(2, b"\x01\x00\x01\x00\x00\x00\xff\xff")
        + formula(3, b"\x02\x00\x0f\x00\x00\x00\xff\xff")
        + formula(4, b"\x03" + bytes(5) + b"\xff\xff")
        + label(5, 0, "x")
    )
    path.write_bytes(xls(("lap", body)))

    assert column(path) == [2.5, "katt", True, CellError("#VALUE!"), "x"]
    _, notes = noted(path)
    assert (notes.formulas.count, notes.formulas.first[0]) == (5, "A1")


def test_hidden_rows_and_columns_and_merged_areas_are_told(path: Path) -> None:
    body = (
        record(0x007D, struct.pack("<5H", 1, 2, 0, 0, 1) + bytes(2))
        + record(0x0208, struct.pack("<H", 1) + bytes(10) + b"\x20\x00" + bytes(2))
        + label(1, 0, "x")
        + record(0x00E5, struct.pack("<5H", 1, 1, 2, 0, 3))
    )
    path.write_bytes(xls(("lap", body)))

    sheet, notes = noted(path)
    assert sheet.merged == ((1, 0, 2, 3),)
    assert sheet.hidden_columns == (1, 2)
    assert notes.hidden_rows.first == ["2"]


def test_what_stands_in_a_chart_on_the_sheet_is_passed_over(path: Path) -> None:
    body = label(0, 0, "a") + BEGIN + label(1, 0, "chart") + END + label(2, 0, "b")
    path.write_bytes(xls(("lap", body)))

    assert cells(path) == {1: ["a"], 3: ["b"]}


def test_macros_and_links_are_told_and_left_aside(path: Path) -> None:
    link = record(0x01AE, struct.pack("<HH", 1, 5) + b"\x00other")
    path.write_bytes(
        xls(("lap", label(0, 0, "a")), head=link, names=["_VBA_PROJECT_CUR"])
    )
    workbook, found = open_workbook(path)

    assert workbook is not None
    assert [one.word for one in found] == ["workbook-macros", "workbook-external-links"]


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (record(0x002F, bytes(6)), "workbook-encrypted"),
        (record(0x0809, struct.pack("<HH", 0x0500, 5)), "not-a-workbook"),
        (shared(b"", count=9), "workbook-broken"),
        (shared(b"", count=2_000_000), "workbook-too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    path: Path, head: bytes, word: str
) -> None:
    if word == "not-a-workbook":
        path.write_bytes(
            xls(("lap", b"")).replace(BEGIN, head.ljust(len(BEGIN), b"\0"))
        )
    else:
        path.write_bytes(xls(("lap", b""), head=head))

    assert refused(path).word == word


def test_a_locked_xlsx_lies_in_a_compound_file_and_is_told(path: Path) -> None:
    path.write_bytes(xls(("lap", b""), names=["EncryptedPackage"]))

    assert refused(path).word == "workbook-encrypted"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (label(3, 0, "a") + label(1, 0, "b"), "workbook-broken"),
        (record(0x00FD, at(0, 0) + struct.pack("<I", 7)), "workbook-broken"),
        (record(0x0204, at(0, 0)), "workbook-broken"),
        (label(0, 256, "a"), "too-many-columns"),
    ],
)
def test_a_row_that_cannot_be_understood_ends_the_reading(
    path: Path, body: bytes, word: str
) -> None:
    path.write_bytes(xls(("lap", body)))
    workbook, _ = open_workbook(path)
    assert workbook is not None

    with pytest.raises(WorkbookFaultError) as fault:
        list(workbook.rows(workbook.sheets[0]))
    assert fault.value.finding("be.xls").word == word


def test_two_sheets_at_one_place_are_refused(path: Path) -> None:
    content = bytearray(xls(("egy", label(0, 0, "a")), ("két", label(0, 0, "b"))))
    first = content.index(struct.pack("<HH", 0x85, 11)) + 4
    second = content.index(struct.pack("<HH", 0x85, 12)) + 4
    content[second : second + 4] = content[first : first + 4]
    path.write_bytes(content)

    assert refused(path).word == "workbook-broken"


def test_merged_areas_beyond_all_measure_are_refused(path: Path) -> None:
    path.write_bytes(xls(("lap", record(0x00E5, struct.pack("<17H", 4, *[1] * 16)))))

    assert refused(path, WorkbookLimits(merged=3)).word == "workbook-too-large"


@needs_real
def test_a_real_workbook_is_read_as_the_common_library_reads_it() -> None:
    import python_calamine

    workbook, _ = open_workbook(REAL)
    theirs = python_calamine.CalamineWorkbook.from_path(REAL)
    assert workbook is not None
    assert [one.name for one in workbook.sheets] == theirs.sheet_names

    for sheet in workbook.sheets:
        their = theirs.get_sheet_by_name(sheet.name)
        areas = [(*one, *other) for one, other in their.merged_cell_ranges or []]
        assert sorted(sheet.merged) == sorted(areas)
        assert dict(workbook.rows(sheet)) == dict(_filled(their.iter_rows()))


def _filled(rows: Iterable[list[Any]]) -> list[tuple[int, list[Any]]]:
    found = []
    for number, row in enumerate(rows, 1):
        values = [None if value == "" else value for value in row]
        while values and values[-1] is None:
            values.pop()
        if values:
            found.append((number, values))
    return found


@needs_real
@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_file_is_read_or_refused_and_never_costs_more(
    path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    content = bytearray(REAL.read_bytes()[:400_000])
    for _ in range(seed * 20):
        content[chance.randrange(0x6000)] = chance.randrange(256)
    path.write_bytes(content)
    workbook, found = open_workbook(path)

    assert (workbook is None) == any(one.severity.value == "error" for one in found)
    if workbook is not None:
        for sheet in workbook.sheets:
            with suppress(WorkbookFaultError):
                numbers = [number for number, _ in workbook.rows(sheet, Notes())]
                assert len(set(numbers)) <= 65_536


# --- the compound file around it ------------------------------------------------------

SECTOR = 512
FREE, LAST = 0xFFFFFFFF, 0xFFFFFFFE
PLAIN = xls(("lap", label(0, 0, "Őrség")))
TABLE, ENTRIES = (struct.unpack_from("<I", PLAIN, at)[0] for at in (76, 48))


def put(content: bytearray, place: int, *numbers: int) -> None:
    struct.pack_into(f"<{len(numbers)}I", content, place, *numbers)


def in_table(number: int) -> int:
    """Return where the table of chains says what follows a sector."""
    return int((TABLE + 1) * SECTOR + 4 * number)


def test_a_small_stream_lies_in_sectors_of_its_own(path: Path) -> None:
    content = bytearray(PLAIN)
    added = len(content) // SECTOR - 1
    content += struct.pack("<128I", *range(1, 64), LAST, *[FREE] * 64)
    put(content, in_table(added), LAST)
    put(content, 56, 5_000, added, 1)
    root = (ENTRIES + 1) * SECTOR
    put(content, root + 116, 0, 4_096)
    path.write_bytes(content)

    assert column(path) == ["Őrség"]


def test_a_long_table_of_chains_is_listed_in_sectors_of_its_own(path: Path) -> None:
    content = bytearray(PLAIN)
    added = len(content) // SECTOR - 1
    content += struct.pack("<128I", TABLE, *[FREE] * 126, LAST)
    put(content, 68, added, 1, FREE)
    path.write_bytes(content)

    assert column(path) == ["Őrség"]


@pytest.mark.parametrize(
    ("place", "numbers"),
    [
        (30, [0x00030003]),  # sectors of eight bytes
        (in_table(0), [0]),  # a chain that leads back into itself
        (in_table(0), [77_777]),  # one that leads out of the file
        (48, [77_777]),
        (76, [77_777]),
    ],
)
def test_broken_chains_are_refused(path: Path, place: int, numbers: list[int]) -> None:
    content = bytearray(PLAIN)
    put(content, place, *numbers)
    path.write_bytes(content)

    assert refused(path).word in {"workbook-broken", "not-a-workbook"}


def test_a_sector_list_that_leads_back_into_itself_ends(path: Path) -> None:
    content = bytearray(PLAIN)
    added = len(content) // SECTOR - 1
    content += struct.pack("<128I", *[FREE] * 127, added)
    put(content, 68, added, 1)
    path.write_bytes(content)

    assert column(path) == ["Őrség"]


def test_another_document_of_those_years_is_told(path: Path) -> None:
    path.write_bytes(compound({"WordDocument": b"x"}))

    assert refused(path).values == {"kind": "another document of Office 97-2003"}


def test_a_compound_file_that_ends_at_once_is_broken(path: Path) -> None:
    path.write_bytes(PLAIN[:60])

    assert refused(path).word == "workbook-broken"


def test_a_text_that_ends_too_early_is_broken(path: Path) -> None:
    texts = shared(struct.pack("<HB", 4, 1) + b"a\x00b\x00c", count=1)
    path.write_bytes(xls(("lap", b""), head=texts))

    assert refused(path).word == "workbook-broken"
