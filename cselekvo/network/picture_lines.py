"""The lines of a network picture, from dot to dot."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import hypot

from attrs import frozen

from cselekvo.network.layered import Box, Point


@frozen(kw_only=True)
class Placed:
    """A record in the picture: the middle of its dot, and the box of its label."""

    x: float
    y: float
    radius: float
    label: Box


@frozen(kw_only=True)
class Line:
    """An edge in the picture, from the rim of one dot to that of another.

    Attributes:
        edge: Its number among the edges handed over.
        bend: The control point of a quadratic curve; None: the line is straight.
    """

    edge: int
    start: Point
    end: Point
    bend: Point | None


def lines_of(
    placed: Mapping[str, Placed], edges: Sequence[tuple[str, str]], bend: float
) -> Iterator[Line]:
    """Yield the lines; several between the same two records lie side by side."""
    pairs = [(one, other) if one < other else (other, one) for one, other in edges]
    many, met = Counter(pairs), Counter[tuple[str, str]]()
    for number, ((one, other), pair) in enumerate(zip(edges, pairs, strict=True)):
        if one == other:
            continue
        beside = (met[pair] - (many[pair] - 1) / 2) * bend
        met[pair] += 1
        # The side is that of the pair, whichever way an edge points.
        yield _line(
            number, placed[one], placed[other], beside if one < other else -beside
        )


def _line(number: int, one: Placed, other: Placed, beside: float) -> Line:
    across, down = other.x - one.x, other.y - one.y
    far = hypot(across, down) or 1.0
    ux, uy = across / far, down / far
    middle = ((one.x + other.x) / 2, (one.y + other.y) / 2)
    # A quadratic curve passes half as far from the chord as its control point lies.
    bend = (middle[0] - 2 * beside * uy, middle[1] + 2 * beside * ux)
    return Line(
        edge=number,
        start=(one.x + ux * one.radius, one.y + uy * one.radius),
        end=(other.x - ux * other.radius, other.y - uy * other.radius),
        bend=bend if beside else None,
    )
