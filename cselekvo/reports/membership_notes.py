"""What the reader of a membership report must know before relying on it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cselekvo.domain.budapest import day_in_budapest
from cselekvo.domain.vocabulary import fold
from cselekvo.findings import Severity
from cselekvo.i18n import _, fill
from cselekvo.reports.report import Note, Origin
from cselekvo.reports.roster import Roster

_ILLUSTRATIONS = ("illusztracio", "illustration")


def notes(roster: Roster, origin: Origin, *, contacts: bool) -> tuple[Note, ...]:
    """Return the notes of a report, the weightier ones first."""
    found = [
        *_about_contacts(contacts=contacts),
        *_about_day(roster, origin),
        *_about_view(origin),
        *_about_sources(roster),
        *_about_version(roster),
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda note: order.index(note.severity)))


def _note(code: str, text: str, **values: Any) -> Note:
    return Note(code, Severity.NOTE, fill(text, values))


def _warning(code: str, text: str, **values: Any) -> Note:
    return Note(code, Severity.WARNING, fill(text, values))


def _about_contacts(*, contacts: bool) -> Iterator[Note]:
    if contacts:
        yield _warning(
            "internal",
            _("Internal version: it holds contact details and is not for publication."),
        )


def _about_day(roster: Roster, origin: Origin) -> Iterator[Note]:
    table, on = roster.table, roster.on
    if table.founded is not None and on < table.founded:
        text = _(
            "The roundtable was founded %(on_founded)s; the day of this report is "
            "earlier."
        )
        yield _warning("before-founding", text, founded=table.founded)
    if table.dissolved is not None and on > table.dissolved:
        text = _(
            "The last day of the roundtable was %(dissolved)s; the day of this report "
            "is later."
        )
        yield _warning("after-dissolution", text, dissolved=table.dissolved)
    if on > day_in_budapest(origin.generated_at):
        text = _(
            "The day of this report lies ahead: it shows who will sit there by what "
            "is recorded now."
        )
        yield _warning("future-day", text)
    if not roster.members:
        yield _note("empty-table", _("On this day the roundtable has no members."))


def _about_view(origin: Origin) -> Iterator[Note]:
    if origin.partial:
        text = _(
            "Made with a limited right to view: what its maker may not see is missing "
            "from it."
        )
        yield _warning("partial-view", text)


def _about_sources(roster: Roster) -> Iterator[Note]:
    """Say how many of the records that the roster is read from are illustrations."""
    records = {fact.id: fact for member in roster.members for fact in member.facts}
    records[roster.table.id] = roster.table
    sources = Counter(str(fact.source) for fact in records.values())
    invented = sum(
        count
        for source, count in sources.items()
        if any(word in fold(source) for word in _ILLUSTRATIONS)
    )
    if invented:
        text = (
            _(
                "All records behind this roster (%(records)s) are illustrations, not "
                "real data."
            )
            if invented == len(records)
            else _(
                "Records behind this roster: %(records)s, of which illustrations, not "
                "real data: %(count)s."
            )
        )
        yield _warning("illustrations", text, count=invented, records=len(records))


def _about_version(roster: Roster) -> Iterator[Note]:
    if roster.corrections:
        last = roster.corrections[-1]
        text = _("Version %(version)s, corrected %(on_day)s by entry #%(seq)s.")
        yield _note(
            "corrected-roster",
            text,
            version=roster.version,
            day=last.on,
            seq=last.seq,
        )
