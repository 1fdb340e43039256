"""Drawings in layers: nothing overlaps, and no line runs through a box."""

from itertools import pairwise
from time import process_time

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from cselekvo.domain.template import Template
from cselekvo.handbook.templates import load
from cselekvo.handbook.templates.folder import template_files
from cselekvo.network.layered import Edge, Layout, Node, Route, Spacing, layered
from tests.network.drawn import drawn, parts_of, wrong
from tests.rules.flows import (
    a_template,
    choices_side_by_side,
    each_to_all_later,
    in_a_row,
    side_by_side,
    spoiled_templates,
    templates,
    way_back,
    well_built_templates,
)
from tests.shared import CORPUS

_ANY_TEMPLATE = st.one_of(
    templates(most=9), well_built_templates(), spoiled_templates()
)


@settings(deadline=None, max_examples=150)
@given(_ANY_TEMPLATE, st.booleans())
def test_nothing_overlaps_and_no_line_runs_through_a_box(
    template: Template, beside: bool
) -> None:
    drawn(template, beside=beside)


@settings(deadline=None, max_examples=100)
@given(_ANY_TEMPLATE, st.data())
def test_boxes_of_a_band_stand_between_its_borders(
    template: Template, data: st.DataObject
) -> None:
    nodes, edges = parts_of(template)
    nodes = [evolve(one, band=data.draw(st.integers(0, 3))) for one in nodes]

    layout = layered(nodes, edges, Spacing(beside=data.draw(st.booleans())))

    assert list(wrong(layout, nodes, edges)) == []
    for node in nodes:
        first, last = layout.bands[node.band]
        assert first <= layout.boxes[node.id].x
        assert layout.boxes[node.id].right <= last
    assert list(layout.bands) == sorted({node.band for node in nodes})
    for (_, end), (begin, _) in pairwise(layout.bands.values()):
        assert end == begin


@pytest.mark.parametrize("path", template_files(), ids=lambda path: path.stem)
def test_the_templates_of_the_handbook_are_drawn_rightly(path: object) -> None:
    template, _ = load(path)  # type: ignore[arg-type]
    assert template is not None

    drawn(template)


def test_the_sound_templates_of_the_corpus_are_drawn_rightly() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"{CORPUS} is not there")
    read = [load(path)[0] for path in sorted((CORPUS / "sound").glob("*.yaml"))]
    small = [one for one in read if one is not None and len(one.stages) < 100]

    for template in small:
        drawn(template)

    assert len(small) >= 5


@pytest.mark.parametrize(
    "template",
    [side_by_side(12), choices_side_by_side(4), each_to_all_later(12), in_a_row(40)],
)
def test_many_branches_choices_and_long_lines_are_drawn_rightly(
    template: Template,
) -> None:
    drawn(template)
    drawn(template, beside=True)


def test_a_row_of_boxes_is_one_straight_line() -> None:
    layout = drawn(in_a_row(9))

    assert len({round(box.middle, 6) for box in layout.boxes.values()}) == 1
    assert {len(route.points) for route in layout.routes} == {2}


def test_branches_stand_evenly_below_what_they_branch_off() -> None:
    nodes = [Node(id=one, width=80, height=30) for one in "abc"]
    layout = layered(nodes, [Edge(source="a", targets=("b", "c"))])

    left, right = layout.boxes["b"].middle, layout.boxes["c"].middle
    assert layout.boxes["a"].middle == pytest.approx((left + right) / 2)
    assert layout.boxes["b"].y == layout.boxes["c"].y


def test_a_line_past_several_layers_is_straight_where_it_can_be() -> None:
    template = a_template(a=["b", "z"], b="c", c="d", d="e", e="z", z=())

    (long,) = (one for one in drawn(template).routes if _ends(one, "a", template, "z"))

    uprights = [here[0] for here, there in pairwise(long.points) if here[0] == there[0]]
    assert len(uprights) <= 3


def _ends(route: Route, source: str, template: Template, target: str) -> bool:
    _, edges = parts_of(template)
    return edges[route.edge].source == source and route.target == target


def test_a_way_back_goes_up_in_a_lane_of_its_own() -> None:
    template = a_template(a="b", b="c", c={"on": "d", "again": way_back("a")}, d=())
    layout = drawn(template)

    (back,) = (one for one in layout.routes if one.back)
    others = [one for one in layout.routes if not one.back]
    ups = {
        here[0]
        for here, there in pairwise(back.points)
        if here[0] == there[0] and here[1] > there[1]
    }
    assert len(ups) == 1
    assert not ups & {x for one in others for x, _ in one.points}


def test_ways_back_one_in_the_other_do_not_share_their_lanes() -> None:
    template = a_template(
        a="b",
        b="c",
        c={"on": "d", "again": way_back("b")},
        d={"on": "e", "again": way_back("a")},
        e=(),
    )
    lanes = [_lane(one) for one in drawn(template).routes if one.back]

    assert len(lanes) == 2
    assert lanes[0] != lanes[1]


def _lane(route: Route) -> float:
    longest = max(pairwise(route.points), key=lambda one: one[0][1] - one[1][1])
    return longest[0][0]


def test_a_line_that_closes_a_circle_is_drawn_as_a_way_back() -> None:
    nodes = [Node(id=one, width=50, height=20) for one in "ab"]
    edges = [Edge(source="a", targets=("b",)), Edge(source="b", targets=("a",))]

    layout = layered(nodes, edges)

    assert [route.back for route in layout.routes] == [False, True]
    assert list(wrong(layout, nodes, edges)) == []


def test_a_way_back_to_itself_and_one_that_leads_on_are_drawn() -> None:
    again = {"again": way_back("a"), "on": "b"}
    drawn(a_template(a=again, b={"x": way_back("c"), "y": ()}, c=()))


def test_the_same_input_gives_the_same_drawing() -> None:
    template = choices_side_by_side(3)

    assert drawn(template) == drawn(template)


def test_nothing_is_drawn_of_nothing() -> None:
    assert layered([], []) == Layout(
        boxes={}, labels={}, routes=(), width=0, height=0, bands={}
    )


def test_boxes_of_a_row_begin_at_one_height_where_that_is_asked_for() -> None:
    nodes, edges = parts_of(side_by_side(5))

    level = layered(nodes, edges, Spacing(level=True))
    middle = layered(nodes, edges, Spacing())

    row = [f"p{i}" for i in range(5)]
    assert len({level.boxes[one].y for one in row}) == 1
    assert (
        len({one.y + one.height / 2 for one in map(middle.boxes.get, row) if one}) == 1
    )
    assert list(wrong(level, nodes, edges)) == []


@pytest.mark.parametrize(
    ("template", "seconds"), [(each_to_all_later(60), 2.0), (in_a_row(500), 1.0)]
)
def test_large_templates_are_drawn_quickly(template: Template, seconds: float) -> None:
    nodes, edges = parts_of(template)
    begin = process_time()

    layout = layered(nodes, edges)

    assert process_time() - begin < seconds
    assert len(layout.routes) == sum(len(one.targets) for one in edges)
