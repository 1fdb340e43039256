"""Processes by command: started, closed, skipped, reopened, held, ended."""

import pytest

from tests.commands.calling import Call
from tests.commands.tracked import (
    close_talk,
    last_action,
    meet_talk,
    open_stages,
    position,
    typed,
)


def test_a_process_starts_on_the_latest_version_with_its_first_stage(
    tracked: Call,
) -> None:
    words = ("process", "start", "F4", "proba", "KZ1", "--on", "2017-03-01")
    answer = tracked.well(*words, "--json")

    assert answer.result == {
        "process": "F4", "template": "proba.1", "on": "2017-03-01",
    }  # fmt: skip
    assert answer.codes == ["unit-has-such-a-process", "stage-opened"]
    assert open_stages(tracked, "F4") == ["talk"]
    assert last_action(tracked)["action"] == "process start"


@pytest.mark.parametrize(
    ("lang", "said", "noted"),
    [
        (
            "hu",
            "Elindult a folyamat: F9, sablonváltozat: proba.1, kezdet: 2017. 03. 01.\n",
            "F9, 2017. március 1.: megnyílt a „Beszélgetések” (talk) szakasz.",
        ),
        (
            "en",
            "Started the process F9 on proba.1, from 2017-03-01.\n",
            "F9, 1 March 2017: the stage “Talks” (talk) opened.",
        ),
    ],
)
def test_a_start_is_told_in_the_language_of_the_reader(
    tracked: Call, lang: str, said: str, noted: str
) -> None:
    words = ("process", "start", "F9", "proba", "KZ2", "--on", "2017-03-01")
    answer = tracked.well("--lang", lang, *words)

    assert answer.out == said
    assert noted in answer.err


@pytest.mark.parametrize(
    ("words", "codes", "said"),
    [
        (("F4", "prba", "KZ1"), ["not-found"], "Erre gondolt: proba?"),
        (("F4", "proba", "KZ11"), ["not-found"], "Erre gondolt: KZ1"),
        (("F4", "proba", "KZ1", "--version", "7"), ["not-found"], "proba.7"),
        (("F1", "proba", "KZ1"), ["id-taken"], "Válasszon másikat"),
        (("F 4", "proba", "KZ1"), ["identifier-not-allowed"], "F 4"),
        (("F4", "proba", "KZ1", "--project", "PR"), ["not-found"], "PR"),
        (("F4", "proba", "KZ1", "--set", "talks"), ["value-not-read"], "NÉV=SZÁM"),
        (("F4", "proba", "KZ1", "--on", "2099-01-01"), ["day-in-future"], "jövőben"),
        (
            ("F4", "proba", "KZ1", "--set", "talk=1", "--set", "talks=0"),
            ["parameter-unknown-in-template", "parameter-out-of-range"],
            "Paraméterei: talks.",
        ),
    ],
)
def test_what_cannot_start_is_refused_with_what_can_and_nothing_is_written(
    tracked: Call, words: tuple[str, ...], codes: list[str], said: str
) -> None:
    before = position(tracked)
    answer = tracked("process", "start", *words)

    assert answer.status == 2
    assert answer.out == ""
    assert said in answer.err
    told = tracked("process", "start", *words, "--json")
    assert [one for one in told.codes if one != "unit-has-such-a-process"] == codes
    assert (told.status, told.result) == (2, {})
    assert position(tracked) == before


def test_closing_tells_every_criterion_that_is_missing(tracked: Call) -> None:
    answer = tracked("process", "close", "F1", "talk", "--on", "2017-02-01")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.splitlines() == [
        "Hiba: F1: a szakasz lezárásához még kevés: „megtartott beszélgetések” (held), "
        "eddig 0, legalább 1 kell.",
        "Hiba: F1: hiányzik a szakasz lezárásához: „emlékeztető” (minutes). Rögzítse "
        "így: cselekvo process evidence.",
    ]
    told = tracked("process", "close", "F1", "talk", "--on", "2017-02-01", "--json")
    assert told.codes == ["criterion-too-few", "criterion-not-met"]
    assert told.json["findings"][0]["values"]["needed"] == 1
    assert open_stages(tracked) == ["talk"]


def test_a_closed_stage_opens_what_follows(tracked: Call) -> None:
    meet_talk(tracked)
    words = ("process", "close", "f1", "talk", "--on", "2017-02-01")
    tried = tracked.asked(*words, "--dry-run")
    assert open_stages(tracked) == ["talk"]
    done = tracked.asked(*words)

    assert tried == {"dry_run": True, "opened": ["draft", "history"], "ended": False}
    assert done == {
        "process": "F1",
        "stage": "talk",
        "on": "2017-02-01",
        "outcome": None,
        "opened": ["draft", "history"],
        "ended": False,
    }
    assert open_stages(tracked) == ["draft", "history"]


def test_a_dry_run_says_that_it_wrote_nothing(tracked: Call) -> None:
    meet_talk(tracked)
    before = position(tracked)
    words = ("process", "close", "F1", "talk", "--on", "2017-02-01", "--dry-run")

    assert tracked.well(*words).out == "Semmi sem változott.\n"
    assert tracked("process", "close", "F2", "talk", "--dry-run").status == 2
    assert position(tracked) == before


def _at_the_choice(call: Call) -> None:
    """Bring F1 to the stage that offers a choice, its approvals recorded."""
    close_talk(call)
    shown = ("process", "evidence", "F1")
    on = ("--on", "2017-02-10")
    call.well(*shown, "draft", "text", *on, "--reference", "terv.pdf")
    call.well("process", "close", "F1", "draft", *on)
    call.well(*shown, "plan", "method", *on)
    call.well(*shown, "plan", "council", *on, "--by", "Minta Mária")


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ((), "outcome-missing", "kimenet oszlop): adopted, returned."),
        (("--outcome", "jo"), "outcome-unknown", "Választható: adopted, returned."),
    ],
)
def test_a_choice_is_named_when_its_stage_is_closed(
    tracked: Call, more: tuple[str, ...], code: str, said: str
) -> None:
    _at_the_choice(tracked)
    words = ("process", "close", "F1", "plan", "--on", "2017-02-20", *more)
    answer = tracked(*words)

    assert answer.status == 2
    assert said in answer.err
    assert tracked(*words, "--json").codes == [code]
    assert open_stages(tracked) == ["history", "plan"]


def test_a_way_back_opens_a_second_round_and_keeps_the_first(tracked: Call) -> None:
    _at_the_choice(tracked)
    words = ("process", "close", "F1", "plan", "--on", "2017-02-20")
    done = tracked.asked(*words, "--outcome", "returned")
    tracked.well("process", "diagram", "F1", "--on", "2017-03-01", "-o", "abra.svg")

    assert (done["outcome"], done["opened"]) == ("returned", ["draft"])
    assert open_stages(tracked) == ["draft", "history"]
    drawn = (tracked.folder / "abra.svg").read_text(encoding="utf-8")
    assert "2.\N{NO-BREAK SPACE}kör" in drawn
    again = tracked("process", "close", "F1", "draft", "--on", "2017-03-01", "--json")
    assert again.codes == ["criterion-not-met"]  # the first round's plan is its own


def test_a_process_ends_with_its_last_stage(tracked: Call) -> None:
    _at_the_choice(tracked)
    tracked.well(*typed("process skip F1 history --reason kevés --on 2017-02-15"))
    done = tracked.asked(
        *typed("process close F1 plan --on 2017-02-20 --outcome adopted")
    )
    assert done["opened"] == ["closing"]
    tracked.well(*typed("process evidence F1 closing report --on 2017-03-01"))
    answer = tracked.well(*typed("process close F1 closing --on 2017-03-01"))

    assert "F1, 2017. március 1.: a folyamat befejeződött." in answer.err
    over = tracked("process", "close", "F1", "closing", "--json")
    assert over.codes == ["process-ended"]
    assert tracked.asked("template", "impact", "proba")["versions"][0]["ended"] == 1


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("close F11 talk", ["not-found"]),
        ("close F1 tak", ["stage-unknown-in-process"]),
        ("close F1 draft", ["stage-not-open"]),
        ("close F1 talk --on 2017-01-09", ["day-before-start", "day-before-opening"]),
        ("close F1 talk --on 2099-01-01", ["day-in-future"]),
        ("close F1 talk --outcome x --on 2017-02-01", ["outcome-not-asked"]),
        ("close F1", ["nothing-to-close"]),
        ("evidence F1 talk", ["nothing-to-record"]),
        ("evidence F1 talk minute --reference 1", ["criterion-unknown"]),
        ("evidence F1 talk minutes", ["reference-missing"]),
        ("evidence F1 talk held", ["criterion-counted-not-recorded"]),
        ("evidence F1 plan council", ["stage-not-open"]),
        ("evidence F1 talk minutes --reference 1 --on 2099-01-01", ["day-in-future"]),
        ("skip F1 tak --reason x", ["stage-unknown-in-process"]),
        ("reopen F1 talk --reason x", ["stage-not-closed"]),
        ("reopen F1 tak --reason x", ["stage-unknown-in-process"]),
        ("resume F1", ["process-not-on-hold"]),
        ("hold F9 --reason x", ["not-found"]),
    ],
)
def test_a_step_that_cannot_be_made_is_refused_and_nothing_is_written(
    tracked: Call, words: str, codes: list[str]
) -> None:
    before = position(tracked)
    answer = tracked("process", *words.split())
    told = tracked("process", *words.split(), "--json")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("Hiba: ")
    assert told.codes[: len(codes)] == codes
    assert told.result == {}
    assert position(tracked) == before


def test_what_there_is_stands_beside_what_there_is_not(tracked: Call) -> None:
    assert "Erre gondolt: F1" in tracked("process", "close", "F11", "talk").err
    unknown = tracked("process", "close", "F1", "tak").err
    assert "Szakaszai: talk, draft, plan, history, closing." in unknown
    closed = tracked("process", "close", "F1", "draft").err
    assert "Nyitva van: „Beszélgetések” (talk)." in closed
    criterion = tracked("process", "evidence", "F1", "talk", "minute").err
    assert "Rögzíthető: minutes." in criterion


def test_evidence_is_told_and_kept_with_its_run(tracked: Call) -> None:
    words = ("process", "evidence", "f1", "talk", "minutes", "--reference", "1/2017.")
    on = ("--on", "2017-01-20")
    assert tracked.well(*words, *on, "--dry-run").out == "Semmi sem változott.\n"
    answer = tracked.well(*words, *on)
    told = tracked.asked(*words, *on)

    assert answer.out == ("Rögzítve: minutes, szakasz: talk (F1), 2017. 01. 20.\n")
    assert told == {
        "process": "F1", "stage": "talk", "criterion": "minutes", "on": "2017-01-20",
    }  # fmt: skip
    assert last_action(tracked)["action"] == "process evidence"


def test_skipping_takes_a_reason_and_no_criteria(tracked: Call) -> None:
    without = tracked("process", "skip", "F1", "talk", "--on", "2017-02-01")
    blank = ("process", "skip", "F1", "talk", "--on", "2017-02-01", "--reason", " ")
    done = tracked.well(*blank[:-1], "a beszélgetéseket mások tartották")

    assert without.status == 2
    assert "--reason" in without.err
    assert done.out == "Kihagyva: talk (F1), 2017. 02. 01.\n"
    assert open_stages(tracked) == ["draft", "history"]
    assert tracked(*blank, "--json").codes[-1] in {"reason-missing", "stage-not-open"}


def test_a_blank_reason_is_none(tracked: Call) -> None:
    words = ("process", "skip", "F1", "talk", "--on", "2017-02-01", "--reason", " ")

    assert tracked(*words, "--json").codes == ["reason-missing"]
    assert tracked("process", "cancel", "F1", "--reason", "", "--json").codes == [
        "reason-missing"
    ]


def test_reopening_withdraws_what_the_closing_opened(tracked: Call) -> None:
    close_talk(tracked)
    answer = tracked.well("process", "reopen", "F1", "talk", "--reason", "tévedés")

    assert answer.out == "Újra megnyitva: talk (F1).\n"
    assert open_stages(tracked) == ["talk"]
    assert last_action(tracked)["reason"] == "tévedés"
    # The evidence of the first closing is there still.
    tracked.well("process", "close", "F1", "talk", "--on", "2017-02-03")


def test_a_closing_that_was_built_upon_stays(tracked: Call) -> None:
    close_talk(tracked)
    tracked.well(
        *typed("process evidence F1 history paper --on 2017-02-05 --reference k.pdf")
    )
    words = ("process", "reopen", "F1", "talk", "--reason", "tévedés")

    assert tracked(*words, "--json").codes == ["opened-stage-has-evidence"]
    tracked.well(*typed("process skip F1 draft --reason x --on 2017-02-06"))
    assert set(tracked(*words, "--json").codes) == {
        "opened-stage-is-closed",
        "opened-stage-has-evidence",
    }
    assert open_stages(tracked) == ["history", "plan"]


@pytest.mark.parametrize(
    ("lang", "rests", "goes_on", "ended"),
    [
        (
            "hu",
            "F1 szünetel, kezdete: 2017. 03. 01.\n",
            "F1 folytatódik, kezdete: 2017. 04. 01.\n",
            "F1 megszakadt, napja: 2017. 05. 01.\n",
        ),
        (
            "en",
            "F1 rests from 2017-03-01.\n",
            "F1 goes on from 2017-04-01.\n",
            "F1 was broken off on 2017-05-01.\n",
        ),
    ],
)
def test_a_process_rests_goes_on_and_is_broken_off(
    tracked: Call, lang: str, rests: str, goes_on: str, ended: str
) -> None:
    def told(*words: str) -> str:
        return tracked.well("--lang", lang, "process", *words).out

    assert told("hold", "f1", "--reason", "felújítás", "--on", "2017-03-01") == rests
    held = tracked("process", "close", "F1", "talk", "--on", "2017-03-10", "--json")
    assert "process-on-hold" in held.codes
    assert told("resume", "F1", "--on", "2017-04-01") == goes_on
    assert told("cancel", "F1", "--reason", "feloszlott", "--on", "2017-05-01") == ended
    again = tracked("process", "cancel", "F1", "--reason", "x", "--json")
    assert again.codes == ["process-ended"]


def test_a_rest_that_is_taken_back_leaves_no_trace_in_the_clock(tracked: Call) -> None:
    tracked.well(*typed("process hold F1 --reason x --on 2017-03-01"))
    assert tracked.asked(*typed("process resume F1 --on 2017-03-01")) == {
        "process": "F1",
        "on": "2017-03-01",
    }
    early = tracked(*typed("process hold F1 --reason x --on 2016-03-01 --json"))
    assert early.codes == ["day-before-start"]


def test_a_repeated_request_is_done_once(tracked: Call) -> None:
    meet_talk(tracked)
    words = ("process", "close", "F1", "talk", "--on", "2017-02-01")
    first = tracked.well(*words, "--request-id", "r1", "--json")
    before = position(tracked)
    again = tracked.well("--request-id", "r1", *words, "--json")

    assert again.json == first.json
    assert position(tracked) == before
    other = tracked(*words[:-1], "2017-02-02", "--request-id", "r1", "--json")
    assert (other.status, other.codes) == (2, ["request-reused"])


def test_a_start_that_is_sent_twice_is_told_twice(tracked: Call) -> None:
    words = ("process", "start", "F4", "proba", "KZ1", "--on", "2017-03-01")
    first = tracked.well(*words, "--request-id", "s1", "--json")

    assert tracked.well(*words, "--request-id", "s1", "--json").json == first.json


def test_without_a_workspace_the_surroundings_are_told(call: Call) -> None:
    for words in ("close F1 talk", "evidence F1 a b", "hold F1 --reason x"):
        answer = call("process", *words.split())
        assert answer.status == 3
        assert "Itt nincs munkaterület" in answer.err
