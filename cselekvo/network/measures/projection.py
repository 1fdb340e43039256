"""The simple undirected projection of a graph, on which measures are defined.

Two records are neighbours where at least one edge of the named relations joins them,
whichever way it points and however many there are; an edge of a record to itself joins
nothing. All nodes of the graph stay, those without an edge too.
"""

from collections.abc import Collection, Iterator

from attrs import field, frozen

from cselekvo.network.build import Graph, kinds_of, related


@frozen(eq=False)
class Projection:
    """Nodes by number, in the order of their ids.

    Attributes:
        ids: The id of each node, sorted.
        kinds: The kind of each; an empty text where the graph knows none.
        neighbours: The neighbours of each, sorted.
        partial: Whether the reader does not see all of the network.
    """

    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    neighbours: tuple[tuple[int, ...], ...] = field(repr=False)
    partial: bool = False

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield each pair of neighbours once, the smaller number first."""
        for node, others in enumerate(self.neighbours):
            for other in others:
                if node < other:
                    yield node, other

    @property
    def edges(self) -> int:
        """Return how many pairs of neighbours there are."""
        return sum(map(len, self.neighbours)) // 2

    def named(self, nodes: Collection[int]) -> tuple[str, ...]:
        """Return the ids of nodes, sorted."""
        return tuple(self.ids[node] for node in sorted(nodes))


def project(
    graph: Graph,
    relations: Collection[str] | None = None,
    *,
    leaving_out: Collection[str] = (),
) -> Projection:
    """Return the projection of the named relations.

    Args:
        graph: The graph of a day.
        relations: Their words; None: all that the graph holds.
        leaving_out: Ids of nodes that are left out with their edges.
    """
    gone = frozenset(leaving_out)
    kinds = kinds_of(graph)
    ids = sorted(id_ for id_ in graph if id_ not in gone)
    place = {id_: number for number, id_ in enumerate(ids)}
    joined: list[set[int]] = [set() for _ in ids]
    for source, target, relation in related(graph):
        if relations is not None and relation not in relations:
            continue
        one, other = place.get(source), place.get(target)
        if one is None or other is None or one == other:
            continue
        joined[one].add(other)
        joined[other].add(one)
    return Projection(
        ids=tuple(ids),
        kinds=tuple(kinds[id_] for id_ in ids),
        neighbours=tuple(tuple(sorted(others)) for others in joined),
        partial=bool(graph.graph.get("partial", False)),
    )
