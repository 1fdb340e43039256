"""The network by command: counted, measured, thought away, drawn, and handed on."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from python_calamine import CalamineWorkbook

from cselekvo.domain.identifiers import CountyId, MentorId, PersonId, RecordId
from cselekvo.domain.mentor import Mentor, MentorAssignment, MentorCounty
from cselekvo.domain.person import Person
from cselekvo.domain.territory import CountyName
from cselekvo.network.cut import MAP_KINDS, MAP_RELATIONS
from cselekvo.workspace import Workspace
from tests.builders import day, span
from tests.commands.calling import Call

ON = ("--on", "2015-12-01")
TABLE = "ZSZ-KEREKASZTAL"
#: Whom each mentor accompanies: one of them is the only bridge between two counties.
UNITS = {"MEN-1": ["KZ-TURJE", "KZ-PAKOD", "KZ-AVAS"], "MEN-2": ["KZ-ARANYOD"]}


@pytest.fixture
def mentored(demo: Call) -> Call:
    """Return the command beside the demonstration, with two invented mentors."""
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    with Workspace.open(demo.folder / "cselekvo.db", clock=lambda: moment) as opened:
        view = opened.view(day("2015-12-01"))
        (zala,) = [o for o in view.facts(CountyName, on=view.on) if o.name == "Zala"]
        with opened.change() as work:
            for at, (person, units) in enumerate(UNITS.items()):
                standing = Mentor(
                    id=MentorId(f"MS-{at}"),
                    person=PersonId(person),
                    period=span("2015-01-01", "2016-12-31"),
                )
                covered = MentorCounty(
                    id=RecordId(f"MC-{at}"),
                    mentor=standing.id,
                    county=CountyId(zala.county),
                )
                named = Person(id=PersonId(person), name=f"Példa Mentor {at}")
                assigned = [
                    MentorAssignment(
                        id=RecordId(f"MA-{unit}"),
                        person=PersonId(person),
                        unit=RecordId(unit),
                        period=span("2015-02-01", "2016-06-30"),
                    )
                    for unit in units
                ]
                work.write_many([named, standing, covered, *assigned])
    return demo


def read_back(path: Path) -> "nx.MultiDiGraph[str]":
    read: Any = nx.read_graphml(path, edge_key_type=str, force_multigraph=True)
    graph: nx.MultiDiGraph[str] = read
    return graph


def test_records_and_ties_are_counted_by_kind_and_relation(mentored: Call) -> None:
    told = mentored.asked("network", "show", *ON)

    assert told["by_kind"]["community"] == 6
    assert told["by_relation"]["mentors"] == 4
    assert told["by_relation"]["covers"] == 2
    assert told["nodes"] == sum(told["by_kind"].values())
    assert told["edges"] == sum(told["by_relation"].values())
    assert told["partial"] is False
    assert mentored.asked("network", "show", "--on", "2017-06-30")["by_relation"].get(
        "covers"
    ) is None  # fmt: skip


def test_a_county_is_counted_with_those_joined_to_it(mentored: Call) -> None:
    whole = mentored.asked("network", "show", *ON)
    zala = mentored.asked("network", "show", *ON, "--county", "Zala")

    assert zala["by_kind"]["roundtable"] == 1
    assert zala["by_kind"]["community"] < whole["by_kind"]["community"]
    assert zala["by_relation"]["sits_on"] == whole["by_relation"]["sits_on"]
    shown = mentored.well("network", "show", *ON, "--county", "Zala").out
    assert "kerekasztal tagja" in shown
    assert "sits_on" in shown


def test_measures_are_those_of_networkx_on_what_is_exported(mentored: Call) -> None:
    """The exported graph is measured by networkx alone, the map left out."""
    mentored.well("network", "export", *ON, "-o", "n.graphml")
    told = mentored.asked("network", "measures", *ON)
    read = read_back(mentored.folder / "n.graphml")

    plain: nx.Graph[str] = nx.Graph()
    every: Any = read
    kinds = dict(every.nodes(data="kind"))
    plain.add_nodes_from(id_ for id_ in read if kinds[id_] not in MAP_KINDS)
    plain.add_edges_from(
        (one, other)
        for one, other, word in every.edges(data="relation")
        if word not in MAP_RELATIONS
    )
    between = nx.betweenness_centrality(plain)
    assert told["nodes"] == len(plain)
    assert told["edges"] == plain.number_of_edges()
    assert told["components"] == nx.number_connected_components(plain)
    points = {*nx.articulation_points(plain)}
    assert told["articulation_points"] == len(points)
    assert {one["id"] for one in told["held_by"]} == points
    assert [one["value"] for one in told["betweenness"]] == pytest.approx(
        sorted(between.values(), reverse=True), abs=1e-6
    )
    assert all(
        one["value"] == pytest.approx(between[one["id"]], abs=1e-6)
        for one in told["betweenness"]
    )


def test_places_count_where_their_relation_is_named(demo: Call) -> None:
    usual = demo.asked("network", "measures", *ON)
    placed = demo.asked("network", "measures", *ON, "--relation", "located_in")

    assert placed["relations"] == ["located_in"]
    assert "located_in" not in usual["relations"]
    assert placed["nodes"] > usual["nodes"]
    assert not {one["kind"] for one in usual["betweenness"]} & MAP_KINDS


def test_measures_are_told_in_sentences_that_name_records(mentored: Call) -> None:
    shown = mentored.well("network", "measures", *ON).out
    asked = mentored("network", "measures", *ON, "--json")

    assert "Példa Mentor 0 (MEN-1)" in shown
    assert "Zala" in shown
    assert "0,2" in shown
    codes = set(asked.codes)
    assert {"counties-bridged-by-one", "communities-without-mentor"} <= codes
    told = {one["code"]: one for one in asked.json["findings"]}
    assert told["counties-bridged-by-one"]["subject"] == "MEN-1"


def test_two_days_are_compared(mentored: Call) -> None:
    call = ("network", "measures", *ON, "--compare", "2016-12-01")
    told = mentored.asked(*call)["changes"]

    gone = {(one["source"], one["target"]) for one in told["edges_gone"]}
    assert ("MEN-2", "KZ-ARANYOD") in gone
    assert {"MEN-1", "KZ-ARANYOD"} <= {*told["alone"]}
    shown = mentored.well(*call, "--lang", "en").out
    assert "What changed from 2015-12-01 to 2016-12-01:" in shown
    assert "Lost their last tie" in shown
    same = mentored.well("network", "measures", *ON, "--until", "2015-12-01").out
    assert "Nem változott semmi." in same


def test_what_falls_apart_without_a_mentor_is_named(mentored: Call) -> None:
    told = mentored.asked("network", "whatif", "--without", "men-1", *ON)

    assert told["without"] == ["MEN-1"]
    assert told["unmentored"] == sorted(UNITS["MEN-1"])
    assert {*told["alone"]} == {*UNITS["MEN-1"]}
    assert told["without_quorum"] == []
    shown = mentored.well("network", "whatif", "--without", "MEN-1", *ON).out
    assert "Türjei Kertbarátok Köre (példa) (KZ-TURJE)" in shown


def test_a_table_loses_its_quorum_when_too_many_members_leave(demo: Call) -> None:
    listed = demo.asked("roundtable", "members", TABLE, *ON)["members"]
    voting = sorted(one["organisation"] for one in listed if one["voting"])

    def lost(count: int) -> list[str]:
        words = [word for id_ in voting[:count] for word in ("--without", id_)]
        told = demo.asked("network", "whatif", *words, *ON)
        tables: list[str] = told["without_quorum"]
        return tables

    most = next(n for n in range(1, len(voting) + 1) if lost(n))
    assert lost(most) == [TABLE]
    # By its statutes more than half of the seats must be there.
    assert len(voting) - most == len(voting) // 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("whatif", "--without", "ZSZ-KEREKASZTA"), "not-found"),
        (("measures", "--relation", "likes"), "value-not-read"),
        (("show", "--county", "Narnia"), "not-found"),
        (("export", "-o", "n.dot"), "network-form-unknown"),
        (("picture", "--county", "Zala", "--around", TABLE), "network-one-cut"),
        (("picture", "--around", "NOBODY"), "not-found"),
        (("picture", "-o", "n.bmp"), "picture-form-unknown"),
        (("picture", "--steps", "0"), "value-not-read"),
    ],
)
def test_what_cannot_be_answered_is_told(
    demo: Call, words: tuple[str, ...], code: str
) -> None:
    answer = demo("network", *words, *ON, "--json")

    assert answer.status == 2
    assert answer.codes == [code]
    assert not (demo.folder / "n.dot").exists()
    assert demo("network", *words, *ON).err.startswith("Hiba: ")


def test_near_ids_are_offered(demo: Call) -> None:
    answer = demo("network", "whatif", "--without", "ZSZ-KEREKASZTA", *ON)

    assert TABLE in answer.err


def test_a_graph_comes_back_from_graphml_whole(mentored: Call) -> None:
    told = mentored.asked("network", "export", *ON, "-o", "n.graphml")
    first = (mentored.folder / "n.graphml").read_bytes()
    mentored.well("network", "export", *ON, "-o", "n.graphml")
    read = read_back(mentored.folder / "n.graphml")

    assert (mentored.folder / "n.graphml").read_bytes() == first
    assert (len(read), read.number_of_edges()) == (told["nodes"], told["edges"])
    assert read.nodes["KZ-TURJE"]["label"] == "Türjei Kertbarátok Köre (példa)"
    edge = read.edges["MEN-1", "KZ-TURJE", "MA-KZ-TURJE"]
    assert edge == {"from": "2015-02-01", "relation": "mentors", "until": "2016-06-30"}
    assert any(key.startswith("MEN-1:covers:") for *_, key in read.edges(keys=True))


def test_a_graph_is_written_as_gexf_json_and_for_kumu(demo: Call) -> None:
    demo.well("network", "export", *ON, "--county", "Zala", "-o", "z.gexf")
    demo.well("network", "export", *ON, "-o", "n.json")
    folder = demo.asked("network", "export", *ON, "-o", "kumu")
    demo.well("network", "export", *ON, "-o", "kumu.xlsx")

    assert ET.parse(demo.folder / "z.gexf").getroot().get("version") == "1.3"
    whole = json.loads((demo.folder / "n.json").read_text(encoding="utf-8"))
    assert nx.node_link_graph(whole, edges="edges").has_node(TABLE)
    named = [Path(one).name for one in folder["files"]]
    assert named == ["elements.csv", "connections.csv"]
    with (demo.folder / "kumu" / "elements.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        elements = list(csv.DictReader(file))
    assert len(elements) == folder["nodes"] == len(whole["nodes"])
    book = CalamineWorkbook.from_path(demo.folder / "kumu.xlsx")
    assert book.sheet_names == ["Elements", "Connections"]
    rows = book.get_sheet_by_name("Elements").to_python()
    assert [row[0] for row in rows[1:]] == [one["ID"] for one in elements]


def test_a_county_and_a_mentors_surroundings_are_drawn(mentored: Call) -> None:
    zala = mentored.asked("network", "picture", "--county", "Zala", *ON, "-o", "z.svg")
    around = mentored.asked("network", "picture", "--around", "MEN-1", *ON)
    further = mentored.asked(
        "network", "picture", "--around", TABLE, "--steps", "2", *ON
    )
    near = mentored.asked("network", "picture", "--around", TABLE, *ON)

    drawn = (mentored.folder / "z.svg").read_text(encoding="utf-8")
    assert zala["bytes"] == len(drawn.encode())
    assert "A hálózat: Zala" in drawn
    assert around["records"] == 1 + len(UNITS["MEN-1"])
    assert around["ties"] == len(UNITS["MEN-1"])
    assert "Környezete: Példa Mentor 0" in around["svg"]
    assert further["records"] > near["records"]


def test_a_picture_is_written_as_png_and_printed_as_svg(demo: Call) -> None:
    told = demo.asked("network", "picture", *ON, "-o", "n.png")
    printed = demo.well("network", "picture", *ON).out

    data = (demo.folder / "n.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n")
    assert told["format"] == "png"
    assert ET.fromstring(printed).tag.endswith("svg")


def test_two_days_are_drawn_side_by_side(mentored: Call) -> None:
    call: tuple[str, ...] = ("network", "picture", "--around", "MEN-1")
    told = mentored.asked(*call, *ON, "--compare", "2016-12-01", "--lang", "en")
    alone = mentored.asked(*call, "--on", "2016-12-01")

    assert "2015-12-01, 2016-12-01" in told["text"]
    assert "on this one of the two days only" in told["svg"]
    assert alone["ties"] == 0


def test_a_part_of_the_network_says_that_it_is_one(mentored: Call) -> None:
    mentored.well("user", "add", "zala", "--name", "Példa Zala")
    mentored.well("user", "role", "zala", "coordinator", "--county", "Zala")
    own = ("--as", "zala")
    told: dict[str, Any] = mentored.asked("network", "measures", *ON, *own)
    shown = mentored.well("network", "show", *ON, *own).out
    whole = mentored.asked("network", "measures", *ON)

    assert told["partial"] is True
    assert told["nodes"] < whole["nodes"]
    assert "csak egy részét látja" in shown
    codes = mentored("network", "measures", *ON, *own, "--json").codes
    assert codes.count("network-seen-in-part") == 1
