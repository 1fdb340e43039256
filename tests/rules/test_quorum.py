"""When a meeting has quorum."""

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.roundtable import QuorumRule, Statutes
from cselekvo.rules.quorum import needed_for_quorum, quorum
from tests.builders import some_statutes

FIXED = some_statutes(quorum_rule=QuorumRule.FIXED, quorum_number=5)
REPEATED = some_statutes(repeated_quorum=3)


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
    ],
)
def test_the_statutes_say_how_many_seats_are_needed(
    statutes: Statutes | None, seats: int, repeated: bool, needed: int
) -> None:
    assert needed_for_quorum(statutes, seats, repeated=repeated) == needed


@given(st.integers(1, 500), st.integers(0, 500))
def test_more_than_half_is_needed_and_half_is_not_enough(seats: int, came: int) -> None:
    assert quorum(None, seats, came).reached is (came * 2 > seats)


def test_an_empty_table_never_has_quorum() -> None:
    empty = quorum(some_statutes(repeated_quorum=0), 0, 0, repeated=True)

    assert not empty.reached
