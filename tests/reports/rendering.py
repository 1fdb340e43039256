"""What the tests of renderers share: hostile texts, and reports that hold them."""

from attrs import evolve

from cselekvo.findings import Severity
from cselekvo.reports.render import render
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
from tests.reports.test_report import a_report

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


def text_of(made: Report, format_: str) -> str:
    """Return a report in a format as text."""
    return render(made, format_).decode("utf-8")


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
