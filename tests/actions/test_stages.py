"""Closing, skipping, reopening; evidence; hold, resume, cancel."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from cselekvo.actions.processes import (
    Start,
    cancel_process,
    hold_process,
    resume_process,
    start_process,
)
from cselekvo.actions.stages import (
    Shown,
    Step,
    close_stage,
    record_evidence,
    reopen_stage,
    skip_stage,
)
from cselekvo.domain.identifiers import ProjectId
from cselekvo.domain.process import (
    Closing,
    Ending,
    Evidence,
    Hold,
    Process,
    StageRun,
)
from cselekvo.domain.programme import Project
from cselekvo.domain.template import Criterion, CriterionKind
from cselekvo.domain.user import ReachKind, Role
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Finding
from cselekvo.rules.permissions import Actor, Grant
from cselekvo.workspace import Workspace
from tests.builders import an_actor, codes, day
from tests.processes import (
    a_community,
    a_process,
    a_published,
    closed,
    held,
    meet_criteria,
    open_stages,
    shown,
    skipped,
)
from tests.rules.flows import a_template, way_back
from tests.stores import Clock
from tests.verbs import undo

T = a_template(
    a=["b", "c"], b="d", c={"good": "d", "again": way_back("c")}, d="e", e=()
)


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


def runs(workspace: Workspace, stage: str) -> list[StageRun]:
    found = workspace.view().facts(StageRun, process="F1")
    return sorted((one for one in found if one.stage == stage), key=lambda o: o.opened)


def process(workspace: Workspace) -> Process:
    return workspace.view().one(Process, "F1")


def close(
    workspace: Workspace,
    stage: str,
    on: str,
    outcome: str = "",
    actor: Actor | None = None,
) -> list[Finding]:
    with workspace.change(actor) as work:
        step = Step(process="F1", stage=stage, on=day(on), outcome=outcome)
        return close_stage(work, step)


def reopen(workspace: Workspace, stage: str, reason: str = "tévedés") -> list[Finding]:
    with workspace.change() as work:
        return reopen_stage(work, "F1", stage, reason)


class TestStart:
    def test_a_process_starts_with_its_first_stage_open(
        self, running: Workspace
    ) -> None:
        assert open_stages(running, "F1") == ["a"]
        assert runs(running, "a")[0].opened == day("2017-01-01")

    def test_parameters_are_kept_and_unknown_ones_refused(
        self, workspace: Workspace
    ) -> None:
        a_published(workspace)
        a_community(workspace)
        asked = Start(
            id="F2",
            template="community_development",
            unit="KZ1",
            on=day("2015-01-01"),
            parameters={"min_interviews": 0, "min_talks": 3, "min_actions": 4},
        )
        with workspace.change() as work:
            found = start_process(work, asked)
        assert codes(found) == [
            "parameter-out-of-range",
            "parameter-unknown-in-template",
        ]
        assert workspace.view().facts(Process) == []

        a_process(workspace, "F2", unit="KZ1", on="2015-01-01", min_actions=4)
        assert workspace.view().one(Process, "F2").parameters == '{"min_actions":4}'

    def test_the_unit_is_of_the_kind_the_template_asks_for(
        self, running: Workspace
    ) -> None:
        with running.change() as work, pytest.raises(NotFoundError, match="community"):
            start_process(
                work,
                Start(
                    id="F9",
                    template="t",
                    unit="t.1",
                    on=day("2015-01-01"),
                    parameters={},
                ),
            )

    def test_a_second_process_of_the_kind_is_warned_of(
        self, running: Workspace
    ) -> None:
        with running.change() as work:
            found = start_process(
                work,
                Start(
                    id="F2",
                    template="t",
                    unit="K-F1",
                    on=day("2015-01-01"),
                    parameters={},
                ),
            )
        assert codes(found) == ["unit-has-such-a-process", "stage-opened"]

    def test_a_start_in_the_future_or_under_a_taken_id_is_refused(
        self, running: Workspace
    ) -> None:
        with running.change() as work:
            found = start_process(
                work,
                Start(
                    id="K-F1",
                    template="t",
                    unit="K-F1",
                    on=day("2030-01-01"),
                    parameters={},
                ),
            )
        assert "id-taken" in codes(found)
        assert "day-in-future" in codes(found)

    def test_a_process_may_belong_to_a_project(self, running: Workspace) -> None:
        with running.change() as work:
            work.write(Project(id=ProjectId("PR1"), title="Projekt"))
        a_process(running, "F3", template="t", project="PR1")
        assert running.view().one(Process, "F3").project == "PR1"


class TestClose:
    def test_what_follows_opens_by_itself(self, running: Workspace) -> None:
        found = close(running, "a", "2017-02-01")

        assert codes(found) == ["stage-opened", "stage-opened"]
        assert open_stages(running, "F1") == ["b", "c"]
        assert runs(running, "b")[0].opened == day("2017-02-01")
        assert runs(running, "a")[0].closing is Closing.DONE

    def test_a_stage_that_waits_for_all_opens_with_the_last(
        self, running: Workspace
    ) -> None:
        close(running, "a", "2017-02-01")
        assert codes(close(running, "b", "2017-02-10")) == []
        assert process(running).waiting
        close(running, "c", "2017-03-01", "good")

        assert open_stages(running, "F1") == ["d"]
        assert process(running).waiting == ""
        causes = set(runs(running, "d")[0].after.split())
        assert causes == {runs(running, "b")[0].id, runs(running, "c")[0].id}

    def test_the_last_closing_completes_the_process(self, running: Workspace) -> None:
        for stage, outcome in (("a", ""), ("b", ""), ("c", "good"), ("d", "")):
            close(running, stage, "2017-02-01", outcome)
        found = close(running, "e", "2017-04-01")

        assert codes(found) == ["process-completed"]
        assert process(running).ending is Ending.COMPLETED
        assert process(running).ended == day("2017-04-01")
        assert codes(close(running, "e", "2017-04-02")) == ["process-ended"]

    def test_rework_opens_a_second_round_and_keeps_the_first(
        self, workspace: Workspace
    ) -> None:
        a_published(workspace)
        a_process(workspace)
        for stage in ("preparation", "interviews", "conversations"):
            closed(workspace, "F1", stage, "2017-02-01")
        closed(workspace, "F1", "survey", "2017-05-01", "one_sided")

        first, second = runs(workspace, "conversations")
        assert first.closed == day("2017-02-01")
        assert second.opened == day("2017-05-01")
        assert second.closed is None
        view = workspace.view()
        assert view.facts(Evidence, run=first.id)
        assert view.facts(Evidence, run=second.id) == []

    def test_missing_criteria_are_told_all_at_once(self, workspace: Workspace) -> None:
        a_published(workspace)
        a_process(workspace)
        found = close(workspace, "preparation", "2017-02-01")

        assert codes(found) == ["criterion-not-met"] * 5
        assert open_stages(workspace, "F1") == ["preparation"]

    def test_counted_criteria_count_by_day_and_kind(self, workspace: Workspace) -> None:
        a_published(workspace)
        a_process(workspace, min_interviews=3)
        closed(workspace, "F1", "preparation", "2017-02-01")
        meet_criteria(workspace, "F1", "interviews", "2017-03-01")

        early = close(workspace, "interviews", "2017-02-15")
        assert codes(early) == ["criterion-too-few", "criterion-not-met"]
        assert early[0].values["present"] == 0
        assert early[0].values["needed"] == 3
        assert codes(close(workspace, "interviews", "2017-03-01")) == ["stage-opened"]

    def test_an_indicator_that_nothing_feeds_stands_in_the_way(
        self, workspace: Workspace
    ) -> None:
        a_published(workspace)
        a_process(workspace)
        closed(workspace, "F1", "preparation", "2017-02-01")
        found = close(workspace, "training", "2017-03-01")

        assert codes(found) == ["criterion-not-computable", "criterion-not-met"]

    @pytest.mark.parametrize(
        ("on", "code"),
        [
            ("2016-12-31", "day-before-start"),
            ("2030-01-01", "day-in-future"),
        ],
    )
    def test_a_day_that_cannot_be_is_refused(
        self, running: Workspace, on: str, code: str
    ) -> None:
        found = close(running, "a", on)
        assert code in codes(found)
        assert open_stages(running, "F1") == ["a"]

    def test_a_day_before_the_opening_is_refused(self, running: Workspace) -> None:
        close(running, "a", "2017-02-01")
        found = close(running, "b", "2017-01-15")
        assert codes(found) == ["day-before-last-entry", "day-before-opening"]

    def test_a_day_before_the_last_entry_is_refused(self, running: Workspace) -> None:
        close(running, "a", "2017-02-01")
        close(running, "b", "2017-03-01")
        found = close(running, "c", "2017-02-15", "good")
        assert codes(found) == ["day-before-last-entry"]
        assert found[0].values["last"] == day("2017-03-01")

    def test_a_choice_is_named(self, running: Workspace) -> None:
        close(running, "a", "2017-02-01")
        assert codes(close(running, "c", "2017-02-02")) == ["outcome-missing"]
        assert codes(close(running, "c", "2017-02-02", "bad")) == ["outcome-unknown"]
        assert codes(close(running, "b", "2017-02-02", "good")) == ["outcome-not-asked"]

    def test_a_choice_may_be_named_in_words(self, workspace: Workspace) -> None:
        a_published(workspace)
        a_process(workspace)
        for stage in ("preparation", "interviews", "conversations"):
            closed(workspace, "F1", stage, "2017-02-01")
        found = closed(workspace, "F1", "survey", "2017-05-01", " Egyoldalú ")
        assert codes(found) == ["stage-opened"]
        assert runs(workspace, "survey")[0].outcome == "one_sided"

    def test_a_stage_that_is_not_open_or_unknown_is_told(
        self, running: Workspace
    ) -> None:
        assert codes(close(running, "b", "2017-02-02")) == ["stage-not-open"]
        assert codes(close(running, "x", "2017-02-02")) == ["stage-unknown-in-process"]

    def test_closing_is_undone_while_nothing_has_moved(
        self, running: Workspace
    ) -> None:
        before = running.view().facts(StageRun)
        close(running, "a", "2017-02-01")

        assert codes(undo(running, running.head().seq)) == []

        assert running.view().facts(StageRun) == before


class TestSkip:
    def test_a_stage_is_skipped_for_a_reason(self, running: Workspace) -> None:
        assert codes(skipped(running, "F1", "a", "2017-01-05", reason=" ")) == [
            "reason-missing"
        ]
        skipped(running, "F1", "a", "2017-01-05", reason="már megvolt")
        (run,) = runs(running, "a")
        assert (run.closing, run.reason) == (Closing.SKIPPED, "már megvolt")
        assert open_stages(running, "F1") == ["b", "c"]

    def test_a_mentor_closes_but_does_not_skip(self, running: Workspace) -> None:
        mentor = an_actor(Grant(Role.MENTOR, ReachKind.UNIT, "K-F1"), user="m")
        step = Step(process="F1", stage="a", on=day("2017-01-05"), reason="ok")
        with pytest.raises(NotAllowedError), running.change(mentor) as work:
            skip_stage(work, step)
        assert codes(close(running, "a", "2017-02-01", actor=mentor)) == [
            "stage-opened",
            "stage-opened",
        ]

    def test_a_mentor_of_another_community_closes_nothing(
        self, running: Workspace
    ) -> None:
        a_community(running, "OTHER")
        mentor = an_actor(Grant(Role.MENTOR, ReachKind.UNIT, "OTHER"), user="m")
        with pytest.raises(NotAllowedError):
            close(running, "a", "2017-02-01", actor=mentor)


class TestReopen:
    def test_a_closing_is_taken_back_and_what_it_opened(
        self, running: Workspace
    ) -> None:
        close(running, "a", "2017-02-01")
        assert codes(reopen(running, "a")) == ["stage-opened"]

        assert open_stages(running, "F1") == ["a"]
        assert len(running.view().facts(StageRun)) == 1

    def test_marks_of_others_lie_again(self, running: Workspace) -> None:
        close(running, "a", "2017-02-01")
        close(running, "b", "2017-02-02")
        waiting = process(running).waiting
        close(running, "c", "2017-02-03", "good")

        reopen(running, "c")

        assert process(running).waiting == waiting
        assert open_stages(running, "F1") == ["c"]
        close(running, "c", "2017-02-03", "good")
        assert open_stages(running, "F1") == ["d"]

    def test_a_completed_process_goes_on(self, running: Workspace) -> None:
        for stage, outcome in (
            ("a", ""),
            ("b", ""),
            ("c", "good"),
            ("d", ""),
            ("e", ""),
        ):
            close(running, stage, "2017-02-01", outcome)
        assert codes(reopen(running, "e")) == ["stage-opened"]
        assert process(running).ending is None
        assert open_stages(running, "F1") == ["e"]

    def test_not_when_what_it_opened_is_closed(self, running: Workspace) -> None:
        close(running, "a", "2017-02-01")
        close(running, "b", "2017-02-02")
        assert codes(reopen(running, "a")) == ["opened-stage-is-closed"]

    def test_not_when_what_it_opened_has_evidence(self, workspace: Workspace) -> None:
        a_published(workspace)
        a_process(workspace)
        closed(workspace, "F1", "preparation", "2017-02-01")
        shown(workspace, "F1", "interviews", "interview_summary", "2017-02-05")
        assert codes(reopen(workspace, "preparation")) == ["opened-stage-has-evidence"]

    def test_not_without_a_reason_nor_what_is_open(self, running: Workspace) -> None:
        assert codes(reopen(running, "a", "")) == ["reason-missing", "stage-not-closed"]
        close(running, "a", "2017-02-01")
        assert codes(reopen(running, "a", "")) == ["reason-missing"]
        assert open_stages(running, "F1") == ["b", "c"]

    def test_not_in_a_cancelled_process(self, running: Workspace) -> None:
        close(running, "a", "2017-02-01")
        with running.change() as work:
            cancel_process(work, "F1", day("2017-03-01"), "feloszlott")
        assert codes(reopen(running, "b")) == ["process-ended"]
        assert process(running).ending is Ending.CANCELLED


class TestEvidence:
    def test_what_is_recorded_is_kept_with_its_run(self, workspace: Workspace) -> None:
        a_published(workspace)
        a_process(workspace)
        assert (
            codes(
                shown(
                    workspace,
                    "F1",
                    "preparation",
                    "cooperation_agreement",
                    "2016-12-01",
                )
            )
            == []
        )
        (one,) = workspace.view().facts(Evidence)
        assert one.run == runs(workspace, "preparation")[0].id
        assert one.reference == "1/2017."

    def test_faults_are_told(self, workspace: Workspace) -> None:
        a_published(workspace)
        a_process(workspace)
        closed(workspace, "F1", "preparation", "2017-02-01")

        def told(criterion: str, **more: str) -> list[str]:
            stage = more.pop("stage", "interviews")
            on = more.pop("on", "2017-02-05")
            return codes(shown(workspace, "F1", stage, criterion, on, **more))

        assert told("nope") == ["criterion-unknown"]
        assert told("interviews_held") == ["criterion-counted-not-recorded"]
        assert told("interview_summary", reference="") == ["reference-missing"]
        assert told("interview_summary", on="2031-01-01") == ["day-in-future"]
        assert told("x", stage="survey") == ["stage-not-open"]
        assert told("x", stage="nope") == ["stage-unknown-in-process"]

    def test_a_methodologists_approval_is_recorded_by_one(
        self, workspace: Workspace
    ) -> None:
        a_published(workspace)
        a_process(workspace)
        for stage in ("preparation", "interviews", "conversations"):
            closed(workspace, "F1", stage, "2017-02-01")
        closed(workspace, "F1", "survey", "2017-02-01", "usable")
        for stage in ("action_plan", "plan_discussion"):
            closed(workspace, "F1", stage, "2017-02-01")
        asked = Shown(
            process="F1",
            stage="plan_adoption",
            criterion="plan_approved",
            on=day("2017-02-02"),
        )
        coordinator = an_actor(Grant(Role.COORDINATOR), user="k")
        with pytest.raises(NotAllowedError), workspace.change(coordinator) as work:
            record_evidence(work, asked)
        methodologist = an_actor(Grant(Role.METHODOLOGIST), user="modszertan")
        with workspace.change(methodologist) as work:
            assert codes(record_evidence(work, asked)) == []
        found = workspace.view().facts(Evidence, criterion="plan_approved")
        assert [one.by for one in found] == ["modszertan"]

    def test_another_approval_needs_a_name(self, workspace: Workspace) -> None:
        approved = Criterion(id="ok", kind=CriterionKind.APPROVAL, by="mayor")
        first = evolve(T.stages[0], exit_criteria=(approved,))
        a_published(workspace, evolve(T, stages=(first, *T.stages[1:])))
        a_process(workspace, template="t")
        assert codes(shown(workspace, "F1", "a", "ok", "2017-01-02", by="")) == [
            "approver-missing"
        ]
        assert (
            codes(shown(workspace, "F1", "a", "ok", "2017-01-02", by="Minta Béla"))
            == []
        )


class TestPauses:
    def test_a_process_on_hold_rests(self, running: Workspace) -> None:
        held(running, "F1", "2017-02-01")
        assert codes(close(running, "a", "2017-02-10")) == ["process-on-hold"]
        with running.change() as work:
            found = hold_process(work, "F1", day("2017-03-01"), "megint")
        assert codes(found) == ["process-on-hold"]

    def test_it_goes_on_after(self, running: Workspace) -> None:
        held(running, "F1", "2017-02-01", "2017-03-01")
        (hold,) = running.view().facts(Hold)
        assert hold.period.last_day == day("2017-02-28")
        assert codes(close(running, "a", "2017-03-01")) == ["stage-opened"] * 2

    def test_a_hold_taken_back_on_its_day_never_was(self, running: Workspace) -> None:
        held(running, "F1", "2017-02-01", "2017-02-01")
        assert running.view().facts(Hold) == []

    def test_faults_are_told(self, running: Workspace) -> None:
        def resume(on: str) -> list[str]:
            with running.change() as work:
                return codes(resume_process(work, "F1", day(on)))

        assert resume("2017-02-01") == ["process-not-on-hold"]
        with running.change() as work:
            assert codes(hold_process(work, "F1", day("2017-02-01"), "")) == [
                "reason-missing"
            ]
        held(running, "F1", "2017-02-01")
        assert resume("2017-01-15") == ["day-before-last-entry"]
        assert resume("2031-01-15") == ["day-in-future"]
        assert resume("2017-02-10") == []
        with running.change() as work:
            found = hold_process(work, "F1", day("2017-01-20"), "előbb is")
        assert codes(found) == ["day-before-last-entry"]
        assert codes(close(running, "a", "2017-01-20")) == ["day-before-last-entry"]

    def test_cancelling_closes_what_is_open(self, running: Workspace) -> None:
        close(running, "a", "2017-02-01")
        held(running, "F1", "2017-02-10")
        with running.change() as work:
            assert codes(cancel_process(work, "F1", day("2017-02-20"), "")) == [
                "reason-missing"
            ]
        with running.change() as work:
            assert codes(cancel_process(work, "F1", day("2017-02-20"), "vége")) == []
        assert open_stages(running, "F1") == []
        assert process(running).ending is Ending.CANCELLED
        assert process(running).reason == "vége"
        assert {run.closing for run in running.view().facts(StageRun)} == {
            Closing.DONE,
            Closing.CANCELLED,
        }
        (hold,) = running.view().facts(Hold)
        assert hold.period.last_day == day("2017-02-20") - timedelta(days=1)

    def test_cancelling_on_the_first_day_of_a_rest_leaves_that_day(
        self, running: Workspace
    ) -> None:
        held(running, "F1", "2017-02-10")
        with running.change() as work:
            cancel_process(work, "F1", day("2017-02-10"), "vége")
        (hold,) = running.view().facts(Hold)
        assert hold.period.last_day == day("2017-02-10")


def test_what_was_known_before_a_correction_stays_answerable(
    running: Workspace,
) -> None:
    close(running, "a", "2017-02-01")
    known = running.head().seq
    reopen(running, "a")

    then = running.view(known_at=f"#{known}").facts(StageRun, closed=None)
    assert sorted(run.stage for run in then) == ["b", "c"]
    assert open_stages(running, "F1") == ["a"]
