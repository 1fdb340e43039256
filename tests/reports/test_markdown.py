"""A report as Markdown."""

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from cselekvo.reports.report import (
    Pair,
    Paragraph,
)
from cselekvo.workspace import Workspace
from tests.reports.rendering import HOSTILE, hostile_report, text_of
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report, a_table


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
