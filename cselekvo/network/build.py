"""The graph of a day, built from rows with the collector paused.

Half of networkx's building time is Python's garbage collector looking at containers
that all stay alive; so it is paused while the graph is built.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import networkx as nx

from cselekvo.collector import collector_paused
from cselekvo.domain.period import Period
from cselekvo.rules.permissions import Scope

#: Nodes are ids; edges are keyed by the id of their fact.
Graph: TypeAlias = "nx.MultiDiGraph[str]"
Edge = tuple[str, str, str, str, date, date | None]


def build(
    nodes: Iterable[tuple[str, str]], edges: Iterable[Edge], scope: Scope
) -> Graph:
    """Build the graph of a day.

    Args:
        nodes: `id, kind`.
        edges: `source, target, key, relation, start, end`, the end half-open.
        scope: The reader's; the graph's attribute `partial` says whether it hides some.

    Returns:
        A graph whose nodes have `kind`, whose edges are keyed by the id of their fact
        and have `relation` and `period`.
    """
    with collector_paused():
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(partial=scope.is_partial)
        graph.add_nodes_from((id_, {"kind": kind}) for id_, kind in nodes)
        periods: dict[tuple[date, date | None], Period] = {}
        for source, target, key, relation, start, end in edges:
            span = (start, end)
            period = periods.get(span)
            if period is None:
                period = periods[span] = Period(start, end)
            graph.add_edge(source, target, key, relation=relation, period=period)
    return graph
