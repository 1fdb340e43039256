"""Mentors by the command: who is in charge of whom, and who stands alone."""

from typing import Any

import pytest

from tests.commands.calling import Call
from tests.commands.tracked import close_talk, typed

SPRING, SUMMER = "2017-03-01", "2017-07-15"


@pytest.fixture
def mentored(tracked: Call) -> Call:
    """Return the command beside two mentors; Anna is in charge of KZ1 and KZ2."""
    for words in (
        ("M-ANNA", "--name", "Zöld Anna", "--county", "Zala", "--capacity", "2"),
        ("M-BELA", "--name", "dr. Ács Béla", "--county", "Zala", "--county", "Borsod"),
    ):
        names = [word.replace("Borsod", "Borsod-Abaúj-Zemplén") for word in words]
        tracked.well("mentor", "add", *names, "--on", "2017-01-01")
    for unit in ("KZ1", "KZ2"):
        tracked.well(*typed(f"mentor assign M-ANNA {unit} --on 2017-02-01"))
    return tracked


def _release(call: Call, unit: str = "KZ1", on: str = "2017-06-30") -> None:
    words = typed(f"mentor release M-ANNA {unit} --on {on} --reason")
    call.well(*words, "más munkakör")


def _alone(call: Call, *words: str, on: str = SUMMER) -> dict[str, dict[str, Any]]:
    found = call.asked("mentor", "gaps", "--on", on, *words)
    assert found["count"] == len(found["units"])
    return {one["unit"]["id"]: one for one in found["units"]}


def test_mentors_are_listed_by_family_name_with_what_they_carry(mentored: Call) -> None:
    mentored.well(*typed("organisation add MUZ --name Múzeum --type civil --seat Tata"))
    mentored.well(
        *("mentor", "add", "M-CILI", "--name", "Bak Cili", "--on", "2017-01-01"),
        *("--until", "2017-06-30", "--employer", "MUZ", "--field", "múzeum"),
        *("--further", "library", "--further", "oktatás"),
    )

    found = mentored.asked("mentor", "list", "--on", SPRING)["mentors"]

    assert [one["person"] for one in found] == ["M-BELA", "M-CILI", "M-ANNA"]
    cili, anna = found[1], found[2]
    assert cili["fields"] == ["museum", "library", "education"]
    assert (cili["employer_name"], cili["until"]) == ("Múzeum", "2017-06-30")
    assert (anna["load"], anna["capacity"], anna["free"]) == (2, 2, 0)
    assert [one["name"] for one in found[0]["counties"]] == [
        "Borsod-Abaúj-Zemplén",
        "Zala",
    ]
    told = mentored.well("mentor", "list", "--on", SPRING).out
    assert "múzeum, könyvtár, oktatás" in told
    assert "0/15" in told
    assert told.rstrip().endswith("Mentorok száma: 3.")
    later = mentored.asked("mentor", "list", "--on", SUMMER)
    assert later["count"] == 2
    zala = mentored.asked("mentor", "list", "--county", "zala megye", "--on", SPRING)
    assert zala["count"] == 2


def test_where_nobody_is_a_mentor_the_questions_say_so(empty: Call) -> None:
    assert "nincs ilyen mentor" in empty.well("mentor", "list").out
    assert "nincs ilyen mentor" in empty.well("mentor", "load").out
    assert "nincs ilyen kísért egység" in empty.well("mentor", "gaps").out
    assert empty.asked("mentor", "gaps")["accompanied"] == 0


def test_a_person_who_is_known_becomes_a_mentor_without_a_name(empty: Call) -> None:
    empty.well("person", "add", "PIROSKA", "--name", "Példa Piroska")

    empty.well("mentor", "add", "PIROSKA", "--on", "2017-01-01")

    assert empty.asked("mentor", "list")["mentors"][0]["name"] == "Példa Piroska"
    unknown = empty("mentor", "add", "PIROS", "--json")
    assert (unknown.status, unknown.codes) == (2, ["not-found"])
    assert unknown.json["findings"][0]["values"]["near"] == ["PIROSKA"]


def test_a_capacity_of_zero_is_refused_and_nothing_is_written(empty: Call) -> None:
    answer = empty(*typed("mentor add M --name Minta --capacity 0 --json"))

    assert (answer.status, answer.codes) == (2, ["mentor-capacity-not-positive"])
    assert empty.asked("person", "list")["count"] == 0


def test_a_unit_has_one_primary_mentor_and_as_many_who_support(mentored: Call) -> None:
    words = typed("mentor assign M-BELA KZ1 --on 2017-03-01")

    assert mentored(*words, "--json").codes == ["two-primary-mentors"]
    mentored.well(*words, "--supporting")

    bela = mentored.asked("mentor", "list", "--on", SPRING)["mentors"][0]
    assert (bela["load"], bela["primary"], bela["supporting"]) == (1, 0, 1)


def test_an_end_needs_a_reason_and_is_an_act_of_its_own(mentored: Call) -> None:
    words = typed("mentor release M-ANNA KZ1 --on 2017-06-30")
    assert "--reason" in mentored(*words).err
    assert mentored(*words, "--reason", " ", "--json").codes == ["reason-missing"]
    early = mentored(*typed("mentor end M-ANNA --on 2017-07-01 --reason x --json"))
    assert early.codes == ["mentor-still-assigned", "mentor-still-assigned"]

    for unit in ("KZ1", "KZ2"):
        _release(mentored, unit)
    mentored.well(*typed("mentor end M-ANNA --on 2017-06-30 --reason nyugdíj"))

    again = mentored(*words, "--reason", "x", "--on", SUMMER, "--json")
    assert (again.status, again.codes) == (2, ["not-assigned"])
    assert mentored.asked("mentor", "list", "--on", SUMMER)["count"] == 1


def test_a_gap_says_since_when_where_it_stands_and_who_was_there(
    mentored: Call,
) -> None:
    _release(mentored)

    found = _alone(mentored)

    assert set(found) == {"KZ1", "KZ3"}
    one, never = found["KZ1"], found["KZ3"]
    assert (one["since"], one["days"]) == ("2017-07-01", 15)
    assert one["last_mentor"] == {
        "person": "M-ANNA",
        "name": "Zöld Anna",
        "until": "2017-06-30",
        "reason": "más munkakör",
    }
    assert [each["stage"] for each in one["open"]] == ["talk"]
    assert (never["since"], never["last_mentor"]) == ("2017-01-10", None)
    assert set(_alone(mentored, "--county", "Zala")) == {"KZ1"}
    assert set(_alone(mentored, "--since", "2017-06-01")) == {"KZ1"}
    assert set(_alone(mentored, on="2017-06-30")) == {"KZ3"}
    assert _alone(mentored, on="2017-01-09") == {}
    told = mentored.well("mentor", "gaps", "--on", SUMMER).out
    assert "2 egység, összesen 3 kísért egységből" in told
    assert "Borsod-Abaúj-Zemplén 1, Zala 1" in told


def test_a_supporting_mentor_and_a_new_one_close_a_gap(mentored: Call) -> None:
    _release(mentored)
    mentored.well(*typed("mentor assign M-BELA KZ1 --supporting --on 2017-07-10"))
    mentored.well(*typed("mentor assign M-BELA KZ3 --on 2017-07-10"))

    assert _alone(mentored) == {}
    assert set(_alone(mentored, on="2017-07-09")) == {"KZ1", "KZ3"}
    told = mentored.well("mentor", "gaps", "--on", SUMMER).out
    assert "egyetlen ilyen egység sincs mentor nélkül (kísért egységek: 3)" in told


def test_what_has_ended_or_is_gone_is_accompanied_no_longer(mentored: Call) -> None:
    _release(mentored)
    mentored.well(*typed("process cancel F3 --on 2017-07-12 --reason feloszlott"))
    sheet = mentored.sheet(
        "megszunt.csv",
        "azonosito;nev;telepules;megszunes",
        "KZ1;Olvasókör;Zalaszentgrót;2017-07-14",
    )
    mentored.well("import", sheet, "--as", "kozossegek")

    assert set(_alone(mentored, on="2017-07-11")) == {"KZ1", "KZ3"}
    assert set(_alone(mentored, on="2017-07-14")) == {"KZ1"}
    assert _alone(mentored) == {}
    assert mentored.asked("mentor", "gaps", "--on", SUMMER)["accompanied"] == 1

    mentored.well(*typed("mentor assign M-BELA KZ3 --on 2017-08-01 --until 2017-08-31"))
    assert set(_alone(mentored, on="2017-09-01")) == {"KZ3"}


def test_a_reader_is_told_of_gaps_within_their_reach_only(mentored: Call) -> None:
    _release(mentored)
    mentored.well("user", "add", "olga")
    mentored.well(*typed("user role olga coordinator --county MEGYE-20"))

    found = mentored.asked("mentor", "gaps", "--on", SUMMER, "--as", "olga")

    assert [one["unit"]["id"] for one in found["units"]] == ["KZ1"]
    assert found["accompanied"] == 2


def test_the_load_warns_of_too_much_and_of_counties_with_few(mentored: Call) -> None:
    warned = mentored(*typed("mentor assign M-ANNA KZ3 --on 2017-02-15 --json"))
    assert warned.codes == ["mentor-over-load", "mentor-outside-counties"]

    answer = mentored.well("mentor", "load", "--on", SPRING, "--json")

    assert answer.codes == ["mentor-over-load", *["few-mentors-in-county"] * 2]
    found = answer.result
    assert (found["units"], found["capacity"], found["free"]) == (3, 17, 15)
    borsod, zala = found["counties"]
    assert (borsod["mentors"], borsod["units"], borsod["load"]) == (1, 1, 0)
    assert (zala["mentors"], zala["units"], zala["load"], zala["over"]) == (2, 2, 3, 1)
    assert (borsod["alone"], zala["alone"]) == (0, 0)
    told = mentored.well("mentor", "load", "--on", SPRING)
    assert "Mentorok: 2, rájuk bízott egységek: 3, kapacitás: 17" in told.out
    assert "Zala: kevés a mentor (2), legalább 3 kell." in told.err
    only = mentored.asked(
        *typed("mentor load --county Borsod-Abaúj-Zemplén --on 2018-01-01")
    )
    assert [one["person"] for one in only["mentors"]] == ["M-BELA"]


def test_a_contact_is_logged_for_the_primary_mentor_in_one_command(
    mentored: Call,
) -> None:
    made = mentored.asked(
        *typed("mentor contact KZ1 --on 2017-03-01 --kind telefon --hours 1,5 --note x")
    )

    assert (made["mentor"], made["kind"], made["minutes"]) == ("M-ANNA", "call", 90)
    nobody = mentored(*typed("mentor contact KZ3 --on 2017-03-01 --json"))
    assert (nobody.status, nobody.codes) == (2, ["no-primary-mentor"])
    named = typed("mentor contact KZ3 --on 2017-03-01 --mentor M-BELA --hours 2")
    assert mentored.asked(*named)["minutes"] == 120
    early = mentored(*typed("mentor contact KZ1 --on 2016-03-01 --mentor M-ANNA"))
    assert early.status == 2


@pytest.mark.parametrize("hours", ["másfél", "-1", "1.555", ""])
def test_hours_that_are_no_number_are_refused(mentored: Call, hours: str) -> None:
    answer = mentored("mentor", "contact", "KZ1", "--hours", hours, "--json")

    assert (answer.status, answer.codes) == (2, ["value-not-read"])


def test_a_day_asks_of_a_mentor_what_stands_open_late_and_unmet(mentored: Call) -> None:
    close_talk(mentored, ["F1"])
    mentored.well(*typed("mentor contact KZ2 --on 2017-03-01"))
    mentored.well(*typed("mentor contact KZ2 --on 2017-03-20"))

    found = mentored.asked("mentor", "today", "M-ANNA", "--on", "2017-03-18")

    met, units = found["units"][-1], [one["unit"]["id"] for one in found["units"]]
    assert units == ["KZ1", "KZ2"]
    assert (met["last_contact"]["on"], met["last_contact"]["days"]) == (SPRING, 17)
    draft, _history = found["units"][0]["open"]
    assert (draft["stage"], draft["next"]["criterion"]) == ("draft", "text")
    (talk,) = met["open"]
    assert (talk["next"]["criterion"], talk["next"]["needed"]) == ("held", 1)
    assert {one["stage"] for one in found["late"]} == {"draft", "talk"}
    assert found["due"] == []
    more = typed("mentor today M-ANNA --on 2017-03-18 --days 30")
    assert [one["stage"] for one in mentored.asked(*more)["due"]] == ["history"]
    told = mentored.well(*more).out
    assert "Zöld Anna, 2017. 03. 18.: 2 egység, kapacitás: 2; Zala." in told
    assert "Utolsó találkozás: látogatás, 2017. 03. 01. (17 napja)" in told
    assert "Következik: a terv – hiányzik a dokumentum" in told
    assert "Késik: 2; esedékes, vagy 30 napon belül az lesz: 1." in told


def test_a_day_tells_the_meetings_of_a_units_tables_and_who_is_alone_nearby(
    mentored: Call,
) -> None:
    _release(mentored, on="2017-03-01")
    mentored.well(
        *("roundtable", "found", "K1", "--name", "Asztal", "--on", "2015-01-01"),
        *("--district", "Tatai járás"),
    )
    mentored.well(*typed("mentor assign M-BELA K1 --on 2017-02-01"))
    for day in ("2017-03-12", "2017-03-17", "2017-03-18"):
        mentored.well(*typed(f"roundtable meeting K1 --on {day} --place Tata"))

    found = mentored.asked(*typed("mentor today M-BELA --on 2017-03-10"))

    assert [one["on"] for one in found["meetings"]] == ["2017-03-12", "2017-03-17"]
    assert [one["unit"]["id"] for one in found["alone_nearby"]] == ["KZ3", "KZ1"]
    told = mentored.well(*typed("mentor today M-BELA --on 2017-03-10")).out
    assert "2017. 03. 17. Asztal, Tata" in told
    assert "Nincs nyitott szakasz." in told
    assert "ahol dolgozik: 2." in told
    early = mentored.well(*typed("mentor today M-BELA --on 2017-01-05")).out
    assert "egyetlen egység sincs rábízva" in early


def test_a_day_on_which_somebody_is_no_mentor_asks_nothing(mentored: Call) -> None:
    answer = mentored("mentor", "today", "M-ANNA", "--on", "2016-12-31", "--json")

    assert (answer.status, answer.codes) == (2, ["not-mentor-then"])


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("mentor today M-ANA", "M-ANNA"),
        ("mentor assign M-BELLA KZ3", "M-BELA"),
        ("mentor assign M-BELA KZ33", "KZ3"),
        ("mentor contact KZ33", "KZ3"),
        ("mentor list --county Borsod", "Borsod-Abaúj-Zemplén"),
        ("mentor gaps --county Zla", "Zala"),
    ],
)
def test_an_unknown_name_is_told_the_near_ones(
    mentored: Call, words: str, near: str
) -> None:
    answer = mentored(*typed(words), "--json")

    assert (answer.status, answer.codes) == (2, ["not-found"])
    assert near in answer.json["findings"][0]["values"]["near"]


def test_whose_turn_it_is_names_the_mentor_of_the_unit(mentored: Call) -> None:
    found = mentored.asked("process", "overdue", "--on", "2017-06-30")["late"]

    mentors = {one["process"]: one["mentor"] for one in found}
    assert mentors["F1"] == {"person": "M-ANNA", "name": "Zöld Anna"}
    assert mentors["F3"] is None
    told = mentored.well("process", "overdue", "--on", "2017-06-30").out
    assert told.count("(mentor: Zöld Anna)") == 2


def test_what_a_mentor_learned_is_noted_and_warned_of_when_it_lapses(
    mentored: Call,
) -> None:
    mentored.well(
        *("mentor", "qualify", "M-BELA", "--title", "Mentorképzés", "--hours", "60"),
        *("--obtained", "2014-06-30", "--expires", "2016-12-31"),
    )

    answer = mentored.well(*typed("mentor assign M-BELA KZ3 --on 2017-02-01 --json"))

    assert answer.codes == ["qualification-lapsed"]


def test_a_request_that_is_repeated_assigns_once(mentored: Call) -> None:
    words = typed("mentor assign M-BELA KZ3 --on 2017-02-01 --request-id r1")
    mentored.well(*words)
    mentored.well(*words)

    bela = mentored.asked("mentor", "list", "--on", SPRING)["mentors"][0]
    assert bela["load"] == 1


def test_the_answers_are_given_in_english_too(mentored: Call) -> None:
    _release(mentored)

    told = mentored.well("--lang", "en", "mentor", "gaps", "--on", SUMMER).out

    assert "Without a mentor on 2017-07-15: 2 of 3 units." in told
    today = mentored.well("--lang", "en", "mentor", "today", "M-BELA", "--on", SUMMER)
    assert "Without a mentor in the counties they cover: 2." in today.out


def test_what_a_day_asks_is_handed_out_as_a_report_too(mentored: Call) -> None:
    _release(mentored, on="2017-03-01")
    mentored.well(*typed("mentor assign M-BELA KZ3 --on 2017-02-01"))
    words = typed("mentor today M-BELA --on 2017-03-10")

    told = mentored.well(*words, "--format", "md").out
    mentored.well(*words, "-o", "bela.pdf")

    assert told.startswith("# dr. Ács Béla\n")
    assert "Mi vár rá aznap és a következő 7 napon, 2017. március 10." in told
    assert "| Műhely (Miskolc) | elsődleges | – | – | Beszélgetések |" in told
    assert (
        "| Olvasókör (Zalaszentgrót) | Zala | 2017. 03. 02. | 9 | Zöld Anna |" in told
    )
    assert (mentored.folder / "bela.pdf").read_bytes().startswith(b"%PDF")
    made = mentored.asked(*words, "--format", "json")["report"]
    assert made["kind"] == "mentor_today"
    refused = mentored(*words, "--format", "doc", "--json")
    assert refused.status == 2


def test_a_county_that_nobody_covers_any_longer_is_told_of(mentored: Call) -> None:
    answer = mentored.well("mentor", "load", "--on", "2016-12-31", "--json")
    assert answer.result["counties"] == []

    for unit in ("KZ1", "KZ2"):
        _release(mentored, unit)
    for mentor in ("M-ANNA", "M-BELA"):
        mentored.well(*typed(f"mentor end {mentor} --on 2017-06-30 --reason nyugdíj"))

    answer = mentored.well("mentor", "load", "--on", SUMMER, "--json")
    counties = answer.result["counties"]
    assert [(one["mentors"], one["alone"]) for one in counties] == [(0, 1), (0, 2)]
    assert answer.codes == ["few-mentors-in-county"] * 2
