"""Mentors come and go, are put in charge, meet their units: what is asked and found."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions.mentors import end_assignment, end_mentor
from cselekvo.actions.persons import correct_person
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import MentorId, OrganisationId, PersonId
from cselekvo.domain.mentor import (
    AssignmentRole,
    Contact,
    Mentor,
    MentorAssignment,
    MentorCounty,
    Qualification,
)
from cselekvo.domain.person import Person
from cselekvo.errors import NotAllowedError, NotFoundError, PeriodError
from cselekvo.findings import Finding, Severity
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, codes, day, span
from tests.mentored import (
    a_contact,
    a_mentor,
    a_qualification,
    an_assignment,
    assign,
    build_mentored,
    contact,
    mentor,
    qualify,
)
from tests.verbs import undo

SUPPORTING = AssignmentRole.SUPPORTING
WHO = "coordinator"


@pytest.fixture
def network(workspace: Workspace) -> Workspace:
    """Return a workspace with a mentor in each of two counties."""
    build_mentored(workspace)
    return workspace


def end(
    workspace: Workspace,
    person: str,
    last_day: date,
    reason: str = "elment",
    actor: str | None = None,
) -> list[Finding]:
    with workspace.change(actor) as work:
        return end_mentor(work, person, last_day, reason)


def release(
    workspace: Workspace,
    assignment: str,
    last_day: date,
    reason: str = "átadva",
    actor: str | None = None,
) -> list[Finding]:
    with workspace.change(actor) as work:
        return end_assignment(work, assignment, last_day, reason)


def test_a_mentor_comes_with_person_and_counties(network: Workspace) -> None:
    made = a_mentor("CILI", source="megbízólevél")

    assert codes(mentor(network, made, (ZALA, BAZ, "megye-20"))) == []

    view = network.view()
    assert view.one(Mentor, made.id) == made
    assert view.one(Person, "CILI").name == "Cili"
    covered = view.facts(MentorCounty, mentor=made.id)
    assert sorted(one.county for one in covered) == [BAZ, ZALA]
    assert {one.source for one in covered} == {"megbízólevél"}


def test_who_went_may_come_again(network: Workspace) -> None:
    release(network, "mb-ANNA-KZ", day("2015-12-31"))
    assert codes(end(network, "anna", day("2015-12-31"), " új állás ")) == []

    again = a_mentor("ANNA", "2016-06-01", id=MentorId("mn-2"))
    assert codes(mentor(network, again, is_new=False)) == []

    before, after = network.view().facts(Mentor, person="ANNA")
    assert {before.end_reason, after.end_reason} == {"új állás", ""}
    assert sorted([before.period, after.period], key=lambda one: one.start) == [
        span("2015-01-01", "2015-12-31"),
        span("2016-06-01"),
    ]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (a_mentor("CILI", capacity=0), ["mentor-capacity-not-positive"]),
        (a_mentor("CILI", id=MentorId("KZ")), ["id-taken"]),
        (a_mentor("ZC"), ["id-taken"]),
        (a_mentor("ANNA", id=MentorId("x")), ["id-taken", "mentor-period-overlaps"]),
    ],
)
def test_what_speaks_against_a_mentor_is_found(
    network: Workspace, standing: Mentor, words: list[str]
) -> None:
    head = network.head()

    assert codes(mentor(network, standing)) == words

    assert network.head() == head


@pytest.mark.parametrize(
    ("standing", "counties", "is_new"),
    [
        (a_mentor("CILI"), (), False),
        (a_mentor("CILI"), ("MEGYE-99",), True),
        (a_mentor("CILI", employer=OrganisationId("NO")), (), True),
    ],
)
def test_person_employer_and_counties_of_a_mentor_are_known(
    network: Workspace, standing: Mentor, counties: Sequence[str], is_new: bool
) -> None:
    with pytest.raises(NotFoundError):
        mentor(network, standing, counties, is_new=is_new)


def test_a_coordinator_adds_mentors_in_the_own_counties_only(
    network: Workspace,
) -> None:
    assert codes(mentor(network, a_mentor("CILI"), actor=WHO)) == []
    by_employer = a_mentor("DORA", employer=OrganisationId("ZC"))
    assert codes(mentor(network, by_employer, (), actor=WHO)) == []

    for counties in ((BAZ,), (ZALA, BAZ), ()):
        with pytest.raises(NotAllowedError):
            mentor(network, a_mentor("EMMA"), counties, actor=WHO)
    with pytest.raises(NotAllowedError):
        mentor(network, a_mentor("EMMA"), actor="mentor")


def test_a_mentor_does_not_go_while_in_charge_of_a_unit(network: Workspace) -> None:
    (found,) = end(network, "ANNA", day("2016-01-31"))

    assert (found.word, found.subject) == ("mentor-still-assigned", "ANNA")
    assert (found.values["unit"], found.values["assignment"]) == ("KZ", "mb-ANNA-KZ")
    assert network.view().one(Mentor, "mn-ANNA").period == span("2015-01-01")


@pytest.mark.parametrize(
    ("last_day", "reason", "words"),
    [
        ("2014-12-31", "elment", ["not-mentor-then"]),
        ("2016-12-31", "  ", ["reason-missing"]),
        ("2016-12-31", "elment", []),
    ],
)
def test_a_mentor_goes_on_a_day_as_a_mentor_with_a_reason(
    network: Workspace, last_day: str, reason: str, words: list[str]
) -> None:
    release(network, "mb-ANNA-KZ", day("2016-01-31"))

    assert codes(end(network, "ANNA", day(last_day), reason)) == words

    ended = network.view().one(Mentor, "mn-ANNA").period.last_day
    assert ended == (None if words else day(last_day))


def test_a_coordinator_ends_the_mentors_of_the_own_county(network: Workspace) -> None:
    release(network, "mb-ANNA-KZ", day("2016-01-31"), actor=WHO)
    assert codes(end(network, "ANNA", day("2016-01-31"), actor=WHO)) == []

    with pytest.raises(NotAllowedError):
        end(network, "BELA", day("2016-01-31"), actor=WHO)
    with pytest.raises(NotFoundError):
        end(network, "SENKI", day("2016-01-31"))


@pytest.mark.parametrize("unit", ["KZ", "ZC", "TZ", "PRZ"])
def test_communities_organisations_tables_and_projects_are_accompanied(
    network: Workspace, unit: str
) -> None:
    made = an_assignment(unit=unit, id_="mb-new", first="2016-01-01")
    if unit == "KZ":
        release(network, "mb-ANNA-KZ", day("2015-12-31"))

    assert codes(assign(network, made, WHO)) == []
    assert network.view().one(MentorAssignment, "mb-new") == made


@pytest.mark.parametrize("unit", ["KB", "BC", "TB", "PRB"])
def test_a_unit_of_another_county_is_a_warning_or_not_allowed(
    network: Workspace, unit: str
) -> None:
    made = an_assignment(unit=unit, role=SUPPORTING)

    with pytest.raises(NotAllowedError):
        assign(network, made, WHO)
    (found,) = assign(network, made)

    assert found.word == "mentor-outside-counties"
    assert found.severity is Severity.WARNING
    assert found.values["counties"] == (BAZ,)
    assert network.view().find(MentorAssignment, made.id) == made


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (an_assignment("BELA", role=SUPPORTING), ["mentor-outside-counties"]),
        (
            an_assignment("BELA"),
            ["two-primary-mentors", "mentor-outside-counties"],
        ),
        (an_assignment("ANNA", id_="mb-2"), ["assignment-overlaps"]),
        (an_assignment("ANNA", "ZC", "2014-12-31"), ["not-mentor-then"]),
        (an_assignment("PZ", "ZC"), ["not-mentor-then"]),
        (an_assignment(unit="ZC", id_="KB"), ["id-taken"]),
    ],
)
def test_what_speaks_against_an_assignment_is_found(
    network: Workspace, made: MentorAssignment, words: list[str]
) -> None:
    before = network.view().count(MentorAssignment)

    assert codes(assign(network, made)) == words

    is_written = set(words) <= {"mentor-outside-counties"}
    assert network.view().count(MentorAssignment) == before + is_written


@pytest.mark.parametrize(
    "made", [an_assignment(unit="TZ-AREA"), an_assignment(unit="PZ"), a_mentor("X")]
)
def test_no_other_record_is_accompanied(network: Workspace, made: Fact) -> None:
    unit = made.unit if isinstance(made, MentorAssignment) else made.id

    with pytest.raises(NotFoundError):
        assign(network, an_assignment(unit=unit))
    with pytest.raises(NotFoundError):
        contact(network, a_contact(unit))
    with pytest.raises(NotFoundError):
        assign(network, an_assignment("SENKI"))


def test_the_load_is_warned_of_on_the_fullest_day(network: Workspace) -> None:
    small = evolve(network.view().one(Mentor, "mn-ANNA"), capacity=2)
    with network.change() as work:
        work.write(small)
    later = an_assignment(unit="ZC", first="2016-01-01", last="2016-01-31")
    assert codes(assign(network, later)) == []

    (found,) = assign(network, an_assignment(unit="TZ", first="2015-06-01"))

    assert found.word == "mentor-over-load"
    assert dict(found.values) == {"load": 3, "capacity": 2}


def test_a_lapsed_qualification_is_warned_of(network: Workspace) -> None:
    qualify(network, a_qualification("Másik", id_="mk-2", expires=day("2015-12-31")))

    assert codes(assign(network, an_assignment(unit="ZC", last="2015-12-31"))) == []
    later = an_assignment(unit="TZ", first="2016-01-01")
    assert codes(assign(network, later)) == ["qualification-lapsed"]


def test_an_assignment_ends_with_a_reason(network: Workspace) -> None:
    assert codes(release(network, "MB-anna-kz", day("2016-01-31"), " betegség ")) == []

    ended = network.view().one(MentorAssignment, "mb-ANNA-KZ")
    assert ended.period == span("2015-03-01", "2016-01-31")
    assert ended.end_reason == "betegség"
    words = [
        codes(release(network, ended.id, day("2016-01-30"), "")),
        codes(release(network, ended.id, day("2016-02-01"))),
    ]
    assert words == [["reason-missing"], ["assignment-ended-already"]]
    assert network.view().one(MentorAssignment, ended.id) == ended
    with pytest.raises(PeriodError):
        release(network, ended.id, day("2015-02-28"))
    with pytest.raises(NotFoundError):
        release(network, "mb-9", day("2016-01-30"))
    with pytest.raises(NotAllowedError):
        release(network, "mb-BELA-KB", day("2016-01-30"), actor=WHO)


def test_a_mentor_notes_contacts_of_the_own_units(network: Workspace) -> None:
    made = a_contact("KB", "2015-09-09", "BELA", minutes=90, note="jó volt")

    assert codes(contact(network, made, "kb-mentor")) == []

    assert network.view(reader="kb-mentor").one(Contact, made.id) == made
    with pytest.raises(NotAllowedError):
        contact(network, a_contact("KZ", "2015-09-09"), "kb-mentor")
    with pytest.raises(NotAllowedError):
        assign(network, an_assignment("BELA", "KB", id_="mb-3"), "kb-mentor")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (a_contact(on="2014-12-31"), ["not-mentor-then"]),
        (a_contact(on="2100-01-01"), ["day-in-future"]),
        (a_contact(person="PZ"), ["not-mentor-then"]),
        (a_contact(on="2015-09-09", minutes=0), ["contact-minutes-not-positive"]),
        (a_contact(), ["id-taken"]),
    ],
)
def test_what_speaks_against_a_contact_is_found(
    network: Workspace, made: Contact, words: list[str]
) -> None:
    assert codes(contact(network, made)) == words


def test_a_coordinator_notes_what_the_own_mentors_learned(network: Workspace) -> None:
    made = a_qualification("Facilitátor", id_="mk-2", hours=30, certificate="12/2015")

    assert codes(qualify(network, made, WHO)) == []
    assert codes(qualify(network, a_qualification(" ", id_="mk-3"))) == [
        "qualification-title-empty"
    ]

    assert network.view().one(Qualification, made.id) == made
    for person in ("BELA", "PH"):
        with pytest.raises(NotAllowedError):
            qualify(network, a_qualification("X", person, id_="mk-4"), WHO)
    with pytest.raises(NotFoundError):
        qualify(network, a_qualification("X", "SENKI"))


def test_a_mentor_s_name_is_corrected_where_the_mentor_works(
    network: Workspace,
) -> None:
    def correct(person: str) -> list[Finding]:
        with network.change(WHO) as work:
            return correct_person(work, Person(id=PersonId(person), name="Új név"))

    assert codes(correct("ANNA")) == []
    with pytest.raises(NotAllowedError):
        correct("BELA")


@pytest.mark.parametrize(
    "do",
    [
        lambda at: mentor(at, a_mentor("CILI")),
        lambda at: assign(at, an_assignment(unit="ZC")),
        lambda at: release(at, "mb-ANNA-KZ", day("2016-01-31")),
        lambda at: contact(at, a_contact("ZC")),
        lambda at: qualify(at, a_qualification("Y", id_="mk-5")),
    ],
)
def test_each_act_of_mentors_is_taken_back(
    network: Workspace, do: Callable[[Workspace], Any]
) -> None:
    kinds = (Person, Mentor, MentorCounty, MentorAssignment, Contact, Qualification)
    before = [network.view().facts(kind) for kind in kinds]
    assert not codes(do(network))
    assert [network.view().facts(kind) for kind in kinds] != before

    assert codes(undo(network, network.head().seq)) == []

    assert [network.view().facts(kind) for kind in kinds] == before
