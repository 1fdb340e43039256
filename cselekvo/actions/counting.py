"""Asking the records what a counted criterion of a process has reached."""

from collections.abc import Callable
from datetime import date
from typing import Final

from attrs import frozen

from cselekvo.domain.activity import Activity
from cselekvo.domain.indicator import Indicator, IndicatorRule
from cselekvo.domain.mentor import Contact
from cselekvo.domain.plan import DevelopmentPlan
from cselekvo.domain.process import Process
from cselekvo.domain.published import Method
from cselekvo.domain.roundtable import Meeting, Membership
from cselekvo.domain.template import CountsFrom, Criterion, CriterionKind
from cselekvo.ports import Questions
from cselekvo.rules import counting


@frozen(kw_only=True)
class Asked:
    """What is counted for: a process, and the time that counts.

    Attributes:
        since: The first day that counts.
        on: The last one.
    """

    process: Process
    since: date
    on: date


def activities_of(questions: Questions, asked: Asked, kind: str) -> list[Activity]:
    """Return the activities of a process in the time that counts."""
    every = questions.facts(Activity, process=asked.process.id)
    return counting.within(every, asked.since, asked.on, kind)


def plans_of(questions: Questions, process: Process) -> list[DevelopmentPlan]:
    """Return the plans of a process: its own, and those of its project alone."""
    own = questions.facts(DevelopmentPlan, process=process.id)
    if process.project is None:
        return own
    shared = questions.facts(DevelopmentPlan, project=process.project, process=None)
    return [*own, *shared]


def _activities(questions: Questions, asked: Asked, indicator: Indicator) -> int | None:
    found = activities_of(questions, asked, indicator.activity)
    return counting.of_activities(indicator, found)


def _plans(questions: Questions, asked: Asked, indicator: Indicator) -> int | None:
    found = plans_of(questions, asked.process)
    there = [one for one in found if one.on is None or one.on <= asked.on]
    return counting.of_plans(indicator, there)


def _meetings(questions: Questions, asked: Asked, indicator: Indicator) -> int | None:
    if indicator.rule is not IndicatorRule.COUNT:
        return None
    held = questions.facts(Meeting, roundtable=asked.process.unit)
    return sum(asked.since <= one.on <= asked.on for one in held)


def _memberships(
    questions: Questions, asked: Asked, indicator: Indicator
) -> int | None:
    if indicator.rule is not IndicatorRule.AS_OF:
        return None
    unit = asked.process.unit
    seats = questions.facts(Membership, on=asked.on, roundtable=unit, voting=True)
    return len({one.organisation for one in seats})


def _contacts(questions: Questions, asked: Asked, indicator: Indicator) -> int | None:
    found = [
        one
        for one in questions.facts(Contact, unit=asked.process.unit)
        if asked.since <= one.on <= asked.on
    ]
    if indicator.rule is IndicatorRule.COUNT:
        return len(found)
    if indicator.rule is IndicatorRule.SUM and indicator.field == "hours":
        return sum(one.minutes or 0 for one in found) // _HOUR
    return None


_HOUR: Final = 60  #: minutes
_FEEDS: Final[dict[str, Callable[[Questions, Asked, Indicator], int | None]]] = {
    "activities": _activities,
    "plans": _plans,
    "meetings": _meetings,
    "memberships": _memberships,
    "contacts": _contacts,
}


def count(
    questions: Questions, method: Method, criterion: Criterion, asked: Asked
) -> int | None:
    """Return what a counted criterion has reached; None: it cannot be computed.

    Args:
        questions: A reader, or the work of a change.
        method: The template of the process with its indicators.
        criterion: One that is counted.
        asked: The process, and the time since the opening of the run.
    """
    if criterion.since is CountsFrom.PROCESS:
        asked = Asked(process=asked.process, since=asked.process.started, on=asked.on)
    if criterion.kind is CriterionKind.ACTIVITIES:
        return len(activities_of(questions, asked, criterion.activity))
    if criterion.kind is CriterionKind.PLANS:
        found = plans_of(questions, asked.process)
        return sum(counting.counts_as(p, criterion.state, asked.on) for p in found)
    indicator = method.indicators.get(criterion.indicator)
    feed = None if indicator is None else _FEEDS.get(indicator.fed_by)
    if indicator is None or feed is None:
        return None
    return feed(questions, asked, indicator)
