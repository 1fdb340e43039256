"""Workspaces for the cases, made once in each process of the tests."""

from collections.abc import Iterator

import pytest

from tests.corpus.playing import Models
from tests.corpus.running import forget_watch


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Models]:
    """Return the workspaces that cases are played on."""
    yield Models(tmp_path_factory.mktemp("models"))
    forget_watch()
