"""A report as one HTML page: accessible, printable on A4, complete, no scripts."""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cselekvo.i18n import _, use
from cselekvo.reports.render import paper
from cselekvo.reports.render.templating import environment
from cselekvo.reports.render.words import (
    PAGE,
    PAGES,
    encoded,
    entry_words,
    origin_pairs,
    page_words,
    severity_word,
    value_of,
)
from cselekvo.reports.report import CellKind, Report, Table

if TYPE_CHECKING:
    from jinja2 import Template

_COUNTERS: Final = {PAGE: "counter(page)", PAGES: "counter(pages)"}


def render(report: Report) -> bytes:
    """Return the report as an HTML page."""
    with use(report.lang):
        page = _template().render(
            report=report,
            groups=[
                [(type(block).__name__.lower(), block) for block in group]
                for group in paper.groups(report.blocks)
            ],
            origin=origin_pairs(report),
            sideways=paper.is_sideways(report),
            heading=_css(f"{report.title} – {report.subtitle}"),
            running=_css(entry_words(report)),
            page_number=" ".join(
                _COUNTERS.get(part) or _css(part) for part in page_words(report.lang)
            ),
            empty=_("no entries"),
        )
    return encoded(page)


def _css(text: str) -> str:
    """Return a text as a CSS string that can end neither the string nor the style."""
    escaped = "".join(
        char if char.isascii() and char.isalnum() else f"\\{ord(char):x} "
        for char in text
    )
    return f'"{escaped}"'


def _class(cell: paper.PaperCell) -> str:
    if cell.nothing:
        return "number nothing" if cell.numeric else "nothing"
    if cell.kind is CellKind.PERCENT:
        return "number share"
    return "number" if cell.numeric else ""


def _parts(
    table: Table, lang: str
) -> Iterator[tuple[str, list[list[paper.PaperCell]]]]:
    """Yield the parts of a table with their rows: the body, then the sum if any."""
    yield "tbody", list(paper.rows(table, lang))
    total = paper.total(table, lang)
    if total:
        yield "tfoot", [total]


def _data_uri(svg: str) -> str:
    """Return a drawing so that a page shows it as a picture and runs nothing in it."""
    coded = b64encode(encoded(svg)).decode("ascii")
    return f"data:image/svg+xml;base64,{coded}"


@cache
def _template() -> "Template":
    filters: dict[str, Any] = {
        "headings": paper.headings,
        "parts": _parts,
        "css": _class,
        "value": value_of,
        "severity": severity_word,
        "picture": _data_uri,
    }
    pages = environment()
    pages.filters.update(filters)
    return pages.get_template("report.html")
