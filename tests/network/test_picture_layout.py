"""A network picture can be read: groups together, no label on another."""

import random
from itertools import combinations
from time import process_time

from hypothesis import given, settings, strategies as st

from cselekvo.network.layered import Box
from cselekvo.network.picture_layout import (
    Dot,
    Picture,
    PictureSpacing,
    picture,
)

_EXACT = 1e-6
Edges = list[tuple[str, str]]


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Dot], Edges]:
    """Draw records with labels of any size, in a few groups, and edges."""
    many = draw(st.integers(1, 24))
    sizes = st.tuples(st.floats(0, 300), st.floats(0, 40))
    dots = [
        Dot(
            id=f"N{at}",
            group=draw(st.sampled_from("ABCD")),
            label=draw(sizes),
            radius=draw(st.floats(1, 20)),
        )
        for at in range(many)
    ]
    ends = st.sampled_from([dot.id for dot in dots])
    return dots, draw(st.lists(st.tuples(ends, ends), max_size=40))


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.right - _EXACT
        and other.x < one.right - _EXACT
        and one.y < other.bottom - _EXACT
        and other.y < one.bottom - _EXACT
    )


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x - _EXACT
        and inner.y >= outer.y - _EXACT
        and inner.right <= outer.right + _EXACT
        and inner.bottom <= outer.bottom + _EXACT
    )


def _wrong(made: Picture, dots: list[Dot], edges: Edges) -> list[str]:
    """Return what is wrong with a picture."""
    found = []
    boxes = {dot.id: made.dots[dot.id].label for dot in dots}
    boxes |= {f"title {name}": area.title for name, area in made.areas.items()}
    for id_, at in made.dots.items():
        corner = (at.x - at.radius, at.y - at.radius)
        boxes[f"dot {id_}"] = Box(*corner, 2 * at.radius, 2 * at.radius)
    for (name, box), (other, next_box) in combinations(boxes.items(), 2):
        if _meet(box, next_box):
            found.append(f"{name} meets {other}")
    for dot in dots:
        label = made.dots[dot.id].label
        if (label.width, label.height) != dot.label:
            found.append(f"{dot.id} has another size")
        if not _inside(label, made.areas[dot.group].box):
            found.append(f"{dot.id} is outside its group")
    areas = [area.box for area in made.areas.values()]
    found += ["two groups meet" for pair in combinations(areas, 2) if _meet(*pair)]
    whole = Box(0, 0, made.width, made.height)
    found += ["outside" for area in areas if not _inside(area, whole)]
    drawn = [line.edge for line in made.lines]
    if drawn != [at for at, (one, other) in enumerate(edges) if one != other]:
        found.append("lines are missing")
    return found


@settings(deadline=None, max_examples=150)
@given(networks())
def test_no_two_labels_intersect_and_groups_stay_together(
    drawn: tuple[list[Dot], Edges],
) -> None:
    dots, edges = drawn
    titles = dict.fromkeys("ABCD", (90.0, 14.0))

    assert _wrong(picture(dots, edges, titles), dots, edges) == []
    assert _wrong(picture(dots, edges), dots, edges) == []


@settings(deadline=None)
@given(networks(), st.randoms())
def test_the_same_network_gives_the_same_picture_whatever_its_order(
    drawn: tuple[list[Dot], Edges], chance: random.Random
) -> None:
    dots, edges = drawn
    mixed = dots[:]
    chance.shuffle(mixed)

    assert picture(mixed, edges) == picture(dots, edges)


def _county(name: str, units: int) -> tuple[list[Dot], Edges]:
    dots = [Dot(id=f"{name}-mentor", group=name, label=(80, 12), radius=8)]
    dots += [
        Dot(id=f"{name}-{at}", group=name, label=(60 + at % 5 * 20, 12), radius=4)
        for at in range(units)
    ]
    return dots, [(f"{name}-mentor", f"{name}-{at}") for at in range(units)]


def test_who_is_joined_most_stands_in_the_middle() -> None:
    dots, edges = _county("Zala", 14)

    made = picture(dots, edges)

    hub, box = made.dots["Zala-mentor"], made.areas["Zala"].box
    assert abs(hub.x - box.middle) < box.width / 5
    assert abs(hub.y - (box.y + box.height / 2)) < box.height / 4


def test_groups_that_are_joined_stand_side_by_side() -> None:
    dots: list[Dot] = []
    edges: Edges = []
    for name in "ABCDEFGHI":
        more, inside = _county(name, 5)
        dots += more
        edges += inside
    edges += [("A-mentor", f"I-{at}") for at in range(5)]

    made = picture(dots, edges)

    one, other = made.areas["A"].box, made.areas["I"].box
    across = max(one.x, other.x) - min(one.right, other.right)
    down = max(one.y, other.y) - min(one.bottom, other.bottom)
    assert max(across, down) <= PictureSpacing().apart + _EXACT


def test_several_lines_between_the_same_two_are_told_apart() -> None:
    dots, _ = _county("Zala", 1)
    ends = ("Zala-mentor", "Zala-0")

    made = picture(dots, [ends, ends[::-1], ends, ("Zala-0", "Zala-0")])

    bends = {line.bend for line in made.lines}
    assert [line.edge for line in made.lines] == [0, 1, 2]
    assert len(bends) == 3
    assert None in bends, "the middle one is straight"


def test_a_line_runs_from_rim_to_rim() -> None:
    dots, edges = _county("Zala", 1)

    made = picture(dots, edges, spacing=PictureSpacing(gap=20))

    (line,) = made.lines
    one, other = made.dots["Zala-mentor"], made.dots["Zala-0"]
    assert ((line.start[0] - one.x) ** 2 + (line.start[1] - one.y) ** 2) ** 0.5 == 8
    assert ((line.end[0] - other.x) ** 2 + (line.end[1] - other.y) ** 2) ** 0.5 == 4


def test_nothing_has_an_empty_picture() -> None:
    made = picture([], [])

    assert (made.width, made.height, made.lines) == (0, 0, ())


def test_a_national_picture_is_laid_out_quickly() -> None:
    dots: list[Dot] = []
    edges: Edges = []
    for at in range(18):
        more, inside = _county(f"C{at:02}", 16)
        dots += more
        edges += inside
    began = process_time()

    made = picture(dots, edges)

    assert process_time() - began < 2
    assert len(made.dots) == 306
    assert _wrong(made, dots, edges) == []
