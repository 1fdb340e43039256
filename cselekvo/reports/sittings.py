"""The meetings of a table in a period: who could vote, who came, was there quorum.

The roster of a meeting is the roster of its day. A meeting of which nobody's attendance
is noted was held, but who came is not known: it counts in no figure of attendance.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from attrs import frozen

from cselekvo.domain.identifiers import MeetingId, OrganisationId
from cselekvo.domain.period import Period
from cselekvo.domain.roundtable import (
    ATTENDED,
    Attendance,
    Meeting,
    Membership,
    Presence,
    Statutes,
)
from cselekvo.ports import Reader
from cselekvo.reports.corrections import Correction, RosterHistory
from cselekvo.reports.roster import Roster
from cselekvo.rules.quorum import Quorum, quorum

_NOBODY: Final = frozenset[OrganisationId]()


@frozen(kw_only=True)
class Sitting:
    """A meeting with the roster of its day and who attended it.

    Attributes:
        meeting: The meeting.
        statutes: Those of its day; None: there were none.
        seats: The organisations with a vote on its day.
        guests: Those that sat there without one.
        noted: Attendance, of whom it was noted.
        corrections: Entries that changed the roster after the meeting.
    """

    meeting: Meeting
    statutes: Statutes | None = None
    seats: frozenset[OrganisationId] = _NOBODY
    guests: frozenset[OrganisationId] = _NOBODY
    noted: Mapping[OrganisationId, Attendance]
    corrections: tuple[Correction, ...] = ()

    @property
    def is_recorded(self) -> bool:
        """Return whether it is known who came."""
        return bool(self.noted)

    @cached_property
    def counts(self) -> Counter[Presence]:
        """Return how many members with a vote were there in each way."""
        return Counter(
            one.presence for body, one in self.noted.items() if body in self.seats
        )

    @property
    def present(self) -> int:
        """Return how many seats with a vote were filled; a deputy fills one."""
        counts = self.counts
        return sum(counts[presence] for presence in ATTENDED)

    @property
    def guests_present(self) -> int:
        """Return how many came of those without a vote."""
        return sum(
            one.presence in ATTENDED
            for body, one in self.noted.items()
            if body in self.guests
        )

    @property
    def not_noted(self) -> int:
        """Return of how many members with a vote nothing is noted."""
        return len(self.seats) - self.counts.total()

    @property
    def quorum(self) -> Quorum | None:
        """Return the quorum by the statutes of its day; None: nobody knows who came."""
        if not self.is_recorded:
            return None
        repeated = self.meeting.repeated
        return quorum(self.statutes, len(self.seats), self.present, repeated=repeated)

    @property
    def stood_for_several(self) -> tuple[str, ...]:
        """Return who is noted for more than one seat, if the statutes forbid that."""
        if self.statutes is not None and self.statutes.one_person_many_seats:
            return ()
        came = Counter(
            one.person
            for body, one in self.noted.items()
            if body in self.seats and one.presence in ATTENDED and one.person
        )
        return tuple(sorted(person for person, seats in came.items() if seats > 1))


def statutes_on(all_: Iterable[Statutes], day: date) -> Statutes | None:
    """Return the statutes in force on a day, of those of one table."""
    running = [one for one in all_ if day in one.period]
    return running[-1] if running else None


def sittings_of(
    reader: Reader,
    roster: Roster,
    span: Period,
    statutes: Sequence[Statutes],
    history: RosterHistory,
) -> tuple[Sitting, ...]:
    """Return the meetings that a table held in a period, in the order of days.

    Args:
        reader: Who asks.
        roster: The table's, with all memberships there ever were.
        span: The period.
        statutes: All that the table ever had.
        history: What was corrected later.
    """
    met = reader.facts(Meeting, roundtable=roster.table.id)
    held = sorted(
        (one for one in met if one.on in span), key=lambda one: (one.on, one.id)
    )
    if not held:
        return ()
    noted = _noted(reader, [one.id for one in held])
    return tuple(
        _sitting(
            one, statutes_on(statutes, one.on), roster.ever, noted[one.id], history
        )
        for one in held
    )


def _noted(
    reader: Reader, meetings: Iterable[MeetingId]
) -> Mapping[MeetingId, list[Attendance]]:
    found: defaultdict[MeetingId, list[Attendance]] = defaultdict(list)
    for one in reader.facts(Attendance, meeting=list(meetings)):
        found[one.meeting].append(one)
    return found


def _sitting(
    meeting: Meeting,
    statutes: Statutes | None,
    ever: Iterable[Membership],
    noted: Iterable[Attendance],
    history: RosterHistory,
) -> Sitting:
    there = [one for one in ever if meeting.on in one.period]
    seats = frozenset(one.organisation for one in there if one.voting)
    guests = frozenset(one.organisation for one in there) - seats
    return Sitting(
        meeting=meeting,
        statutes=statutes,
        seats=seats,
        guests=guests,
        noted={
            one.organisation: one
            for one in noted
            if one.organisation in seats or one.organisation in guests
        },
        corrections=history.on(meeting.on).corrections,
    )
