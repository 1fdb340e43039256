"""Sheets of evidence: of which round, by whose right, and what speaks against it."""

import pytest

from cselekvo.domain.process import Evidence, StageRun
from cselekvo.workspace import Workspace
from tests.exchange.bringing import Bring
from tests.exchange.tracked import EVIDENCE, F1, PROCESSES, RUNS, prepare

ROUNDS = (
    "F1;preparation;2015-01-01;2015-01-10;",
    "F1;interviews;2015-01-10;2015-01-20;",
    "F1;conversations;2015-01-20;2015-02-01;",
    "F1;survey;2015-02-01;2015-03-01;one_sided",
    "F1;conversations;2015-03-01;2015-04-01;",
    "F1;survey;2015-04-01;;",
)


@pytest.fixture
def tracked(workspace: Workspace, bring: Bring) -> Bring:
    """Return what brings sheets to a process with two rounds of a stage."""
    prepare(workspace)
    runs = [f"{RUNS};kimenet", *ROUNDS]
    assert bring({"folyamatok": [PROCESSES, F1], "szakaszok": runs}).words == []
    return bring


def opened(workspace: Workspace) -> list[str]:
    view = workspace.view()
    return [str(view.one(StageRun, one.run).opened) for one in view.facts(Evidence)]


@pytest.mark.parametrize(
    ("on", "number", "round_"),
    [
        ("2015-01-25", "", "2015-01-20"),
        ("2015-02-01", "", "2015-01-20"),
        ("2015-03-20", "", "2015-03-01"),
        ("2014-06-01", "", "2015-03-01"),
        ("2015-01-25", "2", "2015-03-01"),
        ("2015-03-20", "1", "2015-01-20"),
    ],
)
def test_an_evidence_is_of_the_round_of_its_day_or_of_the_one_named(
    workspace: Workspace, tracked: Bring, on: str, number: str, round_: str
) -> None:
    row = f"F1;conversations;issues_chosen;{on};{number}"

    brought = tracked({"bizonyitekok": [f"{EVIDENCE};kor", row]})

    assert brought.words == []
    assert opened(workspace) == [round_]
    again = tracked({"bizonyitekok": [f"{EVIDENCE};kor", row]})
    assert again.counts("bizonyitekok") == (1, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("F1;conversations;issues;2015-01-25;", "criterion-unknown"),
        ("F1;conversations;sheets_and_memos;2015-01-25;", "reference-missing"),
        (
            "F1;interviews;interviews_held;2015-01-15;x",
            "criterion-counted-not-recorded",
        ),
        ("F1;conversations;issues_chosen;2016-03-25;", "day-in-future"),
        ("F1;actions;actions_held;2015-01-25;", "reference-unknown"),
        ("F1;nowhere;actions_held;2015-01-25;", "reference-unknown"),
    ],
)
def test_a_fault_of_an_evidence_is_told_with_its_row(
    workspace: Workspace, tracked: Bring, row: str, word: str
) -> None:
    brought = tracked({"bizonyitekok": [f"{EVIDENCE};hivatkozas", row]})

    assert (word, "bizonyitekok", 2) in brought.told
    assert workspace.view().count(Evidence) == 0


def test_a_round_that_there_is_not_is_refused(tracked: Bring) -> None:
    row = "F1;conversations;issues_chosen;2015-01-25;3"

    brought = tracked({"bizonyitekok": [f"{EVIDENCE};kor", row]})

    assert brought.words == ["reference-unknown"]


def test_criteria_and_stages_are_named_by_title_too(
    workspace: Workspace, tracked: Bring
) -> None:
    row = (
        "F1;Közösségi beszélgetések;"
        "A RÉSZTVEVŐK KIVÁLASZTOTTÁK A LEGFONTOSABB ÜGYEKET;2015-01-25"
    )

    assert tracked({"bizonyitekok": [EVIDENCE, row]}).words == []
    (one,) = workspace.view().facts(Evidence)
    assert one.criterion == "issues_chosen"
