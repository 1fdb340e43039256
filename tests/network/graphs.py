"""Graphs of a day for tests: small ones by hand, any by Hypothesis."""

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from cselekvo.network.build import Edge, Graph, build
from cselekvo.rules.permissions import Scope
from tests.builders import span
from tests.strategies import periods

EVERYTHING = Scope(everything=True)
#: Kinds by the first letter of an id, in graphs written by hand.
_KINDS = {
    "O": "organisation",
    "T": "roundtable",
    "M": "person",
    "K": "community",
    "S": "settlement",
    "C": "county",
}
_RUNNING = span("2015-01-01")


def a_graph(relations: Mapping[str, Iterable[str]], alone: Iterable[str] = ()) -> Graph:
    """Return a graph from `source>target` texts by relation, and nodes alone.

    Kinds go by the first letter; see `_KINDS`.
    """
    edges: list[Edge] = []
    ids = {*alone}
    for relation, texts in relations.items():
        for text in texts:
            source, target = text.split(">")
            ids |= {source, target}
            key = f"{source}:{relation}:{target}"
            edges.append((source, target, key, relation, _RUNNING))
    nodes = [(id_, _KINDS[id_[0]]) for id_ in sorted(ids)]
    return build(nodes, edges, EVERYTHING)


def a_partial_graph() -> Graph:
    """Return a graph of a reader who does not see all."""
    return build([("O1", "organisation")], [], Scope())


@st.composite
def rows(draw: st.DrawFn, most: int = 14) -> tuple[list[tuple[str, str]], list[Edge]]:
    """Draw nodes and edges, some parallel, some from a node to itself."""
    ids = [f"N{at}" for at in range(draw(st.integers(1, most)))]
    kinds = draw(st.lists(st.sampled_from(sorted(_KINDS.values())),
                          min_size=len(ids), max_size=len(ids)))  # fmt: skip
    ends = st.sampled_from(ids)
    relations = st.sampled_from(["sits_on", "mentors", "located_in"])
    drawn = draw(st.lists(st.tuples(ends, ends, relations, periods()), max_size=30))
    edges = [
        (source, target, f"f-{at}", relation, period)
        for at, (source, target, relation, period) in enumerate(drawn)
    ]
    return list(zip(ids, kinds, strict=True)), edges


@st.composite
def graphs(draw: st.DrawFn, most: int = 14) -> Graph:
    """Draw a graph of a day."""
    nodes, edges = draw(rows(most))
    return build(nodes, edges, EVERYTHING)
