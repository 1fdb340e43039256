"""For every role: which mentors it sees, whom they accompany, and what they did."""

from collections.abc import Iterator

import pytest

from cselekvo.actions.users import add_user, grant_role
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import RecordId, UserId
from cselekvo.domain.mentor import (
    Contact,
    Mentor,
    MentorAssignment,
    MentorCounty,
    Qualification,
)
from cselekvo.domain.person import Person
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.workspace import Workspace
from tests.counties import NOBODY, ON, USERS
from tests.mentored import build_mentored
from tests.stores import Clock, SqliteMaker, SqliteStore
from tests.tracked_counties import MENTORS

#: A coordinator of the other county.
BORSOD = "borsod"
ALL = {"owner-user", "admin", "methodologist", "manager", "auditor"}
#: Whom each of the others sees as a mentor, and in charge of what.
PARTIAL = {
    "coordinator": ("ANNA", "KZ"),
    "mentor": ("ANNA", "KZ"),
    "unit-mentor": ("", ""),
    "partner": ("ANNA", "KZ"),
    "left-partner": ("", ""),
    "kb-mentor": ("BELA", "KB"),
    "fz-mentor": ("", ""),
    BORSOD: ("BELA", "KB"),
    NOBODY: ("", ""),
}
EVERYBODY = [*USERS, *MENTORS, BORSOD, NOBODY]
_KINDS: tuple[type[Fact], ...] = (
    Mentor,
    MentorCounty,
    Qualification,
    MentorAssignment,
    Contact,
)


@pytest.fixture(scope="module")
def network(
    sqlite_maker: SqliteMaker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    store: SqliteStore = sqlite_maker.make(tmp_path_factory.mktemp("scopes"))
    with store.open(Clock()) as opened:
        build_mentored(opened)
        with opened.change() as work:
            add_user(work, User(id=UserId(BORSOD), name="Borsodi"))
            grant = RoleGrant(
                id=RecordId(work.new_id(RoleGrant)),
                user=UserId(BORSOD),
                role=Role.COORDINATOR,
                reach=ReachKind.COUNTY,
                target=RecordId("MEGYE-05"),
            )
            grant_role(work, grant)
        yield opened


def _wanted(user: str) -> tuple[set[str], set[str]]:
    if user in ALL:
        return {"ANNA", "BELA"}, {"KZ", "KB"}
    person, unit = PARTIAL[user]
    return {person} - {""}, {unit} - {""}


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_role_sees_the_mentors_of_its_counties_and_of_its_units(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)
    people, _units = _wanted(user)
    mentors = view.facts(Mentor)

    assert {one.person for one in mentors} == people
    assert {one.person for one in view.facts(Qualification)} == people
    assert {one.mentor for one in view.facts(MentorCounty)} == {
        one.id for one in mentors
    }
    for person in ("ANNA", "BELA"):
        assert (view.find(Person, person) is not None) is (person in people)


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_role_sees_who_accompanies_what_it_sees_and_how(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)
    _people, units = _wanted(user)

    assert {one.unit for one in view.facts(MentorAssignment)} == units
    assert {one.unit for one in view.facts(Contact)} == units


@pytest.mark.parametrize("user", EVERYBODY)
def test_counts_agree_with_lists(network: Workspace, user: str) -> None:
    view = network.view(ON, reader=user)

    for kind in _KINDS:
        held: list[Fact] = view.facts(kind)
        assert view.count(kind) == len(held)
        assert list(view.stream(kind)) == held


def test_a_partner_sees_a_mentor_for_the_employer_or_the_community(
    network: Workspace,
) -> None:
    """ANNA is employed by ZC, which hosts KZ as well."""
    view = network.view(ON, reader="partner")

    assert view.one(Mentor, "mn-ANNA").employer == "ZC"
    assert view.find(Mentor, "mn-BELA") is None
