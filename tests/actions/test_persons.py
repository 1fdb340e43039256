"""Adding persons, correcting what is known of them, erasing it."""

import pytest

from cselekvo.actions.persons import add_person, correct_person, erase_person
from cselekvo.domain.identifiers import PersonId
from cselekvo.domain.person import Person
from cselekvo.domain.user import Role
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.rules.permissions import Actor, Grant
from cselekvo.workspace import Workspace
from tests.builders import an_actor, codes
from tests.verbs import (
    add_human,
)


def correct(workspace: Workspace, id_: str, name: str) -> list[str]:
    with workspace.change() as work:
        return codes(correct_person(work, Person(id=PersonId(id_), name=name)))


def test_a_person_has_a_name_and_an_id_of_their_own(workspace: Workspace) -> None:
    assert codes(add_human(workspace, "P1", name="Minta Mária")) == []
    assert codes(add_human(workspace, "p1", name=" ")) == [
        "id-taken",
        "person-name-empty",
    ]


def test_a_correction_is_a_new_version(workspace: Workspace) -> None:
    add_human(workspace, name="Minta Mari")

    assert correct(workspace, "P1", "Minta Mária") == []
    assert correct(workspace, "P1", "") == ["person-name-empty"]
    assert workspace.view().one(Person, "P1").name == "Minta Mária"
    assert workspace.view(known_at=2).one(Person, "P1").name == "Minta Mari"
    with pytest.raises(NotFoundError):
        correct(workspace, "P9", "x")


def test_an_erased_name_may_stay_erased(workspace: Workspace) -> None:
    add_human(workspace)
    with workspace.change() as work:
        erase_person(work, PersonId("P1"), "")
    with workspace.change() as work:
        assert correct_person(work, work.one(Person, "P1")) == []


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PARTNER, Role.COORDINATOR])
def test_erasing_is_for_owners(workspace: Workspace, role: Role) -> None:
    add_human(workspace)

    with (
        pytest.raises(NotAllowedError),
        workspace.change(an_actor(Grant(role))) as work,
    ):
        erase_person(work, PersonId("P1"), "")
    with pytest.raises(NotFoundError), workspace.change() as work:
        erase_person(work, PersonId("P9"), "")


def test_a_coordinator_adds_persons_and_corrects_those_of_the_county(
    workspace: Workspace, zala: Actor, borsod: Actor, auditor: Actor
) -> None:
    from tests.counties import build

    build(workspace)
    new = Person(id=PersonId("NEW"), name="Új Ember")
    with workspace.change(zala) as work:
        assert add_person(work, new) == []
    with workspace.change(borsod) as work:
        assert correct_person(work, new) == []
    with workspace.change(zala) as work:
        assert correct_person(work, Person(id=PersonId("PZ"), name="Z")) == []
    with pytest.raises(NotAllowedError), workspace.change(borsod) as work:
        correct_person(work, Person(id=PersonId("PZ"), name="Z"))
    with pytest.raises(NotAllowedError), workspace.change(auditor) as work:
        add_person(work, Person(id=PersonId("NO"), name="N"))
