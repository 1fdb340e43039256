"""The network in other programs' forms: what goes out comes back, byte for byte."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.period import BEFORE_RECORDS, Period
from cselekvo.network.build import Edge, Graph, build
from cselekvo.network.export import Parts, gexf, graphml, kumu, node_link, parts_of
from cselekvo.rules.permissions import Scope
from tests.network.graphs import EVERYTHING, a_graph, rows

#: Names as people write them, and as they should not.
names = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs"],
        exclude_characters="\ufffe\uffff",
        include_characters="<>&\"'\t\n\rőŰ",
    ),
    min_size=1,
    max_size=12,
)
WRITERS = [graphml, gexf, node_link]


def _read(content: bytes) -> "nx.MultiDiGraph[str]":
    read: Any = nx.read_graphml(
        BytesIO(content), edge_key_type=str, force_multigraph=True
    )
    assert type(read) is nx.MultiDiGraph
    return read


def _plain(period: Period) -> dict[str, str]:
    days = {}
    if period.first_day is not None:
        days["from"] = period.first_day.isoformat()
    if period.last_day is not None:
        days["until"] = period.last_day.isoformat()
    return days


@given(drawn=rows(), data=st.data())
def test_graphml_comes_back_with_nodes_edges_and_attributes(
    drawn: tuple[list[tuple[str, str]], list[Edge]], data: st.DataObject
) -> None:
    nodes, edges = drawn
    labels = {id_: data.draw(names) for id_, _ in nodes}
    graph = build(nodes, edges, EVERYTHING)

    read = _read(graphml(parts_of(graph, labels)))

    assert {id_: dict(values) for id_, values in read.nodes(data=True)} == {
        id_: {"kind": kind, "label": labels[id_]} for id_, kind in nodes
    }
    expected = {
        (source, target, key): {"relation": relation, **_plain(period)}
        for source, target, key, relation, period in edges
    }
    found = {
        (source, target, key): values
        for source, target, key, values in read.edges(keys=True, data=True)
    }
    assert found == expected
    assert read.graph["partial"] is False


@given(drawn=rows(), data=st.data())
def test_node_link_comes_back_with_nodes_edges_and_attributes(
    drawn: tuple[list[tuple[str, str]], list[Edge]], data: st.DataObject
) -> None:
    nodes, edges = drawn
    labels = {id_: data.draw(names) for id_, _ in nodes}
    graph = build(nodes, edges, EVERYTHING)
    parts = parts_of(graph, labels)

    read: Any = nx.node_link_graph(json.loads(node_link(parts)), edges="edges")

    expected = {
        (source, target, key): {"relation": relation, **_plain(period)}
        for source, target, key, relation, period in edges
    }
    found = {(*edge[:3],): edge[3] for edge in read.edges(keys=True, data=True)}
    assert found == expected
    assert {id_: values["label"] for id_, values in read.nodes(data=True)} == labels


@given(drawn=rows())
def test_gexf_comes_back_with_dated_edges(
    drawn: tuple[list[tuple[str, str]], list[Edge]],
) -> None:
    nodes, edges = drawn
    content = gexf(parts_of(build(nodes, edges, EVERYTHING)))

    read = nx.read_gexf(BytesIO(content), version="1.3")

    assert {*read} == {id_ for id_, _ in nodes}
    pairs = {(source, target) for source, target, *_ in edges}
    assert {*read.edges()} == pairs
    for *_, period in edges:
        for day in _plain(period).values():
            assert f'"{day}"'.encode() in content


@given(drawn=rows())
@pytest.mark.parametrize("write", WRITERS)
def test_the_same_network_has_the_same_bytes_whatever_its_order(
    write: Callable[[Parts], bytes], drawn: tuple[list[tuple[str, str]], list[Edge]]
) -> None:
    nodes, edges = drawn
    one = build(nodes, edges, EVERYTHING)
    other = build(nodes[::-1], edges[::-1], EVERYTHING)

    assert write(parts_of(one)) == write(parts_of(other))


def _dated(start: date, end: date | None) -> Graph:
    edge = ("O1", "T1", "m-1", "sits_on", Period(start, end))
    return build([("O1", "organisation"), ("T1", "roundtable")], [edge], EVERYTHING)


def test_the_last_day_is_inside_and_an_open_end_is_left_out() -> None:
    closed = _dated(date(2015, 1, 1), date(2016, 1, 1))
    running = _dated(BEFORE_RECORDS, None)

    (edge,) = parts_of(closed).edges
    (other,) = parts_of(running).edges

    assert edge.values == {
        "from": "2015-01-01", "relation": "sits_on", "until": "2015-12-31",
    }  # fmt: skip
    assert other.values == {"relation": "sits_on"}
    content = gexf(parts_of(closed))
    assert content.count(b'start="2015-01-01" end="2015-12-31"') == 2
    assert b"<spells>" not in gexf(parts_of(running))


def test_the_day_and_whether_it_is_partial_go_with_the_network() -> None:
    partial = build([("O1", "organisation")], [], Scope())

    read = _read(graphml(parts_of(partial, on=date(2018, 1, 1))))

    assert read.graph["on"] == "2018-01-01"
    assert read.graph["partial"] is True


def test_kinds_are_left_out_with_their_edges() -> None:
    graph = a_graph({"sits_on": ["O1>T1"], "has_seat": ["O1>S1"]})

    parts = parts_of(graph, leaving_out={"settlement"})

    assert [node.id for node in parts.nodes] == ["O1", "T1"]
    assert [edge.target for edge in parts.edges] == ["T1"]


def test_what_no_xml_can_hold_is_replaced() -> None:
    graph = a_graph({}, alone=["O1"])
    graph.nodes["O1"]["note"] = "a\ufffeb"

    assert _read(graphml(parts_of(graph))).nodes["O1"]["note"] == "a\ufffdb"


def test_values_of_several_types_are_kept_or_become_texts() -> None:
    graph = a_graph({}, alone=["O1", "O2"])
    graph.nodes["O1"].update(members=3, share=0.5, active=True, mixed=1, none=None)
    graph.nodes["O2"].update(members=4, mixed="x", list=[1])

    read = _read(graphml(parts_of(graph)))

    assert read.nodes["O1"] == {
        "kind": "organisation", "members": 3, "share": 0.5, "active": True,
        "mixed": "1",
    }  # fmt: skip
    assert read.nodes["O2"] == {"kind": "organisation", "members": 4, "mixed": "x"}
    assert b'type="long"' in gexf(parts_of(graph))


def test_a_fact_that_makes_several_edges_has_several_ids_in_gexf() -> None:
    graph = a_graph({"sits_on": ["O1>T1"]})
    graph.add_edge("O1", "T2", "m-1", relation="sits_on")
    graph.add_edge("O1", "T3", "m-1", relation="sits_on")

    content = gexf(parts_of(graph))

    assert b'<edge id="m-1"' in content
    assert b'<edge id="m-1#2"' in content


def test_kumu_reads_elements_and_connections_by_id() -> None:
    sheets = kumu(
        parts_of(
            _dated(date(2015, 1, 1), date(2016, 1, 1)),
            {"O1": "Őrség Kör", "T1": "Őrség Kör"},
        )
    )

    assert sheets.elements == (
        ("ID", "Label", "Type"),
        ("O1", "Őrség Kör", "organisation"),
        ("T1", "Őrség Kör", "roundtable"),
    )
    assert sheets.connections == (
        ("ID", "From", "To", "Direction", "Type", "Start", "End"),
        ("m-1", "O1", "T1", "directed", "sits_on", "2015-01-01", "2015-12-31"),
    )


def test_kumu_has_a_column_for_whatever_is_known() -> None:
    graph = a_graph({}, alone=["O1", "O2"])
    graph.nodes["O1"].update(active=True, members=3)

    assert kumu(parts_of(graph)).elements == (
        ("ID", "Label", "Type", "active", "members"),
        ("O1", "O1", "organisation", "true", "3"),
        ("O2", "O2", "organisation", "", ""),
    )
