"""Where the shapes of a BPMN process stand: from left to right, in lanes of roles."""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from cselekvo.exchange.bpmn.flow import FlowGraph, Part
from cselekvo.network.layered import Box, Edge, Layout, Node, Point, Spacing, layered

#: Width and height of shapes, as modellers draw them.
SIZES: Final[Mapping[Part, tuple[float, float]]] = {
    Part.START: (36, 36),
    Part.END: (36, 36),
    Part.TASK: (120, 80),
    Part.EXCLUSIVE: (50, 50),
    Part.PARALLEL: (50, 50),
}
#: How wide the strips are in which the names of a pool and of lanes stand.
HEADER: Final = 30.0
_ORIGIN: Final = (160.0, 80.0)
_PAD: Final = 24.0
_LETTER: Final = 6.6
_LABEL: Final = 14.0
_SPREAD: Final = 48.0
_SPACING: Final = Spacing(boxes=34, lines=14, arrow=30, beside=True, band=_PAD)


@frozen(kw_only=True)
class DrawnProcess:
    """Where all shapes of a process stand, and how its flows run.

    Attributes:
        lanes: In the order in which they were given.
        labels: Where the names of flows stand, by the ids of these.
    """

    pool: Box
    lanes: tuple[Box, ...]
    shapes: Mapping[str, Box]
    flows: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Box]


def drawn_process(
    graph: FlowGraph, lanes: Sequence[str], names: Mapping[str, str]
) -> DrawnProcess:
    """Return where everything stands.

    Rows from above downward become columns from left to right.

    Args:
        graph: The nodes and flows.
        lanes: The roles, in the order of their lanes.
        names: What flows are called, by the ids of these.
    """
    layout = _laid_out(graph, lanes, names)
    above = 0.0 if len(lanes) > 1 else _PAD  # a lane begins with its own distance
    left = _ORIGIN[0] + HEADER * (2 if lanes else 1) + _PAD
    top = _ORIGIN[1] + above
    width = left + layout.height + _PAD - _ORIGIN[0]
    pool = Box(*_ORIGIN, width, layout.width + above + _PAD)

    def turned(box: Box) -> Box:
        return Box(left + box.y, top + box.x, box.height, box.width)

    ids = [one.id for one in graph.arrows]
    return DrawnProcess(
        pool=pool,
        lanes=tuple(_lanes(layout.bands, pool, top)) if lanes else (),
        shapes={id_: turned(box) for id_, box in layout.boxes.items()},
        flows={
            ids[one.edge]: tuple((left + y, top + x) for x, y in one.points)
            for one in layout.routes
        },
        labels={ids[number]: turned(box) for number, box in layout.labels.items()},
    )


def _laid_out(
    graph: FlowGraph, lanes: Sequence[str], names: Mapping[str, str]
) -> Layout:
    """Return the layout from above downward, with every shape turned."""
    band = {lane: place for place, lane in enumerate(lanes)}
    nodes = [
        Node(
            id=one.id,
            width=SIZES[one.part][1],
            height=SIZES[one.part][0],
            band=band.get(one.stage.responsible, 0),
            spread=_SPREAD if one.part is Part.TASK else 0.0,
        )
        for one in graph.nodes
    ]
    edges = [
        Edge(
            source=one.source,
            targets=(one.target,),
            label=_label(names.get(one.id, "")),
            back=one.back,
        )
        for one in graph.arrows
    ]
    return layered(nodes, edges, _SPACING)


def _label(name: str) -> tuple[float, float] | None:
    """Return how high and how wide a name is: it is laid out turned."""
    return (_LABEL, max(_LETTER * len(name), _LABEL)) if name else None


def _lanes(
    bands: Mapping[int, tuple[float, float]], pool: Box, top: float
) -> list[Box]:
    """Return the lanes, which fill the pool."""
    begins = [pool.y, *(top + bands[one][0] for one in sorted(bands)[1:])]
    ends = [*begins[1:], pool.bottom]
    return [
        Box(pool.x + HEADER, begin, pool.width - HEADER, end - begin)
        for begin, end in zip(begins, ends, strict=True)
    ]
