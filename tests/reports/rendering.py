"""What the tests of renderers share: hostile texts, and reports that hold them."""

import re
import zlib
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

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
    "#metadata(1) <found> *a* $ 1/0 $ #panic() // a /* b",
    "\u202eabc",
    "\ud800",
    "\x00\x07\x1b\x7f\ufeff\ufffe",
    "中文 😀 ก",
    "x" * 300,
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
    '<rect width="40" height="9"/><text x="2" y="18">őű</text></svg>'
)


def text_of(made: Report, format_: str) -> str:
    """Return a report in a format as text."""
    return render(made, format_).decode("utf-8")


class Reading(HTMLParser):
    """Reads a page: tags, attributes, texts, and whether all is closed."""

    VOID = frozenset({"meta", "img", "br"})

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
        if tag not in self.VOID:
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


def part(document: bytes, name: str) -> ET.Element:
    """Return a part of a zipped document, as XML."""
    with ZipFile(BytesIO(document)) as parts:
        return ET.fromstring(parts.read(name))


def paragraphs_of(document: bytes) -> list[str]:
    """Return the texts of a Word document, a paragraph each, those of cells too."""
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{WORD}t"))
        for paragraph in part(document, "word/document.xml").iter(f"{WORD}p")
    ]


def sheets_of(workbook: bytes) -> dict[str, list[list[Any]]]:
    """Return the cells of a workbook by the names of its sheets."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def plain(pdf: bytes) -> bytes:
    """Return a PDF with what is packed in it unpacked."""
    packed = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
    unpacked = [pdf]
    for found in packed.finditer(pdf):
        try:
            unpacked.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(unpacked)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", plain(pdf)))


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


def a_wide_table(columns: int = 8, rows: int = 1, word: str = "x") -> Table:
    """Return a table with so many columns and rows."""
    return Table(
        key="w",
        caption="W",
        columns=tuple(Column(f"c{at}", f"C{at}") for at in range(columns)),
        rows=((word,) * columns,) * rows,
    )
