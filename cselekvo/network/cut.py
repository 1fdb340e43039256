"""A part of the network: off the map, a county's, or what surrounds one record."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from cselekvo.errors import NotFoundError
from cselekvo.network.build import Graph, kinds_of, related

#: The map: it is the same whoever works on it.
MAP_KINDS: Final = frozenset({"settlement", "district", "county", "region"})
#: What joins records to the map, and the map to itself.
MAP_RELATIONS: Final = frozenset({"located_in", "has_seat", "has_site", "covers"})
_NEAR: Final = 3


def known_id(graph: Graph, id_: str) -> str:
    """Return the id of a node as it is written.

    Raises:
        NotFoundError: There is none; near ids are offered.
    """
    if id_ in graph:
        return id_
    folded = {one.lower(): one for one in sorted(graph, reverse=True)}
    same = folded.get(id_.lower())
    if same is not None:
        return same
    near = get_close_matches(id_.lower(), folded, n=_NEAR)
    raise NotFoundError("record", id_, tuple(folded[one] for one in near))


def only(graph: Graph, ids: Iterable[str]) -> Graph:
    """Return a graph of these nodes and the edges between them."""
    part: Graph = graph.subgraph([*ids]).copy()
    return part


def of_relations(graph: Graph, relations: Collection[str]) -> Graph:
    """Return a graph of all nodes and of the edges of some relations."""
    every: Any = graph.edges(keys=True, data="relation")
    part: Graph = graph.copy()
    part.remove_edges_from(
        [(one, other, key) for one, other, key, word in every if word not in relations]
    )
    return part


def off_the_map(graph: Graph, relations: Collection[str]) -> Graph:
    """Return a graph without those places that none of the relations leads to.

    Thousands of settlements on which nothing happens would else be counted as parts of
    the network, each of its own.
    """
    joined = {
        end
        for source, target, word in related(graph)
        if word in relations
        for end in (source, target)
    }
    return only(
        graph,
        [
            id_
            for id_, kind in kinds_of(graph).items()
            if kind not in MAP_KINDS or id_ in joined
        ],
    )


def around(graph: Graph, id_: str, steps: int = 1) -> Graph:
    """Return a record with those it is joined to, and the edges between them all.

    Args:
        graph: The graph of a day.
        id_: The record.
        steps: How far to go.

    Raises:
        NotFoundError: There is no such node; near ids are offered.
    """
    reached = {known_id(graph, id_)}
    for _ in range(steps):
        reached |= {other for one in reached for other in _neighbours(graph, one)}
    return only(graph, sorted(reached))


def within(graph: Graph, counties: Mapping[str, str], county: str) -> Graph:
    """Return the records of a county, and whoever is directly joined to one of them.

    Args:
        graph: The graph of a day.
        counties: The county of each record that lies in one.
        county: The county.
    """
    kinds = kinds_of(graph)
    inside = {id_ for id_ in graph if id_ == county or counties.get(id_) == county}
    beside = {
        other
        for one in inside
        if kinds[one] not in MAP_KINDS
        for other in _neighbours(graph, one)
        if kinds[other] not in MAP_KINDS
    }
    return only(graph, sorted(inside | beside))


def gathered(graph: Graph, counties: Mapping[str, str]) -> dict[str, str]:
    """Return the county of each record: its own, else that of most of its neighbours.

    A mentor, a representative or a project lies in no county; each belongs where most
    of those are that it is joined to. What has no such neighbour is left out.
    """
    found = {id_: counties[id_] for id_ in sorted(graph) if id_ in counties}
    while True:
        more: dict[str, str] = {}
        for id_ in sorted(graph):
            near = [found[one] for one in _neighbours(graph, id_) if one in found]
            if id_ not in found and near:
                counted = Counter(near)
                more[id_] = min(counted, key=lambda one: (-counted[one], one))
        if not more:
            return found
        found |= more


def _neighbours(graph: Graph, id_: str) -> list[str]:
    return sorted({*graph.successors(id_), *graph.predecessors(id_)} - {id_})
