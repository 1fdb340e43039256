"""What the reader of a membership report must know before relying on it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from cselekvo.domain.budapest import day_in_budapest
from cselekvo.domain.vocabulary import fold
from cselekvo.findings import Severity
from cselekvo.i18n import _, fill
from cselekvo.reports.account import Account
from cselekvo.reports.report import Note, Origin
from cselekvo.reports.roster import Roster
from cselekvo.reports.sittings import Sitting

_ILLUSTRATIONS = ("illusztracio", "illustration")


def notes(account: Account, origin: Origin, *, contacts: bool) -> tuple[Note, ...]:
    """Return the notes of a report, the weightier ones first."""
    roster = account.roster
    found = [
        *_about_contacts(contacts=contacts),
        *_about_day(roster, origin),
        *_about_seats(account),
        *_about_meetings(account),
        *_about_quorum(account),
        *_about_view(origin),
        *_about_sources(account),
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


def _about_seats(account: Account) -> Iterator[Note]:
    vacant, statutes = account.vacant, account.statutes
    if vacant is not None and vacant < 0 and statutes is not None:
        text = _(
            "There are more voting members (%(members)s) than seats in the statutes "
            "(%(seats)s)."
        )
        yield _warning(
            "more-members-than-seats",
            text,
            members=account.roster.count,
            seats=statutes.seats,
        )


def _about_meetings(account: Account) -> Iterator[Note]:
    """Say of which meetings it is not known who came."""
    if account.planned:
        text = _("Not held yet, and not counted: the meeting of %(days)s.")
        yield _note("planned-meetings", text, days=[one.on for one in account.planned])
    if not account.sittings and account.roster.voting:
        text = _("No meeting is recorded in the period: there is no attendance rate.")
        yield _note("no-meeting", text)
    unknown = [one for one in account.sittings if not one.is_recorded]
    if unknown:
        text = _(
            "Nobody's attendance is recorded for the meeting of %(days)s; it counts in "
            "no figure of attendance."
        )
        yield _warning("attendance-not-recorded", text, days=_days(unknown))
    partial = [one for one in account.recorded if one.not_noted]
    if partial:
        text = _(
            "Not every member's attendance is recorded for the meeting of %(days)s; "
            "who is not noted counts as not attending."
        )
        yield _warning("attendance-in-part", text, days=_days(partial))


def _about_quorum(account: Account) -> Iterator[Note]:
    """Say which meetings could not decide, and where the count is in doubt."""
    recorded = account.recorded
    missed = [one for one in recorded if one.quorum and not one.quorum.reached]
    if missed:
        text = _("Meetings without quorum: %(days)s.")
        yield _note("without-quorum", text, days=_days(missed))
    lawless = [one for one in recorded if one.statutes is None]
    if lawless:
        text = _(
            "No statutes were in force at the meeting of %(days)s; more than half of "
            "the voting members is taken as its quorum."
        )
        yield _note("no-statutes", text, days=_days(lawless))
    several = [one for one in recorded if one.stood_for_several]
    if several:
        text = _(
            "At the meeting of %(days)s one person is noted for several members, which "
            "the statutes do not allow."
        )
        yield _warning("one-person-many-seats", text, days=_days(several))


def _days(sittings: Iterable[Sitting]) -> list[date]:
    return [one.meeting.on for one in sittings]


def _about_view(origin: Origin) -> Iterator[Note]:
    if origin.partial:
        text = _(
            "Made with a limited right to view: what its maker may not see is missing "
            "from it."
        )
        yield _warning("partial-view", text)


def _about_sources(account: Account) -> Iterator[Note]:
    """Say how many of the records that the report is made from are illustrations."""
    records = account.facts
    sources = Counter(str(fact.source) for fact in records.values())
    invented = sum(
        count
        for source, count in sources.items()
        if any(word in fold(source) for word in _ILLUSTRATIONS)
    )
    if invented:
        text = (
            _(
                "All records behind this report (%(records)s) are illustrations, not "
                "real data."
            )
            if invented == len(records)
            else _(
                "Records behind this report: %(records)s, of which illustrations, not "
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
