"""What a day and the days after it ask of a mentor.

A unit's tables are those it is itself, those that an organisation in charge, or the
host of a community, sits at on the day, and those of a project in charge.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from attrs import frozen

from cselekvo.domain.community import Community
from cselekvo.domain.mentor import Contact, MentorAssignment
from cselekvo.domain.roundtable import Meeting, Membership, Roundtable
from cselekvo.domain.template import Unit
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Reader
from cselekvo.reports.mentors.gaps import Alone, gaps_on
from cselekvo.reports.mentors.people import MentorOnDay, mentors_on
from cselekvo.reports.mentors.unit_kinds import unit_kinds
from cselekvo.reports.processes.due import Due, due_within, late_ones
from cselekvo.reports.processes.process_account import criteria_of
from cselekvo.reports.processes.standing import Stand, Wanted, standings
from cselekvo.reports.processes.unit_places import UnitPlace, unit_places
from cselekvo.rules.clock import later_by
from cselekvo.rules.criteria import Standing


@frozen(kw_only=True)
class UnitToday:
    """A unit that a mentor is in charge of, as it stands on the day.

    Attributes:
        stands: Its processes that go on.
        contact: The last one by anybody; None: there was none.
    """

    unit: UnitPlace
    assignment: MentorAssignment
    stands: tuple[Stand, ...] = ()
    contact: Contact | None = None

    def days_since(self, on: date) -> int | None:
        """Return how many days ago the last contact was."""
        return None if self.contact is None else (on - self.contact.on).days


@frozen(kw_only=True)
class MeetingSoon:
    """A meeting of a table that one of the units has to do with."""

    meeting: Meeting
    table: Roundtable


@frozen(kw_only=True)
class Today:
    """What a day, and the days after it, ask of a mentor.

    Attributes:
        units: The longest without a contact first.
        criteria: By the id of an open run, its next criterion that is not met.
        late: What is late, the latest first.
        due: What is due, or falls due in these days.
        meetings: Those of these days.
        alone: Units without a mentor in the counties the mentor covers.
    """

    mentor: MentorOnDay
    days: int
    units: tuple[UnitToday, ...]
    criteria: Mapping[str, Standing]
    late: tuple[Due, ...]
    due: tuple[Due, ...]
    meetings: tuple[MeetingSoon, ...]
    alone: tuple[Alone, ...]


def today_of(reader: Reader, person: str, days: int) -> Today | None:
    """Return what the reader's day asks of a mentor; None: they are none on it.

    Args:
        reader: Who asks, about which day.
        person: The mentor.
        days: How many days to look ahead.
    """
    found = mentors_on(reader, persons=[person])
    if not found:
        return None
    mentor = found[0]
    held = {str(one.unit): one for one in mentor.held}
    kinds = unit_kinds(reader, held)
    places = unit_places(reader, kinds)
    asked = standings(reader, Wanted(units=frozenset(places)))
    stands, methods = asked.stands, asked.methods
    criteria = {
        run: missing
        for stand in stands
        for run, each in criteria_of(reader, methods, stand).items()
        if (missing := next((one for one in each if not one.is_met), None)) is not None
    }
    contacts = _last_contacts(reader, places)
    units = [
        UnitToday(
            unit=place,
            assignment=held[id_],
            stands=tuple(one for one in stands if one.unit.id == id_),
            contact=contacts.get(id_),
        )
        for id_, place in places.items()
    ]
    units.sort(key=_neglected)
    return Today(
        mentor=mentor,
        days=days,
        units=tuple(units),
        criteria=criteria,
        late=tuple(late_ones(stands)),
        due=tuple(due_within(stands, reader.on, days)),
        meetings=tuple(_meetings(reader, kinds, stands, days)),
        alone=_alone(reader, mentor),
    )


def _neglected(one: UnitToday) -> tuple[date, str, str]:
    """Return the key by which units that were met long ago come first."""
    met = date.min if one.contact is None else one.contact.on
    return met, sort_key(one.unit.name.hu), one.unit.id


def _alone(reader: Reader, mentor: MentorOnDay) -> tuple[Alone, ...]:
    counties = {id_ for id_, _name in mentor.counties}
    return gaps_on(reader, counties=counties).alone if counties else ()


def _last_contacts(reader: Reader, units: Collection[str]) -> dict[str, Contact]:
    """Return by unit the last contact up to the reader's day."""
    if not units:
        return {}
    met = [one for one in reader.facts(Contact, unit=units) if one.on <= reader.on]
    return {str(one.unit): one for one in sorted(met, key=lambda one: (one.on, one.id))}


def _meetings(
    reader: Reader, kinds: Mapping[str, Unit], stands: Iterable[Stand], days: int
) -> list[MeetingSoon]:
    """Return the meetings of the units' tables, from the day on, in order."""
    tables = _tables(reader, kinds, stands)
    if not tables:
        return []
    last = later_by(reader.on, days)
    found = [
        MeetingSoon(meeting=one, table=tables[one.roundtable])
        for one in reader.facts(Meeting, roundtable=tables)
        if reader.on <= one.on <= last
    ]
    return sorted(found, key=lambda one: (one.meeting.on, one.meeting.id))


def _tables(
    reader: Reader, kinds: Mapping[str, Unit], stands: Iterable[Stand]
) -> dict[str, Roundtable]:
    """Return by id the tables that the units have to do with."""
    by_kind = {
        kind: [id_ for id_, one in kinds.items() if one is kind] for kind in Unit
    }
    bodies = set(by_kind[Unit.ORGANISATION])
    if by_kind[Unit.COMMUNITY]:
        hosts = reader.facts(Community, id=by_kind[Unit.COMMUNITY])
        bodies |= {str(one.host) for one in hosts if one.host is not None}
    ids = set(by_kind[Unit.ROUNDTABLE])
    if bodies:
        seats = reader.facts(Membership, on=reader.on, organisation=bodies)
        ids |= {str(one.roundtable) for one in seats}
    projects = {
        *by_kind[Unit.PROJECT],
        *(str(one.process.project) for one in stands if one.process.project),
    }
    found = reader.facts(Roundtable, id=ids) if ids else []
    if projects:
        found += reader.facts(Roundtable, project=projects)
    return {str(one.id): one for one in found}
