"""When a meeting has quorum."""

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.roundtable import QuorumRule, Statutes
from cselekvo.rules.quorum import needed_for_quorum, quorum
from tests.builders import some_statutes

FIXED = some_statutes(quorum_rule=QuorumRule.FIXED, quorum_number=5)
REPEATED = some_statutes(repeated_quorum=3)
HALF_PLUS_ONE = some_statutes(quorum_rule=QuorumRule.HALF_PLUS_ONE)


@pytest.mark.parametrize(
    ("statutes", "seats", "repeated", "needed"),
    [
        (None, 38, False, 20),
        (None, 37, False, 19),
        (None, 38, True, 20),
        (some_statutes(), 38, False, 20),
        (FIXED, 38, False, 5),
        (FIXED, 38, True, 5),
        (REPEATED, 38, False, 20),
        (REPEATED, 38, True, 3),
        (some_statutes(quorum_rule=QuorumRule.FIXED), 38, False, 20),
        (some_statutes(repeated_quorum=0), 38, True, 0),
        (HALF_PLUS_ONE, 38, False, 20),
        (HALF_PLUS_ONE, 37, False, 20),
        (HALF_PLUS_ONE, 3, False, 3),
        (HALF_PLUS_ONE, 2, False, 2),
        (HALF_PLUS_ONE, 1, False, 1),
    ],
)
def test_the_statutes_say_how_many_seats_are_needed(
    statutes: Statutes | None, seats: int, repeated: bool, needed: int
) -> None:
    assert needed_for_quorum(statutes, seats, repeated=repeated) == needed


@given(st.integers(1, 500), st.integers(0, 500))
def test_more_than_half_is_needed_and_half_is_not_enough(seats: int, came: int) -> None:
    assert quorum(None, seats, came).reached is (came * 2 > seats)


@given(st.integers(1, 500))
def test_half_plus_one_can_always_be_reached_and_is_no_less_than_more_than_half(
    seats: int,
) -> None:
    needed = needed_for_quorum(HALF_PLUS_ONE, seats, repeated=False)

    assert needed <= seats
    assert needed >= needed_for_quorum(None, seats, repeated=False)
    assert needed * 2 >= min(seats + 2, seats * 2)


def test_half_plus_one_is_read_from_a_sheet_in_either_language() -> None:
    words = ("fele meg egy", "half plus one", "50% + 1", "half_plus_one")

    assert {QuorumRule.read(word) for word in words} == {QuorumRule.HALF_PLUS_ONE}


def test_an_empty_table_never_has_quorum() -> None:
    empty = quorum(some_statutes(repeated_quorum=0), 0, 0, repeated=True)

    assert not empty.reached
