"""What falls apart when records leave the network."""

from collections.abc import Callable, Collection, Iterator

from attrs import frozen

from cselekvo.network.build import Graph
from cselekvo.network.cut import known_id
from cselekvo.network.measures.projection import Projection, project
from cselekvo.network.measures.roles import MENTORS, SITS_ON, pairs_of
from cselekvo.network.measures.structure import components

#: Told a table and the organisations that sit at it: whether these can decide.
Quorum = Callable[[str, frozenset[str]], bool]


@frozen(kw_only=True)
class Breakage:
    """A part of the network that falls into several.

    Attributes:
        rest: How many records the largest of the new parts has.
        apart: The other new parts, the largest first, each sorted by id.
    """

    rest: int
    apart: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class Without:
    """What the network is without some of its records.

    Attributes:
        gone: The records that are thought away, sorted.
        partial: Whether the reader does not see all of the network.
        components_before: How many parts the network was in.
        components_after: How many it is in without them.
        breakages: The parts that fall into several, the most broken first.
        alone: Records that lose their last neighbour, sorted.
        unmentored: Communities that lose their last mentor, sorted.
        without_quorum: Tables that could decide and cannot any more, sorted; empty
            where nobody said what a quorum is.
    """

    gone: tuple[str, ...]
    partial: bool
    components_before: int
    components_after: int
    breakages: tuple[Breakage, ...]
    alone: tuple[str, ...]
    unmentored: tuple[str, ...]
    without_quorum: tuple[str, ...]


def without(
    graph: Graph,
    ids: Collection[str],
    relations: Collection[str] | None = None,
    *,
    quorum: Quorum | None = None,
) -> Without:
    """Return what falls apart when records leave.

    Args:
        graph: The graph of a day.
        ids: The records that leave.
        relations: The relations that count for parts and neighbours; None: all.
        quorum: Says whether a table can decide; see `Quorum`.

    Raises:
        NotFoundError: One of them is no node; near ids are offered.
    """
    gone = frozenset(known_id(graph, id_) for id_ in ids)
    before = project(graph, relations)
    after = project(graph, relations, leaving_out=gone)
    parts_before, parts_after = components(before), components(after)
    return Without(
        gone=tuple(sorted(gone)),
        partial=before.partial,
        components_before=len(parts_before),
        components_after=len(parts_after),
        breakages=_breakages(parts_before, parts_after, gone),
        alone=_left_alone(before, after),
        unmentored=tuple(_unmentored(graph, gone)),
        without_quorum=() if quorum is None else tuple(_silent(graph, gone, quorum)),
    )


def _breakages(
    before: tuple[tuple[str, ...], ...],
    after: tuple[tuple[str, ...], ...],
    gone: frozenset[str],
) -> tuple[Breakage, ...]:
    part_of = {id_: at for at, part in enumerate(after) for id_ in part}
    found = []
    for part in before:
        if gone.isdisjoint(part):
            continue
        # The parts stand largest first, so the first one met by number is the rest.
        pieces = sorted({part_of[id_] for id_ in part if id_ in part_of})
        if len(pieces) > 1:
            apart = tuple(after[at] for at in pieces[1:])
            found.append(Breakage(rest=len(after[pieces[0]]), apart=apart))
    return tuple(sorted(found, key=lambda one: (-sum(map(len, one.apart)), one.apart)))


def _left_alone(before: Projection, after: Projection) -> tuple[str, ...]:
    had = {
        id_ for id_, others in zip(before.ids, before.neighbours, strict=True) if others
    }
    pairs = zip(after.ids, after.neighbours, strict=True)
    return tuple(id_ for id_, others in pairs if not others and id_ in had)


def _unmentored(graph: Graph, gone: frozenset[str]) -> Iterator[str]:
    for unit, mentors in pairs_of(graph, MENTORS, reverse=True).items():
        is_community = graph.nodes[unit].get("kind") == "community"
        if is_community and unit not in gone and mentors <= gone:
            yield unit


def _silent(graph: Graph, gone: frozenset[str], quorum: Quorum) -> Iterator[str]:
    """Yield the tables that could decide and cannot any more."""
    for table, bodies in pairs_of(graph, SITS_ON, reverse=True).items():
        if table in gone or gone.isdisjoint(bodies):
            continue
        could = quorum(table, frozenset(bodies))
        if could and not quorum(table, frozenset(bodies - gone)):
            yield table
