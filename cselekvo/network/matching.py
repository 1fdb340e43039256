"""Match units to mentors: as many as can be, at provably least cost.

    problem, findings = problem_of(offers, needs)
    matching, findings = solve(problem)
    for choice in explained(problem, matching):
        ...

scipy finds the matching where it is installed (the extra `[fast]`), networkx where it
is not; both give the same pairs, and every matching is proved to be the cheapest.
"""

from collections.abc import Iterable
from decimal import Decimal

from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.network.matching_check import counted, outlook
from cselekvo.network.matching_counted import Counted
from cselekvo.network.matching_engines import found
from cselekvo.network.matching_exact import settled
from cselekvo.network.matching_explained import Choice, explained
from cselekvo.network.matching_model import (
    Engine,
    Matching,
    MatchingCode,
    Pair,
    Problem,
    Reason,
    Supplier,
    Unassigned,
    in_units,
)
from cselekvo.rules.assignment_costs import (
    Costs,
    Need,
    Offer,
    Weights,
    check_weights,
)

__all__ = [
    "Choice",
    "Engine",
    "Matching",
    "MatchingCode",
    "Pair",
    "Problem",
    "Reason",
    "Supplier",
    "Unassigned",
    "explained",
    "problem_of",
    "solve",
]

#: So many units without a mentor are named in the finding; all are in the matching.
_NAMED = 10


def problem_of(
    offers: Iterable[Offer],
    needs: Iterable[Need],
    weights: Weights | None = None,
    *,
    forbidden: Iterable[Pair] = (),
    fixed: Iterable[Pair] = (),
) -> tuple[Problem | None, list[Finding]]:
    """Return the problem of matching units to mentors at weighed costs.

    Args:
        offers: The mentors, with what they bring.
        needs: The units, with what they ask for.
        weights: How much each part of a cost counts; None: the defaults.
        forbidden: Pairs of unit and mentor that must not be.
        fixed: Pairs that must be.

    Returns:
        The problem, or None where a weight is wrong; and what was found.
    """
    offers, needs = tuple(offers), tuple(needs)
    weighed = Weights() if weights is None else weights
    findings = list(check_weights(weighed))
    if has_errors(findings):
        return None, findings
    costs = Costs(weighed, offers, needs)

    def parts(unit: str, mentor: str) -> dict[str, Decimal]:
        one = costs.parts(unit, mentor)
        return {
            "distance": in_units(one.distance),
            "field": in_units(one.field),
            "continuity": in_units(one.continuity),
        }

    problem = Problem(
        mentors=tuple(Supplier(one.mentor, one.capacity, one.held) for one in offers),
        units=tuple(one.unit for one in needs),
        cost=costs,
        forbidden=frozenset(forbidden),
        fixed=tuple(fixed),
        load=costs.load,
        parts=parts,
    )
    return problem, findings


def solve(
    problem: Problem, engine: Engine = "auto"
) -> tuple[Matching | None, list[Finding]]:
    """Assign as many units as can be, and of all ways to do so take the cheapest.

    Args:
        problem: Units, mentors, costs.
        engine: What finds it; `auto` is scipy, or networkx where that is missing.

    Returns:
        The matching, or None where the problem itself is wrong; and what was found.
        Where no unit at all can be assigned there is an error beside a matching that
        names them all.

    Raises:
        MissingExtraError: scipy is asked for, and not installed.
    """
    whole, findings = counted(problem)
    if whole is None:
        return None, findings
    findings += outlook(problem, whole)
    at = settled(whole, found(whole, engine))
    matching = _told(problem, whole, at)
    full = [one.unit for one in matching.unassigned if one.reason is Reason.NO_CAPACITY]
    if full and not has_errors(findings):
        more = len(full) - _NAMED
        values = {
            "count": len(full),
            "units": full[:_NAMED],
            "more": more if more > 0 else None,
        }
        code = MatchingCode.UNITS_LEFT
        findings.append(Finding(code, severity=Severity.WARNING, values=values))
    return matching, findings


def _told(problem: Problem, whole: Counted, at: list[int]) -> Matching:
    """Return the matching in the words and the order of the problem."""
    mentor_of = {
        unit: whole.mentors[mentor]
        for unit, mentor in zip(whole.units, at, strict=True)
        if mentor != whole.nobody
    }
    forbidden = {
        unit for unit, row in zip(whole.units, whole.rows, strict=True) if len(row) == 1
    }
    return Matching(
        pairs=tuple(
            (unit, mentor_of[unit]) for unit in problem.units if unit in mentor_of
        ),
        unassigned=tuple(
            Unassigned(
                unit, Reason.FORBIDDEN if unit in forbidden else Reason.NO_CAPACITY
            )
            for unit in problem.units
            if unit not in mentor_of
        ),
        total_cost=in_units(whole.total(at)),
    )
