"""Matching the units of a workspace that stand alone to the mentors of a day."""

from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions.matching import Matched, Wanted, apply_matching, match_mentors
from cselekvo.actions.standing_alone import alone_on
from cselekvo.actions.whereabouts import Whereabouts
from cselekvo.domain.identifiers import OrganisationId, ProjectId, RecordId
from cselekvo.domain.mentor import Mentor, MentorAssignment, MentorField
from cselekvo.domain.process import Ending, Process
from cselekvo.domain.programme import Project, ProjectRole, ProjectRoleKind
from cselekvo.domain.roundtable import Roundtable
from cselekvo.domain.user import ReachKind, Role
from cselekvo.findings import has_errors
from cselekvo.rules.permissions import Grant
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, an_actor, codes, day, span
from tests.mentored import a_mentor, an_assignment, assign, mentor
from tests.processes import a_community, a_process, a_published
from tests.stores import Clock
from tests.verbs import add_body, found

DAY = "2017-02-01"


@pytest.fixture
def zala(workspace: Workspace, clock: Clock) -> Workspace:
    """Return a workspace with mentors in two counties, and nobody in charge."""
    clock.at = datetime(2020, 1, 31, 12, 0, tzinfo=UTC)
    mentor(workspace, a_mentor("ANNA", field=MentorField.MUSEUM))
    mentor(workspace, a_mentor("BELA", field=MentorField.LIBRARY), (BAZ,))
    mentor(workspace, a_mentor("CILI", field=MentorField.LIBRARY))
    return workspace


def wanted(**more: Any) -> Wanted:
    return evolve(Wanted(on=day(DAY), every=True), **more)


def matched(workspace: Workspace, **more: Any) -> Matched:
    view = workspace.view()
    return match_mentors(view, wanted(**more), view.scope)


def pairs(made: Matched) -> dict[str, str]:
    assert made.matching is not None
    return dict(made.matching.pairs)


def a_project(workspace: Workspace, lead: str) -> None:
    with workspace.change() as work:
        work.write(Project(id=ProjectId("PR"), title="Projekt"))
        work.write(
            ProjectRole(
                id=RecordId("pr-1"),
                project=ProjectId("PR"),
                organisation=OrganisationId(lead),
                role=ProjectRoleKind.LEAD,
                period=span("2015-01-01"),
            )
        )


def in_the_past(workspace: Workspace, unit: str) -> None:
    """Let ANNA have been in charge of a unit, until the end of 2016."""
    past = an_assignment("ANNA", unit, "2016-01-01", "2016-12-31")
    assert not has_errors(assign(workspace, past))


def test_whatever_was_in_a_mentors_charge_stands_alone_when_nobody_is(
    zala: Workspace,
) -> None:
    add_body(zala, "O1", seat="Nagykanizsa")
    a_project(zala, "O1")
    found(zala)
    for unit in ("O1", "PR", "K1"):
        assert unit not in alone_on(zala.view(), day(DAY))
        in_the_past(zala, unit)

    assert alone_on(zala.view(), day("2016-06-01")) == []
    assert alone_on(zala.view(), day(DAY)) == ["K1", "O1", "PR"]
    with zala.change() as work:
        table = work.one(Roundtable, "K1")
        work.write(evolve(table, dissolved=day("2017-01-31")))
    assert alone_on(zala.view(), day(DAY)) == ["O1", "PR"]


def test_a_community_asks_for_nobody_once_its_processes_have_ended(
    zala: Workspace,
) -> None:
    a_published(zala)
    a_process(zala, "F1", "2016-01-01")
    assert alone_on(zala.view(), day(DAY)) == ["K-F1"]
    with zala.change() as work:
        process = work.one(Process, "F1")
        ended = evolve(process, ended=day("2016-12-31"), ending=Ending.COMPLETED)
        work.write(ended)

    assert alone_on(zala.view(), day(DAY)) == []
    again = an_assignment("ANNA", "K-F1", "2017-01-01", "2017-01-15")
    assert not has_errors(assign(zala, again))
    assert alone_on(zala.view(), day(DAY)) == ["K-F1"]


def test_units_and_mentors_lie_where_their_seats_are(zala: Workspace) -> None:
    add_body(zala, "O1", seat="Nagykanizsa")
    add_body(zala, "O2", seat="Ismeretlenfalva")
    a_project(zala, "O1")
    found(zala)
    with zala.change() as work:
        (anna,) = work.facts(Mentor, person="ANNA")
        work.write(evolve(anna, employer=OrganisationId("O1")))
    mentor(zala, a_mentor("DORA"), ())
    mentor(zala, a_mentor("EDIT"), (BAZ, ZALA))
    view = zala.view()
    where = Whereabouts(view, day(DAY))
    units = where.of_units(["O1", "O2", "PR", "K1", "NOBODY"])
    mentors = where.of_mentors(view.facts(Mentor, on=day(DAY)))

    assert units["O1"].county == units["PR"].county == ZALA
    assert units["O2"].county == units["NOBODY"].county == ""
    assert units["K1"].district
    assert units["O1"].region
    assert mentors["ANNA"] == units["O1"]
    assert (mentors["BELA"].county, mentors["DORA"].county) == (BAZ, "")
    assert mentors["EDIT"].county == ""
    assert where.of_units([]) == {}


def test_a_community_that_nothing_has_begun_for_is_matched_if_asked(
    zala: Workspace,
) -> None:
    a_community(zala, "K1")

    assert alone_on(zala.view(), day(DAY)) == []
    assert alone_on(zala.view(), day(DAY), every=True) == ["K1"]
    assert codes(matched(zala, every=False).findings) == ["no-unit-without-mentor"]


def test_units_outside_the_counties_are_told_together(zala: Workspace) -> None:
    units = [f"K{number:02}" for number in range(12)]
    for unit in units:
        a_community(zala, unit, settlement="KSH-30456")
    with zala.change() as work:
        found = apply_matching(work, wanted(forbidden=[(u, "BELA") for u in units]))

    (told,) = (one for one in found if one.word == "matched-outside-counties")
    assert (told.values["count"], told.values["more"]) == (12, 2)


def test_a_county_that_is_covered_is_no_farther_than_ones_own(zala: Workspace) -> None:
    mentor(zala, a_mentor("EDIT"), (BAZ, ZALA))
    a_community(zala, "K1")
    made = matched(zala, fixed=(("K1", "EDIT"),))

    assert made.choices[0].parts["distance"] == 2


def test_a_unit_asks_for_the_field_of_whoever_had_it_last(zala: Workspace) -> None:
    a_community(zala, "K1")
    past = an_assignment("CILI", "K1", "2016-01-01", "2016-12-31")
    assert not has_errors(assign(zala, past))
    made = matched(zala, forbidden=(("K1", "CILI"),))

    assert pairs(made) == {"K1": "ANNA"}
    assert made.choices[0].parts["field"] == 1


def test_a_unit_whose_last_mentor_had_no_field_asks_for_none(zala: Workspace) -> None:
    mentor(zala, a_mentor("DORA"))
    a_community(zala, "K1")
    past = an_assignment("DORA", "K1", "2016-01-01", "2016-12-31")
    assert not has_errors(assign(zala, past))

    made = matched(zala, forbidden=(("K1", "DORA"),))
    assert made.choices[0].parts["field"] == 0


def test_a_project_led_by_somebody_without_a_seat_lies_nowhere(
    zala: Workspace,
) -> None:
    add_body(zala, "O1", seat="Nagykanizsa", since="2018-01-01")
    a_project(zala, "O1")

    where = Whereabouts(zala.view(), day(DAY))
    assert where.of_units(["PR"])["PR"].county == ""


def test_a_wrong_weight_matches_nothing(zala: Workspace) -> None:
    from cselekvo.rules.assignment_costs import Weights

    a_community(zala, "K1")
    made = matched(zala, weights=Weights(distance="-1"))

    assert made.matching is None
    assert codes(made.findings) == ["matching-weight-not-allowed"]


def test_what_lies_outside_the_reach_is_not_matched(zala: Workspace) -> None:
    a_community(zala, "K1")
    a_community(zala, "K2", settlement="KSH-30456")
    grants = (
        Grant(Role.COORDINATOR, ReachKind.COUNTY, BAZ),
        Grant(Role.COORDINATOR, ReachKind.UNIT, "K1"),
    )
    with zala.change(an_actor(*grants[:1], user="b")) as work:
        assert codes(apply_matching(work, wanted())) == ["mentors-assigned"]

    held = zala.view().facts(MentorAssignment)
    assert [(one.unit, one.person) for one in held] == [("K2", "BELA")]


def test_nothing_to_match_is_said_and_nothing_written(zala: Workspace) -> None:
    head = zala.head()
    with zala.change() as work:
        assert codes(apply_matching(work, wanted())) == ["no-unit-without-mentor"]
        work.abandon()

    assert zala.head() == head


def test_an_assignment_ends_where_the_next_one_begins(zala: Workspace) -> None:
    a_community(zala, "K1")
    for number, first, last in (
        (1, "2018-01-01", "2018-12-31"),
        (2, "2017-06-01", "2017-12-31"),
        (3, "2016-01-01", "2016-12-31"),
    ):
        later = an_assignment("CILI", "K1", first, last, id_=f"l-{number}")
        assert not has_errors(assign(zala, later))
    with zala.change() as work:
        asked = wanted(fixed=(("K1", "ANNA"),), reason="hiány")
        assert not has_errors(apply_matching(work, asked))

    (made,) = zala.view().facts(MentorAssignment, person="ANNA")
    assert (made.period.first_day, made.period.last_day) == (
        day(DAY),
        day("2017-05-31"),
    )
    assert made.reason == "hiány"
