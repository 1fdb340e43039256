"""The shapes of a network picture, beyond those of a template's."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import cos, pi, sin
from typing import Final

from cselekvo.network.layered import Point
from cselekvo.reports.drawing import INK, PALE, element, number
from cselekvo.reports.templates.canvas import Canvas

_HALO: Final = (
    f'stroke="{PALE}" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke" '
)


class NetworkCanvas(Canvas):
    """A drawing with named groups, curves, signs, and letters no line can hide."""

    @contextmanager
    def moved(self, by: Point) -> Iterator[None]:
        """Draw what follows moved to the right and down."""
        self._parts.append(
            f'<g transform="translate({number(by[0])} {number(by[1])})">'
        )
        yield
        self._parts.append("</g>")

    @contextmanager
    def told(self, words: str) -> Iterator[None]:
        """Draw what follows as one thing, which says what it is when pointed at."""
        self._parts.append(f"<g>{element('title', words)}")
        yield
        self._parts.append("</g>")

    def label(
        self, x: float, y: float, words: str, *, size: float, ink: str = INK
    ) -> None:
        """Write words around a middle, with a rim that parts them from lines."""
        self.written(x, y, words, size=size, anchor="middle", ink=ink)
        self._parts[-1] = self._parts[-1].replace("<text ", f"<text {_HALO}", 1)

    def curve(
        self,
        ends: tuple[Point, Point],
        bend: Point | None,
        *,
        ink: str,
        weight: float,
        dashes: str = "",
    ) -> None:
        """Draw a line, or a curve with a control point."""
        if bend is None:
            self.bent(ends, ink=ink, weight=weight, dashes=dashes)
            return
        (x, y), (to_x, to_y) = ends
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._parts.append(
            f'<path d="M{number(x)} {number(y)}Q{number(bend[0])} {number(bend[1])} '
            f'{number(to_x)} {number(to_y)}" fill="none" stroke="{ink}" '
            f'stroke-width="{number(weight)}"{dashed} stroke-linecap="round"/>'
        )

    def sign(
        self, middle: Point, radius: float, corners: int, *, fill: str, ink: str = INK
    ) -> None:
        """Draw a regular sign with so many corners, one on top; 0: a circle."""
        x, y = middle
        if not corners:
            self._parts.append(
                f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" '
                f'fill="{fill}" stroke="{ink}" stroke-width="1"/>'
            )
            return
        points = [
            (
                x + radius * sin(2 * pi * at / corners),
                y - radius * cos(2 * pi * at / corners),
            )
            for at in range(corners)
        ]
        self.shape(points, fill=fill, ink=ink)
