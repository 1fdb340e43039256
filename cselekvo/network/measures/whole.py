"""The measures of a whole network, as one value."""

from collections import defaultdict
from collections.abc import Collection

from attrs import field, frozen

from cselekvo.network.build import Graph, related
from cselekvo.network.measures.betweenness import Between, Engine, betweenness
from cselekvo.network.measures.projection import project
from cselekvo.network.measures.structure import Structure, structure


@frozen
class Degree:
    """How many different records a relation joins to one."""

    id: str
    relation: str
    count: int


@frozen(kw_only=True)
class Measures:
    """What was measured on the projection of the named relations.

    Attributes:
        relations: Their words, sorted.
        partial: Whether the reader does not see all of the network.
        nodes: How many records there are.
        edges: How many pairs of neighbours.
        structure: Components, isolated nodes, articulation points and bridges.
        betweenness: Of every node, the highest first, ties by id.
        degrees: By relation, the highest first, ties by id; zeros are left out.
    """

    relations: tuple[str, ...]
    partial: bool
    nodes: int
    edges: int
    structure: Structure
    betweenness: tuple[Between, ...] = field(repr=False)
    degrees: tuple[Degree, ...] = field(repr=False)


def measure(
    graph: Graph,
    relations: Collection[str] | None = None,
    engine: Engine = Engine.AUTO,
    *,
    one_thread: bool = False,
) -> Measures:
    """Measure the graph of a day.

    Args:
        graph: The graph.
        relations: The relations that count; None: all that the graph holds.
        engine: What computes the betweenness.
        one_thread: Whether it keeps to one thread.
    """
    held = {word for _, _, word in related(graph)}
    counted = held if relations is None else held & {*relations}
    projection = project(graph, counted)
    return Measures(
        relations=tuple(sorted(counted if relations is None else {*relations})),
        partial=projection.partial,
        nodes=len(projection.ids),
        edges=projection.edges,
        structure=structure(projection),
        betweenness=betweenness(projection, engine, one_thread=one_thread),
        degrees=degrees(graph, counted),
    )


def degrees(
    graph: Graph, relations: Collection[str] | None = None
) -> tuple[Degree, ...]:
    """Return to how many different records each relation joins a record.

    Edges of a record to itself are left out; both directions count.
    """
    joined: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, target, relation in related(graph):
        if source != target and (relations is None or relation in relations):
            joined[relation, source].add(target)
            joined[relation, target].add(source)
    found = [Degree(id_, word, len(others)) for (word, id_), others in joined.items()]
    return tuple(sorted(found, key=lambda one: (one.relation, -one.count, one.id)))
