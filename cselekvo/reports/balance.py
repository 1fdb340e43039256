"""How the members of a table stand to its district: by sector and by settlement."""

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from cselekvo.domain.organisation import Sector
from cselekvo.domain.territory import Settlement
from cselekvo.domain.vocabulary import fold
from cselekvo.i18n.order import sort_key
from cselekvo.reports.roster import Member


@frozen(kw_only=True)
class Place:
    """A settlement in which members have their seats.

    Attributes:
        name: Its name, or the place as it was written; empty: no seat is known.
        members: How many voting members sit there.
        inside: Whether it lies in the district of the table.
    """

    name: str
    members: int
    inside: bool


@frozen(kw_only=True)
class Balance:
    """Voting members by sector and by settlement of the seat.

    Attributes:
        sectors: How many there are of each; None: a sector that is not known.
        places: Where they sit: the most numerous settlement first.
        of_district: Whether the table is a district's.
        district: The settlements of the district in Hungarian order; none: the list of
            settlements does not hold them.
        absent: Those of them in which no voting member has its seat.
    """

    sectors: Mapping[Sector | None, int]
    places: tuple[Place, ...] = ()
    of_district: bool = False
    district: tuple[Settlement, ...] = field(default=())
    absent: tuple[Settlement, ...] = ()

    @property
    def settlements(self) -> tuple[Place, ...]:
        """Return the places that are known, wherever they lie."""
        return tuple(place for place in self.places if place.name)

    @property
    def represented(self) -> tuple[Place, ...]:
        """Return the settlements of the district in which a member has its seat."""
        return tuple(place for place in self.places if place.inside)

    @property
    def missing_sectors(self) -> tuple[Sector, ...]:
        """Return the sectors of which there is no voting member."""
        return tuple(sector for sector in Sector if sector not in self.sectors)

    @property
    def outside(self) -> int:
        """Return how many voting members have their seat outside the district."""
        if not self.district:
            return 0
        return sum(place.members for place in self.settlements if not place.inside)


def balance_of(
    members: Iterable[Member],
    district: Iterable[Settlement],
    *,
    of_district: bool,
) -> Balance:
    """Return the balance of the voting members of a day.

    Args:
        members: They; an organisation counts once.
        district: The settlements of the table's district, as far as they are known.
        of_district: Whether the table is a district's.
    """
    bodies = {member.membership.organisation: member for member in members}
    home = sorted(district, key=lambda one: sort_key(one.name))
    by_name = {fold(one.name): one.id for one in home}
    names: dict[str, str] = {}
    seats: Counter[str] = Counter()
    for member in bodies.values():
        place = _place(member, by_name)
        names.setdefault(place, member.settlement)
        seats[place] += 1
    inside = {one.id for one in home}
    places = [
        Place(name=names[place], members=count, inside=place in inside)
        for place, count in seats.items()
    ]
    return Balance(
        sectors=Counter(member.sector for member in bodies.values()),
        places=tuple(sorted(places, key=_rank)),
        of_district=of_district,
        district=tuple(home),
        absent=tuple(one for one in home if one.id not in seats),
    )


def _place(member: Member, by_name: Mapping[str, str]) -> str:
    """Return the settlement of a seat by its id; else the place as it was written."""
    address = member.address
    if address is not None and address.settlement is not None:
        return str(address.settlement)
    written = fold(member.settlement)
    return by_name.get(written, written)


def _rank(place: Place) -> tuple[bool, bool, int, str]:
    """Return where a place stands: the district's, others, what is not known."""
    return not place.name, not place.inside, -place.members, sort_key(place.name)
