"""What must hold of every drawing in layers, and drawings of templates to prove it."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from cselekvo.domain.template import Template
from cselekvo.network.layered import Box, Edge, Layout, Node, Point, Spacing, layered

#: Lengths are sums of decimals.
_EXACT = 1e-6


def parts_of(template: Template) -> tuple[list[Node], list[Edge]]:
    """Return a template as boxes and lines; sizes differ from stage to stage."""
    nodes = [
        Node(id=one.id, width=90 + 17 * (place % 4), height=30 + 9 * (place % 3),
             spread=60)
        for place, one in enumerate(template.stages)
    ]  # fmt: skip
    edges = [
        Edge(
            source=stage.id,
            targets=way.stages,
            label=(30 + 11 * len(way.outcome), 14) if way.outcome else None,
            back=way.rework,
        )
        for stage in template.stages
        for way in stage.ways
        if way.stages
    ]
    return nodes, edges


def drawn(template: Template, *, beside: bool = False) -> Layout:
    """Return the drawing of a template, which must be a right one."""
    nodes, edges = parts_of(template)
    layout = layered(nodes, edges, Spacing(beside=beside))
    assert list(wrong(layout, nodes, edges)) == []
    return layout


def wrong(
    layout: Layout, nodes: Sequence[Node], edges: Sequence[Edge]
) -> Iterator[str]:
    """Yield what is wrong with a drawing."""
    yield from _sizes(layout, nodes, edges)
    things = {**layout.boxes, **{f"#{n}": box for n, box in layout.labels.items()}}
    for (name, box), (other, next_box) in combinations(things.items(), 2):
        if _overlap(box, next_box):
            yield f"{name} overlaps {other}"
    for name, box in things.items():
        if box.x < -_EXACT or box.y < -_EXACT:
            yield f"{name} stands outside"
        if box.right > layout.width + _EXACT or box.bottom > layout.height + _EXACT:
            yield f"{name} stands outside"
    yield from _routes(layout, edges)


def _sizes(
    layout: Layout, nodes: Sequence[Node], edges: Sequence[Edge]
) -> Iterator[str]:
    for node in nodes:
        box = layout.boxes[node.id]
        if (box.width, box.height) != (node.width, node.height):
            yield f"{node.id} has another size"
    labelled = {n for n, edge in enumerate(edges) if edge.label}
    if set(layout.labels) != labelled:
        yield "labels are missing"
    lines = {(route.edge, route.target) for route in layout.routes}
    if lines != {(n, to) for n, edge in enumerate(edges) for to in edge.targets}:
        yield "lines are missing"


def _routes(layout: Layout, edges: Sequence[Edge]) -> Iterator[str]:
    for route in layout.routes:
        edge = edges[route.edge]
        name = f"{edge.source} to {route.target}"
        first, last = route.points[0], route.points[-1]
        source, target = layout.boxes[edge.source], layout.boxes[route.target]
        if not _on_side(first, source, source.bottom):
            yield f"{name} does not begin below its box"
        if not _on_side(last, target, target.y):
            yield f"{name} does not end above its box"
        for here, there in pairwise(route.points):
            if here[0] != there[0] and here[1] != there[1]:
                yield f"{name} runs askew"
            for id_, box in layout.boxes.items():
                if _runs_through(here, there, box):
                    yield f"{name} runs through {id_}"
            for number, box in layout.labels.items():
                if number != route.edge and _runs_through(here, there, box):
                    yield f"{name} runs through label {number}"


def _on_side(point: Point, box: Box, y: float) -> bool:
    x_right = box.x - _EXACT <= point[0] <= box.right + _EXACT
    return x_right and abs(point[1] - y) < _EXACT


def _overlap(box: Box, other: Box) -> bool:
    return (
        box.x < other.right - _EXACT
        and other.x < box.right - _EXACT
        and box.y < other.bottom - _EXACT
        and other.y < box.bottom - _EXACT
    )


def _runs_through(here: Point, there: Point, box: Box) -> bool:
    (left, right), (top, low) = (sorted(pair) for pair in zip(here, there, strict=True))
    return (
        left < box.right - _EXACT
        and right > box.x + _EXACT
        and top < box.bottom - _EXACT
        and low > box.y + _EXACT
    )
