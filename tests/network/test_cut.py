"""Parts of a network: off the map, around a record, of a county."""

import pytest

from cselekvo.errors import NotFoundError
from cselekvo.network.cut import (
    around,
    gathered,
    known_id,
    of_relations,
    off_the_map,
    only,
    within,
)
from tests.network.graphs import a_graph, a_partial_graph

GRAPH = a_graph(
    {
        "sits_on": ["O1>T1", "O2>T1", "O3>T2"],
        "mentors": ["M1>T1", "M1>T2", "M2>T2"],
        "located_in": ["O1>S1", "S1>C1", "S2>C2"],
    },
    alone=["O4"],
)
COUNTIES = {"O1": "C1", "T1": "C1", "O2": "C2", "O3": "C2", "T2": "C2", "S1": "C1"}


def test_places_stay_where_a_relation_leads_to_them() -> None:
    assert {*off_the_map(GRAPH, {"sits_on", "mentors"})} == {
        *("O1", "O2", "O3", "O4", "T1", "T2", "M1", "M2")
    }
    assert {*GRAPH} == {*off_the_map(GRAPH, {"located_in"})}


def test_the_edges_of_some_relations_are_kept_with_all_records() -> None:
    part = of_relations(GRAPH, {"mentors"})

    assert {*part} == {*GRAPH}
    assert sorted(part.edges()) == [("M1", "T1"), ("M1", "T2"), ("M2", "T2")]
    assert GRAPH.number_of_edges() == 9, "the graph itself is as it was"
    assert of_relations(a_partial_graph(), ()).graph["partial"]


def test_what_surrounds_a_record_is_reached_in_steps() -> None:
    assert {*around(GRAPH, "t1")} == {"T1", "O1", "O2", "M1"}
    assert {*around(GRAPH, "T1", 2)} == {"T1", "O1", "O2", "M1", "S1", "T2"}
    assert around(GRAPH, "T1").number_of_edges() == 3
    with pytest.raises(NotFoundError, match="T9"):
        around(GRAPH, "T9")


def test_a_county_comes_with_whoever_is_joined_to_it() -> None:
    assert {*within(GRAPH, COUNTIES, "C1")} == {"C1", "S1", "O1", "T1", "O2", "M1"}
    assert {*within(GRAPH, COUNTIES, "C3")} == set()


def test_who_lies_nowhere_belongs_where_most_of_their_neighbours_are() -> None:
    found = gathered(of_relations(GRAPH, {"sits_on", "mentors"}), COUNTIES)

    assert found["M1"] == "C1", "of as many in two counties the first by id"
    assert found["M2"] == "C2"
    assert "O4" not in found


def test_an_id_is_known_in_any_case() -> None:
    assert known_id(GRAPH, "m1") == "M1"
    assert {*only(GRAPH, ["M1", "T1"]).edges()} == {("M1", "T1")}
