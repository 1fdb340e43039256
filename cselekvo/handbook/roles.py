"""Reading `methodology/roles/`: who is responsible for a stage, who approves."""

from typing import Any

import yaml
from attrs import frozen

from cselekvo.domain.template import Words
from cselekvo.handbook.folder import folder


@frozen(kw_only=True)
class Role:
    """A role that a template may name."""

    id: str
    title: Words


def roles() -> tuple[Role, ...]:
    """Return the roles of the handbook, in the order of their file."""
    path = folder() / "roles" / "roles.yaml"
    stored: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Role(id=one["id"], title=Words(**one["title"])) for one in stored)
