"""Workspaces for the cases, made once in each process of the tests."""

from collections.abc import Iterator

import pytest

from tests.corpus.playing import Models
from tests.corpus.running import forget_watch


@pytest.fixture(scope="session", autouse=True)
def _watched() -> Iterator[None]:
    """Leave nothing of the watch behind."""
    yield
    forget_watch()


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    """Return the workspaces that cases are played on."""
    return Models(tmp_path_factory.mktemp("models"))
