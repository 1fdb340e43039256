"""The groups of a network picture, put side by side."""

from collections import Counter
from collections.abc import Iterator, Mapping
from heapq import heapify, heappop
from typing import Final

from attrs import define, field

from cselekvo.network.layered import Point

#: So much wider than high a picture becomes, about.
_WIDE: Final = 1.4
_Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


def put_together(
    sizes: Mapping[str, tuple[float, float]],
    between: Mapping[tuple[str, str], int],
    apart: float,
) -> dict[str, Point]:
    """Return the upper left corner of each group; none comes near another.

    The largest comes first, then whichever is joined most to those that stand. Each
    goes to a corner of one of them, close to the middle and to those it is joined to.

    Args:
        sizes: Width and height of each group.
        between: How many edges lead from one group to another.
        apart: What is kept free between two.
    """
    standing: dict[str, _Rectangle] = {}
    plane = _Plane(
        max((width for width, _ in sizes.values()), default=0.0) + apart,
        max((height for _, height in sizes.values()), default=0.0) + apart,
    )
    for name in _in_order(sizes, between):
        width, height = sizes[name][0] + apart, sizes[name][1] + apart
        wanted = _wanted(name, standing, between)
        corners = [
            (_far(x + width / 2, y + height / 2, wanted), x, y)
            for x, y in _corners([*standing.values()], width, height)
        ]
        # One of them is free always: nothing stands to the right of the rightmost.
        heapify(corners)
        while name not in standing:
            _, x, y = heappop(corners)
            found = (x, y, x + width, y + height)
            if plane.put(found):
                standing[name] = found
    left = min((rectangle[0] for rectangle in standing.values()), default=0.0)
    top = min((rectangle[1] for rectangle in standing.values()), default=0.0)
    return {
        name: (standing[name][0] - left, standing[name][1] - top)
        for name in sorted(standing)
    }


def _in_order(
    sizes: Mapping[str, tuple[float, float]], between: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    ties: Counter[tuple[str, str]] = Counter()
    for (one, other), count in between.items():
        ties[one, other] += count
        ties[other, one] += count
    waiting = sorted(sizes, key=lambda name: (-sizes[name][0] * sizes[name][1], name))
    joined = dict.fromkeys(waiting, 0)
    while waiting:
        # Of several that are joined alike, the largest.
        name = max(waiting, key=joined.__getitem__)
        waiting.remove(name)
        yield name
        for other in waiting:
            joined[other] += ties[name, other]


def _wanted(
    name: str,
    standing: Mapping[str, _Rectangle],
    between: Mapping[tuple[str, str], int],
) -> Point:
    """Return where a group would best stand: between the middle and its friends."""
    weight, x, y = 1.0, 0.0, 0.0
    for other, (left, top, right, bottom) in standing.items():
        ties = between.get((name, other), 0) + between.get((other, name), 0)
        pull = min(ties, 1) + ties**0.5
        weight += pull
        x += pull * (left + right) / 2
        y += pull * (top + bottom) / 2
    return x / weight, y / weight


def _corners(
    standing: list[_Rectangle], width: float, height: float
) -> Iterator[Point]:
    """Yield the corners at which a group can touch one that stands."""
    if not standing:
        yield -width / 2, -height / 2
    for left, top, right, bottom in standing:
        for x in (left - width, right):
            yield x, top
            yield x, bottom - height
            yield x, (top + bottom - height) / 2
        for y in (top - height, bottom):
            yield left, y
            yield right - width, y
            yield (left + right - width) / 2, y


def _far(x: float, y: float, wanted: Point) -> float:
    """Return how badly a middle suits: far from the point wanted, and from all."""
    off = (x - wanted[0]) ** 2 + ((y - wanted[1]) * _WIDE) ** 2
    # Rounded, so that the last bit of a sum decides nothing.
    return round(off + x**2 + (y * _WIDE) ** 2, 6)


@define
class _Plane:
    """What stands where, by the fields of a grid: only what is near is looked at."""

    width: float
    height: float
    fields: dict[tuple[int, int], list[_Rectangle]] = field(factory=dict)

    def put(self, rectangle: _Rectangle) -> bool:
        """Put a rectangle down where nothing stands; return whether it was."""
        left, top, right, bottom = rectangle
        places = [
            (across, down)
            for across in range(int(left // self.width), int(right // self.width) + 1)
            for down in range(int(top // self.height), int(bottom // self.height) + 1)
        ]
        for place in places:
            if any(_meet(rectangle, other) for other in self.fields.get(place, ())):
                return False
        for place in places:
            self.fields.setdefault(place, []).append(rectangle)
        return True


def _meet(one: _Rectangle, other: _Rectangle) -> bool:
    return (
        one[0] < other[2] - 1e-9
        and other[0] < one[2] - 1e-9
        and one[1] < other[3] - 1e-9
        and other[1] < one[3] - 1e-9
    )
