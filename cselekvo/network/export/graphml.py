"""GraphML, as networkx, yEd, Gephi and igraph read it.

An edge's id is the id of its fact. Read it back in networkx with
`nx.read_graphml(file, edge_key_type=str, force_multigraph=True)`.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from cselekvo.network.export.parts import Parts, Value
from cselekvo.network.export.xml import DECLARATION, escaped, tag

_SPACE: Final = "http://graphml.graphdrawing.org/xmlns"
#: The type of a value by its class; of several the text.
_TYPES: Final = {bool: "boolean", int: "long", float: "double"}
_Keys = dict[tuple[str, str], str]


def graphml(parts: Parts) -> bytes:
    """Return a graph as GraphML."""
    keys: _Keys = {}
    lines = [DECLARATION, tag("graphml", {"xmlns": _SPACE}, closed=False)]
    lines += _declared("graph", [parts.about], keys)
    lines += _declared("node", [node.values for node in parts.nodes], keys)
    lines += _declared("edge", [edge.values for edge in parts.edges], keys)
    lines.append(tag("graph", {"edgedefault": "directed"}, closed=False))
    lines += _data("graph", parts.about, keys)
    for node in parts.nodes:
        lines += _element("node", {"id": node.id}, node.values, keys)
    for edge in parts.edges:
        ends = {"id": edge.key, "source": edge.source, "target": edge.target}
        lines += _element("edge", ends, edge.values, keys)
    lines += ["</graph>", "</graphml>", ""]
    return "\n".join(lines).encode()


def _declared(
    place: str, holders: Iterable[Mapping[str, Value]], keys: _Keys
) -> list[str]:
    """Return the declarations of what the values of a place are called."""
    types: dict[str, set[str]] = {}
    for values in holders:
        for name, value in values.items():
            types.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    lines = []
    for name in sorted(types):
        key = keys[place, name] = f"d{len(keys)}"
        type_ = types[name].pop() if len(types[name]) == 1 else "string"
        declared: dict[str, Value] = {"id": key, "for": place}
        lines.append(tag("key", {**declared, "attr.name": name, "attr.type": type_}))
    return lines


def _data(place: str, values: Mapping[str, Value], keys: _Keys) -> list[str]:
    return [
        f"{tag('data', {'key': keys[place, name]}, closed=False)}"
        f"{escaped(value)}</data>"
        for name, value in values.items()
    ]


def _element(
    name: str, ends: Mapping[str, Value], values: Mapping[str, Value], keys: _Keys
) -> list[str]:
    if not values:
        return [tag(name, ends)]
    return [tag(name, ends, closed=False), *_data(name, values, keys), f"</{name}>"]
