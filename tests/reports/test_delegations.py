"""A change of people is no leaving and no joining."""

from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.domain.period import Period
from cselekvo.domain.roundtable import Capacity, Representation
from cselekvo.reports.delegations import replacements
from tests.builders import a_membership, a_representation, day, span
from tests.strategies import periods

YEAR = span("2015-01-01", "2015-12-31")
SEAT = a_membership(first="2015-01-01")


def stood(
    person: str,
    first: str,
    last: str | None = None,
    *,
    deputy: bool = False,
    membership: str = "m-1",
) -> Representation:
    """Return somebody who stands for a membership between two days."""
    return a_representation(
        person,
        id_=f"r-{person}-{first}",
        membership=membership,
        capacity=Capacity.DEPUTY if deputy else Capacity.REPRESENTATIVE,
        period=span(first, last),
    )


Told = tuple[str, Capacity, tuple[str, ...], tuple[str, ...]]


def changed(*standing: Representation, within: Period = YEAR) -> list[Told]:
    """Return what changed at one seat: day, capacity, who before, who after."""
    return [
        (one.on.isoformat(), one.capacity, one.before, one.after)
        for one in replacements([SEAT], standing, within)
    ]


def test_one_person_follows_another() -> None:
    found = changed(stood("P1", "2015-01-01", "2015-08-31"), stood("P2", "2015-09-01"))

    assert found == [("2015-09-01", Capacity.REPRESENTATIVE, ("P1",), ("P2",))]


def test_a_gap_is_told_when_it_begins_and_when_it_ends() -> None:
    found = changed(stood("P1", "2015-01-01", "2015-07-31"), stood("P2", "2015-08-17"))

    assert found == [
        ("2015-08-01", Capacity.REPRESENTATIVE, ("P1",), ()),
        ("2015-08-17", Capacity.REPRESENTATIVE, (), ("P2",)),
    ]


def test_who_stands_for_a_member_on_its_first_day_replaced_nobody() -> None:
    assert changed(stood("P1", "2015-01-01")) == []
    named = changed(stood("P1", "2015-01-02"))
    assert named == [("2015-01-02", Capacity.REPRESENTATIVE, (), ("P1",))]


def test_who_goes_with_the_seat_is_not_replaced() -> None:
    seat = a_membership(first="2015-01-01", last="2015-06-30")
    again = a_membership(first="2015-09-15", id_="m-2")
    standing = [
        stood("P1", "2015-01-01", "2015-06-30"),
        stood("P2", "2015-09-15", membership="m-2"),
    ]

    assert replacements([seat, again], standing, YEAR) == []


def test_a_new_seat_without_a_gap_keeps_the_people_that_stay() -> None:
    invited = a_membership(first="2015-01-01", last="2015-06-30", voting=False)
    member = a_membership(first="2015-07-01", id_="m-2")
    same = [
        stood("P1", "2015-01-01", "2015-06-30"),
        stood("P1", "2015-07-01", membership="m-2"),
    ]

    assert replacements([invited, member], same, YEAR) == []


def test_another_position_of_the_same_person_is_no_change() -> None:
    first = stood("P1", "2015-01-01", "2015-08-31")
    second = evolve(stood("P1", "2015-09-01"), position="igazgató")

    assert changed(first, second) == []


def test_deputies_change_apart_and_only_changes_of_the_period_are_told() -> None:
    standing = (
        stood("P1", "2015-01-01"),
        stood("P2", "2015-01-01", "2015-09-30", deputy=True),
        stood("P3", "2015-10-15", deputy=True),
    )

    found = changed(*standing, within=span("2015-10-01", "2015-10-14"))

    assert found == [("2015-10-01", Capacity.DEPUTY, ("P2",), ())]


@given(st.lists(st.tuples(st.sampled_from(["P1", "P2", "P3"]), periods())), periods())
def test_whoever_stands_there_came_by_the_changes_told(
    drawn: list[tuple[str, Period]], within: Period
) -> None:
    standing = [
        evolve(a_representation(person, id_=f"r-{at}"), period=period)
        for at, (person, period) in enumerate(drawn)
    ]
    seat = a_membership(first=None)

    told = replacements([seat], standing, within)

    for one in told:
        people = {rep.person for rep in standing if one.on in rep.period}
        assert set(one.after) == people != set(one.before)
        assert one.on in within
    days = [one.on for one in told]
    assert days == sorted(set(days))


def test_a_person_who_stood_before_our_records_came_in_nobodys_place() -> None:
    seat = a_membership(first=None)
    standing = evolve(stood("P1", "2015-01-01"), period=span(None))

    assert replacements([seat], [standing], span(None, "2015-12-31")) == []
    assert day("2015-01-01") in standing.period
