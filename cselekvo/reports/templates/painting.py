"""Drawing a template that is laid out: lines, outcomes, cards, explanations."""

from collections.abc import Mapping
from typing import Final

from attrs import define, field, frozen

from cselekvo.domain.template import Opens, Template
from cselekvo.i18n import _, current, fill
from cselekvo.network.layered import Box, Route
from cselekvo.reports.drawing import INK, SOFT
from cselekvo.reports.templates.canvas import (
    BACK,
    DASHES,
    DOTS,
    PAPER,
    SMALL,
    WRONG,
    Canvas,
    Point,
)
from cselekvo.reports.templates.card import (
    ABOVE,
    BAR,
    DIAMOND,
    FORK,
    Card,
    draw_card,
)
from cselekvo.reports.templates.fault import Told
from cselekvo.reports.templates.graph import (
    PILL,
    PILL_FORK,
    START,
    Graph,
    Line,
    stage_box,
)
from cselekvo.reports.templates.legend import ROW, draw_entries, entries
from cselekvo.reports.templates.naming import Naming, wrapped

MARGIN: Final = 12.0
NARROWEST: Final = 420.0
_TITLE: Final = 14.0


@frozen
class _Ink:
    """How a line is drawn."""

    ink: str
    weight: float = 1.1
    dashes: str = ""


@frozen(kw_only=True)
class Heading:
    """What stands above a picture."""

    title: str
    line: str


def heading_of(template: Template) -> Heading:
    """Return what stands above the picture of a template: its name and version."""
    values = {"id": template.id, "version": template.version}
    line = fill(_("%(id)s, version %(version)s"), values)
    return Heading(title=template.title.word(current()), line=line)


@define(eq=False)
class Painting:
    """The parts of a picture, each drawn where the layout has it."""

    template: Template
    cards: Mapping[str, Card]
    graph: Graph
    told: Told
    several: Mapping[str, Opens]
    heading: Heading
    canvas: Canvas = field(init=False)
    left: float = 0.0
    top: float = 0.0

    def svg(self, text: str, colours: dict[str, str], naming: Naming) -> str:
        """Return the drawing."""
        layout = self.graph.layout
        width = max(layout.width, NARROWEST) + 2 * MARGIN
        self.canvas = Canvas(width, self.heading.title, text)
        self.left = (width - layout.width) / 2
        self.top = self.headed(width) + 8
        self.lines()
        for line, box in self.pills():
            self.pill(line, box)
        self.stages()
        self.begin_and_ends()
        bottom = self.top + layout.height + 16
        for some in entries(self.template, colours, naming, self.told):
            bottom = draw_entries(self.canvas, some, MARGIN, bottom, width - MARGIN)
        return self.canvas.svg(bottom + MARGIN - ROW / 3, scale=1.25)

    def headed(self, width: float) -> float:
        """Write what it is a picture of; return where that ends."""
        base, room = MARGIN + _TITLE * 0.8, width - 2 * MARGIN
        for line in wrapped(self.heading.title, room, _TITLE, bold=True):
            self.canvas.written(MARGIN, base, line, size=_TITLE, bold=True)
            base += _TITLE * 1.25
        for line in wrapped(self.heading.line, room, SMALL):
            self.canvas.written(MARGIN, base, line, size=SMALL, ink=SOFT)
            base += SMALL * 1.3
        return base - SMALL * 1.3 + 4

    def at(self, point: Point) -> Point:
        """Return where a point of the layout lies in the drawing."""
        return (point[0] + self.left, point[1] + self.top)

    def lines(self) -> None:
        """Draw the lines, those of a story above the others, then their arrows."""
        drawn = [
            (self.ink(route), self.points(route)) for route in self.graph.layout.routes
        ]
        for look, points in sorted(drawn, key=lambda one: one[0].weight):
            self.canvas.bent(
                points, ink=look.ink, weight=look.weight, dashes=look.dashes
            )
        for look, points in drawn:
            self.canvas.arrow(points[-1], ink=look.ink)

    def points(self, route: Route) -> list[Point]:
        """Return how a line runs; a way back goes past the bar to the card."""
        points = [self.at(one) for one in route.points]
        id_ = route.target.removeprefix("stage ")
        if route.back and self.several.get(id_) is Opens.ALL:
            points[-1] = (points[-1][0], points[-1][1] + ABOVE)
        return points

    def ink(self, route: Route) -> _Ink:
        """Return how a line is drawn: on, back, or as part of a story."""
        line = self.graph.lines[route.edge]
        dashes = DASHES if route.back else ""
        target = route.target.removeprefix("stage ")
        way = None
        if line.stage is not None and line.way is not None:
            way = (line.stage.id, line.way.outcome, target)
        if way is None and self.told.ways:
            return _Ink(WRONG, 2.6)
        if way in self.told.missing:
            return _Ink(WRONG, 1.4, DOTS)
        if way in self.told.ways:
            return _Ink(WRONG, 2.6, "7 3" if route.back else "")
        return _Ink(BACK if route.back else INK, 1.1, dashes)

    def pills(self) -> list[tuple[Line, Box]]:
        """Return the outcomes with where they stand."""
        return [
            (self.graph.lines[number], box)
            for number, box in self.graph.layout.labels.items()
        ]

    def pill(self, line: Line, box: Box) -> None:
        """Draw the name of an outcome on its way."""
        x, y = self.at((box.x, box.y))
        back = line.way is not None and line.way.rework
        ink, dashes = (BACK, DASHES) if back else (INK, "")
        self.canvas.box(
            (x, y), (box.width, PILL), ink=ink, dashes=dashes, weight=0.8, rounded=7.5
        )
        middle, base = x + box.width / 2, y + PILL / 2 + SMALL * 0.34
        self.canvas.written(
            middle, base, line.words, size=SMALL, anchor="middle", ink=ink
        )
        if box.height > PILL:
            bar = (middle - 15, y + PILL + PILL_FORK - BAR)
            self.canvas.box(bar, (30, BAR), fill=INK, ink="", rounded=1)

    def stages(self) -> None:
        """Draw the cards, and what stands on them and hangs below."""
        for id_, card in self.cards.items():
            box = self.graph.layout.boxes[stage_box(id_)]
            x, y = self.at((box.x, box.y))
            middle, low = x + box.width / 2, y + card.above + card.box_height
            if card.look.joins:
                self.joined(id_, (x, y), box)
            draw_card(self.canvas, card, (x, y + card.above))
            if card.stage.is_choice:
                self.diamond(middle, low)
            elif card.look.forks:
                self.canvas.bent([(middle, low), (middle, low + FORK - BAR)])
                bar = (middle - 22, low + FORK - BAR)
                self.canvas.box(bar, (44, BAR), fill=INK, ink="", rounded=1)

    def diamond(self, middle: float, low: float) -> None:
        """Draw the sign of a choice below a card."""
        half, centre = DIAMOND / 2, low + DIAMOND / 2
        self.canvas.shape(
            [
                (middle, low),
                (middle + half * 1.3, centre),
                (middle, low + DIAMOND),
                (middle - half * 1.3, centre),
            ],
            fill=PAPER,
            ink=INK,
        )

    def joined(self, id_: str, corner: Point, box: Box) -> None:
        """Draw a bar over the ways that a stage waits for, or a ring."""
        if self.several[id_] is Opens.ANY:
            middle = corner[0] + box.width / 2
            self.canvas.circle(middle, corner[1] + ABOVE / 2, ABOVE / 2 - 0.5)
            return
        ends = [
            self.at(route.points[-1])[0]
            for route in self.graph.layout.routes
            if route.target == stage_box(id_) and not route.back
        ]
        first, last = min(ends) - 5, max(ends) + 5
        self.canvas.box(
            (first, corner[1]), (last - first, BAR), fill=INK, ink="", rounded=1
        )
        middle = min(max(corner[0] + box.width / 2, first), last)
        self.canvas.bent([(middle, corner[1] + BAR), (middle, corner[1] + ABOVE)])

    def begin_and_ends(self) -> None:
        """Draw the marks where it begins and where it ends, with a word beside."""
        for id_ in (START, *self.graph.ends):
            box = self.graph.layout.boxes[id_]
            x, y = self.at((box.middle, box.y + box.height / 2))
            begin = id_ == START
            self.canvas.circle(
                x, y, 6, fill=INK if begin else PAPER, weight=1 if begin else 2.6
            )
