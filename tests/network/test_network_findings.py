"""Findings about the network name their records, in words for everybody."""

import pytest

from cselekvo.findings import Finding
from cselekvo.i18n import message
from cselekvo.network.build import Graph
from cselekvo.network.measures import (
    NetworkCode,
    broken,
    changed,
    differing,
    measure,
    measured,
    placed,
    without,
)
from tests.network.graphs import a_graph, a_partial_graph

#: Two tables joined by O3, which goes to both; T9 stands in a part of its own.
SEATS = {
    "sits_on": ["O1>T1", "O2>T1", "O3>T1", "O3>T2", "O4>T2", "O8>T9", "O9>T9"],
    "represents": ["M5>O3"],
    "mentors": ["M1>K1", "M1>K2"],
    "located_in": ["K1>S1", "K2>S2", "S1>C1", "S2>C2"],
}


def _of(found: list[Finding], code: NetworkCode) -> list[Finding]:
    return [one for one in found if one.code is code]


@pytest.fixture
def graph() -> Graph:
    return a_graph(SEATS, alone=["O7", "K3", "S9"])


def test_who_holds_others_to_the_rest_is_named_with_them(graph: Graph) -> None:
    found = [*measured(graph, measure(graph))]

    held = {one.subject: one for one in _of(found, NetworkCode.HOLDS_TOGETHER)}

    assert held["O3"].values["records"] == ("O4", "T2")
    assert message(held["O3"], "en") == (
        "Cut off from the others without O3 (2): O4, T2."
    )
    assert message(held["O3"], "hu") == (
        "O3 nélkül elszakadna a többiektől (2): O4, T2."
    )
    assert "S1" not in held, "an area is nobody's concern"
    assert "M1" in held, "a mentor is"


def test_parts_and_records_alone_are_named_without_the_map(graph: Graph) -> None:
    found = [*measured(graph, measure(graph))]

    (parts,) = _of(found, NetworkCode.IN_PARTS)
    (alone,) = _of(found, NetworkCode.ALONE)

    assert parts.values["sizes"] == (6, 3, 3)
    assert parts.values["records"] == ("O1", "K1", "O8")
    assert alone.values["records"] == ("K3", "O7")


def test_a_tie_that_nothing_replaces_is_named_by_its_ends(graph: Graph) -> None:
    ties = _of([*measured(graph, measure(graph))], NetworkCode.ONLY_TIE)

    assert ("O3", "T1") in {(one.subject, one.values["other"]) for one in ties}


def test_the_one_through_whom_most_ways_lead_is_named(graph: Graph) -> None:
    found = [*measured(graph, measure(graph, {"sits_on"}))]

    (most,) = _of(found, NetworkCode.IN_BETWEEN)

    assert most.subject == "T1"
    assert message(most, "en").startswith("Of the shortest ways between others ")


def test_tables_mentors_and_counties_are_told(graph: Graph) -> None:
    found = [*placed(graph)]

    told = {(one.word, one.subject) for one in found}

    assert told == {
        ("table-hangs-on-one", "T1"),
        ("table-hangs-on-one", "T2"),
        ("communities-without-mentor", ""),
        ("organisations-at-no-table", ""),
        ("counties-bridged-by-one", "M1"),
    }
    one = a_graph({"sits_on": ["O1>T1"]})
    assert [finding.word for finding in placed(one)] == ["table-of-one"]


def test_what_falls_apart_is_told_with_who_left(graph: Graph) -> None:
    left = without(graph, ["O3", "M1"], quorum=lambda _, bodies: len(bodies) > 2)

    found = [*broken(graph, left)]

    assert [one.word for one in found] == [
        "network-falls-apart",
        "network-falls-apart",
        "communities-left-without-mentor",
        "tables-lose-quorum",
    ]
    assert found[0].values["records"] == ("O4", "T2")
    assert message(found[-1], "hu") == (
        "M1, O3 nélkül ezek a kerekasztalok nem lesznek határozatképesek (1): T1."
    )


def test_a_network_that_stays_whole_is_told_as_well(graph: Graph) -> None:
    (found,) = broken(graph, without(graph, ["O9"]))

    assert found.code is NetworkCode.STAYS_WHOLE


def test_what_changed_is_told(graph: Graph) -> None:
    less = a_graph({"sits_on": ["O1>T1", "O2>T1", "O8>T9"]}, alone=["O3", "O9"])

    found = [*differing(less, changed(graph, less))]

    words = [one.word for one in found]
    assert words == [
        "network-records-gone",
        "network-ties-gone",
        "network-parts-changed",
        "records-lost-last-tie",
    ]
    assert message(found[-1], "en") == "Lost their last tie (2): O3, O9."
    back = [one.word for one in differing(graph, changed(less, graph))]
    assert back == [
        "network-records-new", "network-ties-new", "network-parts-changed",
    ]  # fmt: skip


def test_a_partial_view_is_told_before_all_else() -> None:
    partial = a_partial_graph()
    code = NetworkCode.PARTIAL

    assert next(measured(partial, measure(partial))).code is code
    assert next(broken(partial, without(partial, ["O1"]))).code is code
    assert next(differing(partial, changed(partial, partial))).code is code


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_many_records_are_named_up_to_ten(lang: str) -> None:
    crowd = a_graph({}, alone=[f"O{at:02}" for at in range(14)])
    (found,) = _of([*measured(crowd, measure(crowd))], NetworkCode.ALONE)

    told = message(found, lang)

    assert len(found.values["records"]) == 14
    assert "O09" in told
    assert "O10" not in told
    assert "4" in told.rpartition("O09")[2]


def test_who_is_left_without_a_tie_is_told() -> None:
    pair = a_graph({"mentors": ["M1>K1", "M1>K2", "M2>K2"]})

    found = [*broken(pair, without(pair, ["M1"]))]

    (alone,) = _of(found, NetworkCode.LEFT_ALONE)
    assert alone.values["records"] == ("K1",)
    assert message(alone, "hu") == "M1 nélkül egyetlen kapcsolatuk sem marad (1): K1."
