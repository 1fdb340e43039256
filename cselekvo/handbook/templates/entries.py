"""The keys of a mapping: those that are known, those that are missing."""

from collections.abc import Collection

from attrs import frozen

from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.nodes import Items, Mapping, Node, Spot
from cselekvo.handbook.templates.notes import Notes
from cselekvo.handbook.templates.scalars import shown


@frozen
class Entries:
    """A mapping whose keys were checked."""

    spot: Spot
    values: dict[str, Node]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str) -> Node | None:
        """Return the value of a key, if it is there."""
        return self.values.get(key)


def entries(
    node: Node,
    what: str,
    notes: Notes,
    *,
    required: Collection[str],
    allowed: Collection[str] = (),
) -> Entries | None:
    """Check the keys of a mapping; None where it is none.

    Args:
        node: What stands there.
        what: The key it is the value of; empty: the template itself.
        notes: Where unknown and missing keys are noted.
        required: Keys that must be there.
        allowed: Others that may be.
    """
    if not isinstance(node, Mapping):
        notes.error(TemplateCode.MAPPING_EXPECTED, node.spot, key=what)
        return None
    known = [*required, *allowed]
    values: dict[str, Node] = {}
    meant: set[str] = set()
    for key, value in node:
        if key.text in known:
            values[key.text] = value
            continue
        near = notes.near(key.text, known)
        meant |= set(near[:1])
        notes.error(
            TemplateCode.KEY_UNKNOWN,
            key.spot,
            subject=what,
            key=shown(key.text),
            near=near,
            allowed=known,
        )
    for name in required:
        if name not in values and name not in meant:
            notes.error(TemplateCode.KEY_MISSING, node.spot, subject=what, key=name)
    return Entries(node.spot, values)


def items(node: Node | None, key: str, notes: Notes) -> tuple[Node, ...]:
    """Return what a list holds; nothing where it is none, which is noted."""
    if node is None:
        return ()
    if isinstance(node, Items):
        return node.items
    notes.error(TemplateCode.LIST_EXPECTED, node.spot, key=key)
    return ()


class Ids:
    """Ids that must differ, capitals aside.

    Args:
        notes: Where one that is there already is noted.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._lines: dict[str, int] = {}

    def take(self, text: str, node: Node) -> bool:
        """Return whether the id is a new one."""
        first = self._lines.get(text.casefold())
        if first is None:
            self._lines[text.casefold()] = node.spot.line
            return True
        self._notes.error(
            TemplateCode.ID_DOUBLED, node.spot, subject=text, text=text, line=first
        )
        return False
