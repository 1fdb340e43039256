"""The drawings: whole, readable, harmless, and always the same bytes."""

import re
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from attrs import frozen
from defusedxml.ElementTree import fromstring
from hypothesis import given, strategies as st

from cselekvo.domain.organisation import Sector
from cselekvo.reports.drawing import SIZE, Drawing, number, width_of
from cselekvo.reports.pictures import WIDTH, Bar, Course, Mark, bars, course
from tests.builders import day
from tests.reports.strategies import texts

SVG = "{http://www.w3.org/2000/svg}"
#: On paper a picture is at least 80 mm wide; small print there has 7 points.
SMALLEST = 7 * 25.4 / 72
LEGEND = ("határozatképes ülés", "nem határozatképes ülés", "meeting, not recorded")


@frozen
class Box:
    """Where a text lies at most."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def box_of(text: ET.Element) -> Box:
    """Return where a text lies, by a generous estimate of its width."""
    x, y, words = float(text.attrib["x"]), float(text.attrib["y"]), text.text or ""
    wide = width_of(words)
    left = {"end": x - wide, "middle": x - wide / 2}.get(
        text.get("text-anchor", "start"), x
    )
    return Box(words, left, y - 0.8 * SIZE, left + wide, y + 0.25 * SIZE)


def is_readable(svg: str) -> ET.Element:
    """Check that no text is cut off or lies on another; return the drawing."""
    root = fromstring(svg)
    width, height = (float(one) for one in root.attrib["viewBox"].split()[2:])
    boxes = [box_of(text) for text in root.iter(f"{SVG}text")]
    for box in boxes:
        assert box.left >= -0.1, box
        assert box.right <= width + 0.1, box
        assert box.top >= 0, box
        assert box.bottom <= height, box
    for one, other in combinations(boxes, 2):
        assert not one.meets(other), (one, other)
    return root


def words_in(root: ET.Element) -> list[str]:
    """Return the words of a drawing."""
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_every_sector_has_room_for_its_name_in_both_languages(lang: str) -> None:
    rows = [
        Bar(one.word(lang), 40 - at, "40 (100,0%)") for at, one in enumerate(Sector)
    ]

    root = is_readable(bars(rows, "T", "D"))

    assert set(words_in(root)) == {one.word(lang) for one in Sector} | {"40 (100,0%)"}
    lengths = [float(one.attrib["width"]) for one in root.iter(f"{SVG}rect")]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > WIDTH / 4


@given(st.lists(st.integers(0, 10**6), max_size=20))
def test_bars_are_as_long_as_their_numbers(values: list[int]) -> None:
    rows = [Bar("vállalkozás", value, str(value)) for value in values]

    root = is_readable(bars(rows, "T", "D"))

    lengths = [float(one.attrib["width"]) for one in root.iter(f"{SVG}rect")]
    most = max(values, default=0) or 1
    for value, length in zip(values, lengths, strict=True):
        longest = max(lengths)
        assert length == pytest.approx(longest * value / most, abs=0.15)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Draw a number over a time of a day up to many years."""
    first = draw(st.dates(date(1, 1, 1), date(2090, 1, 1)))
    days = draw(st.integers(1, 40_000))
    at = draw(st.sets(st.integers(1, days), max_size=12))
    changes = [first, *(first + timedelta(days=one) for one in sorted(at))]
    points = [(one, draw(st.integers(0, 1000))) for one in changes]
    met = draw(st.lists(st.integers(0, days), max_size=8))
    marks = [
        Mark(first + timedelta(days=one), draw(st.integers(0, 2)))
        for one in sorted(met)
    ]
    return Course(
        points=points,
        last=first + timedelta(days=days),
        ends=("2015. 05. 12.", "2015. 11. 30."),
        marks=marks,
        legend=LEGEND,
    )


@given(courses())
def test_a_course_is_readable_whatever_its_numbers(told: Course) -> None:
    root = is_readable(course(told, "T", "D"))

    words = words_in(root)
    assert words.count("2015. 05. 12.") == words.count("2015. 11. 30.") == 1
    assert str(told.points[-1][1]) in words
    used = {mark.way for mark in told.marks}
    assert {word for word in LEGEND if word in words} == {LEGEND[way] for way in used}
    dots = list(root.iter(f"{SVG}circle"))
    assert len(dots) == len(told.marks) + len(used)
    assert len(list(root.iter(f"{SVG}line"))) < 80


@given(courses())
def test_a_course_begins_and_ends_at_its_numbers(told: Course) -> None:
    root = fromstring(course(told, "T", "D"))
    line = next(one for one in root.iter(f"{SVG}path") if one.get("fill") == "none")

    heights = [
        float(one) for one in re.findall(r"(?:V|M\S+ )([\d.]+)", line.attrib["d"])
    ]
    values = [value for _day, value in told.points]

    assert len(heights) == len(values)
    for (low, below), (high, above) in combinations(
        zip(values, heights, strict=True), 2
    ):
        if low < high:
            assert above <= below
        elif low == high:
            assert above == below


def test_meetings_differ_by_more_than_colour() -> None:
    told = Course(
        points=[(day("2015-05-12"), 28)],
        last=day("2015-11-30"),
        ends=("a", "b"),
        marks=[Mark(day(f"2015-0{6 + way}-01"), way) for way in range(3)],
        legend=LEGEND,
    )

    root = fromstring(course(told, "T", "D"))

    fills = [one.attrib["fill"] for one in root.iter(f"{SVG}circle")]
    assert fills[:3] == ["#1b2630", "#ffffff", "#ffffff"]
    strokes = [one for one in root.iter(f"{SVG}line") if one.get("stroke") == "#1b2630"]
    assert len(strokes) == 1 + 2  # the axis, and one through each empty crossed dot


def test_a_drawing_says_what_it_is_and_is_readable_at_80_mm() -> None:
    svg = bars([Bar("civil", 11, "11")], "A <cím> & több", "Ami \x00 látszik")
    root = fromstring(svg)

    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "A <cím> & több"
    assert root[1].tag == f"{SVG}desc"
    assert root[1].text == "Ami \N{REPLACEMENT CHARACTER} látszik"
    assert root.get("role") == "img"
    assert SIZE * 80 / WIDTH >= SMALLEST
    assert float(root.attrib["font-size"]) == SIZE


def test_a_drawing_has_no_style_no_script_and_no_address_of_elsewhere() -> None:
    told = Course(
        points=[(day("2015-05-12"), 1)], last=day("2016-05-12"), ends=("", "")
    )

    for svg in (bars([Bar("x", 1, "1")], "T", "D"), course(told, "T", "D")):
        assert re.search(r"style|script|href|url\(|on\w+=", svg) is None
        assert svg.count("http") == 1
        assert svg == svg.encode("ascii", "xmlcharrefreplace").decode("ascii")


@given(courses())
def test_the_same_course_is_drawn_as_the_same_bytes(told: Course) -> None:
    assert course(told, "T", "D") == course(told, "T", "D")


@given(texts)
def test_no_text_breaks_a_drawing(words: str) -> None:
    drawing = Drawing(WIDTH, words, words)
    drawing.text(0, 10, words)

    root = fromstring(drawing.svg(20))

    assert [child.tag for child in root] == [f"{SVG}title", f"{SVG}desc", f"{SVG}text"]


def test_a_text_is_never_taken_for_narrower_than_it_may_be() -> None:
    narrow, common, wide = (width_of(char) for char in "iő—")

    assert narrow < common < wide
    assert width_of("M") >= width_of("w") > common
    assert width_of("il őm") == pytest.approx(sum(map(width_of, "il őm")))


@pytest.mark.parametrize(
    ("value", "written"), [(3, "3"), (3.14, "3.1"), (-0.01, "0"), (10.0, "10")]
)
def test_lengths_are_written_short(value: float, written: str) -> None:
    assert number(value) == written
