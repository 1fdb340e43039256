"""Who holds what: shared tables, tables on one body, mentors and counties."""

import pytest

from cselekvo.errors import NotFoundError
from cselekvo.network.measures import (
    Breakage,
    CountyBridge,
    Hanging,
    NamedEdge,
    Shared,
    at_no_table,
    changed,
    counties_of,
    county_bridges,
    hanging_tables,
    shared,
    without,
    without_mentor,
)
from tests.network.graphs import a_graph

SEATS = {"sits_on": ["O1>T1", "O2>T1", "O1>T2", "O2>T2", "O3>T2", "O3>T3", "O4>T3"]}


def test_bodies_that_share_tables_are_joined_by_them() -> None:
    found = shared(a_graph(SEATS))

    assert found == (
        Shared(one="O1", other="O2", through=("T1", "T2")),
        Shared(one="O1", other="O3", through=("T2",)),
        Shared(one="O2", other="O3", through=("T2",)),
        Shared(one="O3", other="O4", through=("T3",)),
    )


def test_tables_that_share_bodies_are_joined_by_them() -> None:
    found = shared(a_graph(SEATS), reverse=True)

    assert found == (
        Shared(one="T1", other="T2", through=("O1", "O2")),
        Shared(one="T2", other="T3", through=("O3",)),
    )


def test_a_table_hangs_on_the_one_member_that_sits_elsewhere() -> None:
    graph = a_graph({"sits_on": [*SEATS["sits_on"], "O5>T4", "O6>T5", "O7>T5"]})

    assert hanging_tables(graph) == (
        Hanging(roundtable="T3", organisation="O3", alone=False),
        Hanging(roundtable="T4", organisation="O5", alone=True),
    )


def test_communities_and_bodies_that_nobody_is_with_are_named() -> None:
    graph = a_graph(
        {"mentors": ["M1>K1"], "sits_on": ["O1>T1"]}, alone=["K2", "O2", "K3"]
    )

    assert without_mentor(graph) == ("K2", "K3")
    assert at_no_table(graph) == ("O2",)


AREAS = {
    "located_in": ["K1>S1", "K2>S2", "K3>S2", "S1>C1", "S2>C2"],
    "has_seat": ["O1>S1"],
}


def test_a_record_lies_in_the_county_its_areas_lead_to() -> None:
    graph = a_graph({**AREAS, "sits_on": ["O2>T1"]})

    found = counties_of(graph)

    assert {id_: found[id_] for id_ in ("K1", "K3", "O1", "S2", "C1")} == {
        "K1": "C1", "K3": "C2", "O1": "C1", "S2": "C2", "C1": "C1",
    }  # fmt: skip
    assert "O2" not in found


def test_areas_that_lead_round_in_a_circle_lead_nowhere() -> None:
    assert counties_of(a_graph({"located_in": ["S1>S2", "S2>S1"]})) == {}


def test_the_only_mentor_of_two_counties_is_their_bridge() -> None:
    one = a_graph({**AREAS, "mentors": ["M1>K1", "M1>K2", "M2>K3"]})
    two = a_graph({**AREAS, "mentors": ["M1>K1", "M1>K2", "M2>K3", "M2>O1"]})

    assert county_bridges(one) == (CountyBridge(mentor="M1", counties=("C1", "C2")),)
    assert county_bridges(two) == ()
    told = county_bridges(one, {"K1": "A", "K2": "A", "K3": "B"})
    assert told == ()


def test_what_falls_apart_is_told_part_by_part() -> None:
    graph = a_graph({**SEATS, "mentors": ["M1>K1", "M1>K2", "M2>K2"]}, alone=["O9"])

    found = without(graph, ["o3", "M1"])

    assert found.gone == ("M1", "O3")
    assert (found.components_before, found.components_after) == (3, 5)
    assert found.breakages == (
        Breakage(rest=4, apart=(("O4", "T3"),)),
        Breakage(rest=2, apart=(("K1",),)),
    )
    assert found.alone == ("K1",)
    assert found.unmentored == ("K1",)
    assert found.without_quorum == ()


def test_tables_lose_their_quorum_as_the_caller_says() -> None:
    graph = a_graph(SEATS)

    def two_at_least(_: str, bodies: frozenset[str]) -> bool:
        return len(bodies) >= 2

    assert without(graph, ["O1"], quorum=two_at_least).without_quorum == ("T1",)
    assert without(graph, ["O1", "T1"], quorum=two_at_least).without_quorum == ()
    assert without(graph, ["O1", "O2"], quorum=two_at_least).without_quorum == (
        "T1", "T2",
    )  # fmt: skip


def test_who_is_not_there_is_not_found_and_near_ids_are_offered() -> None:
    graph = a_graph(SEATS)

    with pytest.raises(NotFoundError) as caught:
        without(graph, ["O11"])

    assert "O1" in caught.value.values["near"]


def test_what_changed_between_two_days() -> None:
    before = a_graph({"sits_on": ["O1>T1", "O2>T1"]}, alone=["O4"])
    after = a_graph({"sits_on": ["O1>T1", "O3>T1", "O4>T1"]}, alone=["O2"])

    found = changed(before, after)

    assert (found.nodes_new, found.nodes_gone) == (("O3",), ())
    assert found.edges_gone == (NamedEdge("sits_on", "O2", "T1", "O2:sits_on:T1"),)
    assert [edge.source for edge in found.edges_new] == ["O3", "O4"]
    assert (found.components_before, found.components_after) == (2, 2)
    assert (found.alone, found.joined) == (("O2",), ("O4",))
    assert changed(before, before, {"sits_on"}).edges_new == ()
