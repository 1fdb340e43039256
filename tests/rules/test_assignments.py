"""Who is in charge of whom: what speaks against it, and the days without anybody."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.domain.mentor import AssignmentRole, MentorAssignment
from cselekvo.domain.period import Period
from cselekvo.findings import Severity
from cselekvo.rules.assignments import (
    USUAL_CAPACITY,
    Gap,
    capacity_of,
    check_assignment,
    check_counties,
    check_load,
    check_mentor,
    check_qualifications,
    gaps_of,
)
from tests.builders import codes, day, span
from tests.mentored import a_mentor, a_qualification, an_assignment

SUPPORTING = AssignmentRole.SUPPORTING
FIRST = date(2015, 1, 1)


@pytest.mark.parametrize(
    ("capacity", "words"),
    [
        (None, []),
        (1, []),
        (0, ["mentor-capacity-not-positive"]),
        (-3, ["mentor-capacity-not-positive"]),
    ],
)
def test_a_mentor_has_room_for_one_unit_at_least(
    capacity: int | None, words: list[str]
) -> None:
    mentor = a_mentor(capacity=capacity)

    assert codes([*check_mentor(mentor, [mentor])]) == words


def test_a_person_is_a_mentor_once_on_a_day() -> None:
    mentor = a_mentor(first="2016-01-01")
    before = a_mentor(id="mn-1", first="2014-01-01", last="2015-12-31")
    beside = a_mentor(id="mn-2", first="2015-01-01", last="2016-01-01")

    assert codes([*check_mentor(mentor, [before, mentor])]) == []
    (found,) = check_mentor(mentor, [before, beside, mentor])
    assert found.word == "mentor-period-overlaps"
    assert dict(found.values) == {"since": FIRST, "until": day("2016-01-01")}


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (an_assignment("BELA"), ["two-primary-mentors"]),
        (an_assignment("BELA", role=SUPPORTING), []),
        (an_assignment("BELA", first="2014-01-01", last="2015-02-28"), []),
        (an_assignment("anna", id_="mb-9", role=SUPPORTING), ["assignment-overlaps"]),
        (an_assignment("ANNA", id_="mb-9", last="2015-03-01"), ["assignment-overlaps"]),
        (an_assignment("ANNA"), []),
    ],
)
def test_a_unit_has_one_primary_mentor_and_each_mentor_once(
    other: MentorAssignment, words: list[str]
) -> None:
    found = check_assignment(an_assignment(), [other], [a_mentor()])

    assert codes([*found]) == words


def test_one_who_supports_may_stand_beside_the_primary_mentor() -> None:
    asked = an_assignment(role=SUPPORTING)

    found = check_assignment(asked, [an_assignment("BELA")], [a_mentor()])

    assert codes([*found]) == []


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2014-12-31", None, ["not-mentor-then"]),
        ("2015-06-01", None, ["not-mentor-then"]),
        ("2015-06-01", "2016-01-01", ["not-mentor-then"]),
        ("2015-01-01", "2015-12-31", []),
    ],
)
def test_an_assignment_lies_within_one_standing_of_its_mentor(
    first: str, last: str | None, words: list[str]
) -> None:
    standings = [a_mentor(last="2015-12-31"), a_mentor(first="2016-01-02")]

    found = check_assignment(an_assignment(first=first, last=last), [], standings)

    assert codes([*found]) == words


@pytest.mark.parametrize(
    ("capacity", "held", "words"),
    [
        (3, 3, []),
        (3, 4, ["mentor-over-load"]),
        (None, USUAL_CAPACITY, []),
        (None, USUAL_CAPACITY + 1, ["mentor-over-load"]),
    ],
)
def test_more_units_than_the_capacity_are_a_warning(
    capacity: int | None, held: int, words: list[str]
) -> None:
    found = list(check_load(a_mentor(capacity=capacity), held))

    assert codes(found) == words
    assert all(one.severity is Severity.WARNING for one in found)
    error = check_load(a_mentor(capacity=1), 2, severity=Severity.ERROR)
    assert [one.severity for one in error] == [Severity.ERROR]


def test_the_usual_capacity_counts_where_none_is_recorded() -> None:
    assert capacity_of(a_mentor()) == USUAL_CAPACITY
    assert capacity_of(a_mentor(capacity=2)) == 2


@pytest.mark.parametrize(
    ("covered", "lies_in", "words"),
    [
        ({"Z"}, {"Z"}, []),
        ({"Z", "B"}, {"B", "C"}, []),
        ({"Z"}, {"B"}, ["mentor-outside-counties"]),
        (set(), {"B"}, []),
        ({"Z"}, set(), []),
    ],
)
def test_a_unit_outside_the_covered_counties_is_found_where_both_are_known(
    covered: set[str], lies_in: set[str], words: list[str]
) -> None:
    found = check_counties("ANNA", "KZ", frozenset(covered), frozenset(lies_in))

    assert codes([*found]) == words


@pytest.mark.parametrize(
    ("expires", "words"),
    [
        (None, []),
        ("2015-03-01", []),
        ("2015-02-28", ["qualification-lapsed"]),
    ],
)
def test_a_qualification_holds_on_its_last_day(
    expires: str | None, words: list[str]
) -> None:
    one = a_qualification(expires=None if expires is None else day(expires))

    found = check_qualifications("ANNA", [one], day("2015-03-01"))

    assert codes([*found]) == words


def test_a_qualification_that_was_won_again_does_not_lapse() -> None:
    old = a_qualification(expires=day("2014-12-31"))
    new = a_qualification(id_="mk-2", expires=day("2016-12-31"))
    other = a_qualification("Más", id_="mk-3", expires=day("2016-12-31"))

    assert codes([*check_qualifications("ANNA", [old, new], FIRST)]) == []
    found = check_qualifications("ANNA", [old, other], FIRST)
    assert [one.values["title"] for one in found] == ["Képzés"]


def _gaps(
    assigned: list[tuple[str, str | None]], *, life: Period, on: str
) -> list[tuple[str, str | None, int, bool]]:
    held = [an_assignment(first=first, last=last) for first, last in assigned]
    return [
        (
            one.period.start.isoformat(),
            None if one.period.last_day is None else one.period.last_day.isoformat(),
            one.days,
            one.lasts,
        )
        for one in gaps_of("KZ", life, held, day(on))
    ]


@pytest.mark.parametrize(
    ("assigned", "gaps"),
    [
        ([], [("2015-01-01", None, 31, True)]),
        ([("2015-01-01", None)], []),
        ([("2014-01-01", None)], []),
        (
            [("2015-01-11", "2015-01-20")],
            [("2015-01-01", "2015-01-10", 10, False), ("2015-01-21", None, 11, True)],
        ),
        ([("2015-01-01", "2015-01-15"), ("2015-01-10", None)], []),
        ([("2015-01-01", "2015-01-31")], []),
        (
            [("2015-01-01", "2015-01-30"), ("2015-03-01", None)],
            [("2015-01-31", "2015-02-28", 1, False)],
        ),
        ([("2014-01-01", "2014-06-30")], [("2015-01-01", None, 31, True)]),
    ],
)
def test_a_gap_is_the_days_without_a_mentor(
    assigned: list[tuple[str, str | None]], gaps: list[Any]
) -> None:
    assert _gaps(assigned, life=Period(FIRST), on="2015-01-31") == gaps


def test_a_gap_ends_with_the_life_of_the_unit() -> None:
    life = span("2015-01-01", "2015-01-20")

    gaps = _gaps([("2015-01-05", "2015-01-10")], life=life, on="2015-06-30")
    later = _gaps([("2015-03-01", None)], life=life, on="2015-06-30")

    assert gaps == [
        ("2015-01-01", "2015-01-04", 4, False),
        ("2015-01-11", "2015-01-20", 10, False),
    ]
    assert later == [("2015-01-01", "2015-01-20", 20, False)]
    assert _gaps([], life=life, on="2014-12-31") == []


_days = st.integers(-5, 40).map(lambda count: FIRST + timedelta(days=count))


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    start = draw(_days)
    length = draw(st.none() | st.integers(1, 15))
    return Period(start, None if length is None else start + timedelta(days=length))


@given(_periods(), st.lists(_periods(), max_size=5), _days)
def test_gaps_and_assignments_together_cover_the_life_exactly(
    life: Period, held: list[Period], on: date
) -> None:
    given_ = [evolve(an_assignment(), period=one) for one in held]

    gaps: list[Gap] = gaps_of("KZ", life, given_, on)

    for offset in range(-10, 80):
        at = FIRST + timedelta(days=offset)
        free = [one for one in gaps if at in one.period]
        alone = at in life and not any(at in one for one in held)
        if at <= on:
            assert len(free) == alone
        else:
            assert len(free) <= alone
    for one in gaps:
        last = on if one.period.last_day is None else min(on, one.period.last_day)
        assert one.days == (last - one.period.start).days + 1 > 0
        assert one.unit == "KZ"
