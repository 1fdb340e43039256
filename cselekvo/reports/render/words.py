"""What all renderers say alike: cells in words, and where a report comes from."""

import re
from datetime import date, datetime
from typing import Final

from cselekvo.findings import Severity
from cselekvo.i18n import _, fill, use
from cselekvo.i18n.dates import day, instant, short_day
from cselekvo.i18n.numbers import NOTHING, percent, whole
from cselekvo.i18n.values import show
from cselekvo.reports.report import Cell, CellKind, Pair, Report

#: Stand for the number of a page, and of all pages, in what `page_words` returns.
PAGE: Final = "\x01"
PAGES: Final = "\x02"
#: What is said of a report that was made without a workspace.
_WITHOUT_WORKSPACE: Final = frozenset({"generated_at", "product"})
#: Blanks at which a line may be broken; a no-break space stays.
_BLANKS: Final = re.compile(r"[ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
#: What makes a text run against its language: nobody sees that on paper.
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: What no XML can hold, but tab and ends of lines; a lone half of a character too.
_UNWRITABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)


def shown(cell: Cell, kind: CellKind, lang: str) -> str:
    """Return a cell of a table as people read it; a dash for nothing."""
    if cell is None or cell == "":
        return NOTHING
    if kind is CellKind.INSTANT and isinstance(cell, datetime):
        return instant(cell, lang)
    if kind is CellKind.DAY and isinstance(cell, date):
        return short_day(cell, lang)
    if kind is CellKind.PERCENT and isinstance(cell, int | float):
        return percent(cell, lang)
    if kind is CellKind.WHOLE and isinstance(cell, int):
        return whole(cell, lang, table=True)
    return show(cell, lang)


def value_of(pair: Pair, lang: str) -> str:
    """Return the value of a pair as people read it; its days are written in full."""
    if pair.kind is CellKind.DAY and isinstance(pair.value, date):
        return day(pair.value, lang)
    return shown(pair.value, pair.kind, lang)


def origin_pairs(report: Report) -> tuple[Pair, ...]:
    """Return where a report comes from, in the language of the report."""
    origin = report.origin
    with use(report.lang):
        entry = fill(
            _("entry #%(seq)s of %(instant)s"),
            {"seq": origin.position, "instant": origin.known_at},
        )
        made = (
            *([Pair("number", _("Number"), origin.number)] if origin.number else []),
            Pair("on", _("As of"), origin.on, CellKind.DAY),
            Pair("known_at", _("By what was known at"), entry),
            Pair("generated_at", _("Made"), origin.generated_at, CellKind.INSTANT),
            Pair("by", _("Made by"), origin.by),
            Pair("product", _("Made with"), _product(report)),
            Pair("head", _("Head of the journal"), origin.head),
        )
    if origin.head:
        return made
    return tuple(one for one in made if one.key in _WITHOUT_WORKSPACE)


def _product(report: Report) -> str:
    return f"Cselekvő {report.origin.product}".strip()


def entry_words(report: Report) -> str:
    """Return what stands at the foot of a page: the entry and the journal's head.

    Without a workspace there is neither; then it is what the report was made with.
    """
    if not report.origin.head:
        return _product(report)
    values = {"seq": report.origin.position, "head": report.origin.head}
    with use(report.lang):
        return fill(_("entry #%(seq)s, head %(head)s"), values)


def page_words(lang: str) -> tuple[str, ...]:
    """Return the parts of "page 1 of 3", with `PAGE` and `PAGES` for the numbers."""
    with use(lang):
        words = fill(_("page %(page)s of %(pages)s"), {"page": PAGE, "pages": PAGES})
    return tuple(filter(None, re.split(f"([{PAGE}{PAGES}])", words)))


def severity_word(severity: Severity, lang: str) -> str:
    """Return what stands before a note."""
    with use(lang):
        words = {
            Severity.ERROR: _("Error"),
            Severity.WARNING: _("Attention"),
            Severity.NOTE: _("Note"),
        }
        return words[severity]


def one_line(text: str) -> str:
    """Return a text on one line, without blanks at its ends."""
    return _BLANKS.sub(" ", text).strip(" ")


def writable(text: str) -> str:
    """Return a text that any format can hold; what none can is a replacement sign."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def printable(text: str) -> str:
    """Return a text for a line of a page; nothing in it turns the line's direction."""
    if text.isprintable():
        # Nearly always; no blank but the common one is printable to Python.
        return " ".join(text.split())
    return one_line(_TURNS.sub("", writable(text)))


def encoded(text: str) -> bytes:
    """Return a text as UTF-8; what cannot be written so is shown as a question mark."""
    return text.encode("utf-8", errors="replace")
