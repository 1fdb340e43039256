"""Who joined and who left: the law of the count."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.domain.period import Period
from cselekvo.domain.roundtable import Membership
from cselekvo.reports.turnover import joined, left, voting_count
from tests.builders import (
    a_membership,
    day,
    span,
)

DAYS = st.dates(day("2015-01-01"), day("2015-03-31"))


@st.composite
def memberships(draw: st.DrawFn) -> list[Membership]:
    """Draw memberships of a few organisations; those of one may even overlap."""
    made = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(DAYS)
        length = draw(st.none() | st.integers(1, 30))
        end = None if length is None else start + timedelta(days=length)
        made.append(
            evolve(
                a_membership(
                    f"O{draw(st.integers(1, 3))}",
                    id_=f"m-{number}",
                    voting=draw(st.booleans()),
                ),
                period=Period(start, end),
            )
        )
    return made


@given(memberships(), DAYS, DAYS)
def test_who_was_there_and_joined_less_who_left_is_there(
    held: list[Membership], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    within = span(first.isoformat(), last.isoformat())
    before = within.start - timedelta(days=1)

    gained = len(joined(held, within)) - len(left(held, within))

    assert voting_count(held, last) == voting_count(held, before) + gained


@pytest.mark.parametrize(
    ("first", "last", "came", "went"),
    [
        ("2015-05-11", "2015-05-11", 0, 0),
        ("2015-05-12", "2015-05-12", 1, 0),
        ("2015-05-13", "2015-12-31", 0, 0),
        ("2016-01-01", "2016-01-01", 0, 1),
        ("2015-01-01", "2016-12-31", 1, 1),
    ],
)
def test_joining_counts_on_its_first_day_leaving_on_the_day_after_the_last(
    first: str, last: str, came: int, went: int
) -> None:
    held = [a_membership(first="2015-05-12", last="2015-12-31")]

    within = span(first, last)

    assert (len(joined(held, within)), len(left(held, within))) == (came, went)


def test_who_joins_again_the_next_day_has_not_left() -> None:
    held = [
        a_membership(first="2015-01-01", last="2015-06-30", id_="m-1"),
        a_membership(first="2015-07-01", id_="m-2"),
    ]

    assert left(held, span("2015-01-01", "2015-12-31")) == []
    assert [one.on for one in joined(held, span("2015-01-01"))] == [day("2015-01-01")]


def test_who_joins_again_after_a_gap_has_left_and_joined() -> None:
    held = [
        a_membership(first="2015-07-02", id_="m-2"),
        a_membership(first="2015-01-01", last="2015-06-30", id_="m-1"),
    ]

    within = span("2015-01-01", "2015-12-31")

    assert [one.on for one in left(held, within)] == [day("2015-07-01")]
    assert [one.on for one in joined(held, within)] == [
        day("2015-01-01"),
        day("2015-07-02"),
    ]


def test_an_invitee_who_gets_a_vote_joins_then() -> None:
    held = [
        a_membership(first="2015-01-01", last="2015-06-30", id_="m-1", voting=False),
        a_membership(first="2015-07-01", id_="m-2"),
    ]

    (change,) = joined(held, span("2015-01-01", "2015-12-31"))

    assert (change.on, change.organisation) == (day("2015-07-01"), "O1")
