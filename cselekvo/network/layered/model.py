"""What is laid out, and what comes of it. Lengths are units; y goes down."""

from collections.abc import Mapping

from attrs import frozen

Point = tuple[float, float]


@frozen(kw_only=True)
class Node:
    """A box to be placed.

    Attributes:
        band: Boxes of a lower band stand to the left of those of a higher one, in all
            rows.
        spread: The width at its upper side over which lines arrive; 0: all in the
            middle.
    """

    id: str
    width: float
    height: float
    band: int = 0
    spread: float = 0.0


@frozen(kw_only=True)
class Edge:
    """A line from the lower side of a box to the upper sides of others.

    Attributes:
        label: Width and height of what is written on it.
        back: It leads back, and has no part in the order of the rows. One that closes
            a circle is taken for such a one anyway.
    """

    source: str
    targets: tuple[str, ...]
    label: tuple[float, float] | None = None
    back: bool = False


@frozen(kw_only=True)
class Spacing:
    """The distances that are kept.

    Attributes:
        boxes: Between boxes that stand side by side.
        lines: Between lines that run side by side, and from a line to a box.
        arrow: What a line runs straight before it reaches a box.
        beside: Labels stand beside their lines instead of on them.
        band: From a box to the border of its band.
        level: The boxes of a row begin at one height; else their middles do.
    """

    boxes: float = 18.0
    lines: float = 9.0
    arrow: float = 14.0
    beside: bool = False
    band: float = 12.0
    level: bool = False


@frozen
class Box:
    """Where something stands: its upper left corner, and how large it is."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Return the middle between left and right."""
        return self.x + self.width / 2


@frozen(kw_only=True)
class Route:
    """How a line runs to one of its targets: upright and across, never askew.

    Attributes:
        edge: Which of the edges given.
        back: It was drawn as a way back.
    """

    edge: int
    target: str
    points: tuple[Point, ...]
    back: bool = False


@frozen(kw_only=True)
class Layout:
    """Where everything stands.

    Attributes:
        labels: By the number of their edge.
        bands: Where each band begins and ends, from left to right.
    """

    boxes: Mapping[str, Box]
    labels: Mapping[int, Box]
    routes: tuple[Route, ...]
    width: float
    height: float
    bands: Mapping[int, tuple[float, float]]
