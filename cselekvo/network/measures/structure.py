"""What holds a network together: its parts, and whose going would split one.

One walk in depth tells all of it: what a walk finds below a node lies in one stretch of
its order, so what falls off is a stretch, too, and nothing is searched twice
(R. Tarjan, Depth-first search and linear graph algorithms, 1972).
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from attrs import define, field, frozen

from cselekvo.network.measures.projection import Projection

#: So many of the records that fall off are named for each split; they are counted all.
NAMED: Final = 1_000


@frozen(kw_only=True)
class Split:
    """A record without which a part of the network falls into several.

    Networkx calls it an articulation point.

    Attributes:
        sizes: How many records each of the parts would have, the largest first.
        apart: Records that would fall off the largest of them, sorted; up to `NAMED`.
    """

    id: str
    sizes: tuple[int, ...]
    apart: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many records would fall off the largest part."""
        return sum(self.sizes[1:])


@frozen(kw_only=True)
class Tie:
    """Two neighbours that nothing else joins; networkx calls their edge a bridge.

    Attributes:
        one: The first of them, by id.
        other: The second.
        count: How many records are on the smaller side.
    """

    one: str
    other: str
    count: int


@frozen(kw_only=True)
class Structure:
    """What holds a network together.

    Attributes:
        components: The parts that no edge joins, the largest first, each sorted by id.
        isolated: Records without a neighbour.
        splits: Those off which most would fall first, ties by id.
        ties: Those with most on the smaller side first, ties by id.
    """

    components: tuple[tuple[str, ...], ...]
    isolated: tuple[str, ...]
    splits: tuple[Split, ...]
    ties: tuple[Tie, ...]


@define(eq=False)
class _Walk:
    """A walk in depth through the whole network.

    Attributes:
        order: The nodes as they were met.
        place: The place of each in that order.
        parent: The node from which each was met; itself: a walk began there.
        root: The node with which the walk to each began.
        low: The first place that the nodes below each one reach.
        size: How many nodes were met from each on, with itself.
    """

    order: list[int] = field(factory=list)
    place: list[int] = field(factory=list)
    parent: list[int] = field(factory=list)
    root: list[int] = field(factory=list)
    low: list[int] = field(factory=list)
    size: list[int] = field(factory=list)


def _walked(neighbours: tuple[tuple[int, ...], ...]) -> _Walk:
    count = len(neighbours)
    walk = _Walk(
        place=[-1] * count, parent=[*range(count)], root=[*range(count)],
        low=[0] * count, size=[1] * count,
    )  # fmt: skip
    for root in range(count):
        if walk.place[root] < 0:
            _walk_from(root, neighbours, walk)
    for node in reversed(walk.order):
        above = walk.parent[node]
        reached = [walk.place[node]]
        for other in neighbours[node]:
            below = walk.parent[other] == node and other != node
            if other != above:
                reached.append(walk.low[other] if below else walk.place[other])
        walk.low[node] = min(reached)
        if above != node:
            walk.size[above] += walk.size[node]
    return walk


def _walk_from(root: int, neighbours: tuple[tuple[int, ...], ...], walk: _Walk) -> None:
    walk.place[root] = len(walk.order)
    walk.order.append(root)
    ways = [(root, iter(neighbours[root]))]
    while ways:
        node, others = ways[-1]
        for other in others:
            if walk.place[other] < 0:
                walk.place[other] = len(walk.order)
                walk.order.append(other)
                walk.parent[other], walk.root[other] = node, root
                ways.append((other, iter(neighbours[other])))
                break
        else:
            ways.pop()


def structure(projection: Projection) -> Structure:
    """Return what holds the network together."""
    walk = _walked(projection.neighbours)
    splits = sorted(_splits(projection, walk), key=lambda one: (-one.count, one.id))
    ties = sorted(_ties(projection, walk), key=lambda t: (-t.count, t.one, t.other))
    return Structure(
        components=_components(projection, walk),
        isolated=tuple(
            id_
            for id_, others in zip(projection.ids, projection.neighbours, strict=True)
            if not others
        ),
        splits=tuple(splits),
        ties=tuple(ties),
    )


def components(projection: Projection) -> tuple[tuple[str, ...], ...]:
    """Return the parts that no edge joins, the largest first, each sorted by id."""
    return _components(projection, _walked(projection.neighbours))


def _components(projection: Projection, walk: _Walk) -> tuple[tuple[str, ...], ...]:
    parts = [projection.named(part) for part in _parts(walk)]
    return tuple(sorted(parts, key=lambda part: (-len(part), part[0])))


def parts_by_number(projection: Projection) -> Iterator[list[int]]:
    """Yield the numbers of the nodes of each part that no edge joins to others."""
    return _parts(_walked(projection.neighbours))


def _parts(walk: _Walk) -> Iterator[list[int]]:
    for node, parent in enumerate(walk.parent):
        if node == parent:
            start = walk.place[node]
            yield walk.order[start : start + walk.size[node]]


def _splits(projection: Projection, walk: _Walk) -> Iterator[Split]:
    below: list[list[int]] = [[] for _ in projection.ids]
    for node in walk.order:
        parent = walk.parent[node]
        if parent != node and walk.low[node] >= walk.place[parent]:
            below[parent].append(node)
    for node, heads in enumerate(below):
        parts = [(walk.place[one], walk.size[one]) for one in heads]
        whole = (walk.place[walk.root[node]], walk.size[walk.root[node]])
        rest = whole[1] - 1 - sum(size for _, size in parts)
        if len(parts) + (rest > 0) < 2:  # noqa: PLR2004 - two parts are a split
            continue
        # The rest is what is met before the node, between its parts and after them.
        pieces = [(size, [(start, start + size)]) for start, size in parts]
        if rest:
            pieces.append((rest, _rest(whole, walk.place[node], parts)))
        pieces.sort(key=lambda piece: (-piece[0], piece[1]))
        falling = chain.from_iterable(
            walk.order[start:end] for _, spans in pieces[1:] for start, end in spans
        )
        yield Split(
            id=projection.ids[node],
            sizes=tuple(size for size, _ in pieces),
            apart=projection.named([*islice(falling, NAMED)]),
        )


def _rest(
    whole: tuple[int, int], place: int, parts: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the stretches of a component that are neither the node nor its parts."""
    spans, at = [], whole[0]
    for start, size in [(place, 1), *sorted(parts)]:
        if at < start:
            spans.append((at, start))
        at = start + size
    if at < whole[0] + whole[1]:
        spans.append((at, whole[0] + whole[1]))
    return spans


def _ties(projection: Projection, walk: _Walk) -> Iterator[Tie]:
    for node in walk.order:
        parent = walk.parent[node]
        if parent != node and walk.low[node] > walk.place[parent]:
            one, other = sorted((node, parent))
            size = walk.size[node]
            yield Tie(
                one=projection.ids[one],
                other=projection.ids[other],
                count=min(size, walk.size[walk.root[node]] - size),
            )
