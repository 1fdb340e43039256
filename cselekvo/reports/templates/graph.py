"""A template as boxes and lines: its stages, where it begins and where it ends."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from cselekvo.domain.template import Opens, Stage, Template, Way
from cselekvo.network.layered import Edge, Layout, Node, Spacing, layered
from cselekvo.reports.templates.canvas import SMALL
from cselekvo.reports.templates.card import Card, waits_for_several
from cselekvo.reports.templates.naming import Naming, cut, length_of

START: Final = "start"
MARK: Final = 14.0
PILL: Final = 15.0
#: What hangs below a pill whose outcome leads to several stages.
PILL_FORK: Final = 8.0
_LETTERS: Final = 32
#: The parts of a card over which lines arrive: one, or several that meet.
_ALONE, _MEETING = 0.6, 0.92
_SPACING: Final = Spacing(boxes=20, lines=9, arrow=14, level=True)


@frozen(kw_only=True)
class Line:
    """A way as it is drawn; no way: the line from the mark where it begins.

    Attributes:
        words: Its outcome in words.
    """

    stage: Stage | None = None
    way: Way | None = None
    words: str = ""


@frozen(kw_only=True)
class Graph:
    """A template laid out: where its cards, marks and lines stand."""

    lines: tuple[Line, ...]
    ends: tuple[str, ...]
    layout: Layout


def stage_box(stage: str) -> str:
    """Return the name of a stage's box."""
    return f"stage {stage}"


def graph_of(template: Template, cards: Mapping[str, Card], naming: Naming) -> Graph:
    """Return a template laid out with its cards."""
    several = waits_for_several(template)
    nodes = [Node(id=START, width=MARK, height=MARK)]
    for id_, card in cards.items():
        share = _MEETING if id_ in several else _ALONE
        spread = 0.0 if several.get(id_) is Opens.ANY else card.width * share
        nodes.append(
            Node(id=stage_box(id_), width=card.width, height=card.height, spread=spread)
        )
    lines, edges = [Line()], [Edge(source=START, targets=(stage_box(template.start),))]
    ends: list[str] = []
    for line in _ways(template, naming):
        lines.append(line)
        edges.append(_edge(line, len(ends)))
        if line.way is not None and not line.way.stages:
            ends.append(edges[-1].targets[0])
    nodes += [Node(id=one, width=MARK, height=MARK) for one in ends]
    return Graph(
        lines=tuple(lines), ends=tuple(ends), layout=layered(nodes, edges, _SPACING)
    )


def _ways(template: Template, naming: Naming) -> Iterator[Line]:
    for stage in template.stages:
        for way in stage.ways:
            words = cut(naming.outcome(way.outcome), _LETTERS)
            yield Line(stage=stage, way=way, words=words)


def _edge(line: Line, ends: int) -> Edge:
    stage, way = line.stage, line.way
    if stage is None or way is None:
        raise AssertionError
    label = None
    if way.outcome:
        height = PILL + (PILL_FORK if len(way.stages) > 1 else 0)
        label = (length_of(line.words, SMALL) + 14, height)
    targets = tuple(stage_box(one) for one in dict.fromkeys(way.stages))
    return Edge(
        source=stage_box(stage.id),
        targets=targets or (f"end {ends}",),
        label=label,
        back=way.rework,
    )
