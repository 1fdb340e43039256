"""Sheets of processes: by whom they are named, and what begins with them."""

import pytest

from cselekvo.domain.process import Ending, Process, StageRun
from cselekvo.workspace import Workspace
from tests.exchange.bringing import Bring
from tests.exchange.tracked import (
    F1,
    PROCESSES,
    RUNS,
    prepare,
    process,
    publish_next,
    told,
)
from tests.processes import closed, publication
from tests.verbs import add_body


@pytest.fixture
def tracked(workspace: Workspace, bring: Bring) -> Bring:
    """Return what brings sheets to a published template and a community."""
    prepare(workspace)
    return bring


def test_a_process_whose_stages_are_told_nowhere_begins_with_its_first_one(
    workspace: Workspace, tracked: Bring
) -> None:
    brought = tracked({"folyamatok": [PROCESSES, F1]})

    assert brought.words == []
    assert brought.counts("folyamatok") == (1, 1, 0, 0, 0)
    assert told(workspace) == ["preparation/2015-01-01 – – – start"]
    assert tracked({"folyamatok": [PROCESSES, F1]}).counts("folyamatok") == (
        *(1, 0, 0, 1, 0),
    )
    assert workspace.view().count(StageRun) == 1


def test_the_latest_version_is_meant_where_none_is_named(
    workspace: Workspace, tracked: Bring
) -> None:
    first = publication().version
    latest = publish_next(workspace)
    header = f"{PROCESSES};verzio"

    other = F1.replace("F1", "F2")
    tracked({"folyamatok": [header, f"{F1};{first.version}", f"{other};"]})

    assert process(workspace).template == first.id
    assert process(workspace, "F2").template == latest
    again = tracked({"folyamatok": [PROCESSES, F1]})
    assert again.counts("folyamatok") == (1, 0, 0, 1, 0)
    assert process(workspace).template == first.id


@pytest.mark.parametrize(
    ("column", "value", "word", "where"),
    [
        ("sablon", "community_developmnet", "not-found", None),
        ("egyseg", "KZ2", "reference-unknown", None),
        ("egyseg", "O1", "unit-of-other-kind", "egyseg"),
        ("kezdet", "2016-03-01", "day-in-future", None),
        ("parameterek", "min_interviews", "value-not-read", "parameterek"),
        ("parameterek", "min_interviews=x", "value-not-read", "parameterek"),
        ("parameterek", "min_interview=3", "parameter-unknown-in-template", None),
        ("parameterek", "min_interviews=0", "parameter-out-of-range", None),
        ("allapot", "vége", "value-not-read", "allapot"),
        ("allapot", "befejeződött", "process-ending-incomplete", None),
        ("zaras", "2015-12-31", "process-ending-incomplete", None),
        ("varakozik", "valami", "value-not-read", "varakozik"),
        ("projekt", "PR", "reference-unknown", "projekt"),
        ("verzio", "9", "not-found", None),
    ],
)
def test_a_fault_of_a_process_is_told_with_its_row(
    workspace: Workspace,
    tracked: Bring,
    column: str,
    value: str,
    word: str,
    where: str | None,
) -> None:
    add_body(workspace, "O1")
    cells = dict(zip(PROCESSES.split(";"), F1.split(";"), strict=True))
    cells[column] = value

    brought = tracked({"folyamatok": [";".join(cells), ";".join(cells.values())]})

    found = brought.one(word)
    assert brought.told == [(word, "folyamatok", 2)]
    assert found.where is not None
    assert found.where.column == where
    assert workspace.view().count(Process) == 0


def test_parameters_are_written_with_a_stroke_between_them(
    workspace: Workspace, tracked: Bring
) -> None:
    row = f"{F1};min_interviews = 4 | min_actions=1 200"

    assert tracked({"folyamatok": [f"{PROCESSES};parameterek", row]}).words == []
    assert process(workspace).parameters == '{"min_actions":1200,"min_interviews":4}'


def test_a_running_process_is_moved_by_migration_and_never_by_a_sheet(
    workspace: Workspace, tracked: Bring
) -> None:
    tracked({"folyamatok": [PROCESSES, F1]})
    before = process(workspace)
    latest = publish_next(workspace).rpartition(".")[2]

    brought = tracked({"folyamatok": [f"{PROCESSES};verzio", f"{F1};{latest}"]})

    assert brought.words == ["process-template-changed"]
    assert process(workspace) == before


def test_a_process_stays_that_of_its_unit(workspace: Workspace, tracked: Bring) -> None:
    tracked(
        {
            "kozossegek": ["azonosito;nev;telepules", "KZ2;Más;Zalaszentgrót"],
            "folyamatok": [PROCESSES, F1],
        }
    )

    brought = tracked({"folyamatok": [PROCESSES, F1.replace("KZ1", "KZ2")]})

    assert brought.words == ["process-unit-changed"]


def test_a_process_does_not_begin_after_its_first_stage(
    workspace: Workspace, tracked: Bring
) -> None:
    tracked({"folyamatok": [PROCESSES, F1]})

    later = F1.replace("2015-01-01", "2015-02-01")
    assert tracked({"folyamatok": [PROCESSES, later]}).words == ["day-before-start"]


def test_a_process_that_ended_without_stages_is_warned_of(
    workspace: Workspace, tracked: Bring
) -> None:
    header = f"{PROCESSES};allapot;zaras"

    brought = tracked({"folyamatok": [header, f"{F1};befejeződött;2015-12-31"]})

    assert brought.words == ["history-without-stages"]
    assert process(workspace).ending is Ending.COMPLETED
    assert told(workspace) == []


def test_one_that_goes_on_has_not_ended(workspace: Workspace, tracked: Bring) -> None:
    brought = tracked({"folyamatok": [f"{PROCESSES};allapot", f"{F1};folyamatban"]})

    assert brought.words == []
    assert process(workspace).ending is None


def test_empty_cells_leave_what_the_program_knows(
    workspace: Workspace, tracked: Bring
) -> None:
    tracked({"folyamatok": [PROCESSES, F1]})
    closed(workspace, "F1", "preparation", "2015-02-01")
    header = f"{PROCESSES};allapot;zaras;varakozik"

    brought = tracked({"folyamatok": [header, f"{F1};;;"]})

    assert brought.counts("folyamatok") == (1, 0, 0, 1, 0)


def test_times_of_rest_lie_within_the_process_and_beside_each_other(
    workspace: Workspace, tracked: Bring
) -> None:
    header = "folyamat;tol;ig;ok"
    rows = [
        "F1;2015-03-01;2015-03-31;nyár",
        "F1;2015-03-31;2015-04-30;tavasz",
        "F1;2014-12-01;2014-12-31;tél",
        "F1;2016-03-01;;jövő",
    ]

    brought = tracked(
        {"folyamatok": [PROCESSES, F1], "szunetek": [header, *rows]}, skip=True
    )

    assert brought.told == [
        ("hold-overlaps", "szunetek", 3),
        ("day-before-start", "szunetek", 4),
        ("day-in-future", "szunetek", 5),
    ]
    assert brought.counts("szunetek") == (4, 1, 0, 0, 3)


def test_a_process_left_out_takes_its_stages_along(
    workspace: Workspace, tracked: Bring
) -> None:
    brought = tracked(
        {
            "folyamatok": [PROCESSES, F1.replace("KZ1", "KZ9")],
            "szakaszok": [RUNS, "F1;preparation;2015-01-01;2015-02-01"],
        },
        skip=True,
    )

    assert brought.words == ["reference-unknown", "reference-unknown"]
    assert workspace.view().count(StageRun) == 0


def test_a_process_that_goes_on_has_a_stage_open(
    workspace: Workspace, tracked: Bring
) -> None:
    header = f"{PROCESSES};allapot;zaras"
    runs = [RUNS, "F1;preparation;2015-01-01;2015-02-01"]
    broken_off = f"{F1};megszakítva;2015-03-01"
    tracked({"folyamatok": [header, broken_off], "szakaszok": runs})
    before = process(workspace)

    brought = tracked({"folyamatok": [header, f"{F1};folyamatban;"]})

    assert brought.words == ["history-nothing-open"]
    assert process(workspace) == before
