"""What records and relations look like in a network picture, and what explains it.

Signs differ by form and lines by their dashes, so that a picture printed in black and
white says the same.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import frozen

from cselekvo.i18n import _
from cselekvo.reports.drawing import BAR, INK, PALE, SOFT
from cselekvo.reports.network.canvas import NetworkCanvas
from cselekvo.reports.network.words import kind_word, relation_word
from cselekvo.reports.templates.canvas import BACK, DASHES, DOTS, PAPER, SMALL
from cselekvo.reports.templates.naming import length_of

#: What is there on one of two days only.
ONLY: Final = BACK
_GONE: Final = "#73818d"
_SIGN: Final = 26.0
_APART: Final = 18.0
ROW: Final = 16.0


@frozen
class Sign:
    """How a record is drawn: its radius, its corners (0: a circle), its filling."""

    radius: float
    corners: int
    fill: str


@frozen
class Stroke:
    """How a relation is drawn."""

    ink: str = SOFT
    weight: float = 0.9
    dashes: str = ""


_SIGNS: Final = {
    "organisation": Sign(5.0, 0, PAPER),
    "roundtable": Sign(9.0, 8, BAR),
    "community": Sign(6.5, 4, "#e3c27a"),
    "person": Sign(7.0, 3, INK),
    "project": Sign(7.0, 6, PALE),
    "programme": Sign(8.0, 6, SOFT),
}
_STROKES: Final = {
    "sits_on": Stroke(),
    "mentors": Stroke(INK, 1.8),
    "leads": Stroke(BAR, 2.4, "7 3"),
    "takes_part_in": Stroke(BAR, 1.0, DASHES),
    "belongs_to": Stroke(SOFT, 1.0, DOTS),
    "partner_of": Stroke(SOFT, 0.6, "8 2 2 2"),
    "represents": Stroke(INK, 0.7),
    "deputises": Stroke(INK, 0.7, DASHES),
}
_OTHER: Final = Sign(4.0, 0, SOFT), Stroke(SOFT, 0.6, "1 2")


def sign_of(kind: str) -> Sign:
    """Return how records of a kind are drawn."""
    return _SIGNS.get(kind, _OTHER[0])


def stroke_of(relation: str) -> Stroke:
    """Return how a relation is drawn."""
    return _STROKES.get(relation, _OTHER[1])


@frozen
class Entry:
    """What is explained, and its sign, drawn from a point on the left."""

    words: str
    draw: Callable[[NetworkCanvas, float, float], None]


def entries(
    kinds: Mapping[str, int], relations: Mapping[str, int], *, compared: bool
) -> list[Entry]:
    """Return what a legend explains: kinds and relations with how many there are.

    Args:
        kinds: How many records of each kind are drawn.
        relations: How many edges of each relation.
        compared: Whether two days stand side by side.
    """
    found = [
        Entry(f"{kind_word(kind)}: {kinds[kind]}", _record(sign_of(kind)))
        for kind in _ordered(kinds, [*_SIGNS])
    ]
    found += [
        Entry(f"{relation_word(word)}: {relations[word]}", _line(stroke_of(word)))
        for word in _ordered(relations, [*_STROKES])
    ]
    if compared:
        only = Stroke(ONLY, 2.0)
        found.append(Entry(_("on this one of the two days only"), _line(only)))
        found.append(Entry(_("joined on the other day only"), _pale))
    return found


def _ordered(counts: Mapping[str, int], order: Sequence[str]) -> list[str]:
    """Return the words in their usual order, others behind by name."""
    last = len(order)
    return sorted(
        counts, key=lambda word: (order.index(word) if word in order else last, word)
    )


def draw_entries(
    canvas: NetworkCanvas, told: Sequence[Entry], corner: tuple[float, float],
    width: float,
) -> float:  # fmt: skip
    """Draw a legend in rows of a width; return where it ends, downward."""
    left, y = corner
    x = left
    for entry in told:
        wide = _SIGN + length_of(entry.words, SMALL)
        if x > left and x + wide > left + width:
            x, y = left, y + ROW
        entry.draw(canvas, x, y)
        canvas.written(x + _SIGN, y + SMALL * 0.34, entry.words, size=SMALL)
        x += wide + _APART
    return y + ROW


def _record(sign: Sign) -> Callable[[NetworkCanvas, float, float], None]:
    def draw(canvas: NetworkCanvas, x: float, y: float) -> None:
        radius = min(sign.radius, 6.0)
        canvas.sign((x + _SIGN / 2, y), radius, sign.corners, fill=sign.fill)

    return draw


def _line(stroke: Stroke) -> Callable[[NetworkCanvas, float, float], None]:
    def draw(canvas: NetworkCanvas, x: float, y: float) -> None:
        ends = (x + 2, y), (x + _SIGN - 5, y)
        canvas.curve(
            ends, None, ink=stroke.ink, weight=stroke.weight, dashes=stroke.dashes
        )

    return draw


def _pale(canvas: NetworkCanvas, x: float, y: float) -> None:
    canvas.sign((x + _SIGN / 2, y), 5.0, 0, fill=PAPER, ink=_GONE)


def pale() -> str:
    """Return the ink of what is there on the other day only."""
    return _GONE
