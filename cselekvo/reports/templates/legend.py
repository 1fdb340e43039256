"""What the colours and signs of a picture of a template mean."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from cselekvo.domain.template import Opens, Template
from cselekvo.i18n import _
from cselekvo.reports.drawing import INK, SOFT
from cselekvo.reports.templates.canvas import (
    BACK,
    DASHES,
    DOTS,
    PAPER,
    SMALL,
    WRONG,
    Canvas,
)
from cselekvo.reports.templates.card import waits_for_several
from cselekvo.reports.templates.fault import Told
from cselekvo.reports.templates.naming import Naming, length_of

_SIGN = 22.0
_APART = 16.0
ROW = 15.0


@frozen
class Entry:
    """A sign, drawn with its middle on the left at a point, and what it means."""

    words: str
    draw: Callable[[Canvas, float, float], None]


def entries(
    template: Template, colours: Mapping[str, str], naming: Naming, told: Told
) -> tuple[list[Entry], list[Entry]]:
    """Return what there is to explain: roles, and signs.

    Args:
        template: Whose.
        colours: Of the roles.
        naming: What they are called.
        told: The story of a fault, if one is drawn.
    """
    roles = [
        Entry(naming.role(role), _swatch(colour)) for role, colour in colours.items()
    ]
    opens = set(waits_for_several(template).values())
    ways = [way for stage in template.stages for way in stage.ways]
    known = [
        (any(way.outcome for way in ways), _("choice: one of the ways"), _choice),
        (any(len(way.stages) > 1 for way in ways), _("all ways at once"), _fork),
        (Opens.ALL in opens, _("waits for all ways"), _join),
        (Opens.ANY in opens, _("opens on any way"), _ring),
        (any(way.rework for way in ways), _("way back"), _back),
        (any(stage.duration for stage in template.stages), _("typical time"), _days),
        (bool(told.ways), _("the way to the fault"), _story),
        (bool(told.missing), _("a way that will not come"), _missing),
    ]
    return roles, [Entry(words, draw) for there, words, draw in known if there]


def draw_entries(
    canvas: Canvas, entries_: Sequence[Entry], left: float, top: float, right: float
) -> float:
    """Draw entries in rows; return where they end."""
    x, y = left, top + ROW / 2
    for entry in entries_:
        wide = _SIGN + length_of(entry.words, SMALL)
        if x > left and x + wide > right:
            x, y = left, y + ROW
        entry.draw(canvas, x, y)
        canvas.written(x + _SIGN, y + SMALL * 0.35, entry.words, size=SMALL, ink=SOFT)
        x += wide + _APART
    return y + ROW / 2 if entries_ else top


def _swatch(colour: str) -> Callable[[Canvas, float, float], None]:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.box((x + 4, y - 5), (12, 10), fill=colour, ink="", rounded=2)

    return draw


def _choice(canvas: Canvas, x: float, y: float) -> None:
    points = [(x + 10, y - 6), (x + 19, y), (x + 10, y + 6), (x + 1, y)]
    canvas.shape(points, fill=PAPER, ink=INK)


def _fork(canvas: Canvas, x: float, y: float) -> None:
    canvas.box((x + 1, y - 4), (18, 3), fill=INK, ink="", rounded=1)
    for at in (4.0, 10.0, 16.0):
        canvas.bent([(x + at, y - 1), (x + at, y + 5)])


def _join(canvas: Canvas, x: float, y: float) -> None:
    canvas.box((x + 1, y + 1), (18, 3), fill=INK, ink="", rounded=1)
    for at in (4.0, 10.0, 16.0):
        canvas.bent([(x + at, y - 5), (x + at, y + 1)])


def _ring(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x + 10, y, 4)


def _back(canvas: Canvas, x: float, y: float) -> None:
    canvas.bent([(x, y), (x + 19, y)], ink=BACK, dashes=DASHES)


def _days(canvas: Canvas, x: float, y: float) -> None:
    words = _("days")
    canvas.written(x + 19, y + SMALL * 0.35, words, size=SMALL, anchor="end")


def _story(canvas: Canvas, x: float, y: float) -> None:
    canvas.bent([(x, y), (x + 19, y)], ink=WRONG, weight=2.6)


def _missing(canvas: Canvas, x: float, y: float) -> None:
    canvas.bent([(x, y), (x + 19, y)], ink=WRONG, weight=1.4, dashes=DOTS)
