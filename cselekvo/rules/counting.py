"""Counting: from records to the number that a criterion or an indicator asks for.

Attendances, persons and persons with a plan are three populations and never added to
each other (ESF, Regulation 1304/2013, Annex I). What no record feeds is not computable,
which is not nought.
"""

from collections.abc import Iterable
from datetime import date

from cselekvo.domain.activity import Activity, ActivityKind, HeadUnit
from cselekvo.domain.indicator import Indicator, IndicatorRule
from cselekvo.domain.plan import ONCE_ADOPTED, DevelopmentPlan, PlanState

#: The fields of activities that an indicator may add up or tell apart.
_HEADS = "head_count"


def within(
    activities: Iterable[Activity], since: date, on: date, kind: str = ""
) -> list[Activity]:
    """Return the activities that began in a time, all of them or those of a kind.

    Args:
        activities: Those of a process.
        since: The first day that counts.
        on: The last one.
        kind: The stable word of the kind; empty: all.
    """
    wanted = ActivityKind.of(kind) if kind else None
    return [
        one
        for one in activities
        if since <= one.period.start <= on and wanted in {None, one.activity}
    ]


def of_activities(indicator: Indicator, activities: Iterable[Activity]) -> int | None:
    """Return an indicator that activities feed; None: not computable.

    A sum of attendances leaves out what was counted in persons, and activities whose
    head count is not known.

    Args:
        indicator: Its definition.
        activities: Those of the time and kind that count.
    """
    if indicator.rule is IndicatorRule.COUNT:
        return sum(1 for _ in activities)
    if indicator.rule is IndicatorRule.SUM and indicator.field == _HEADS:
        return sum(
            one.heads or 0 for one in activities if one.unit is HeadUnit.ATTENDANCES
        )
    if indicator.rule is IndicatorRule.DISTINCT and indicator.field == "settlement":
        return len({one.settlement for one in activities if one.settlement})
    return None


def counts_as(plan: DevelopmentPlan, state: str, on: date) -> bool:
    """Return whether a plan counts as one in a state on a day.

    One that was adopted and has been closed since was adopted all the same.
    """
    wanted = PlanState.of(state)
    reached = ONCE_ADOPTED if wanted is PlanState.ADOPTED else {wanted}
    return plan.state in reached and (plan.on is None or plan.on <= on)


def of_plans(indicator: Indicator, plans: Iterable[DevelopmentPlan]) -> int | None:
    """Return an indicator that adopted plans feed; None: not computable."""
    adopted = [one for one in plans if one.state in ONCE_ADOPTED]
    if indicator.rule is IndicatorRule.COUNT and not indicator.field:
        return len(adopted)
    if indicator.rule is IndicatorRule.DISTINCT and indicator.field == "subject":
        return len({one.subject or one.id for one in adopted})
    return None
