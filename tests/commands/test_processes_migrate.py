"""Moving processes to another version of their template, by command."""

from typing import Any

import pytest

from tests.commands.calling import Call
from tests.commands.tracked import (
    LONGER,
    RENAMED,
    close_talk,
    last_action,
    open_stages,
    position,
    typed,
)


@pytest.fixture
def versions(tracked: Call) -> Call:
    """Return the command where F1 has gone on, and versions 2 and 3 are published."""
    close_talk(tracked)
    for number, text in ((2, RENAMED), (3, LONGER)):
        path = tracked.sheet(f"proba{number}.yaml", text)
        tracked.well("template", "publish", path)
    return tracked


def _runs_on(call: Call) -> dict[str, str]:
    """Return by process the version that it runs on."""
    return {
        process["process"]: version["id"]
        for version in call.asked("template", "impact", "proba")["versions"]
        for process in version["running"]
    }


def _moves(result: dict[str, Any]) -> dict[str, bool]:
    return {one["process"]: one["moves"] for one in result["processes"]}


def test_all_processes_concerned_are_shown_before_any_is_moved(versions: Call) -> None:
    before = position(versions)
    words = ("process", "migrate", "proba", "--to", "2", "--dry-run")
    answer = versions.well(*words, "--json")
    result = answer.result

    assert (result["dry_run"], result["moving"], result["staying"]) == (True, 2, 1)
    assert _moves(result) == {"F1": False, "F2": True, "F3": True}
    assert result["processes"][1] == {
        "process": "F2",
        "unit": "KZ2",
        "from": "proba.1",
        "to": "proba.2",
        "moves": True,
        "stages": {"talk": "talk"},
        "passed": [],
    }
    assert answer.codes == ["landing-open-stage-gone"]
    assert answer.json["findings"][0]["severity"] == "warning"
    people = versions.well(*words)
    assert people.out.splitlines()[-1] == "Semmi sem változott."
    assert "Talán ez lett belőle: „Helytörténet” (past)." in people.err
    assert position(versions) == before
    assert set(_runs_on(versions).values()) == {"proba.1"}


@pytest.mark.parametrize(
    ("lang", "row", "note"),
    [
        (
            "hu",
            ["F2", "KZ2", "proba.1", "átkerül", "Beszélgetések"],
            "A proba sablon 2. változatára átkerült folyamatok: 2; maradtak: 1.",
        ),
        (
            "en",
            ["F2", "KZ2", "proba.1", "moves", "Talks"],
            "Processes moved to version 2 of proba: 2; left where they were: 1.",
        ),
    ],
)
def test_what_can_move_is_moved_and_the_rest_stays(
    versions: Call, lang: str, row: list[str], note: str
) -> None:
    before = position(versions)
    words = typed("process migrate proba --to 2 --reason új_név")
    answer = versions.well("--lang", lang, *words)

    assert row in [line.split() for line in answer.out.splitlines()]
    assert note in answer.err
    assert _runs_on(versions) == {"F1": "proba.1", "F2": "proba.2", "F3": "proba.2"}
    assert position(versions) == before + 1
    last = last_action(versions)
    assert (last["action"], last["reason"]) == ("process migrate", "új_név")


def test_a_stage_map_lets_a_renamed_stage_land(versions: Call) -> None:
    words = typed("process migrate proba --to 2 --map history=past")
    done = versions.asked(*words)

    assert (done["dry_run"], done["moving"], done["staying"]) == (False, 3, 0)
    assert done["processes"][0]["stages"] == {"draft": "draft", "history": "past"}
    assert open_stages(versions) == ["draft", "past"]
    versions.well(
        *typed("process evidence F1 past paper --on 2017-03-01 --reference k.pdf")
    )
    versions.well(*typed("process close F1 past --on 2017-03-01"))


def test_a_migration_is_taken_back_while_nothing_has_moved(versions: Call) -> None:
    versions.well(*typed("process migrate proba --to 2 --map history=past"))
    seq = str(last_action(versions)["seq"])
    versions.well("journal", "undo", seq, "--reason", "téves")

    assert set(_runs_on(versions).values()) == {"proba.1"}
    assert open_stages(versions) == ["draft", "history"]


def test_a_migration_that_was_built_upon_stays(versions: Call) -> None:
    versions.well(*typed("process migrate proba --to 2 --map history=past"))
    seq = str(last_action(versions)["seq"])
    versions.well(*typed("process skip F1 past --reason x --on 2017-03-01"))
    answer = versions("journal", "undo", seq, "--reason", "téves", "--json")

    assert (answer.status, set(answer.codes)) == (2, {"built-upon"})
    assert set(_runs_on(versions).values()) == {"proba.2"}


def test_a_new_stage_that_lies_behind_is_passed_over_and_told(versions: Call) -> None:
    told = versions.well(*typed("process migrate proba --to 3 --dry-run --json"))

    assert told.result["processes"][0]["passed"] == ["audit"]
    assert told.codes == ["landing-stages-passed-over"]
    (finding,) = told.json["findings"]
    assert finding["severity"] == "note"
    assert finding["message"] == (
        "F1: Az új változat e szakaszai kimaradnának: „Felülvizsgálat” (audit)."
    )


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_named_process_must_be_able_to_move(
    versions: Call, more: tuple[str, ...]
) -> None:
    before = position(versions)
    words = typed("process migrate --to 2 --process F2 --process F1")
    answer = versions(*words, *more, "--json")

    assert answer.codes == ["landing-open-stage-gone"]
    assert answer.status == (0 if more else 2)
    assert position(versions) == before


def test_one_process_can_be_moved_alone(versions: Call) -> None:
    done = versions.asked(*typed("process migrate --to 2 --process f2"))

    assert _moves(done) == {"F2": True}
    assert _runs_on(versions) == {"F1": "proba.1", "F2": "proba.2", "F3": "proba.1"}


def test_where_nothing_is_to_be_moved_it_is_told(versions: Call) -> None:
    before = position(versions)
    answer = versions.well(*typed("process migrate proba --to 1"))

    assert answer.out == "Egyetlen futó folyamat sem áll másik változaton.\n"
    assert "Nincs olyan futó folyamat" in answer.err
    assert position(versions) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("proba --to 9", "not-found", "proba.9"),
        ("prba --to 2", "not-found", "Erre gondolt: proba"),
        ("--to 9", "not-found", "*.9"),
        ("proba --to 2 --process F11", "not-found", "Erre gondolt: F1"),
        ("proba --to 2 --map history", "value-not-read", "RÉGI=ÚJ"),
        ("proba --to 2 --map a=b --map a=c", "value-not-read", "RÉGI=ÚJ"),
    ],
)
def test_what_cannot_be_moved_to_is_refused(
    versions: Call, words: str, code: str, said: str
) -> None:
    before = position(versions)
    answer = versions("process", "migrate", *typed(words))

    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert versions("process", "migrate", *typed(words), "--json").codes == [code]
    assert position(versions) == before


def test_a_stage_map_names_stages_of_both_versions(versions: Call) -> None:
    words = typed("process migrate proba --to 2 --map histor=past --map draft=drft")
    answer = versions(*words, "--json")

    assert answer.status == 2
    assert {"stage-map-from-unknown", "stage-map-to-unknown"} <= set(answer.codes)


def test_a_process_of_another_template_is_not_moved(versions: Call) -> None:
    versions.well("template", "publish", "community_development")
    words = typed("process migrate community_development --to 2 --process F1")
    answer = versions(*words)

    assert answer.status == 2
    assert "F1 folyamat sablonja proba.1" in answer.err


def test_a_repeated_migration_is_done_once(versions: Call) -> None:
    words = typed("process migrate proba --to 2 --request-id m1")
    first = versions.well(*words, "--json")
    before = position(versions)
    again = versions.well(*words, "--json")

    assert [one["message"] for one in again.json["findings"]] == [
        one["message"] for one in first.json["findings"]
    ]
    assert position(versions) == before
