"""The two engines that find a cheapest matching: scipy, and networkx where it is not.

Both are given the units that may be moved and the room that the fixed ones leave. What
they find is looked at again: `matching_exact` proves that nothing is cheaper, or mends
it, since one counts in floating point and the other looks at the likely pairs only.
"""

from collections.abc import Sequence
from heapq import nsmallest
from itertools import groupby

from cselekvo.errors import MissingExtraError
from cselekvo.network.matching_counted import Counted
from cselekvo.network.matching_model import Engine

#: So many of its cheapest mentors a unit is shown to networkx with.
_LIKELY = 12
_SINK = "sink"


def found(whole: Counted, engine: Engine) -> list[int]:
    """Return the mentor of each unit, fixed ones included.

    Raises:
        MissingExtraError: scipy is asked for, and not installed.
    """
    at = [whole.nobody] * len(whole.units)
    for unit, mentor in whole.fixed.items():
        at[unit] = mentor
    if whole.movable and any(whole.open_slots):
        by = _networkx if engine == "networkx" else _scipy
        try:
            chosen = by(whole)
        except ImportError as error:
            if engine != "auto":
                raise MissingExtraError("fast", "Matching with scipy") from error
            chosen = _networkx(whole)
        for unit, mentor in zip(whole.movable, chosen, strict=True):
            at[unit] = mentor
    return at


def _scipy(whole: Counted) -> list[int]:
    """Match by the shortest augmenting paths of Jonker and Volgenant (Crouse 2016).

    A mentor has a column for each unit that it has room for; where there are fewer
    columns than units, columns of `nobody` are added. A forbidden cell is as dear as
    they are, and means the same.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    nobody, units = whole.nobody, whole.movable
    dear = whole.rows[units[0]][nobody]
    columns = [
        (mentor, cost)
        for mentor, slots in enumerate(whole.open_slots)
        for cost in slots[: len(units)]
    ]
    columns += [(nobody, 0)] * (len(units) - len(columns))
    mentors = [mentor for mentor, _ in columns]
    pairs = np.full((len(units), nobody + 1), float(dear))
    for number, unit in enumerate(units):
        row = whole.rows[unit]
        pairs[number, list(row)] = list(row.values())
    table = pairs[:, mentors]
    allowed = table < dear
    table += np.array([cost for _, cost in columns], dtype=float)
    chosen = linear_sum_assignment(np.where(allowed, table, float(dear)))[1]
    return [
        mentors[column] if mentors[column] in whole.rows[unit] else nobody
        for unit, column in zip(units, chosen.tolist(), strict=True)
    ]


def _networkx(whole: Counted) -> list[int]:
    """Match by the network simplex (`min_cost_flow`) on the likely pairs."""
    import networkx as nx

    nobody, units = whole.nobody, whole.movable
    graph: nx.MultiDiGraph[tuple[str, int]] = nx.MultiDiGraph()
    sink = (_SINK, 0)
    graph.add_node(sink, demand=len(units))
    for unit, likely in zip(units, _likely(whole), strict=True):
        graph.add_node(("unit", unit), demand=-1)
        for mentor in likely:
            cost = whole.rows[unit][mentor]
            graph.add_edge(("unit", unit), ("mentor", mentor), weight=cost, capacity=1)
    for mentor, slots in enumerate(whole.open_slots):
        for cost, equal in groupby(slots):
            room = len(list(equal))
            graph.add_edge(("mentor", mentor), sink, weight=cost, capacity=room)
    graph.add_edge(("mentor", nobody), sink, weight=0)
    _, flow = nx.network_simplex(graph)
    return [
        next(
            node[1] for node, edges in flow["unit", unit].items() if any(edges.values())
        )
        for unit in units
    ]


def _likely(whole: Counted) -> list[set[int]]:
    """Return for each unit its cheapest mentors, and those it is cheapest for.

    The simplex looks at every pair again and again: a tenth of the pairs takes it a
    tenth of the time. Among equals each unit begins elsewhere, so that they spread.
    """
    size = whole.nobody + 1
    likely = []
    for place, unit in enumerate(whole.movable):
        costs = [
            (cost, (mentor - place) % size, mentor)
            for mentor, cost in whole.rows[unit].items()
        ]
        best = {mentor for _, _, mentor in nsmallest(_LIKELY, costs)}
        likely.append(best | {whole.nobody})
    for mentor, slots in enumerate(whole.open_slots):
        for place in _cheapest(whole, mentor, 2 * len(slots)):
            likely[place].add(mentor)
    return likely


def _cheapest(whole: Counted, mentor: int, count: int) -> Sequence[int]:
    """Return the movable units, by their place, that cost a mentor least."""
    size = len(whole.movable)
    costs = [
        (whole.rows[unit][mentor], (place - mentor * count) % size, place)
        for place, unit in enumerate(whole.movable)
        if mentor in whole.rows[unit]
    ]
    return [place for _, _, place in nsmallest(count, costs)]
