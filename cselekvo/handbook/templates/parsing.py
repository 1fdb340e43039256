"""From text to nodes: the events of PyYAML, of which nothing is ever constructed.

Events come one by one, so that a file nested ten thousand levels deep is left at the
first level too many, and an alias is seen before anyone follows it.
"""

from collections.abc import Iterator
from typing import Any, Final

import yaml
from attrs import define, field

from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.nodes import Items, Mapping, Node, Scalar, Spot
from cselekvo.handbook.templates.notes import Notes
from cselekvo.handbook.templates.text import FORBIDDEN, named, tab_indent

#: The language needs eight levels.
_DEEPEST: Final = 16
#: libyaml where PyYAML was built with it: the same events, ten times as fast.
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StopError(Exception):
    """What follows cannot be read any more; it is noted why."""


def parse(text: str, notes: Notes, loader: Any = _LOADER) -> Node | None:
    """Return the one document of the text; None where there is none to go on with."""
    building = _Building(notes)
    try:
        for event in yaml.parse(text, Loader=loader):
            building.take(event)
    except _StopError:
        return None
    except yaml.YAMLError as error:
        _malformed(error, text, notes)
        return None
    if building.root is None:
        notes.error(TemplateCode.EMPTY, Spot())
    return building.root


def _malformed(error: yaml.YAMLError, text: str, notes: Notes) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    spot = Spot() if mark is None else Spot(mark.line + 1, mark.column + 1)
    tab = tab_indent(text, spot.line)
    if tab is not None:
        notes.error(TemplateCode.TAB_INDENT, tab)
    else:
        notes.error(TemplateCode.NOT_WELL_FORMED, spot)


@define
class _Level:
    """A list or a mapping that is being read; of a mapping, keys and values by turns.

    Attributes:
        nodes: What was read so far.
    """

    is_mapping: bool
    spot: Spot
    nodes: list[Node] = field(factory=list)


@define
class _Building:
    """Puts the events of one document together."""

    notes: Notes
    root: Node | None = None
    levels: list[_Level] = field(factory=list)

    def take(self, event: Any) -> None:
        """Take the next event."""
        spot = Spot(event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self._start(event, spot)
        elif isinstance(event, yaml.AliasEvent):
            self.notes.error(TemplateCode.ANCHOR, spot, text=f"*{event.anchor}")
            raise _StopError
        elif isinstance(event, yaml.NodeEvent):
            self._properties(event, spot)
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event, spot))
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self.levels) == _DEEPEST:
                self.notes.error(TemplateCode.TOO_DEEP, spot, allowed=_DEEPEST)
                raise _StopError
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self.levels.append(_Level(is_mapping, spot))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self._closed(self.levels.pop()))

    def _start(self, event: yaml.DocumentStartEvent, spot: Spot) -> None:
        if self.root is not None:
            self.notes.error(TemplateCode.SEVERAL_DOCUMENTS, spot)
            raise _StopError
        if event.version or event.tags:
            self.notes.error(TemplateCode.DIRECTIVE, spot)

    def _properties(self, event: Any, spot: Spot) -> None:
        """Note an anchor or a tag; the node itself is read on."""
        if event.anchor:
            self.notes.error(TemplateCode.ANCHOR, spot, text=f"&{event.anchor}")
        if event.tag:
            self.notes.error(TemplateCode.TAG, spot, text=_short(event.tag))

    def _scalar(self, event: yaml.ScalarEvent, spot: Spot) -> Scalar:
        found = FORBIDDEN.search(event.value)
        if found is not None:  # written as an escape: "\x07"
            shown = named(found[0])
            self.notes.error(TemplateCode.CONTROL_CHARACTER, spot, text=shown)
        return Scalar(event.value, spot, plain=not event.style)

    def _add(self, node: Node) -> None:
        if self.levels:
            self.levels[-1].nodes.append(node)
        else:
            self.root = node

    def _closed(self, level: _Level) -> Node:
        if not level.is_mapping:
            return Items(tuple(level.nodes), level.spot)
        turns = iter(level.nodes)
        pairs = tuple(self._pairs(zip(turns, turns, strict=True)))
        return Mapping(pairs, level.spot)

    def _pairs(
        self, pairs: Iterator[tuple[Node, Node]]
    ) -> Iterator[tuple[Scalar, Node]]:
        """Yield the pairs with a plain key that was not there before."""
        known: dict[str, Scalar] = {}
        for key, value in pairs:
            if not isinstance(key, Scalar):
                self.notes.error(TemplateCode.TEXT_EXPECTED, key.spot)
            elif key.plain and key.text == "<<":
                self.notes.error(TemplateCode.MERGE_KEY, key.spot)
            elif key.text in known:
                first = known[key.text].spot.line
                self.notes.error(
                    TemplateCode.KEY_DOUBLED, key.spot, key=_short(key.text), line=first
                )
            else:
                known[key.text] = key
                yield key, value


def _short(text: str) -> str:
    """Return a text that fits into a sentence."""
    longest = 60
    return text if len(text) <= longest else text[: longest - 1] + "…"
