"""How often members attended: the law of the rates."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.roundtable import Attendance, Membership, Presence, Statutes
from cselekvo.reports.sittings import Sitting, statutes_on
from cselekvo.reports.turnout import Turnout, together, turnouts
from tests.builders import a_meeting, an_attendance, day, some_statutes, span
from tests.reports.test_turnover import DAYS, memberships

O1, O2 = OrganisationId("O1"), OrganisationId("O2")
PRESENT, DEPUTY = Presence.PRESENT, Presence.DEPUTY
EXCUSED, ABSENT = Presence.EXCUSED, Presence.ABSENT


def a_sitting(
    on: str | date = "2015-05-12",
    *,
    seats: frozenset[OrganisationId] = frozenset({O1, O2}),
    guests: frozenset[OrganisationId] = frozenset(),
    statutes: Statutes | None = None,
    repeated: bool = False,
    **presences: Presence,
) -> Sitting:
    """Return a meeting, and how bodies were there."""
    met = on if isinstance(on, str) else on.isoformat()
    noted = {
        OrganisationId(body): an_attendance(body, presence)
        for body, presence in presences.items()
    }
    return Sitting(
        meeting=evolve(a_meeting(met), repeated=repeated),
        statutes=statutes,
        seats=seats,
        guests=guests,
        noted=noted,
    )


@st.composite
def held(draw: st.DrawFn) -> tuple[list[Membership], list[Sitting]]:
    """Draw a table and meetings, at some of which nobody is noted."""
    seated = draw(memberships())
    sittings = []
    for on in sorted(draw(st.lists(DAYS, max_size=5))):
        there = [one for one in seated if on in one.period]
        seats = frozenset(one.organisation for one in there if one.voting)
        guests = frozenset(one.organisation for one in there) - seats
        came = draw(st.sets(st.sampled_from(sorted(seats | guests)))) if there else ()
        presences = {one: draw(st.sampled_from(Presence)) for one in came}
        sittings.append(a_sitting(on, seats=seats, guests=guests, **presences))
    return seated, sittings


@given(held())
def test_what_members_attended_is_who_was_present(
    drawn: tuple[list[Membership], list[Sitting]],
) -> None:
    seated, sittings = drawn
    recorded = [one for one in sittings if one.is_recorded]
    found = turnouts(sittings)

    voting = together(one for (_, has_vote), one in found.items() if has_vote)
    others = together(one for (_, has_vote), one in found.items() if not has_vote)

    assert voting.held == sum(len(one.seats) for one in recorded)
    assert voting.attended == sum(one.present for one in recorded)
    assert others.attended == sum(one.guests_present for one in recorded)
    assert {body for body, _ in found} <= {one.organisation for one in seated}


@given(held())
def test_a_rate_lies_between_nothing_and_all_and_is_of_meetings_held(
    drawn: tuple[list[Membership], list[Sitting]],
) -> None:
    seated, sittings = drawn

    for (body, voting), one in turnouts(sittings).items():
        own = [
            sitting
            for sitting in sittings
            if sitting.is_recorded
            and body in (sitting.seats if voting else sitting.guests)
        ]
        assert 0 <= one.attended <= one.held == len(own)
        assert one.rate == one.attended / len(own)
        assert (one.last is None) is (one.attended == 0)
        assert any(m.organisation == body and m.voting is voting for m in seated)


@given(held())
def test_the_seats_of_a_meeting_are_all_accounted_for(
    drawn: tuple[list[Membership], list[Sitting]],
) -> None:
    for one in drawn[1]:
        counts = one.counts
        ways = sum(counts[presence] for presence in Presence)
        assert ways + one.not_noted == len(one.seats)
        assert 0 <= one.present <= len(one.seats)
        quorum = one.quorum
        assert (quorum is None) is not one.is_recorded
        if quorum is not None:
            assert (quorum.seats, quorum.present) == (len(one.seats), one.present)


def test_a_deputy_attends_an_excuse_and_an_absence_do_not() -> None:
    sittings = [
        a_sitting("2015-05-12", O1=PRESENT, O2=EXCUSED),
        a_sitting("2015-06-16", O1=DEPUTY, O2=ABSENT),
        a_sitting("2015-07-21", O1=EXCUSED, O2=ABSENT),
    ]

    found = turnouts(sittings)

    first = Turnout(held=3, in_person=1, by_deputy=1, last=day("2015-06-16"))
    assert found[O1, True] == first
    assert found[O1, True].rate == pytest.approx(2 / 3)
    assert found[O2, True] == Turnout(held=3)
    assert found[O2, True].rate == 0
    assert together(found.values()) == evolve(first, held=6)


def test_who_was_a_member_at_no_meeting_has_no_rate() -> None:
    assert Turnout().rate is None
    assert together(()).rate is None


def test_a_meeting_of_which_nobody_is_noted_counts_in_no_rate() -> None:
    silent = a_sitting()

    assert turnouts([silent]) == {}
    assert silent.quorum is None


def test_who_is_not_noted_at_a_meeting_has_not_attended_it() -> None:
    found = turnouts([a_sitting(O1=PRESENT)])

    assert found[O2, True] == Turnout(held=1)


def test_an_invitee_has_a_turnout_of_its_own_and_fills_no_seat() -> None:
    one = a_sitting(seats=frozenset({O1}), guests=frozenset({O2}), O2=PRESENT)

    found = turnouts([one])

    assert (found[O1, True].rate, found[O2, False].rate) == (0, 1)
    assert (one.present, one.guests_present) == (0, 1)


@pytest.mark.parametrize(("repeated", "reached"), [(False, False), (True, True)])
def test_a_repeated_meeting_has_the_quorum_that_its_statutes_lower(
    repeated: bool, reached: bool
) -> None:
    statutes = some_statutes(repeated_quorum=1)

    quorum = a_sitting(statutes=statutes, repeated=repeated, O1=DEPUTY).quorum

    assert quorum is not None
    assert (quorum.seats, quorum.needed, quorum.present) == (2, 2 - repeated, 1)
    assert quorum.reached is reached


@pytest.mark.parametrize(
    ("statutes", "several"),
    [
        (None, ("P1",)),
        (some_statutes(), ("P1",)),
        (some_statutes(one_person_many_seats=True), ()),
    ],
)
def test_one_person_for_two_seats_is_seen_unless_the_statutes_allow_it(
    statutes: Statutes | None, several: tuple[str, ...]
) -> None:
    def came(body: str, presence: Presence = PRESENT) -> Attendance:
        return an_attendance(body, presence, person="P1")

    one = evolve(a_sitting(statutes=statutes), noted={O1: came("O1"), O2: came("O2")})
    excused = evolve(one, noted={O1: came("O1"), O2: came("O2", EXCUSED)})

    assert one.stood_for_several == several
    assert excused.stood_for_several == ()


def test_the_statutes_of_a_day_are_those_in_force_on_it() -> None:
    first = some_statutes(id_="st-1", period=span("2015-05-12", "2015-11-30"))
    second = some_statutes(id_="st-2", period=span("2015-12-01"))

    found = [
        statutes_on([first, second], day(on))
        for on in ("2015-05-11", "2015-11-30", "2015-12-01")
    ]

    assert found == [None, first, second]
