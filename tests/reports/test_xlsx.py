"""A report as a workbook."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from cselekvo.findings import Severity
from cselekvo.reports.render import render
from cselekvo.reports.render.xlsx_sheets import sheet_name
from cselekvo.reports.report import (
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
from cselekvo.workspace import Workspace
from tests.builders import day
from tests.reports.rendering import (
    DRAWN,
    HOSTILE,
    SHEET,
    hostile_report,
    part,
    sheets_of,
)
from tests.reports.strategies import reports
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report, a_table

FIRST = "xl/worksheets/sheet1.xml"


def one_column(kind: CellKind, *values: Any, lang: str = "hu") -> Report:
    """Return a report of one column."""
    columns = (Column("c", "C", kind),)
    rows = tuple((value,) for value in values)
    table = Table(key="t", caption="T", columns=columns, rows=rows)
    return a_report(lang=lang, blocks=(table,))


def formats_of(made: Report) -> set[str]:
    """Return the formats of numbers in a workbook."""
    styles = part(render(made, "xlsx"), "xl/styles.xml")
    return {one.get("formatCode", "") for one in styles.iter(f"{SHEET}numFmt")}


def test_the_main_table_comes_first_with_every_column(workspace: Workspace) -> None:
    a_small_table(workspace)
    made = report(workspace)
    main = made.main_table
    assert main is not None

    sheets = sheets_of(render(made, "xlsx"))

    names = list(sheets)
    header, *rows = sheets[names[0]]
    assert names[:2] == [main.caption, "Adatlap"]
    assert len(names) == 1 + len(list(made.blocks_of(Table)))
    assert header == [column.label for column in main.columns]
    assert [row[1] for row in rows] == ["Cukor Kör", "Csillag Egyesület"]
    assert rows[0][10] == date(2015, 5, 12)


def test_cells_are_what_they_are() -> None:
    columns = (
        Column("d", "Nap", CellKind.DAY),
        Column("i", "Perc", CellKind.INSTANT),
        Column("n", "Szám", CellKind.WHOLE),
        Column("p", "Arány", CellKind.PERCENT),
        Column("y", "Igaz", CellKind.YES_NO),
        Column("t", "Szöveg"),
    )
    noon = datetime(2015, 7, 1, 10, 0, tzinfo=UTC)
    rows = ((day("2015-11-30"), noon, 15303, 0.875, True, "0036"), (None,) * 6)
    total = (None, None, 15303, None, None, "Összesen")
    table = Table(key="t", caption="T", columns=columns, rows=rows, total=total)
    made = a_report(blocks=(table,))

    found = sheets_of(render(made, "xlsx"))["T"]

    by_our_clocks = datetime(2015, 7, 1, 12, 0)  # noqa: DTZ001 - Excel has no zones
    assert found[1] == [date(2015, 11, 30), by_our_clocks, 15303, 0.875, "igen", "0036"]
    assert found[2] == [""] * 6
    assert found[3] == ["", "", 15303, "", "", "Összesen"]
    days = "yyyy\\.mm\\.dd\\."
    assert {days, f"{days} hh:mm", "0.0%"} <= formats_of(made)
    assert "yyyy\\-mm\\-dd" in formats_of(one_column(CellKind.DAY, noon, lang="en"))


def test_what_excel_cannot_count_stands_there_in_words() -> None:
    days = one_column(CellKind.DAY, date(1896, 3, 1))
    numbers = one_column(CellKind.WHOLE, 10**15, -(10**15) + 1)
    ratios = one_column(CellKind.PERCENT, 1e300)

    assert sheets_of(render(days, "xlsx"))["T"][1] == ["1896. 03. 01."]
    large, small = sheets_of(render(numbers, "xlsx"))["T"][1:]
    assert large == ["1 000 000 000 000 000".replace(" ", "\N{NO-BREAK SPACE}")]
    assert small == [-999999999999999]
    assert str(sheets_of(render(ratios, "xlsx"))["T"][1][0]).endswith("%")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula_a_link_or_a_number(text: str) -> None:
    workbook = render(hostile_report(text), "xlsx")

    with ZipFile(BytesIO(workbook)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                sheet = parts.read(name)
                assert b"<f>" not in sheet
                assert b"<hyperlink" not in sheet
    assert len(sheets_of(workbook)) == 2


def test_texts_that_look_like_something_else_stay_texts() -> None:
    texts = ["=1+1", "+36", "0012", "1e5", "http://x.hu", "2015-11-30", "TRUE", "_x41_"]

    rows = sheets_of(render(one_column(CellKind.TEXT, *texts), "xlsx"))["T"]

    assert [row[0] for row in rows[1:]] == texts


@pytest.mark.parametrize("letter", ["x", "ő", "😀"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(letter: str) -> None:
    text = sheets_of(render(one_column(CellKind.TEXT, letter * 40_000), "xlsx"))["T"]

    cell = text[1][0]
    assert cell.endswith("…")
    assert len(cell.encode("utf-16-le")) // 2 in {32_766, 32_767}
    whole = sheets_of(render(one_column(CellKind.TEXT, letter * 9), "xlsx"))["T"]
    assert whole[1][0] == letter * 9


def test_a_sheet_filters_stays_and_prints_as_a_person_wants() -> None:
    columns = tuple(Column(key, key.upper()) for key in "abc")
    table = Table(
        key="t",
        caption="Tagok: 2015/16",
        columns=columns,
        rows=(("x",) * 3,) * 3,
        head="b",
        total=("z",) * 3,
    )
    workbook = render(a_report(blocks=(table,)), "xlsx")
    sheet = part(workbook, FIRST)

    pane = sheet.find(f".//{SHEET}pane")
    chosen = sheet.find(f"{SHEET}autoFilter")
    page = sheet.find(f"{SHEET}pageSetup")
    assert pane is not None
    assert chosen is not None
    assert page is not None
    assert (pane.get("xSplit"), pane.get("ySplit")) == ("2", "1")
    assert chosen.get("ref") == "A1:C4"
    assert (page.get("orientation"), page.get("paperSize")) == ("landscape", "9")
    assert page.get("fitToHeight") == "0"
    names = {
        one.get("name"): one.text
        for one in part(workbook, "xl/workbook.xml").iter(f"{SHEET}definedName")
        if one.get("localSheetId") == "0"
    }
    assert names["_xlnm.Print_Titles"] == "'Tagok 2015 16'!$1:$1"
    assert names["_xlnm.Print_Area"] == "'Tagok 2015 16'!$A$1:$C$5"


def test_every_printed_page_bears_title_number_entry_and_head() -> None:
    made = a_report(title="A & B &G", lang="en")

    sheet = part(render(made, "xlsx"), FIRST)

    head = sheet.findtext(f".//{SHEET}oddHeader") or ""
    foot = sheet.findtext(f".//{SHEET}oddFooter") or ""
    assert head == "&L&9 A && B && G&R&9 Tagsági kimutatás"
    assert "ab" * 32 in foot
    assert foot.endswith("&R&8 page &P of &N")


def test_ampersands_never_make_a_header_too_long() -> None:
    made = a_report(title="&G" * 100, subtitle="&" * 300)

    head = part(render(made, "xlsx"), FIRST).findtext(f".//{SHEET}oddHeader") or ""

    assert len(head) <= 255
    assert re.findall("&.", head) == ["&L", "&9", "&R", "&9"]


def test_all_that_is_no_table_stands_on_the_data_sheet() -> None:
    pairs = (Pair("n", "Tagok", 38, CellKind.WHOLE),)
    made = a_report(
        facts=(Pair("d", "Alapítás", day("2015-05-12"), CellKind.DAY),),
        blocks=(
            Note("n", Severity.WARNING, "Figyelni kell."),
            Figures(key="f", caption="Összegzés", pairs=pairs),
            Paragraph("Bekezdés."),
            Picture(key="p", caption="Kép", svg=DRAWN, text="Szavakban."),
            a_table(),
        ),
    )

    rows = sheets_of(render(made, "xlsx"))["Adatlap"]

    assert rows[:10] == [
        ["Kerekasztal", ""],
        ["Tagsági kimutatás", ""],
        ["Alapítás", date(2015, 5, 12)],
        ["Figyelem", "Figyelni kell."],
        ["Összegzés", ""],
        ["Tagok", 38],
        ["", "Bekezdés."],
        ["Kép", ""],
        ["", "Szavakban."],
        ["Eredet", ""],
    ]
    assert rows[-1] == ["A napló lenyomata", "ab" * 32]


def test_a_report_without_a_table_is_one_sheet() -> None:
    assert list(sheets_of(render(a_report(), "xlsx"))) == ["Adatlap"]


def test_a_table_without_a_caption_has_a_name_all_the_same() -> None:
    tables = tuple(evolve(a_table(f"t{at}"), caption="") for at in range(2))

    names = list(sheets_of(render(a_report(blocks=tables), "xlsx")))

    assert names == ["Táblázat", "Adatlap", "Táblázat (2)"]


@given(st.lists(st.text(max_size=60), max_size=6))
def test_the_names_of_sheets_are_what_excel_takes(captions: list[str]) -> None:
    names: list[str] = []
    for caption in captions:
        names.append(sheet_name(caption, names))

    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le", "surrogatepass")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name.casefold() != "history"
        assert name.strip() == name


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("Belépések és kilépések az időszakban", "Belépések és kilépések az…"),
        ("x" * 40, "x" * 30 + "…"),
        ("History", "History (2)"),
        ("a/b: 'c'?", "a b c"),
        ("", "-"),
    ],
)
def test_a_long_name_is_cut_between_words(caption: str, name: str) -> None:
    assert sheet_name(caption, []) == name


def test_the_file_is_dated_by_its_report() -> None:
    workbook = render(a_report(), "xlsx")

    with ZipFile(BytesIO(workbook)) as parts:
        core = parts.read("docProps/core.xml")
        days = {one.date_time for one in parts.infolist()}
    assert core.count(b"2016-02-01T09:00:00Z") == 2
    assert "Minta Koordinátor".encode() in core
    assert days == {(1980, 1, 1, 0, 0, 0)}


@settings(max_examples=15)
@given(reports)
def test_a_workbook_has_a_row_for_each_row(made: Report) -> None:
    workbook = render(made, "xlsx")

    main = made.main_table
    if main is not None:
        rows = list(part(workbook, FIRST).iter(f"{SHEET}row"))
        assert len(rows) == 1 + len(main.rows) + (main.total is not None)
    sheets = 1 + len(list(made.blocks_of(Table)))
    assert len(list(part(workbook, "xl/workbook.xml").iter(f"{SHEET}sheet"))) == sheets
