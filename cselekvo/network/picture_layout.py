"""Where the records of a network picture stand: in groups, no label on another.

Each group (a county) is laid out on its own: the record with most neighbours in the
middle, the others, nearest neighbours first, in the free place closest to those they
are joined to. Then the groups are put side by side, those joined most often close to
each other. Every record stands in a row of its group, in a stretch as wide as its
label, so no two labels can meet, whatever they say.

Sizes and places are in the same unit, x to the right, y downward. The same records and
edges always give the same picture; two days look alike when both are laid out at once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import hypot, inf

from attrs import define, evolve, field, frozen

from cselekvo.network.layered import Box, Point
from cselekvo.network.picture_areas import put_together
from cselekvo.network.picture_lines import Line, Placed, lines_of


@frozen(kw_only=True)
class Dot:
    """A record to be placed: a dot with its label below.

    Attributes:
        label: Width and height of the label.
    """

    id: str
    group: str
    label: tuple[float, float]
    radius: float = 6.0


@frozen(kw_only=True)
class PictureSpacing:
    """What is kept free.

    Attributes:
        gap: Between two labels, and between a dot and its label.
        padding: Around the records of a group.
        apart: Between two groups.
        bend: How far two lines between the same records lie apart in their middle.
    """

    gap: float = 8.0
    padding: float = 14.0
    apart: float = 32.0
    bend: float = 16.0


@frozen(kw_only=True)
class Area:
    """A group in the picture; its title stands inside, on top."""

    box: Box
    title: Box


@frozen(kw_only=True)
class Picture:
    """A network laid out; everything lies between (0, 0) and (width, height)."""

    width: float
    height: float
    dots: Mapping[str, Placed]
    areas: Mapping[str, Area]
    lines: tuple[Line, ...]


def picture(
    dots: Sequence[Dot],
    edges: Sequence[tuple[str, str]],
    titles: Mapping[str, tuple[float, float]] | None = None,
    spacing: PictureSpacing | None = None,
) -> Picture:
    """Lay out a network.

    Args:
        dots: Its records; each id once.
        edges: The two ends of each; one from a record to itself has no line.
        titles: Width and height of each group's title; none: no room is kept for it.
        spacing: What is kept free.
    """
    keep = PictureSpacing() if spacing is None else spacing
    heads = {} if titles is None else titles
    by_id = {dot.id: dot for dot in sorted(dots, key=lambda dot: dot.id)}
    near = _neighbours(edges)
    groups: dict[str, list[Dot]] = defaultdict(list)
    for dot in by_id.values():
        groups[dot.group].append(dot)
    inside = {
        group: _group(groups[group], near, heads.get(group, (0.0, 0.0)), keep)
        for group in sorted(groups)
    }
    between: Counter[tuple[str, str]] = Counter()
    for one, other in edges:
        between[by_id[one].group, by_id[other].group] += 1
    sizes = {group: (it.width, it.height) for group, it in inside.items()}
    corners = put_together(sizes, between, keep.apart)
    placed: dict[str, Placed] = {}
    areas: dict[str, Area] = {}
    for group, corner in corners.items():
        found, title = inside[group].dots, inside[group].title
        areas[group] = Area(
            box=Box(*corner, *sizes[group]), title=_moved(title, corner)
        )
        placed |= {id_: _dot_moved(dot, corner) for id_, dot in found.items()}
    return Picture(
        width=max((area.box.right for area in areas.values()), default=0.0),
        height=max((area.box.bottom for area in areas.values()), default=0.0),
        dots={id_: placed[id_] for id_ in by_id},
        areas=areas,
        lines=tuple(lines_of(placed, edges, keep.bend)),
    )


def _neighbours(edges: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    return near


def _moved(box: Box, by: Point) -> Box:
    return evolve(box, x=box.x + by[0], y=box.y + by[1])


def _dot_moved(dot: Placed, by: Point) -> Placed:
    label = _moved(dot.label, by)
    return evolve(dot, x=dot.x + by[0], y=dot.y + by[1], label=label)


@frozen(kw_only=True)
class _Group:
    """A group laid out, its corner at (0, 0)."""

    width: float
    height: float
    title: Box
    dots: Mapping[str, Placed]


def _group(
    dots: Sequence[Dot],
    near: Mapping[str, set[str]],
    title: tuple[float, float],
    keep: PictureSpacing,
) -> _Group:
    """Lay out one group: a dot stands above its label, in the middle of a stretch."""
    radius = max(dot.radius for dot in dots)
    highest = max(dot.label[1] for dot in dots) + 2 * radius + keep.gap
    rows = _Rows(highest + keep.gap)
    wide = {dot.id: max(dot.label[0], 2 * dot.radius) + keep.gap for dot in dots}
    places: dict[str, Point] = {}
    for dot in _in_order(dots, near):
        known = [places[id_] for id_ in sorted(near.get(dot.id, ())) if id_ in places]
        middle = _middle(known) if known else (0.0, 0.0)
        places[dot.id] = rows.put(middle, wide[dot.id])
    left = min(places[id_][0] - wide[id_] / 2 for id_ in places) - keep.padding
    right = max(places[id_][0] + wide[id_] / 2 for id_ in places) + keep.padding
    top = min(y for _, y in places.values()) - keep.padding
    width = max(right - left, title[0] + 2 * keep.padding)
    shift_x = (width - (right - left)) / 2 - left
    shift_y = (title[1] + keep.gap if title[1] else 0.0) - top
    found = {}
    for dot in dots:
        x, y = places[dot.id][0] + shift_x, places[dot.id][1] + shift_y + radius
        label_top = y + dot.radius + keep.gap / 2
        label = Box(x - dot.label[0] / 2, label_top, *dot.label)
        found[dot.id] = Placed(x=x, y=y, radius=dot.radius, label=label)
    bottom = max(y for _, y in places.values()) + shift_y + highest + keep.padding
    head = Box(keep.padding, keep.padding / 2, *title)
    return _Group(width=width, height=bottom, title=head, dots=found)


def _in_order(dots: Sequence[Dot], near: Mapping[str, set[str]]) -> Iterator[Dot]:
    """Yield the record with most neighbours here, then its neighbours, and so on."""
    here = {dot.id: dot for dot in dots}
    joined = {id_: sorted(near.get(id_, set()) & here.keys()) for id_ in here}

    def first(id_: str) -> tuple[int, str]:
        return -len(joined[id_]), id_

    met: set[str] = set()
    for start in sorted(here, key=first):
        waiting = [] if start in met else [start]
        met.add(start)
        for id_ in waiting:
            yield here[id_]
            for other in sorted(joined[id_], key=first):
                if other not in met:
                    met.add(other)
                    waiting.append(other)


def _middle(points: Sequence[Point]) -> Point:
    return (
        sum(x for x, _ in points) / len(points),
        sum(y for _, y in points) / len(points),
    )


@define
class _Rows:
    """Rows of equal height, each with the stretches that are taken, from the left."""

    height: float
    taken: dict[int, list[tuple[float, float]]] = field(factory=dict)

    def put(self, wanted: Point, width: float) -> Point:
        """Take the free stretch that is closest to a point; return its middle."""
        nearest = round(wanted[1] / self.height)
        best: tuple[float, int, float] | None = None
        for step in range(2 * len(self.taken) + 3):
            # The nearest row, then one below, one above, two below and so on.
            row = nearest + (step + 1) // 2 * (1 if step % 2 else -1)
            down = row * self.height - wanted[1]
            if best is not None and abs(down) > best[0] + self.height:
                break
            x = self._free(row, wanted[0], width)
            far = hypot(x - wanted[0], down)
            if best is None or far < best[0] - 1e-9:
                best = far, row, x
        assert best is not None  # noqa: S101 - there is always one more row
        _, row, x = best
        stretches = self.taken.setdefault(row, [])
        stretches.append((x - width / 2, x + width / 2))
        stretches.sort()
        return x, row * self.height

    def _free(self, row: int, wanted: float, width: float) -> float:
        """Return the middle closest to the wanted one around which a row is free."""
        found: list[float] = []
        left = -inf
        for start, end in [*self.taken.get(row, ()), (inf, inf)]:
            if start - left >= width:
                found.append(min(max(wanted, left + width / 2), start - width / 2))
            left = end
        return min(found, key=lambda x: (abs(x - wanted), x))
