"""What the steps of a process ask first, and what stands in their way."""

from datetime import UTC, datetime

import pytest
from attrs import evolve

from cselekvo.actions.courses import foresee_steps, now, standings_of
from cselekvo.actions.migrating import Migration, migrate_processes
from cselekvo.actions.processes import cancel_process, hold_process
from cselekvo.actions.stages import Step, close_stage, reopen_stage
from cselekvo.domain.process import Hold, StageRun
from cselekvo.domain.template import Criterion, CriterionKind, Template
from cselekvo.findings import Finding
from cselekvo.workspace import Workspace
from tests.builders import codes, day
from tests.processes import (
    a_process,
    a_published,
    closed,
    held,
    open_stages,
    shown,
)
from tests.rules.flows import a_template
from tests.stores import Clock

T = a_template(a=["b", "c"], b="d", c="d", d=())


@pytest.fixture(autouse=True)
def today(clock: Clock) -> None:
    """Let it be a day after all that happens here."""
    clock.at = datetime(2020, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def running(workspace: Workspace) -> Workspace:
    """Return a workspace with a process on a small template without criteria."""
    a_published(workspace, T)
    a_process(workspace, template="t")
    return workspace


def _asking(criterion: Criterion) -> Template:
    """Return the template whose first stage asks for something."""
    first, *rest = T.stages
    stages = (evolve(first, exit_criteria=(criterion,)), *rest)
    return evolve(T, stages=stages)


def _reopen(workspace: Workspace, stage: str) -> list[Finding]:
    with workspace.change() as work:
        return reopen_stage(work, "F1", stage, "tévedés")


def test_a_stage_that_there_is_not_is_told_with_those_that_are(
    running: Workspace,
) -> None:
    (finding,) = _reopen(running, "x")

    assert finding.word == "stage-unknown-in-process"
    assert finding.values["allowed"] == ["a", "b", "c", "d"]


def test_a_stage_that_was_not_come_to_has_nothing_to_undo(running: Workspace) -> None:
    assert codes(_reopen(running, "d")) == ["stage-not-closed"]


@pytest.mark.parametrize(
    ("later", "stage"),
    [
        (a_template(a=["b", "c"], b="d", c="e", e="d", d=()), "b"),
        (a_template(a="c", c="d", d=()), "b"),
    ],
)
def test_a_closing_whose_way_is_gone_since_is_not_undone(
    running: Workspace, later: Template, stage: str
) -> None:
    for number, one in enumerate(("a", "b", "c"), 1):
        closed(running, "F1", one, f"2017-02-0{number}")
    a_published(running, evolve(later, version=2))
    with running.change() as work:
        moved = migrate_processes(work, Migration(template="t", version=2))

    assert codes(moved)[-1] == "processes-migrated"
    assert codes(_reopen(running, stage)) == ["way-gone-since"]
    assert open_stages(running, "F1") == ["d"]


def test_what_is_only_counted_asks_for_no_evidence(workspace: Workspace) -> None:
    kind = CriterionKind.ACTIVITIES
    a_published(workspace, _asking(Criterion(id="held", kind=kind, activity="forum")))
    a_process(workspace, template="t")
    view = workspace.view()
    at = now(view, "F1")
    (run,) = at.course.open
    (standing,) = standings_of(view, at, run, day("2017-02-01"))

    assert (standing.present, standing.needed, standing.last) == (0, 1, None)


def test_evidence_of_a_later_day_does_not_count_yet(workspace: Workspace) -> None:
    a_published(workspace, _asking(Criterion(id="item")))
    a_process(workspace, template="t")
    shown(workspace, "F1", "a", "item", "2017-03-01")
    view = workspace.view()
    at = now(view, "F1")
    (run,) = at.course.open

    met = [
        standings_of(view, at, run, day(on))[0].is_met
        for on in ("2017-02-28", "2017-03-01")
    ]
    assert met == [False, True]


def test_what_was_foreseen_is_answered_as_what_was_not(workspace: Workspace) -> None:
    a_published(workspace, _asking(Criterion(id="item")))
    for number in range(1, 5):
        a_process(workspace, f"F{number}", template="t")
        if number != 3:
            shown(workspace, f"F{number}", "a", "item", "2017-01-20")
    held(workspace, "F4", "2017-01-25")
    steps = [
        Step(process=f"F{number}", stage="a", on=day("2017-02-01"))
        for number in range(1, 5)
    ]
    found = []
    for foreseen in (True, False):
        with workspace.change() as work:
            if foreseen:
                foresee_steps(work, [one.process for one in steps] + ["no id", "F9"])
            found.append([codes(close_stage(work, one)) for one in steps])
            work.abandon()

    assert found[0] == found[1]
    assert found[0] == [
        ["stage-opened", "stage-opened"],
        ["stage-opened", "stage-opened"],
        ["criterion-not-met"],
        ["process-on-hold"],
    ]


def test_a_step_within_a_change_sees_the_step_before(workspace: Workspace) -> None:
    a_published(workspace, T)
    a_process(workspace, template="t")
    with workspace.change() as work:
        foresee_steps(work, ["F1"])
        for stage in ("a", "b", "c"):
            step = Step(process="f1", stage=stage, on=day("2017-02-01"))
            assert set(codes(close_stage(work, step))) <= {"stage-opened"}
        work.forget_foreseen()

    assert open_stages(workspace, "F1") == ["d"]


def test_a_unit_may_go_through_two_templates_at_once(running: Workspace) -> None:
    a_published(running, evolve(T, id="u"))
    a_process(running, "F2", template="u", unit="K-F1")
    before = running.head().seq
    with running.change() as work:
        told = hold_process(work, "F2", day("2017-02-01"), "szünet")

    assert (codes(told), running.head().seq) == ([], before + 1)
    assert [one.process for one in running.view().facts(Hold)] == ["F2"]


def test_cancelling_leaves_a_rest_that_is_over_as_it_was(running: Workspace) -> None:
    held(running, "F1", "2017-02-01", "2017-03-01")
    held(running, "F1", "2017-05-01")
    with running.change() as work:
        assert codes(cancel_process(work, "F1", day("2017-06-01"), "vége")) == []

    ends = [str(one.period.end) for one in running.view().facts(Hold)]
    assert sorted(ends) == ["2017-03-01", "2017-06-01"]
    assert all(one.closed for one in running.view().facts(StageRun))
