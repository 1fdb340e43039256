"""In the gaps between layers: where lines arrive at boxes, and where they turn.

A net of lines in a gap turns on a track of its own, as in the routing of channels on
circuit boards. One whose line comes from above must turn higher than one that leaves
downward at the same place; and the fewer lines cross, the better.
"""

from collections.abc import Mapping, Sequence

from attrs import define, field, frozen

from cselekvo.network.layered.elements import Element, Kind, Net, Scene

#: Nearer than this, upright lines would be taken for one.
_NEAR = 5.0
#: With more nets than this in a gap, crossings are not weighed.
_MANY = 40
_OVERLAP = 1000
_PORTS = 14.0
Ends = Mapping[tuple[int, int], float]


@frozen
class Gap:
    """A gap: its nets that turn, each with the number of its track, from above."""

    nets: tuple[Net, ...]
    tracks: int


@define(eq=False)
class _Run:
    """Where a net runs: its ends above and below, and from where to where."""

    net: Net
    above: list[float]
    below: list[float]
    first: float = field(init=False)
    last: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        ends = [*self.above, *self.below]
        self.first, self.last = min(ends), max(ends)

    def meets(self, x: float) -> bool:
        """Return whether a line upright at a place crosses it."""
        return self.first - _NEAR < x < self.last + _NEAR


def ports(scene: Scene) -> Ends:
    """Return where each net arrives at each box: by the net and the box.

    Lines that come straight stay straight where the box has room; ways back arrive
    beside the others, on the side they come from.
    """
    arriving: dict[int, list[tuple[int, float, Net]]] = {}
    boxes: dict[int, Element] = {}
    for net in scene.nets:
        for box in net.below:
            if box.kind is Kind.NODE:
                side, x = _comes_from(net, box)
                boxes[id(box)] = box
                arriving.setdefault(id(box), []).append((side, x, net))
    found: dict[tuple[int, int], float] = {}
    for id_, nets in arriving.items():
        box = boxes[id_]
        nets.sort(key=lambda one: one[:2])
        xs = spread(_wanted(nets, box), box.x, box.spread)
        found |= {(id(net), id_): x for (_, _, net), x in zip(nets, xs, strict=True)}
    return found


def _comes_from(net: Net, box: Element) -> tuple[int, float]:
    """Return from which side a net comes to a box, 0 from above, and from where."""
    if net.above and net.hook is None:
        return 0, net.above[0].x
    turn = net.hook if net.hook is not None else net.below[0]
    x = turn.x + turn.lane
    return (-1 if x < box.x else 1), x


def _wanted(nets: Sequence[tuple[int, float, Net]], box: Element) -> list[float]:
    """Return where nets want to arrive; one alone that cannot come straight, amid."""
    reach = box.spread / 2
    alone = sum(not side for side, _, _ in nets) == 1
    return [
        box.x if alone and not side and abs(x - box.x) > reach else x
        for side, x, _ in nets
    ]


def spread(wanted: Sequence[float], middle: float, width: float) -> list[float]:
    """Return places as near to the wanted ones as an equal distance and width allow.

    Args:
        wanted: In the order in which they stay.
        middle: Of the width.
        width: Within which all must be.
    """
    step = min(_PORTS, width / max(len(wanted) - 1, 1))
    groups: list[list[float]] = []
    for place, x in enumerate(wanted):
        groups.append([x - place * step])
        while len(groups) > 1 and _mean(groups[-2]) > _mean(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    means = [_mean(group) for group in groups for _ in group]
    lowest = middle - width / 2
    highest = middle + width / 2 - (len(wanted) - 1) * step
    return [
        min(max(x, lowest), max(highest, lowest)) + place * step
        for place, x in enumerate(means)
    ]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def gaps(scene: Scene, at: Ends) -> list[Gap]:
    """Return the gaps, each above its layer, with the tracks of their nets."""
    nets: list[list[Net]] = [[] for _ in scene.layers]
    for net in scene.nets:
        nets[net.gap].append(net)
    return [_gap([_run(net, at) for net in one]) for one in nets]


def end_of(net: Net, below: Element, at: Ends) -> float:
    """Return where a net ends at an element below it."""
    return at.get((id(net), id(below)), below.x)


def _run(net: Net, at: Ends) -> _Run:
    above = [one.x for one in net.above]
    below = [end_of(net, one, at) for one in net.below]
    if net.hook is not None:
        below.append(net.hook.x + net.hook.lane)
    return _Run(net, above, below)


def _gap(runs: Sequence[_Run]) -> Gap:
    """Give each net that turns a track; nets that are apart may share one."""
    turning = [one for one in runs if one.last - one.first > 0 or not one.above]
    track: dict[int, int] = {}
    done: list[_Run] = []
    for run in _in_order(turning):
        under = [track[id(one)] for one in done if _conflict(one, run)]
        track[id(run)] = 1 + max(under, default=-1)
        done.append(run)
    for run in turning:
        run.net.track = track[id(run)]
    count = 1 + max(track.values(), default=-1)
    return Gap(tuple(run.net for run in turning), count)


def _conflict(one: _Run, other: _Run) -> bool:
    """Return whether two nets may not turn at the same height."""
    return one.first - _NEAR < other.last and other.first - _NEAR < one.last


def _in_order(runs: Sequence[_Run]) -> list[_Run]:
    """Return nets from above downward, so that few lines cross and none lie together.

    Which of two should be higher is weighed for each pair; then always that one comes
    first which the others leave highest.
    """
    if len(runs) > _MANY:
        return sorted(runs, key=lambda one: (one.last - one.first, one.first))
    pull = {id(one): 0.0 for one in runs}
    better: dict[tuple[int, int], int] = {}
    for place, one in enumerate(runs):
        for other in runs[place + 1 :]:
            weight = _cost(other, one) - _cost(one, other)
            better[id(one), id(other)] = weight
            better[id(other), id(one)] = -weight
            pull[id(one)] += weight
            pull[id(other)] -= weight
    left, found = list(runs), []
    while left:
        first = max(left, key=lambda one: pull[id(one)])
        left.remove(first)
        found.append(first)
        for one in left:
            pull[id(one)] -= better[id(one), id(first)]
    return found


def _cost(higher: _Run, lower: _Run) -> int:
    """Return what it costs when of two nets this one turns higher."""
    crossed = sum(higher.meets(x) for x in lower.above)
    crossed += sum(lower.meets(x) for x in higher.below)
    together = sum(abs(x - y) < _NEAR for x in lower.above for y in higher.below)
    return crossed + _OVERLAP * together
