"""What changed in the network between two days."""

from collections.abc import Collection

from attrs import frozen

from cselekvo.network.build import Graph
from cselekvo.network.measures.projection import Projection, project
from cselekvo.network.measures.structure import components


@frozen(order=True)
class NamedEdge:
    """An edge with the id of its fact, or what stands for one."""

    relation: str
    source: str
    target: str
    key: str


@frozen(kw_only=True)
class Changes:
    """What changed between two days; all of it sorted.

    Attributes:
        partial: Whether the reader does not see all of the network.
        nodes_new: Records that came.
        nodes_gone: Records that are there no more.
        edges_new: Edges that came.
        edges_gone: Edges that are there no more.
        components_before: How many parts the network was in on the first day.
        components_after: How many on the second.
        alone: Records of both days that lost their last neighbour.
        joined: Records of both days that stood alone and have a neighbour now.
    """

    partial: bool
    nodes_new: tuple[str, ...]
    nodes_gone: tuple[str, ...]
    edges_new: tuple[NamedEdge, ...]
    edges_gone: tuple[NamedEdge, ...]
    components_before: int
    components_after: int
    alone: tuple[str, ...]
    joined: tuple[str, ...]


def changed(
    before: Graph, after: Graph, relations: Collection[str] | None = None
) -> Changes:
    """Return what changed from the graph of one day to that of another.

    An edge is the same one as long as it is the same fact between the same records.

    Args:
        before: The graph of the first day.
        after: The graph of the second.
        relations: The relations that count; None: all.
    """
    first, second = project(before, relations), project(after, relations)
    had, has = _with_neighbours(first), _with_neighbours(second)
    both = {*first.ids} & {*second.ids}
    edges = _edges(before, relations), _edges(after, relations)
    return Changes(
        partial=first.partial or second.partial,
        nodes_new=tuple(sorted({*second.ids} - {*first.ids})),
        nodes_gone=tuple(sorted({*first.ids} - {*second.ids})),
        edges_new=tuple(sorted(edges[1] - edges[0])),
        edges_gone=tuple(sorted(edges[0] - edges[1])),
        components_before=len(components(first)),
        components_after=len(components(second)),
        alone=tuple(sorted(both & (had - has))),
        joined=tuple(sorted(both & (has - had))),
    )


def _with_neighbours(projection: Projection) -> set[str]:
    pairs = zip(projection.ids, projection.neighbours, strict=True)
    return {id_ for id_, others in pairs if others}


def _edges(graph: Graph, relations: Collection[str] | None) -> set[NamedEdge]:
    return {
        NamedEdge(data["relation"], source, target, key)
        for source, target, key, data in graph.edges(keys=True, data=True)
        if relations is None or data["relation"] in relations
    }
