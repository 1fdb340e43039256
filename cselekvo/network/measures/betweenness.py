"""Betweenness: how many of the shortest ways between others lead through a record.

Two engines compute it and agree within 1e-9: networkx, which is always there, and
rustworkx of the extra `[fast]`. Figures are normalised as those of networkx: the share
of all pairs of other records, each pair counted by the share of its shortest ways
(U. Brandes, A faster algorithm for betweenness centrality, 2001).
"""

from collections.abc import Callable, Mapping
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from attrs import frozen

from cselekvo.errors import MissingExtraError
from cselekvo.network.measures.projection import Projection
from cselekvo.network.measures.structure import parts_by_number

#: Up to so many nodes networkx is done before rustworkx is loaded.
SMALL: Final = 100
#: Figures are shown to so many decimals; those that look equal are ordered by id.
DECIMALS: Final = 6
_Pairs = list[tuple[int, int]]
#: Below three records there is no way between two others.
_FEW: Final = 3


class Engine(Enum):
    """What computes; the value is the stable word."""

    AUTO = "auto"  #: rustworkx for what is large, where it is installed
    NETWORKX = "networkx"
    RUSTWORKX = "rustworkx"


@frozen
class Between:
    """A record and its betweenness, from 0 to 1."""

    id: str
    value: float


def betweenness(
    projection: Projection,
    engine: Engine = Engine.AUTO,
    *,
    one_thread: bool = False,
) -> tuple[Between, ...]:
    """Return the betweenness of every node, the highest first, ties by id.

    Args:
        projection: The network.
        engine: What computes it.
        one_thread: Whether rustworkx keeps to one thread; networkx always does.

    Raises:
        MissingExtraError: Rustworkx was asked for and is not installed.
    """
    values = [0.0] * len(projection.ids)
    for part in parts_by_number(projection):
        # Ways stay within a part; so do the many that would be looked for in vain.
        if len(part) < _FEW:
            continue
        number = {node: at for at, node in enumerate(sorted(part))}
        pairs = [
            (at, number[other])
            for node, at in number.items()
            for other in projection.neighbours[node]
            if node < other
        ]
        chosen = _engine(engine, len(part))
        found = chosen(len(part), pairs, one_thread=one_thread)
        share = _pairs(len(part)) / _pairs(len(values))
        for node, at in number.items():
            values[node] = found[at] * share
    every = [Between(*one) for one in zip(projection.ids, values, strict=True)]
    return tuple(sorted(every, key=lambda one: (-round(one.value, DECIMALS), one.id)))


def _pairs(count: int) -> int:
    """Return twice how many pairs of others a node can stand between."""
    return (count - 1) * (count - 2)


def _engine(engine: Engine, count: int) -> Callable[..., Mapping[int, float]]:
    if engine is Engine.AUTO:
        is_fast = count > SMALL and find_spec("rustworkx") is not None
        return _by_rustworkx if is_fast else _by_networkx
    return _by_networkx if engine is Engine.NETWORKX else _by_rustworkx


def _by_networkx(count: int, pairs: _Pairs, **_: bool) -> Mapping[int, float]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(pairs)
    found: dict[int, float] = nx.betweenness_centrality(graph, normalized=True)
    return found


def _by_rustworkx(
    count: int, pairs: _Pairs, *, one_thread: bool
) -> Mapping[int, float]:
    try:
        rustworkx: Any = import_module("rustworkx")
    except ImportError as error:
        raise MissingExtraError("fast", "The engine rustworkx") from error
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(pairs)
    # It takes several threads from so many nodes on, and has no other word for it.
    most = {"parallel_threshold": count + 1} if one_thread else {}
    found: Mapping[int, float] = rustworkx.graph_betweenness_centrality(
        graph, normalized=True, **most
    )
    return found
