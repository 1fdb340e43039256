"""The graph of a day is what networkx itself would have made of the rows."""

import networkx as nx
from hypothesis import given

from cselekvo.network.build import Edge, build, kinds_of, related
from tests.network.graphs import EVERYTHING, a_graph, rows


@given(rows())
def test_the_graph_is_the_one_that_add_edge_makes(
    drawn: tuple[list[tuple[str, str]], list[Edge]],
) -> None:
    nodes, edges = drawn
    by_hand: nx.MultiDiGraph[str] = nx.MultiDiGraph(partial=False)
    for id_, kind in nodes:
        by_hand.add_node(id_, kind=kind)
    for source, target, key, relation, period in edges:
        by_hand.add_edge(source, target, key, relation=relation, period=period)

    graph = build(nodes, edges, EVERYTHING)

    assert nx.utils.graphs_equal(graph, by_hand)
    assert graph.reverse().number_of_edges() == by_hand.number_of_edges()
    assert [*graph.in_edges(keys=True)] == [*by_hand.in_edges(keys=True)]


def test_an_end_that_is_no_node_yet_becomes_one() -> None:
    period = a_graph({"sits_on": ["O1>T1"]}).edges["O1", "T1", "O1:sits_on:T1"]

    graph = build([], [("O1", "T1", "m", "sits_on", period["period"])], EVERYTHING)

    assert sorted(graph) == ["O1", "T1"]
    assert kinds_of(graph) == {"O1": "", "T1": ""}
    assert [*related(graph)] == [("O1", "T1", "sits_on")]
