"""What it costs to put a unit in a mentor's charge: distance, field, balance, the past.

All four are in one unit, the step of DESIGN section 11: the way from one district to
another of the same county costs two of them. Costs are whole thousandths of it, rounded
once, half to even, as they are made; whoever adds them up adds whole numbers, so that
two engines that find the least total find the same one.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from math import asin, cos, isfinite, radians, sin, sqrt
from typing import Final

import attrs
from attrs import frozen

from cselekvo.domain.territory import Settlement
from cselekvo.findings import Finding

#: Mean radius of the Earth in km, (2a + b) / 3 of GRS 80 (IUGG; Moritz 2000).
EARTH_RADIUS_KM: Final = 6371.0088
#: Costs are kept in so many parts of a step.
PARTS: Final = 1000
#: No weight is larger.
LARGEST_WEIGHT: Final = 1_000_000
_ELSEWHERE: Final = 4
_SAME_COUNTY: Final = 2
_POLE: Final = 90
_Radians = tuple[float, float]


class AssignmentCostCode(Enum):
    """What can be wrong with the weights of a matching."""

    WEIGHT_NOT_ALLOWED = "matching-weight-not-allowed"
    SCALE_NOT_ALLOWED = "matching-scale-not-allowed"


@frozen(kw_only=True)
class Location:
    """Where a mentor starts from, or where a unit is; what is empty is not known."""

    settlement: str = ""
    district: str = ""
    county: str = ""
    region: str = ""
    latitude: float | None = None  #: degrees north
    longitude: float | None = None  #: degrees east

    @classmethod
    def of(cls, settlement: Settlement, region: str = "") -> "Location":
        """Return where a settlement is; its region depends on the edition in force."""
        return cls(
            settlement=settlement.id,
            district=settlement.district or "",
            county=settlement.county,
            region=region,
            latitude=settlement.latitude,
            longitude=settlement.longitude,
        )


def steps_between(one: Location, other: Location) -> int:
    """Return the distance of places without coordinates (DESIGN section 11).

    Returns:
        0 in the same settlement, 1 in the same district, 2 in the same county, 3 in the
        same region, else 4; what is not known of either is not the same.
    """
    pairs = (
        (one.settlement, other.settlement),
        (one.district, other.district),
        (one.county, other.county),
        (one.region, other.region),
    )
    return next((n for n, (a, b) in enumerate(pairs) if a and a == b), _ELSEWHERE)


def metres_between(one: Location, other: Location) -> int | None:
    """Return the great circle between two places in metres.

    The haversine formula on a sphere of `EARTH_RADIUS_KM`: twice the radius times the
    arc sine of the root of `sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2)`.

    Returns:
        Whole metres, or None where either has no coordinates, or none on Earth.
    """
    at, there = _radians(one), _radians(other)
    return None if at is None or there is None else _arc(at, there)


def _arc(one: _Radians, other: _Radians) -> int:
    (north, east), (north_2, east_2) = one, other
    half = sin((north_2 - north) / 2) ** 2
    half += cos(north) * cos(north_2) * sin((east_2 - east) / 2) ** 2
    return round(2000 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half))))


def _radians(place: Location) -> _Radians | None:
    """Return latitude and longitude in radians, if they are on Earth."""
    north, east = place.latitude, place.longitude
    if north is None or east is None or not (isfinite(north) and isfinite(east)):
        return None
    if abs(north) > _POLE or abs(east) > 2 * _POLE:
        return None
    return radians(north), radians(east)


@frozen(kw_only=True)
class Weights:
    """How much each part of a cost counts; a coordinator may set them.

    Attributes:
        distance: Of a step (district 1, county 2, region 3, else 4), or of every
            `km_per_step` km of the great circle where both places have coordinates.
        field: Of a unit whose field is none of the mentor's.
        balance: Of load: the k-th unit of a mentor with capacity K costs
            `(2k - 1) / 2K` of it, so that k units cost `k² / 2K`: the fuller, the
            dearer, half a weight for each unit of a full mentor on average.
        continuity: Of a unit that the mentor has not had before.
        km_per_step: How many km count as a step, so that places with coordinates and
            without can stand in one matching. Four steps of 40 km are about the mean
            distance of two places in a disc as large as Hungary: 93 000 km², whose
            mean is 128 / 45π of its radius, 156 km.
    """

    distance: Decimal = attrs.field(default=Decimal(1), converter=Decimal)
    field: Decimal = attrs.field(default=Decimal(1), converter=Decimal)
    balance: Decimal = attrs.field(default=Decimal(1), converter=Decimal)
    continuity: Decimal = attrs.field(default=Decimal(2), converter=Decimal)
    km_per_step: Decimal = attrs.field(default=Decimal(40), converter=Decimal)


def check_weights(weights: Weights) -> Iterator[Finding]:
    """Find the weights that are below 0, too large, or finer than thousandths."""
    for name in (one.name for one in attrs.fields(Weights)):
        value: Decimal = getattr(weights, name)
        is_scale = name == "km_per_step"
        least = Decimal(1) / PARTS if is_scale else Decimal(0)
        known = value.is_finite() and least <= value <= LARGEST_WEIGHT
        if known and value * PARTS == int(value * PARTS):
            continue
        code = AssignmentCostCode.WEIGHT_NOT_ALLOWED
        if is_scale:
            code = AssignmentCostCode.SCALE_NOT_ALLOWED
        values = {"name": name, "text": str(value), "most": LARGEST_WEIGHT}
        yield Finding(code, subject=name, values=values)


@frozen(kw_only=True)
class Offer:
    """What a mentor brings to a matching.

    Attributes:
        mentor: The mentor's id.
        capacity: How many units it can have in all.
        held: How many of them it has already that are not to be matched.
        fields: What it knows: museum, library, community culture.
        location: Where it starts from.
        covered: The counties that it covers: a unit in one of them is no farther, where
            there are no coordinates, than a place of its own county.
        had: The units that it has or had in its charge.
    """

    mentor: str
    capacity: int
    held: int = 0
    fields: frozenset[str] = frozenset()
    location: Location = Location()
    covered: frozenset[str] = frozenset()
    had: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Need:
    """What a unit asks of its mentor; without a `field` any mentor's will do."""

    unit: str
    field: str = ""
    location: Location = Location()


@frozen(kw_only=True)
class Parts:
    """What a cost is made of, in thousandths of a step."""

    distance: int
    field: int
    continuity: int

    @property
    def total(self) -> int:
        """Return the sum of the parts."""
        return self.distance + self.field + self.continuity


class Costs:
    """What each pair costs, and each further unit of a mentor.

    Args:
        weights: Those that `check_weights` finds nothing wrong with.
        offers: What the mentors bring.
        needs: What the units ask for.
    """

    def __init__(
        self, weights: Weights, offers: Iterable[Offer], needs: Iterable[Need]
    ) -> None:
        self._offers = {one.mentor: one for one in offers}
        self._needs = {one.unit: one for one in needs}
        self._from = {id_: _radians(one.location) for id_, one in self._offers.items()}
        self._to = {id_: _radians(one.location) for id_, one in self._needs.items()}
        self._distance = int(weights.distance * PARTS)
        self._field = int(weights.field * PARTS)
        self._balance = int(weights.balance * PARTS)
        self._continuity = int(weights.continuity * PARTS)
        self._metres = int(weights.km_per_step * PARTS)

    def __call__(self, unit: str, mentor: str) -> Decimal:
        """Return what a pair costs, in steps; what the load adds is not in it."""
        return Decimal(self.parts(unit, mentor).total).scaleb(-3)

    def parts(self, unit: str, mentor: str) -> Parts:
        """Return what the cost of a pair is made of."""
        offer, need = self._offers[mentor], self._needs[unit]
        fits = not need.field or need.field in offer.fields
        return Parts(
            distance=self._way(offer, need),
            field=0 if fits else self._field,
            continuity=0 if unit in offer.had else self._continuity,
        )

    def _way(self, offer: Offer, need: Need) -> int:
        one, other = offer.location, need.location
        if one.settlement and one.settlement == other.settlement:
            return 0
        at, there = self._from[offer.mentor], self._to[need.unit]
        if at is None or there is None:
            steps = steps_between(one, other)
            if other.county in offer.covered:
                steps = min(steps, _SAME_COUNTY)
            return self._distance * steps
        return divided(self._distance * _arc(at, there), self._metres)

    def load(self, mentor: str, count: int) -> Decimal:
        """Return what a mentor's unit number `count` costs on top, in steps."""
        capacity = max(1, self._offers[mentor].capacity)
        part = divided(self._balance * (2 * count - 1), 2 * capacity)
        return Decimal(part).scaleb(-3)


def divided(number: int, by: int) -> int:
    """Return a quotient of whole numbers, rounded half to even, with no fraction."""
    whole, rest = divmod(number, by)
    return whole + (2 * rest > by or (2 * rest == by and whole % 2 == 1))
