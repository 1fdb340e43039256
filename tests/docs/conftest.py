"""A demonstration of its own for each test that asks for it."""

import shutil
from pathlib import Path

import pytest

from cselekvo.commands.demo import build
from cselekvo.workspace import Workspace
from tests.stores import AFTER_EXAMPLES, Clock


@pytest.fixture(scope="session")
def demo_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo-model")
    clock = Clock(AFTER_EXAMPLES)
    with Workspace.create(folder / "cselekvo.db", clock=clock) as workspace:
        build(workspace)
    return folder


@pytest.fixture
def demo(demo_model: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_model, tmp_path / "demo"))
