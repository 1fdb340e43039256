"""The code in README.md and docs/ is run as it stands, each page in its own folder.

Beside each page's code lies what `make demo` makes: `demo/cselekvo.db`. A page is one
test, since a later block uses the names of an earlier one.
"""

import shutil
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

ROOT = Path(__file__).resolve().parent
PYTHON = Sybil(parsers=[PythonCodeBlockParser()])


@cache
def _demo() -> Path:
    """Build the demonstration once for all pages of this process."""
    from cselekvo.commands.demo import build
    from cselekvo.workspace import Workspace
    from tests.stores import AFTER_EXAMPLES, Clock

    folder = Path(mkdtemp(prefix="cselekvo-docs-"))
    clock = Clock(AFTER_EXAMPLES)
    with Workspace.create(folder / "cselekvo.db", clock=clock) as workspace:
        build(workspace)
    return folder


def pytest_sessionfinish() -> None:
    """Remove the demonstration that the pages were run beside."""
    if _demo.cache_info().currsize:
        shutil.rmtree(_demo(), ignore_errors=True)


class Blocks(pytest.Item):
    """The python blocks of a page, run in order."""

    def runtest(self) -> None:
        """Run each block with the names that those before it left."""
        with TemporaryDirectory(prefix="cselekvo-page-") as name:
            folder = Path(name)
            shutil.copytree(_demo(), folder / "demo")
            with chdir(folder):
                for example in PYTHON.parse(self.path).examples():
                    example.evaluate()

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the page, for the report of a failure."""
        return self.path, 0, f"the code of {self.path.relative_to(ROOT)}"


class Page(pytest.File):
    """A page of the documentation."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one test, where the page has code."""
        if any(PYTHON.parse(self.path).examples()):
            yield Blocks.from_parent(self, name="code")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Page | None:
    """Take the pages whose code is run."""
    inside = file_path.relative_to(ROOT) if file_path.is_relative_to(ROOT) else None
    if inside is None or inside.suffix != ".md" or "_build" in inside.parts:
        return None
    if inside.parts[0] != "docs" and inside != Path("README.md"):
        return None
    return Page.from_parent(parent, path=file_path)
