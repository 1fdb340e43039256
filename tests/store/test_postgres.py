"""PostgreSQL keeps what every store promises; a real server is started by the tests."""

import pytest

from cselekvo.domain.organisation import Organisation
from cselekvo.errors import NotFoundError
from cselekvo.store.actors import UserUnknownError
from cselekvo.store.database import (
    NotAWorkspaceError,
    SchemaTooNewError,
    UnreachableError,
    WorkspaceMissingError,
)
from cselekvo.store.postgres import masked
from cselekvo.workspace import Workspace
from tests.store.contract import StoreContract
from tests.stores import Clock, PostgresMaker, PostgresStore, Store
from tests.verbs import (
    add_body,
)


@pytest.fixture
def store(postgres_store: PostgresStore) -> Store:
    return postgres_store


class TestPostgres(StoreContract):
    first_schema = ("UPDATE meta SET value = '1' WHERE key = 'schema'",)

    def columns_of(self, workspace: Workspace, table: str) -> list[str]:
        text = (
            "SELECT column_name FROM information_schema.columns WHERE table_schema = "
            "'cselekvo' AND table_name = ? ORDER BY ordinal_position"
        )
        return [str(row[0]) for row in workspace._database.rows(text, (table,))]


def test_whoever_makes_the_workspace_is_its_first_owner(workspace: Workspace) -> None:
    assert workspace.actor().user == "OWNER"
    assert workspace.path is None


def test_where_nobody_is_mapped_the_owner_of_the_schema_acts(
    store: Store, workspace: Workspace, clock: Clock
) -> None:
    store.tamper("UPDATE role_grant SET seq_to = 1", 'UPDATE "user" SET seq_to = 1')

    with store.open(clock) as opened:
        assert opened.actor().user == "owner"
        assert add_body(opened) == []


def test_a_database_user_who_is_mapped_to_nobody_may_not_act(
    store: Store, workspace: Workspace, clock: Clock
) -> None:
    store.tamper(
        "DROP ROLE IF EXISTS guest",
        "CREATE ROLE guest LOGIN",
        "GRANT USAGE ON SCHEMA cselekvo TO guest",
        "GRANT ALL ON ALL TABLES IN SCHEMA cselekvo TO guest",
    )
    try:
        url = store.where.replace("postgres:@", "guest:@")
        with (
            Workspace.open(url, clock=clock) as opened,
            pytest.raises(UserUnknownError, match="guest"),
        ):
            opened.view()
    finally:
        store.tamper("DROP OWNED BY guest", "DROP ROLE guest")


def test_a_database_without_a_workspace_says_so(postgres_maker: PostgresMaker) -> None:
    with pytest.raises(WorkspaceMissingError):
        Workspace.open(postgres_maker.empty())


def test_a_schema_of_somebody_else_is_not_touched(store: Store) -> None:
    store.tamper("DROP SCHEMA cselekvo CASCADE", "CREATE SCHEMA cselekvo")

    with pytest.raises(NotAWorkspaceError):
        Workspace.open(store.where)


def test_a_newer_schema_is_refused(store: Store) -> None:
    store.tamper("UPDATE meta SET value = '99' WHERE key = 'schema'")

    with pytest.raises(SchemaTooNewError, match="schema 99"):
        Workspace.open(store.where)


def test_a_view_in_the_schema_is_refused(store: Store) -> None:
    store.tamper("CREATE VIEW cselekvo.spy AS SELECT 1 AS x")

    with pytest.raises(NotAWorkspaceError, match="spy"):
        Workspace.open(store.where)


def test_a_missing_table_is_told(store: Store, clock: Clock) -> None:
    store.tamper("DROP TABLE cselekvo.decision CASCADE")

    with store.open(clock) as opened:
        assert opened._database.damage() == ["a table is missing: decision"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:secret@/x?host=/nowhere",
        "postgres://u:secret@127.0.0.1:1/x",
        "postgresql://u:secret@[::1",
        "postgresql://u:secret@h:port/x",
        "postgresql://u:secret@\udcff/x",
        "postgresql://u:secret@h\0/x",
    ],
)
def test_an_unreachable_server_says_so_and_never_the_password(url: str) -> None:
    with pytest.raises(UnreachableError) as caught:
        Workspace.open(url)

    assert "secret" not in str(caught.value)
    assert "secret" not in str(caught.value.values)


def test_a_password_is_masked() -> None:
    assert masked("postgresql://u:secret@h:5/x") == "postgresql://u:***@h:5/x"
    assert masked("postgresql://h/x") == "postgresql://h/x"
    assert "secret" not in masked("postgresql://h/x?password=secret&host=/a")


def test_creation_that_fails_leaves_no_schema(postgres_maker: PostgresMaker) -> None:
    url = postgres_maker.empty()

    with pytest.raises(Exception, match="clock"):
        Workspace.create(url)

    with pytest.raises(WorkspaceMissingError):
        Workspace.open(url)


def test_two_connections_see_what_either_acknowledged(
    store: Store, workspace: Workspace, clock: Clock
) -> None:
    with store.open(clock) as other:
        add_body(other, "O1")
        add_body(workspace, "O2")

        assert other.view().count(Organisation) == 2
        with pytest.raises(NotFoundError):
            other.view().one(Organisation, "O3")
