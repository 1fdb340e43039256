"""The documentation can be built, offline and without a warning."""

import subprocess
import sys
from pathlib import Path

from tests.docs.console import ROOT


def test_the_documentation_is_built_without_a_warning(tmp_path: Path) -> None:
    words = ["-q", "-W", "-b", "html", "-d", str(tmp_path / "kept")]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            *words,
            str(ROOT / "docs"),
            str(tmp_path / "html"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "html" / "tutorial.html").exists()
