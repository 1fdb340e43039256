"""What must be true of the records of mentors."""

from typing import Any

import pytest

from cselekvo.domain.identifiers import CountyId, MentorId, RecordId
from cselekvo.domain.mentor import MentorAssignment, MentorCounty
from cselekvo.rules.mentor_records import (
    check_contact,
    check_county,
    check_left,
    check_qualification,
    peak_load,
)
from tests.builders import codes, day
from tests.mentored import a_contact, a_mentor, a_qualification, an_assignment

TODAY = day("2017-06-01")


def _covered(id_: str, county: str) -> MentorCounty:
    return MentorCounty(
        id=RecordId(id_), mentor=MentorId("mn-ANNA"), county=CountyId(county)
    )


def test_assignments_that_no_standing_carries_are_named() -> None:
    kept = an_assignment(unit="KZ", last="2015-12-31")
    left = an_assignment(unit="KB")

    (found,) = check_left("ANNA", [a_mentor(last="2015-12-31")], [kept, left])

    assert (found.word, found.subject) == ("mentor-still-assigned", "ANNA")
    assert found.values["unit"] == "KB"
    assert found.values["since"] == day("2015-03-01")


def test_a_county_is_covered_once() -> None:
    one, again = _covered("mm-1", "MEGYE-20"), _covered("mm-2", "megye-20")
    other = _covered("mm-3", "MEGYE-05")

    assert codes([*check_county(one, [one, other])]) == []
    assert codes([*check_county(one, [one, again])]) == ["mentor-county-doubled"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, []),
        ({"title": " "}, ["qualification-title-empty"]),
        ({"hours": 1, "obtained": TODAY, "expires": TODAY}, []),
        ({"hours": 0}, ["qualification-hours-not-positive"]),
        ({"obtained": day("2017-06-02")}, ["qualification-obtained-in-future"]),
        (
            {"obtained": TODAY, "expires": day("2017-05-31")},
            ["qualification-expires-before-obtained"],
        ),
        ({"expires": day("2017-05-31")}, []),
    ],
)
def test_what_speaks_against_a_qualification_is_found(
    fields: dict[str, Any], words: list[str]
) -> None:
    assert codes([*check_qualification(a_qualification(**fields), TODAY)]) == words


@pytest.mark.parametrize(
    ("on", "minutes", "words"),
    [
        ("2015-01-01", None, []),
        ("2016-12-31", 1, []),
        ("2017-01-01", None, ["not-mentor-then"]),
        ("2014-12-31", None, ["not-mentor-then"]),
        ("2015-01-01", 0, ["contact-minutes-not-positive"]),
        (
            "2017-06-02",
            -5,
            ["day-in-future", "not-mentor-then", "contact-minutes-not-positive"],
        ),
    ],
)
def test_what_speaks_against_a_contact_is_found(
    on: str, minutes: int | None, words: list[str]
) -> None:
    made = a_contact(on=on, minutes=minutes)

    found = check_contact(made, [a_mentor(last="2016-12-31")], TODAY)

    assert codes([*found]) == words


@pytest.mark.parametrize(
    ("beside", "most"),
    [
        ([], 1),
        ([an_assignment(unit="B", last="2015-02-28", first="2015-01-01")], 1),
        ([an_assignment(unit="B", first="2015-01-01")], 2),
        ([an_assignment(unit="KZ", id_="mb-9")], 1),
        ([an_assignment(unit="KZ")], 1),
        (
            [
                an_assignment(unit="B", first="2015-04-01", last="2015-04-30"),
                an_assignment(unit="C", first="2015-04-30", last="2015-05-31"),
                an_assignment(unit="D", first="2015-05-15"),
                an_assignment(unit="E", first="2016-01-01"),
            ],
            3,
        ),
    ],
)
def test_the_load_is_that_of_the_fullest_day_of_the_assignment(
    beside: list[MentorAssignment], most: int
) -> None:
    assert peak_load(an_assignment(last="2015-12-31"), beside) == most
