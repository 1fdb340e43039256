"""Who sits at a table on a day.

Membership belongs to the organisation: one row is one membership that runs on the day,
with the name, the seat, the offices and the people of that day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
    Organisation,
    OrganisationName,
    Sector,
)
from cselekvo.domain.period import Period
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import (
    Capacity,
    MemberRole,
    Membership,
    Office,
    OfficeKind,
    Representation,
    Roundtable,
)
from cselekvo.domain.territory import Settlement
from cselekvo.i18n.order import sort_key
from cselekvo.ports import Reader
from cselekvo.reports.corrections import Correction, RosterHistory
from cselekvo.reports.turnover import voting_count

_OFFICES: Final = tuple(OfficeKind)


@frozen
class Delegate:
    """A person who stands for a member on the day; None: not visible to the reader."""

    representation: Representation
    person: Person | None


@frozen(kw_only=True)
class Member:
    """One membership on the day, and what was true of its organisation then."""

    membership: Membership
    organisation: Organisation | None
    name: str  #: on the day; the nearest known one, where none runs on it
    name_fact: OrganisationName | None = None
    address: Address | None = None  #: of the seat
    settlement: str = ""  #: of the seat: the settlement's name, or the place as written
    offices: tuple[Office, ...] = ()
    representatives: tuple[Delegate, ...] = ()
    deputies: tuple[Delegate, ...] = ()
    others: tuple[Period, ...] = ()  #: other memberships of it at this table

    @property
    def sector(self) -> Sector | None:
        """Return what the organisation is, where the reader knows it."""
        return None if self.organisation is None else self.organisation.sector

    @property
    def voting(self) -> bool:
        """Return whether the seat has a vote."""
        return self.membership.voting

    @property
    def invited(self) -> bool:
        """Return whether it is a standing invitee."""
        return self.membership.role is MemberRole.STANDING_INVITEE

    @property
    def since(self) -> date | None:
        """Return the first day of the membership; None: before our records."""
        return self.membership.period.first_day

    @property
    def until(self) -> date | None:
        """Return its last day; None: still running."""
        return self.membership.period.last_day

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the records that the row is read from."""
        delegates = self.representatives + self.deputies
        single = (self.membership, self.organisation, self.name_fact, self.address)
        return (
            *(fact for fact in single if fact is not None),
            *self.offices,
            *(one.representation for one in delegates),
            *(one.person for one in delegates if one.person is not None),
        )


@frozen(kw_only=True)
class Roster:
    """Who sits at a table on a day, as one reader knows it.

    Chair, vice-chair, secretary, members and standing invitees, each in the Hungarian
    order of their names.
    """

    table: Roundtable
    on: date
    members: tuple[Member, ...]
    ever: tuple[Membership, ...] = ()  #: all memberships of the table, at any time
    names: Mapping[str, str] = field(factory=dict)  #: of all who ever sat there
    meetings: tuple[str, ...] = ()  #: ids of those held on the day
    corrections: tuple[Correction, ...] = ()

    @property
    def count(self) -> int:
        """Return how many organisations have a voting membership on the day."""
        memberships = (member.membership for member in self.members)
        return voting_count(memberships, self.on)

    @property
    def version(self) -> int | None:
        """Return the version of a meeting's roster; None: no meeting on that day."""
        return len(self.corrections) + 1 if self.meetings else None

    @property
    def voting(self) -> tuple[Member, ...]:
        """Return the members with a vote."""
        return tuple(member for member in self.members if member.voting)

    def name_of(self, organisation: str) -> str:
        """Return the name of who ever sat there: on the day, or the nearest known."""
        return self.names.get(organisation, organisation)


def days_away(period: Period, on: date) -> int:
    """Return how many days a day lies outside a period; 0: it lies inside."""
    if on < period.start:
        return (period.start - on).days
    last = period.last_day
    return 0 if last is None or on <= last else (on - last).days


def roster_of(
    reader: Reader, table_id: str, history: RosterHistory | None = None
) -> Roster:
    """Return the roster of a table on the reader's day.

    Args:
        reader: Who asks, about which day, known when.
        table_id: The table.
        history: Its corrections, where they are asked for more than one day.

    Raises:
        NotFoundError: There is no such table for this reader.
    """
    table = reader.one(Roundtable, table_id)
    ever = reader.facts(Membership, roundtable=table.id)
    running = [one for one in ever if reader.on in one.period]
    ids = [one.id for one in running]
    bodies = _Bodies.read(reader, table.id)
    offices = _offices(reader.facts(Office, on=reader.on, membership=ids))
    delegates = _delegates(reader, ids)
    others = _others(ever)
    rows = [
        _member(
            one, bodies, offices[one.id], delegates[one.id], others[one.organisation]
        )
        for one in running
    ]
    met = (history or RosterHistory(reader, table.id)).on(reader.on)
    return Roster(
        table=table,
        on=reader.on,
        members=tuple(sorted(rows, key=_place)),
        ever=tuple(ever),
        names={id_: named.name for id_, named in bodies.names.items()},
        meetings=met.ids,
        corrections=met.corrections,
    )


@frozen
class _Bodies:
    """What is known of the organisations that ever sat at a table."""

    organisations: Mapping[str, Organisation]
    names: Mapping[str, OrganisationName]
    seats: Mapping[str, Address]
    settlements: Mapping[str, str]

    @classmethod
    def read(cls, reader: Reader, table: str) -> "_Bodies":
        names = reader.roster_facts(OrganisationName, table, on=None)
        names.sort(key=lambda name: days_away(name.period, reader.on), reverse=True)
        seats: dict[str, Address] = {}
        for address in reader.roster_facts(Address, table, on=reader.on):
            if address.role is AddressRole.SEAT:
                seats.setdefault(address.organisation, address)
        places = {one.settlement for one in seats.values() if one.settlement}
        return cls(
            {one.id: one for one in reader.roster_facts(Organisation, table, on=None)},
            {name.organisation: name for name in names},  # the nearest one comes last
            seats,
            {one.id: one.name for one in reader.facts(Settlement, id=places)},
        )

    def place(self, seat: Address | None) -> str:
        """Return the name of the settlement of a seat."""
        if seat is None:
            return ""
        return self.settlements.get(seat.settlement or "", seat.place)


def _others(ever: Iterable[Membership]) -> Mapping[str, list[Membership]]:
    """Return all memberships of each organisation, in the order of days."""
    found: defaultdict[str, list[Membership]] = defaultdict(list)
    for one in sorted(ever, key=lambda one: one.period.start):
        found[one.organisation].append(one)
    return found


def _offices(offices: Iterable[Office]) -> Mapping[str, tuple[Office, ...]]:
    """Return the offices of each membership, the highest first."""
    held: defaultdict[str, tuple[Office, ...]] = defaultdict(tuple)
    for office in sorted(offices, key=lambda one: _OFFICES.index(one.office)):
        held[office.membership] += (office,)
    return held


def _delegates(
    reader: Reader, memberships: Collection[str]
) -> Mapping[str, tuple[Delegate, ...]]:
    """Return who stands for each membership on the day."""
    standing = reader.facts(Representation, on=reader.on, membership=memberships)
    wanted = {one.person for one in standing}
    persons = {one.id: one for one in reader.facts(Person, id=wanted)}
    found: defaultdict[str, tuple[Delegate, ...]] = defaultdict(tuple)
    for one in standing:
        found[one.membership] += (Delegate(one, persons.get(one.person)),)
    return found


def _member(
    membership: Membership,
    bodies: _Bodies,
    offices: tuple[Office, ...],
    delegates: tuple[Delegate, ...],
    ever: Iterable[Membership],
) -> Member:
    body = membership.organisation
    name = bodies.names.get(body)
    seat = bodies.seats.get(body)
    return Member(
        membership=membership,
        organisation=bodies.organisations.get(body),
        name=body if name is None else name.name,
        name_fact=name,
        address=seat,
        settlement=bodies.place(seat),
        offices=offices,
        representatives=_standing(delegates, Capacity.REPRESENTATIVE),
        deputies=_standing(delegates, Capacity.DEPUTY),
        others=tuple(one.period for one in ever if one.id != membership.id),
    )


def _standing(
    delegates: Iterable[Delegate], capacity: Capacity
) -> tuple[Delegate, ...]:
    return tuple(one for one in delegates if one.representation.capacity is capacity)


def _place(member: Member) -> tuple[int, str, str]:
    """Return where a row stands: by office, members, invitees; then by name."""
    if member.offices:
        rank = _OFFICES.index(member.offices[0].office)
    else:
        rank = len(_OFFICES) + member.invited
    return rank, sort_key(member.name), member.membership.id
