"""The two sheets that Kumu reads: Elements and Connections, with ids.

With an ID column Kumu tells records of the same name apart and joins them by id
(https://docs.kumu.io/guides/import/import). Rows are made here; whoever writes the
workbook names its sheets `Elements` and `Connections`.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from cselekvo.network.export.parts import Parts, Value

Row = tuple[str, ...]
_ELEMENTS: Final = ("ID", "Label", "Type")
_CONNECTIONS: Final = ("ID", "From", "To", "Direction", "Type")
#: Values that stand in a column of the form itself.
_OWN: Final = frozenset({"kind", "label", "relation"})
#: What Kumu calls them, where it has a word of its own.
_HEADS: Final = {"from": "Start", "until": "End"}


@frozen(kw_only=True)
class Kumu:
    """The rows of the two sheets; the first of each holds its heads."""

    elements: tuple[Row, ...]
    connections: tuple[Row, ...]


def kumu(parts: Parts) -> Kumu:
    """Return a graph as the two sheets that Kumu reads."""
    more = _names(node.values for node in parts.nodes)
    ways = _names(edge.values for edge in parts.edges)
    elements: list[Row] = [(*_ELEMENTS, *_heads(more))]
    connections: list[Row] = [(*_CONNECTIONS, *_heads(ways))]
    for node in parts.nodes:
        kind = _shown(node.values.get("kind", ""))
        rest = (_shown(node.values.get(name, "")) for name in more)
        elements.append((node.id, node.label, kind, *rest))
    for edge in parts.edges:
        relation = _shown(edge.values.get("relation", ""))
        rest = (_shown(edge.values.get(name, "")) for name in ways)
        ends = (edge.key, edge.source, edge.target)
        connections.append((*ends, "directed", relation, *rest))
    return Kumu(elements=tuple(elements), connections=tuple(connections))


def _names(holders: Iterable[Mapping[str, Value]]) -> list[str]:
    return sorted({name for values in holders for name in values} - _OWN)


def _heads(names: list[str]) -> Row:
    return tuple(_HEADS.get(name, name) for name in names)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
