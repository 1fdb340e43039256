"""GEXF 1.3 with dated edges, as Gephi reads it: its timeline shows the days.

The days of an edge are its `start` and `end`, both inclusive, and stand once more in
its one spell, for readers that ask there. See https://gexf.net/1.3/.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from cselekvo.network.export.parts import Edge, Parts, Value
from cselekvo.network.export.xml import DECLARATION, tag

_ROOT: Final[dict[str, Value]] = {"xmlns": "http://gexf.net/1.3", "version": "1.3"}
_GRAPH: Final[dict[str, Value]] = {
    "defaultedgetype": "directed",
    "mode": "dynamic",
    "timeformat": "date",
    "timerepresentation": "interval",
}
_TYPES: Final = {bool: "boolean", int: "long", float: "double"}
#: What has a place of its own in the format.
_DAYS: Final = {"from": "start", "until": "end"}
_LABEL: Final = frozenset({"label"})


def gexf(parts: Parts) -> bytes:
    """Return a graph as GEXF 1.3."""
    lines = [DECLARATION, tag("gexf", _ROOT, closed=False)]
    lines.append(tag("graph", _GRAPH, closed=False))
    nodes = [_without(node.values, _LABEL) for node in parts.nodes]
    edges = [_without(edge.values, frozenset(_DAYS)) for edge in parts.edges]
    lines += _declared("node", nodes)
    lines += _declared("edge", edges)
    lines.append("<nodes>")
    for node, values in zip(parts.nodes, nodes, strict=True):
        named: dict[str, Value] = {"id": node.id, "label": node.label}
        lines += _element("node", named, _values(values))
    lines += ["</nodes>", "<edges>"]
    # An id is that of the whole file: a fact that makes several edges gets numbers.
    met: Counter[str] = Counter()
    for edge, values in zip(parts.edges, edges, strict=True):
        met[edge.key] += 1
        lines += _dated(edge, values, met[edge.key])
    lines += ["</edges>", "</graph>", "</gexf>", ""]
    return "\n".join(lines).encode()


def _dated(edge: Edge, values: Mapping[str, Value], number: int) -> list[str]:
    days = {_DAYS[name]: edge.values[name] for name in _DAYS if name in edge.values}
    ends: dict[str, Value] = {
        "id": edge.key if number == 1 else f"{edge.key}#{number}",
        "source": edge.source,
        "target": edge.target,
        "kind": edge.values.get("relation", ""),
        **days,
    }
    spells = ["<spells>", tag("spell", days), "</spells>"] if days else []
    return _element("edge", ends, [*_values(values), *spells])


def _without(values: Mapping[str, Value], names: frozenset[str]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if name not in names}


def _declared(place: str, holders: Iterable[Mapping[str, Value]]) -> list[str]:
    types: dict[str, set[str]] = {}
    for values in holders:
        for name, value in values.items():
            types.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    if not types:
        return []
    lines = [tag("attributes", {"class": place, "mode": "static"}, closed=False)]
    for name in sorted(types):
        type_ = next(iter(types[name])) if len(types[name]) == 1 else "string"
        lines.append(tag("attribute", {"id": name, "title": name, "type": type_}))
    return [*lines, "</attributes>"]


def _values(values: Mapping[str, Value]) -> list[str]:
    if not values:
        return []
    each = [tag("attvalue", {"for": n, "value": one}) for n, one in values.items()]
    return ["<attvalues>", *each, "</attvalues>"]


def _element(name: str, ends: Mapping[str, Value], inside: list[str]) -> list[str]:
    if not inside:
        return [tag(name, ends)]
    return [tag(name, ends, closed=False), *inside, f"</{name}>"]
