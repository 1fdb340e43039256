"""A network picture can be read: legend, names, days, and no line through a dot."""

import re
from datetime import date
from math import dist
from xml.etree import ElementTree as ET

import pytest

from cselekvo.i18n import use
from cselekvo.network.build import Graph
from cselekvo.network.picture_layout import Dot, picture
from cselekvo.reports.network.curves import bends
from cselekvo.reports.network.names import Known
from cselekvo.reports.network.picture import NetworkPicture, Shown, network_picture
from cselekvo.reports.network.png import png
from cselekvo.reports.network.signs import ONLY, sign_of
from tests.network.graphs import a_graph

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {
    "O1": "Őszi Napsugár Nyugdíjasok Egyesülete",
    "O2": "Kör <b>&amp;",
    "T1": "Próbaasztal",
    "C1": "Zala",
    "C2": "Nógrád",
}
KNOWN = Known(names=NAMES, counties={"O1": "C1", "T1": "C1", "O2": "C2"})


def _graph(*members: str) -> Graph:
    return a_graph(
        {"sits_on": [f"{one}>T1" for one in members], "mentors": ["M1>T1"]},
        alone=["O1", "O2"],
    )


def _drawn(*days: tuple[int, Graph], lang: str = "hu") -> NetworkPicture:
    shown = [Shown(on=date(year, 6, 30), graph=graph) for year, graph in days]
    with use(lang):
        return network_picture("A hálózat", shown, KNOWN)


def _texts(made: NetworkPicture) -> list[str]:
    return [one.text or "" for one in ET.fromstring(made.svg).iter(f"{SVG}text")]


def test_a_picture_says_what_it_shows_and_explains_its_signs() -> None:
    made = _drawn((2016, _graph("O1", "O2")))
    root = ET.fromstring(made.svg)
    words = " ".join(_texts(made))

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "A hálózat"
    assert root.findtext(f"{SVG}desc") == made.text
    assert "szervezetek: 2" in made.text
    assert "Zala: 3" in made.text, "the mentor is where the table is"
    for told in ("szervezetek: 2", "kerekasztal tagja: 2", "mentorálja: 1", "Nógrád"):
        assert told in words
    assert (made.records, made.ties) == (4, 3)


def test_names_are_whole_where_they_are_pointed_at() -> None:
    root = ET.fromstring(_drawn((2016, _graph("O1"))).svg)
    titles = {one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}g")}

    assert {"Őszi Napsugár Nyugdíjasok Egyesülete (O1)", "Kör <b>&amp; (O2)"} <= titles


def test_the_same_network_gives_the_same_picture() -> None:
    one = _drawn((2016, _graph("O1", "O2")))
    other = _drawn((2016, _graph("O2", "O1")))

    assert one == other
    english = _drawn((2016, _graph("O1", "O2")), lang="en")
    assert "sits at the roundtable: 2" in _texts(english)


def test_two_days_differ_in_what_is_marked_only() -> None:
    made = _drawn((2016, _graph("O1", "O2")), (2018, _graph("O1")))
    root = ET.fromstring(made.svg)
    days = [one for one in root.iter(f"{SVG}g") if (one.get("transform") or "") != ""]
    places = [
        [(text.get("x"), text.get("y"), text.text) for text in one.iter(f"{SVG}text")]
        for one in days
    ]
    marked = [
        [path for path in one.iter(f"{SVG}path") if path.get("stroke") == ONLY]
        for one in days
    ]

    assert len(days) == 2
    assert places[0] == places[1], "every record stands in the same place"
    assert [len(one) for one in marked] == [1, 0]
    assert "2016. 06. 30." in _texts(made)
    one_day = _drawn((2016, _graph("O1", "O2")))
    assert ONLY not in one_day.svg


def test_an_empty_network_is_a_picture_too() -> None:
    made = _drawn((2016, a_graph({})))

    assert made.records == 0
    assert ET.fromstring(made.svg).findtext(f"{SVG}desc") == made.text


def test_a_line_leads_around_a_record_it_does_not_join() -> None:
    """Three in a row: the line from the first to the last passes the middle one."""
    dots = [Dot(id=id_, group="", label=(30.0, 8.0)) for id_ in "ABCDEFG"]
    edges = [("A", id_) for id_ in "BCDEFG"]
    laid = picture(dots, edges)
    found = bends(laid)

    for line in laid.lines:
        (x, y), (to_x, to_y) = line.start, line.end
        bend = found[line.edge] or ((x + to_x) / 2, (y + to_y) / 2)
        for id_, dot in laid.dots.items():
            if id_ in edges[line.edge]:
                continue
            for step in range(101):
                share = step / 100
                rest = 1 - share
                point = (
                    rest**2 * x + 2 * rest * share * bend[0] + share**2 * to_x,
                    rest**2 * y + 2 * rest * share * bend[1] + share**2 * to_y,
                )
                assert dist(point, (dot.x, dot.y)) > dot.radius


def test_kinds_differ_by_form_and_not_by_colour_only() -> None:
    forms = [
        (sign_of(kind).corners, sign_of(kind).radius)
        for kind in ("organisation", "roundtable", "community", "person", "project")
    ]

    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("members", [("O1",), ("O1", "O2")])
def test_a_png_is_as_large_as_the_drawing_says(members: tuple[str, ...]) -> None:
    made = _drawn((2016, _graph(*members)))
    sizes = re.search(r'width="([\d.]+)" height="([\d.]+)"', made.svg)
    data = png(made.svg)

    assert sizes is not None
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert width / height == pytest.approx(float(sizes[1]) / float(sizes[2]), rel=0.02)
    assert width > float(sizes[1])
