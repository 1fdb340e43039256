"""What stands in the cells of an .xlsx file, read as the common library reads it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cselekvo.exchange.workbooks.workbook import CellError, CellValue, open_workbook
from cselekvo.exchange.workbooks.workbook_days import built_in, format_kind, shown
from tests.exchange.workbooks import (
    MAIN,
    cells,
    noted,
    opened,
    packed,
    parts_of,
    refused,
    rows,
    saved,
    sheet,
    told,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "be.xlsx"


def one(path: Path, cell: str, **more: str) -> CellValue:
    """Return what a cell in A1 holds."""
    data = f'<row r="1">{cell}<c r="B1"><v>0</v></c></row>'
    return cells(saved(path, {"lap": sheet(data)}, **more))[1][0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (told("A1", "Őrség"), "Őrség"),
        ('<c r="A1" t="inlineStr"><is><t>  két szó </t></is></c>', "  két szó "),
        ('<c r="A1" t="str"><v>katt</v></c>', "katt"),
        ('<c r="A1" t="s"><v>1</v></c>', "másik"),
        ('<c r="A1"><v>25</v></c>', 25),
        ('<c r="A1" t="n"><v>-0.5</v></c>', -0.5),
        ('<c r="A1"><v>1E3</v></c>', 1000.0),
        ('<c r="A1"><v>1234567890123456789</v></c>', 1234567890123456789),
        ('<c r="A1"><v>1e999</v></c>', CellError("#NUM!")),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#ÉRTÉK!</v></c>', CellError("#ÉRTÉK!")),
        ('<c r="A1" t="d"><v>2022-10-17</v></c>', date(2022, 10, 17)),
        ('<c r="A1" t="d"><v>2022-10-17T12:00</v></c>', datetime(2022, 10, 17, 12)),  # noqa: DTZ001
        ('<c r="A1"><v></v></c>', None),
        ('<c r="A1" s="1"/>', None),
        ("<c><v>7</v></c>", 7),
    ],
)
def test_a_cell_is_read_by_its_type(path: Path, cell: str, value: CellValue) -> None:
    read = one(path, cell, shared="<si><t>egy</t></si><si><t>másik</t></si>")

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("number", "style", "value"),
    [
        ("44851", 1, date(2022, 10, 17)),
        ("44851", 5, date(2022, 10, 17)),
        ("44851", 0, 44851),
        ("44851.000000001", 1, date(2022, 10, 17)),
        ("44851.5", 3, datetime(2022, 10, 17, 12)),  # noqa: DTZ001
        ("44851.9999999999", 1, date(2022, 10, 18)),
        ("0.25", 2, time(6)),
        ("1.5", 4, timedelta(days=1, hours=12)),
        ("1", 1, date(1900, 1, 1)),
        ("59", 1, date(1900, 2, 28)),
        ("60", 1, 60),
        ("61", 1, date(1900, 3, 1)),
        ("2958465", 1, date(9999, 12, 31)),
        ("2958465.99999999999", 1, 2958466.0),
        ("2958466", 1, 2958466),
        ("10000000000", 1, 10000000000),
        ("-1", 1, -1.0),
        ("0", 1, 0),
        ("1", 99, 1),
    ],
)
def test_a_number_is_a_day_where_its_style_shows_one(
    path: Path, number: str, style: int, value: CellValue
) -> None:
    assert one(path, f'<c r="A1" s="{style}"><v>{number}</v></c>') == value


def test_days_may_be_counted_from_1904(path: Path) -> None:
    cell = '<c r="A1" s="1"><v>43389</v></c>'

    assert one(path, cell, book='<workbookPr date1904="1"/>') == date(2022, 10, 17)
    assert one(path, cell, book='<workbookPr date1904="0"/>') == date(2018, 10, 16)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("yyyy.mm.dd.", "day"),
        ("[$-40E]yyyy/\\ mmmm\\ d.;@", "day"),
        ("mmm", "day"),
        ('"a;b" d', "day"),
        ("h:mm AM/PM", "time"),
        ("mm:ss", "time"),
        ("[h]:mm", "span"),
        ("General", ""),
        ("0.00E+00", ""),
        ('0 "db"', ""),
        ("0\\ \\d", ""),
        ("[Red]0;[Blue]-0", ""),
        ("#,##0\\ [$Ft-40E]", ""),
        ("@", ""),
    ],
)
def test_the_format_of_a_number_says_whether_it_is_a_day(code: str, kind: str) -> None:
    assert format_kind(code) == kind


def test_the_formats_that_every_spreadsheet_knows_need_no_code() -> None:
    kinds = {number: built_in(number) for number in range(60)}

    assert [number for number, kind in kinds.items() if kind == "span"] == [46]
    assert {14, 22, 57} <= {number for number, kind in kinds.items() if kind == "day"}
    assert {20, 45} <= {number for number, kind in kinds.items() if kind == "time"}
    assert {kinds[0], kinds[10], kinds[49]} == {""}


@given(st.dates(date(1900, 3, 1)), st.booleans())
def test_every_day_is_shown_by_the_number_it_is_stored_as(
    day: date, from_1904: bool
) -> None:
    epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    number = (day - epoch).days
    if number >= 0:
        assert shown(number, "day", from_1904=from_1904) == day


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("A_x000D_B _x003D_1+1", "A\rB =1+1"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "😀"),
        ("_x00_ _x000G_", "_x00_ _x000G_"),
    ],
)
def test_odd_characters_are_unescaped_as_spreadsheets_do(
    path: Path, written: str, text: str
) -> None:
    assert one(path, told("A1", written)) == text
    assert one(path, f'<c r="A1" t="str"><v>{written}</v></c>') == text
    shared = f"<si><t>{written}</t></si>"
    assert one(path, '<c r="A1" t="s"><v>0</v></c>', shared=shared) == text


def test_a_rich_text_is_joined_and_its_pronunciation_left_out(path: Path) -> None:
    runs = "<r><t>Kis</t></r><r><rPr/><t>falud</t></r><rPh><t>kisfalud</t></rPh>"

    assert one(path, f'<c r="A1" t="inlineStr"><is>{runs}</is></c>') == "Kisfalud"
    cell = '<c r="A1" t="s"><v>0</v></c>'
    assert one(path, cell, shared=f"<si>{runs}</si>") == "Kisfalud"


def test_rows_are_numbered_as_the_spreadsheet_shows_them(path: Path) -> None:
    data = (
        '<row r="3"/><row r="5"><c r="C5"><v>1</v></c></row><row><c><v>2</v></c></row>'
    )
    saved(path, {"lap": sheet(data, before='<dimension ref="A1:A1"/>')})

    assert cells(path) == {5: [None, None, 1], 6: [2]}


def test_cells_may_stand_in_any_order_within_a_row(path: Path) -> None:
    data = '<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'

    assert cells(saved(path, {"lap": sheet(data)})) == {1: [1, 2]}


def test_both_editions_of_the_standard_and_any_prefix_are_read(path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts = parts_of({"lap": sheet(rows(["x"])).replace(MAIN, strict)})
    path.write_bytes(packed(parts))
    assert cells(path) == {1: ["x"]}

    data = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
    after = '<x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells>'
    whole = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{data}</x:sheetData>{after}'
        "</x:worksheet>"
    )
    path.write_bytes(packed(parts_of({"lap": whole})))
    assert cells(path) == {1: [1]}
    assert noted(path)[0].merged == ((0, 0, 1, 1),)


def test_a_formula_gives_its_stored_value_and_is_told(path: Path) -> None:
    data = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>HYPERLINK("http://x","katt")</f><v>katt</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>A1</f></c>'
        '<c r="E1"><f>A1</f><v></v></c></row>'
    )
    saved(path, {"lap": sheet(data)})
    _, notes = noted(path)

    assert cells(path)[1] == [2, "katt", None, CellError("="), CellError("=")]
    assert CellError("=").never_computed
    assert notes.formulas.count == 5
    assert notes.formulas.first == ["A1", "B1", "C1", "D1", "E1"]


def test_hidden_rows_columns_and_sheets_and_merged_areas_are_told(path: Path) -> None:
    data = rows(["a", "b"]).replace("<row ", '<row hidden="1" ')
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>'
    merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="$D$4"/></mergeCells>'
    saved(path, {"lap": sheet(data, columns, merged)}, states='state="veryHidden"')
    tab, notes = noted(path)

    assert tab.hidden
    assert tab.hidden_columns == (1, 2)
    assert tab.merged == ((0, 0, 1, 1), (3, 3, 3, 3))
    assert (notes.hidden_rows.count, notes.hidden_rows.first) == (1, ["1"])


def test_sheets_come_in_the_order_of_their_tabs_and_charts_are_none(path: Path) -> None:
    parts = parts_of({"b &amp; c": sheet(""), "a": sheet(rows(["x"]))})
    tab = '<sheet name="ábra" sheetId="9" r:id="chart"/></sheets>'
    link = (
        '<Relationship Id="chart" Type="x/chartsheet" Target="c.xml"/></Relationships>'
    )
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    parts[book] = parts[book].replace("</sheets>", tab)
    parts[links] = parts[links].replace("</Relationships>", link)
    path.write_bytes(packed(parts))

    assert [one.name for one in opened(path).sheets] == ["b & c", "a"]


def test_macros_and_links_to_other_files_are_told_and_left_aside(path: Path) -> None:
    parts: dict[str, Any] = parts_of({"lap": sheet(rows(["x"]))})
    parts |= {"xl/vbaProject.bin": b"\0", "xl/externalLinks/externalLink1.xml": "<x/>"}
    path.write_bytes(packed(parts))
    workbook, found = open_workbook(path)

    assert workbook is not None
    assert [one.word for one in found] == ["workbook-macros", "workbook-external-links"]
    assert {one.severity.value for one in found} == {"warning"}


@pytest.mark.parametrize(
    "data",
    [
        '<row r="1"><c r="A1" t="s"><v>999</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>1_000</v></c></row>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><f>1</f><v>x</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="á1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>',
        '<row r="x"/>',
        '<row r="1">' + "<a>" * 200 + "</a>" * 200 + "</row>",
        '<row r="1">' + "<c>" * 200 + "</c>" * 200 + "</row>",
        '<row r="1"></x>',
        '<row r="1">&bogus;</row>',
    ],
)
def test_a_row_that_cannot_be_understood_ends_the_reading(
    path: Path, data: str
) -> None:
    saved(path, {"lap": sheet(rows(["azonosito", "nev"]) + data)})
    path.write_bytes(packed(parts_of({"lap": sheet(data)})))
    workbook, _ = open_workbook(path)
    assert workbook is not None

    with pytest.raises(Exception, match="workbook-broken"):
        list(workbook.rows(workbook.sheets[0]))


def test_the_cell_at_fault_is_named(path: Path) -> None:
    data = rows(["x"]) + '<row r="7"><c r="C7" t="s"><v>9</v></c></row>'
    workbook = opened(saved(path, {"lap": sheet(data)}))

    with pytest.raises(Exception, match="workbook-broken") as fault:
        list(workbook.rows(workbook.sheets[0]))
    finding = fault.value.finding("be.xlsx", "lap")  # type: ignore[attr-defined]
    assert (finding.where.row, finding.where.column) == (7, "C7")


def test_a_document_type_is_refused_wherever_it_stands(path: Path) -> None:
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    parts = parts_of({"lap": sheet(rows(["x"]))})
    first = (
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
    )
    for part in first:
        plain = parts[part].replace('<?xml version="1.0"?>', "")
        path.write_bytes(packed({**parts, part: entity + plain}))
        assert refused(path).word == "workbook-declares-entities"
    for part in ("xl/styles.xml", "xl/sharedStrings.xml"):
        path.write_bytes(packed({**parts, part: entity + parts[part]}))
        with pytest.raises(Exception, match="workbook-declares-entities"):
            list(opened(path).rows(opened(path).sheets[0]))


def test_another_encoding_than_utf_8_is_not_taken_for_it(path: Path) -> None:
    parts: dict[str, Any] = parts_of({"lap": sheet(rows(["x"]))})
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].encode("utf-16")
    path.write_bytes(packed(parts))

    assert refused(path).word == "workbook-broken"


plain_values = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)
    | st.integers(-(10**15), 10**15)
    | st.booleans()
    | st.dates(date(1900, 3, 1))
    | st.sampled_from([0.5, -2.25, 46.95, 1e-7, 123456.789])
)


@given(st.lists(st.lists(plain_values, min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_others_write_is_read_as_the_common_library_reads_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[Any]]
) -> None:
    import python_calamine
    import xlsxwriter

    path = tmp_path_factory.mktemp("book") / "be.xlsx"
    workbook = xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False}
    )
    day = workbook.add_format({"num_format": "yyyy.mm.dd."})
    worksheet = workbook.add_worksheet()
    for row, line in enumerate(lines):
        for at, value in enumerate(line):
            style = [day] if isinstance(value, date) else []
            worksheet.write(row, at, value, *style)
    workbook.close()
    their = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)

    theirs = [[None if one == "" else one for one in row] for row in their.iter_rows()]
    mine = [row + [None] * (their.width - len(row)) for row in cells(path).values()]
    assert mine == theirs
