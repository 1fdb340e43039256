"""Sheets of activities and plans: days, places and head counts as people write them."""

import pytest

from cselekvo.domain.activity import Activity, ActivityKind, HeadUnit
from cselekvo.domain.plan import DevelopmentPlan, PlanState
from cselekvo.workspace import Workspace
from tests.builders import span
from tests.exchange.bringing import Bring
from tests.exchange.tracked import ACTIVITIES, prepare
from tests.processes import a_process

PROJECT = ["azonosito;cim", "PR;Projekt"]


@pytest.fixture
def tracked(workspace: Workspace, bring: Bring) -> Bring:
    """Return what brings sheets to a process and a project."""
    prepare(workspace)
    a_process(workspace, "F1", "2015-01-01", unit="KZ1")
    assert bring({"projektek": PROJECT}).words == []
    return bring


def one(workspace: Workspace, id_: str = "E1") -> Activity:
    return workspace.view().one(Activity, id_)


def test_an_activity_without_a_last_day_takes_one_day_and_is_an_event(
    workspace: Workspace, tracked: Bring
) -> None:
    brought = tracked({"esemenyek": [ACTIVITIES, "E1;F1;Ünnep;2015-02-01"]})

    assert brought.words == []
    made = one(workspace)
    assert made.period == span("2015-02-01", "2015-02-01")
    assert (made.activity, made.unit) == (ActivityKind.EVENT, HeadUnit.ATTENDANCES)
    assert made.head_count is None


def test_every_column_is_read(workspace: Workspace, tracked: Bring) -> None:
    header = (
        f"{ACTIVITIES};veg;letszam;helyszin;fajta;tema;projekt;egyseg;becsult;"
        "jelenleti_iv;dij;telepules;megjegyzes;forras"
    )
    row = (
        "E1;F1;Tábor;2015. június 1.;2015.06.05.;1 200;Fő tér;tanulmányút;múlt;PR;fő;"
        "igen;31;0;32522;szép volt;napló"
    )

    assert tracked({"esemenyek": [header, row]}).words == []
    made = one(workspace)
    assert made.period == span("2015-06-01", "2015-06-05")
    assert (made.head_count, made.sheet_count, made.heads) == (1200, 31, 31)
    assert (made.activity, made.unit) == (ActivityKind.STUDY_VISIT, HeadUnit.PERSONS)
    assert (made.settlement, made.place, made.fee) == ("KSH-32522", "Fő tér", 0)
    assert (made.theme, made.project, made.estimated) == ("múlt", "PR", True)
    assert (made.note, made.source) == ("szép volt", "napló")


def test_a_place_that_is_just_a_settlement_is_that_settlement_where_there_is_no_column(
    workspace: Workspace, tracked: Bring
) -> None:
    rows = ["E1;F1;A;2015-02-01;zalaszentgrót", "E2;F1;B;2015-02-01;Zalaszentgrót, tér"]
    tracked({"esemenyek": [f"{ACTIVITIES};helyszin", *rows]})
    both = "E3;F1;C;2015-02-01;Zalaszentgrót;"
    tracked({"esemenyek": [f"{ACTIVITIES};helyszin;telepules", both]})

    assert (one(workspace).settlement, one(workspace).place) == (
        "KSH-32522",
        "zalaszentgrót",
    )
    assert one(workspace, "E2").settlement is None
    assert one(workspace, "E3").settlement is None


def test_a_head_count_is_a_whole_number_or_not_known(
    workspace: Workspace, tracked: Bring
) -> None:
    counts = ["26", "0", "", "-5", "1,5"]
    rows = [f"E{at};F1;X;2015-02-01;{count}" for at, count in enumerate(counts)]

    brought = tracked({"esemenyek": [f"{ACTIVITIES};letszam", *rows]}, skip=True)

    assert [one.head_count for one in workspace.view().facts(Activity)] == [26, 0, None]
    assert brought.told == [("value-not-read", "esemenyek", row) for row in (5, 6)]


@pytest.mark.parametrize(
    ("row", "word", "written"),
    [
        ("E1;;X;2015-02-01;;", "activity-of-nothing", False),
        ("E1;F1;X;2014-12-31;;", "activity-before-process", True),
        ("E1;F1;X;2016-05-01;12;", "activity-counted-before-held", True),
        ("E1;F9;X;2015-02-01;;", "reference-unknown", False),
        ("E1;F1;;2015-02-01;;", "value-missing", False),
        ("E1;F1;X;;;", "value-missing", False),
    ],
)
def test_what_is_wrong_with_an_activity_is_told(
    workspace: Workspace, tracked: Bring, row: str, word: str, written: bool
) -> None:
    header = f"{ACTIVITIES};letszam;projekt"

    brought = tracked({"esemenyek": [header, row]})

    assert brought.told == [(word, "esemenyek", 2)]
    assert (workspace.view().count(Activity) == 1) is written


def test_an_activity_of_a_project_needs_no_process(
    workspace: Workspace, tracked: Bring
) -> None:
    header = f"{ACTIVITIES};projekt"

    assert tracked({"esemenyek": [header, "E1;;X;2015-02-01;PR"]}).words == []
    assert one(workspace).project == "PR"


def test_an_end_before_the_beginning_is_refused_with_both(tracked: Bring) -> None:
    row = "E1;F1;X;2015-09-01;2015-08-31"

    brought = tracked({"esemenyek": [f"{ACTIVITIES};veg", row]})

    found = brought.one("period-ends-before-it-begins")
    assert [str(day) for day in found.values.values()] == ["2015-09-01", "2015-08-31"]


def test_a_sheet_without_last_days_moves_one_day_and_keeps_a_longer_time(
    workspace: Workspace, tracked: Bring
) -> None:
    rows = ["E1;F1;X;2015-02-01;", "E2;F1;X;2015-02-01;2015-02-03"]
    tracked({"esemenyek": [f"{ACTIVITIES};veg", *rows]})

    moved = ["E1;F1;X;2015-02-02", "E2;F1;X;2015-02-02"]
    assert tracked({"esemenyek": [ACTIVITIES, *moved]}).words == []

    assert one(workspace).period == span("2015-02-02", "2015-02-02")
    assert one(workspace, "E2").period == span("2015-02-02", "2015-02-03")


def test_plans_are_read_with_their_state_and_its_day(
    workspace: Workspace, tracked: Bring
) -> None:
    header = "azonosito;projekt;fajta;allapot;datum;folyamat;alany"
    rows = [
        "T1;PR;EFT;elfogadott;2015-05-05;F1;a1",
        "T2;PR;családi;tervezet;;;",
        "T3;PR;egyéni;lezárva;2016-05-05;;",
    ]

    brought = tracked({"tervek": [header, *rows]}, skip=True)

    assert brought.told == [("plan-state-in-future", "tervek", 4)]
    plans = workspace.view().facts(DevelopmentPlan)
    assert [plan.state for plan in plans] == [PlanState.ADOPTED, PlanState.DRAFT]
    assert (plans[0].process, plans[0].subject) == ("F1", "a1")
