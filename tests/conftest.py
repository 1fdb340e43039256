"""Fixtures: a clock, a store, and the workspace that is open in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cselekvo.workspace import Workspace
from tests.stores import (
    Clock,
    PostgresMaker,
    PostgresStore,
    SqliteMaker,
    SqliteStore,
    Store,
)

settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def sqlite_maker(tmp_path_factory: pytest.TempPathFactory) -> SqliteMaker:
    return SqliteMaker(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def postgres_maker() -> Iterator[PostgresMaker]:
    maker = PostgresMaker()
    yield maker
    maker.close()


@pytest.fixture
def sqlite_store(sqlite_maker: SqliteMaker, tmp_path: Path) -> SqliteStore:
    return sqlite_maker.make(tmp_path)


@pytest.fixture
def postgres_store(postgres_maker: PostgresMaker) -> Iterator[PostgresStore]:
    made = postgres_maker.make()
    yield made
    postgres_maker.drop(made)


@pytest.fixture
def store(sqlite_store: SqliteStore) -> Store:
    """Return where the workspace lies; the suites of the engines say it themselves."""
    return sqlite_store


@pytest.fixture
def workspace(store: Store, clock: Clock) -> Iterator[Workspace]:
    with store.open(clock) as opened:
        yield opened
