"""Whether a table could still decide, by the statutes of the day."""

from collections import defaultdict

from cselekvo.domain.roundtable import Membership, Statutes
from cselekvo.network.measures import Quorum
from cselekvo.ports import Reader
from cselekvo.rules.quorum import quorum


def quorum_on(reader: Reader) -> Quorum:
    """Return what says whether a table has quorum with some of its members there.

    The seats are those of the voting members on the reader's day, whoever has left
    since: a seat that nobody takes counts for the quorum as an empty chair does.
    """
    statutes = {
        str(one.roundtable): one
        for one in sorted(
            reader.facts(Statutes, on=reader.on), key=lambda one: one.period.start
        )
    }
    seats: dict[str, set[str]] = defaultdict(set)
    for one in reader.facts(Membership, on=reader.on):
        if one.voting:
            seats[one.roundtable].add(one.organisation)

    def can_decide(table: str, bodies: frozenset[str]) -> bool:
        voting = seats.get(table, set())
        there = len(voting & bodies)
        return quorum(statutes.get(table), len(voting), there).reached

    return can_decide
