"""What a handover would do: what ends, who takes over, and what is left alone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any, Final

from attrs import evolve

from cselekvo.actions.handover_model import (
    Handover,
    HandoverCode,
    Move,
    Plan,
    mentor_named,
)
from cselekvo.actions.matching import Matched, solved
from cselekvo.actions.mentoring import assignments_on, standing_on
from cselekvo.actions.offers import offers_of
from cselekvo.actions.whereabouts import Whereabouts
from cselekvo.domain.mentor import Mentor, MentorAssignment
from cselekvo.errors import NotFoundError
from cselekvo.findings import Finding, Severity, code_of, has_errors
from cselekvo.network.matching import MatchingCode, Pair, problem_of
from cselekvo.ports import Questions
from cselekvo.rules.assignment_costs import Need, Offer
from cselekvo.rules.permissions import Scope

_DAY: Final = timedelta(days=1)
_NEAR: Final = 3
#: A handover is small: this one is there before the other has been imported.
_ENGINE: Final = "networkx"
#: What a matching finds that a handover says in words of its own, unit by unit.
_SAID_HERE: Final = frozenset(
    {
        MatchingCode.NO_CAPACITY,
        MatchingCode.NOTHING_ALLOWED,
        MatchingCode.CAPACITY_SHORT,
        MatchingCode.UNIT_FORBIDDEN,
        MatchingCode.UNITS_LEFT,
    }
)


def plan_handover(questions: Questions, wanted: Handover, scope: Scope) -> Plan:
    """Return what a handover would do: what ends, who takes over, what is left alone.

    Args:
        questions: A reader, or the work of a change.
        wanted: What is to be handed over.
        scope: Of whoever asks: no mentor outside it is proposed.

    Raises:
        NotFoundError: The mentor, or one that is named, was never one here.
    """
    person = mentor_named(questions, wanted.mentor)
    standing = standing_on(questions, person, wanted.on)
    plan = Plan(person=person, on=wanted.on, standing=standing)
    if standing is None:
        return evolve(plan, findings=(_not_then(questions, person, wanted.on),))
    held = assignments_on(questions, person=person, on=wanted.on)
    ending = sorted(
        (one for one in held if _is_open(questions, one, wanted.on)), key=_unit
    )
    moves = tuple(Move(ends=one) for one in ending)
    plan = evolve(plan, moves=moves)
    planning = _Planning(questions, wanted, plan, scope)
    findings = list(planning.check())
    if has_errors(findings) or not moves:
        return evolve(plan, findings=tuple(findings))
    moves, found = planning.moves()
    findings += found
    gaps = (one.ends.unit for one in moves if one.successor is None)
    findings += [_without(unit, wanted.on) for unit in gaps]
    return evolve(plan, moves=moves, findings=tuple(findings))


def _is_open(questions: Questions, one: MentorAssignment, on: date) -> bool:
    """Return whether nobody follows an assignment yet when it ends on a day."""
    if one.period.last_day != on:
        return True
    return not assignments_on(questions, unit=one.unit, on=on + _DAY)


def _unit(assignment: MentorAssignment) -> str:
    return assignment.unit


def _not_then(questions: Questions, person: str, on: date) -> Finding:
    """Return that a person is no mentor on a day, or not yet."""
    standings = questions.facts(Mentor, person=person)
    first = min(one.period.start for one in standings)
    if on < first:
        values: dict[str, Any] = {"on": on, "since": first}
        return Finding(HandoverCode.BEFORE_MENTOR, subject=person, values=values)
    values = {"on": on}
    return Finding(HandoverCode.NOT_MENTOR, subject=person, values=values)


def _without(unit: str, on: date) -> Finding:
    return Finding(
        HandoverCode.NO_SUCCESSOR,
        subject=unit,
        severity=Severity.WARNING,
        values={"since": on + _DAY},
    )


class _Planning:
    """One handover being planned."""

    def __init__(
        self, questions: Questions, wanted: Handover, plan: Plan, scope: Scope
    ) -> None:
        self.questions, self.wanted, self.plan = questions, wanted, plan
        self.scope, self.next = scope, wanted.on + _DAY
        self.ours = {one.ends.unit.lower(): str(one.ends.unit) for one in plan.moves}
        self.unknown: list[Finding] = []
        self.to = self._mentor(wanted.to, "") if wanted.to else ""
        self.named = [
            (self.ours.get(unit.lower(), unit), self._mentor(to, unit))
            for unit, to in wanted.named
        ]
        if wanted.to:
            self.named = [(unit, self.to) for unit in self.ours.values()]

    def _mentor(self, text: str, unit: str) -> str:
        """Return the id of a successor; one who is unknown is found to be so."""
        try:
            return mentor_named(self.questions, text)
        except NotFoundError as error:
            code = code_of(error.code)
            found = Finding(code, subject=unit or text, values=error.values)
            self.unknown.append(found)
            return ""

    def check(self) -> Iterator[Finding]:
        """Find what speaks against what was asked, before anyone is sought."""
        yield from self.unknown
        if self.to:
            yield from self._successor(self.to, self.to)
        if self.wanted.leaving:
            yield from self._later()
        if not self.plan.moves:
            leaves = self.wanted.leaving
            severity = Severity.WARNING if leaves else Severity.ERROR
            yield Finding(
                HandoverCode.NOTHING,
                subject=self.plan.person,
                severity=severity,
                values={"on": self.wanted.on},
            )
        seen: set[str] = set()
        for unit, to in () if self.wanted.to else self.named:
            yield from self._unit(unit, seen)
            yield from self._successor(to, unit)
            seen.add(unit)

    def _later(self) -> Iterator[Finding]:
        """Find what the mentor is to take charge of after the day they leave."""
        for one in self.questions.facts(MentorAssignment, person=self.plan.person):
            if one.period.start > self.wanted.on:
                values = {"mentor": one.person, "since": one.period.start}
                code = HandoverCode.BEGINS_LATER
                yield Finding(code, subject=one.unit, values=values)

    def _unit(self, unit: str, seen: set[str]) -> Iterator[Finding]:
        """Find a unit that is not the mentor's, or is named again."""
        if unit.lower() not in self.ours:
            close = get_close_matches(unit.lower(), self.ours, n=_NEAR)
            values = {
                "mentor": self.plan.person,
                "on": self.wanted.on,
                "near": [self.ours[one] for one in close],
            }
            yield Finding(HandoverCode.NOT_THEIRS, subject=unit, values=values)
        elif unit in seen:
            yield Finding(HandoverCode.NAMED_TWICE, subject=unit)

    def _successor(self, to: str, subject: str) -> Iterator[Finding]:
        if to == self.plan.person:
            yield Finding(HandoverCode.TO_SELF, subject=subject, values={"to": to})
        elif to and standing_on(self.questions, to, self.next) is None:
            values = {"to": to, "on": self.next}
            code = HandoverCode.SUCCESSOR_NOT_MENTOR
            yield Finding(code, subject=subject, values=values)

    def moves(self) -> tuple[tuple[Move, ...], list[Finding]]:
        """Return who takes over what: as named, and the rest by the matching."""
        by_unit = dict(self.named)
        mentors = {
            str(one.person): one for one in self.questions.facts(Mentor, on=self.next)
        }
        rest = [
            one.ends.unit for one in self.plan.moves if one.ends.unit not in by_unit
        ]
        matched = self._matched(rest, mentors.values()) if rest else Matched()
        chosen = {one.unit: one for one in matched.choices}
        moves = []
        for one in self.plan.moves:
            choice = chosen.get(one.ends.unit)
            to = by_unit.get(one.ends.unit, "" if choice is None else choice.mentor)
            moves.append(evolve(one, successor=mentors.get(to), choice=choice))
        told = [one for one in matched.findings if one.code not in _SAID_HERE]
        return tuple(moves), told

    def _matched(self, units: Sequence[str], mentors: Iterable[Mentor]) -> Matched:
        """Return the matching of units to those who may take over."""
        where = Whereabouts(self.questions, self.next)
        others = [one for one in mentors if one.person != self.plan.person]
        covered = where.covered(others)
        if not self.scope.everything:
            others = [
                one for one in others if covered[one.person] & self.scope.counties
            ]
        if not others:
            return Matched()
        places, standing = where.of_units(units), self.plan.standing
        asked = None if standing is None else standing.field
        needs = [
            Need(
                unit=unit,
                field="" if asked is None else str(asked.value),
                location=places[unit],
            )
            for unit in units
        ]
        offers = self._offers(where, others, units)
        problem, findings = problem_of(
            offers, needs, forbidden=self._forbidden(needs, offers)
        )
        made = Matched(findings=tuple(findings))
        return made if problem is None else solved(made, problem, _ENGINE)

    def _offers(
        self, where: Whereabouts, mentors: Sequence[Mentor], units: Sequence[str]
    ) -> list[Offer]:
        """Return what mentors bring; what is named for them is theirs already."""
        past = self.questions.facts(MentorAssignment, unit=list(units))
        given = [to for _unit, to in self.named]
        return [
            evolve(one, held=one.held + given.count(one.mentor))
            for one in offers_of(self.questions, where, mentors, past, self.next)
        ]

    def _forbidden(self, needs: Sequence[Need], offers: Sequence[Offer]) -> set[Pair]:
        """Return the pairs that must not be.

        Of mentors outside the unit's county, and of those who are in charge of the unit
        beside whoever leaves, or soon will be.
        """
        forbidden = {
            (need.unit, offer.mentor)
            for need in needs
            for offer in offers
            if need.location.county
            and offer.covered
            and need.location.county not in offer.covered
        }
        known = {one.mentor for one in offers}
        units = [one.unit for one in needs]
        for one in self.questions.facts(MentorAssignment, unit=units):
            ends = one.period.end
            if one.person in known and (ends is None or ends > self.next):
                forbidden.add((str(one.unit), str(one.person)))
        return forbidden
