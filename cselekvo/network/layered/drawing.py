"""From boxes and lines to a drawing: all steps in their order."""

from collections.abc import Sequence
from itertools import pairwise

from attrs import define, field

from cselekvo.network.layered.elements import Element, Kind, Net, Scene, scene_of
from cselekvo.network.layered.gaps import Ends, Gap, end_of, gaps, ports
from cselekvo.network.layered.model import (
    Box,
    Edge,
    Layout,
    Node,
    Point,
    Route,
    Spacing,
)
from cselekvo.network.layered.order import ordered
from cselekvo.network.layered.placing import placed

_SPACING = Spacing()


def layered(
    nodes: Sequence[Node], edges: Sequence[Edge], spacing: Spacing = _SPACING
) -> Layout:
    """Place boxes in layers from above downward, and draw the lines between them.

    No two boxes overlap, nor labels, nor labels and boxes; no line runs through a box.
    The same input gives the same drawing.

    Args:
        nodes: Their ids differ.
        edges: Between nodes that are given.
        spacing: The distances that are kept.
    """
    if not nodes:
        return Layout(boxes={}, labels={}, routes=(), width=0, height=0, bands={})
    scene = scene_of(nodes, edges, spacing)
    ordered(scene)
    _mirrored(scene)
    placed(scene)
    _moved(scene)
    drawing = _Drawing(scene, edges, ports(scene))
    drawing.rows(gaps(scene, drawing.ends))
    return drawing.layout()


def _mirrored(scene: Scene) -> None:
    """Turn a label round whose way back goes up on its left."""
    source_of = {
        id(one): net.above[0] for net in scene.nets if net.above for one in net.below
    }
    for net in scene.nets:
        label = net.hook
        if label is None or not net.above:
            continue
        upper, source = net.above[0], source_of[id(label)]
        if upper.layer == source.layer and upper.at < source.at:
            label.lane = -label.lane
            label.left, label.right = label.right, label.left


def _moved(scene: Scene) -> None:
    """Move all so that nothing stands left of 0."""
    least = min(one.x - one.left for layer in scene.layers for one in layer)
    for layer in scene.layers:
        for one in layer:
            one.x -= least


@define(eq=False)
class _Drawing:
    """The heights of layers and tracks, and what is drawn by them."""

    scene: Scene
    edges: Sequence[Edge]
    ends: Ends
    tops: list[float] = field(factory=list)  #: of the layers
    highs: list[float] = field(factory=list)
    tracks: dict[int, float] = field(factory=dict)  #: of the nets that turn
    by_pair: dict[tuple[int, int], Net] = field(factory=dict)
    hooks: dict[int, Net] = field(factory=dict)
    rises: dict[int, Net] = field(factory=dict)  #: by what goes up from its gap

    def rows(self, found: Sequence[Gap]) -> None:
        """Give layers and tracks their heights."""
        spacing, y = self.scene.spacing, 0.0
        for layer, gap in zip(self.scene.layers, found, strict=True):
            arrives = any(one.kind is Kind.NODE for one in layer)
            for net in gap.nets:
                self.tracks[id(net)] = y + spacing.lines * (net.track + 1)
            if gap.tracks:
                y += spacing.lines * (gap.tracks + (0 if arrives else 1))
            y += spacing.arrow if arrives else 0.0
            if self.tops and not (gap.tracks or arrives):
                y += spacing.lines
            self.tops.append(y)
            self.highs.append(max((one.height for one in layer), default=0.0))
            y += self.highs[-1]
        for net in self.scene.nets:
            if net.hook is not None:
                self.hooks[id(net.hook)] = net
            elif net.below[0].kind is Kind.RISE:
                self.rises[id(net.below[0])] = net
            for upper in net.above:
                for lower in net.below if net.hook is None else ():
                    self.by_pair[id(upper), id(lower)] = net

    def top(self, one: Element) -> float:
        """Return where an element begins: in the middle of its row, or at its top."""
        if self.scene.spacing.level and one.kind is Kind.NODE:
            return self.tops[one.layer]
        return self.tops[one.layer] + (self.highs[one.layer] - one.height) / 2

    def layout(self) -> Layout:
        """Return all that was placed."""
        boxes = {id_: self.box(one) for id_, one in self.scene.nodes.items()}
        labels = {
            number: self.label(number, one)
            for number, one in self.scene.labels.items()
            if self.edges[number].label
        }
        routes = tuple(
            Route(
                edge=number,
                target=target,
                points=_simple(self.points(path)),
                back=number in self.scene.backs,
            )
            for number, target, path in sorted(self.scene.paths, key=lambda one: one[0])
        )
        everything = [one for layer in self.scene.layers for one in layer]
        return Layout(
            boxes=boxes,
            labels=labels,
            routes=routes,
            width=max(one.x + one.right for one in everything),
            height=self.tops[-1] + self.highs[-1],
            bands=self.bands(everything),
        )

    def box(self, one: Element) -> Box:
        """Return where a node stands."""
        return Box(one.x - one.left, self.top(one), one.left + one.right, one.height)

    def label(self, number: int, one: Element) -> Box:
        """Return where a label stands: on its line, or beside it."""
        width, height = self.edges[number].label or (0.0, 0.0)
        x = one.x - width / 2
        if self.scene.spacing.beside:
            near = self.scene.spacing.lines / 2
            x = one.x + near if one.lane >= 0 else one.x - near - width
        return Box(x, self.top(one), width, height)

    def bands(self, everything: Sequence[Element]) -> dict[int, tuple[float, float]]:
        """Return where each band begins and ends."""
        begins: dict[int, float] = {}
        for one in everything:
            if one.kind is Kind.BORDER:
                begins[one.band] = one.x
        first = min(one.band for one in everything)
        begins.setdefault(first, min(one.x - one.left for one in everything))
        numbers = sorted(begins)
        last = max(one.x + one.right for one in everything)
        ends = [begins[one] for one in numbers[1:]] + [last]
        return {one: (begins[one], end) for one, end in zip(numbers, ends, strict=True)}

    def points(self, path: Sequence[Element]) -> list[Point]:
        """Return how a line runs along what it passes."""
        first = path[0]
        found = [(first.x, self.top(first) + first.height)]
        for one, after in pairwise(path):
            if id(one) in self.hooks and _leads_up(one, after):
                found += self.bend(one)
                self.turn(found, self.hooks[id(one)], after)
            elif one.kind is Kind.RISE:
                found.append((one.x, self.tops[one.layer]))
                self.turn(found, self.rises[id(one)], after)
            else:
                net = self.by_pair[id(one), id(after)]
                self.turn(found, net, after)
            if after.kind is Kind.NODE:
                found.append((found[-1][0], self.top(after)))
        return found

    def bend(self, label: Element) -> list[Point]:
        """Return how a way back turns upward at its label."""
        top, lane = self.top(label), label.x + label.lane
        low = top + label.height / (1 if self.scene.spacing.beside else 2)
        return [(label.x, low), (lane, low), (lane, self.tops[label.layer])]

    def turn(self, found: list[Point], net: Net, after: Element) -> None:
        """Go across a gap to where a net joins the next element."""
        up = after.kind is Kind.RISE
        x = after.x if up else end_of(net, after, self.ends)
        if id(net) in self.tracks:
            y = self.tracks[id(net)]
            found += [(found[-1][0], y), (x, y)]
        if up:
            found.append((x, self.tops[after.layer] + self.highs[after.layer]))


def _leads_up(label: Element, after: Element) -> bool:
    return after.kind is Kind.RISE or (
        after.kind is Kind.NODE and after.layer <= label.layer
    )


def _simple(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line without points at which it does not turn."""
    found: list[Point] = []
    for x, y in points:
        if len(found) > 1 and _on_one_line(found[-2], found[-1], (x, y)):
            found[-1] = (x, y)
        elif not found or found[-1] != (x, y):
            found.append((x, y))
    return tuple(found)


def _on_one_line(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]
