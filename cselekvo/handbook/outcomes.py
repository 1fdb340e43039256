"""Reading `methodology/outcomes/`: what the outcomes of choices are called."""

from typing import Any

import yaml

from cselekvo.domain.template import Words
from cselekvo.handbook.folder import folder


def outcome_words() -> dict[str, Words]:
    """Return the words of the outcomes that the handbook knows, by their ids."""
    path = folder() / "outcomes" / "outcomes.yaml"
    stored: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {one["id"]: Words(**one["title"]) for one in stored}
