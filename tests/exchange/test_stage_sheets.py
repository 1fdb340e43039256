"""Sheets of stages: a history made by hand is followed through its template."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cselekvo.actions.courses import now
from cselekvo.domain.process import Closing, Ending, StageRun
from cselekvo.exchange.exporting import export_folder
from cselekvo.rules.course import read_lying
from cselekvo.workspace import Workspace
from tests.builders import day
from tests.exchange.bringing import Bring
from tests.exchange.tracked import F1, PROCESSES, RUNS, prepare, process, told
from tests.processes import a_process, skipped
from tests.stores import Clock, SqliteMaker

FULL = f"{RUNS};kimenet;lezaras"


@pytest.fixture
def tracked(workspace: Workspace, bring: Bring) -> Bring:
    """Return what brings sheets to a published template and a community."""
    prepare(workspace)
    return bring


def history(*rows: str) -> dict[str, list[str]]:
    return {"folyamatok": [PROCESSES, F1], "szakaszok": [RUNS, *rows]}


def test_each_stage_is_told_what_opened_it_and_what_is_open_now(
    workspace: Workspace, tracked: Bring
) -> None:
    brought = tracked(
        history(
            "F1;preparation;2015-01-01;2015-02-01",
            "F1;interviews;2015-02-01;2015-03-01",
            "F1;history;2015-02-01;2015-02-20",
            "F1;training;2015-02-01;",
            "F1;conversations;2015-03-01;",
        )
    )

    opened = "preparation/2015-01-01"
    assert brought.words == []
    assert brought.counts("szakaszok") == (5, 5, 0, 0, 0)
    assert told(workspace) == [
        "conversations/2015-03-01 – – – interviews/2015-02-01",
        f"history/2015-02-01 2015-02-20 done – {opened}",
        f"interviews/2015-02-01 2015-03-01 done – {opened}",
        "preparation/2015-01-01 2015-02-01 done – start",
        f"training/2015-02-01 – – – {opened}",
    ]
    (lying,) = read_lying(process(workspace).waiting)
    assert lying.mark.source == "history"
    assert workspace.view().one(StageRun, lying.run).stage == "history"


def test_what_the_template_opens_and_the_sheet_lacks_is_added_and_told(
    workspace: Workspace, tracked: Bring
) -> None:
    brought = tracked(history("F1;preparation;2015-01-01;2015-02-01"))

    added = brought.one("history-stages-added")
    assert {one.id for one in added.values["stages"]} == {
        *("interviews", "history", "training"),
    }
    assert brought.words == []
    assert [line.split()[0] for line in told(workspace) if "–" in line.split()[1]] == [
        "history/2015-02-01",
        "interviews/2015-02-01",
        "training/2015-02-01",
    ]


def test_a_sheet_that_goes_on_where_the_last_one_ended_closes_what_was_open(
    workspace: Workspace, tracked: Bring
) -> None:
    tracked(history("F1;preparation;2015-01-01;2015-02-01"))

    more = ["F1;interviews;2015-02-01;2015-03-01", "F1;conversations;2015-03-01;"]
    brought = tracked({"szakaszok": [RUNS, *more]})

    assert brought.words == []
    assert brought.counts("szakaszok") == (2, 1, 1, 0, 0)
    assert "conversations/2015-03-01 – – – interviews/2015-02-01" in told(workspace)
    again = tracked({"szakaszok": [RUNS, *more]})
    assert again.counts("szakaszok") == (2, 0, 0, 2, 0)


def test_stages_are_named_by_title_too(workspace: Workspace, tracked: Bring) -> None:
    rows = (
        "F1;ELŐKÉSZÍTÉS;2015-01-01;2015-02-01",
        "F1;Local history of community activity;2015-02-01;",
    )

    assert tracked(history(*rows)).words == []
    assert {line.split("/")[0] for line in told(workspace)} == {
        *("preparation", "history", "interviews", "training"),
    }


@pytest.mark.parametrize(
    ("cells", "word", "column"),
    [
        ("F1;planing;2015-02-01;;;", "stage-unknown-in-process", "szakasz"),
        ("F2;preparation;2015-02-01;;;", "reference-unknown", "folyamat"),
        ("F1;preparation;2014-12-31;;;", "day-before-start", "tol"),
        ("F1;preparation;2016-03-01;;;", "day-in-future", "tol"),
        ("F1;preparation;2015-01-01;2016-03-01;;", "day-in-future", "ig"),
        ("F1;preparation;2015-02-01;2015-01-31;;", "day-before-opening", "ig"),
        ("F1;preparation;2015-01-01;;igen;", "history-stage-not-closed", "kimenet"),
        ("F1;preparation;2015-01-01;;;kész", "history-stage-not-closed", "lezaras"),
        ("F1;preparation;2015-01-01;2015-02-01;jó;", "outcome-not-asked", "kimenet"),
        ("F1;survey;2015-01-01;2015-02-01;;", "outcome-missing", "kimenet"),
        ("F1;survey;2015-01-01;2015-02-01;jó;", "outcome-unknown", "kimenet"),
        ("F1;preparation;2015-01-01;2015-02-01;;jól", "value-not-read", "lezaras"),
        ("F1;closing;2015-01-01;;;", "history-stage-not-opened", "szakasz"),
    ],
)
def test_a_fault_of_a_stage_is_told_with_row_and_column(
    workspace: Workspace, tracked: Bring, cells: str, word: str, column: str
) -> None:
    brought = tracked({"folyamatok": [PROCESSES, F1], "szakaszok": [FULL, cells]})

    found = brought.one(word)
    assert found.where is not None
    assert (found.where.row, found.where.column) == (2, column)
    assert workspace.view().count(StageRun) == 0


def test_a_stage_that_opened_before_its_cause_was_closed_is_warned_of(
    tracked: Bring,
) -> None:
    brought = tracked(
        history("F1;preparation;2015-01-01;2015-02-01", "F1;interviews;2015-01-20;")
    )

    found = brought.one("history-stage-opened-early")
    assert brought.told == [("history-stage-opened-early", "szakaszok", 3)]
    assert found.values["closed"] == day("2015-02-01")


def test_rows_that_the_template_speaks_against_are_left_out_alone(
    workspace: Workspace, tracked: Bring
) -> None:
    brought = tracked(
        history(
            "F1;preparation;2015-01-01;2015-02-01",
            "F1;closing;2015-03-01;2015-03-02",
            "F1;interviews;2015-02-01;2015-03-01",
        ),
        skip=True,
    )

    assert brought.told == [("history-stage-not-opened", "szakaszok", 3)]
    assert brought.counts("szakaszok") == (3, 2, 0, 0, 1)
    assert "closing" not in " ".join(told(workspace))
    assert workspace.verify().findings == []


def test_a_process_that_is_said_to_have_ended_must_have_come_to_its_end(
    workspace: Workspace, tracked: Bring
) -> None:
    ended = f"{F1};befejeződött;2015-06-01"
    brought = tracked(
        {
            "folyamatok": [f"{PROCESSES};allapot;zaras", ended],
            "szakaszok": [RUNS, "F1;preparation;2015-01-01;2015-02-01"],
        }
    )

    assert brought.words == ["history-goes-on", "history-without-stages"]
    assert workspace.view().count(StageRun) == 0


def test_a_process_that_was_broken_off_has_no_stage_open(
    workspace: Workspace, tracked: Bring
) -> None:
    ended = f"{F1};megszakadt;2015-06-01"
    brought = tracked(
        {
            "folyamatok": [f"{PROCESSES};allapot;zaras", ended],
            "szakaszok": [
                RUNS,
                "F1;preparation;2015-01-01;2015-02-01",
                "F1;interviews;2015-02-01;",
            ],
        }
    )

    assert brought.words == []
    runs = workspace.view().facts(StageRun)
    assert {run.stage: run.closing for run in runs} == {
        "preparation": Closing.DONE,
        "interviews": Closing.CANCELLED,
    }
    assert process(workspace).ending is Ending.CANCELLED


def test_a_closing_written_into_an_export_opens_what_follows(
    workspace: Workspace, tracked: Bring, tmp_path: Path
) -> None:
    a_process(workspace, "F1", "2015-01-01", unit="KZ1")
    export_folder(workspace.view(), tmp_path / "ki")
    path = tmp_path / "ki" / "szakaszok.csv"
    written = path.read_text(encoding="utf-8-sig")
    path.write_text(
        written.replace("2015-01-01;;;", "2015-01-01;2015-02-01;;"), encoding="utf-8"
    )

    brought = tracked.folder_of(tmp_path / "ki")

    assert brought.counts("szakaszok") == (1, 0, 1, 0, 0)
    assert sum(" – – – " in line for line in told(workspace)) == 3


def test_a_history_played_at_random_is_told_again_without_its_causes(
    workspace: Workspace, tracked: Bring, sqlite_maker: SqliteMaker, tmp_path: Path
) -> None:
    """Rework makes further rounds; some of the processes come to their end."""
    header = [PROCESSES, F1]
    for seed in range(8):
        here = tmp_path / str(seed)
        (here / "b").mkdir(parents=True)
        with sqlite_maker.make(here).open(Clock()) as played:
            prepare(played)
            a_process(played, "F1", "2015-01-01", unit="KZ1")
            rows = list(_played(played, Random(seed)))
            with sqlite_maker.make(here / "b").open(Clock()) as other:
                prepare(other)
                (here / "ki").mkdir()
                bring = Bring(other, here / "ki")
                Random(seed).shuffle(rows)
                brought = bring({"folyamatok": header, "szakaszok": [FULL, *rows]})

                assert brought.words == []
                assert told(other) == told(played)
                assert _state(other) == _state(played)


def _played(workspace: Workspace, random: Random) -> Iterator[str]:
    """Close stages at random, and yield the runs as people would write them."""
    on = date(2015, 1, 1)
    for _ in range(random.randint(5, 40)):
        at = now(workspace.view(), "F1")
        if at.process.ending is not None:
            break
        run = random.choice(sorted(at.course.open, key=lambda run: run.stage))
        outcome = random.choice(at.stage(run.stage).ways).outcome
        on += timedelta(random.randint(1, 9))
        skipped(workspace, "F1", run.stage, on.isoformat(), outcome)
    for run in workspace.view().facts(StageRun):
        closed = run.closed.isoformat() if run.closed else ""
        how = run.closing.hu if run.closing else ""
        yield f"F1;{run.stage};{run.opened};{closed};{run.outcome};{how}"


def _state(workspace: Workspace) -> tuple[Any, ...]:
    """Return what a process is besides its runs, without the ids of these."""
    one = process(workspace)
    lying = sorted(str(lying.mark) for lying in read_lying(one.waiting))
    return one.ended, one.ending, lying
