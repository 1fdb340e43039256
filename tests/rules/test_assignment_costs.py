"""What a pair costs: distance, field, balance and the past, in exact thousandths."""

from decimal import Decimal
from fractions import Fraction
from math import atan2, cos, hypot, isclose, pi, radians, sin

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.identifiers import CountyId, DistrictId, SettlementId
from cselekvo.domain.territory import Settlement
from cselekvo.i18n.sentences import message
from cselekvo.rules.assignment_costs import (
    EARTH_RADIUS_KM,
    Costs,
    Location,
    Need,
    Offer,
    Parts,
    Weights,
    check_weights,
    divided,
    metres_between,
    steps_between,
)

_HERE = Location(settlement="s", district="d", county="c", region="r")


@pytest.mark.parametrize(
    ("other", "steps"),
    [
        (_HERE, 0),
        (Location(settlement="t", district="d", county="c", region="r"), 1),
        (Location(settlement="t", district="e", county="c", region="r"), 2),
        (Location(settlement="t", district="e", county="b", region="r"), 3),
        (Location(settlement="t", district="e", county="b", region="q"), 4),
        (Location(county="c"), 2),
        (Location(), 4),
    ],
)
def test_steps_follow_from_what_two_places_share(other: Location, steps: int) -> None:
    assert steps_between(_HERE, other) == steps
    assert steps_between(other, _HERE) == steps


def test_places_of_which_nothing_is_known_are_not_the_same() -> None:
    assert steps_between(Location(), Location()) == 4


def test_a_settlement_is_a_location() -> None:
    settlement = Settlement(
        id=SettlementId("KSH-32522"),
        name="Zalaszentgrót",
        county=CountyId("zala"),
        district=DistrictId("zalaszentgroti"),
        latitude=46.94,
        longitude=17.08,
    )

    assert Location.of(settlement, "HU22") == Location(
        settlement="KSH-32522",
        district="zalaszentgroti",
        county="zala",
        region="HU22",
        latitude=46.94,
        longitude=17.08,
    )


def _at(latitude: float | None, longitude: float | None) -> Location:
    return Location(latitude=latitude, longitude=longitude)


def test_a_quarter_of_the_earth_is_a_quarter_of_its_circumference() -> None:
    quarter = round(500 * pi * EARTH_RADIUS_KM)

    assert metres_between(_at(0, 0), _at(90, 0)) == quarter
    assert metres_between(_at(0, 0), _at(0, -90)) == quarter
    assert metres_between(_at(0, 0), _at(0, 180)) == round(1000 * pi * EARTH_RADIUS_KM)


@given(
    st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180)
)
def test_the_great_circle_is_the_angle_between_two_vectors(
    north: float, east: float, north_2: float, east_2: float
) -> None:
    one, other = _vector(north, east), _vector(north_2, east_2)
    crossed = (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )
    along = sum(a * b for a, b in zip(one, other, strict=True))
    angle = atan2(hypot(*crossed), along)

    metres = metres_between(_at(north, east), _at(north_2, east_2))

    assert metres is not None
    assert isclose(metres, 1000 * EARTH_RADIUS_KM * angle, rel_tol=1e-7, abs_tol=1.5)
    assert metres == metres_between(_at(north_2, east_2), _at(north, east))


def _vector(north: float, east: float) -> tuple[float, float, float]:
    phi, lam = radians(north), radians(east)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


@pytest.mark.parametrize(
    "odd",
    [_at(None, 19), _at(47, None), _at(91, 19), _at(47, 181), _at(float("nan"), 0)],
)
def test_a_place_without_coordinates_on_earth_has_no_great_circle(
    odd: Location,
) -> None:
    assert metres_between(_at(47, 19), odd) is None
    assert metres_between(odd, _at(47, 19)) is None


def _costs(offer: Offer, need: Need, weights: Weights | None = None) -> Costs:
    return Costs(weights or Weights(), [offer], [need])


def test_parts_are_weighed_and_summed() -> None:
    offer = Offer(mentor="m", capacity=1, location=Location(county="zala"))
    need = Need(unit="u", field="museum", location=Location(county="zala"))
    weights = Weights(
        distance=Decimal("1.5"), field=Decimal("0.25"), continuity=Decimal(3)
    )
    costs = _costs(offer, need, weights)

    assert costs.parts("u", "m") == Parts(distance=3000, field=250, continuity=3000)
    assert costs("u", "m") == Decimal("6.25")


def test_what_a_mentor_knows_and_has_had_costs_nothing() -> None:
    knows = frozenset({"museum", "library"})
    offer = Offer(mentor="m", capacity=1, fields=knows, had=frozenset({"u"}))
    needs = [Need(unit="u", field="museum"), Need(unit="v")]
    costs = Costs(Weights(distance=Decimal(0)), [offer], needs)

    assert costs("u", "m") == 0
    assert costs("v", "m") == 2


def test_where_both_have_coordinates_kilometres_count() -> None:
    budapest, szeged = _at(47.4979, 19.0402), _at(46.2530, 20.1414)
    metres = metres_between(budapest, szeged)
    assert metres is not None
    assert 160_000 < metres < 165_000
    offer = Offer(mentor="m", capacity=1, location=budapest)
    costs = _costs(offer, Need(unit="u", location=szeged))

    expected = round(Fraction(metres, 40))
    assert costs.parts("u", "m").distance == expected
    assert 4000 < expected < 4100


def test_within_one_settlement_coordinates_are_not_asked() -> None:
    one = Location(settlement="s", latitude=47.0, longitude=19.0)
    other = Location(settlement="s", latitude=47.1, longitude=19.0)
    costs = _costs(
        Offer(mentor="m", capacity=1, location=one), Need(unit="u", location=other)
    )

    assert costs.parts("u", "m").distance == 0


def test_the_load_of_a_mentor_rises_with_each_unit() -> None:
    costs = _costs(Offer(mentor="m", capacity=4), Need(unit="u"))

    assert [costs.load("m", count) for count in (1, 2, 3, 4)] == [
        Decimal("0.125"),
        Decimal("0.375"),
        Decimal("0.625"),
        Decimal("0.875"),
    ]


@given(st.integers(1, 300), st.integers(0, 3000))
def test_the_load_never_falls_and_sums_to_half_the_capacity(
    capacity: int, thousandths: int
) -> None:
    weights = Weights(balance=Decimal(thousandths) / 1000)
    costs = _costs(Offer(mentor="m", capacity=capacity), Need(unit="u"), weights)

    loads = [costs.load("m", count) for count in range(1, capacity + 1)]

    assert loads == sorted(loads)
    assert abs(sum(loads) - weights.balance * capacity / 2) <= Decimal(capacity) / 2000


def test_a_mentor_without_capacity_has_a_load_all_the_same() -> None:
    costs = _costs(Offer(mentor="m", capacity=0), Need(unit="u"))

    assert costs.load("m", 1) == Decimal("0.5")


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_quotients_are_rounded_half_to_even(number: int, by: int) -> None:
    assert divided(number, by) == round(Fraction(number, by))


@pytest.mark.parametrize(
    ("weights", "word"),
    [
        (Weights(distance=Decimal(-1)), "matching-weight-not-allowed"),
        (Weights(field=Decimal("nan")), "matching-weight-not-allowed"),
        (Weights(balance=Decimal("0.0001")), "matching-weight-not-allowed"),
        (Weights(continuity=Decimal(10**7)), "matching-weight-not-allowed"),
        (Weights(km_per_step=Decimal(0)), "matching-scale-not-allowed"),
        (Weights(km_per_step=Decimal("inf")), "matching-scale-not-allowed"),
    ],
)
def test_a_weight_that_cannot_be_is_found(weights: Weights, word: str) -> None:
    (found,) = check_weights(weights)

    assert found.word == word
    assert "%(" not in message(found, "hu")
    assert "{" not in message(found, "en")


def test_every_weight_at_fault_is_found_and_zero_is_none() -> None:
    odd = Weights(distance=Decimal(-1), field=Decimal(-1), balance=Decimal(0))

    assert [one.subject for one in check_weights(odd)] == ["distance", "field"]
    assert list(check_weights(Weights())) == []
