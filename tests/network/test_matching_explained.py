"""Each choice is explained: its cost, its parts, and what the next best would cost."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from attrs import evolve
from hypothesis import given, settings

from cselekvo.network.matching import (
    Choice,
    Pair,
    Problem,
    explained,
    problem_of,
    solve,
)
from cselekvo.rules.assignment_costs import Location, Need, Offer, Weights
from tests.network.matched import a_problem, problems, solved, total_of


def _next(choice: Choice) -> tuple[object, ...]:
    return choice.next_best, choice.next_cost, choice.next_total


def test_a_choice_names_its_cost_and_the_next_best() -> None:
    problem = a_problem({"M": [1, 2], "N": [4, 8], "O": [5, 3]}, [2, 2, 0])

    first, second = explained(problem, solved(problem))

    assert (first.unit, first.mentor) == ("a", "M")
    assert first.cost == 1
    assert first.parts == {"given": 1}
    assert _next(first) == ("N", 4, 6)
    assert _next(second) == ("N", 8, 9)
    assert not first.fixed


def test_the_next_best_may_be_full_and_then_another_gives_way() -> None:
    problem = a_problem({"M": [1, 2], "N": [3, 1]})

    first, _ = explained(problem, solved(problem))

    assert _next(first) == ("N", 3, 3 + 2)


def test_where_a_unit_would_be_dropped_there_is_no_next_total() -> None:
    problem = a_problem({"M": [1, 2], "N": [3, 1]}, forbidden=[("b", "M")])

    first, second = explained(problem, solved(problem))

    assert _next(first) == ("N", 3, None)
    assert _next(second) == ("", None, None)


def test_load_is_shared_among_the_units_of_a_mentor() -> None:
    problem = evolve(
        a_problem({"M": [0, 0, 0]}, 3), load=lambda _, n: Decimal(n * n) / 10
    )

    choices = explained(problem, solved(problem))

    assert [one.parts["balance"] for one in choices] == [
        Decimal("0.467"),
        Decimal("0.467"),
        Decimal("0.466"),
    ]


def test_a_problem_that_cannot_be_has_no_choices() -> None:
    good = a_problem({"M": [1]})

    assert explained(a_problem({"M": [-1]}), solved(good)) == []


@settings(deadline=None, max_examples=150)
@given(problems(most_mentors=3, most_units=5))
def test_choices_sum_to_the_total_and_the_next_total_is_the_best_there_is(
    problem: Problem,
) -> None:
    matching, _ = solve(problem)
    assert matching is not None
    choices = explained(problem, matching)

    assert sum(one.cost for one in choices) == matching.total_cost
    assert all(sum(one.parts.values()) == one.cost for one in choices)
    for one in choices:
        if one.next_best and not one.fixed:
            assert one.next_total == _best_with(problem, matching.pairs, one)


def _best_with(
    problem: Problem, pairs: Sequence[Pair], choice: Choice
) -> Decimal | None:
    """Return the least total that has the next best pair, by trying everything."""
    units = [unit for unit, _ in pairs]
    unit, mentor = choice.unit, choice.next_best
    fixed = dict(problem.fixed)
    mentors = [one.id for one in problem.mentors]
    totals = []
    for chosen in product(mentors, repeat=len(units)):
        other: list[Pair] = list(zip(units, chosen, strict=True))
        if (
            (unit, mentor) in other
            and not problem.forbidden & set(other)
            and all(dict(other)[one] == by for one, by in fixed.items())
            and all(chosen.count(one.id) <= one.free for one in problem.mentors)
        ):
            totals.append(total_of(problem, other))
    return min(totals, default=None)


_KOSZEG = Location(settlement="KSH-16054", district="k", county="vas", region="nyd")
_SARVAR = Location(settlement="KSH-21306", district="s", county="vas", region="nyd")


def test_weighed_costs_are_explained_by_their_parts() -> None:
    offers = [
        Offer(
            mentor="near", capacity=1, location=_KOSZEG, fields=frozenset({"museum"})
        ),
        Offer(mentor="known", capacity=1, location=_SARVAR, had=frozenset({"a"})),
    ]
    needs = [
        Need(unit="a", field="library", location=_KOSZEG),
        Need(unit="b", field="museum", location=_SARVAR),
    ]
    weights = Weights(continuity=Decimal(4))

    problem, findings = problem_of(offers, needs, weights)
    assert findings == []
    assert problem is not None
    first, second = explained(problem, solved(problem))

    assert (first.mentor, second.mentor) == ("known", "near")
    assert first.parts == {
        "distance": 2,
        "field": 1,
        "continuity": 0,
        "balance": Decimal("0.5"),
    }
    assert second.parts == {
        "distance": 2,
        "field": 0,
        "continuity": 4,
        "balance": Decimal("0.5"),
    }
    assert first.cost == Decimal("3.5")


def test_a_weight_at_fault_makes_no_problem() -> None:
    problem, findings = problem_of([], [], Weights(distance=Decimal(-1)))

    assert problem is None
    assert [one.word for one in findings] == ["matching-weight-not-allowed"]


def test_fixed_and_forbidden_pairs_hold_for_weighed_costs_too() -> None:
    offers = [Offer(mentor=one, capacity=2, location=_KOSZEG) for one in "MN"]
    needs = [Need(unit=one, location=_KOSZEG) for one in "ab"]

    problem, _ = problem_of(offers, needs, fixed=[("a", "N")], forbidden=[("b", "M")])

    assert problem is not None
    assert solved(problem).pairs == (("a", "N"), ("b", "N"))
