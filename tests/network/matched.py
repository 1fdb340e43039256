"""Matchings for tests: drawn at random, and solved by trying everything."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from itertools import product

from hypothesis import strategies as st

from cselekvo.findings import Finding, has_errors
from cselekvo.network.matching import (
    Engine,
    Matching,
    Pair,
    Problem,
    Supplier,
    solve,
)
from cselekvo.network.matching_model import Number

#: The engines that are installed here; scipy is an optional part.
ENGINES: Sequence[Engine] = (
    ("scipy", "networkx") if find_spec("scipy") else ("networkx",)
)
#: Costs most of which are equal, the steps of a distance, thousandths, floats.
_COSTS: Sequence[st.SearchStrategy[Number]] = (
    st.integers(0, 1),
    st.integers(0, 4),
    st.decimals(min_value=0, max_value=9, places=3),
    st.sampled_from([0.1, 0.25, 1e-3, 120.5]),
)


def a_problem(
    costs: Mapping[str, Sequence[Number | None]],
    capacities: Sequence[int] | int = 1,
    *,
    units: str | None = None,
    forbidden: Sequence[Pair] = (),
    fixed: Sequence[Pair] = (),
) -> Problem:
    """Return a problem: for each mentor what the units `abc...` cost."""
    rows = list(costs.values())
    each = [capacities] * len(rows) if isinstance(capacities, int) else capacities
    names = "abcdefghij"[: len(rows[0])] if units is None else units
    return Problem(
        mentors=tuple(map(Supplier, costs, each)),
        units=tuple(names),
        cost=rows,
        forbidden=frozenset(forbidden),
        fixed=tuple(fixed),
    )


def solved(problem: Problem, engine: Engine = "auto") -> Matching:
    """Return the matching of a problem that nothing is wrong with."""
    matching, findings = solve(problem, engine)
    assert matching is not None, findings
    assert not has_errors(findings), findings
    return matching


def faults(problem: Problem, engine: Engine = "auto") -> list[Finding]:
    """Return what is found, where no matching is given."""
    matching, findings = solve(problem, engine)
    assert matching is None
    assert has_errors(findings)
    return findings


class _Rising:
    """What each further unit of a mentor costs on top; it never falls."""

    def __init__(self, steps: Mapping[str, Sequence[int]]) -> None:
        self.steps = steps

    def __call__(self, mentor: str, count: int) -> int:
        return sum(self.steps[mentor][:count])

    def __repr__(self) -> str:
        return f"rising {self.steps}"


@st.composite
def problems(
    draw: st.DrawFn, most_mentors: int = 3, most_units: int = 5, holes: int = 1
) -> Problem:
    """Draw a problem: ties, forbidden and fixed pairs, too little room, a load."""
    mentors = "MNOPQRST"[: draw(st.integers(1, most_mentors))]
    count = draw(st.integers(1, most_units))
    units = draw(st.permutations([f"u{n}" for n in range(count)]))
    suppliers = tuple(
        Supplier(one, draw(st.integers(0, 3)), draw(st.integers(0, 1)))
        for one in draw(st.permutations(mentors))
    )
    costs = draw(st.sampled_from(_COSTS))
    cost = [[draw(costs) for _ in units] for _ in mentors]
    pairs = list(product(units, mentors))
    forbidden = frozenset(pair for pair in pairs if draw(st.integers(0, 3 + holes)) > 3)
    load = None
    if draw(st.booleans()):
        steps = st.lists(st.integers(0, 2), min_size=12, max_size=12)
        load = _Rising({one: draw(steps) for one in mentors})
    problem = Problem(
        mentors=suppliers, units=tuple(units), cost=cost, forbidden=forbidden, load=load
    )
    return _with_fixed(draw, problem, [one for one in pairs if one not in forbidden])


def _with_fixed(draw: st.DrawFn, problem: Problem, allowed: list[Pair]) -> Problem:
    room = {one.id: one.free for one in problem.mentors}
    fixed: dict[str, str] = {}
    for unit, mentor in allowed:
        if unit not in fixed and room[mentor] and draw(st.integers(0, 7)) == 0:
            fixed[unit] = mentor
            room[mentor] -= 1
    return Problem(
        mentors=problem.mentors,
        units=problem.units,
        cost=problem.cost,
        forbidden=problem.forbidden,
        fixed=tuple(fixed.items()),
        load=problem.load,
    )


def rounded(number: Number | None) -> Decimal:
    """Return a cost in thousandths, by another road than the library's."""
    assert number is not None
    return round(Decimal(str(number)), 3)


def total_of(problem: Problem, pairs: Sequence[Pair]) -> Decimal:
    """Return what pairs cost, counted by hand."""
    rows = dict(zip((one.id for one in problem.mentors), _matrix(problem), strict=True))
    total = sum(
        (rounded(rows[mentor][problem.units.index(unit)]) for unit, mentor in pairs),
        start=Decimal(0),
    )
    for one in problem.mentors:
        given = sum(mentor == one.id for _, mentor in pairs)
        for number in range(given):
            if problem.load is not None:
                total += rounded(problem.load(one.id, one.held + number + 1))
    return total


def _matrix(problem: Problem) -> Sequence[Sequence[Number | None]]:
    assert not callable(problem.cost)
    return problem.cost


def is_allowed(problem: Problem, pairs: Sequence[Pair]) -> bool:
    """Return whether pairs keep to room, to what is forbidden, and to what is fixed."""
    units = [unit for unit, _ in pairs]
    return (
        len(set(units)) == len(units)
        and not problem.forbidden & set(pairs)
        and set(problem.fixed) <= set(pairs)
        and all(
            sum(mentor == one.id for _, mentor in pairs) <= one.free
            for one in problem.mentors
        )
    )


def best_by_force(problem: Problem) -> tuple[Decimal, tuple[Pair, ...]]:
    """Return total and pairs of the best of all matchings, the first of equals."""

    @cache
    def rank(pairs: tuple[Pair, ...]) -> tuple[int, Decimal]:
        return (-len(pairs), total_of(problem, pairs))

    best = min(
        _all_of(problem),
        key=lambda pairs: (*rank(pairs), _named_first(problem, pairs)),
    )
    in_order = sorted(best, key=lambda pair: problem.units.index(pair[0]))
    return rank(best)[1], tuple(in_order)


def _named_first(problem: Problem, pairs: Sequence[Pair]) -> list[str]:
    """Return the mentors of the units by id; none comes after all."""
    of = dict(pairs)
    return [of.get(unit, "~") for unit in sorted(problem.units)]


def _all_of(problem: Problem) -> Iterator[tuple[Pair, ...]]:
    mentors = [one.id for one in problem.mentors]
    for chosen in product([*mentors, None], repeat=len(problem.units)):
        pairs = tuple(
            (unit, mentor)
            for unit, mentor in zip(problem.units, chosen, strict=True)
            if mentor is not None
        )
        if is_allowed(problem, pairs):
            yield pairs
