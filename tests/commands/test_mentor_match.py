"""Matching: by a matrix of one's own, and of the units that stand alone."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.calling import Call
from tests.commands.tracked import last_action, position, typed

MATRIX = ("mentor;KZ1;KZ2;KZ3", "P1;10;20;30", "P2;15;5;-")
DAY = "2017-02-01"


def _matrix(call: Call, *lines: str) -> Path:
    return call.sheet("m.csv", *(lines or MATRIX))


def _pairs(result: dict[str, Any]) -> dict[str, str]:
    return {one["unit"]: one["mentor"] for one in result["assignments"]}


def _matched(call: Call, *words: str) -> dict[str, Any]:
    return call.asked("mentor", "match", "--on", DAY, *words)


@pytest.fixture
def mentored(tracked: Call) -> Call:
    """Return the command beside two mentors of Zala, one of Borsod, three units."""
    for mentor, county in (("M1", "Zala"), ("M2", "Zala"), ("M3", "MEGYE-05")):
        tracked.well(
            *("mentor", "add", mentor, "--name", f"Példa {mentor}", "--county"),
            *(county, "--on", "2016-01-01", "--capacity", "3"),
        )
    return tracked


def test_a_matrix_needs_no_workspace(call: Call) -> None:
    found = call.asked("mentor", "match", "--matrix", _matrix(call), "--capacity", "2")

    assert list(found) == ["total_cost", "optimal", "assignments", "unassigned"]
    assert (found["total_cost"], found["optimal"]) == (45, True)
    assert _pairs(found) == {"KZ1": "P1", "KZ2": "P2", "KZ3": "P1"}
    assert found["unassigned"] == []
    assert not (call.folder / "cselekvo.db").exists()


def test_each_choice_is_told_with_the_next_best_and_what_that_would_cost(
    call: Call,
) -> None:
    found = call.asked("mentor", "match", "--matrix", _matrix(call), "--capacity", "2")

    assert found["assignments"][0] == {
        "unit": "KZ1",
        "mentor": "P1",
        "cost": 10,
        "parts": {"given": 10},
        "fixed": False,
        "next_best": "P2",
        "next_cost": 15,
        "next_total": 50,
    }
    assert found["assignments"][2]["next_best"] is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("hu", "KZ3: mentor nélkül marad, mert a megengedett mentorok beteltek."),
        ("en", "KZ3 has no mentor: all who may have it are full."),
    ],
)
def test_what_is_left_is_named_in_a_sentence(call: Call, lang: str, said: str) -> None:
    words = ("mentor", "match", "--matrix", _matrix(call), "--capacity", "1")
    answer = call.well("--lang", lang, *words)

    assert said in answer.out
    assert call.asked(*words)["unassigned"] == [
        {"unit": "KZ3", "reason": "no-capacity"}
    ]


def test_pairs_can_be_fixed_and_forbidden_whatever_their_case(call: Call) -> None:
    words = ("mentor", "match", "--matrix", _matrix(call), "--capacity", "2")
    found = call.asked(*words, "--fix", "p2=kz1", "--forbid", "P1=KZ3")

    assert _pairs(found) == {"KZ1": "P2", "KZ2": "P2"}
    assert [one["fixed"] for one in found["assignments"]] == [True, False]
    assert found["unassigned"] == [{"unit": "KZ3", "reason": "forbidden"}]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--capacity 0", "matching-no-capacity"),
        ("", "matrix-capacity-missing"),
        ("--capacity 2 --fix P9=KZ1", "matching-mentor-unknown"),
        ("--capacity 2 --forbid P1=KZ9", "matching-unit-unknown"),
        ("--capacity 2 --forbid P1", "value-not-read"),
        ("--capacity 2 --weights distance=1", "options-exclude"),
        ("--capacity 2 --apply", "options-exclude"),
        ("--capacity 2 --engine best", "value-not-read"),
    ],
)
def test_what_cannot_be_matched_is_refused(call: Call, words: str, code: str) -> None:
    matrix = _matrix(call)
    answer = call("mentor", "match", "--matrix", matrix, *typed(words), "--json")

    assert answer.status == 2
    assert code in answer.codes


def test_a_matrix_that_forbids_every_pair_still_names_all_units(call: Call) -> None:
    matrix = _matrix(call, "mentor;KZ1;KZ2", "P1;-;x")
    answer = call("mentor", "match", "--matrix", matrix, "--capacity", "2", "--json")

    assert (answer.status, answer.codes[0]) == (2, "matching-nothing-allowed")
    assert [one["unit"] for one in answer.result["unassigned"]] == ["KZ1", "KZ2"]


def test_a_hole_and_a_word_in_a_matrix_are_told_with_their_places(call: Call) -> None:
    matrix = _matrix(call, "mentor;KZ1;KZ2", "P1;;sok")
    answer = call("mentor", "match", "--matrix", matrix, "--capacity", "2", "--json")

    assert answer.status == 2
    assert answer.codes == ["matrix-cell-empty", "value-not-read"]
    assert {one["where"]["row"] for one in answer.json["findings"]} == {2}


def test_units_that_stand_alone_are_matched_by_place_load_and_the_past(
    mentored: Call,
) -> None:
    before = position(mentored)
    found = _matched(mentored)

    assert (found["on"], found["applied"], found["optimal"]) == (DAY, False, True)
    pairs = _pairs(found)
    assert {pairs["KZ1"], pairs["KZ2"]} == {"M1", "M2"}
    assert pairs["KZ3"] == "M3"
    parts = found["assignments"][0]["parts"]
    assert parts == {"distance": 2, "field": 0, "continuity": 2, "balance": 0.167}
    assert position(mentored) == before


def test_weights_can_be_set_in_either_language(mentored: Call) -> None:
    weights = "távolság=0,folytonosság=0.5,balance=0,field=0"
    found = _matched(mentored, "--weights", weights)

    assert found["total_cost"] == 1.5
    for wrong in ("distance", "distance=far", "distance=1,distance=2", "size=1"):
        answer = mentored("mentor", "match", "--weights", wrong, "--json")
        assert (answer.status, answer.codes) == (2, ["value-not-read"])
    answer = mentored("mentor", "match", "--weights", "distance=-1", "--json")
    assert (answer.status, answer.codes) == (2, ["matching-weight-not-allowed"])


def test_a_matching_is_applied_as_one_act_and_taken_back(mentored: Call) -> None:
    before = position(mentored)
    fixed = ("--fix", "M2=KZ1", "--forbid", "M2=KZ2")
    found = _matched(mentored, "--county", "Zala", *fixed, "--apply")

    assert found["applied"]
    assert _pairs(found) == {"KZ1": "M2", "KZ2": "M1"}
    assert position(mentored) == before + 1
    entry = last_action(mentored)
    assert entry["action"] == "mentor match"
    assert _pairs(_matched(mentored)) == {"KZ3": "M3"}
    mentored.well("journal", "undo", str(entry["seq"]))
    assert set(_pairs(_matched(mentored))) == {"KZ1", "KZ2", "KZ3"}


def test_who_was_in_charge_before_costs_less(mentored: Call) -> None:
    assign = ("mentor", "assign", "M2", "KZ1", "--on", "2016-06-01")
    mentored.well(*assign, "--until", "2016-12-31")
    found = _matched(mentored, "--county", "Zala")

    assert _pairs(found)["KZ1"] == "M2"
    assert found["assignments"][0]["parts"]["continuity"] == 0


def test_an_assignment_ends_before_one_that_is_foreseen(mentored: Call) -> None:
    mentored.well("mentor", "assign", "M1", "KZ1", "--on", "2017-05-01")
    mentored.well("mentor", "match", "--on", DAY, "--fix", "M2=KZ1", "--apply")

    on_day = mentored.asked("mentor", "list", "--on", "2017-04-30")
    assert {one["person"]: one["load"] for one in on_day["mentors"]}["M2"] == 1
    after = mentored.asked("mentor", "list", "--on", "2017-05-01")
    assert {one["person"]: one["load"] for one in after["mentors"]}["M2"] == 0


def test_nobody_alone_and_no_mentors_are_said(mentored: Call) -> None:
    early = mentored("mentor", "match", "--all", "--on", "2015-01-01", "--json")
    assert (early.status, early.codes) == (2, ["no-active-mentors"])

    _matched(mentored, "--apply")
    again = mentored.well("mentor", "match", "--on", DAY, "--json")
    assert again.codes == ["no-unit-without-mentor"]
    assert again.result["assignments"] == []


def test_a_mentor_outside_the_county_is_a_warning(mentored: Call) -> None:
    words = ("mentor", "match", "--on", DAY, "--fix", "M3=KZ1")
    answer = mentored.well(*words, "--json")

    assert answer.codes == ["matched-outside-counties"]
    assert answer.json["findings"][0]["values"]["units"] == ["KZ1"]


def test_only_who_may_assign_applies_a_matching(mentored: Call) -> None:
    users = (("bela", "koordinátor", "--county", "MEGYE-20"), ("elek", "ellenőr"))
    for user, *role in users:
        mentored.well("user", "add", user, "--name", user)
        mentored.well("user", "role", user, *role)
    words = ("mentor", "match", "--on", DAY, "--apply", "--json")
    before = position(mentored)
    refused = mentored(*words, "--as", "elek")

    assert (refused.status, refused.codes) == (2, ["not-allowed"])
    assert position(mentored) == before
    own = mentored.well(*words, "--as", "bela")
    assert set(_pairs(own.result)) == {"KZ1", "KZ2"}
    assert set(_pairs(own.result).values()) == {"M1", "M2"}


def test_a_request_that_comes_again_assigns_nobody_twice(mentored: Call) -> None:
    words = ("mentor", "match", "--on", DAY, "--apply", "--request-id", "r-1")
    mentored.well(*words)
    before = position(mentored)
    again = mentored.well(*words, "--json")

    assert "mentors-assigned" in again.codes
    assert position(mentored) == before


def test_a_capacity_is_one_of_a_matrix(call: Call) -> None:
    answer = call("mentor", "match", "--capacity", "2", "--json")

    assert (answer.status, answer.codes) == (2, ["option-needs-other"])
