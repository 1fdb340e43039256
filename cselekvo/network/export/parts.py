"""What is exported of a graph: sorted nodes and edges with plain values.

A period becomes `from` and `until`, days as text, the last day inclusive; what has no
such day has no such value. Empty texts are left out, too: no format tells them from
nothing. So the same graph always gives the same bytes.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

from attrs import frozen

from cselekvo.domain.period import Period
from cselekvo.network.build import Graph

Value: TypeAlias = "str | bool | int | float"
_PLAIN: Final = (str, bool, int, float)
_DAY: Final = timedelta(days=1)


@frozen
class Node:
    """A record with what is known about it."""

    id: str
    values: Mapping[str, Value]

    @property
    def label(self) -> str:
        """Return what a picture writes beside it."""
        return str(self.values.get("label", self.id))


@frozen
class Edge:
    """An edge, keyed by the id of its fact, with what is known about it."""

    source: str
    target: str
    key: str
    values: Mapping[str, Value]


@frozen(kw_only=True)
class Parts:
    """A graph as it is exported.

    Attributes:
        about: What is known about the whole, as its day, or whether it is partial.
        nodes: Sorted by id.
        edges: Sorted by source, target and key.
    """

    about: Mapping[str, Value]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def parts_of(
    graph: Graph,
    labels: Mapping[str, str] | None = None,
    *,
    on: date | None = None,
    leaving_out: Collection[str] = (),
) -> Parts:
    """Return the parts of a graph.

    Args:
        graph: The graph of a day.
        labels: The name of each record for people, by id.
        on: The day that the graph shows.
        leaving_out: Kinds of nodes that are left out with their edges.
    """
    named = {} if labels is None else labels
    about = {**graph.graph} if on is None else {**graph.graph, "on": on}
    nodes = []
    for id_ in sorted(graph):
        data = graph.nodes[id_]
        if data.get("kind") not in leaving_out:
            label = {"label": named[id_]} if id_ in named else {}
            nodes.append(Node(id_, _plain({**data, **label})))
    kept = {node.id for node in nodes}
    edges = [
        Edge(source, target, key, _plain(data))
        for source, target, key, data in graph.edges(keys=True, data=True)
        if source in kept and target in kept
    ]
    edges.sort(key=lambda edge: (edge.source, edge.target, edge.key))
    return Parts(about=_plain(about), nodes=tuple(nodes), edges=tuple(edges))


def _plain(data: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values that a file can hold, sorted by name."""
    found = {name: value for one in data.items() for name, value in _flat(*one)}
    return {name: found[name] for name in sorted(found)}


def _flat(name: str, value: Any) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Period):
        if value.first_day is not None:
            yield "from", value.first_day.isoformat()
        if value.end is not None:
            yield "until", (value.end - _DAY).isoformat()
    elif isinstance(value, date):
        yield name, value.isoformat()
    elif isinstance(value, _PLAIN) and value != "":
        yield name, value
