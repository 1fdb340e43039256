"""In which order the elements of a layer stand, so that few lines cross."""

from collections.abc import Mapping, Sequence

from attrs import define, field

from cselekvo.network.layered.elements import Element, Kind, Scene

#: So many times all layers are sorted, and with more elements than that, fewer times.
_SWEEPS = 12
_LARGE = 3000
_IN_VAIN = 4
Key = tuple[int, int, float, int]


def ordered(scene: Scene) -> None:
    """Sort each layer by where its neighbours in the layer before stand."""
    ordering = _Ordering(scene)
    ordering.begin()
    first = ordering.state()
    fewest, best = ordering.improved()
    if fewest and scene.turns:
        ordering.restore(first)
        ordering.turns_right = False
        fewer, other = ordering.improved()
        best = other if fewer < fewest else best
    ordering.restore(best)


@define(eq=False)
class _Ordering:
    scene: Scene
    up: dict[int, list[Element]] = field(factory=dict)  #: what an element hangs on
    down: dict[int, list[Element]] = field(factory=dict)
    turns_right: bool = True

    def improved(self) -> tuple[int, list[list[Element]]]:
        """Return the order in which the fewest lines cross, of those that are tried."""
        count = sum(map(len, self.scene.layers))
        best, fewest, in_vain = self.state(), self.crossings(), 0
        for sweep in range(_SWEEPS if count < _LARGE else 2):
            if not fewest or in_vain >= _IN_VAIN:
                break
            self.sweep(down=sweep % 2 == 0)
            crossings = self.crossings()
            in_vain += 1
            if crossings < fewest:
                best, fewest, in_vain = self.state(), crossings, 0
        return fewest, best

    def restore(self, state: list[list[Element]]) -> None:
        """Bring the elements back into an order."""
        for layer, kept in zip(self.scene.layers, state, strict=True):
            layer[:] = kept
        self.number()

    def begin(self) -> None:
        """Bring the elements into the order of a walk in depth from the boxes."""
        for net in self.scene.nets:
            below = [net.hook] if net.hook is not None else net.below
            for upper in net.above:
                for lower in below:
                    self.down.setdefault(id(upper), []).append(lower)
                    self.up.setdefault(id(lower), []).append(upper)
        place: dict[int, int] = {}
        for first in (one for layer in self.scene.layers for one in layer):
            ahead = [first]
            while ahead:
                one = ahead.pop()
                if id(one) not in place:
                    place[id(one)] = len(place)
                    ahead += reversed(self.down.get(id(one), ()))
        for layer in self.scene.layers:
            layer.sort(key=lambda one: _key(one, place[id(one)], 0))
        self.number()

    def number(self) -> None:
        """Note each element's place in its layer."""
        for layer in self.scene.layers:
            for place, one in enumerate(layer):
                one.at = place

    def state(self) -> list[list[Element]]:
        """Return the order as it is."""
        return [list(layer) for layer in self.scene.layers]

    def sweep(self, *, down: bool) -> None:
        """Sort all layers, each by the one above it, or each by the one below."""
        layers = self.scene.layers if down else list(reversed(self.scene.layers))
        for layer in layers:
            self.sort(layer, self.up if down else self.down)
            for place, one in enumerate(layer):
                one.at = place

    def sort(self, layer: list[Element], near: Mapping[int, list[Element]]) -> None:
        """Sort a layer by the middle of each element's neighbours."""
        wanted: dict[int, float] = {}
        for one in layer:
            places = [other.at for other in near.get(id(one), ())]
            wanted[id(one)] = sum(places) / len(places) if places else one.at
        layer.sort(key=lambda one: _key(one, wanted[id(one)], one.at))
        for one in [one for one in layer if id(one) in self.scene.turns]:
            box = self.scene.turns[id(one)]
            if not near.get(id(one)) and box.band == one.band:
                layer.remove(one)
                layer.insert(layer.index(box) + self.turns_right, one)

    def crossings(self) -> int:
        """Return how many pairs of lines cross between neighbouring layers."""
        found = 0
        for layer in self.scene.layers:
            ends = [
                other.at
                for one in layer
                for other in sorted(self.down.get(id(one), ()), key=_at)
            ]
            found += _inversions(ends)
            for one in layer:
                box = self.scene.turns.get(id(one))
                found += 0 if box is None else abs(one.at - box.at) - 1
        return found


def _at(element: Element) -> int:
    return element.at


def _key(one: Element, wanted: float, at: int) -> Key:
    """Return by what an element is sorted: its band before all."""
    return (one.band, 0 if one.kind is Kind.BORDER else 1, wanted, at)


def _inversions(ends: Sequence[int]) -> int:
    """Return how many pairs stand in the wrong order, by a tree of sums (Fenwick)."""
    size = max(ends, default=0) + 1
    tree, found = [0] * (size + 1), 0
    for count, end in enumerate(ends):
        at, before = end + 1, 0
        while at:
            before += tree[at]
            at &= at - 1
        found += count - before
        at = end + 1
        while at <= size:
            tree[at] += 1
            at += at & -at
    return found
