"""As many units as can be have a mentor, at the least cost, whatever the engine."""

import sys
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings, strategies as st

from cselekvo.errors import MissingExtraError
from cselekvo.network import matching_engines
from cselekvo.network.matching import (
    Engine,
    Problem,
    Reason,
    Supplier,
    Unassigned,
    explained,
    solve,
)
from cselekvo.network.matching_check import counted
from cselekvo.network.matching_engines import found
from cselekvo.network.matching_exact import settled
from cselekvo.network.matching_model import Number
from tests.network.matched import (
    ENGINES,
    a_problem,
    best_by_force,
    is_allowed,
    problems,
    solved,
    total_of,
)

_BOTH = pytest.mark.parametrize("engine", ENGINES)


@settings(deadline=None, max_examples=200)
@given(problems())
def test_no_other_matching_assigns_more_or_costs_less(problem: Problem) -> None:
    total, pairs = best_by_force(problem)

    for engine in ENGINES:
        matching, _ = solve(problem, engine)
        assert matching is not None
        assert matching.optimal
        assert matching.total_cost == total
        assert matching.pairs == pairs


@settings(deadline=None, max_examples=100)
@given(problems(most_mentors=8, most_units=20))
def test_engines_agree_on_pairs_and_total(problem: Problem) -> None:
    answers = [solve(problem, engine)[0] for engine in ENGINES]

    first = answers[0]
    assert first is not None
    assert all(one == first for one in answers)
    assert is_allowed(problem, first.pairs)
    assert first.total_cost == total_of(problem, first.pairs)
    named = {one.unit for one in first.unassigned} | {unit for unit, _ in first.pairs}
    assert named == set(problem.units)


@settings(deadline=None, max_examples=100)
@given(problems(most_mentors=5, most_units=9), st.data())
def test_the_order_of_the_question_changes_nothing(
    problem: Problem, data: st.DataObject
) -> None:
    assert not callable(problem.cost)
    cells = [
        (mentor, unit, cost)
        for mentor, row in zip(problem.mentors, problem.cost, strict=True)
        for unit, cost in zip(problem.units, row, strict=True)
    ]
    table = {(mentor.id, unit): cost for mentor, unit, cost in cells}
    mentors = tuple(data.draw(st.permutations(problem.mentors)))
    units = tuple(data.draw(st.permutations(problem.units)))
    cost = [[table[mentor.id, unit] for unit in units] for mentor in mentors]
    other = evolve(problem, mentors=mentors, units=units, cost=cost)

    one, another = solve(problem)[0], solve(other)[0]

    assert one is not None
    assert another is not None
    assert sorted(one.pairs) == sorted(another.pairs)
    assert one.total_cost == another.total_cost


@settings(deadline=None, max_examples=100)
@given(problems(most_mentors=4, most_units=8), st.randoms())
def test_a_matching_that_is_not_the_cheapest_is_mended(
    problem: Problem, random: Random
) -> None:
    whole, _ = counted(problem)
    assert whole is not None
    at, loads = [whole.nobody] * len(whole.units), whole.loads([])
    for unit, mentor in whole.fixed.items():
        at[unit] = mentor
        loads[mentor] += 1
    for unit in whole.movable:
        mentor = random.choice(list(whole.rows[unit]))
        if whole.has_room(mentor, loads[mentor]):
            at[unit] = mentor
            loads[mentor] += 1

    assert settled(whole, at) == settled(whole, found(whole, "networkx"))


def test_room_that_is_free_at_an_earlier_mentor_is_taken_first() -> None:
    whole, _ = counted(a_problem({"M": [1, 1, 1], "N": [1, 1, 1]}, [2, 3]))
    assert whole is not None

    assert settled(whole, [1, 1, 1]) == [0, 0, 1]
    assert settled(whole, [1, 1, 0]) == [0, 0, 1]


@_BOTH
def test_a_round_of_swaps_that_no_pair_shows_is_found(engine: Engine) -> None:
    problem = a_problem({"M": [1, 2, 9], "N": [9, 1, 2], "O": [2, 9, 1]})

    matching = solved(problem, engine)

    assert matching.pairs == (("a", "M"), ("b", "N"), ("c", "O"))
    assert matching.total_cost == 3


@_BOTH
def test_more_units_go_before_less_cost(engine: Engine) -> None:
    problem = a_problem({"M": [0, 0], "N": [999_999, 0]}, forbidden=[("b", "N")])

    matching = solved(problem, engine)

    assert matching.pairs == (("a", "N"), ("b", "M"))
    assert matching.total_cost == 999_999


@_BOTH
def test_units_without_room_are_named(engine: Engine) -> None:
    problem = a_problem({"M": [5, 1, 3], "N": [5, 2, 4]}, [1, 0])

    matching, findings = solve(problem, engine)

    assert matching is not None
    assert matching.pairs == (("b", "M"),)
    assert matching.unassigned == (
        Unassigned("a", Reason.NO_CAPACITY),
        Unassigned("c", Reason.NO_CAPACITY),
    )
    assert [one.word for one in findings] == [
        "matching-capacity-short",
        "matching-units-left",
    ]
    assert findings[0].values == {"units": 3, "free": 1, "short": 2}
    assert findings[1].values == {"count": 2, "units": ["a", "c"], "more": None}


@_BOTH
def test_what_a_mentor_holds_already_takes_its_room(engine: Engine) -> None:
    problem = Problem(
        mentors=(Supplier("M", 3, held=2), Supplier("N", 2, held=5)),
        units=("a", "b"),
        cost=[[2, 1], [0, 0]],
    )

    matching = solved(problem, engine)

    assert matching.pairs == (("b", "M"),)
    assert matching.unassigned == (Unassigned("a", Reason.NO_CAPACITY),)


@_BOTH
def test_a_load_that_rises_spreads_the_units(engine: Engine) -> None:
    problem = a_problem({"M": [0, 0, 0, 0], "N": [1, 1, 1, 1]}, 4)

    together = solved(problem, engine)
    spread = solved(evolve(problem, load=lambda _, count: count * count), engine)

    assert together.pairs == tuple((unit, "M") for unit in "abcd")
    assert spread.pairs == (("a", "M"), ("b", "M"), ("c", "N"), ("d", "N"))
    assert spread.total_cost == (1 + 4) + (1 + 1) + (1 + 4)


@_BOTH
def test_of_equals_the_first_by_id_is_taken(engine: Engine) -> None:
    problem = a_problem({"N": [7, 7, 7], "M": [7, 7, 7]}, 2, units="zyx")

    assert solved(problem, engine).pairs == (("z", "N"), ("y", "M"), ("x", "M"))


@_BOTH
def test_a_fixed_pair_stands_though_another_is_cheaper(engine: Engine) -> None:
    problem = a_problem({"M": [9, 1], "N": [1, 5]}, fixed=[("a", "M")])

    matching = solved(problem, engine)

    assert matching.pairs == (("a", "M"), ("b", "N"))
    assert matching.total_cost == 14
    assert [one.fixed for one in explained(problem, matching)] == [True, False]


def test_totals_are_exact_where_floats_are_not() -> None:
    problem = a_problem({"M": [0.1, 0.1, Fraction(1, 8)]}, 3)

    assert solved(problem).total_cost == Decimal("0.325")


def test_costs_are_rounded_to_thousandths_half_to_even() -> None:
    costs: list[Number] = [Decimal("0.0005"), 0.0015, Fraction(25, 10_000)]

    totals = [solved(a_problem({"M": [one]})).total_cost for one in costs]

    assert totals == [Decimal(0), Decimal("0.002"), Decimal("0.002")]


def test_a_cost_may_be_a_function_and_is_asked_for_allowed_pairs_only() -> None:
    asked = []

    def cost(unit: str, mentor: str) -> int:
        asked.append((unit, mentor))
        return 3

    problem = evolve(
        a_problem({"M": [0, 0], "N": [0, 0]}, forbidden=[("a", "M")]), cost=cost
    )

    assert solved(problem).pairs == (("a", "N"), ("b", "M"))
    assert ("a", "M") not in asked
    assert len(asked) == 3


def test_no_units_need_no_mentors() -> None:
    matching, findings = solve(Problem(mentors=(), units=(), cost=[]))

    assert matching is not None
    assert matching.pairs == ()
    assert matching.unassigned == ()
    assert findings == []


def test_without_scipy_networkx_answers_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = a_problem({"M": [1, 2, 9], "N": [9, 1, 2]}, [2, 1])
    usual = solved(problem)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)

    assert solved(problem) == usual
    with pytest.raises(MissingExtraError, match="fast"):
        solve(problem, "scipy")


@_BOTH
def test_large_costs_hide_no_thousandth(engine: Engine) -> None:
    large = 10**9 - 1
    problem = a_problem(
        {
            "M": [large, Decimal("0.001"), large],
            "N": [large, Decimal("0.002"), Decimal("0.001")],
            "O": [large, large, Decimal("0.001")],
        }
    )

    matching = solved(problem, engine)

    assert matching.total_cost == large + Decimal("0.002")
    assert matching.pairs == best_by_force(problem)[1]


@pytest.mark.parametrize("step", [False, True])
def test_a_county_full_of_units_is_matched_alike_by_both(step: bool) -> None:
    random = Random(7)
    units = tuple(f"u{n:03}" for n in range(120))
    mentors = tuple(Supplier(f"m{n:02}", random.randint(5, 9)) for n in range(15))
    most = 4 if step else 10_000
    problem = Problem(
        mentors=mentors,
        units=units,
        cost=[[random.randint(0, most) for _ in units] for _ in mentors],
        load=lambda _, count: Decimal(count) / 10,
    )

    answers = [solve(problem, engine)[0] for engine in ENGINES]

    assert all(one == answers[0] for one in answers)
    assert answers[0] is not None
    assert answers[0].total_cost == total_of(problem, answers[0].pairs)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(problems(most_mentors=8, most_units=20))
def test_networkx_is_shown_likely_pairs_only_and_answers_the_same(
    monkeypatch: pytest.MonkeyPatch, problem: Problem
) -> None:
    usual, _ = solve(problem, "networkx")

    with monkeypatch.context() as patch:
        patch.setattr(matching_engines, "_LIKELY", 1)
        assert solve(problem, "networkx")[0] == usual


@settings(deadline=None, max_examples=40)
@given(problems(most_mentors=8, most_units=20))
def test_a_linear_programme_finds_the_same_total(problem: Problem) -> None:
    pytest.importorskip("scipy", reason="the oracle is scipy's")
    from tests.benchmarks.programme import least_total

    matching, _ = solve(problem)

    assert matching is not None
    assert least_total(problem) == matching.total_cost
