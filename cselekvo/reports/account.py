"""All that a membership report tells of, before it is put in words.

Everything is asked for in batches: how many questions there are does not depend on how
many members.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.period import Period
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Meeting, Representation, Statutes
from cselekvo.domain.territory import Settlement
from cselekvo.ports import Reader
from cselekvo.reports.corrections import RosterHistory
from cselekvo.reports.delegations import Replacement, replacements
from cselekvo.reports.roster import Member, Roster, roster_of
from cselekvo.reports.sittings import Sitting, sittings_of, statutes_on
from cselekvo.reports.turnout import NONE, Seated, Turnout, together, turnouts
from cselekvo.reports.turnover import Change, joined, left
from cselekvo.reports.within import Within, within


@frozen(kw_only=True)
class Account:
    """What is known of a table on a day, and of a period up to it.

    Attributes:
        roster: Who sits there on the day.
        within: The period.
        statutes: Those of the day.
        sittings: The meetings held in the period.
        planned: Meetings of the period that are yet to be held.
        turnouts: How often each organisation attended.
        joined: Who got a vote in the period.
        left: Who lost it.
        replaced: Who came to stand for a member instead of whom.
        persons: The people of `replaced` whom the reader may see.
        district: The settlements of the table's district; none: they are not known.
    """

    roster: Roster
    within: Within
    statutes: Statutes | None = None
    sittings: tuple[Sitting, ...] = ()
    planned: tuple[Meeting, ...] = ()
    turnouts: Mapping[Seated, Turnout]
    joined: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()
    replaced: tuple[Replacement, ...] = ()
    persons: Mapping[str, Person]
    district: tuple[Settlement, ...] = ()

    @property
    def recorded(self) -> tuple[Sitting, ...]:
        """Return the meetings of which it is known who came."""
        return tuple(one for one in self.sittings if one.is_recorded)

    @property
    def vacant(self) -> int | None:
        """Return how many voting seats of the statutes are empty; None: not laid down.

        It is below 0 where there are more members than seats.
        """
        if self.statutes is None or self.statutes.seats is None:
            return None
        return self.statutes.seats - self.roster.count

    @property
    def average(self) -> Turnout:
        """Return the turnout of all who had a vote at a meeting of the period."""
        return together(one for (_, voting), one in self.turnouts.items() if voting)

    def turnout_of(self, member: Member) -> Turnout:
        """Return how often a member attended, in the period."""
        key = (member.membership.organisation, member.voting)
        return self.turnouts.get(key, NONE)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Return the records that the report is made from, by their ids."""
        found: list[Fact] = [self.roster.table]
        found += [fact for member in self.roster.members for fact in member.facts]
        found += [] if self.statutes is None else [self.statutes]
        for one in self.sittings:
            found += [one.meeting, *one.noted.values()]
        return {fact.id: fact for fact in found}


def account_of(
    reader: Reader, table_id: str, since: date | None, today: date
) -> Account:
    """Return what is known of a table on the reader's day, and of a period up to it.

    Args:
        reader: Who asks, about which day, known when.
        table_id: The table.
        since: The first day of the period; None: its founding.
        today: The day on which it is asked; a later meeting is not held yet.

    Raises:
        NotFoundError: There is no such table for this reader.
        SinceAfterDayError: The period would begin after the reader's day.
    """
    history = RosterHistory(reader, table_id)
    roster = roster_of(reader, table_id, history)
    table = roster.table
    span = within(table, since, reader.on)
    statutes = reader.facts(Statutes, roundtable=table.id)
    sittings = sittings_of(reader, roster, span.period, statutes, history)
    held = tuple(one for one in sittings if one.meeting.on <= today)
    replaced = _replaced(reader, roster, span.period)
    return Account(
        roster=roster,
        within=span,
        statutes=statutes_on(statutes, reader.on),
        sittings=held,
        planned=tuple(one.meeting for one in sittings[len(held) :]),
        turnouts=turnouts(held),
        joined=tuple(joined(roster.ever, span.period)),
        left=tuple(left(roster.ever, span.period)),
        replaced=replaced,
        persons=_persons(reader, replaced),
        district=_district(reader, roster),
    )


def _replaced(reader: Reader, roster: Roster, span: Period) -> tuple[Replacement, ...]:
    seats = [one.id for one in roster.ever]
    standing = reader.facts(Representation, membership=seats)
    return tuple(replacements(roster.ever, standing, span))


def _persons(reader: Reader, replaced: Iterable[Replacement]) -> Mapping[str, Person]:
    wanted = {person for one in replaced for person in (*one.before, *one.after)}
    if not wanted:
        return {}
    return {one.id: one for one in reader.facts(Person, id=wanted)}


def _district(reader: Reader, roster: Roster) -> tuple[Settlement, ...]:
    if roster.table.district is None:
        return ()
    return tuple(reader.facts(Settlement, district=roster.table.district))
