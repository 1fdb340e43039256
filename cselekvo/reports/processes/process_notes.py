"""What the reader of a report about processes must know before relying on it."""

from collections.abc import Iterable, Iterator
from typing import Any

from cselekvo.domain.budapest import day_in_budapest
from cselekvo.domain.fact import Fact
from cselekvo.domain.vocabulary import fold
from cselekvo.findings import Severity
from cselekvo.i18n import _, fill
from cselekvo.reports.report import Note, Origin

_ILLUSTRATIONS = ("illusztracio", "illustration")


def a_note(code: str, text: str, **values: Any) -> Note:
    """Return a note of no great weight."""
    return Note(code, Severity.NOTE, fill(text, values))


def a_warning(code: str, text: str, **values: Any) -> Note:
    """Return a note that must not be missed."""
    return Note(code, Severity.WARNING, fill(text, values))


def general_notes(
    origin: Origin, facts: Iterable[Fact], *, internal: bool
) -> Iterator[Note]:
    """Yield what holds of any report: internal, of a future day, partial, invented."""
    if internal:
        text = _(
            "Internal version: it names persons and tells reasons, and is not for "
            "publication."
        )
        yield a_warning("internal", text)
    if origin.on > day_in_budapest(origin.generated_at):
        text = _(
            "The day of this report lies ahead: it shows how things will stand if "
            "nothing happens until then."
        )
        yield a_warning("future-day", text)
    if origin.partial:
        text = _(
            "Made with a limited right to view: what its maker may not see is missing "
            "from it."
        )
        yield a_warning("partial-view", text)
    yield from _about_sources(list(facts))


def _about_sources(facts: list[Fact]) -> Iterator[Note]:
    """Say how many of the records behind a report are illustrations."""
    invented = sum(
        1 for one in facts if any(word in fold(one.source) for word in _ILLUSTRATIONS)
    )
    if invented == 0:
        return
    text = (
        _(
            "All records behind this report (%(records)s) are illustrations, not "
            "real data."
        )
        if invented == len(facts)
        else _(
            "Records behind this report: %(records)s, of which illustrations, not "
            "real data: %(count)s."
        )
    )
    yield a_warning("illustrations", text, count=invented, records=len(facts))


def heaviest_first(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes, the weightier ones first."""
    order = list(Severity)
    return tuple(sorted(notes, key=lambda note: order.index(note.severity)))
