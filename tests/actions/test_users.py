"""Users, the roles they hold, and the owner who must stay."""

import pytest

from cselekvo.actions.users import add_user, disable_user, grant_role, remove_role
from cselekvo.domain.identifiers import RecordId, UserId
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.rules.permissions import Actor, Grant
from cselekvo.store.actors import UserUnknownError
from cselekvo.workspace import Workspace
from tests.builders import ZALA, an_actor, codes
from tests.stores import Clock, PostgresStore

ADMIN = an_actor(Grant(Role.ADMIN))


def add(
    workspace: Workspace, id_: str = "anna", actor: Actor | None = None
) -> list[str]:
    with workspace.change(actor) as work:
        return codes(add_user(work, User(id=UserId(id_), name="Minta Anna")))


def grant(
    workspace: Workspace,
    role: Role,
    reach: ReachKind = ReachKind.ALL,
    target: str | None = None,
    *,
    user: str = "anna",
    actor: Actor | None = None,
) -> list[str]:
    with workspace.change(actor) as work:
        made = RoleGrant(
            id=RecordId(work.new_id(RoleGrant)),
            user=UserId(user),
            role=role,
            reach=reach,
            target=None if target is None else RecordId(target),
        )
        return codes(grant_role(work, made))


def remove(
    workspace: Workspace, role: Role, user: str = "anna", actor: Actor | None = None
) -> list[str]:
    with workspace.change(actor) as work:
        return codes(remove_role(work, user, role))


def disable(
    workspace: Workspace, user: str = "anna", actor: Actor | None = None
) -> list[str]:
    with workspace.change(actor) as work:
        return codes(disable_user(work, user))


def roles(workspace: Workspace) -> list[tuple[str, str]]:
    return [
        (one.role.value, one.target or "") for one in workspace.view().facts(RoleGrant)
    ]


def test_a_user_without_a_role_may_do_nothing_yet(workspace: Workspace) -> None:
    assert add(workspace) == []
    assert add(workspace, "ANNA") == ["id-taken"]
    with pytest.raises(NotAllowedError):
        add(workspace, "bela", workspace.actor("anna"))


def test_a_role_is_given_once_and_taken_back(workspace: Workspace) -> None:
    add(workspace)

    assert grant(workspace, Role.COORDINATOR, ReachKind.COUNTY, ZALA) == []
    assert grant(workspace, Role.COORDINATOR, ReachKind.COUNTY, ZALA.lower()) == []
    assert grant(workspace, Role.AUDITOR) == []
    assert sorted(roles(workspace)) == [("auditor", ""), ("coordinator", ZALA)]

    assert remove(workspace, Role.COORDINATOR) == []
    assert remove(workspace, Role.MENTOR) == []
    assert roles(workspace) == [("auditor", "")]


@pytest.mark.parametrize(
    ("reach", "target", "found"),
    [
        (ReachKind.COUNTY, None, ["reach-needs-target"]),
        (ReachKind.ALL, ZALA, ["reach-needs-target"]),
        (ReachKind.COUNTY, "MEGYE-99", ["reach-target-unknown"]),
    ],
)
def test_a_reach_names_what_is_there(
    workspace: Workspace, reach: ReachKind, target: str | None, found: list[str]
) -> None:
    add(workspace)

    assert grant(workspace, Role.MENTOR, reach, target) == found


def test_only_an_owner_makes_and_unmakes_owners(workspace: Workspace) -> None:
    add(workspace)

    assert grant(workspace, Role.AUDITOR, actor=ADMIN) == []
    with pytest.raises(NotAllowedError):
        grant(workspace, Role.OWNER, actor=ADMIN)
    assert grant(workspace, Role.OWNER) == []
    with pytest.raises(NotAllowedError):
        remove(workspace, Role.OWNER, actor=ADMIN)
    with pytest.raises(NotAllowedError):
        disable(workspace, actor=ADMIN)
    assert remove(workspace, Role.OWNER) == []
    assert disable(workspace, actor=ADMIN) == []


def test_who_is_disabled_may_not_open(workspace: Workspace) -> None:
    add(workspace)
    grant(workspace, Role.AUDITOR)
    assert workspace.actor("anna").grants == (Grant(Role.AUDITOR),)

    assert disable(workspace) == []

    with pytest.raises(UserUnknownError):
        workspace.actor("anna")
    with pytest.raises(NotFoundError):
        disable(workspace, "nobody")
    with pytest.raises(NotFoundError):
        remove(workspace, Role.AUDITOR, "nobody")
    with pytest.raises(NotFoundError):
        grant(workspace, Role.AUDITOR, user="nobody")


@pytest.mark.parametrize("owner", ["OWNER", "owner"])
def test_the_last_owner_of_a_database_stays(
    postgres_store: PostgresStore, clock: Clock, owner: str
) -> None:
    with postgres_store.open(clock) as workspace:
        assert remove(workspace, Role.OWNER, owner) == ["last-owner"]
        assert disable(workspace, owner) == ["last-owner"]

        with workspace.change() as work:
            second = User(id=UserId("anna"), name="A", database_user="anna")
            assert add_user(work, second) == []
        grant(workspace, Role.OWNER)
        assert disable(workspace, owner) == []
        with pytest.raises(UserUnknownError):
            workspace.actor()
