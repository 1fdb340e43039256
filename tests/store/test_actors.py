"""Who may act as whom: on a server nobody becomes more than their login is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cselekvo.actions.users import add_user, disable_user, grant_role
from cselekvo.domain.identifiers import RecordId, UserId
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.errors import NotAllowedError
from cselekvo.rules.permissions import Verb, may_everywhere
from cselekvo.store.actors import UserUnknownError
from cselekvo.workspace import Workspace
from tests.builders import ZALA, codes
from tests.stores import Clock, PostgresStore, SqliteStore
from tests.verbs import add_body

#: A login of the server, and the user of the workspace it is mapped to, if any.
MAPPED, COORDINATOR = "zalai", "ZALAI-KOORD"
GUEST = "guest"
#: Users of the workspace that no login is mapped to.
MENTOR, SECOND_OWNER = "MENTOR", "MASODIK"


def enrol(
    workspace: Workspace, id_: str, role: Role, target: str = "", login: str = ""
) -> None:
    """Add a user with one role."""
    with workspace.change() as work:
        user = User(id=UserId(id_), name=id_, database_user=login)
        grant = RoleGrant(
            id=RecordId(work.new_id(RoleGrant)),
            user=user.id,
            role=role,
            reach=ReachKind.COUNTY if target else ReachKind.ALL,
            target=RecordId(target) if target else None,
        )
        assert codes(add_user(work, user)) == []
        assert codes(grant_role(work, grant)) == []


def enrol_all(workspace: Workspace) -> None:
    enrol(workspace, COORDINATOR, Role.COORDINATOR, ZALA, MAPPED)
    enrol(workspace, MENTOR, Role.MENTOR, ZALA)
    enrol(workspace, SECOND_OWNER, Role.OWNER)


@pytest.fixture
def server(postgres_store: PostgresStore, clock: Clock) -> Iterator[PostgresStore]:
    """Return a workspace on a server with two more logins, one of them mapped."""
    for login in (MAPPED, GUEST):
        postgres_store.tamper(
            f"DROP ROLE IF EXISTS {login}",
            f"CREATE ROLE {login} LOGIN",
            f"GRANT USAGE ON SCHEMA cselekvo TO {login}",
            f"GRANT ALL ON ALL TABLES IN SCHEMA cselekvo TO {login}",
        )
    with postgres_store.open(clock) as workspace:
        enrol_all(workspace)
    yield postgres_store
    for login in (MAPPED, GUEST):
        postgres_store.tamper(f"DROP OWNED BY {login}", f"DROP ROLE {login}")


def url_of(server: PostgresStore, login: str) -> str:
    return server.where.replace("postgres:@", f"{login}:@")


@contextmanager
def opened(server: PostgresStore, login: str) -> Iterator[Workspace]:
    with Workspace.open(url_of(server, login), clock=Clock()) as workspace:
        yield workspace


def test_a_login_acts_as_the_user_it_is_mapped_to(server: PostgresStore) -> None:
    with opened(server, MAPPED) as workspace:
        assert workspace.actor().user == COORDINATOR
        assert workspace.actor(COORDINATOR).user == COORDINATOR
        assert workspace.actor(COORDINATOR.lower()).name == f"{COORDINATOR} ({MAPPED})"


@pytest.mark.parametrize("other", ["OWNER", SECOND_OWNER, MENTOR])
def test_a_mapped_coordinator_becomes_nobody_else(
    server: PostgresStore, other: str
) -> None:
    with opened(server, MAPPED) as workspace:
        with pytest.raises(NotAllowedError, match=MAPPED):
            workspace.actor(other)
        with pytest.raises(NotAllowedError):
            workspace.view(reader=other)
        with pytest.raises(NotAllowedError):
            add_body(workspace, actor=other)
        assert workspace.view().count(Organisation) == 0


def test_an_owner_acts_as_anybody_and_has_no_more_than_their_rights(
    server: PostgresStore, clock: Clock
) -> None:
    with server.open(clock) as workspace:
        for other in (COORDINATOR, MENTOR, SECOND_OWNER):
            assert workspace.actor(other).user == other
        assert not may_everywhere(workspace.actor(COORDINATOR), Verb.READ)
        with pytest.raises(NotAllowedError):
            add_body(workspace, seat="Miskolc", actor=COORDINATOR)


def test_a_login_mapped_to_nobody_acts_only_as_a_user_without_a_login(
    server: PostgresStore,
) -> None:
    with opened(server, GUEST) as workspace:
        with pytest.raises(UserUnknownError, match=GUEST):
            workspace.actor()
        assert workspace.actor(MENTOR).name == f"{MENTOR} ({GUEST})"
        for other in (COORDINATOR, "OWNER", SECOND_OWNER):
            with pytest.raises(NotAllowedError, match=GUEST):
                workspace.actor(other)
        with pytest.raises(UserUnknownError, match="senki"):
            workspace.actor("senki")


def test_a_login_whose_user_is_disabled_acts_as_nobody(
    server: PostgresStore, clock: Clock
) -> None:
    with server.open(clock) as workspace, workspace.change() as work:
        assert codes(disable_user(work, COORDINATOR)) == []

    with opened(server, MAPPED) as workspace:
        for other in (None, COORDINATOR):
            with pytest.raises(UserUnknownError):
                workspace.actor(other)
        for other in (MENTOR, SECOND_OWNER, "OWNER"):
            with pytest.raises(NotAllowedError):
                workspace.actor(other)


@pytest.mark.parametrize(
    ("login", "user", "error"),
    [
        (MAPPED, None, NotAllowedError),
        (MAPPED, COORDINATOR, NotAllowedError),
        (MAPPED, "OWNER", NotAllowedError),
        (GUEST, None, UserUnknownError),
        (GUEST, MENTOR, NotAllowedError),
        ("postgres", COORDINATOR, NotAllowedError),
    ],
)
def test_only_an_owner_restores_a_database(
    server: PostgresStore,
    clock: Clock,
    tmp_path: Path,
    login: str,
    user: str | None,
    error: type[Exception],
) -> None:
    with server.open(clock) as workspace:
        workspace.backup(tmp_path / "b.db")
        add_body(workspace, "LATER")
        head = workspace.head()

    with pytest.raises(error):
        Workspace.restore(url_of(server, login), tmp_path / "b.db", user=user)

    with server.open(clock) as workspace:
        assert workspace.head() == head
        assert workspace.view().count(Organisation) == 1


@pytest.mark.parametrize("user", [COORDINATOR, MENTOR])
def test_a_named_user_who_is_no_owner_does_not_restore_a_file(
    sqlite_store: SqliteStore, clock: Clock, tmp_path: Path, user: str
) -> None:
    with sqlite_store.open(clock) as workspace:
        enrol_all(workspace)
        workspace.backup(tmp_path / "b.db")
        add_body(workspace, "LATER")
        head = workspace.head()

    with pytest.raises(NotAllowedError):
        Workspace.restore(sqlite_store.path, tmp_path / "b.db", user=user)
    with pytest.raises(UserUnknownError):
        Workspace.restore(sqlite_store.path, tmp_path / "b.db", user="senki")

    with sqlite_store.open(clock) as workspace:
        assert workspace.head() == head
    Workspace.restore(sqlite_store.path, tmp_path / "b.db", user=SECOND_OWNER)
    with sqlite_store.open(clock) as workspace:
        assert workspace.view().find(Organisation, "LATER") is None


def test_whoever_opens_a_file_acts_as_any_of_its_users(
    sqlite_store: SqliteStore, clock: Clock
) -> None:
    with sqlite_store.open(clock) as workspace:
        enrol_all(workspace)

        for user in (COORDINATOR, MENTOR, SECOND_OWNER):
            assert workspace.actor(user).user == user
