"""Where processes stand, asked of records that have moved on since."""

from datetime import UTC, datetime

import pytest
from attrs import evolve

from cselekvo.domain.process import ProcessState, StageRun
from cselekvo.domain.template import Template, Unit, Words
from cselekvo.reports.processes import standing
from cselekvo.reports.processes.process_account import process_account
from cselekvo.reports.processes.processes_area import whole_network
from cselekvo.reports.processes.stage_durations import durations
from cselekvo.reports.processes.standing import Standings, Wanted, standings
from cselekvo.reports.processes.standing_summary import by_open_stages
from cselekvo.workspace import Workspace
from tests.builders import day
from tests.processes import a_process, a_published, closed, held, skipped
from tests.rules.flows import a_template, way_back
from tests.stores import Clock

#: Two stages in a row, of which the second may lead back to the first.
SHORT = a_template(days=10, a="b", b={"on": "c", "again": way_back("a")}, c=())


@pytest.fixture
def running(workspace: Workspace, clock: Clock) -> Workspace:
    """Return a workspace with processes of a small template."""
    clock.at = datetime(2018, 6, 1, tzinfo=UTC)
    a_published(workspace, SHORT)
    for number in range(3):
        a_process(workspace, f"F{number}", "2018-01-01", template="t")
    closed(workspace, "F1", "a", "2018-01-11")
    closed(workspace, "F2", "a", "2018-01-21")
    closed(workspace, "F2", "b", "2018-01-25", "again")
    return workspace


def asked(workspace: Workspace, on: str = "2018-02-01", **wanted: object) -> Standings:
    return standings(workspace.view(day(on)), Wanted(**wanted))  # type: ignore[arg-type]


def stages(found: Standings) -> dict[str, list[str]]:
    return {one.process.id: [run.run.stage for run in one.open] for one in found.stands}


def renamed(template: Template) -> Template:
    """Return a second version in which the second stage has another id and name."""
    text = {"a": "a", "b": "b2", "c": "c"}
    made = [
        evolve(
            one,
            id=text[one.id],
            title=Words(f"{one.title.hu} új"),
            ways=tuple(
                evolve(way, stages=tuple(text[to] for to in way.stages))
                for way in one.ways
            ),
        )
        for one in template.stages
    ]
    return evolve(template, version=2, stages=tuple(made))


def test_many_processes_stand_where_each_of_them_stands_alone(
    running: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = asked(running)
    monkeypatch.setattr(standing, "_MANY", 0)

    assert asked(running).stands == alone.stands
    assert stages(alone) == {"F0": ["a"], "F1": ["b"], "F2": ["a"]}


def test_a_stage_done_again_is_its_own_run(running: Workspace) -> None:
    account = process_account(running.view(day("2018-02-01")), "F2")

    assert [(one.run.stage, one.number) for one in account.rounds] == [
        ("a", 1),
        ("b", 1),
        ("a", 2),
    ]
    assert account.stand.open[0].clock.days == 7


def test_both_rounds_are_measured_and_what_was_skipped_is_not(
    running: Workspace,
) -> None:
    skipped(running, "F2", "a", "2018-02-10")

    view = running.view(day("2018-03-01"))
    told = {one.stage: one.here for one in durations(view, Wanted()).stages}

    assert {id_: one and one.count for id_, one in told.items()} == {"a": 2, "b": 1}
    found = told["a"]
    assert found is not None
    assert (found.first, found.median, found.third) == (12.5, 15, 17.5)


def test_days_of_rest_are_not_measured(running: Workspace) -> None:
    held(running, "F0", "2018-01-05", "2018-02-04")
    closed(running, "F0", "a", "2018-02-15")

    (stage, *_) = durations(running.view(day("2018-03-01")), Wanted()).stages

    assert stage.here is not None
    assert stage.here.third == 17.5


def test_a_stage_that_was_renamed_keeps_its_name_and_says_of_which_version(
    running: Workspace,
) -> None:
    a_published(running, renamed(SHORT))
    a_process(running, "F9", "2018-01-02", template="t")
    closed(running, "F9", "a", "2018-01-12")

    found = asked(running)
    titles = [[title.hu for _id, title in one.stages] for one in by_open_stages(found)]

    assert titles == [["A új"], ["B új"], ["B (v1)"]]
    assert found.methods.called("t", "never") == Words("never")
    assert found.methods.place("t.2", "b") == 3


def test_after_a_migration_old_runs_are_told_by_the_version_that_had_them(
    running: Workspace,
) -> None:
    from cselekvo.domain.identifiers import TemplateVersionId
    from cselekvo.domain.process import Process

    a_published(running, renamed(SHORT))
    with running.change() as work:
        (run,) = work.facts(StageRun, process="F2", stage="a", closed=None)
        process = work.one(Process, "F2")
        work.write(evolve(process, template=TemplateVersionId("t.2")))
        work.write(evolve(run, closed=day("2018-01-30"), reason=""))

    account = process_account(running.view(day("2018-01-28")), "F2")

    assert [one.title.hu for one in account.rounds] == ["A új", "B", "A új"]
    assert account.waiting is None


def test_only_processes_of_the_named_versions_are_asked_for(running: Workspace) -> None:
    assert set(stages(asked(running, template="T.1"))) == {"F0", "F1", "F2"}
    assert stages(asked(running, template="u")) == {}
    assert stages(asked(running, processes=frozenset())) == {}
    assert set(stages(asked(running, stage="B"))) == {"F1"}


def test_a_process_that_ended_is_told_by_its_state(running: Workspace) -> None:
    closed(running, "F1", "b", "2018-01-20", "on")
    closed(running, "F1", "c", "2018-01-22")
    states = frozenset(ProcessState)

    (one,) = asked(running, units=frozenset({"K-F1"}), states=states).stands
    before = asked(running, "2018-01-21", units=frozenset({"K-F1"}))

    assert (one.state, one.open, one.days_late) == (ProcessState.COMPLETED, (), 0)
    assert stages(before) == {"F1": ["c"]}
    groups = by_open_stages(asked(running, states=states))
    assert groups[-1].state is ProcessState.COMPLETED


def test_a_template_without_roles_names_nobody(running: Workspace) -> None:
    (first, *_) = asked(running).stands

    assert first.open[0].role is None
    assert first.unit.kind is Unit.COMMUNITY


def test_a_workspace_without_regions_has_no_whole_network(running: Workspace) -> None:
    from cselekvo.domain.territory import NutsRegion
    from cselekvo.errors import NotFoundError

    with running.change() as work:
        for region in work.facts(NutsRegion, level=0):
            work.withdraw(region)

    with pytest.raises(NotFoundError):
        whole_network(running.view())
