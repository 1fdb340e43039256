"""A report as a page."""

import re

import pytest
from attrs import evolve
from hypothesis import given

from cselekvo.findings import Severity
from cselekvo.reports.render import html, paper
from cselekvo.reports.report import (
    CellKind,
    Column,
    Figures,
    Note,
    Paragraph,
    Picture,
    Report,
    Table,
)
from cselekvo.workspace import Workspace
from tests.builders import day
from tests.reports.rendering import HOSTILE, Reading, hostile_report, text_of
from tests.reports.strategies import reports, texts
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report, a_table


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup_in_html(text: str) -> None:
    tame, page = (
        Reading(text_of(hostile_report(one), "html")) for one in ("tame", text)
    )

    assert page.tags == tame.tags
    assert "script" not in page.tags
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    shown = text.encode("utf-8", "replace").decode("utf-8")
    assert any(shown.split("\r")[0] in one for one in page.texts)


@given(texts)
def test_any_text_is_shown_in_html_as_it_is(text: str) -> None:
    made = a_report(blocks=(Paragraph("[" + text.replace("\r", "") + "]"),))

    page = Reading(text_of(made, "html"))

    assert "[" + text.replace("\r", "") + "]" in page.texts


@given(reports)
def test_a_page_is_well_formed_and_fetches_nothing(made: Report) -> None:
    page = Reading(text_of(made, "html"))

    assert page.open == []
    assert page.tags["h1"] == page.tags["main"] == page.tags["title"] == 1
    assert page.tags["script"] == page.tags["link"] == page.tags["a"] == 0
    assert all(value and value.startswith("data:") for value in page.of("img", "src"))


def test_a_page_tells_a_reader_of_the_screen_what_is_what(workspace: Workspace) -> None:
    a_small_table(workspace)
    made = report(workspace)

    page = Reading(text_of(made, "html"))

    assert page.of("html", "lang") == ["hu"]
    tables = list(made.blocks_of(Table))
    assert page.tags["caption"] == page.tags["table"] == len(tables) > 1
    assert set(page.of("th", "scope")) == {"col", "row"}
    assert page.tags["th"] == len(page.of("th", "scope"))
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert set(page.of("section", "aria-labelledby")) <= set(ids)


def test_a_drawing_is_a_picture_with_its_words() -> None:
    drawn = Picture(key="p", caption="C", svg="<svg onload='x()'/>", text="T")

    page = Reading(text_of(a_report(blocks=(drawn,)), "html"))

    assert page.of("img", "alt") == ["T"]
    assert page.tags["svg"] == 0


def test_an_empty_table_says_so_in_html() -> None:
    table = evolve(a_table(), rows=())

    assert "nincs adat" in Reading(text_of(a_report(blocks=(table,)), "html")).texts


@pytest.mark.parametrize(("columns", "sideways"), [(7, False), (8, True)])
def test_a_page_with_many_columns_is_printed_on_its_side(
    columns: int, sideways: bool
) -> None:
    named = tuple(Column(f"c{number}", "x") for number in range(columns))
    wide = Table(key="t", caption="T", columns=named, rows=())

    page = text_of(a_report(blocks=(wide,)), "html")

    assert ("A4 landscape" in page) is sideways


def test_columns_for_sheets_only_are_not_on_paper() -> None:
    columns = (Column("a", "Látható"), Column("b", "Rejtett", paper=False))
    table = Table(key="t", caption="T", columns=columns, rows=(("egy", "kettő"),))
    made = a_report(blocks=(table,))

    assert "Rejtett" not in text_of(made, "html")
    assert "Rejtett" in text_of(made, "csv")


def test_a_second_line_stands_in_the_cell_above_it_only_where_there_is_something() -> (
    None
):
    columns = (
        Column("a", "A"),
        Column("b", "B", CellKind.DAY, below="a", labelled=True),
        Column("c", "C", below="a"),
    )
    rows = (("x", day("2015-11-30"), None), ("y", None, "z"))
    table = Table(key="t", caption="T", columns=columns, rows=rows)

    page = text_of(a_report(blocks=(table,)), "html")

    assert (
        "<td>x<small>B: 2015.\N{NO-BREAK SPACE}11.\N{NO-BREAK SPACE}30.</small>" in page
    )
    assert "<td>y<small>z</small></td>" in page


@pytest.mark.parametrize(
    ("share", "part"), [(0.5, "0.500"), (7.0, "1.000"), (-1.0, "0.000"), (0, "0.000")]
)
def test_the_bar_of_a_share_stays_in_its_cell(share: float, part: str) -> None:
    table = Table(
        key="t",
        caption="T",
        columns=(Column("s", "S", CellKind.PERCENT),),
        rows=((share,), (None,)),
    )

    page = Reading(text_of(a_report(blocks=(table,)), "html"))

    assert page.of("span", "style") == [f"--share: {part}"]


@given(texts)
def test_no_text_can_leave_a_string_of_the_style(text: str) -> None:
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"', html._css(text))


def test_every_printed_page_names_the_entry_and_the_head() -> None:
    page = text_of(a_report(), "html")

    assert html._css(f"naplóbejegyzés: #57, lenyomat: {'ab' * 32}") in page


def test_small_blocks_that_follow_each_other_stand_side_by_side() -> None:
    small = Figures(key="f", caption="F", pairs=())
    blocks = (small, a_table(), Paragraph("x"), small)

    assert paper.groups(blocks) == [[small, a_table()], [Paragraph("x")], [small]]
    page = Reading(text_of(a_report(blocks=blocks), "html"))
    assert page.of("div", "class").count("group") == 1
    assert page.of("div", "class").count("alone") == 2


def test_a_page_has_one_of_each_landmark_and_its_parts_are_named() -> None:
    page = Reading(text_of(a_report(blocks=(a_table(),)), "html"))

    assert [page.tags[one] for one in ("header", "main", "footer")] == [1, 1, 1]
    assert page.of("section", "tabindex") == ["0"]


@pytest.mark.parametrize("severity", Severity)
def test_a_note_weighs_by_its_word_and_not_by_its_colour(severity: Severity) -> None:
    words = {"error": "Hiba:", "warning": "Figyelem:", "note": "Megjegyzés:"}
    made = a_report(blocks=(Note("n", severity, "x"),))

    page = Reading(text_of(made, "html"))

    assert words[severity.value] in page.texts
    assert page.of("span", "aria-hidden") == ["true"]


def test_pages_are_numbered_in_the_words_of_the_language() -> None:
    hungarian = text_of(a_report(), "html")
    english = text_of(a_report(lang="en"), "html")

    slash, tail = html._css("/"), html._css(". oldal")
    assert f"content: counter(page) {slash} counter(pages) {tail};" in hungarian
    first, second = html._css("page "), html._css(" of ")
    assert f"content: {first} counter(page) {second} counter(pages);" in english
