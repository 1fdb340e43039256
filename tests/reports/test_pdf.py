"""A report as PDF."""

import json
from threading import Thread
from typing import Any

import pytest
import typst
from attrs import evolve

from cselekvo.reports.render import render
from cselekvo.reports.render.pdf import _mended
from cselekvo.reports.render.pdf_data import as_data
from cselekvo.reports.render.templating import template_bytes
from cselekvo.reports.report import (
    CellKind,
    Column,
    Pair,
    Paragraph,
    Picture,
    Report,
    Table,
)
from cselekvo.workspace import Workspace
from tests.reports.rendering import (
    DRAWN,
    HOSTILE,
    a_wide_table,
    hostile_report,
    pages_of,
    plain,
)
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report


def tables(made: Report) -> list[Any]:
    """Return the tables of a report as typst gets them."""
    return [
        block
        for group in as_data(made)["groups"]
        for block in group["blocks"]
        if block["kind"] == "table"
    ]


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_a_pdf_tells_a_reader_of_the_screen_what_is_what(
    workspace: Workspace, lang: str
) -> None:
    a_small_table(workspace)
    drawn = Picture(key="p", caption="Kép", svg=DRAWN, text="Told in words")
    made = report(workspace, lang=lang)

    pdf = plain(render(evolve(made, blocks=(drawn, *made.blocks)), "pdf"))

    assert pdf.startswith(b"%PDF-1.")
    assert b"/StructTreeRoot" in pdf
    assert b"/MarkInfo" in pdf
    assert b"/Marked true" in pdf
    assert f"/Lang({lang}".encode() in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert {kind for kind in (b"/S/H1", b"/S/H2", b"/S/TH", b"/S/TD") if kind in pdf}
    assert b"/Alt(Told in words)" in pdf


def test_a_pdf_bears_the_day_of_its_report_its_title_and_its_maker() -> None:
    made = a_report(title="Title", lang="en")

    pdf = plain(render(evolve(made, origin=evolve(made.origin, by="Maker")), "pdf"))

    assert b"D:20160201" in pdf
    assert b"/Title(Title)" in pdf
    assert b"/Author(Maker)" in pdf


def test_no_text_becomes_markup_in_a_pdf() -> None:
    made = hostile_report(" ".join(HOSTILE))

    found = typst.query(
        template_bytes("report.typ"),
        "<found>",
        sys_inputs={"data": json.dumps(_mended(as_data(made)))},
    )

    assert "<found>" in str(as_data(made))
    assert found == "[]"


def test_all_that_is_hostile_can_be_printed() -> None:
    columns = (Column("a", "A"), Column("b", "B", below="a"))
    rows = tuple((text, text) for text in HOSTILE)
    table = Table(key="t", caption="T", columns=columns, rows=rows, head="a")

    for text in ("\x00", "\ud800\u200b", "", "\ufeff中"):
        made = evolve(hostile_report(text), kind="roundtable")
        assert render(evolve(made, blocks=(*made.blocks, table)), "pdf")[:4] == b"%PDF"


def test_a_sign_stands_for_what_no_font_has_and_a_note_says_so() -> None:
    made = a_report(blocks=(Paragraph("Kovács 中文 Anna, Пётр, שלום"),))

    mended = _mended(as_data(made))

    told, text = (group["blocks"][0] for group in mended["groups"])
    assert text["text"] == "Kovács �� Anna, Пётр, שלום"
    assert told["kind"] == "note"
    assert told["word"] == "Figyelem"
    assert pages_of(render(made, "pdf")) == 1


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        "",
        "<p/>",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<image href="/etc/hostname" width="9" height="9"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<image href="report.typ" width="9" height="9"/></svg>',
    ],
)
def test_words_stand_for_what_is_no_drawing_or_would_read_a_file(svg: str) -> None:
    drawn = Picture(key="p", caption="Kép", svg=svg, text="Szavakban")

    mended = _mended(as_data(a_report(blocks=(drawn,))))

    assert mended["groups"][0]["blocks"][0]["svg"] == ""
    assert pages_of(render(a_report(blocks=(drawn,)), "pdf")) == 1


@pytest.mark.parametrize(
    "size", ['viewBox="0 0 10 9000"', 'viewBox="0 0 9000 1"', "", 'width="0"']
)
def test_a_drawing_of_any_shape_has_room_on_one_page(size: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="5"/></svg>'
    drawn = Picture(key="p", caption="Kép", svg=svg, text="T")

    assert pages_of(render(a_report(blocks=(drawn,)), "pdf")) == 1


@pytest.mark.parametrize(("columns", "box"), [(7, b"595.2"), (8, b"841.8")])
def test_a_page_with_many_columns_lies_on_its_side(columns: int, box: bytes) -> None:
    pdf = plain(render(a_report(blocks=(a_wide_table(columns),)), "pdf"))

    assert b"/MediaBox[0 0 " + box in pdf


def test_a_long_table_goes_over_several_pages_and_its_header_with_it() -> None:
    long = a_wide_table(3, rows=300)

    assert pages_of(render(a_report(blocks=(long,)), "pdf")) > 4
    assert tables(a_report(blocks=(long,)))[0]["repeated"]


def test_a_cell_longer_than_a_page_is_broken_and_a_short_row_is_not() -> None:
    columns = (Column("a", "A"), Column("b", "B", CellKind.WHOLE))
    rows = (("szó " * 2500, 1), ("x", 2))
    made = a_report(blocks=(Table(key="t", caption="T", columns=columns, rows=rows),))

    assert [row["long"] for row in tables(made)[0]["rows"]] == [True, False]
    assert pages_of(render(made, "pdf")) > 1


def test_a_heading_longer_than_a_page_is_not_repeated() -> None:
    columns = (Column("a", "szó " * 2000), Column("b", "B"))
    rows = (("x", "y"),) * 3
    made = a_report(blocks=(Table(key="t", caption="T", columns=columns, rows=rows),))

    assert not tables(made)[0]["repeated"]
    assert pages_of(render(made, "pdf")) > 1


def test_what_is_no_word_may_be_broken_and_a_word_is_hyphenated() -> None:
    words = ("valaki.hosszunevu@pelda.example.hu", "x" * 90, "önkormányzatiságával")
    made = a_report(blocks=(a_wide_table(24), a_wide_table(24)))
    (table, _same) = tables(
        evolve(made, blocks=tuple(a_wide_table(24, word=word) for word in words[:2]))
    )
    address = table["rows"][0]["cells"][0]["words"]
    (hyphenated,) = tables(evolve(made, blocks=(a_wide_table(24, word=words[2]),)))

    assert address["text"].replace("\u200b", "") == words[0]
    assert "@\u200b" in address["text"]
    assert not address["hyphenate"]
    assert hyphenated["rows"][0]["cells"][0]["words"] == {
        "text": words[2],
        "hyphenate": True,
    }


def test_a_lost_word_of_two_letters_keeps_to_the_one_before_it() -> None:
    made = a_report(blocks=(a_wide_table(1, word="2015. május 8."),))

    cell = tables(made)[0]["rows"][0]["cells"][0]
    assert cell["words"]["text"] == "2015. május\N{NO-BREAK SPACE}8."


def test_a_long_value_has_a_line_of_its_own_and_the_head_is_never_broken() -> None:
    pairs = (Pair("a", "A", "szó " * 60), Pair("b", "B", "rövid"))
    data = as_data(a_report(facts=pairs))

    assert [pair["wide"] for pair in data["facts"]] == [True, False]
    assert data["origin"][-1]["value"] == "ab" * 32
    assert data["running"]["foot"].endswith("ab" * 32)


def test_a_report_without_a_title_is_called_by_what_it_is() -> None:
    assert as_data(a_report(title="", subtitle="S"))["title"] == "S"
    assert as_data(a_report(title="\n", subtitle=" "))["title"] == "roundtable"


def test_pages_are_numbered_in_the_order_of_the_language() -> None:
    page, pages = {"number": "page"}, {"number": "pages"}

    hungarian = as_data(a_report())["running"]["page"]
    english = as_data(a_report(lang="en"))["running"]["page"]

    assert hungarian == [page, "/", pages, ". oldal"]
    assert english == ["page ", page, " of ", pages]


def test_many_threads_write_the_same_bytes() -> None:
    made = a_report(blocks=(a_wide_table(4, rows=30),))
    written: list[bytes] = []
    threads = [
        Thread(target=lambda: written.append(render(made, "pdf"))) for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert written == [render(made, "pdf")] * 4
