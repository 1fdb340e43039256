"""How the command is called, and how it leaves."""

import json
import sys
from pathlib import Path

import pytest

from cselekvo.i18n import use
from tests.commands.calling import Answer, Call


@pytest.mark.parametrize(
    "words",
    [
        ("-w", "w.db", "--lang", "en", "--json", "organisation", "list"),
        ("organisation", "-w", "w.db", "--lang", "en", "--json", "list"),
        ("organisation", "list", "-w", "w.db", "--lang", "en", "--json"),
        ("organisation", "list", "--workspace=w.db", "--lang=en", "--json"),
        ("--workspace", "w.db", "organisation", "list", "--json", "--lang", "en"),
    ],
)
def test_the_options_of_the_call_stand_before_the_noun_or_after_the_verb(
    call: Call, words: tuple[str, ...]
) -> None:
    call.well("init", "-w", "w.db")

    assert call(*words).result["count"] == 0


def test_the_workspace_may_be_named_by_the_environment(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    call.well("init", "-w", "másik.db")
    monkeypatch.setenv("CSELEKVO_WORKSPACE", "másik.db")

    assert call.well("organisation", "list").out == "Nincs találat.\n"
    assert call("organisation", "list", "-w", "nincs.db").status == 3


def test_an_answer_is_hungarian_unless_asked_otherwise(
    empty: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert empty.well("user", "list").out == "Nincsenek felhasználók.\n"
    assert empty.well("user", "list", "--lang", "en").out == "There are no users.\n"
    monkeypatch.setenv("CSELEKVO_LANG", "en")
    assert empty.well("user", "list").out == "There are no users.\n"
    assert empty.well("--lang", "hu", "user", "list").out == "Nincsenek felhasználók.\n"
    monkeypatch.setenv("CSELEKVO_LANG", "tlh")
    assert empty.well("user", "list").out == "Nincsenek felhasználók.\n"
    with use("en"):
        assert empty.well("user", "list").out == "There are no users.\n"


def test_keys_codes_and_words_of_json_are_english_in_either_language(
    demo: Call,
) -> None:
    hungarian, english = (
        demo.well("roundtable", "members", "ZSZ-KEREKASZTAL", "--lang", lang, "--json")
        for lang in ("hu", "en")
    )

    assert hungarian.out == english.out
    assert {one["role"] for one in hungarian.result["members"]} <= {
        "member",
        "standing_invitee",
    }


def test_messages_of_json_follow_the_language(empty: Call) -> None:
    answers = [
        empty("organisation", "show", "XX", "--json", "--lang", lang)
        for lang in ("hu", "en")
    ]

    assert [one.codes for one in answers] == [["not-found"], ["not-found"]]
    assert [one.json["findings"][0]["message"] for one in answers] == [
        "Itt nincs ilyen szervezet: XX.",
        "There is no organisation XX here.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("roundtble",), "Erre gondolt: roundtable?"),
        (("roundtable", "membrs", "X"), "Erre gondolt: members?"),
        (("roundtable", "list", "--onn", "x"), "Nincs ilyen kapcsoló: --onn."),
        (("roundtable", "list", "--onn", "x"), "Erre gondolt: --on"),
        (("roundtable", "list", "-x"), "Nincs ilyen kapcsoló: -x."),
        (("roundtable", "list", "--on"), "--on után értéket kell megadni."),
        (("roundtable", "list", "--json=1"), "--json után nem állhat érték."),
        (("roundtable", "members"), "Hiányzik: KEREKASZTAL."),
        (("organisation", "add", "X"), "Hiányzik: --name."),
        (("eligibility", "check"), "Hiányzik: SZERVEZET."),
        (("roundtable", "list", "a", "b"), "Fölösleges szavak: a b."),
        (("--json",), "Hiányzik a parancs."),
        (("roundtable", "--lang", "hu"), "Hiányzik a parancs."),
        (("--lang", "de", "user", "list"), "„de” nem értelmezhető"),
        (("journal", "list", "--last", "0"), "legalább 1 értékű egész szám"),
        (("roundtable", "list", "--on", "2016-02-30"), "nincs ilyen nap"),
        (("roundtable", "list", "--on", "tegnap"), "2022. október 17."),
        (("roundtable", "join", "K", "O", "--role", "ki"), "tag, állandó meghívott"),
        (("import", "x.csv", "--numbers", "en"), "a választék: hu"),
        (("organisation", "add", "X", "--type", "x"), "önkormányzati"),
    ],
)
def test_a_call_that_is_not_understood_is_told_in_hungarian_and_as_one_object(
    call: Call, words: tuple[str, ...], said: str
) -> None:
    asked = [one for one in words if one != "--json"]
    answer = call(*([] if "--json" in words else ["--json"]), *words)

    assert answer.status == 2
    assert answer.json["ok"] is False
    assert len(answer.json["findings"]) == 1
    if asked:
        spoken = call(*asked)
        assert spoken.status == 2
        assert spoken.out == ""
        assert spoken.err.startswith("Hiba: ")
        assert said in spoken.err
    assert said in answer.json["findings"][0]["message"]


def test_a_usage_error_names_its_values_for_programs(call: Call) -> None:
    (found,) = call("roundtble", "--json").json["findings"]

    assert found["code"] == "usage"
    assert found["values"]["name"] == "roundtble"
    assert found["values"]["near"] == ["roundtable"]
    assert "journal" in found["values"]["names"]


@pytest.mark.parametrize("words", [(), ("roundtable",), ("journal",)])
def test_a_noun_without_a_verb_shows_its_help_and_is_refused(
    call: Call, words: tuple[str, ...]
) -> None:
    answer = call(*words)

    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("Használat: cselekvo")
    assert "Hiba" not in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("organisation", "list"),
        ("verify",),
        ("export", "ki"),
        ("import", "."),
        ("backup", "m.db"),
        ("person", "erase", "P", "--yes"),
    ],
)
def test_a_missing_workspace_is_told_with_how_to_make_one(
    call: Call, words: tuple[str, ...]
) -> None:
    call.sheet("szemelyek.csv", "azonosito;nev", "P1;Példa Anna")
    answer = call(*words)

    assert answer.status == 3
    assert answer.out == ""
    assert "cselekvo -w cselekvo.db init" in answer.err
    assert call(*words, "--json").codes == ["workspace-missing"]


def test_a_near_id_is_proposed(demo: Call) -> None:
    answer = demo("organisation", "show", "CS-FSZEK")

    assert answer.status == 2
    assert "Erre gondolt: CS-FESZEK?" in answer.err


def test_control_characters_of_names_never_reach_the_terminal(empty: Call) -> None:
    evil = "Rossz\x1b[2J\x07\u202eNév\u200f\n\x9b31m"
    hidden = "Rejtett\u202eNév\u200f\nújsor"
    added = ("organisation", "add", "E1", "--type", "civil", "--name")
    answers: list[Answer] = [
        empty(*added, evil, "--seat", "Tata"),
        empty(*added, "Név", "--seat", evil),
        empty.well(*added, hidden, "--seat", f"Ta{hidden}"),
        empty("organisation", "list"),
        empty("organisation", "rename", "E1", hidden + "2", "--since", "2020-01-01"),
        empty("organisation", "rename", "E1", evil, "--since", "2021-01-01"),
        empty("organisation", "show", "E1"),
        empty("organisation", "show", evil),
        empty("person", "add", evil, "--name", "x"),
        empty("import", evil),
        empty("import", ".", "--as", evil),
        empty(evil),
        empty("user", evil),
        empty("gazetteer", "lookup", evil),
        empty("eligibility", "check", "E1", "--period", evil),
        empty("--lang", evil, "user", "list"),
        empty("organisation", "show", evil, "--json"),
        empty("journal", "list"),
    ]

    assert answers[0].status == answers[1].status == 2
    printed = "".join(answer.out + answer.err for answer in answers)
    assert not {"\x1b", "\x07", "\u202e", "\u200f", "\x9b"} & set(printed)


def test_json_stays_json_whatever_stands_in_a_name(empty: Call) -> None:
    name = 'Idéző "jel" \\ és\u2028 sorvég\u202e'
    empty.well(
        *("organisation", "add", "E1", "--name", name, "--type", "civil"),
        *("--seat", "Tata"),
    )
    (listed,) = empty.asked("organisation", "list")["organisations"]

    assert listed["name"] == name


def test_an_interrupted_question_changes_nothing(
    demo: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    before = demo.asked("verify")
    monkeypatch.setattr("click.prompt", interrupted)
    answer = demo("person", "erase", "ZSZ-MINTA-ANNA")

    assert answer.status == 2
    assert answer.err.endswith("Hiba: Megszakítva; nem változott semmi.\n")
    assert demo.asked("verify") == before


def test_every_answer_of_the_demonstration_is_one_object(demo: Call) -> None:
    for words in (
        ("roundtable", "list"),
        ("roundtable", "members", "ZSZ-KEREKASZTAL"),
        ("roundtable", "attendance", "ZSZ-KEREKASZTAL", "2015-11-24"),
        ("roundtable", "report", "ZSZ-KEREKASZTAL"),
        ("organisation", "list"),
        ("organisation", "show", "CS-FESZEK"),
        ("eligibility", "check", "CS-FESZEK", "--period", "2014-2020"),
        ("person", "list"),
        ("person", "show", "ZSZ-MINTA-ANNA"),
        ("gazetteer", "status"),
        ("gazetteer", "lookup", "Miskolc"),
        ("journal", "list"),
        ("journal", "show", "2"),
        ("user", "list"),
        ("verify",),
    ):
        read = json.loads(demo.well(*words, "--json").out)
        assert read["ok"] is True, words
        assert read["result"], words


def test_the_demonstration_does_without_the_formats_that_are_not_installed(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("typst", "docx", "xlsxwriter"):
        monkeypatch.setitem(sys.modules, name, None)

    reports = call.asked("demo", "proba")["reports"]

    endings = {Path(one).suffix for one in reports}
    assert {".html", ".md", ".csv", ".json"} <= endings
    assert ".pdf" not in endings
