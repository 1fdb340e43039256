from pathlib import Path

import pytest

from cselekvo.workspace import Workspace
from tests.exchange.bringing import Bring
from tests.exchange.reading import Save


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Return what puts a text into a file."""

    def saved(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "in.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return saved


@pytest.fixture
def bring(workspace: Workspace, tmp_path: Path) -> Bring:
    """Return what brings sheets into the workspace."""
    folder = tmp_path / "sheets"
    folder.mkdir()
    return Bring(workspace, folder)
