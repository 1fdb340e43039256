"""Moving processes to another version: previewed, as one act, and taken back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions.migrating import (
    Migration,
    OtherTemplateError,
    migrate_processes,
    plan_migration,
)
from cselekvo.actions.stages import reopen_stage
from cselekvo.domain.process import Process, StageRun
from cselekvo.domain.template import Template
from cselekvo.domain.user import Role
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Finding, has_errors
from cselekvo.rules.permissions import Grant
from cselekvo.workspace import Workspace
from tests.builders import an_actor, codes
from tests.processes import a_process, a_published, closed, open_stages
from tests.rules.flows import a_template
from tests.stores import Clock
from tests.verbs import undo


def version(number: int, **stages: Any) -> Template:
    return evolve(a_template(**stages), version=number)


ONE = version(1, a=["b", "c"], b="d", c="d", d="e", e=())
#: A stage is put between, another renamed.
TWO = version(2, a=["b", "c"], b="d", c="d", d="x", x="last", last=())


@pytest.fixture
def running(workspace: Workspace, clock: Clock) -> Workspace:
    """Return a workspace with processes at several stages of the first version."""
    clock.at = datetime(2020, 1, 31, 12, 0, tzinfo=UTC)
    a_published(workspace, ONE)
    for number in range(4):
        a_process(workspace, f"F{number}", template="t", version=1)
    for process, stages in (("F1", "a"), ("F2", "ab"), ("F3", "abcd")):
        for stage in stages:
            assert not has_errors(closed(workspace, process, stage, "2017-02-01"))
    a_published(workspace, TWO)
    return workspace


def migrate(workspace: Workspace, **wanted: Any) -> list[Finding]:
    with workspace.change() as work:
        return migrate_processes(work, Migration(template="t", version=2, **wanted))


def test_the_preview_tells_where_each_process_lands(running: Workspace) -> None:
    planned = plan_migration(running.view(), Migration(template="t", version=2))

    assert [one.process.id for one in planned] == ["F0", "F1", "F2", "F3"]
    assert [one.moves for one in planned] == [True, True, True, False]
    assert planned[1].landing.stages == {"b": "b", "c": "c"}
    assert codes(planned[3].landing.findings) == ["landing-open-stage-gone"]


def test_those_that_can_move_and_the_others_stay(running: Workspace) -> None:
    found = migrate(running)

    assert codes(found) == ["landing-open-stage-gone", "processes-migrated"]
    assert (found[-1].values["count"], found[-1].values["stay"]) == (3, 1)
    templates = {one.id: one.template for one in running.view().facts(Process)}
    assert templates == {"F0": "t.2", "F1": "t.2", "F2": "t.2", "F3": "t.1"}


def test_a_migrated_process_goes_on_under_the_new_version(running: Workspace) -> None:
    migrate(running)

    closed(running, "F2", "c", "2017-03-01")
    assert open_stages(running, "F2") == ["d"]
    closed(running, "F2", "d", "2017-03-02")
    assert open_stages(running, "F2") == ["x"]


def test_a_stage_map_names_what_was_renamed(running: Workspace) -> None:
    found = migrate(running, names={"e": "last"})

    assert (found[-1].values["count"], found[-1].values["stay"]) == (4, 0)
    assert "landing-stages-passed-over" in codes(found)
    assert open_stages(running, "F3") == ["last"]
    assert "process-completed" in codes(closed(running, "F3", "last", "2017-03-01"))


def test_a_renamed_stage_that_was_closed_can_be_reopened(running: Workspace) -> None:
    other = version(3, a=["bb", "c"], bb="d", c="d", d="e", e=())
    a_published(running, other)
    with running.change() as work:
        wanted = Migration(
            template="t", version=3, names={"b": "bb"}, processes=("F2",)
        )
        found = migrate_processes(work, wanted)
    assert codes(found) == ["processes-migrated"]
    with running.change() as work:
        assert codes(reopen_stage(work, "F2", "bb", "mégis")) == ["stage-opened"]
    assert open_stages(running, "F2") == ["bb", "c"]


def test_it_is_taken_back_as_one_act(running: Workspace) -> None:
    before = running.view().facts(Process), running.view().facts(StageRun)
    migrate(running, names={"e": "last"})

    assert codes(undo(running, running.head().seq)) == []

    after = running.view().facts(Process), running.view().facts(StageRun)
    assert after == before


def test_it_is_not_taken_back_once_a_process_has_moved(running: Workspace) -> None:
    migrate(running)
    moved = running.head().seq
    closed(running, "F2", "c", "2017-03-01")

    assert has_errors(undo(running, moved))


def test_a_named_process_that_cannot_move_is_refused(running: Workspace) -> None:
    head = running.head()
    found = migrate(running, processes=("F1", "F3"))

    assert codes(found) == ["landing-open-stage-gone"]
    assert found[0].values["process"] == "F3"
    assert running.head() == head


def test_when_none_can_move_all_is_refused(running: Workspace) -> None:
    migrate(running)
    assert has_errors(migrate(running))


def test_nothing_to_move_is_said(running: Workspace) -> None:
    migrate(running, names={"e": "last"})
    assert codes(migrate(running)) == ["no-process-to-migrate"]


def test_without_a_template_all_that_have_the_version_are_moved(
    running: Workspace,
) -> None:
    other = evolve(version(2, p="q", q=()), id="u")
    a_published(running, evolve(other, version=1))
    a_process(running, "G1", template="u")
    a_published(running, other)

    planned = plan_migration(running.view(), Migration(version=2))
    assert {one.process.id for one in planned if one.moves} == {"F0", "F1", "F2", "G1"}

    named = Migration(version=2, processes=("G1", "F0"))
    planned = plan_migration(running.view(), named)
    assert [one.process.id for one in planned] == ["F0", "G1"]


def test_what_is_not_there_is_told(running: Workspace) -> None:
    view = running.view()
    with pytest.raises(NotFoundError):
        plan_migration(view, Migration(template="t", version=9))
    with pytest.raises(NotFoundError):
        plan_migration(view, Migration(version=9))
    with pytest.raises(NotFoundError):
        plan_migration(view, Migration(version=2, processes=("F9",)))
    a_published(running, evolve(version(2, p="q", q=()), id="u"))
    other, view = Migration(template="u", version=2, processes=("F1",)), running.view()
    with pytest.raises(OtherTemplateError):
        plan_migration(view, other)


def test_only_methodologists_migrate(running: Workspace) -> None:
    coordinator = an_actor(Grant(Role.COORDINATOR), user="k")
    for wanted in (Migration(version=2), Migration(version=1)):
        with pytest.raises(NotAllowedError), running.change(coordinator) as work:
            migrate_processes(work, wanted)
    with running.change(an_actor(Grant(Role.METHODOLOGIST), user="m")) as work:
        assert not has_errors(migrate_processes(work, Migration(version=2)))


def test_a_cancelled_run_is_not_finished(running: Workspace) -> None:
    from cselekvo.actions.processes import cancel_process
    from tests.builders import day

    with running.change() as work:
        cancel_process(work, "F1", day("2017-03-01"), "vége")
    planned = plan_migration(running.view(), Migration(version=2, processes=("F1",)))
    assert [one.moves for one in planned] == [False]
    assert codes(planned[0].landing.findings) == ["landing-process-ended"]
