"""Lines that pass beside the records they do not join."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist
from typing import Final

from cselekvo.network.layered import Point
from cselekvo.network.picture_layout import Picture
from cselekvo.network.picture_lines import Line, Placed

#: How far from a dot a line passes at least.
_APART: Final = 2.5
#: How far from straight a line may lead in its middle, the least first.
_BESIDE: Final = (12.0, -12.0, 20.0, -20.0, 32.0, -32.0, 48.0, -48.0, 70.0, -70.0)
_SAMPLES: Final = 24
#: Of so many lines and dots nobody follows one; they stay straight.
_MOST: Final = 1_000_000


def bends(laid: Picture) -> dict[int, Point | None]:
    """Return the control point of each line by its edge; None: it is straight.

    A straight line through a dot looks as if it ended there, so it leads around. Where
    every way round meets some dot, it takes the one that meets the fewest.
    """
    found = {line.edge: line.bend for line in laid.lines}
    if len(laid.lines) * len(laid.dots) > _MOST:
        return found
    for line in laid.lines:
        found[line.edge] = _around(line, [*laid.dots.values()])
    return found


def _around(line: Line, dots: Sequence[Placed]) -> Point | None:
    """Return a control point with which a line meets the fewest dots."""
    long = dist(line.start, line.end)
    middle = ((line.start[0] + line.end[0]) / 2, (line.start[1] + line.end[1]) / 2)
    reach = long / 2 + abs(_BESIDE[-1])
    near = [
        dot
        for dot in dots
        if dist((dot.x, dot.y), middle) < reach and not _is_end(line, dot)
    ]
    best, fewest = line.bend, _met(line, line.bend, near)
    if not long:
        return best
    across = (line.end[0] - line.start[0]) / long
    down = (line.end[1] - line.start[1]) / long
    for beside in _BESIDE:
        # A gentle curve only: a short line never makes a detour.
        if not fewest or abs(beside) > long / 3:
            break
        bend = (middle[0] - 2 * beside * down, middle[1] + 2 * beside * across)
        met = _met(line, bend, near)
        if met < fewest:
            best, fewest = bend, met
    return best


def _is_end(line: Line, dot: Placed) -> bool:
    """Return whether a line begins or ends on the rim of a dot."""
    here = (dot.x, dot.y)
    return min(dist(here, line.start), dist(here, line.end)) <= dot.radius + 0.1


def _met(line: Line, bend: Point | None, dots: Sequence[Placed]) -> int:
    """Return how many dots a line meets."""
    points = [_at(line, bend, step / _SAMPLES) for step in range(_SAMPLES + 1)]
    return sum(_is_near(points, dot) for dot in dots)


def _is_near(points: Sequence[Point], dot: Placed) -> bool:
    """Return whether one of the stretches between points comes near a dot."""
    return any(
        _off(one, other, (dot.x, dot.y)) < dot.radius + _APART
        for one, other in pairwise(points)
    )


def _off(one: Point, other: Point, point: Point) -> float:
    """Return how far a point is from a stretch."""
    across, down = other[0] - one[0], other[1] - one[1]
    whole = across**2 + down**2
    if not whole:
        return dist(one, point)
    along = ((point[0] - one[0]) * across + (point[1] - one[1]) * down) / whole
    share = min(max(along, 0.0), 1.0)
    return dist((one[0] + share * across, one[1] + share * down), point)


def _at(line: Line, bend: Point | None, share: float) -> Point:
    """Return a point of a line, by its share of the way."""
    (x, y), (to_x, to_y) = line.start, line.end
    if bend is None:
        return x + share * (to_x - x), y + share * (to_y - y)
    rest = 1 - share
    return (
        rest**2 * x + 2 * rest * share * bend[0] + share**2 * to_x,
        rest**2 * y + 2 * rest * share * bend[1] + share**2 * to_y,
    )
