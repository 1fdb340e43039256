"""What may sit at a table, in which office, represented by whom."""

import pytest

from cselekvo.domain.roundtable import (
    Capacity,
    MemberRole,
    OfficeKind,
    Presence,
)
from cselekvo.findings import Finding, Severity
from cselekvo.rules import memberships as rule
from cselekvo.rules.meetings import check_attendance, check_leaving, check_meeting
from tests.builders import (
    a_meeting,
    a_membership,
    a_partnership,
    a_representation,
    a_table,
    an_attendance,
    an_office,
    codes,
    day,
    some_statutes,
    span,
)


def words(findings: object) -> list[str]:
    return codes(list(findings))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2016-01-01", None, []),
        ("2015-12-31", None, ["already-member"]),
        ("2014-01-01", "2014-12-31", []),
        ("2014-01-01", "2015-01-01", ["already-member"]),
        (None, None, ["already-member"]),
    ],
)
def test_an_organisation_sits_once_at_a_time(
    first: str | None, last: str | None, found: list[str]
) -> None:
    held = [a_membership(first="2015-01-01", last="2015-12-31", id_="m-1")]
    joining = a_membership(first=first, last=last, id_="m-2")

    assert words(rule.check_membership(joining, held)) == found


def test_a_corrected_seat_does_not_stand_in_its_own_way() -> None:
    held = [a_membership(id_="m-1")]

    assert words(rule.check_membership(a_membership(first="2014-01-01"), held)) == []


def test_an_invitee_has_no_vote() -> None:
    voting = a_membership(role=MemberRole.STANDING_INVITEE, voting=True)
    silent = a_membership(role=MemberRole.STANDING_INVITEE, voting=False)

    assert words(rule.check_membership(voting, [])) == ["invitee-with-vote"]
    assert words(rule.check_membership(silent, [])) == []


def test_a_seat_before_the_founding_is_warned_of() -> None:
    table = a_table(founded="2015-06-01")

    found = list(rule.check_table_life(a_membership(first="2015-05-31"), table))

    assert [one.severity for one in found] == [Severity.WARNING]
    assert words(rule.check_table_life(a_membership(first="2015-06-01"), table)) == []


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (None, ["after-dissolution"]),
        ("2016-01-01", ["after-dissolution"]),
        ("2015-12-31", []),
    ],
)
def test_no_seat_outlives_its_table(last: str | None, found: list[str]) -> None:
    table = a_table(dissolved="2015-12-31")

    assert words(rule.check_table_life(a_membership(last=last), table)) == found


def test_a_programmes_table_takes_partners_of_its_programme() -> None:
    table = a_table(programme="PROG")
    seat = a_membership(first="2015-01-01")
    partner = a_partnership(period=span("2015-01-01", "2015-01-01"))
    later = a_partnership(period=span("2015-01-02"))
    elsewhere = a_partnership(programme="OTHER")

    def found(*partnerships: object) -> list[str]:
        return words(rule.check_admitted(seat, table, None, partnerships))  # type: ignore[arg-type]

    assert found(partner) == []
    assert found(later, elsewhere) == found() == ["not-admitted"]


def test_statutes_may_open_a_table_to_others() -> None:
    table, seat = a_table(programme="PROG"), a_membership()
    closed = some_statutes()
    opened = some_statutes(admitted_only=False)

    assert words(rule.check_admitted(seat, table, opened, [])) == []
    assert words(rule.check_admitted(seat, table, closed, [])) == ["not-admitted"]
    assert words(rule.check_admitted(seat, a_table(), closed, [])) == []


@pytest.mark.parametrize(
    ("seats", "voting", "sitting", "found"),
    [
        (2, True, 1, []),
        (2, True, 2, ["seats-full"]),
        (2, False, 2, []),
        (None, True, 99, []),
    ],
)
def test_more_voters_than_seats_are_warned_of(
    seats: int | None, voting: bool, sitting: int, found: list[str]
) -> None:
    statutes = some_statutes(seats=seats)
    seat = a_membership(voting=voting)

    assert words(rule.check_seats(seat, statutes, sitting)) == found
    assert words(rule.check_seats(seat, None, sitting)) == []


def offices(office: object, *others: object, voting: bool = True) -> list[str]:
    seat = a_membership(first="2015-01-01", last="2015-12-31", voting=voting)
    return words(rule.check_office(office, seat, others))  # type: ignore[arg-type]


def test_an_office_lies_inside_its_membership_and_needs_a_vote() -> None:
    inside = an_office(period=span("2015-02-01", "2015-12-31"))
    outside = an_office(period=span("2015-02-01"))

    assert offices(inside) == []
    assert offices(outside) == ["office-outside-membership"]
    assert offices(inside, voting=False) == ["office-without-vote"]


@pytest.mark.parametrize(
    ("kind", "membership", "found"),
    [
        (OfficeKind.CHAIR, "m-2", ["office-taken"]),
        (OfficeKind.SECRETARY, "m-1", ["office-taken"]),
        (OfficeKind.VICE_CHAIR, "m-2", []),
        (OfficeKind.VICE_CHAIR, "m-1", ["office-taken"]),
    ],
)
def test_an_office_is_held_by_one_but_vice_chairs_may_be_several(
    kind: OfficeKind, membership: str, found: list[str]
) -> None:
    asked = an_office(kind, period=span("2015-06-01", "2015-12-31"))
    other = an_office(
        kind, id_="o-2", membership=membership, period=span("2015-01-01", "2015-06-01")
    )
    earlier = an_office(
        kind, id_="o-3", membership=membership, period=span("2015-01-01", "2015-05-31")
    )
    another = an_office(
        OfficeKind.CHAIR if kind is not OfficeKind.CHAIR else OfficeKind.SECRETARY,
        id_="o-4",
    )

    assert offices(asked, other, asked) == found
    assert offices(asked, earlier, another) == []


def people(
    asked: object, *others: object, several: bool | None = None
) -> list[Finding]:
    seat = a_membership(first="2015-01-01", last="2015-12-31")
    statutes = None if several is None else some_statutes(one_person_many_seats=several)
    return list(rule.check_representation(asked, seat, others, statutes))  # type: ignore[arg-type]


YEAR = span("2015-01-01", "2015-12-31")


def test_a_representation_lies_inside_its_membership() -> None:
    outside = a_representation(period=span("2015-01-01"))

    assert codes(people(outside)) == ["representation-outside-membership"]
    assert people(a_representation(period=YEAR)) == []


def test_a_seat_has_one_representative_and_any_deputies() -> None:
    first = a_representation("P1", period=YEAR)
    second = a_representation("P2", id_="r-2", period=YEAR)
    deputy = a_representation("P2", id_="r-3", capacity=Capacity.DEPUTY, period=YEAR)
    other = a_representation("P3", id_="r-4", capacity=Capacity.DEPUTY, period=YEAR)

    assert codes(people(second, first)) == ["already-represented"]
    assert people(deputy, first, other) == []
    assert people(first, first, deputy) == []


def test_nobody_is_named_twice_for_one_seat_on_a_day() -> None:
    first = a_representation("P1", period=YEAR)
    again = a_representation("P1", id_="r-2", capacity=Capacity.DEPUTY, period=YEAR)
    spring = a_representation("P1", id_="r-3", period=span("2015-01-01", "2015-03-31"))
    summer = a_representation("P1", id_="r-4", period=span("2015-04-01", "2015-12-31"))

    assert codes(people(again, first)) == ["already-represented"]
    assert people(summer, spring) == []


def test_one_person_stands_for_two_seats_only_where_the_statutes_say_so() -> None:
    here = a_representation("P1", period=YEAR)
    there = a_representation("P1", id_="r-2", membership="m-2", period=YEAR)
    somebody = a_representation("P2", id_="r-3", membership="m-2", period=YEAR)

    assert codes(people(here, there)) == ["stands-for-two"]
    assert codes(people(here, there, several=False)) == ["stands-for-two"]
    assert people(here, there, several=True) == []
    assert people(here, somebody) == []


def test_a_meeting_noted_twice_or_before_the_founding_is_warned_of() -> None:
    table = a_table(founded="2015-06-01")
    noted = a_meeting("2015-05-31")
    again = a_meeting("2015-05-31", id_="U2")
    other = a_meeting("2015-06-01", id_="U3")

    found = list(check_meeting(noted, table, [noted, again, other]))

    assert codes(found) == ["meeting-doubled", "before-founding"]
    assert {one.severity for one in found} == {Severity.WARNING}
    assert words(check_meeting(other, table, [again])) == []
    assert words(check_meeting(noted, a_table(), [])) == []


@pytest.mark.parametrize(
    ("presence", "person", "found"),
    [
        (Presence.PRESENT, "P1", []),
        (Presence.DEPUTY, "P2", []),
        (Presence.PRESENT, None, []),
        (Presence.PRESENT, "P9", ["person-not-delegated"]),
        (Presence.EXCUSED, "P9", []),
    ],
)
def test_who_came_is_a_delegate_of_the_day(
    presence: Presence, person: str | None, found: list[str]
) -> None:
    meeting = a_meeting("2015-11-30")
    delegates = [
        a_representation("P1"),
        a_representation("P2", id_="r-2", capacity=Capacity.DEPUTY),
        a_representation("P9", id_="r-3", period=span("2015-12-01")),
        a_representation("P9", id_="r-4", membership="m-2"),
    ]

    told = check_attendance(
        an_attendance(presence=presence, person=person),
        meeting,
        [a_membership()],
        delegates,
    )

    assert words(told) == found


def test_attendance_of_who_is_not_on_the_roster_of_the_day_is_found() -> None:
    meeting = a_meeting("2015-11-30")
    left = a_membership(last="2015-11-29")

    found = list(check_attendance(an_attendance(), meeting, [left], []))

    assert codes(found) == ["not-on-roster-of-the-day"]
    assert found[0].values == {"on": day("2015-11-30")}


def test_nobody_leaves_before_a_meeting_that_they_attended() -> None:
    meetings = [a_meeting("2015-11-30"), a_meeting("2015-12-15", id_="U2")]

    def told(last: str) -> list[str]:
        return words(check_leaving("O1", day(last), meetings))

    assert told("2015-12-15") == []
    assert told("2015-12-14") == ["attended-later"]
    assert told("2015-11-29") == ["attended-later", "attended-later"]


def test_seats_that_outlive_the_partnership_are_warned_of() -> None:
    tables = {"K1": a_table(programme="PROG"), "K2": a_table("K2")}
    leaving = a_partnership(period=span("2015-01-01", "2015-12-31"))
    seats = [
        a_membership(id_="m-1"),
        a_membership(id_="m-2", last="2016-01-01"),
        a_membership(id_="m-3", last="2015-12-31"),
        a_membership(id_="m-4", table="K2"),
        a_membership(id_="m-5", table="K9"),
    ]

    found = list(rule.check_still_seated(leaving, tables, seats))

    assert codes(found) == ["still-seated", "still-seated"]
    assert {one.severity for one in found} == {Severity.WARNING}
    assert words(rule.check_still_seated(a_partnership(), tables, seats)) == []


def test_who_attended_a_later_meeting_has_not_left_before() -> None:
    before, after = a_meeting("2015-06-01"), a_meeting("2015-09-01")

    assert words(check_leaving("O1", day("2015-08-31"), [before, after])) == [
        "attended-later"
    ]
    assert words(check_leaving("O1", day("2015-09-01"), [before, after])) == []
