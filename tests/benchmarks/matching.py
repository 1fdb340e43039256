"""Matching 1,000 units to 100 mentors with capacities (DESIGN section 9, issue 5)."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from random import Random
from typing import Final

from attrs import frozen

from cselekvo.network.matching import (
    Engine,
    Matching,
    Problem,
    Supplier,
    explained,
    problem_of,
    solve,
)
from cselekvo.rules.assignment_costs import Location, Need, Offer, steps_between
from tests.benchmarks.measure import seconds
from tests.network.matched import ENGINES

#: A matching may take so long, in seconds.
MOST: Final = 2.0
_UNITS: Final = 1_000
_MENTORS: Final = 100
_SEED: Final = 5


@frozen(kw_only=True)
class Matched:
    """A problem, and how long each engine took for it: the median of the rounds."""

    seconds: dict[Engine, float]
    explained: float
    totals: set[Decimal]
    equal: bool


def minutes() -> Problem:
    """Return a matrix of minutes on the road, most of them different."""
    random = Random(_SEED)
    return _given([[random.randint(1, 240) for _ in _units()] for _ in _mentors()])


def ties() -> Problem:
    """Return the steps 0 to 4 in a country that is crowded at one end: many are equal.

    No place has coordinates, and most units have to go to a mentor farther off.
    """
    random = Random(_SEED)

    def somewhere(crowd: int) -> Location:
        county = min(random.randrange(18) for _ in range(crowd))
        return Location(
            district=f"d{county}-{random.randrange(9)}",
            county=f"c{county}",
            region=f"r{county // 3}",
        )

    places = [somewhere(3) for _ in _units()]
    bases = [somewhere(1) for _ in _mentors()]
    return _given([[steps_between(base, one) for one in places] for base in bases])


def scarce() -> Problem:
    """Return a matrix in which all want the same mentors, and some get none."""
    random = Random(_SEED)
    rows = [[at + random.randint(0, 9) for _ in _units()] for at in range(_MENTORS)]
    return _given(rows, least=7, most=11)


def weighed() -> Problem:
    """Return distance, field, balance and continuity in a country of 18 counties."""
    random = Random(_SEED)

    def somewhere() -> Location:
        county = random.randrange(18)
        return Location(
            settlement=f"s{random.randrange(1_000)}",
            district=f"d{county}-{random.randrange(9)}",
            county=f"c{county}",
            region=f"r{county // 3}",
            latitude=46 + county / 9 + random.random() / 4,
            longitude=17 + county / 4 + random.random() / 4,
        )

    fields = ("museum", "library", "community culture")
    offers = [
        Offer(
            mentor=one,
            capacity=random.randint(10, 15),
            fields=frozenset({random.choice(fields)}),
            location=somewhere(),
            had=frozenset(random.sample(_units(), 9)),
        )
        for one in _mentors()
    ]
    needs = [
        Need(unit=one, field=random.choice(fields), location=somewhere())
        for one in _units()
    ]
    problem, findings = problem_of(offers, needs)
    if problem is None:
        raise RuntimeError(findings)
    return problem


def _units() -> list[str]:
    return [f"u{number:04}" for number in range(_UNITS)]


def _mentors() -> list[str]:
    return [f"m{number:03}" for number in range(_MENTORS)]


def _given(rows: list[list[int]], least: int = 10, most: int = 15) -> Problem:
    random = Random(_SEED)
    return Problem(
        mentors=tuple(Supplier(one, random.randint(least, most)) for one in _mentors()),
        units=tuple(_units()),
        cost=rows,
    )


PROBLEMS: Final[dict[str, Callable[[], Problem]]] = {
    "minutes on the road": minutes,
    "steps 0 to 4, most of them equal": ties,
    "too few places, the same wanted by all": scarce,
    "weighed: distance, field, balance, continuity": weighed,
}


def measured(problem: Problem, rounds: int = 3) -> Matched:
    """Return how long each engine takes, and whether all answer the same.

    That a matching is the cheapest is proved in `solve` itself, by prices; that the
    proof is no error of ours, by the other engine and `checked`.
    """
    answers: list[Matching] = []
    took: dict[Engine, float] = {}
    for engine in ENGINES:
        work = partial(solve, problem, engine)
        took[engine] = sorted(seconds(work) for _ in range(rounds))[rounds // 2]
        answers.append(_answer(problem, engine))
    return Matched(
        seconds=took,
        explained=seconds(lambda: explained(problem, answers[0])),
        totals={one.total_cost for one in answers} | checked(problem),
        equal=all(one == answers[0] for one in answers),
    )


def _answer(problem: Problem, engine: Engine) -> Matching:
    matching, findings = solve(problem, engine)
    if matching is None:
        raise RuntimeError(findings)
    return matching


def checked(problem: Problem) -> set[Decimal]:
    """Return the least total by a linear programme, where scipy is installed.

    Each unit has one mentor or none, at a cost above all others; each unit of a load is
    a variable of its own. The programme is solved by HiGHS, which knows nothing of
    shortest paths, and its duals bound the total from below.
    """
    if "scipy" not in ENGINES:
        return set()
    from tests.benchmarks.programme import least_total

    return {least_total(problem)}


def rows() -> list[tuple[str, str, str, str, bool]]:
    """Return the rows of the table of figures."""
    told = []
    for name, make in PROBLEMS.items():
        one = measured(make())
        first = one.seconds[ENGINES[0]]
        shown = ", ".join(f"{by} {took:.2f} s" for by, took in one.seconds.items())
        same = one.equal and len(one.totals) == 1
        told.append(
            (
                f"match {_UNITS} units to {_MENTORS} mentors: {name}",
                "a linear programme (HiGHS): equal total",
                f"{shown}; explained {one.explained:.2f} s; "
                f"{'equal' if same else 'DIFFERENT'}",
                f"{MOST:.0f} s",
                same and first <= MOST,
            )
        )
    return told


if __name__ == "__main__":
    for line in rows():
        print(*line, sep=" | ")
