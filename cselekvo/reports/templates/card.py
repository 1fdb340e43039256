"""The card of a stage: title, whose turn it is, how long it takes, how it stands."""

from typing import Final

from attrs import frozen

from cselekvo.domain.template import Opens, Stage, Template
from cselekvo.i18n import _, current, fill
from cselekvo.reports.drawing import INK, SIZE, SOFT
from cselekvo.reports.templates.canvas import DASHES, PAPER, SMALL, WRONG, Canvas, Point
from cselekvo.reports.templates.marks import MarkState, StageMark, mark_words
from cselekvo.reports.templates.naming import Naming, length_of, wrapped

#: The colours of roles; text says the same.
COLOURS: Final = (
    "#2f6690", "#b5541c", "#3c7a3c", "#87469a", "#a8324a", "#6b6a1c", "#1d7878",
    "#5357a6", "#8a5a2e", "#4d5963", "#ad3f7c", "#2c7fb0",
)  # fmt: skip
STRIP: Final = 7.0
_PAD: Final = 6.0
_TITLE_LINE: Final = 13.0
_SMALL_LINE: Final = 11.5
#: The widths that are tried; the first in which the longest word of a title has room.
_WIDTHS: Final = (140.0, 155.0, 170.0, 190.0, 210.0)
_SIGN: Final = 12.0
#: How high what stands on a card, and what hangs below it, is.
BAR: Final = 4.0
ABOVE: Final = 10.0
DIAMOND: Final = 18.0
FORK: Final = 9.0
FILLS: Final = {
    MarkState.DONE: "#e3e9ee",
    MarkState.SKIPPED: "#f3f3f0",
    MarkState.LATE: "#fdeeee",
    MarkState.OPEN: "#eef6ff",
    MarkState.BROKEN_OFF: "#f3f3f0",
}


@frozen(kw_only=True)
class Look:
    """What is told on a card beside the stage itself.

    Attributes:
        joins: It waits for several ways, or opens on any of several.
        forks: Several ways are gone from it at once.
        step: Its place in the story of a fault.
        wrong: What is wrong with it, in words.
    """

    mark: StageMark | None = None
    joins: bool = False
    forks: bool = False
    step: str = ""
    wrong: str = ""


@frozen(kw_only=True)
class Card:
    """A stage as it is drawn, its texts in lines."""

    stage: Stage
    width: float
    title: tuple[str, ...]
    role: tuple[str, ...]
    days: str
    colour: str
    state: tuple[str, ...]
    look: Look

    @property
    def days_apart(self) -> bool:
        """Return whether the days do not fit beside the last line of the role."""
        last = self.role[-1] if self.role else ""
        used = length_of(last, SMALL) + length_of(self.days, SMALL) + _PAD
        return bool(self.days and self.role) and used > inner(self.width)

    @property
    def box_height(self) -> float:
        """Return how high the box itself is."""
        small = len(self.role) + len(self.state)
        small += int(self.days_apart or bool(self.days and not self.role))
        return 2 * _PAD + _TITLE_LINE * len(self.title) + _SMALL_LINE * small - 2

    @property
    def above(self) -> float:
        """Return how high the bar or ring on it is."""
        return ABOVE if self.look.joins else 0.0

    @property
    def below(self) -> float:
        """Return how far what hangs below it reaches."""
        if self.stage.is_choice:
            return DIAMOND
        return FORK if self.look.forks else 0.0

    @property
    def height(self) -> float:
        """Return how high all of it is."""
        return self.above + self.box_height + self.below


def inner(width: float) -> float:
    """Return how wide the text of a card may be."""
    return width - STRIP - 2 * _PAD


def card_widths(template: Template) -> list[float]:
    """Return widths in which every word of a title has room, if it is no giant."""
    words = (
        word
        for stage in template.stages
        for word in stage.title.word(current()).split()
    )
    longest = max((length_of(word, bold=True) for word in words), default=0.0)
    return [one for one in _WIDTHS if inner(one) > longest] or [_WIDTHS[-1]]


def days_words(stage: Stage) -> str:
    """Return how long a stage typically takes."""
    if stage.duration is None:
        return ""
    days = stage.duration.typical
    return _("1 day") if days == 1 else fill(_("%(days)s days"), {"days": days})


def card_of(
    stage: Stage, width: float, naming: Naming, colour: str, look: Look
) -> Card:
    """Return the card of a stage."""
    state = look.wrong or ("" if look.mark is None else mark_words(look.mark))
    return Card(
        stage=stage,
        width=width,
        title=tuple(wrapped(stage.title.word(current()), inner(width), bold=True)),
        role=tuple(wrapped(naming.role(stage.responsible), inner(width), SMALL)),
        days=days_words(stage),
        colour=colour,
        state=tuple(wrapped(state, inner(width) - _SIGN, SMALL, bold=True)),
        look=look,
    )


def draw_card(canvas: Canvas, card: Card, corner: Point) -> None:
    """Draw a card, its upper left corner at a point."""
    x, y = corner
    state = card.look.mark.state if card.look.mark is not None else None
    wrong = bool(card.look.wrong) or state is MarkState.LATE
    ink = WRONG if wrong else INK
    size = (card.width, card.box_height)
    fill = PAPER if state is None else FILLS.get(state, PAPER)
    dashes = DASHES if state is MarkState.SKIPPED else ""
    weight = 2.4 if wrong or state is MarkState.OPEN else 1.0
    canvas.box(corner, size, fill=fill, ink=ink, weight=weight, dashes=dashes)
    canvas.box(
        (x + 1.5, y + 1.5), (STRIP, card.box_height - 3), fill=card.colour, ink="",
        rounded=2.5,
    )  # fmt: skip
    left, base = x + STRIP + _PAD, y + _PAD + SIZE * 0.82
    for line in card.title:
        canvas.written(left, base, line, bold=True)
        base += _TITLE_LINE
    base = _small_lines(canvas, card, left, base - 1)
    sign = "wrong" if card.look.wrong or state is None else state.value
    for place, line in enumerate(card.state):
        if not place:
            draw_sign(canvas, sign, (left, base - SMALL * 0.72))
        canvas.written(left + _SIGN, base, line, size=SMALL, ink=ink, bold=True)
        base += _SMALL_LINE
    if card.look.step:
        _step(canvas, card.look.step, (x + card.width - 2, y + 2))


def _small_lines(canvas: Canvas, card: Card, left: float, base: float) -> float:
    """Write whose turn it is and how long it takes; return the next line."""
    right = left + inner(card.width)
    for line in card.role:
        canvas.written(left, base, line, size=SMALL, ink=SOFT)
        base += _SMALL_LINE
    if not card.days:
        return base
    if card.role and not card.days_apart:
        base -= _SMALL_LINE
    at, anchor = (right, "end") if card.role else (left, "start")
    canvas.written(at, base, card.days, size=SMALL, ink=INK, anchor=anchor)
    return base + _SMALL_LINE


def _step(canvas: Canvas, step: str, point: Point) -> None:
    """Draw the place of a stage in a story as a numbered dot."""
    width = length_of(step, SMALL, bold=True) + 8
    x, y = point[0] - width / 2, point[1] - 7
    canvas.box((x, y), (width, 14), fill=WRONG, ink=PAPER, rounded=7)
    middle, base = x + width / 2, y + 10.2
    canvas.written(
        middle, base, step, size=SMALL, anchor="middle", ink=PAPER, bold=True
    )


def draw_sign(canvas: Canvas, sign: str, corner: Point) -> None:
    """Draw the sign of how a stage stands, 8 by 8, its upper left corner at a point."""
    x, y = corner
    if sign == "done":
        canvas.strokes([(x, y + 4), (x + 3, y + 7), (x + 8, y)])
    elif sign == "open":
        canvas.shape([(x + 1, y), (x + 8, y + 4), (x + 1, y + 8)], fill=INK)
    elif sign == "skipped":
        canvas.strokes(
            [(x, y + 1), (x + 3, y + 4), (x, y + 7)],
            [(x + 4, y + 1), (x + 7, y + 4), (x + 4, y + 7)],
        )
    elif sign == "late":
        canvas.shape([(x + 4, y - 0.5), (x + 8.5, y + 8), (x - 0.5, y + 8)], fill=WRONG)
        canvas.strokes([(x + 4, y + 3), (x + 4, y + 4.6)], ink=PAPER)
    elif sign == "waiting":
        canvas.strokes([(x + 2, y), (x + 2, y + 8)], [(x + 6, y), (x + 6, y + 8)])
    elif sign == "not_reached":
        canvas.circle(x + 4, y + 4, 3.4)
    elif sign == "passed_by":
        canvas.strokes([(x, y + 4), (x + 8, y + 4)])
    elif sign == "broken_off":
        canvas.strokes(
            [(x + 1, y + 1), (x + 7, y + 7)], [(x + 7, y + 1), (x + 1, y + 7)]
        )
    else:
        canvas.strokes([(x, y), (x + 8, y + 8)], [(x + 8, y), (x, y + 8)], ink=WRONG)


def waits_for_several(template: Template) -> dict[str, Opens]:
    """Return the stages to which several ways lead on, and on what they open."""
    ways: dict[str, set[tuple[str, str]]] = {}
    for stage, way, target in template.ways():
        if not way.rework:
            ways.setdefault(target, set()).add((stage.id, way.outcome))
    return {
        stage.id: stage.opens
        for stage in template.stages
        if len(ways.get(stage.id, ())) > 1
    }
