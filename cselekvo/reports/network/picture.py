"""The picture of a network: records by county, who is joined to whom, what it means.

Two days stand side by side with every record in the same place, so that what is gone
and what is new can be seen at a glance.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import define, frozen

from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.network.build import Graph, kinds_of
from cselekvo.network.cut import gathered
from cselekvo.network.layered import Point
from cselekvo.network.picture_layout import Dot, Picture, picture
from cselekvo.reports.drawing import INK, LINE, PALE, SIZE, SOFT
from cselekvo.reports.network.canvas import NetworkCanvas
from cselekvo.reports.network.curves import bends
from cselekvo.reports.network.names import Known
from cselekvo.reports.network.signs import (
    ONLY,
    draw_entries,
    entries,
    pale,
    sign_of,
    stroke_of,
)
from cselekvo.reports.network.words import kind_word
from cselekvo.reports.templates.naming import length_of, wrapped

MARGIN: Final = 14.0
NARROWEST: Final = 480.0
_BETWEEN: Final = 40.0  #: between the pictures of two days
_TITLE: Final = 15.0
_LABEL: Final = 8.0
_LEADING: Final = 1.2
_WIDE: Final = 104.0
_LINES: Final = 3
_Edge = tuple[str, str, str]  # source, target, relation


@frozen(kw_only=True)
class Shown:
    """A network on a day."""

    on: date
    graph: Graph

    def edges(self) -> list[_Edge]:
        """Return what is joined, sorted; several facts that say the same are one."""
        every = self.graph.edges(data="relation", default="")
        return sorted({(source, target, word) for source, target, word in every})


@frozen(kw_only=True)
class NetworkPicture:
    """A picture with what it says in words, for who cannot see it."""

    svg: str
    text: str
    records: int
    ties: int


def network_picture(title: str, days: Sequence[Shown], known: Known) -> NetworkPicture:
    """Draw a network on one day, or on two of them side by side.

    Args:
        title: What is drawn.
        days: The network on each day.
        known: What its records are called, and where they lie.
    """
    painting = _Painting(title=title, days=days, known=known)
    return painting.made()


@define(eq=False)
class _Painting:
    """A picture that is being drawn."""

    title: str
    days: Sequence[Shown]
    known: Known

    def made(self) -> NetworkPicture:
        """Lay out all days at once, and draw each."""
        kinds = {
            id_: kind for day in self.days for id_, kind in kinds_of(day.graph).items()
        }
        edges = sorted({edge for day in self.days for edge in day.edges()})
        groups = self._groups()
        names = {id_: self.known.full(id_) for id_ in kinds}
        labels = {id_: _label(self.known.name(id_)) for id_ in kinds}
        dots = [
            Dot(
                id=id_,
                group=groups.get(id_, ""),
                label=_size(labels[id_]),
                radius=sign_of(kind).radius,
            )
            for id_, kind in kinds.items()
        ]
        heads = {
            group: (length_of(self._head(group), bold=True), SIZE * 1.3)
            for group in {dot.group for dot in dots}
        }
        laid = picture(dots, [(one, other) for one, other, _word in edges], heads)
        text = self._text(kinds, groups)
        across = len(self.days) * (laid.width + _BETWEEN) - _BETWEEN
        canvas = NetworkCanvas(max(across, NARROWEST) + 2 * MARGIN, self.title, text)
        height = self._drawn(
            canvas, laid, _Drawn(kinds, names, labels, edges, bends(laid))
        )
        return NetworkPicture(
            svg=canvas.svg(height, scale=1.0),
            text=text,
            records=len(kinds),
            ties=len(edges),
        )

    def _groups(self) -> dict[str, str]:
        """Return the county of each record; the later day has the last word."""
        found: dict[str, str] = {}
        for day in self.days:
            found |= gathered(day.graph, self.known.counties)
        return found

    def _head(self, group: str) -> str:
        return self.known.name(group) if group else _("In no county")

    def _drawn(self, canvas: NetworkCanvas, laid: Picture, what: "_Drawn") -> float:
        """Draw heading, days and legend; return how far down they reach."""
        canvas.written(MARGIN, MARGIN + _TITLE, self.title, size=_TITLE, bold=True)
        top = MARGIN + 2 * _TITLE + SIZE
        for place, day in enumerate(self.days):
            left = MARGIN + place * (laid.width + _BETWEEN)
            words = short_day(day.on, current())
            canvas.written(left, top - SIZE * 0.6, words, bold=True, ink=SOFT)
            others = [one for one in self.days if one is not day]
            with canvas.moved((left, top)):
                _draw_areas(canvas, laid, self._head)
                _draw_day(canvas, laid, what, day, others)
        bottom = top + laid.height + 1.5 * SIZE
        counts = Counter(what.kinds.values())
        ties = Counter(word for _one, _other, word in what.edges)
        told = entries(counts, ties, compared=len(self.days) > 1)
        width = canvas.width - 2 * MARGIN
        return draw_entries(canvas, told, (MARGIN, bottom), width) + MARGIN / 2

    def _text(self, kinds: Mapping[str, str], groups: Mapping[str, str]) -> str:
        counts = Counter(kinds.values())
        listed = ", ".join(f"{kind_word(one)}: {counts[one]}" for one in sorted(counts))
        days = ", ".join(short_day(day.on, current()) for day in self.days)
        counties = Counter(self._head(groups.get(id_, "")) for id_ in kinds)
        where = ", ".join(f"{one}: {counties[one]}" for one in sorted(counties))
        text = _("Day: %(days)s[[; %(listed)s]][[. By county: %(where)s]]")
        return fill(text, {"days": days, "listed": listed, "where": where})


@frozen
class _Drawn:
    """What is drawn on all days together."""

    kinds: Mapping[str, str]
    names: Mapping[str, str]
    labels: Mapping[str, list[str]]
    edges: Sequence[_Edge]
    bends: Mapping[int, Point | None]


def _label(name: str) -> list[str]:
    lines = wrapped(name, _WIDE, _LABEL)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]}…"]
    return lines


def _size(lines: Sequence[str]) -> tuple[float, float]:
    wide = max((length_of(line, _LABEL) for line in lines), default=0.0)
    return wide, len(lines) * _LABEL * _LEADING


def _draw_areas(
    canvas: NetworkCanvas, laid: Picture, head: Callable[[str], str]
) -> None:
    for group, area in laid.areas.items():
        box, title = area.box, area.title
        canvas.box((box.x, box.y), (box.width, box.height), fill=PALE, ink=LINE)
        canvas.written(title.x, title.y + SIZE, head(group), bold=True)


def _draw_day(
    canvas: NetworkCanvas,
    laid: Picture,
    what: _Drawn,
    day: Shown,
    others: Sequence[Shown],
) -> None:
    """Draw the lines of a day, and above them its records."""
    here = {*day.edges()}
    elsewhere = {edge for other in others for edge in other.edges()}
    for line in laid.lines:
        edge = what.edges[line.edge]
        if edge not in here:
            continue
        stroke = stroke_of(edge[2])
        is_only = bool(others) and edge not in elsewhere
        canvas.curve(
            (line.start, line.end),
            what.bends[line.edge],
            ink=ONLY if is_only else stroke.ink,
            weight=stroke.weight + 1 if is_only else stroke.weight,
            dashes=stroke.dashes,
        )
    joined = {end for one, other, _word in here for end in (one, other)}
    joined_then = {end for one, other, _word in elsewhere for end in (one, other)}
    for id_, dot in laid.dots.items():
        is_pale = id_ not in day.graph or (id_ in joined_then and id_ not in joined)
        sign, ink = sign_of(what.kinds[id_]), pale() if is_pale else INK
        with canvas.told(what.names[id_]):
            fill_ = PALE if is_pale else sign.fill
            canvas.sign((dot.x, dot.y), dot.radius, sign.corners, fill=fill_, ink=ink)
            for row, words in enumerate(what.labels[id_]):
                y = dot.label.y + (row + 0.85) * _LABEL * _LEADING
                x = dot.label.x + dot.label.width / 2
                canvas.label(x, y, words, size=_LABEL, ink=ink)
