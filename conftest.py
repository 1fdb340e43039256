"""The code in README.md and docs/ is run as it stands, each page in its own folder.

Beside each page's code lies what `make demo` makes: `demo/cselekvo.db`.
"""

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

_LEFT = "where the tests were"
_FOLDER = "where the page runs"


@cache
def _demo() -> Path:
    """Build the demonstration once for all pages of this process."""
    from cselekvo.commands.demo import build
    from cselekvo.workspace import Workspace
    from tests.stores import Clock

    folder = Path(tempfile.mkdtemp(prefix="cselekvo-docs-"))
    with Workspace.create(folder / "cselekvo.db", clock=Clock()) as workspace:
        build(workspace)
    return folder


def _enter(namespace: dict[str, Any]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="cselekvo-page-"))
    shutil.copytree(_demo(), folder / "demo")
    namespace[_LEFT], namespace[_FOLDER] = Path.cwd(), folder
    os.chdir(folder)


def _leave(namespace: dict[str, Any]) -> None:
    os.chdir(namespace[_LEFT])
    shutil.rmtree(namespace[_FOLDER])


def pytest_sessionfinish() -> None:
    """Remove the demonstration that the pages were run beside."""
    if _demo.cache_info().currsize:
        shutil.rmtree(_demo(), ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the blocks of a page together: a later one uses the names of an earlier."""
    for item in items:
        if item.path.suffix == ".md":
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
    excludes=["docs/_build/**"],
    setup=_enter,
    teardown=_leave,
).pytest()
