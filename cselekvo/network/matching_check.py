"""Whether a matching can be asked for: everything that is wrong with a problem."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from math import isfinite
from operator import index
from typing import Any, Final

from attrs import define, field

from cselekvo.domain.vocabulary import fold
from cselekvo.findings import Finding, Severity, every, has_errors
from cselekvo.network.matching_counted import Counted, Row, with_nobody
from cselekvo.network.matching_model import (
    LARGEST_COST,
    MatchingCode,
    Pair,
    Problem,
    Supplier,
    thousandths,
)
from cselekvo.rules.assignment_costs import Costs

#: So many units are named in one finding; the rest is counted.
_NAMED: Final = 5


def counted(problem: Problem) -> tuple[Counted | None, list[Finding]]:
    """Return a problem in whole numbers, or None and what is wrong with it.

    What merely leaves units without a mentor is no fault of the problem.
    """
    findings = every(
        _doubled(MatchingCode.MENTOR_DOUBLED, [one.id for one in problem.mentors]),
        _doubled(MatchingCode.UNIT_DOUBLED, problem.units),
        _capacities(problem.mentors),
        _unknown(problem),
        _shape(problem),
    )
    if has_errors(findings):
        return None, findings
    findings += _fixed(problem)
    mentors = sorted(problem.mentors, key=lambda one: one.id)
    units = sorted(problem.units)
    rows, found = _rows(problem, mentors, units)
    slots, steep = _slots(problem, mentors)
    findings += [*found, *steep]
    if has_errors(findings):
        return None, findings
    at_mentor = {one.id: number for number, one in enumerate(mentors)}
    at_unit = {unit: number for number, unit in enumerate(units)}
    whole = Counted(
        mentors=[one.id for one in mentors],
        units=units,
        rows=with_nobody(rows, slots, len(mentors)),
        slots=slots,
        fixed={at_unit[unit]: at_mentor[mentor] for unit, mentor in problem.fixed},
    )
    return whole, findings


def _doubled(code: MatchingCode, ids: Iterable[str]) -> Iterator[Finding]:
    """Find ids that are equal when case and accents are left aside."""
    first: dict[str, str] = {}
    for id_ in ids:
        folded = fold(id_)
        if folded in first:
            values = {"name": first[folded], "again": id_}
            yield Finding(code, subject=id_, values=values)
        first.setdefault(folded, id_)


def _capacities(mentors: Iterable[Supplier]) -> Iterator[Finding]:
    for one in mentors:
        for number in (one.capacity, one.held):
            if not isinstance(number, int) or number < 0:
                values = {"mentor": one.id, "text": str(number)}
                code = MatchingCode.CAPACITY_NOT_ALLOWED
                yield Finding(code, subject=one.id, values=values)


def _unknown(problem: Problem) -> Iterator[Finding]:
    """Find fixed and forbidden pairs that name what is not there, with near names."""
    mentors, units = [one.id for one in problem.mentors], problem.units
    sides = (
        (0, MatchingCode.UNIT_UNKNOWN, units),
        (1, MatchingCode.MENTOR_UNKNOWN, mentors),
    )
    pairs = (*problem.fixed, *sorted(problem.forbidden))
    for side, code, known in sides:
        by_fold = {fold(one): one for one in known}
        have = frozenset(known)
        for text in dict.fromkeys(pair[side] for pair in pairs):
            if text not in have:
                close = get_close_matches(fold(text), by_fold, n=3)
                near = [by_fold[one] for one in close]
                values = {"text": text, "near": near}
                yield Finding(code, subject=text, values=values)


def _shape(problem: Problem) -> Iterator[Finding]:
    if callable(problem.cost):
        return
    rows, mentors = len(problem.cost), len(problem.mentors)
    widths = {len(row) for row in problem.cost}
    if rows != mentors or widths - {len(problem.units)}:
        values = {
            "rows": rows,
            "mentors": mentors,
            "cells": sorted(widths),
            "units": len(problem.units),
        }
        yield Finding(MatchingCode.MATRIX_SHAPE, values=values)


def _fixed(problem: Problem) -> Iterator[Finding]:
    """Find fixed pairs that cannot be."""
    first: dict[str, str] = {}
    given: dict[str, int] = {}
    for unit, mentor in problem.fixed:
        values: dict[str, Any] = {"unit": unit, "mentor": mentor}
        if unit in first:
            if first[unit] != mentor:
                values = {**values, "other": first[unit]}
                yield Finding(MatchingCode.FIXED_TWICE, subject=unit, values=values)
            continue
        first[unit] = mentor
        given[mentor] = given.get(mentor, 0) + 1
        if (unit, mentor) in problem.forbidden:
            yield Finding(MatchingCode.FIXED_FORBIDDEN, subject=unit, values=values)
    for one in problem.mentors:
        if given.get(one.id, 0) > one.free:
            values = {"mentor": one.id, "count": given[one.id], "free": one.free}
            code = MatchingCode.FIXED_OVER_CAPACITY
            yield Finding(code, subject=one.id, values=values)


@define
class _Faults:
    """The units whose costs with a mentor are at fault, by what is wrong."""

    units: dict[MatchingCode, list[str]] = field(factory=dict)

    def add(self, code: MatchingCode, unit: str) -> None:
        self.units.setdefault(code, []).append(unit)

    def told(self, mentor: str) -> Iterator[Finding]:
        for code, units in self.units.items():
            more = len(units) - _NAMED
            values = {
                "mentor": mentor,
                "units": units[:_NAMED],
                "count": len(units),
                "more": more if more > 0 else None,
                "most": LARGEST_COST,
            }
            yield Finding(code, subject=mentor, values=values)


def _rows(
    problem: Problem, mentors: Sequence[Supplier], units: Sequence[str]
) -> tuple[list[Row], list[Finding]]:
    """Return for each unit what its mentors cost, and the costs that are at fault."""
    cost = _looked_up(problem)
    rows: list[Row] = [{} for _ in units]
    findings: list[Finding] = []
    for number, mentor in enumerate(mentors):
        faults = _Faults()
        for row, unit in zip(rows, units, strict=True):
            pair: Pair = (unit, mentor.id)
            if pair in problem.forbidden:
                continue
            parts = cost(unit, mentor.id)
            if isinstance(parts, MatchingCode):
                faults.add(parts, unit)
            else:
                row[number] = parts
        findings += faults.told(mentor.id)
    return rows, findings


def _looked_up(problem: Problem) -> Callable[[str, str], int | MatchingCode]:
    """Return what gives the cost of a unit with a mentor, or what is wrong with it."""
    cost = problem.cost
    if isinstance(cost, Costs):
        parts = cost.parts
        return lambda unit, mentor: parts(unit, mentor).total
    if callable(cost):
        asked = cost
        return lambda unit, mentor: _in_parts(asked(unit, mentor))
    mentors = {one.id: row for one, row in zip(problem.mentors, cost, strict=True)}
    at = {unit: number for number, unit in enumerate(problem.units)}
    return lambda unit, mentor: _in_parts(mentors[mentor][at[unit]])


def _in_parts(value: Any) -> int | MatchingCode:
    """Return a cost in thousandths, or what is wrong with it."""
    if value is None:
        return MatchingCode.COST_MISSING
    if not isinstance(value, int | float | Decimal | Fraction):
        try:
            value = index(value)  # a whole number of another library
        except TypeError:
            return MatchingCode.COST_NOT_FINITE
    if isinstance(value, Decimal) and not value.is_finite():
        return MatchingCode.COST_NOT_FINITE
    if isinstance(value, float) and not isfinite(value):
        return MatchingCode.COST_NOT_FINITE
    if value < 0:
        return MatchingCode.COST_NEGATIVE
    if value >= LARGEST_COST:
        return MatchingCode.COST_TOO_LARGE
    return thousandths(value)


def _slots(
    problem: Problem, mentors: Sequence[Supplier]
) -> tuple[list[list[int]], list[Finding]]:
    """Return what each further unit of a mentor costs; it must not fall."""
    most = len(problem.units)
    slots: list[list[int]] = []
    findings: list[Finding] = []
    for one in mentors:
        numbers = range(one.held + 1, one.held + 1 + min(one.free, most))
        load = problem.load
        costs = [0 if load is None else _in_parts(load(one.id, n)) for n in numbers]
        known = [cost for cost in costs if isinstance(cost, int)]
        if len(known) < len(costs) or known != sorted(known):
            values = {"mentor": one.id}
            code = MatchingCode.LOAD_NOT_RISING
            findings.append(Finding(code, subject=one.id, values=values))
        slots.append(known)
    return slots, findings


def outlook(problem: Problem, whole: Counted) -> Iterator[Finding]:
    """Find what will leave units without a mentor, before anyone is matched."""
    units = len(whole.units)
    free = sum(map(len, whole.slots))
    allowed = [len(row) - 1 for row in whole.rows]
    if units and not free:
        values = {"mentors": len(whole.mentors), "units": units}
        yield Finding(MatchingCode.NO_CAPACITY, values=values)
    elif units and not any(allowed):
        values = {"mentors": len(whole.mentors), "units": units}
        yield Finding(MatchingCode.NOTHING_ALLOWED, values=values)
    else:
        room = sum(one.free for one in problem.mentors)
        if room < units:
            values = {"units": units, "free": room, "short": units - room}
            code = MatchingCode.CAPACITY_SHORT
            yield Finding(code, severity=Severity.WARNING, values=values)
        for unit, count in zip(whole.units, allowed, strict=True):
            if not count:
                yield Finding(
                    MatchingCode.UNIT_FORBIDDEN,
                    subject=unit,
                    severity=Severity.WARNING,
                    values={"unit": unit},
                )
