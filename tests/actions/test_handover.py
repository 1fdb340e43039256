"""A mentor hands over what they are in charge of: planned, done, taken back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions.handover import Handover, Plan, hand_over, plan_handover
from cselekvo.domain.mentor import (
    AssignmentRole,
    Mentor,
    MentorAssignment,
    MentorField,
)
from cselekvo.domain.user import ReachKind, Role
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Finding, has_errors
from cselekvo.rules.permissions import Actor, Grant
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, an_actor, codes, day
from tests.mentored import a_contact, a_mentor, an_assignment, assign, contact, mentor
from tests.processes import a_community
from tests.stores import Clock
from tests.verbs import undo

UNITS = ("K1", "K2", "K3")
DAY = "2017-06-30"
NEXT = "2017-07-01"


@pytest.fixture
def zala(workspace: Workspace, clock: Clock) -> Workspace:
    """Return a workspace in which ANNA has three units, CILI and DORA could take them.

    BELA works in another county.
    """
    clock.at = datetime(2020, 1, 31, 12, 0, tzinfo=UTC)
    museum = MentorField.MUSEUM
    mentor(workspace, a_mentor("ANNA", field=museum))
    mentor(workspace, a_mentor("BELA", field=museum), (BAZ,))
    mentor(workspace, a_mentor("CILI", field=museum, capacity=2))
    mentor(workspace, a_mentor("DORA", field=MentorField.LIBRARY, capacity=5))
    for unit in UNITS:
        a_community(workspace, unit)
        assert codes(assign(workspace, an_assignment("ANNA", unit))) == []
    return workspace


def asked(**more: Any) -> Handover:
    return evolve(Handover(mentor="ANNA", on=day(DAY), reason="új állás"), **more)


def hand(
    workspace: Workspace, actor: Actor | None = None, **more: Any
) -> list[Finding]:
    with workspace.change(actor) as work:
        return hand_over(work, asked(**more))


def plan(workspace: Workspace, **more: Any) -> Plan:
    view = workspace.view()
    return plan_handover(view, asked(**more), view.scope)


def to(made: Plan) -> dict[str, str | None]:
    """Return by unit who takes over."""
    return {
        one.ends.unit: None if one.successor is None else str(one.successor.person)
        for one in made.moves
    }


def in_charge(workspace: Workspace, on: str) -> dict[str, str]:
    """Return by unit who is in charge on a day."""
    found = workspace.view().facts(MentorAssignment, on=day(on))
    return {str(one.unit): str(one.person) for one in found}


def test_units_go_to_successors_within_load_county_and_field(zala: Workspace) -> None:
    made = plan(zala)

    assert sorted(map(str, to(made).values())) == ["CILI", "CILI", "DORA"]
    assert made.findings == ()
    assert made.gaps == ()


def test_it_is_one_act_and_the_day_is_the_last_one_in_charge(zala: Workspace) -> None:
    before = zala.head().seq
    expected = to(plan(zala))
    found = hand(zala)

    assert codes(found) == ["handed-over"]
    assert found[0].values["count"] == 3
    assert zala.head().seq == before + 1
    assert in_charge(zala, DAY) == dict.fromkeys(UNITS, "ANNA")
    assert in_charge(zala, NEXT) == expected
    ended = zala.view().facts(MentorAssignment, person="ANNA")
    assert {one.end_reason for one in ended} == {"új állás"}


def test_it_is_taken_back_as_one_act(zala: Workspace) -> None:
    before = zala.view().facts(MentorAssignment), zala.view().facts(Mentor)
    hand(zala, leaving=True)

    assert codes(undo(zala, zala.head().seq)) == []

    assert (zala.view().facts(MentorAssignment), zala.view().facts(Mentor)) == before


def test_it_is_not_taken_back_once_something_was_built_on_it(zala: Workspace) -> None:
    hand(zala, to="DORA")
    seq = zala.head().seq
    with zala.change() as work:
        again = Handover(mentor="DORA", on=day("2017-12-31"), reason="x", to="BELA")
        assert not has_errors(hand_over(work, again))

    assert has_errors(undo(zala, seq))


def test_finished_work_stays_with_its_author(zala: Workspace) -> None:
    made = a_contact("K1", "2017-06-01")
    contact(zala, made)
    hand(zala)

    view = zala.view()
    kinds = {change[1] for change in view.changes(zala.head().seq)}
    assert kinds == {"mentor_assignment"}


def test_what_finds_no_successor_is_a_gap(zala: Workspace) -> None:
    a_community(zala, "K9", settlement="KSH-30456")
    assign(zala, an_assignment("ANNA", "K9"))
    mentor(zala, a_mentor("BELA2"), (BAZ,))
    assign(zala, an_assignment("BELA2", "K9", id_="s", role=AssignmentRole.SUPPORTING))
    with zala.change() as work:
        work.write(evolve(work.facts(Mentor, person="BELA")[0], capacity=1))
    a_community(zala, "K8", settlement="KSH-30456")
    assign(zala, an_assignment("BELA", "K8"))
    made = plan(zala)

    assert [one.ends.unit for one in made.gaps] == ["K9"]
    assert codes(made.findings) == ["handover-without-successor"]
    found = hand(zala)
    assert codes(found) == ["handover-without-successor", "handed-over"]
    assert found[-1].values["count"] == 3


def test_without_any_other_mentor_all_units_are_gaps(zala: Workspace) -> None:
    with zala.change() as work:
        for one in work.facts(Mentor):
            if one.person != "ANNA":
                work.write(evolve(one, period=one.period.ending(day("2016-12-31"))))

    assert to(plan(zala)) == dict.fromkeys(UNITS)
    assert codes(hand(zala)).count("handover-without-successor") == 3
    assert in_charge(zala, NEXT) == {}


def test_all_goes_to_one_who_is_named_over_load_with_a_warning(
    zala: Workspace,
) -> None:
    found = hand(zala, to="cili")

    assert in_charge(zala, NEXT) == dict.fromkeys(UNITS, "CILI")
    assert "mentor-over-load" in codes(found)
    assert not has_errors(found)


def test_units_go_where_a_sheet_names_them_and_the_rest_is_matched(
    zala: Workspace,
) -> None:
    made = plan(zala, named=(("k1", "DORA"), ("K2", "DORA")))

    assert to(made) == {"K1": "DORA", "K2": "DORA", "K3": "CILI"}
    assert [one.choice is None for one in made.moves] == [True, True, False]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"to": "ANNA"}, "handover-to-self"),
        ({"named": (("K1", "anna"),)}, "handover-to-self"),
        ({"to": "NOBODY"}, "not-found"),
        ({"named": (("K1", "CILY"),)}, "not-found"),
        ({"named": (("K7", "CILI"),)}, "handover-unit-not-theirs"),
        ({"named": (("K1", "CILI"), ("K1", "DORA"))}, "handover-unit-named-twice"),
        ({"on": day("2014-12-31")}, "handover-before-mentor-came"),
        ({"on": day("2015-01-15")}, "handover-nothing"),
        ({"reason": " "}, "reason-missing"),
    ],
)
def test_what_is_wrong_is_found_and_nothing_is_changed(
    zala: Workspace, more: dict[str, Any], code: str
) -> None:
    head = zala.head()
    found = hand(zala, **more)

    assert code in codes(found)
    assert has_errors(found)
    assert zala.head() == head


def test_a_unit_that_is_not_theirs_is_told_with_near_ones(zala: Workspace) -> None:
    found = plan(zala, named=(("K11", "CILI"),)).findings

    assert "K1" in found[0].values["near"]


def test_an_unknown_mentor_is_told_with_near_ids_and_names(zala: Workspace) -> None:
    with pytest.raises(NotFoundError) as error:
        plan(zala, mentor="ANA")

    assert error.value.values["near"][0] == "ANNA"


def test_a_successor_must_be_a_mentor_on_the_day_after(zala: Workspace) -> None:
    mentor(zala, a_mentor("EDIT", "2015-01-01", DAY))

    assert codes(plan(zala, to="EDIT").findings) == ["handover-successor-not-mentor"]


def test_one_who_is_a_mentor_no_longer_hands_nothing_over(zala: Workspace) -> None:
    mentor(zala, a_mentor("EDIT", "2015-01-01", "2016-12-31"))

    assert codes(plan(zala, mentor="EDIT").findings) == ["handover-not-mentor-then"]


def test_who_leaves_is_a_mentor_no_longer(zala: Workspace) -> None:
    assert codes(hand(zala, leaving=True)) == ["handed-over"]

    (standing,) = zala.view().facts(Mentor, person="ANNA")
    assert standing.period.last_day == day(DAY)


def test_one_without_units_may_leave_too(zala: Workspace) -> None:
    assert codes(hand(zala, mentor="DORA", leaving=True)) == [
        "handover-nothing",
        "handed-over",
    ]
    assert hand(zala, mentor="DORA", leaving=True)[0].word == "handover-nothing"


def test_who_is_to_take_charge_later_does_not_leave(zala: Workspace) -> None:
    a_community(zala, "K4")
    assign(zala, an_assignment("ANNA", "K4", "2017-09-01"))

    assert codes(hand(zala, leaving=True)) == ["handover-assignment-begins-later"]
    assert codes(hand(zala)) == ["handed-over"]


def test_a_foreseen_end_and_a_role_go_on_with_the_successor(zala: Workspace) -> None:
    a_community(zala, "K4")
    support = AssignmentRole.SUPPORTING
    assign(zala, an_assignment("ANNA", "K4", last="2017-12-31", role=support))
    hand(zala, to="DORA")

    (made,) = zala.view().facts(MentorAssignment, unit="K4", person="DORA")
    assert (made.role, made.period.last_day) == (support, day("2017-12-31"))


def test_what_ends_on_the_day_anyway_is_handed_on_unless_somebody_follows(
    zala: Workspace,
) -> None:
    for unit in ("K4", "K5"):
        a_community(zala, unit)
        assign(zala, an_assignment("ANNA", unit, last=DAY))
    assign(zala, an_assignment("DORA", "K5", NEXT))
    hand(zala, to="DORA")

    assert in_charge(zala, NEXT) == dict.fromkeys((*UNITS, "K4", "K5"), "DORA")
    (ended,) = zala.view().facts(MentorAssignment, unit="K4", person="ANNA")
    assert ended.end_reason == ""


def test_a_day_that_lies_ahead_is_said(zala: Workspace) -> None:
    found = hand(zala, on=day("2030-01-01"))

    assert codes(found) == ["handover-in-future", "handed-over"]


def test_rights_are_asked_for_at_every_unit(
    zala: Workspace, borsod: Actor, auditor: Actor
) -> None:
    for actor in (borsod, auditor):
        with pytest.raises(NotAllowedError):
            hand(zala, actor)


def test_a_coordinator_of_the_county_hands_over(zala: Workspace) -> None:
    grant = Grant(Role.COORDINATOR, ReachKind.COUNTY, ZALA)
    assert codes(hand(zala, an_actor(grant, user="zala"))) == ["handed-over"]
    assert set(in_charge(zala, NEXT).values()) == {"CILI", "DORA"}
