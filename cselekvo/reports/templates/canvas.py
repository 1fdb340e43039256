"""The shapes that a picture of a template is made of, beyond those of all drawings."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist
from typing import Final

from cselekvo.reports.drawing import INK, SIZE, Drawing, number

SMALL: Final = 9.0
PAPER: Final = "#ffffff"
BACK: Final = "#7a3d00"
WRONG: Final = "#a3151f"
DASHES: Final = "4 3"
DOTS: Final = "1.5 4"
_ROUND: Final = 5.0
_ARROW: Final = 6.0
Point = tuple[float, float]


class Canvas(Drawing):
    """A drawing with boxes, bent lines, arrows and texts of any size."""

    def written(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        anchor: str = "start",
        ink: str = INK,
        bold: bool = False,
    ) -> None:
        """Write words in letters of a size; else as `text`."""
        self.text(x, y, words, anchor=anchor, ink=ink, bold=bold)
        if size != SIZE:
            sized = self._parts[-1].replace("<text ", f'<text font-size="{size:g}" ', 1)
            self._parts[-1] = sized

    def box(
        self,
        corner: Point,
        size: Point,
        *,
        fill: str = PAPER,
        ink: str = INK,
        weight: float = 1.0,
        dashes: str = "",
        rounded: float = 4.0,
    ) -> None:
        """Draw a box; an empty ink leaves its border away."""
        (x, y), (width, height) = corner, size
        border = _stroke(ink, weight, dashes) if ink else ""
        self._parts.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}" rx="{number(rounded)}" fill="{fill}"{border}/>'
        )

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = PAPER, weight: float = 1
    ) -> None:
        """Draw a circle."""
        self._parts.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" '
            f'fill="{fill}"{_stroke(INK, weight, "")}/>'
        )

    def shape(self, points: Sequence[Point], *, fill: str, ink: str = "") -> None:
        """Fill what straight lines from point to point enclose."""
        border = _stroke(ink, 1.0, "") if ink else ""
        listed = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self._parts.append(f'<polygon points="{listed}" fill="{fill}"{border}/>')

    def bent(
        self,
        points: Sequence[Point],
        *,
        ink: str = INK,
        weight: float = 1.1,
        dashes: str = "",
    ) -> None:
        """Draw a line along points, its corners rounded."""
        path = f"M{_at(points[0])}"
        for before, corner, after in zip(points, points[1:], points[2:], strict=False):
            radius = min(_ROUND, dist(before, corner) / 2, dist(corner, after) / 2)
            begin, end = _toward(corner, before, radius), _toward(corner, after, radius)
            path += f"L{_at(begin)}Q{_at(corner)} {_at(end)}"
        path += f"L{_at(points[-1])}"
        self._parts.append(
            f'<path d="{path}" fill="none"{_stroke(ink, weight, dashes)} '
            'stroke-linecap="round"/>'
        )

    def arrow(self, point: Point, *, ink: str = INK) -> None:
        """Draw the head of an arrow that comes from above."""
        x, y = point
        half = _ARROW * 0.55
        self.shape([(x, y), (x - half, y - _ARROW), (x + half, y - _ARROW)], fill=ink)

    def strokes(self, *lines: Sequence[Point], ink: str = INK) -> None:
        """Draw thin strokes, as of a sign."""
        for line in lines:
            for here, there in pairwise(line):
                self.bent([here, there], ink=ink, weight=1.4)


def _stroke(ink: str, weight: float, dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f' stroke="{ink}" stroke-width="{number(weight)}"{dashed}'


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _toward(corner: Point, other: Point, length: float) -> Point:
    whole = dist(corner, other)
    if not whole:
        return corner
    share = length / whole
    return (
        corner[0] + (other[0] - corner[0]) * share,
        corner[1] + (other[1] - corner[1]) * share,
    )
