"""A report for Word: headings, tables and a language that Word knows as such.

Parts and relations are python-docx's; look, settings and body are ours, so that nothing
of its blue template is left. The same report gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cselekvo.errors import MissingExtraError
from cselekvo.i18n import _, use
from cselekvo.reports.render import paper
from cselekvo.reports.render.fit import Fit, fit
from cselekvo.reports.render.templating import environment, template_bytes
from cselekvo.reports.render.words import (
    PAGE,
    PAGES,
    entry_words,
    origin_pairs,
    page_words,
    printable,
    severity_word,
    value_of,
)
from cselekvo.reports.report import Block, Figures, Note, Pair, Picture, Report, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

Json = dict[str, Any]

#: Twips: 20 to a point, 1440 to an inch; a page of A4 and what is left of it.
_A4: Final = (11906, 16838)
_MARGIN: Final = 907
_SIDE: Final = 1077
#: How many letters a line of a table holds, upright and on its side.
_LETTERS: Final = {False: 118.0, True: 176.0}
#: A row of more lines may be broken over two pages.
_WHOLE_ROW: Final = 24
_LANGUAGES: Final = {"hu": "hu-HU", "en": "en-GB"}
_FIELDS: Final = {PAGE: "PAGE", PAGES: "NUMPAGES"}
#: What is in the template of python-docx and not in ours.
_UNWANTED: Final = (
    "customXml",
    "extended-properties",
    "fontTable",
    "numbering",
    "stylesWithEffects",
    "theme",
    "thumbnail",
    "webSettings",
)
#: The longest text that a property of a document can hold.
_PROPERTY: Final = 255


def render(report: Report) -> bytes:
    """Return the report as a document for Word.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    docx = _docx()
    document: Document = docx.Document(BytesIO(_blank(report.lang)))
    sideways = paper.is_sideways(report)
    width = _prepare(document.sections[0], sideways=sideways)
    _describe(document, report)
    _run(document.sections[0], report, width)
    with use(report.lang):
        empty = _("no entries")
    body = _parsed(
        "docx/document.xml",
        title=_title(report),
        subtitle=printable(report.subtitle),
        facts=_pairs(report.facts, report.lang),
        origin=_pairs(origin_pairs(report), report.lang),
        blocks=[_block(one, report.lang, width, sideways) for one in report.blocks],
        empty=empty,
    )
    end = document.element.body.sectPr
    for child in list(body):
        end.addprevious(child)
    stored = BytesIO()
    document.save(stored)
    return _dated(stored.getvalue())


def _dated(archive: bytes) -> bytes:
    """Return the archive with one day for all parts, whatever the clock says."""
    written = BytesIO()
    with ZipFile(BytesIO(archive)) as parts, ZipFile(written, "w") as dated:
        for name in parts.namelist():
            dated.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return written.getvalue()


def _docx() -> ModuleType:
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("documents", "A report for Word") from error
    return docx


@cache
def _blank(lang: str) -> bytes:
    """Return an empty document with our styles and settings."""
    from docx.oxml import parse_xml

    document: Document = _docx().Document()
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _UNWANTED:
                del relations[key]
    for part, name in (
        (document.part._styles_part, "styles"),  # noqa: SLF001 - no other way to it
        (document.part._settings_part, "settings"),  # noqa: SLF001
    ):
        ours = template_bytes(f"docx/{name}.xml")
        ours = ours.replace(b"hu-HU", _LANGUAGES[lang].encode())
        part._element = parse_xml(ours)  # noqa: SLF001
    stored = BytesIO()
    document.save(stored)
    return stored.getvalue()


def _parsed(name: str, **values: Any) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(environment().get_template(name).render(**values).encode("utf-8"))


def _title(report: Report) -> str:
    return printable(report.title) or printable(report.subtitle) or report.kind


def _prepare(section: "Section", *, sideways: bool) -> int:
    """Lay the page down as its tables ask for; return how wide its lines are."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    width, height = reversed(_A4) if sideways else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.left_margin = section.right_margin = Twips(_MARGIN)
    section.top_margin = section.bottom_margin = Twips(_SIDE)
    section.header_distance = section.footer_distance = Twips(_SIDE // 2)
    return width - 2 * _MARGIN


def _describe(document: "Document", report: Report) -> None:
    """Write what the file says of itself; it is dated by the report, not by a clock."""
    told = document.core_properties
    made = report.origin.generated_at
    told.title = _title(report)[:_PROPERTY]
    told.subject = printable(report.subtitle)[:_PROPERTY]
    told.author = told.last_modified_by = printable(report.origin.by)[:_PROPERTY]
    told.comments = printable(entry_words(report))[:_PROPERTY]
    told.language = _LANGUAGES[report.lang]
    told.created = told.modified = made.replace(tzinfo=None)
    told.keywords = report.kind
    told.revision = 1


def _run(section: "Section", report: Report, width: int) -> None:
    """Write what runs on every page: below, and above from the second page on."""
    section.different_first_page_header_footer = True
    title, subtitle = _title(report), printable(report.subtitle)
    head = _parsed(
        "docx/running.xml",
        style="Header",
        left=title,
        right=[subtitle],
        fields=_FIELDS,
        width=width,
    )
    _replace(section.header, head)
    for footer in (section.footer, section.first_page_footer):
        foot = _parsed(
            "docx/running.xml",
            style="Footer",
            left=printable(entry_words(report)),
            right=page_words(report.lang),
            fields=_FIELDS,
            width=width,
        )
        _replace(footer, foot)
    section.first_page_header.is_linked_to_previous = False


def _replace(part: Any, paragraph: Any) -> None:
    part.is_linked_to_previous = False
    (only,) = part.paragraphs
    only._element.getparent().replace(only._element, paragraph)  # noqa: SLF001


def _pairs(pairs: Iterable[Pair], lang: str) -> list[tuple[str, str]]:
    return [(printable(pair.label), printable(value_of(pair, lang))) for pair in pairs]


def _block(block: Block, lang: str, width: int, sideways: bool) -> Json:
    """Return a block as the template takes it; a drawing by its words."""
    if isinstance(block, Table):
        return _table(block, lang, width, _LETTERS[sideways])
    if isinstance(block, Figures):
        return _figures(block, lang, width, 6 if sideways else 5)
    if isinstance(block, Note):
        severity = block.severity.value
        return {
            "kind": "note",
            "caption": "",
            "style": "Note" if severity == "note" else f"Note{severity.title()}",
            "word": severity_word(block.severity, lang),
            "text": printable(block.text),
        }
    caption = printable(block.caption) if isinstance(block, Picture) else ""
    return {"kind": "text", "caption": caption, "text": printable(block.text)}


def _figures(block: Figures, lang: str, width: int, most: int) -> Json:
    """Return figures in rows that are as full as each other."""
    pairs = _pairs(block.pairs, lang)
    columns = paper.even(len(pairs), most)
    return {
        "kind": "figures",
        "caption": printable(block.caption),
        "widths": [width // columns] * columns,
        "rows": [pairs[at : at + columns] for at in range(0, len(pairs), columns)],
    }


def _table(table: Table, lang: str, width: int, letters: float) -> Json:
    headings = paper.headings(table)
    rows, total = list(paper.rows(table, lang)), paper.total(table, lang)
    fitted = fit(headings, [*rows, total] if total else rows, letters)
    return {
        "kind": "table",
        "caption": printable(table.caption),
        "widths": [int(share * width) for share in fitted.shares],
        "headings": [
            _set(one.label, "CellNumber" if one.numeric else "Cell") for one in headings
        ],
        "rows": [_row(row, fitted) for row in rows],
        "total": _row(total, fitted) if total else None,
    }


def _row(row: Sequence[paper.PaperCell], fitted: Fit) -> Json:
    return {
        "long": fitted.lines(row) > _WHOLE_ROW,
        "cells": [
            _set(cell.text, _style(cell), [line.whole for line in cell.lines])
            for cell in row
        ],
    }


def _set(text: str, style: str, lines: Iterable[str] = ()) -> Json:
    return {
        "text": printable(text),
        "style": style,
        "lines": [printable(line) for line in lines],
    }


def _style(cell: paper.PaperCell) -> str:
    if cell.numeric:
        return "CellNumber"
    return "CellName" if cell.names_row else "Cell"
