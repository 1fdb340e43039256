"""Whether a meeting had quorum, from the roster of its day and who attended."""

from cselekvo.domain.roundtable import ATTENDED, Attendance, Meeting, Statutes
from cselekvo.ports import Reader
from cselekvo.reports.roster import Roster
from cselekvo.rules.quorum import Quorum, quorum


def quorum_of(reader: Reader, meeting: Meeting, roster: Roster) -> Quorum:
    """Return the quorum of a meeting by the statutes of its day.

    Args:
        reader: Whose day is the meeting's.
        meeting: The meeting.
        roster: Its table's roster on that day; voting seats are counted, a deputy for
            one seat.
    """
    statutes = reader.facts(Statutes, on=meeting.on, roundtable=meeting.roundtable)
    seats = {
        member.membership.organisation for member in roster.members if member.voting
    }
    noted = reader.facts(Attendance, meeting=meeting.id)
    there = {one.organisation for one in noted if one.presence in ATTENDED}
    return quorum(
        statutes[-1] if statutes else None,
        len(seats),
        len(seats & there),
        repeated=meeting.repeated,
    )
