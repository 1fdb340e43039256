"""What all renderers say alike: cells in words, and where a report comes from."""

from datetime import date, datetime

from cselekvo.findings import Severity
from cselekvo.i18n import _, fill, use
from cselekvo.i18n.dates import day, instant, short_day
from cselekvo.i18n.numbers import NOTHING, percent, whole
from cselekvo.i18n.values import show
from cselekvo.reports.report import Cell, CellKind, Pair, Report


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
        return (
            Pair("on", _("As of"), origin.on, CellKind.DAY),
            Pair("known_at", _("By what was known at"), entry),
            Pair("generated_at", _("Made"), origin.generated_at, CellKind.INSTANT),
            Pair("by", _("Made by"), origin.by),
            Pair("product", _("Made with"), f"Cselekvő {origin.product}".strip()),
            Pair("head", _("Head of the journal"), origin.head),
        )


def severity_word(severity: Severity, lang: str) -> str:
    """Return what stands before a note."""
    with use(lang):
        words = {
            Severity.ERROR: _("Error"),
            Severity.WARNING: _("Attention"),
            Severity.NOTE: _("Note"),
        }
        return words[severity]


def encoded(text: str) -> bytes:
    """Return a text as UTF-8; what cannot be written so is shown as a question mark."""
    return text.encode("utf-8", errors="replace")
