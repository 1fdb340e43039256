"""The graph of a day, built from rows with the collector paused.

Half of networkx's building time is Python's garbage collector looking at containers
that all stay alive; so it is paused while the graph is built.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from cselekvo.collector import collector_paused
from cselekvo.domain.period import Period
from cselekvo.rules.permissions import Scope

if TYPE_CHECKING:
    import networkx as nx

#: Nodes are ids; edges are keyed by the id of their fact.
Graph: TypeAlias = "nx.MultiDiGraph[str]"
#: `source, target, key, relation, period`.
Edge = tuple[str, str, str, str, Period]


def build(
    nodes: Iterable[tuple[str, str]], edges: Iterable[Edge], scope: Scope
) -> Graph:
    """Build the graph of a day.

    Args:
        nodes: `id, kind`.
        edges: `source, target, key, relation, period`.
        scope: The reader's; the graph's attribute `partial` says whether it hides some.

    Returns:
        A graph whose nodes have `kind`, whose edges are keyed by the id of their fact
        and have `relation` and `period`.
    """
    import networkx as nx

    with collector_paused():
        graph: Graph = nx.MultiDiGraph(partial=scope.is_partial)
        graph.add_nodes_from((id_, {"kind": kind}) for id_, kind in nodes)
        _add_edges(graph, edges)
    return graph


def _add_edges(graph: Any, edges: Iterable[Edge]) -> None:
    """Add edges as `add_edge` does, without its ten look-ups for each.

    An id that comes with an edge is let go of for the node's own: a graph of a million
    edges would hold two million copies.
    """
    out, into = graph._succ, graph._pred  # noqa: SLF001 - what add_edge fills
    names = {id_: id_ for id_ in graph}
    for source, target, key, relation, period in edges:
        try:
            source_name, target_name = names[source], names[target]
        except KeyError:
            graph.add_nodes_from((source, target))
            source_name = names.setdefault(source, source)
            target_name = names.setdefault(target, target)
        targets = out[source_name]
        keyed = targets.get(target_name)
        if keyed is None:
            keyed = targets[target_name] = into[target_name][source_name] = {}
        keyed[key] = {"relation": relation, "period": period}


def kinds_of(graph: Graph) -> dict[str, str]:
    """Return the kind of each node; an empty text where the graph knows none."""
    every: Any = graph.nodes(data="kind", default="")
    return dict(every)


def related(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Return `source, target, relation` of each edge."""
    every: Any = graph.edges(data="relation", default="")
    return iter(every)
