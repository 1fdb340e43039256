"""A report for Word."""

from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from attrs import evolve
from hypothesis import given, settings

from cselekvo.findings import Severity
from cselekvo.reports.render import render
from cselekvo.reports.report import (
    CellKind,
    Column,
    Figures,
    Note,
    Pair,
    Picture,
    Report,
    Table,
)
from cselekvo.workspace import Workspace
from tests.builders import day
from tests.reports.rendering import (
    DRAWN,
    HOSTILE,
    WORD,
    a_wide_table,
    hostile_report,
    paragraphs_of,
    part,
)
from tests.reports.strategies import reports
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report, a_table

BODY = "word/document.xml"


def styles_of(document: bytes) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph."""
    found = []
    for paragraph in part(document, BODY).iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        text = "".join(one.text or "" for one in paragraph.iter(f"{WORD}t"))
        found.append(("" if style is None else style.get(f"{WORD}val", ""), text))
    return found


def body_table(made: Report) -> ET.Element:
    """Return the last table of a report in Word."""
    return list(part(render(made, "docx"), BODY).iter(f"{WORD}tbl"))[-1]


def test_headings_tables_and_language_are_what_word_knows_as_such(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    made = report(workspace, lang="en")
    document = render(made, "docx")

    styles = styles_of(document)
    assert ("Heading1", "K1 kerekasztal") in styles
    captions = [one.caption for one in made.blocks_of(Table)]
    assert set(captions) <= {text for style, text in styles if style == "Heading2"}
    defined = {
        style.get(f"{WORD}styleId")
        for style in part(document, "word/styles.xml").iter(f"{WORD}style")
    }
    assert {style for style, _ in styles} <= defined
    (lang,) = part(document, "word/styles.xml").iter(f"{WORD}lang")
    assert lang.get(f"{WORD}val") == "en-GB"
    assert b'w:val="hu-HU"' in ZipFile(BytesIO(render(report(workspace), "docx"))).read(
        "word/settings.xml"
    )


def test_the_header_of_a_table_is_repeated_and_no_row_is_cut() -> None:
    table = evolve(a_table(), rows=(("x",), ("szó " * 3000,)), total=("z",))

    header, short, long, total = body_table(a_report(blocks=(table,))).iter(f"{WORD}tr")

    assert header.find(f"{WORD}trPr/{WORD}tblHeader") is not None
    assert short.find(f"{WORD}trPr/{WORD}tblHeader") is None
    assert short.find(f"{WORD}trPr/{WORD}cantSplit") is not None
    assert long.find(f"{WORD}trPr/{WORD}cantSplit") is None
    assert "".join(total.itertext()).strip() == "z"


def test_a_table_is_told_by_its_caption_and_fills_the_line() -> None:
    table = body_table(a_report(blocks=(a_wide_table(4),)))

    caption = table.find(f"{WORD}tblPr/{WORD}tblCaption")
    widths = [
        int(one.get(f"{WORD}w", ""))
        for one in table.iterfind(f"{WORD}tblGrid/{WORD}gridCol")
    ]
    assert caption is not None
    assert caption.get(f"{WORD}val") == "W"
    assert 10_000 < sum(widths) <= 10_092
    for row in table.iter(f"{WORD}tr"):
        cells = [int(one.get(f"{WORD}w", "")) for one in row.iterfind(f".//{WORD}tcW")]
        assert cells == widths


@pytest.mark.parametrize(("columns", "orient"), [(7, None), (8, "landscape")])
def test_a_page_with_many_columns_lies_on_its_side(
    columns: int, orient: str | None
) -> None:
    document = render(a_report(blocks=(a_wide_table(columns),)), "docx")

    (page,) = part(document, BODY).iter(f"{WORD}pgSz")
    width, height = int(page.get(f"{WORD}w", "")), int(page.get(f"{WORD}h", ""))
    assert page.get(f"{WORD}orient") == orient
    assert (width > height) is (orient is not None)


def test_the_file_says_what_it_is_and_when_it_was_made() -> None:
    made = a_report(title="x" * 300, lang="hu")

    told = docx.Document(BytesIO(render(made, "docx"))).core_properties

    assert told.title == "x" * 255
    assert told.subject == "Tagsági kimutatás"
    assert told.author == told.last_modified_by == "Minta Koordinátor"
    assert told.created == told.modified == datetime(2016, 2, 1, 9, 0, tzinfo=UTC)
    assert told.language == "hu-HU"


def test_all_parts_bear_the_same_day_and_none_is_left_of_the_template() -> None:
    with ZipFile(BytesIO(render(a_report(), "docx"))) as parts:
        days = {one.date_time for one in parts.infolist()}
        names = parts.namelist()

    assert days == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml"
    assert not [one for one in names if "theme" in one or "thumbnail" in one]


def test_every_page_bears_its_number_the_entry_and_the_head() -> None:
    document = render(a_report(title="Cím", lang="en"), "docx")

    with ZipFile(BytesIO(document)) as parts:
        running = {
            name: "".join(part(document, name).itertext())
            for name in parts.namelist()
            if name.startswith(("word/header", "word/footer"))
        }
        fields = parts.read("word/footer1.xml")
    feet = [text for name, text in running.items() if "footer" in name]
    heads = [text for name, text in running.items() if "header" in name]
    assert len(feet) == 2
    assert all("ab" * 32 in foot and "page 1 of 1" in foot for foot in feet)
    assert sorted(heads) == ["", "CímTagsági kimutatás"]
    assert b" PAGE " in fields
    assert b" NUMPAGES " in fields


def test_a_note_says_in_words_how_much_it_weighs() -> None:
    notes = tuple(Note("n", severity, "szöveg") for severity in Severity)

    styles = styles_of(render(a_report(blocks=notes), "docx"))

    assert [one for one in styles if one[0].startswith("Note")] == [
        ("NoteError", "Hiba: szöveg"),
        ("NoteWarning", "Figyelem: szöveg"),
        ("Note", "Megjegyzés: szöveg"),
    ]


def test_figures_stand_in_rows_that_are_about_as_full_as_each_other() -> None:
    pairs = tuple(Pair(f"k{at}", f"Szám {at}", at, CellKind.WHOLE) for at in range(7))
    made = a_report(blocks=(Figures(key="f", caption="F", pairs=pairs),))

    rows = [len(row.findall(f"{WORD}tc")) for row in body_table(made).iter(f"{WORD}tr")]

    assert rows == [4, 3]
    assert ("FigureChief", "0") in styles_of(render(made, "docx"))


def test_figures_of_which_there_are_none_are_no_table() -> None:
    empty = Figures(key="f", caption="F", pairs=())

    document = render(a_report(blocks=(empty,)), "docx")

    assert not list(part(document, BODY).iter(f"{WORD}tbl"))


def test_a_drawing_is_told_under_its_caption() -> None:
    drawn = Picture(key="p", caption="Kép", svg=DRAWN, text="Szavakban")

    styles = styles_of(render(a_report(blocks=(drawn,)), "docx"))

    assert styles[styles.index(("Heading2", "Kép")) + 1] == ("Normal", "Szavakban")


def test_an_empty_table_says_so() -> None:
    table = evolve(a_wide_table(3), rows=())

    assert "nincs adat" in paragraphs_of(render(a_report(blocks=(table,)), "docx"))


def test_second_lines_and_numbers_have_their_own_look() -> None:
    columns = (
        Column("a", "A"),
        Column("b", "B", CellKind.DAY, below="a", labelled=True),
        Column("n", "N", CellKind.WHOLE),
    )
    rows = (("név", day("2015-11-30"), 15303),)
    table = Table(key="t", caption="T", columns=columns, rows=rows, head="a")

    styles = styles_of(render(a_report(blocks=(table,)), "docx"))

    space = "\N{NO-BREAK SPACE}"
    assert ("CellName", "név") in styles
    assert ("CellBelow", f"B: 2015.{space}11.{space}30.") in styles
    assert ("CellNumber", f"15{space}303") in styles


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup_in_word(text: str) -> None:
    def tags(of: str) -> list[str]:
        body = part(render(hostile_report(of), "docx"), BODY)
        return [one.tag for one in body.iter() if not one.tag.endswith("Split")]

    assert tags(text) == tags("tame")


@settings(max_examples=15)
@given(reports)
def test_word_is_given_what_python_docx_can_read(made: Report) -> None:
    document = docx.Document(BytesIO(render(made, "docx")))

    assert document.paragraphs[1].style is not None
    assert document.paragraphs[1].style.name == "Heading 1"
