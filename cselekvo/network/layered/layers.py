"""In which layer each box stands: below all that lead to it."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from cselekvo.network.layered.model import Edge, Node


@frozen
class Ranked:
    """The layer of each box, and of each label by the number of its edge.

    Attributes:
        backs: The edges that lead back, or close a circle.
        count: How many layers there are.
    """

    nodes: Mapping[str, int]
    labels: Mapping[int, int]
    backs: frozenset[int]
    count: int


def ranked(nodes: Sequence[Node], edges: Sequence[Edge]) -> Ranked:
    """Return the layers by the longest way that leads to each box.

    Boxes stand in even ranks, labels in odd ones, the next after their sources. Ranks
    in which nothing stands are left out.
    """
    backs = _backs(nodes, edges)
    out: dict[str, list[int]] = {node.id: [] for node in nodes}
    waits = dict.fromkeys(out, 0)
    for number, edge in enumerate(edges):
        out[edge.source].append(number)
        for target in () if number in backs else edge.targets:
            waits[target] += 1
    rank = dict.fromkeys(out, 0)
    labels: dict[int, int] = {}
    ready = [id_ for id_, count in waits.items() if not count]
    for id_ in ready:
        for number in out[id_]:
            edge = edges[number]
            if edge.label is not None or number in backs:
                labels[number] = rank[id_] + 1
            for target in () if number in backs else edge.targets:
                rank[target] = max(rank[target], rank[id_] + 2)
                waits[target] -= 1
                if not waits[target]:
                    ready.append(target)
    used = sorted({*rank.values(), *labels.values()})
    layer = {one: place for place, one in enumerate(used)}
    return Ranked(
        nodes={id_: layer[one] for id_, one in rank.items()},
        labels={number: layer[one] for number, one in labels.items()},
        backs=backs,
        count=len(used),
    )


def _backs(nodes: Sequence[Node], edges: Sequence[Edge]) -> frozenset[int]:
    """Return the edges that are ways back, and those that close a circle.

    They are found by a walk in depth: one to a box that was not left yet closes one.
    """
    backs = {number for number, edge in enumerate(edges) if edge.back}
    out: dict[str, list[tuple[int, str]]] = {node.id: [] for node in nodes}
    for number, edge in enumerate(edges):
        if number not in backs:
            out[edge.source] += [(number, target) for target in edge.targets]
    done: set[str] = set()
    for root in out:
        if root not in done:
            backs |= set(_closing(root, out, done))
    return frozenset(backs)


def _closing(
    root: str, out: Mapping[str, Sequence[tuple[int, str]]], done: set[str]
) -> Iterator[int]:
    path, on_path = [(root, iter(out[root]))], {root}
    while path:
        id_, ahead = path[-1]
        number, target = next(ahead, (-1, ""))
        if number < 0:
            path.pop()
            on_path.discard(id_)
            done.add(id_)
        elif target in on_path:
            yield number
        elif target not in done:
            on_path.add(target)
            path.append((target, iter(out[target])))
