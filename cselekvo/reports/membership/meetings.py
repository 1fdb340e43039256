"""The meetings of the period: who came, and whether each had quorum."""

from collections.abc import Iterator

from cselekvo.domain.fact import Erased
from cselekvo.domain.roundtable import Presence
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.numbers import percent
from cselekvo.i18n.values import show
from cselekvo.reports.account import Account
from cselekvo.reports.report import Block, Cell, CellKind, Column, Paragraph, Table
from cselekvo.reports.sittings import Sitting


def meetings(account: Account) -> Iterator[Block]:
    """Yield the table of meetings, and what they come to; of no meeting, nothing."""
    if not account.sittings:
        return
    yield Table(
        key="meetings",
        caption=_("Meetings in the period"),
        columns=_columns(),
        rows=tuple(_row(sitting) for sitting in account.sittings),
        head="on",
    )
    whole = account.average
    if whole.rate is not None:
        text = _(
            "Average attendance rate: %(rate)s. Of the %(held)s seats at the meetings "
            "%(attended)s were filled, %(deputies)s of them by deputies; a member is "
            "counted at the meetings held during its membership."
        )
        values = {
            "rate": percent(whole.rate, current()),
            "attended": whole.attended,
            "held": whole.held,
            "deputies": whole.by_deputy,
        }
        yield Paragraph(fill(text, values))


def _columns() -> tuple[Column, ...]:
    whole, yes_no = CellKind.WHOLE, CellKind.YES_NO
    return (
        Column("on", _("Day"), CellKind.DAY),
        Column("place", _("Place")),
        Column("repeated", _("Repeated meeting"), yes_no, paper=False),
        Column("seats", _("Seats with a vote"), whole),
        Column("needed", _("Needed"), whole),
        Column("present", _("Present"), whole),
        Column("by_representative", _("By representative"), whole, paper=False),
        Column("by_deputy", _("By deputy"), whole),
        Column("excused", _("Excused"), whole),
        Column("absent", _("Absent"), whole),
        Column("not_noted", _("Not noted"), whole, paper=False),
        Column("invitees", _("Invitees present"), whole, paper=False),
        Column("attendance_rate", _("Attendance rate"), CellKind.PERCENT),
        Column("quorum", _("Quorate"), yes_no),
        Column("again", _("Kind of meeting"), below="quorum"),
        Column("version", _("Version of the roster"), whole, paper=False),
        Column("corrected", _("Roster"), below="on"),
    )


def _row(sitting: Sitting) -> tuple[Cell, ...]:
    meeting = sitting.meeting
    return (
        meeting.on,
        _place(meeting.place),
        meeting.repeated,
        len(sitting.seats),
        *_came(sitting),
        _("repeated meeting") if meeting.repeated else None,
        len(sitting.corrections) + 1,
        _corrected(sitting),
    )


def _came(sitting: Sitting) -> tuple[Cell, ...]:
    """Return who was needed, who came, and whether it was enough."""
    quorum, counts = sitting.quorum, sitting.counts
    if quorum is None:
        return (None,) * 10
    return (
        quorum.needed,
        quorum.present,
        counts[Presence.PRESENT],
        counts[Presence.DEPUTY],
        counts[Presence.EXCUSED],
        counts[Presence.ABSENT],
        sitting.not_noted,
        sitting.guests_present,
        quorum.present / quorum.seats if quorum.seats else None,
        quorum.reached,
    )


def _place(place: str) -> str | None:
    return show(place, current()) if place or isinstance(place, Erased) else None


def _corrected(sitting: Sitting) -> str | None:
    """Return which version of the roster this is, where it was corrected."""
    if not sitting.corrections:
        return None
    last = sitting.corrections[-1]
    values = {"version": len(sitting.corrections) + 1, "day": last.on, "seq": last.seq}
    text = _("roster: version %(version)s, corrected %(on_day)s by entry #%(seq)s")
    return fill(text, values)
