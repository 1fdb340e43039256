"""What is wrong with a problem is told, all at once, and nothing is matched."""

from decimal import Decimal
from math import inf, nan
from typing import Any

import pytest
from attrs import evolve

from cselekvo.i18n.sentences import message
from cselekvo.network.matching import Problem, Reason, Supplier, solve
from cselekvo.network.matching_model import Number
from tests.network.matched import ENGINES, a_problem, faults


def _words(problem: Problem) -> list[str]:
    return [one.word for one in faults(problem)]


@pytest.mark.parametrize("engine", ENGINES)
def test_capacities_of_zero_are_an_error_and_every_unit_is_named(engine: Any) -> None:
    matching, findings = solve(a_problem({"M": [1, 2], "N": [3, 4]}, 0), engine)

    assert [one.word for one in findings] == ["matching-no-capacity"]
    assert findings[0].severity.value == "error"
    assert matching is not None
    assert matching.pairs == ()
    assert [(one.unit, one.reason) for one in matching.unassigned] == [
        ("a", Reason.NO_CAPACITY),
        ("b", Reason.NO_CAPACITY),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_matrix_that_forbids_all_is_an_error(engine: Any) -> None:
    every = [(unit, mentor) for unit in "ab" for mentor in "MN"]
    problem = a_problem({"M": [1, 2], "N": [3, 4]}, 5, forbidden=every)

    matching, findings = solve(problem, engine)

    assert [one.word for one in findings] == ["matching-nothing-allowed"]
    assert matching is not None
    assert {one.reason for one in matching.unassigned} == {Reason.FORBIDDEN}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_unit_that_every_mentor_is_forbidden_for_is_named(engine: Any) -> None:
    problem = a_problem(
        {"M": [1, 2], "N": [3, 4]}, 5, forbidden=[("a", "M"), ("a", "N")]
    )

    matching, findings = solve(problem, engine)

    assert [(one.word, one.subject) for one in findings] == [
        ("matching-unit-forbidden", "a")
    ]
    assert matching is not None
    assert matching.pairs == (("b", "M"),)
    assert matching.unassigned[0].reason is Reason.FORBIDDEN


@pytest.mark.parametrize(
    ("cost", "word"),
    [
        (None, "matching-cost-missing"),
        (-1, "matching-cost-negative"),
        (Decimal("-0.0001"), "matching-cost-negative"),
        (nan, "matching-cost-not-finite"),
        (inf, "matching-cost-not-finite"),
        (Decimal("sNaN"), "matching-cost-not-finite"),
        ("12", "matching-cost-not-finite"),
        (10**9, "matching-cost-too-large"),
        (10**400, "matching-cost-too-large"),
    ],
)
def test_a_cost_at_fault_names_its_mentor_and_unit(cost: Any, word: str) -> None:
    findings = faults(a_problem({"M": [1, 2], "N": [3, cost]}))

    (found,) = findings
    assert found.word == word
    assert found.subject == "N"
    assert found.values["units"] == ["b"]


def test_a_hole_in_a_forbidden_pair_is_none() -> None:
    problem = a_problem({"M": [1, None], "N": [None, 4]})
    forbidden = frozenset({("b", "M"), ("a", "N")})

    matching, findings = solve(evolve(problem, forbidden=forbidden))

    assert findings == []
    assert matching is not None
    assert matching.total_cost == 5


def test_many_holes_of_a_mentor_are_one_finding() -> None:
    (found,) = faults(a_problem({"M": [None] * 8}, 8))

    assert found.values["units"] == ["a", "b", "c", "d", "e"]
    assert found.values["count"] == 8
    assert found.values["more"] == 3
    assert message(found, "hu") == (
        "M: 8 egység költsége hiányzik: a, b, c, d, e, és még 3. "
        "Adja meg, vagy tiltsa meg a párt."
    )
    assert message(found, "en") == (
        "M: the cost of 8 units is missing: a, b, c, d, e, and 3 more. "
        "Give it, or forbid the pair."
    )


class _Seven:
    """A whole number of another library."""

    def __index__(self) -> int:
        return 7


def test_whole_numbers_of_other_libraries_are_costs() -> None:
    seven: Any = _Seven()
    matching, _ = solve(a_problem({"M": [seven]}))

    assert matching is not None
    assert matching.total_cost == 7


@pytest.mark.parametrize("rows", [[[1, 2]], [[1], [2]], [[1, 2], [3]], []])
def test_a_matrix_of_another_shape_is_refused(rows: list[list[Number | None]]) -> None:
    problem = evolve(a_problem({"M": [1, 2], "N": [3, 4]}), cost=rows)

    assert _words(problem) == ["matching-matrix-shape"]


def test_doubled_ids_are_found_case_and_accents_aside() -> None:
    problem = Problem(
        mentors=(Supplier("Ági", 1), Supplier("agi", 1)),
        units=("u", "v", "U"),
        cost=[[1, 1, 1], [1, 1, 1]],
    )

    assert [(one.word, one.subject) for one in faults(problem)] == [
        ("matching-mentor-doubled", "agi"),
        ("matching-unit-doubled", "U"),
    ]


@pytest.mark.parametrize(
    "supplier",
    [Supplier("M", -1), Supplier("M", 2, held=-1), Supplier("M", 1.5)],  # type: ignore[arg-type]
)
def test_a_capacity_is_a_whole_number_of_at_least_nothing(supplier: Supplier) -> None:
    problem = evolve(a_problem({"M": [1]}), mentors=(supplier,))

    assert _words(problem) == ["matching-capacity-not-allowed"]


def test_unknown_names_in_pairs_are_found_with_near_ones() -> None:
    problem = Problem(
        mentors=(Supplier("mentor-1", 1),),
        units=("Kőszeg", "Sárvár"),
        cost=[[1, 2]],
        fixed=(("Köszeg", "mentor-1"),),
        forbidden=frozenset({("Sárvár", "mentor-l")}),
    )

    found = [(one.word, one.values["near"]) for one in faults(problem)]

    assert found == [
        ("matching-unit-unknown", ["Kőszeg"]),
        ("matching-mentor-unknown", ["mentor-1"]),
    ]


def test_a_fixed_pair_that_is_forbidden_is_found() -> None:
    pair = ("a", "M")
    problem = a_problem({"M": [1]}, fixed=[pair], forbidden=[pair])

    (found,) = faults(problem)

    assert found.word == "matching-fixed-forbidden"
    assert found.values == {"unit": "a", "mentor": "M"}


def test_more_fixed_pairs_than_room_are_found() -> None:
    problem = a_problem({"M": [1, 1, 1]}, 2, fixed=[(one, "M") for one in "abc"])

    (found,) = faults(problem)

    assert found.word == "matching-fixed-over-capacity"
    assert found.values == {"mentor": "M", "count": 3, "free": 2}


def test_a_unit_fixed_to_two_mentors_is_found_and_one_fixed_twice_is_not() -> None:
    problem = a_problem({"M": [1, 1], "N": [1, 1]}, fixed=[("a", "M"), ("a", "M")])

    matching, findings = solve(problem)
    (found,) = faults(evolve(problem, fixed=(("a", "M"), ("a", "N"))))

    assert findings == []
    assert matching is not None
    assert dict(matching.pairs)["a"] == "M"
    assert found.word == "matching-fixed-twice"
    assert found.values == {"unit": "a", "mentor": "N", "other": "M"}


@pytest.mark.parametrize("load", [[2, 1], [-1, 0], [nan, 1]])
def test_a_load_that_falls_is_refused(load: list[float]) -> None:
    problem = evolve(a_problem({"M": [1, 1]}, 2), load=lambda _, n: load[n - 1])

    assert _words(problem) == ["matching-load-not-rising"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    problem = Problem(
        mentors=(Supplier("M", -1), Supplier("M", 1)),
        units=("a", "a"),
        cost=[[1]],
        fixed=(("z", "Q"),),
    )

    assert _words(problem) == [
        "matching-mentor-doubled",
        "matching-unit-doubled",
        "matching-capacity-not-allowed",
        "matching-unit-unknown",
        "matching-mentor-unknown",
        "matching-matrix-shape",
    ]
