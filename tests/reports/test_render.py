"""Any report in any format: the same bytes each time, and no text of a record acts."""

import csv
import json
import re
from collections import Counter
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from cselekvo.findings import Severity
from cselekvo.i18n import current
from cselekvo.reports.render import FORMATS, FormatUnknownError, html, render
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
from cselekvo.reports.report_json import from_json
from cselekvo.workspace import Workspace
from tests.builders import day
from tests.reports.strategies import reports, texts
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report, a_table

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "[x](javascript:alert(1))",
    "![x](http://x.hu/y)",
    "<http://x.hu>",
    "http://x.hu www.x.hu a@x.hu",
    "a | b",
    "**a** _b_ `c` ~~d~~ $e$",
    "&lt;script&gt; &#60;",
    "# heading",
    "1. one",
    "- item",
    "> quote",
    "a\nb\r\n\r\n# c",
    "a\\",
    "=1+1",
    "\u202eabc",
    "\ud800",
)
VOID = {"meta", "img", "br"}
NOTHING = "–"


def text_of(made: Report, format_: str) -> str:
    """Return a report in a format as text."""
    return render(made, format_).decode("utf-8")


class Reading(HTMLParser):
    """Reads a page: tags, attributes, texts, and whether all is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def of(self, tag: str, name: str) -> list[str | None]:
        """Return the values of an attribute of a tag."""
        return [
            value for one, key, value in self.attributes if (one, key) == (tag, name)
        ]


def hostile_report(text: str) -> Report:
    """Return a report with the text wherever one can stand."""
    columns = (
        Column("a", text),
        Column("b", text, below="a", labelled=True),
        Column("c", text, CellKind.WHOLE),
    )
    pair = Pair("p", text, text)
    return a_report(
        title=text,
        subtitle=text,
        facts=(pair,),
        origin=evolve(a_report().origin, by=text, product=text, head=text),
        blocks=(
            Note("n", Severity.WARNING, text),
            Paragraph(text),
            Figures(key="f", caption=text, pairs=(pair,)),
            Picture(key="s", caption=text, svg=f"<svg>{text}</svg>", text=text),
            Table(
                key="t",
                caption=text,
                columns=columns,
                rows=((text, text, 1),),
                total=(text, None, 2),
                head="a",
                main=True,
            ),
        ),
    )


# --- every format


@pytest.mark.parametrize("format_", FORMATS)
@given(made=reports)
def test_every_report_can_be_written_and_always_as_the_same_bytes(
    format_: str, made: Report
) -> None:
    assert render(made, format_) == render(from_json(as_read(made)), format_)


def as_read(made: Report) -> Any:
    """Return the report as it comes out of the archive."""
    return json.loads(render(made, "json"))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("lang", ["hu", "en"])
def test_the_language_of_the_report_is_that_of_its_renderer(
    format_: str, lang: str
) -> None:
    made = a_report(lang=lang, blocks=(Note("n", Severity.WARNING, "x"),))
    words = {"hu": "Figyelem", "en": "Attention"}

    text = text_of(made, format_)

    assert current() == "hu"
    if format_ in {"html", "md"}:
        assert words[lang] in text
        assert words["en" if lang == "hu" else "hu"] not in text


def test_a_format_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(FormatUnknownError, match="html, md, csv, json") as caught:
        render(a_report(), "odt")

    assert caught.value.values["format"] == "odt"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_format_has_an_ending_and_a_media_type(format_: str) -> None:
    assert FORMATS[format_].extension.startswith(".")
    assert "/" in FORMATS[format_].media_type


def test_a_report_of_the_store_is_the_same_in_every_run(workspace: Workspace) -> None:
    a_small_table(workspace)

    for format_ in FORMATS:
        assert render(report(workspace), format_) == render(report(workspace), format_)


# --- HTML


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
    assert page.tags["caption"] == page.tags["table"] == 2
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
    ("share", "width"), [(0.5, "50.0%"), (7.0, "100.0%"), (-1.0, "0.0%"), (0, "0.0%")]
)
def test_the_bar_of_a_share_stays_in_its_cell(share: float, width: str) -> None:
    table = Table(
        key="t",
        caption="T",
        columns=(Column("s", "S", CellKind.PERCENT),),
        rows=((share,), (None,)),
    )

    page = Reading(text_of(a_report(blocks=(table,)), "html"))

    assert page.of("span", "style") == [f"width: {width}"]


@given(texts)
def test_no_text_can_leave_a_string_of_the_style(text: str) -> None:
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"', html._css(text))


def test_every_printed_page_names_the_entry_and_the_head() -> None:
    page = text_of(a_report(), "html")

    assert html._css(f"naplóbejegyzés: #57, lenyomat: {'ab' * 32}") in page


def test_small_blocks_that_follow_each_other_stand_side_by_side() -> None:
    small = Figures(key="f", caption="F", pairs=())
    groups = html._groups([small, a_table(), Paragraph("x"), small])

    assert [[kind for kind, _ in group] for group in groups] == [
        ["figures", "table"],
        ["paragraph"],
        ["figures"],
    ]


# --- Markdown


def tokens(text: str) -> list[tuple[str, str]]:
    """Return what Markdown is read as: kinds of tokens, with their texts."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in reader.parse(text):
        found.append((token.type, ""))
        found += [(child.type, child.content) for child in token.children or ()]
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup_in_markdown(text: str) -> None:
    tame, read = (tokens(text_of(hostile_report(one), "md")) for one in ("tame", text))

    kinds = {kind for kind, _ in read}
    assert [k for k, _ in read if k != "text"] == [k for k, _ in tame if k != "text"]
    assert (
        not {"html_inline", "html_block", "link_open", "image", "code_inline"} & kinds
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"])))
def test_any_text_is_read_in_markdown_as_it_is(text: str) -> None:
    table = evolve(a_table(), rows=((f"x{text}x",),))
    pair = Pair("k", f"{text}y", f"x{text}")
    made = a_report(
        title=f"x{text}", facts=(pair,), blocks=(Paragraph(f"{text}z"), table)
    )

    read = tokens(text_of(made, "md"))

    shown = "".join(content for kind, content in read if kind == "text")
    assert shown.startswith(f"x{text}")
    for part in (f"{text}y: x{text}", f"{text}z", f"x{text}x"):
        assert part in shown


@pytest.mark.parametrize("text", ["http://x.hu", "www.x.hu", "anna@x.hu"])
def test_no_address_becomes_a_link_by_itself(text: str) -> None:
    assert text not in text_of(a_report(blocks=(Paragraph(text),)), "md")


def test_a_report_reads_well_in_markdown(workspace: Workspace) -> None:
    a_small_table(workspace)

    text = text_of(report(workspace, lang="en"), "md")

    assert text.startswith(
        "# K1 kerekasztal\n\n**Membership report, 30 November 2015**"
    )
    assert "- Voting member organisations: 2\n" in text
    assert "| **Total** | **2** | **100.0%** |" in text
    assert (
        "| 2 | Csillag Egyesület | civil organisation | Tata | member | yes |" in text
    )


# --- CSV


def sheet(made: Report) -> list[list[str]]:
    """Return the rows of the CSV."""
    data = render(made, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") or b'"' in data
    return list(
        csv.reader(StringIO(data[3:].decode("utf-8"), newline=""), delimiter=";")
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_compute_has_one_apostrophe(sign: str) -> None:
    text = f"{sign}1+1"
    table = Table(key="t", caption="T", columns=(Column("c", text),), rows=((text,),))

    assert sheet(a_report(blocks=(table,))) == [[f"'{text}"], [f"'{text}"]]


@given(reports)
def test_no_cell_of_a_sheet_is_a_formula(made: Report) -> None:
    numbers = re.compile(r"-?[0-9 \N{NO-BREAK SPACE},.]+%?")

    for line in sheet(made):
        for cell in line:
            assert cell[:1] not in {
                "=",
                "+",
                "-",
                "@",
                "\t",
                "\r",
            } or numbers.fullmatch(cell)


def test_a_sheet_holds_the_main_table_with_plain_days_and_numbers() -> None:
    columns = (
        Column("a", "A"),
        Column("d", "D", CellKind.DAY),
        Column("n", "N", CellKind.WHOLE),
        Column("y", "Y", CellKind.YES_NO),
        Column("p", "P", CellKind.PERCENT),
    )
    rows = ((';"x"\ny', day("2015-11-30"), 15303, True, 0.875), (None,) * 5)
    table = Table(key="t", caption="T", columns=columns, rows=rows, main=True)

    found = sheet(a_report(blocks=(a_table(), table)))

    assert found == [
        ["A", "D", "N", "Y", "P"],
        [';"x"\ny', "2015-11-30", "15303", "igen", "87,5%"],
        ["", "", "", "", ""],
    ]


def test_a_report_without_a_table_gives_its_labelled_values() -> None:
    made = a_report(facts=(Pair("k", "Nap", day("2015-11-30"), CellKind.DAY),))

    assert sheet(made) == [["Nap", "2015-11-30"]]


def test_the_sheet_of_a_roundtable_has_a_line_for_each_member(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)

    header, *lines = sheet(report(workspace))

    assert header[:6] == [
        "Ssz.",
        "Szervezet",
        "Szektor",
        "Székhely",
        "Szerep",
        "Szavazati jog",
    ]
    assert [line[1] for line in lines] == ["Cukor Kör", "Csillag Egyesület"]
    assert lines[0][10] == "2015-05-12"


# --- JSON


def test_json_is_sorted_readable_and_whole(workspace: Workspace) -> None:
    a_small_table(workspace)
    made = report(workspace)

    text = text_of(made, "json")

    assert from_json(json.loads(text)) == made
    assert (
        text
        == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True)
        + "\n"
    )
    assert "Csillag Egyesület" in text
