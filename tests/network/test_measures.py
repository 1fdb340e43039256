"""Measures agree with networkx, and both engines with each other."""

from importlib.util import find_spec

import networkx as nx
import pytest
from hypothesis import given, settings

from cselekvo.errors import MissingExtraError
from cselekvo.network.build import Graph
from cselekvo.network.measures import (
    Degree,
    Engine,
    Split,
    betweenness,
    betweenness as _,  # noqa: F401 - offered by name
    changed,
    degrees,
    measure,
    project,
    structure,
    without,
)
from tests.network.graphs import a_graph, a_partial_graph, graphs

FAST = find_spec("rustworkx") is not None


def _simple(graph: Graph) -> "nx.Graph[str]":
    simple: nx.Graph[str] = nx.Graph(nx.MultiDiGraph(graph).to_undirected())
    simple.remove_edges_from([*nx.selfloop_edges(simple)])
    return simple


@given(graphs())
def test_the_projection_is_that_of_networkx(graph: Graph) -> None:
    simple = _simple(graph)

    projection = project(graph)

    assert projection.ids == tuple(sorted(simple))
    pairs = {(projection.ids[a], projection.ids[b]) for a, b in projection.pairs()}
    assert pairs == {tuple(sorted(edge)) for edge in simple.edges}
    assert projection.edges == simple.number_of_edges()


@settings(max_examples=150)
@given(graphs())
def test_structure_agrees_with_networkx(graph: Graph) -> None:
    simple = _simple(graph)

    found = structure(project(graph))

    parts = {frozenset(part) for part in nx.connected_components(simple)}
    assert {frozenset(part) for part in found.components} == parts
    sizes = [len(part) for part in found.components]
    assert sizes == sorted(sizes, reverse=True)
    assert set(found.isolated) == set(nx.isolates(simple))
    assert {one.id for one in found.splits} == set(nx.articulation_points(simple))
    bridges = {tuple(sorted(edge)) for edge in nx.bridges(simple)}
    assert {(tie.one, tie.other) for tie in found.ties} == bridges
    for split in found.splits:
        _check_split(simple, split)
    for tie in found.ties:
        less = simple.copy()
        less.remove_edge(tie.one, tie.other)
        sides = [len(nx.node_connected_component(less, tie.one)),
                 len(nx.node_connected_component(less, tie.other))]  # fmt: skip
        assert tie.count == min(sides)


def _check_split(simple: "nx.Graph[str]", split: Split) -> None:
    part = nx.node_connected_component(simple, split.id) - {split.id}
    pieces = list(nx.connected_components(simple.subgraph(part)))
    assert sorted(split.sizes, reverse=True) == sorted(map(len, pieces), reverse=True)
    assert split.count == sum(split.sizes) - max(split.sizes)
    assert len(split.apart) == split.count
    whole = [piece for piece in pieces if piece <= {*split.apart}]
    assert set().union(*whole) == {*split.apart}


@given(graphs())
def test_betweenness_is_that_of_networkx(graph: Graph) -> None:
    expected = nx.betweenness_centrality(_simple(graph))

    found = betweenness(project(graph), Engine.NETWORKX)

    assert {one.id: one.value for one in found} == pytest.approx(expected, abs=1e-9)
    order = [(-round(one.value, 6), one.id) for one in found]
    assert order == sorted(order)


@pytest.mark.skipif(not FAST, reason="rustworkx is not installed")
@pytest.mark.parametrize("one_thread", [True, False])
@given(graph=graphs(most=40))
def test_both_engines_agree(graph: Graph, one_thread: bool) -> None:
    projection = project(graph)

    slow = betweenness(projection, Engine.NETWORKX)
    fast = betweenness(projection, Engine.RUSTWORKX, one_thread=one_thread)

    values = {one.id: one.value for one in fast}
    for one in slow:
        assert abs(values[one.id] - one.value) <= 1e-9
    assert [one.id for one in slow] == [one.id for one in fast]


@pytest.mark.skipif(FAST, reason="rustworkx is installed")
def test_an_engine_that_is_not_there_is_told() -> None:
    chain = a_graph({"sits_on": ["O1>T1", "O2>T1"]})

    with pytest.raises(MissingExtraError, match="fast"):
        betweenness(project(chain), Engine.RUSTWORKX)


def test_large_networks_are_measured_by_what_is_installed() -> None:
    ring = a_graph({"sits_on": [f"O{at}>T{at // 2}" for at in range(200)]})

    found = betweenness(project(ring))

    slow = betweenness(project(ring), Engine.NETWORKX)
    assert [one.id for one in found] == [one.id for one in slow]
    assert found[0].value == pytest.approx(slow[0].value, abs=1e-9)
    assert found[0].id == "T0"


def test_only_the_named_relations_count() -> None:
    graph = a_graph({"sits_on": ["O1>T1", "O2>T1"], "has_seat": ["O1>S1"]})

    seats = measure(graph, {"sits_on"})
    whole = measure(graph)

    assert (seats.relations, seats.edges) == (("sits_on",), 2)
    assert seats.structure.isolated == ("S1",)
    assert (whole.relations, whole.edges) == (("has_seat", "sits_on"), 3)
    assert whole.structure.isolated == ()


def test_degrees_count_different_records_by_relation() -> None:
    graph = a_graph({"sits_on": ["O1>T1", "O1>T2", "O2>T1"], "has_seat": ["O1>S1"]})

    found = degrees(graph)

    assert found[:4] == (
        Degree("O1", "has_seat", 1),
        Degree("S1", "has_seat", 1),
        Degree("O1", "sits_on", 2),
        Degree("T1", "sits_on", 2),
    )


def test_a_measure_on_a_partial_view_says_so() -> None:
    partial = a_partial_graph()

    assert measure(partial).partial
    assert without(partial, ["O1"]).partial
    assert changed(a_graph({}), partial).partial
    assert not measure(a_graph({}, alone=["O1"])).partial


def test_a_network_of_nothing_has_measures_too() -> None:
    empty = measure(a_graph({}))

    assert (empty.nodes, empty.edges, empty.betweenness) == (0, 0, ())
    assert empty.structure.components == ()


def test_a_long_chain_is_walked_without_end_of_stack() -> None:
    links = [f"O{at:05}>T{at:05}" for at in range(1500)]
    links += [f"O{at + 1:05}>T{at:05}" for at in range(1500)]

    found = structure(project(a_graph({"sits_on": links})))

    assert len(found.components) == 1
    assert len(found.splits) == 2_999
    assert found.splits[0].count == 1_500
    assert len(found.splits[0].apart) == 1_000
