"""Counting: attendances, persons and plans are never added to each other."""

from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.domain.activity import Activity, ActivityKind, HeadUnit
from cselekvo.domain.identifiers import PlanId, ProjectId, SettlementId
from cselekvo.domain.indicator import Indicator, IndicatorRule
from cselekvo.domain.plan import DevelopmentPlan, PlanState
from cselekvo.domain.template import Words
from cselekvo.rules.counting import counts_as, of_activities, of_plans, within
from tests.builders import day
from tests.processes import an_activity


def an_indicator(rule: IndicatorRule, field: str = "") -> Indicator:
    return Indicator(
        code="X", title=Words("X"), unit=Words("db"), rule=rule, field=field
    )


def a_plan(
    id_: str, state: PlanState, on: str | None = None, subject: str = ""
) -> DevelopmentPlan:
    return DevelopmentPlan(
        id=PlanId(id_),
        project=ProjectId("PR"),
        state=state,
        on=None if on is None else day(on),
        subject=subject,
    )


def _activity(
    on: str, kind: ActivityKind = ActivityKind.EVENT, heads: int | None = None
) -> Activity:
    return an_activity(f"E-{on}-{kind.value}", "F1", day(on), kind=kind, heads=heads)


def test_what_began_in_the_time_counts_both_ends_included() -> None:
    days = ("2017-01-31", "2017-02-01", "2017-02-28", "2017-03-01")
    found = within(map(_activity, days), day("2017-02-01"), day("2017-02-28"))

    assert [str(one.period.start) for one in found] == ["2017-02-01", "2017-02-28"]


def test_only_the_kind_that_is_asked_for_counts() -> None:
    every = [_activity("2017-02-01", kind) for kind in ActivityKind]
    time = (day("2017-01-01"), day("2017-12-31"))

    assert [one.activity for one in within(every, *time, "forum")] == [
        ActivityKind.FORUM
    ]
    assert len(within(every, *time)) == len(ActivityKind)


def test_attendances_are_added_and_persons_are_not_added_to_them() -> None:
    attended = an_indicator(IndicatorRule.SUM, "head_count")
    twenty = _activity("2017-02-01", heads=20)
    unknown = _activity("2017-02-02")
    persons = evolve(_activity("2017-02-03", heads=7), unit=HeadUnit.PERSONS)
    signed = evolve(_activity("2017-02-04", heads=30), sheet_count=25)

    assert of_activities(attended, [twenty, unknown, persons]) == 20
    assert of_activities(attended, [twenty, signed]) == 45
    assert of_activities(attended, []) == 0


def test_activities_and_places_are_counted() -> None:
    places = ("KSH-32522", "KSH-32522", "KSH-30456")
    held = [
        evolve(_activity(f"2017-02-0{n}"), settlement=SettlementId(place))
        for n, place in enumerate(places, 1)
    ]
    nowhere = _activity("2017-02-09")

    count = an_indicator(IndicatorRule.COUNT)
    assert of_activities(count, [*held, nowhere]) == 4
    settlements = an_indicator(IndicatorRule.DISTINCT, "settlement")
    assert of_activities(settlements, [*held, nowhere]) == 2


def test_what_no_record_feeds_is_not_computable_which_is_not_nought() -> None:
    held = [_activity("2017-02-01", heads=9)]

    for indicator in (
        an_indicator(IndicatorRule.DISTINCT, "person"),
        an_indicator(IndicatorRule.SUM, "fee"),
        an_indicator(IndicatorRule.AS_OF),
    ):
        assert of_activities(indicator, held) is None
        assert of_plans(indicator, []) is None
    assert of_plans(an_indicator(IndicatorRule.COUNT, "subject"), []) is None


def test_a_plan_that_was_closed_had_been_adopted() -> None:
    on = day("2018-01-01")

    assert counts_as(a_plan("T1", PlanState.ADOPTED), "adopted", on)
    assert counts_as(a_plan("T1", PlanState.CLOSED, "2017-05-01"), "adopted", on)
    assert not counts_as(a_plan("T1", PlanState.DRAFT), "adopted", on)
    assert not counts_as(a_plan("T1", PlanState.WITHDRAWN), "adopted", on)
    assert counts_as(a_plan("T1", PlanState.DRAFT), "draft", on)
    assert not counts_as(a_plan("T1", PlanState.ADOPTED), "closed", on)


@given(before=st.booleans())
def test_a_plan_counts_from_the_day_of_its_state_on(before: bool) -> None:
    plan = a_plan("T1", PlanState.ADOPTED, "2017-06-01")
    on = day("2017-05-31") if before else day("2017-06-01")

    assert counts_as(plan, "adopted", on) is not before


def test_two_plans_of_one_person_are_two_plans_and_one_person() -> None:
    plans = [
        a_plan("T1", PlanState.ADOPTED, subject="A"),
        a_plan("T2", PlanState.CLOSED, subject="A"),
        a_plan("T3", PlanState.ADOPTED, subject="B"),
        a_plan("T4", PlanState.ADOPTED),  # no pseudonym: somebody else
        a_plan("T5", PlanState.DRAFT, subject="C"),
    ]

    assert of_plans(an_indicator(IndicatorRule.COUNT), plans) == 4
    subjects = an_indicator(IndicatorRule.DISTINCT, "subject")
    assert of_plans(subjects, plans) == 3
