"""Who holds what in the network: shared tables, tables on one body, mentors.

These questions ask for relations by their words: `sits_on` (organisation to
roundtable), `mentors` (mentor to what they accompany), `located_in` and `has_seat`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from attrs import frozen

from cselekvo.network.build import Graph, kinds_of, related

SITS_ON: Final = "sits_on"
MENTORS: Final = "mentors"
#: What leads from a record to the area it lies in, the first that it has.
_UPWARD: Final = ("located_in", "has_seat")


@frozen(kw_only=True)
class Shared:
    """Two records of one kind, and through which others they are joined.

    Attributes:
        one: The first of them, by id.
        other: The second.
        through: What they share, sorted.
    """

    one: str
    other: str
    through: tuple[str, ...]


@frozen(kw_only=True)
class Hanging:
    """A roundtable that one organisation alone joins to the other tables.

    Attributes:
        alone: Whether nobody else sits at it.
    """

    roundtable: str
    organisation: str
    alone: bool


@frozen(kw_only=True)
class CountyBridge:
    """Two counties in both of which only this mentor accompanies somebody."""

    mentor: str
    counties: tuple[str, str]


def pairs_of(
    graph: Graph, relation: str, *, reverse: bool = False
) -> dict[str, set[str]]:
    """Return the targets of each source of a relation, sorted by source.

    Args:
        graph: The graph of a day.
        relation: The relation's word.
        reverse: Whether to return the sources of each target instead.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for source, target, word in related(graph):
        if word == relation:
            one, other = (target, source) if reverse else (source, target)
            found[one].add(other)
    return {one: found[one] for one in sorted(found)}


def shared(
    graph: Graph, relation: str = SITS_ON, *, reverse: bool = False
) -> tuple[Shared, ...]:
    """Return the two-mode projection of a relation, each pair with its reason.

    Organisations that share roundtables, by default; with `reverse` roundtables that
    share organisations. Pairs that share most come first, ties by id.
    """
    through: dict[tuple[str, str], list[str]] = defaultdict(list)
    for middle, ends in pairs_of(graph, relation, reverse=not reverse).items():
        for pair in combinations(sorted(ends), 2):
            through[pair].append(middle)
    found = [
        Shared(one=one, other=other, through=tuple(middles))
        for (one, other), middles in through.items()
    ]
    return tuple(sorted(found, key=lambda s: (-len(s.through), s.one, s.other)))


def hanging_tables(graph: Graph) -> tuple[Hanging, ...]:
    """Return the roundtables that one organisation alone joins to other tables.

    Every way from a table to another leads through a member that sits at another one,
    too; where just one member does, the table hangs on it. A table at which one
    organisation sits alone hangs on that one.
    """
    seats = pairs_of(graph, SITS_ON)
    return tuple(_hanging(pairs_of(graph, SITS_ON, reverse=True), seats))


def _hanging(
    members: Mapping[str, set[str]], seats: Mapping[str, set[str]]
) -> Iterator[Hanging]:
    for table, bodies in members.items():
        elsewhere = [body for body in bodies if len(seats[body]) > 1]
        alone = len(bodies) == 1
        holding = [*bodies] if alone else elsewhere
        if len(holding) == 1:
            yield Hanging(roundtable=table, organisation=holding[0], alone=alone)


def without_mentor(graph: Graph, kind: str = "community") -> tuple[str, ...]:
    """Return the communities, or records of another kind, that no mentor is with."""
    accompanied = pairs_of(graph, MENTORS, reverse=True)
    return _of_kind_without(graph, kind, accompanied)


def at_no_table(graph: Graph) -> tuple[str, ...]:
    """Return the organisations that sit at no roundtable."""
    return _of_kind_without(graph, "organisation", pairs_of(graph, SITS_ON))


def _of_kind_without(
    graph: Graph, kind: str, having: Mapping[str, object]
) -> tuple[str, ...]:
    every = (id_ for id_, found in kinds_of(graph).items() if found == kind)
    return tuple(sorted(id_ for id_ in every if id_ not in having))


def county_bridges(
    graph: Graph, county_of: Mapping[str, str] | None = None
) -> tuple[CountyBridge, ...]:
    """Return the mentors who are the only bridge between two counties.

    A mentor joins two counties by accompanying somebody in both of them (edges
    `mentors`); they are the only bridge between the two when no other mentor does.

    Args:
        graph: The graph of a day.
        county_of: The county of each record; None: as the graph's own areas say.
    """
    counties = counties_of(graph) if county_of is None else county_of
    joining: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mentor, units in pairs_of(graph, MENTORS).items():
        places = {counties[unit] for unit in units if unit in counties}
        for one, other in combinations(sorted(places), 2):
            joining[one, other].append(mentor)
    found = [
        CountyBridge(mentor=mentors[0], counties=pair)
        for pair, mentors in joining.items()
        if len(mentors) == 1
    ]
    return tuple(sorted(found, key=lambda one: (one.mentor, one.counties)))


def counties_of(graph: Graph) -> dict[str, str]:
    """Return the county of each record that the graph's areas lead to.

    The way leads by `located_in`, and by `has_seat` where there is none; of several the
    first by id counts.
    """
    above = {word: pairs_of(graph, word) for word in _UPWARD}
    counties = {id_ for id_, kind in kinds_of(graph).items() if kind == "county"}
    found: dict[str, str] = {}
    for id_ in sorted(graph):
        here, way = id_, {id_}
        while here not in counties:
            areas = next((above[w][here] for w in _UPWARD if here in above[w]), None)
            if areas is None or min(areas) in way:
                break
            here = min(areas)
            way.add(here)
        else:
            found[id_] = here
    return found
