"""Histories that are exported and brought in elsewhere: as told, on both engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions.checks import check
from cselekvo.actions.migrating import Migration, migrate_processes
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import RecordId, StageRunId, TemplateVersionId
from cselekvo.domain.journal import BackupRecord, Erasure
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.process import Evidence, Process, StageRun
from cselekvo.domain.template import Criterion, Template
from cselekvo.domain.user import RoleGrant, User
from cselekvo.exchange.exporting import export_folder
from cselekvo.findings import has_errors
from cselekvo.workspace import Workspace
from tests.builders import codes, day
from tests.exchange.bringing import Bring
from tests.exchange.tracked import EVIDENCE, RUNS, told
from tests.processes import a_process, a_published, closed, held, shown, skipped
from tests.rules.flows import a_template, way_back
from tests.stores import Clock, PostgresStore, SqliteMaker

_LEFT_OUT = (User, RoleGrant, BackupRecord, Erasure)


def version(number: int, **stages: Any) -> Template:
    """Return a template whose stage `a` has an item on its list."""
    made = a_template(**stages)
    first = evolve(made.stages[0], exit_criteria=(Criterion(id="item"),))
    return evolve(made, version=number, stages=(first, *made.stages[1:]))


ONE = version(1, a=["b", "c"], b="d", c="d", d={"on": "e", "back": way_back("a")}, e=())
#: A stage is gone, and an outcome with it.
TWO = version(2, a=["b", "c"], b="e", c="e", e=())


def everything(workspace: Workspace) -> dict[str, list[Fact]]:
    view = workspace.view()
    return {
        kind.kind: list(view.facts(kind)) for kind in KINDS if kind not in _LEFT_OUT
    }


@pytest.fixture
def running(workspace: Workspace, clock: Clock) -> Workspace:
    """Return a workspace with a process of which one branch waits for another."""
    clock.at = datetime(2020, 1, 31, 12, 0, tzinfo=UTC)
    a_published(workspace, ONE)
    a_process(workspace, "F1", template="t", version=1)
    assert not codes(shown(workspace, "F1", "a", "item", "2017-01-02"))
    for stage, on in (("a", "2017-02-01"), ("b", "2017-03-01")):
        assert not has_errors(closed(workspace, "F1", stage, on, meeting=False))
    held(workspace, "F1", "2017-04-01", "2017-05-01")
    return workspace


@contextmanager
def beside(maker: SqliteMaker, folder: Path) -> Iterator[Bring]:
    """Open an empty workspace, with what brings sheets into it."""
    (folder / "sheets").mkdir(parents=True)
    with maker.make(folder).open(Clock(datetime(2020, 2, 1, tzinfo=UTC))) as opened:
        yield Bring(opened, folder / "sheets")


def test_a_process_that_waits_is_the_same_elsewhere_on_both_engines(
    running: Workspace,
    sqlite_maker: SqliteMaker,
    postgres_store: PostgresStore,
    clock: Clock,
    tmp_path: Path,
) -> None:
    (process,) = running.view().facts(Process)
    assert process.waiting
    export_folder(running.view(), tmp_path / "ki")

    with beside(sqlite_maker, tmp_path / "b") as bring:
        assert bring.folder_of(tmp_path / "ki").words == []
        assert everything(bring.workspace) == everything(running)
        again = bring.folder_of(tmp_path / "ki")
        assert not [t for t in again.outcome.tallies.values() if t.read - t.unchanged]
    with postgres_store.open(clock) as there:
        assert Bring(there, tmp_path).folder_of(tmp_path / "ki").words == []
        assert everything(there) == everything(running)
        assert there.verify().findings == []


def test_what_went_on_elsewhere_is_taken_as_it_is_told(
    running: Workspace, sqlite_maker: SqliteMaker, tmp_path: Path
) -> None:
    export_folder(running.view(), tmp_path / "early")
    with beside(sqlite_maker, tmp_path / "b") as bring:
        assert bring.folder_of(tmp_path / "early").words == []
        skipped(running, "F1", "c", "2017-06-01")
        skipped(running, "F1", "d", "2017-07-01", "back")
        export_folder(running.view(), tmp_path / "late")

        assert bring.folder_of(tmp_path / "late").words == []
        assert everything(bring.workspace) == everything(running)

        older = bring.folder_of(tmp_path / "early")
        assert "history-stage-not-opened" in older.words
        assert everything(bring.workspace) == everything(running)


def migrated(workspace: Workspace) -> None:
    skipped(workspace, "F1", "c", "2017-06-01")
    skipped(workspace, "F1", "d", "2017-07-01", "back")
    a_published(workspace, TWO)
    with workspace.change() as work:
        moving = Migration(template="t", version=2)
        assert not has_errors(migrate_processes(work, moving))
    (process,) = workspace.view().facts(Process)
    assert process.template == "t.2"


def test_a_migrated_process_keeps_its_runs_of_stages_that_are_gone(
    running: Workspace, sqlite_maker: SqliteMaker, tmp_path: Path
) -> None:
    migrated(running)
    export_folder(running.view(), tmp_path / "ki")

    with beside(sqlite_maker, tmp_path / "b") as bring:
        assert bring.folder_of(tmp_path / "ki").words == []
        assert everything(bring.workspace) == everything(running)
    assert any(line.startswith("d/") for line in told(running))


def test_a_closing_by_hand_is_not_followed_where_the_template_was_another(
    running: Workspace, bring: Bring
) -> None:
    migrated(running)
    before = everything(running)
    rows = [f"F1;a;{on};2017-08-01" for on in ("2017-07-01",)]

    brought = bring({"szakaszok": [RUNS, *rows]})

    assert brought.words == ["history-stage-not-opened"]
    assert everything(running) == before


def test_a_choice_that_the_template_has_no_longer_is_not_followed(
    running: Workspace, bring: Bring
) -> None:
    skipped(running, "F1", "c", "2017-06-01")
    skipped(running, "F1", "d", "2017-07-01", "back")
    a_published(running, version(3, a=["b", "c"], b="d", c="d", d="e", e=()))
    with running.change() as work:
        (process,) = work.facts(Process)
        work.write(evolve(process, template=TemplateVersionId("t.3")))

    brought = bring({"szakaszok": [RUNS, "F1;a;2017-07-01;2017-08-01"]})

    assert brought.words == ["history-not-followed"]


def test_rows_whose_process_is_at_odds_with_its_template_are_all_left_out(
    running: Workspace, bring: Bring
) -> None:
    with running.change() as work:
        stray = StageRun(
            id=StageRunId("stray"),
            process=work.one(Process, "F1").id,
            stage="e",
            opened=day("2017-01-05"),
        )
        work.write(stray)

    brought = bring({"szakaszok": [RUNS, "F1;c;2017-02-01;2017-06-01"]}, skip=True)

    assert brought.words == ["history-stage-not-opened"]
    assert brought.counts("szakaszok") == (1, 0, 0, 0, 1)


def test_evidence_of_a_stage_that_is_gone_is_judged_by_the_version_it_had(
    running: Workspace, bring: Bring
) -> None:
    migrated(running)

    brought = bring({"bizonyitekok": [EVIDENCE, "F1;d;item;2017-06-15"]})

    assert brought.words == ["criterion-unknown"]


def test_evidence_of_a_stage_that_no_version_has_is_judged_by_its_day_alone(
    running: Workspace,
) -> None:
    with running.change() as work:
        run = StageRun(
            id=StageRunId("lost"),
            process=work.one(Process, "F1").id,
            stage="nowhere",
            opened=day("2017-01-05"),
        )
        work.write(run)
        made = Evidence(
            id=RecordId("bz-1"), run=run.id, criterion="x", on=day("2030-01-01")
        )
        assert codes(check(work, made)) == ["day-in-future"]
