"""Matching the units that stand alone to the mentors of a day, at least cost."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from cselekvo.actions.action import action
from cselekvo.actions.checks import check
from cselekvo.actions.offers import needs_of, offers_of
from cselekvo.actions.standing_alone import alone_on
from cselekvo.actions.whereabouts import Whereabouts
from cselekvo.domain.identifiers import RecordId
from cselekvo.domain.mentor import Mentor, MentorAssignment
from cselekvo.domain.period import Period
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.network.matching import (
    Choice,
    Engine,
    Matching,
    Pair,
    Problem,
    explained,
    problem_of,
    solve,
)
from cselekvo.ports import Questions, Work
from cselekvo.rules.assignment_costs import Location, Weights
from cselekvo.rules.assignments import AssignmentCode, check_counties
from cselekvo.rules.permissions import Scope, Verb, scope_of

#: So many units are named in one finding; the rest is counted.
_NAMED: Final = 10
#: What is found of each pair and told once for all of them.
_SAID_TOGETHER: Final = frozenset({AssignmentCode.OUTSIDE_COUNTIES})


class MatchCode(Enum):
    """What a matching of the workspace tells."""

    NOBODY_ALONE = "no-unit-without-mentor"
    NO_MENTORS = "no-active-mentors"
    ASSIGNED = "mentors-assigned"
    OUTSIDE = "matched-outside-counties"


@frozen(kw_only=True)
class Wanted:
    """What is to be matched.

    Attributes:
        on: The day: who is a mentor, which units have none, and from when it holds.
        county: Only units in this county; empty: all.
        every: Also communities that nothing has begun for yet.
        weights: How much each part of a cost counts.
        forbidden: Pairs of unit and mentor that must not be.
        fixed: Pairs that must be.
        engine: What finds it.
        reason: Why, for the assignments.
    """

    on: date
    county: str = ""
    every: bool = False
    weights: Weights = field(factory=Weights)
    forbidden: tuple[Pair, ...] = ()
    fixed: tuple[Pair, ...] = ()
    engine: Engine = "auto"
    reason: str = ""


@frozen(kw_only=True, eq=False)
class Matched:
    """What came of a matching.

    Attributes:
        mentors: By person, who was asked.
        matching: None: there was nothing to match, or the question was wrong.
        choices: Why each unit has its mentor.
        findings: What was found.
    """

    mentors: dict[str, Mentor] = field(factory=dict)
    matching: Matching | None = None
    choices: tuple[Choice, ...] = ()
    findings: tuple[Finding, ...] = ()


def match_mentors(questions: Questions, wanted: Wanted, scope: Scope) -> Matched:
    """Return the cheapest way to put mentors in charge of the units that have none.

    Args:
        questions: A reader, or the work of a change.
        wanted: What is to be matched.
        scope: Of whoever asks: neither a mentor nor a unit outside it is considered.
    """
    where = Whereabouts(questions, wanted.on)
    mentors = _seen(where, questions.facts(Mentor, on=wanted.on), scope)
    units = alone_on(questions, wanted.on, every=wanted.every)
    places = where.of_units(units)
    units = [one for one in units if _is_asked(one, places[one], wanted, scope)]
    if not units or not mentors:
        code = MatchCode.NO_MENTORS if units else MatchCode.NOBODY_ALONE
        severity = Severity.ERROR if units else Severity.NOTE
        values = {"on": wanted.on, "count": len(units)}
        found = Finding(code, severity=severity, values=values)
        return Matched(findings=(found,))
    past = questions.facts(MentorAssignment, unit=units)
    problem, findings = problem_of(
        offers_of(questions, where, mentors, past, wanted.on),
        needs_of(questions, units, places, past),
        wanted.weights,
        forbidden=wanted.forbidden,
        fixed=wanted.fixed,
    )
    by_person = {str(one.person): one for one in mentors}
    made = Matched(mentors=by_person, findings=tuple(findings))
    return made if problem is None else solved(made, problem, wanted.engine)


def solved(made: Matched, problem: Problem, engine: Engine = "auto") -> Matched:
    """Return a matching with what the problem came to."""
    problem = as_known(problem)
    matching, findings = solve(problem, engine)
    choices = () if matching is None else tuple(explained(problem, matching))
    return evolve(
        made,
        matching=matching,
        choices=choices,
        findings=(*made.findings, *findings),
    )


def as_known(problem: Problem) -> Problem:
    """Return a problem whose pairs are written as its mentors and units are."""
    units = {one.lower(): one for one in problem.units}
    mentors = {one.id.lower(): one.id for one in problem.mentors}

    def known(pair: Pair) -> Pair:
        unit, mentor = pair
        return units.get(unit.lower(), unit), mentors.get(mentor.lower(), mentor)

    return evolve(
        problem,
        forbidden=frozenset(map(known, problem.forbidden)),
        fixed=tuple(map(known, problem.fixed)),
    )


def _seen(where: Whereabouts, mentors: list[Mentor], scope: Scope) -> list[Mentor]:
    """Return the mentors who work where a reader may look."""
    if scope.everything:
        return mentors
    covered = where.covered(mentors)
    return [
        one
        for one in mentors
        if covered[one.person] & scope.counties or one.employer in scope.organisations
    ]


def _is_asked(unit: str, place: Location, wanted: Wanted, scope: Scope) -> bool:
    if wanted.county and place.county != wanted.county:
        return False
    reach = scope.units | scope.organisations
    return scope.everything or unit in reach or place.county in scope.counties


def outside(
    where: Whereabouts, mentors: dict[str, Mentor], pairs: Iterable[Pair]
) -> Iterator[Finding]:
    """Find pairs in which a mentor does not cover the unit's county, all in one."""
    chosen = list(pairs)
    found: list[Finding] = []
    places = where.of_units([unit for unit, _ in chosen])
    covered = where.covered(mentors.values())
    for unit, mentor in chosen:
        county = places[unit].county
        lies_in = frozenset({county} if county else ())
        found += check_counties(mentor, unit, covered[mentor], lies_in)
    if found:
        more = len(found) - _NAMED
        values = {
            "count": len(found),
            "units": [one.values["unit"] for one in found[:_NAMED]],
            "more": more if more > 0 else None,
        }
        yield Finding(MatchCode.OUTSIDE, severity=Severity.WARNING, values=values)


def within(mentor: Mentor, first: date, end: date | None = None) -> Period:
    """Return the days from the first on for which a mentor can be in charge.

    Args:
        mentor: The standing; nobody is in charge after it ends.
        first: The first day, one of the standing.
        end: The first day after; None: as long as the standing lasts.
    """
    ends = [one for one in (mentor.period.end, end) if one is not None]
    return Period(first, min(ends, default=None))


@action("mentor match", lambda wanted: wanted.county)
def apply_matching(
    work: Work, wanted: Wanted, told: Callable[[Matched], object] = bool
) -> list[Finding]:
    """Put the matched mentors in charge of their units, all as one act.

    Args:
        work: The change.
        wanted: What is to be matched.
        told: Is told what came of the matching; not where a request came again.
    """
    work.require_somewhere(Verb.ASSIGN)
    matched = match_mentors(work, wanted, scope_of(work.actor))
    told(matched)
    findings = list(matched.findings)
    if matched.matching is None or has_errors(findings):
        return findings
    pairs = matched.matching.pairs
    for unit, _person in pairs:
        work.require(Verb.ASSIGN, unit)
    ends = _foreseen(work, [unit for unit, _ in pairs], wanted.on)
    for unit, person in pairs:
        mentor = matched.mentors[person]
        made = MentorAssignment(
            id=RecordId(work.new_id(MentorAssignment)),
            person=mentor.person,
            unit=RecordId(unit),
            reason=wanted.reason,
            period=within(mentor, wanted.on, ends.get(unit)),
        )
        found = check(work, made)
        findings += [one for one in found if one.code not in _SAID_TOGETHER]
        work.write(made)
    where = Whereabouts(work, wanted.on)
    findings += outside(where, matched.mentors, pairs)
    values = {"count": len(pairs), "on": wanted.on}
    code, note = MatchCode.ASSIGNED, Severity.NOTE
    return [*findings, Finding(code, severity=note, values=values)]


def _foreseen(questions: Questions, units: list[str], on: date) -> dict[str, date]:
    """Return by unit from when on somebody is to be in charge of it already."""
    found: dict[str, date] = {}
    for one in questions.facts(MentorAssignment, unit=units) if units else ():
        if one.period.start > on:
            first = found.get(one.unit, one.period.start)
            found[one.unit] = min(first, one.period.start)
    return found
