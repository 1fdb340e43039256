"""From boxes and lines to the elements that stand in layers.

A line that goes on for several layers has an element in each that it passes: a trunk,
from which all targets of its source branch off, or a rise, by which a way back leads
up again.
"""

from collections.abc import Sequence
from enum import Enum

from attrs import define, field

from cselekvo.network.layered.layers import Ranked, ranked
from cselekvo.network.layered.model import Edge, Node, Spacing


class Kind(Enum):
    """What stands in a layer."""

    NODE = "node"
    LABEL = "label"
    TRUNK = "trunk"
    RISE = "rise"
    BORDER = "border"


@define(eq=False)
class Element:
    """Something in a layer.

    Attributes:
        left: How far it reaches to the left of where its line enters.
        right: The same to the right.
        edge: The number of the edge it belongs to; -1: none.
        lane: How far from where its line enters a way back leaves it.
        at: Its place in its layer, from left to right.
        x: Where its line enters.
    """

    kind: Kind
    layer: int
    band: int
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0
    spread: float = 0.0
    id: str = ""
    edge: int = -1
    lane: float = 0.0
    at: int = 0
    x: float = 0.0


@define(eq=False)
class Net:
    """Lines in one gap that belong together.

    Attributes:
        gap: The layer above which the gap lies.
        above: What it joins of the layer above.
        below: What it joins of the layer below.
        hook: The element below that it joins at its lane.
    """

    gap: int
    above: list[Element] = field(factory=list)
    below: list[Element] = field(factory=list)
    hook: Element | None = None
    track: float = 0.0


@define(eq=False)
class Scene:
    """All that is to be placed, and what hangs together.

    Attributes:
        layers: The elements of each, from left to right.
        paths: For each line, its edge, its target, and what it passes in order.
        turns: Rises that end beside the box they lead back to, and that box.
    """

    spacing: Spacing
    layers: list[list[Element]]
    nets: list[Net] = field(factory=list)
    paths: list[tuple[int, str, list[Element]]] = field(factory=list)
    nodes: dict[str, Element] = field(factory=dict)
    labels: dict[int, Element] = field(factory=dict)
    turns: dict[int, Element] = field(factory=dict)
    backs: set[int] = field(factory=set)

    def put(self, element: Element) -> Element:
        """Add an element to its layer."""
        self.layers[element.layer].append(element)
        return element


def scene_of(nodes: Sequence[Node], edges: Sequence[Edge], spacing: Spacing) -> Scene:
    """Return the elements of all layers, and what joins them."""
    ranks = ranked(nodes, edges)
    scene = Scene(spacing, [[] for _ in range(ranks.count)])
    for node in nodes:
        half = node.width / 2
        scene.nodes[node.id] = scene.put(
            Element(
                kind=Kind.NODE,
                layer=ranks.nodes[node.id],
                band=node.band,
                left=half,
                right=half,
                height=node.height,
                spread=node.spread,
                id=node.id,
            )
        )
    making = _Making(scene, edges, ranks)
    making.labels()
    making.lines()
    _borders(scene, sorted({node.band for node in nodes}))
    return scene


@define(eq=False)
class _Making:
    scene: Scene
    edges: Sequence[Edge]
    ranks: Ranked
    nets: dict[int, Net] = field(factory=dict)  #: by the element that they leave

    def labels(self) -> None:
        """Put the labels, and a bend for each way back that has none."""
        for number, edge in enumerate(self.edges):
            layer = self.ranks.labels.get(number)
            if layer is not None:
                element = self.label(number, edge, layer)
                self.scene.labels[number] = self.scene.put(element)

    def label(self, number: int, edge: Edge, layer: int) -> Element:
        """Return a label, with room for the lane of a way back beside it."""
        width, height = edge.label or (0.0, 0.0)
        spacing = self.scene.spacing
        left = right = width / 2
        lane = 0.0
        if spacing.beside:
            left, right = 0.0, width + spacing.lines / 2 if width else 0.0
        if number in self.ranks.backs and self.leads_up(edge, layer):
            lane = right = right + spacing.lines
        return Element(
            kind=Kind.LABEL,
            layer=layer,
            band=self.scene.nodes[edge.source].band,
            left=left,
            right=right,
            height=height,
            edge=number,
            lane=lane,
        )

    def leads_up(self, edge: Edge, layer: int) -> bool:
        """Return whether it leads up; a way back may lead down all the same."""
        return any(self.ranks.nodes[target] <= layer for target in edge.targets)

    def lines(self) -> None:
        """Put what lines pass, and the nets of all gaps."""
        plain: dict[str, list[tuple[int, str]]] = {}
        for number, edge in enumerate(self.edges):
            label = self.scene.labels.get(number)
            ends = [(number, target) for target in dict.fromkeys(edge.targets)]
            if label is None:
                plain.setdefault(edge.source, []).extend(ends)
                continue
            is_back = number in self.ranks.backs
            if is_back:
                self.scene.backs.add(number)
            path = self.to_label(label)
            up = [one for one in ends if is_back and self.at(one[1]) <= label.layer]
            down = [one for one in ends if one not in up]
            if up:
                self.rise(label, up, path)
            if down:
                self.trunk(label, down, path)
        for id_, ends in plain.items():
            source = self.scene.nodes[id_]
            self.trunk(source, ends, [source])

    def to_label(self, label: Element) -> list[Element]:
        """Join a label to its source; return both."""
        source = self.scene.nodes[self.edges[label.edge].source]
        self.net_below(source).below.append(label)
        return [source, label]

    def net_below(self, upper: Element) -> Net:
        """Return the net by which lines leave an element downward."""
        net = self.nets.get(id(upper))
        if net is None:
            net = self.nets[id(upper)] = Net(upper.layer + 1, above=[upper])
            self.scene.nets.append(net)
        return net

    def passing(self, kind: Kind, layer: int, band: int, edge: int) -> Element:
        """Put an element by which a line passes a layer."""
        return self.scene.put(Element(kind=kind, layer=layer, band=band, edge=edge))

    def trunk(
        self, source: Element, ends: list[tuple[int, str]], path: list[Element]
    ) -> None:
        """Put the trunk from which all ends branch off."""
        layers = {self.at(target) for _, target in ends}
        targets = {target for _, target in ends}
        only = len(targets) == 1
        band = self.scene.nodes[min(targets)].band if only else source.band
        upper, passed = source, [*path]
        for layer in range(source.layer + 1, max(layers) + 1):
            net = self.net_below(upper)
            here = [one for one in ends if self.at(one[1]) == layer]
            for target in dict.fromkeys(target for _, target in here):
                net.below.append(self.scene.nodes[target])
            for number, target in here:
                whole = [*passed, self.scene.nodes[target]]
                self.scene.paths.append((number, target, whole))
            if layer < max(layers):
                upper = self.passing(Kind.TRUNK, layer, band, ends[0][0])
                passed.append(upper)
                net.below.append(upper)

    def at(self, target: str) -> int:
        """Return the layer of a box."""
        return self.ranks.nodes[target]

    def rise(
        self, label: Element, ends: list[tuple[int, str]], path: list[Element]
    ) -> None:
        """Put what a way back passes on its way up, for each of its targets."""
        hook = Net(label.layer, hook=label)
        self.scene.nets.append(hook)
        for number, target in ends:
            box = self.scene.nodes[target]
            passed, net = [*path], hook
            for layer in range(label.layer - 1, box.layer - 1, -1):
                one = self.passing(Kind.RISE, layer, label.band, number)
                net.above.append(one)
                passed.append(one)
                net = Net(layer, below=[one])
                self.scene.nets.append(net)
            if net is not hook:
                self.scene.turns[id(passed[-1])] = box
            net.below.append(box)
            self.scene.paths.append((number, target, [*passed, box]))


def _borders(scene: Scene, bands: Sequence[int]) -> None:
    """Put the beginning of each band into every layer, where there are several."""
    for band in bands if len(bands) > 1 else ():
        right = scene.spacing.band
        left = 0.0 if band == bands[0] else right
        for layer in range(len(scene.layers)):
            scene.put(
                Element(
                    kind=Kind.BORDER, layer=layer, band=band, left=left, right=right
                )
            )
