"""Processes are carried alike on both engines, and nothing of them is ever lost."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions.courses import foresee_steps
from cselekvo.actions.migrating import Migration, migrate_processes
from cselekvo.actions.stages import Step, close_stage, reopen_stage
from cselekvo.domain.activity import Activity
from cselekvo.domain.process import Ending, Evidence, Hold, Process, StageRun
from cselekvo.domain.published import TemplateText, TemplateVersion
from cselekvo.domain.user import ReachKind, Role
from cselekvo.ports import Later
from cselekvo.rules.permissions import Grant
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, an_actor, codes, day
from tests.processes import (
    a_process,
    a_published,
    closed,
    held,
    open_stages,
    skipped,
)
from tests.rules.flows import a_template, way_back
from tests.stores import Clock
from tests.verbs import undo

KINDS = (TemplateVersion, TemplateText, Process, StageRun, Evidence, Hold, Activity)
T = a_template(
    a=["b", "c"], b="d", c={"good": "d", "again": way_back("c")}, d="e", e=()
)


class TrackingContract:
    """What a store promises of processes."""

    @pytest.fixture(autouse=True)
    def _today(self, clock: Clock) -> None:
        clock.at = datetime(2020, 1, 31, 12, 0, tzinfo=UTC)

    def test_a_process_goes_its_way_and_every_step_is_kept(
        self, workspace: Workspace, tmp_path: Path
    ) -> None:
        a_published(workspace)
        a_process(workspace, min_interviews=2)
        for stage in ("preparation", "interviews", "conversations"):
            closed(workspace, "F1", stage, "2017-02-01")
        closed(workspace, "F1", "survey", "2017-05-01", "one_sided")
        held(workspace, "F1", "2017-06-01", "2017-07-01")
        skipped(workspace, "F1", "history", "2017-08-01")
        known = workspace.head().seq
        with workspace.change() as work:
            assert codes(reopen_stage(work, "F1", "history", "mégis")) == [
                "stage-opened"
            ]

        assert open_stages(workspace, "F1") == ["conversations", "history", "training"]
        then = workspace.view(known_at=f"#{known}").facts(StageRun, closed=None)
        assert sorted(run.stage for run in then) == ["conversations", "training"]
        assert workspace.verify().findings == []
        before = {kind: workspace.view().facts(kind) for kind in KINDS}
        copy = tmp_path / "copy.db"
        workspace.backup(copy)
        with Workspace.open(copy, clock=Clock()) as restored:
            after = {kind: restored.view().facts(kind) for kind in KINDS}
        assert after == before

    def test_a_later_day_is_asked_for(self, workspace: Workspace) -> None:
        a_published(workspace, T)
        a_process(workspace, template="t")
        closed(workspace, "F1", "a", "2017-02-01")
        closed(workspace, "F1", "b", "2017-03-01")

        def later(on: str, **more: Any) -> list[str]:
            found = workspace.view().facts(StageRun, closed=Later(day(on)), **more)
            return sorted(run.stage for run in found)

        assert later("2017-01-31") == ["a", "b"]
        assert later("2017-02-01") == ["b"]
        assert later("2017-02-01", process="f1") == ["b"]
        assert later("2017-03-01") == []

    def test_what_was_foreseen_closes_stages_as_if_it_were_asked(
        self, workspace: Workspace
    ) -> None:
        a_published(workspace, T)
        for number in (1, 2):
            a_process(workspace, f"F{number}", template="t")
        with workspace.change() as work:
            foresee_steps(work, ["F1", "f2", "F9", "not an id"])
            for process in ("F1", "F2"):
                for stage, on, outcome in (
                    ("a", "2017-02-01", ""),
                    ("c", "2017-03-01", "again"),
                    ("c", "2017-04-01", "good"),
                    ("b", "2017-05-01", ""),
                    ("d", "2017-06-01", ""),
                    ("e", "2017-07-01", ""),
                ):
                    step = Step(
                        process=process, stage=stage, on=day(on), outcome=outcome
                    )
                    assert not [
                        code
                        for code in codes(close_stage(work, step))
                        if code not in {"stage-opened", "process-completed"}
                    ]
            late = Step(process="F1", stage="e", on=day("2017-07-02"))
            work.forget_foreseen()

        assert {one.ending for one in workspace.view().facts(Process)} == {
            Ending.COMPLETED
        }
        assert len(workspace.view().facts(StageRun)) == 12
        with workspace.change() as work:
            foresee_steps(work, ["F1"])
            assert codes(close_stage(work, late)) == ["process-ended"]
        assert workspace.verify().findings == []

    def test_a_step_before_the_last_entry_is_found_when_foreseen_too(
        self, workspace: Workspace
    ) -> None:
        a_published(workspace, T)
        a_process(workspace, template="t")
        closed(workspace, "F1", "a", "2017-02-01")
        closed(workspace, "F1", "b", "2017-05-01")
        early = Step(process="F1", stage="c", on=day("2017-03-01"), outcome="good")
        with workspace.change() as work:
            foresee_steps(work, ["F1"])
            assert codes(close_stage(work, early)) == ["day-before-last-entry"]

    def test_a_migration_is_one_act_and_is_taken_back(
        self, workspace: Workspace
    ) -> None:
        a_published(workspace, T)
        for number in (1, 2):
            a_process(workspace, f"F{number}", template="t", version=1)
            closed(workspace, f"F{number}", "a", "2017-02-01")
        later = a_template(a=["bb", "c"], bb="d", c={"good": "d"}, d="e", e=())
        a_published(workspace, evolve(later, version=2))
        before = workspace.view().facts(Process), workspace.view().facts(StageRun)
        with workspace.change() as work:
            wanted = Migration(template="t", version=2, names={"b": "bb"})
            found = migrate_processes(work, wanted)
        assert codes(found)[-1] == "processes-migrated"
        assert open_stages(workspace, "F2") == ["bb", "c"]

        assert codes(undo(workspace, workspace.head().seq)) == []

        after = workspace.view().facts(Process), workspace.view().facts(StageRun)
        assert after == before
        assert workspace.verify().findings == []

    def test_readers_see_the_processes_of_their_units_and_counties(
        self, workspace: Workspace
    ) -> None:
        a_published(workspace, T)
        a_process(workspace, "F1", template="t", settlement="KSH-32522")
        a_process(workspace, "F2", template="t", settlement="KSH-30456")
        for process in ("F1", "F2"):
            closed(workspace, process, "a", "2017-02-01")
        zala = an_actor(Grant(Role.COORDINATOR, ReachKind.COUNTY, ZALA), user="z")
        mentor = an_actor(Grant(Role.MENTOR, ReachKind.UNIT, "K-F2"), user="m")
        nobody = an_actor(Grant(Role.COORDINATOR, ReachKind.COUNTY, "MEGYE-01"))
        method = an_actor(Grant(Role.METHODOLOGIST), user="t")
        borsod = an_actor(Grant(Role.MENTOR, ReachKind.COUNTY, BAZ), user="b")
        for reader, seen in (
            (zala, ["F1"]),
            (mentor, ["F2"]),
            (borsod, ["F2"]),
            (nobody, []),
            (method, ["F1", "F2"]),
        ):
            view = workspace.view(reader=reader)
            assert [one.id for one in view.facts(Process)] == seen
            assert view.count(Process) == len(seen)
            assert {run.process for run in view.facts(StageRun)} == set(seen)
            assert view.count(StageRun) == 3 * len(seen)
            assert view.count(TemplateVersion) == 1
