"""What the measures mean, for a reader who never heard of graphs.

Each finding names its records: `records` holds all of them, `names` the first few,
`more` how many are not among these. Nothing here is an error: a network may hang on one
body, and it is for people to decide what to do about it.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, Final

from cselekvo.findings import Finding, Severity
from cselekvo.network.build import Graph, kinds_of
from cselekvo.network.measures import roles
from cselekvo.network.measures.changes import Changes, NamedEdge
from cselekvo.network.measures.whole import Measures
from cselekvo.network.measures.without import Without

#: So many records are named in a sentence.
_NAMED: Final = 10
#: What is no concern of anybody when it stands alone: the map, and the address book.
_BACKGROUND: Final = frozenset({"settlement", "district", "county", "region", "person"})


class NetworkCode(Enum):
    """What the measures of a network can find."""

    PARTIAL = "network-seen-in-part"
    IN_PARTS = "network-in-parts"
    ALONE = "network-records-alone"
    HOLDS_TOGETHER = "network-held-by-one"
    ONLY_TIE = "network-only-tie"
    IN_BETWEEN = "network-in-between"
    TABLE_HANGS = "table-hangs-on-one"
    TABLE_OF_ONE = "table-of-one"
    NO_MENTOR = "communities-without-mentor"
    NO_TABLE = "organisations-at-no-table"
    COUNTIES_BRIDGED = "counties-bridged-by-one"
    FALLS_APART = "network-falls-apart"
    STAYS_WHOLE = "network-stays-whole"
    LEFT_ALONE = "records-left-alone"
    LEFT_WITHOUT_MENTOR = "communities-left-without-mentor"
    QUORUM_LOST = "tables-lose-quorum"
    RECORDS_NEW = "network-records-new"
    RECORDS_GONE = "network-records-gone"
    TIES_NEW = "network-ties-new"
    TIES_GONE = "network-ties-gone"
    LAST_TIE_LOST = "records-lost-last-tie"
    PARTS_CHANGED = "network-parts-changed"


def _note(code: NetworkCode, subject: str = "", **values: Any) -> Finding:
    return Finding(code, severity=Severity.NOTE, subject=subject, values=values)


def _warning(code: NetworkCode, subject: str = "", **values: Any) -> Finding:
    return Finding(code, severity=Severity.WARNING, subject=subject, values=values)


def _records(ids: Sequence[str]) -> dict[str, Any]:
    """Return the values that name records: all, how many, the first, how many more."""
    more = len(ids) - _NAMED
    return {
        "records": tuple(ids),
        "count": len(ids),
        "names": tuple(ids[:_NAMED]),
        "more": more if more > 0 else None,
    }


def _foreground(graph: Graph) -> frozenset[str]:
    """Return the records that findings speak of.

    The map joins and divides what lies on it, and whoever represents a body goes where
    it goes: that is so and nobody's concern. A person who is a mentor is another thing.
    """
    mentors = roles.pairs_of(graph, roles.MENTORS)
    return frozenset(
        id_
        for id_, kind in kinds_of(graph).items()
        if kind not in _BACKGROUND or id_ in mentors
    )


def measured(graph: Graph, measures: Measures) -> Iterator[Finding]:
    """Find what the measures of a graph say.

    Areas and representatives are counted in the measures, and left out here.

    Args:
        graph: The graph of a day.
        measures: What was measured on it.
    """
    seen = _foreground(graph)
    if measures.partial:
        yield _note(NetworkCode.PARTIAL)
    yield from _parts(measures, seen)
    yield from _held(measures, seen)
    for tie in measures.structure.ties:
        if tie.count > 1 and tie.one in seen and tie.other in seen:
            yield _warning(
                NetworkCode.ONLY_TIE, tie.one, other=tie.other, count=tie.count
            )
    first = next((one for one in measures.betweenness if one.id in seen), None)
    if first is not None and first.value > 0:
        share = round(first.value * 100, 1)
        yield _note(NetworkCode.IN_BETWEEN, first.id, percent=share)


def _parts(measures: Measures, seen: frozenset[str]) -> Iterator[Finding]:
    every = [[id_ for id_ in part if id_ in seen]
             for part in measures.structure.components]  # fmt: skip
    parts = sorted((part for part in every if len(part) > 1), key=_largest_first)
    if len(parts) > 1:
        sizes = tuple(len(part) for part in parts)
        firsts = tuple(part[0] for part in parts)
        yield _note(
            NetworkCode.IN_PARTS, parts=len(parts), sizes=sizes[:_NAMED],
            **_records(firsts),
        )  # fmt: skip
    alone = [id_ for id_ in measures.structure.isolated if id_ in seen]
    if alone:
        yield _note(NetworkCode.ALONE, **_records(alone))


def _largest_first(part: Sequence[str]) -> tuple[int, str]:
    return -len(part), part[0]


def _held(measures: Measures, seen: frozenset[str]) -> Iterator[Finding]:
    """Yield who holds others to the rest, those who hold most first."""
    held = []
    for split in measures.structure.splits:
        falling = tuple(id_ for id_ in split.apart if id_ in seen)
        if split.id in seen and falling:
            # Of very many not all are named, and what is not named is counted whole.
            unnamed = split.count - len(split.apart)
            held.append((len(falling) + unnamed, split.id, falling))
    for count, id_, falling in sorted(held, key=lambda one: (-one[0], one[1])):
        named = falling[:_NAMED]
        yield _warning(
            NetworkCode.HOLDS_TOGETHER, id_, records=falling, count=count,
            names=named, more=count - len(named) or None,
        )  # fmt: skip


def placed(graph: Graph) -> Iterator[Finding]:
    """Find who stands where: tables on one body, nobody's communities, lone bridges."""
    for one in roles.hanging_tables(graph):
        code = NetworkCode.TABLE_OF_ONE if one.alone else NetworkCode.TABLE_HANGS
        yield _warning(code, one.roundtable, organisation=one.organisation)
    alone = roles.without_mentor(graph)
    if alone:
        yield _warning(NetworkCode.NO_MENTOR, **_records(alone))
    outside = roles.at_no_table(graph)
    if outside:
        yield _note(NetworkCode.NO_TABLE, **_records(outside))
    for bridge in roles.county_bridges(graph):
        one_county, other_county = bridge.counties
        yield _warning(
            NetworkCode.COUNTIES_BRIDGED, bridge.mentor,
            one=one_county, other=other_county,
        )  # fmt: skip


def broken(graph: Graph, found: Without) -> Iterator[Finding]:
    """Find what falls apart when records leave.

    Args:
        graph: The graph of the day, with them.
        found: What it is without them.
    """
    seen = _foreground(graph)
    if found.partial:
        yield _note(NetworkCode.PARTIAL)
    every = [part for breakage in found.breakages for part in breakage.apart]
    parts = [[id_ for id_ in part if id_ in seen] for part in every]
    falling = sorted((part for part in parts if part), key=_largest_first)
    if not falling:
        yield _note(NetworkCode.STAYS_WHOLE, gone=found.gone)
    # Those that stand alone from then on are named together, not in a sentence each.
    ones = sorted(id_ for part in falling for id_ in part if len(part) == 1)
    for part in [*(part for part in falling if len(part) > 1), ones]:
        if part:
            yield _warning(NetworkCode.FALLS_APART, gone=found.gone, **_records(part))
    several = {
        NetworkCode.LEFT_ALONE: [id_ for id_ in found.alone if id_ in seen],
        NetworkCode.LEFT_WITHOUT_MENTOR: found.unmentored,
        NetworkCode.QUORUM_LOST: found.without_quorum,
    }
    for code, ids in several.items():
        if ids:
            yield _warning(code, gone=found.gone, **_records(ids))


def differing(graph: Graph, found: Changes) -> Iterator[Finding]:
    """Find what changed between two days.

    Args:
        graph: The graph of the second day.
        found: What changed.
    """
    seen = _foreground(graph)
    if found.partial:
        yield _note(NetworkCode.PARTIAL)
    records = {
        NetworkCode.RECORDS_NEW: found.nodes_new,
        NetworkCode.RECORDS_GONE: found.nodes_gone,
        NetworkCode.TIES_NEW: _joined(found.edges_new),
        NetworkCode.TIES_GONE: _joined(found.edges_gone),
    }
    for code, named in records.items():
        if named:
            yield _note(code, **_records(named))
    if found.components_before != found.components_after:
        yield _note(
            NetworkCode.PARTS_CHANGED,
            before=found.components_before, after=found.components_after,
        )  # fmt: skip
    alone = [id_ for id_ in found.alone if id_ in seen]
    if alone:
        yield _warning(NetworkCode.LAST_TIE_LOST, **_records(alone))


def _joined(edges: Sequence[NamedEdge]) -> tuple[str, ...]:
    return tuple(f"{edge.source} – {edge.target}" for edge in edges)
