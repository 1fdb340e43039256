"""A report as PDF: accessible (PDF/UA-1), for A4, the same bytes each time.

The page is one typst file that knows blocks and no report. It is handed plain data, so
that no text of a record is ever read as markup; it can read no file and asks no clock.
"""

import json
from collections.abc import Callable, Sequence
from threading import local
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, cast

from cselekvo.errors import MissingExtraError
from cselekvo.findings import Severity
from cselekvo.i18n import _, use
from cselekvo.reports.render.pdf_data import Json, as_data, note
from cselekvo.reports.render.templating import template_bytes
from cselekvo.reports.report import Note, Report

if TYPE_CHECKING:
    from typst import Compiler

#: PDF/UA wants a glyph for every character; these say whether there is one.
_LETTERS: Final = b"""#set document(title: "x")
#for one in json(bytes(sys.inputs.data)) { par("x" + one + "x") }"""
_DRAWING: Final = b"""#set document(title: "x")
#image(bytes(json(bytes(sys.inputs.data))), format: "svg", alt: "x")"""
#: A compiler serves one thread at a time.
_OWN: Final = local()
_SIGN: Final = "\N{REPLACEMENT CHARACTER}"


def render(report: Report) -> bytes:
    """Return the report as PDF.

    Raises:
        MissingExtraError: typst is not installed.
    """
    not_printed = _typst().TypstError
    data, source = as_data(report), template_bytes("report.typ")
    try:
        return _compiled(source, data)
    except not_printed:
        return _compiled(source, _mended(data))


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError("documents", "A report as PDF") from error
    return typst


def _compiler() -> "Compiler":
    """Return this thread's compiler, which remembers what it has laid out.

    It has the fonts that typst brings along, the same everywhere. Below its root, a
    file, no file can be read.
    """
    if not hasattr(_OWN, "compiler"):
        typst = _typst()
        fonts = typst.Fonts(include_system_fonts=False)
        _OWN.compiler = typst.Compiler(font_paths=fonts, root=typst.__file__)
    compiler: Compiler = _OWN.compiler
    return compiler


def _compiled(source: bytes, data: Any) -> bytes:
    """Return what typst makes of a source and its data."""
    made = _compiler().compile(
        source,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(data)},
    )
    return cast("bytes", made)


def _mended(data: Json) -> Json:
    """Return the data without what no font of ours has and what is no drawing.

    A sign stands for each character left out, and a note says so; words stand for a
    drawing.
    """
    letters: set[str] = set()
    _mapped(data, letters.update, len)
    lacking = _lacking(sorted(letter for letter in letters if not letter.isascii()))
    table = str.maketrans(dict.fromkeys(lacking, _SIGN))
    mended: Json = _mapped(data, lambda text: text.translate(table), _drawn)
    if lacking:
        mended["groups"].insert(0, _about_lacking(data["lang"]))
    return mended


def _mapped(data: Any, text: Callable[[str], Any], svg: Callable[[str], Any]) -> Any:
    """Return the data with its texts and its drawings changed."""
    if isinstance(data, str):
        return text(data)
    if isinstance(data, list):
        return [_mapped(one, text, svg) for one in data]
    if isinstance(data, dict):
        return {
            key: svg(one) if key == "svg" else _mapped(one, text, svg)
            for key, one in data.items()
        }
    return data


def _drawn(svg: str) -> str:
    return svg if _is_printed(_DRAWING, svg) else ""


def _lacking(letters: Sequence[str]) -> list[str]:
    """Return the characters that cannot be printed, by halves."""
    if not letters or _is_printed(_LETTERS, letters):
        return []
    if len(letters) == 1:
        return list(letters)
    half = len(letters) // 2
    return _lacking(letters[:half]) + _lacking(letters[half:])


def _is_printed(source: bytes, data: Any) -> bool:
    try:
        _compiled(source, data)
    except _typst().TypstError:
        return False
    return True


def _about_lacking(lang: str) -> Json:
    with use(lang):
        text = _("Signs that the fonts of this PDF lack are shown as �.")
    told = note(Note("signs-lacking", Severity.WARNING, text), lang)
    return {"blocks": [told], "long": False}
