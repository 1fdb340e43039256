"""A mentor hands over: previewed, done, briefed, and taken back by command."""

from typing import Any

import pytest

from tests.commands.calling import Call
from tests.commands.tracked import last_action, position, typed

DAY = "2017-06-30"


@pytest.fixture
def mentored(tracked: Call) -> Call:
    """Return the command where M1 has two units, and M2 could take them."""
    for mentor, county in (("M1", "Zala"), ("M2", "Zala"), ("M3", "MEGYE-05")):
        tracked.well(
            *("mentor", "add", mentor, "--name", f"Példa {mentor}", "--county"),
            *(county, "--on", "2016-01-01"),
        )
    for unit in ("KZ1", "KZ2"):
        tracked.well(*typed(f"mentor assign M1 {unit} --on 2017-01-10"))
    tracked.well(
        *typed("mentor contact KZ1 --on 2017-05-02 --kind call --note"), "a terv"
    )
    return tracked


def _hand(call: Call, *words: str) -> dict[str, Any]:
    return call.asked("mentor", "handover", "M1", "--on", DAY, *words)


def _loads(call: Call, on: str) -> dict[str, int]:
    mentors = call.asked("mentor", "list", "--on", on)["mentors"]
    return {one["person"]: one["load"] for one in mentors}


def test_a_preview_shows_all_and_writes_nothing(mentored: Call) -> None:
    before = position(mentored)
    found = _hand(mentored, "--dry-run")

    assert (found["mentor"], found["on"], found["dry_run"]) == ("M1", DAY, True)
    assert {one["unit"]: one["successor"] for one in found["moves"]} == {
        "KZ1": "M2",
        "KZ2": "M2",
    }
    assert found["gaps"] == []
    assert position(mentored) == before
    answer = mentored.well("mentor", "handover", "M1", "--on", DAY, "--dry-run")
    assert answer.out.endswith("Semmi sem változott.\n")
    assert "Átadott egységek" not in answer.err


def test_a_successor_is_briefed_on_each_unit(mentored: Call) -> None:
    (briefing,) = _hand(mentored, "--dry-run")["briefings"]

    assert briefing["mentor"] == "M2"
    first = next(one for one in briefing["units"] if one["unit"]["id"] == "KZ1")
    assert [one["stage"] for one in first["open"]] == ["talk"]
    assert first["open"][0]["days_late"] > 0
    (met,) = first["contacts"]
    assert (met["on"], met["kind"], met["note"]) == ("2017-05-02", "call", "a terv")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("hu", ("Tájékoztató: Példa M2 (M2)", "Kapcsolat: telefon", "a terv")),
        ("en", ("Briefing for Példa M2 (M2)", "Contact: call", "a terv")),
    ],
)
def test_people_are_told_in_their_language(
    mentored: Call, lang: str, said: tuple[str, ...]
) -> None:
    words = ("mentor", "handover", "M1", "--on", DAY, "--dry-run")
    answer = mentored.well("--lang", lang, *words)

    for one in said:
        assert one in answer.out


def test_it_is_one_act_with_its_reason_and_is_taken_back(mentored: Call) -> None:
    before = position(mentored)
    _hand(mentored, "--reason", "új állás", "--leaving")

    assert position(mentored) == before + 1
    entry = last_action(mentored)
    assert (entry["action"], entry["reason"]) == ("mentor handover", "új állás")
    assert _loads(mentored, DAY) == {"M1": 2, "M2": 0, "M3": 0}
    assert _loads(mentored, "2017-07-01") == {"M2": 2, "M3": 0}
    mentored.well("journal", "undo", str(entry["seq"]))
    assert _loads(mentored, "2017-07-01") == {"M1": 2, "M2": 0, "M3": 0}


def test_a_sheet_names_successors_and_others_are_matched(mentored: Call) -> None:
    sheet = mentored.sheet("atadas.csv", "egyseg;mentor", "kz1;M3")
    found = _hand(mentored, "--to", str(sheet))

    assert {one["unit"]: one["successor"] for one in found["moves"]} == {
        "KZ1": "M3",
        "KZ2": "M2",
    }


def test_every_fault_of_a_sheet_is_told_with_its_row(mentored: Call) -> None:
    before = position(mentored)
    sheet = mentored.sheet("atadas.csv", "egyseg;mentor", "KZ1;M1", "KZ9;M2", "KZ2;M9")
    words = ("mentor", "handover", "M1", "--on", DAY, "--to", sheet)
    answer = mentored(*words, "--json")

    assert answer.status == 2
    found = {one["where"]["row"]: one["code"] for one in answer.json["findings"]}
    assert found == {
        2: "handover-to-self",
        3: "handover-unit-not-theirs",
        4: "not-found",
    }
    assert position(mentored) == before


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("egyseg", "KZ1"), "column-missing"),
        (("egyseg;mentor", "KZ1;"), "value-missing"),
    ],
)
def test_a_sheet_that_lacks_something_is_refused(
    mentored: Call, lines: tuple[str, ...], code: str
) -> None:
    sheet = mentored.sheet("atadas.csv", *lines)
    words = ("mentor", "handover", "M1", "--on", DAY, "--to", sheet)
    answer = mentored(*words, "--json")

    assert (answer.status, answer.codes) == (2, [code])


def test_one_successor_takes_all(mentored: Call) -> None:
    found = _hand(mentored, "--to-mentor", "m2")

    assert [one["successor"] for one in found["moves"]] == ["M2", "M2"]
    assert [one["choice"] for one in found["moves"]] == [None, None]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("M9 --on 2017-06-30", "not-found"),
        ("M1 --on 2017-06-30 --to-mentor M1", "handover-to-self"),
        ("M1 --on 2017-06-30 --to-mentor M2 --to x.csv", "options-exclude"),
        ("M1 --on 2015-06-30", "handover-before-mentor-came"),
        ("M2 --on 2017-06-30", "handover-nothing"),
    ],
)
def test_what_cannot_be_handed_over_is_refused(
    mentored: Call, words: str, code: str
) -> None:
    before = position(mentored)
    answer = mentored("mentor", "handover", *typed(words), "--json")

    assert (answer.status, code in answer.codes) == (2, True)
    assert position(mentored) == before


def test_a_gap_is_named(mentored: Call) -> None:
    mentored.well(*typed("mentor assign M3 KZ3 --on 2017-01-10"))
    words = ("mentor", "handover", "M3", "--on", DAY, "--dry-run")
    answer = mentored.well(*words)

    assert "Műhely (KZ3): másnaptól mentor nélkül marad" in answer.out
    assert mentored.asked(*words)["gaps"] == ["KZ3"]


def test_who_sits_at_the_tables_of_a_unit_is_told(mentored: Call) -> None:
    for words in (
        "organisation add ZC --name Olvasóegylet --type civil --seat Zalaszentgrót",
        "person add P1 --name Elnök",
        "roundtable found K1 --name Asztal --on 2015-01-01 --district 198",
        "roundtable join K1 ZC --on 2015-01-01",
        "roundtable represent K1 ZC P1 --on 2015-01-01",
        "mentor assign M1 K1 --on 2017-01-10",
        "mentor assign M1 ZC --on 2017-01-10",
    ):
        mentored.well(*typed(words))
    answer = mentored.well("mentor", "handover", "M1", "--on", DAY, "--dry-run")

    assert answer.out.count("Olvasóegylet (Elnök)") == 2
    units = _hand(mentored, "--dry-run")["briefings"][0]["units"]
    told = {one["unit"]["id"]: one["tables"] for one in units}
    assert [one["roundtable"] for one in told["ZC"]] == ["K1"]
    assert told["K1"][0]["members"] == [{"organisation": "ZC", "voting": True}]


def test_only_who_may_assign_hands_over(mentored: Call) -> None:
    users = (("anna", "mentor", "--county", "MEGYE-20"), ("elek", "ellenőr"))
    for user, *role in users:
        mentored.well("user", "add", user, "--name", user)
        mentored.well("user", "role", user, *role)
    before = position(mentored)
    for user in ("anna", "elek"):
        words = ("mentor", "handover", "M1", "--on", DAY, "--as", user, "--json")
        answer = mentored(*words)
        assert (answer.status, answer.codes) == (2, ["not-allowed"])
    assert position(mentored) == before


def test_a_request_that_comes_again_is_done_once(mentored: Call) -> None:
    words = ("mentor", "handover", "M1", "--on", DAY, "--request-id", "r-1")
    mentored.well(*words)
    before = position(mentored)

    assert mentored.well(*words, "--json").codes == ["handed-over"]
    assert position(mentored) == before


def test_briefings_are_written_a_file_for_each_successor(mentored: Call) -> None:
    sheet = mentored.sheet("atadas.csv", "egyseg;mentor", "KZ1;M3", "KZ2;M2")
    words = ("--dry-run", "--to", str(sheet), "--briefings", "ki")
    found = _hand(mentored, *words)

    assert sorted(found["files"]) == ["ki/M2.md", "ki/M3.md"]
    text = (mentored.folder / "ki" / "M3.md").read_text(encoding="utf-8")
    assert "# Példa M3 (M3)" in text
    assert "a terv" in text
    assert "Kertbarátok" not in text


@pytest.mark.parametrize("format_", ["html", "pdf", "docx", "xlsx", "csv", "json"])
def test_briefings_are_written_in_every_format(mentored: Call, format_: str) -> None:
    _hand(mentored, "--dry-run", "--briefings", "ki", "--format", format_)

    assert (mentored.folder / "ki" / f"M2.{format_}").stat().st_size > 0


def test_a_format_that_is_not_there_is_refused_before_anything(
    mentored: Call,
) -> None:
    before = position(mentored)
    words = ("mentor", "handover", "M1", "--on", DAY, "--format", "odt", "--json")
    answer = mentored(*words)

    assert (answer.status, answer.codes) == (2, ["report-format-unknown"])
    assert position(mentored) == before


def test_a_briefing_is_a_report_of_its_own(mentored: Call) -> None:
    _hand(mentored)
    words = ("report", "make", "briefing", "M2", "--on", "2017-07-01")
    answer = mentored.well(*words)

    assert "# Példa M2" in answer.out
    assert "Olvasókör" in answer.out
    assert "a terv" not in answer.out
    assert "a terv" in mentored.well(*words, "--internal").out
    english = mentored.well("--lang", "en", *words, "--since", "2017-07-01")
    assert "Units and their open stages" in english.out
    none = mentored.well("report", "make", "briefing", "M3", "--on", "2017-07-01")
    assert "Ezen a napon egyetlen egység sincs rábízva." in none.out
