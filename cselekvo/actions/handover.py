"""A mentor hands over what they are in charge of, as one act.

Every assignment ends on the day, and what finds a successor goes on from the day after.
Nothing else is touched: finished work stays with whoever did it.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final

from attrs import evolve

from cselekvo.actions.action import action
from cselekvo.actions.checks import check
from cselekvo.actions.handover_model import (
    Handover,
    HandoverCode,
    Move,
    Plan,
    mentor_named,
)
from cselekvo.actions.handover_planning import plan_handover
from cselekvo.actions.matching import within
from cselekvo.domain.identifiers import RecordId
from cselekvo.domain.mentor import MentorAssignment
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb, scope_of
from cselekvo.rules.tracking import check_reason

__all__ = [
    "Handover",
    "HandoverCode",
    "Move",
    "Plan",
    "hand_over",
    "mentor_named",
    "plan_handover",
]

_DAY: Final = timedelta(days=1)


@action("mentor handover", lambda wanted: wanted.mentor)
def hand_over(
    work: Work, wanted: Handover, told: Callable[[Plan], object] = bool
) -> list[Finding]:
    """End what a mentor is in charge of on a day, and put successors in charge.

    Args:
        work: The change.
        wanted: What is to be handed over.
        told: Is told what is done; not where a request came again.
    """
    plan = plan_handover(work, wanted, scope_of(work.actor))
    told(plan)
    _require(work, plan, wanted)
    findings = [*plan.findings, *check_reason(wanted.reason, plan.person)]
    if has_errors(findings):
        return findings
    if wanted.on > work.today:
        values: dict[str, Any] = {"on": wanted.on, "today": work.today}
        code, note = HandoverCode.IN_FUTURE, Severity.NOTE
        findings.append(
            Finding(code, subject=plan.person, severity=note, values=values)
        )
    reason = wanted.reason.strip()
    for move in plan.moves:
        period = move.ends.period.ending(wanted.on)
        if period != move.ends.period:
            work.write(evolve(move.ends, period=period, end_reason=reason))
    for move in plan.moves:
        findings += _begin(work, move, wanted)
    if wanted.leaving:
        findings += _leave(work, plan, reason)
    values = {"count": len(plan.moves) - len(plan.gaps), "on": wanted.on}
    code, note = HandoverCode.DONE, Severity.NOTE
    done = Finding(code, subject=plan.person, severity=note, values=values)
    return [*findings, done]


def _require(work: Work, plan: Plan, wanted: Handover) -> None:
    """Go on only if the actor may give away every unit, and let the mentor go."""
    if not plan.moves:
        work.require_somewhere(Verb.ASSIGN)
    for move in plan.moves:
        work.require(Verb.ASSIGN, move.ends.unit)
    if wanted.leaving:
        work.require(Verb.EDIT_MENTOR, plan.person)


def _begin(work: Work, move: Move, wanted: Handover) -> Iterator[Finding]:
    """Put a successor in charge for as long as the one before them was to be.

    Where that one was to end with the day, it is for as long as they are a mentor.
    """
    if move.successor is None:
        return
    first, end = wanted.on + _DAY, move.ends.period.end
    if end is not None and end <= first:
        end = None
    made = MentorAssignment(
        id=RecordId(work.new_id(MentorAssignment)),
        person=move.successor.person,
        unit=move.ends.unit,
        role=move.ends.role,
        reason=wanted.reason.strip(),
        period=within(move.successor, first, end),
    )
    yield from check(work, made)
    work.write(made)


def _leave(work: Work, plan: Plan, reason: str) -> Iterator[Finding]:
    """End the mentor's standing with the day of the handover."""
    standing = plan.standing
    if standing is None or standing.period.last_day == plan.on:
        return
    ended = evolve(standing, period=standing.period.ending(plan.on), end_reason=reason)
    yield from check(work, ended)
    work.write(ended)
