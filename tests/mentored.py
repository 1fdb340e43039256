"""Mentors: builders of their facts, and two counties that they accompany."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from cselekvo.actions.mentors import (
    add_mentor,
    add_qualification,
    assign_mentor,
    record_contact,
)
from cselekvo.domain.identifiers import MentorId, OrganisationId, PersonId, RecordId
from cselekvo.domain.mentor import (
    AssignmentRole,
    Contact,
    Mentor,
    MentorAssignment,
    Qualification,
)
from cselekvo.domain.person import Person
from cselekvo.findings import Finding
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, codes, day, span
from tests.tracked_counties import build_tracked


def a_mentor(
    person: str = "ANNA",
    first: str | None = "2015-01-01",
    last: str | None = None,
    **more: Any,
) -> Mentor:
    """Return somebody's standing as a mentor."""
    made = Mentor(
        id=MentorId(f"mn-{person}"), person=PersonId(person), period=span(first, last)
    )
    return evolve(made, **more)


def an_assignment(
    person: str = "ANNA",
    unit: str = "KZ",
    first: str | None = "2015-03-01",
    last: str | None = None,
    *,
    id_: str = "",
    role: AssignmentRole = AssignmentRole.PRIMARY,
) -> MentorAssignment:
    """Return a mentor in charge of a unit."""
    return MentorAssignment(
        id=RecordId(id_ or f"mb-{person}-{unit}"),
        person=PersonId(person),
        unit=RecordId(unit),
        role=role,
        period=span(first, last),
    )


def a_qualification(
    title: str = "Képzés", person: str = "ANNA", *, id_: str = "", **more: Any
) -> Qualification:
    """Return what somebody has learned."""
    made = Qualification(
        id=RecordId(id_ or f"mk-{person}"), person=PersonId(person), title=title
    )
    return evolve(made, **more)


def a_contact(
    unit: str = "KZ", on: str = "2015-05-05", person: str = "ANNA", **more: Any
) -> Contact:
    """Return a visit."""
    made = Contact(
        id=RecordId(f"kp-{person}-{unit}-{on}"),
        unit=RecordId(unit),
        person=PersonId(person),
        on=day(on),
    )
    return evolve(made, **more)


def mentor(
    workspace: Workspace,
    standing: Mentor,
    counties: Sequence[str] = (ZALA,),
    *,
    actor: str | None = None,
    is_new: bool = True,
) -> list[Finding]:
    """Make a person a mentor; one who is new is called as their id is."""
    name = standing.person.title()
    person = Person(id=standing.person, name=name) if is_new else None
    with workspace.change(actor) as work:
        return add_mentor(work, standing, counties, person)


def assign(
    workspace: Workspace, assignment: MentorAssignment, actor: str | None = None
) -> list[Finding]:
    """Put a mentor in charge."""
    with workspace.change(actor) as work:
        return assign_mentor(work, assignment)


def contact(
    workspace: Workspace, made: Contact, actor: str | None = None
) -> list[Finding]:
    """Note a contact."""
    with workspace.change(actor) as work:
        return record_contact(work, made)


def qualify(
    workspace: Workspace, made: Qualification, actor: str | None = None
) -> list[Finding]:
    """Note what somebody has learned."""
    with workspace.change(actor) as work:
        return add_qualification(work, made)


def build_mentored(workspace: Workspace) -> None:
    """Make two mentors over the network of two counties, each with what they do.

    ANNA covers Zala, is employed by ZC and accompanies KZ; BELA covers Borsod and
    accompanies KB. Each has a qualification and a contact; see `build_tracked`.
    """
    build_tracked(workspace)
    anna = a_mentor("ANNA", employer=OrganisationId("ZC"))
    assert not codes(mentor(workspace, anna, (ZALA,)))
    assert not codes(mentor(workspace, a_mentor("BELA"), (BAZ,)))
    for person, unit in (("ANNA", "KZ"), ("BELA", "KB")):
        assert not codes(assign(workspace, an_assignment(person, unit)))
        assert not codes(contact(workspace, a_contact(unit, person=person)))
        assert not codes(qualify(workspace, a_qualification(person=person)))
