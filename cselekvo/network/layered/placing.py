"""Where the elements of a layer stand from left to right.

Elements that a line passes straight make one block; blocks keep their distances in
every layer. Each block is drawn to the middle of what it hangs together with. Pushing
all to the right where they are too near, and all to the left, gives two placings that
keep the distances; so does the mean of both, which favours neither side.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, field

from cselekvo.network.layered.elements import Element, Kind, Scene

#: So often blocks are drawn to their neighbours; with many elements, less often.
_ROUNDS = 60
_LARGE = 3000
_FEW = 8
_LIGHT, _HEAVY = 1.0, 3.0
_LINES = (Kind.TRUNK, Kind.RISE)
#: A smaller step in a line is taken out, where there is room.
_STEP = 16.0


@define(eq=False)
class Link:
    """An element and one below it that a line joins.

    Attributes:
        offset: How far to the right of the lower one's entry the upper one should be.
    """

    upper: Element
    lower: Element
    offset: float
    weight: float


@define(eq=False)
class _Block:
    """Elements that keep their distances to each other.

    Attributes:
        members: Each with how far it is to the right of the block.
        before: Blocks to the left, and how far from them it must be at least.
    """

    members: list[tuple[Element, float]]
    x: float = 0.0
    wanted: float = 0.0
    links: list[tuple["_Block", float, float]] = field(factory=list)
    before: dict[int, tuple["_Block", float]] = field(factory=dict)
    after: dict[int, tuple["_Block", float]] = field(factory=dict)


def placed(scene: Scene) -> None:
    """Give every element its place from left to right."""
    links = list(_links(scene))
    blocks = _blocks(scene, links)
    if any(one.kind is Kind.BORDER for one in scene.layers[0]):
        _on_rails(scene, blocks)
    else:
        _drawn_together(scene, blocks)
    for block in blocks:
        for element, offset in block.members:
            element.x = block.x + offset


def _on_rails(scene: Scene, blocks: Sequence[_Block]) -> None:
    """Place blocks on one line in each band, beside it only where that is taken."""
    halves: dict[int, float] = {}
    for one in scene.nodes.values():
        halves[one.band] = max(halves.get(one.band, 0.0), one.left)
    rails: dict[int, float] = {}
    for block in blocks:
        first, _ = block.members[0]
        limits = [other.x + gap for other, gap in block.before.values()]
        if first.kind is Kind.BORDER:
            block.x = max(limits, default=0.0)
            rails[first.band] = block.x + first.right + halves.get(first.band, 0.0)
        else:
            rail = min(rails[first.band] - offset for _, offset in block.members)
            block.x = max([rail, *limits])


def _drawn_together(scene: Scene, blocks: Sequence[_Block]) -> None:
    """Draw blocks to the middle of what they hang together with."""
    rounds = _ROUNDS if sum(map(len, scene.layers)) < _LARGE else _FEW
    _pushed(blocks, [0.0] * len(blocks))
    for left in range(rounds, 0, -1):
        wanted = []
        for block in blocks:
            weight = sum(one[2] for one in block.links)
            drawn = sum((other.x + off) * w for other, off, w in block.links)
            mean = drawn / weight if weight else block.x
            wanted.append(mean if left == 1 else (block.x + mean) / 2)
        _pushed(blocks, wanted)
    _straightened(blocks)


def _pushed(blocks: Sequence[_Block], wanted: Sequence[float]) -> None:
    """Place blocks, given from left to right, near to where they want to be."""
    for block, x in zip(blocks, wanted, strict=True):
        block.wanted = x
        block.x = max([x, *(o.x + gap for o, gap in block.before.values())])
    right = [block.x for block in blocks]
    for block in reversed(blocks):
        limits = (o.x - gap for o, gap in block.after.values())
        block.x = min([block.wanted, *limits])
    for block, x in zip(blocks, right, strict=True):
        block.x = (block.x + x) / 2


def _straightened(blocks: Sequence[_Block]) -> None:
    """Take small steps out of lines, where a block has room to move."""
    for block in blocks:
        for other, offset, weight in block.links:
            step = other.x + offset - block.x
            if weight < _HEAVY or not 0 < abs(step) < _STEP:
                continue
            room = (
                block.x + step >= max((o.x + g for o, g in block.before.values()),
                                      default=block.x + step)
                and block.x + step <= min((o.x - g for o, g in block.after.values()),
                                          default=block.x + step)
            )  # fmt: skip
            held = any(
                one is not other and one.x + off == block.x and w >= _HEAVY
                for one, off, w in block.links
            )
            if room and not held:
                block.x += step


def _links(scene: Scene) -> Iterator[Link]:
    """Yield what lines join, from layer to layer."""
    for net in scene.nets:
        hook = net.hook
        for upper in net.above:
            for lower in net.below if hook is None else [hook]:
                offset = lower.lane if hook is not None else 0.0
                straight = upper.kind in _LINES or lower.kind in _LINES
                yield Link(upper, lower, offset, _HEAVY if straight else _LIGHT)


def _blocks(scene: Scene, links: Sequence[Link]) -> list[_Block]:
    """Return the blocks, each after those that stand to its left."""
    of: dict[int, _Block] = {}
    joined = {id(link.upper): link for link in _straight(scene, links)}
    for layer in scene.layers:
        for element in layer:
            if id(element) not in of:
                block = of[id(element)] = _Block([(element, 0.0)])
                link, offset = joined.get(id(element)), 0.0
                while link is not None:
                    offset -= link.offset
                    block.members.append((link.lower, offset))
                    of[id(link.lower)] = block
                    link = joined.get(id(link.lower))
    offsets = {id(one): off for block in of.values() for one, off in block.members}
    for layer in scene.layers:
        for left, right in pairwise(layer):
            a, b = of[id(left)], of[id(right)]
            gap = _distance(scene, left, right) + offsets[id(left)]
            gap -= offsets[id(right)]
            b.before[id(a)] = (a, max(gap, b.before.get(id(a), (a, gap))[1]))
            a.after[id(b)] = (b, b.before[id(a)][1])
    for link in links:
        a, b = of[id(link.upper)], of[id(link.lower)]
        offset = link.offset + offsets[id(link.lower)] - offsets[id(link.upper)]
        if a is not b:
            a.links.append((b, offset, link.weight))
            b.links.append((a, -offset, link.weight))
    return _from_left(list({id(one): one for one in of.values()}.values()))


def _from_left(blocks: list[_Block]) -> list[_Block]:
    """Return the blocks in an order in which each stands after those to its left."""
    waits = {id(block): len(block.before) for block in blocks}
    ready = [block for block in blocks if not block.before]
    for block in ready:
        for other, _ in block.after.values():
            waits[id(other)] -= 1
            if not waits[id(other)]:
                ready.append(other)
    return ready


def _distance(scene: Scene, left: Element, right: Element) -> float:
    """Return how far apart the lines of two neighbours must be."""
    spacing = scene.spacing
    lines = left.kind in _LINES or right.kind in _LINES
    border = Kind.BORDER in {left.kind, right.kind}
    between = 0.0 if border else spacing.lines if lines else spacing.boxes
    return left.right + between + right.left


def _straight(scene: Scene, links: Sequence[Link]) -> Iterator[Link]:
    """Yield the links that are made straight; no two of them cross."""
    kept: dict[int, tuple[list[int], list[int]]] = {}
    taken: tuple[set[int], set[int]] = set(), set()
    for link in _candidates(scene, links):
        if id(link.upper) in taken[0] or id(link.lower) in taken[1]:
            continue
        uppers, lowers = kept.setdefault(link.upper.layer, ([], []))
        place = bisect(uppers, link.upper.at)
        if place == bisect(lowers, link.lower.at):
            uppers.insert(place, link.upper.at)
            lowers.insert(place, link.lower.at)
            taken[0].add(id(link.upper))
            taken[1].add(id(link.lower))
            yield link


def _candidates(scene: Scene, links: Sequence[Link]) -> Iterator[Link]:
    """Yield the links that should be straight, what matters most first.

    Borders of bands; long lines; ways back at their labels; and what leads on alone to
    what nothing else leads on to.
    """
    for above, below in pairwise(scene.layers):
        for upper, lower in zip(_borders_in(above), _borders_in(below), strict=True):
            yield Link(upper, lower, 0.0, _HEAVY)
    yield from (one for one in links if _is_line(one.upper) and _is_line(one.lower))
    yield from (one for one in links if one.offset)
    leads_on = [one for one in links if not one.lower.lane]
    ups = Counter(id(one.lower) for one in links if not one.lower.lane or one.offset)
    downs = Counter(id(one.upper) for one in links if not one.lower.lane or one.offset)
    for one in leads_on:
        if ups[id(one.lower)] == downs[id(one.upper)] == 1:
            yield one


def _is_line(element: Element) -> bool:
    return element.kind in _LINES


def _borders_in(layer: Sequence[Element]) -> list[Element]:
    return [one for one in layer if one.kind is Kind.BORDER]
