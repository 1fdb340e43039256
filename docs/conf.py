"""How Sphinx makes the documentation: offline, every warning an error (`make docs`)."""

import tomllib
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"

project = "Cselekvő"
author = "The Cselekvő team"
project_copyright = "the Cselekvő team, Apache-2.0"
release = version = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"]
language = "en"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"Cselekvő {release}"
html_copy_source = False
html_show_sphinx = False
pygments_style = "default"
