"""What a counted criterion of a process has reached, asked of the records."""

from datetime import UTC, datetime

import pytest
from attrs import evolve

from cselekvo.actions.counting import Asked, count, plans_of
from cselekvo.domain.activity import ActivityKind
from cselekvo.domain.identifiers import (
    PersonId,
    PlanId,
    ProcessId,
    ProjectId,
    RecordId,
)
from cselekvo.domain.indicator import Indicator, IndicatorRule
from cselekvo.domain.mentor import Contact
from cselekvo.domain.person import Person
from cselekvo.domain.plan import DevelopmentPlan, PlanState
from cselekvo.domain.process import Process
from cselekvo.domain.programme import Project
from cselekvo.domain.published import Method
from cselekvo.domain.template import (
    CountsFrom,
    Criterion,
    CriterionKind,
    Unit,
    Words,
)
from cselekvo.workspace import Workspace
from tests.builders import a_meeting, day
from tests.processes import a_process, a_published, an_activity
from tests.rules.flows import a_template
from tests.stores import Clock
from tests.verbs import join

T = a_template(a=())
REACHED = Criterion(
    id="reached", kind=CriterionKind.INDICATOR, indicator="X", at_least=1
)
PLANS = Criterion(id="plans", kind=CriterionKind.PLANS, state="adopted", at_least=2)
HELD = Criterion(
    id="held", kind=CriterionKind.ACTIVITIES, activity="interview", at_least=1
)


@pytest.fixture(autouse=True)
def today(clock: Clock) -> None:
    """Let it be a day after all that happens here."""
    clock.at = datetime(2020, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def going(workspace: Workspace) -> Workspace:
    """Return a workspace with a process that belongs to a project."""
    a_published(workspace, T)
    with workspace.change() as work:
        for id_ in ("PR", "OTHER"):
            work.write(Project(id=ProjectId(id_), title=id_))
    a_process(workspace, template="t", project="PR")
    return workspace


def _fed(fed_by: str, rule: IndicatorRule, field: str = "") -> Indicator:
    """Return the indicator that the criterion `reached` asks for."""
    return Indicator(
        code="X",
        title=Words("X"),
        unit=Words("db"),
        rule=rule,
        fed_by=fed_by,
        field=field,
    )


def _count(
    workspace: Workspace,
    criterion: Criterion,
    indicator: Indicator | None = None,
    *,
    on: str = "2017-12-31",
) -> int | None:
    """Count what a criterion of a run asks for that was opened in February 2017."""
    known = {} if indicator is None else {indicator.code: indicator}
    view = workspace.view()
    process = view.one(Process, "F1")
    asked = Asked(process=process, since=day("2017-02-01"), on=day(on))
    return count(view, Method(template=T, indicators=known), criterion, asked)


def _held(workspace: Workspace, on: str, heads: int | None = None) -> None:
    kind = ActivityKind.INTERVIEW
    with workspace.change() as work:
        work.write(an_activity(f"E-{on}", "F1", day(on), kind=kind, heads=heads))


def _plan(
    workspace: Workspace,
    id_: str,
    state: PlanState,
    on: str | None,
    process: str | None = "F1",
    project: str = "PR",
) -> None:
    made = DevelopmentPlan(
        id=PlanId(id_),
        project=ProjectId(project),
        process=None if process is None else ProcessId(process),
        state=state,
        on=None if on is None else day(on),
    )
    with workspace.change() as work:
        work.write(made)


def test_a_run_counts_from_its_opening_and_a_process_from_its_start(
    going: Workspace,
) -> None:
    for on in ("2017-01-15", "2017-02-15", "2018-02-15"):
        _held(going, on, heads=10)
    since_process = evolve(HELD, since=CountsFrom.PROCESS)
    attended = _fed("activities", IndicatorRule.SUM, "head_count")

    assert _count(going, HELD) == 1
    assert _count(going, since_process) == 2
    assert _count(going, REACHED, attended) == 10
    again = evolve(REACHED, since=CountsFrom.PROCESS)
    assert _count(going, again, attended) == 20


def test_plans_are_the_processs_own_and_those_of_its_project_alone(
    going: Workspace,
) -> None:
    a_process(going, "F2", template="t", project="PR")
    _plan(going, "T1", PlanState.ADOPTED, "2017-03-01")
    _plan(going, "T2", PlanState.CLOSED, "2017-04-01", process=None)
    _plan(going, "T3", PlanState.DRAFT, "2017-03-01")
    _plan(going, "T4", PlanState.ADOPTED, "2018-03-01")
    _plan(going, "T5", PlanState.ADOPTED, "2017-03-01", process="F2")
    _plan(going, "T6", PlanState.ADOPTED, None, process=None, project="OTHER")
    found = plans_of(going.view(), going.view().one(Process, "F1"))

    assert sorted(one.id for one in found) == ["T1", "T2", "T3", "T4"]
    assert _count(going, PLANS) == 2
    assert _count(going, PLANS, on="2018-12-31") == 3
    adopted = _fed("plans", IndicatorRule.COUNT)
    assert _count(going, REACHED, adopted) == 2


def test_without_a_project_only_the_own_plans_count(going: Workspace) -> None:
    a_process(going, "F3", template="t")
    _plan(going, "T1", PlanState.ADOPTED, "2017-03-01", process=None)

    assert plans_of(going.view(), going.view().one(Process, "F3")) == []


def test_what_no_record_feeds_cannot_be_computed(going: Workspace) -> None:
    assert _count(going, REACHED) is None
    trained = _fed("trainings", IndicatorRule.COUNT)
    assert _count(going, REACHED, trained) is None


def test_a_mentors_contacts_and_their_whole_hours_are_counted(
    going: Workspace,
) -> None:
    with going.change() as work:
        work.write(Person(id=PersonId("P1"), name="Példa Anna"))
        for on, minutes in (("2017-01-31", 90), ("2017-03-01", 45), ("2017-04-01", 80)):
            work.write(
                Contact(
                    id=RecordId(work.new_id(Contact)),
                    unit=RecordId("K-F1"),
                    person=PersonId("P1"),
                    on=day(on),
                    minutes=minutes,
                )
            )

    assert _count(going, REACHED, _fed("contacts", IndicatorRule.COUNT)) == 2
    assert _count(going, REACHED, _fed("contacts", IndicatorRule.SUM, "hours")) == 2
    assert _count(going, REACHED, _fed("contacts", IndicatorRule.DISTINCT)) is None


def test_a_roundtables_meetings_and_members_are_counted(table: Workspace) -> None:
    a_published(table, evolve(T, unit=Unit.ROUNDTABLE))
    a_process(table, template="t", unit="K1")
    join(table, "O1", "2016-01-01")
    join(table, "O2", "2017-06-01")
    with table.change() as work:
        for number, on in enumerate(("2017-01-15", "2017-03-01", "2018-03-01")):
            work.write(a_meeting(on, id_=f"U{number}"))
    meetings = _fed("meetings", IndicatorRule.COUNT)
    members = _fed("memberships", IndicatorRule.AS_OF)

    assert _count(table, REACHED, meetings) == 1
    assert _count(table, REACHED, meetings, on="2018-12-31") == 2
    assert _count(table, REACHED, members, on="2017-05-31") == 1
    assert _count(table, REACHED, members, on="2017-06-01") == 2
    assert _count(table, REACHED, _fed("meetings", IndicatorRule.SUM)) is None
    assert _count(table, REACHED, _fed("memberships", IndicatorRule.COUNT)) is None
