"""Organisations, persons and roundtables, by the command."""

import json

import pytest

from cselekvo.commands.report_made import NotForTerminalError, shown
from tests.commands.calling import Call


def test_a_roster_is_the_roster_of_the_day(table: Call) -> None:
    table.well(
        "roundtable", "join", "K1", "O2", "--on", "2016-01-01", "--role", "elnök"
    )
    table.well("roundtable", "leave", "K1", "O1", "--on", "2016-06-30")
    rosters = {
        day: table.asked("roundtable", "members", "K1", "--on", day)
        for day in ("2014-12-31", "2015-12-31", "2016-06-30", "2016-07-01")
    }

    assert {
        day: [one["organisation"] for one in roster["members"]]
        for day, roster in rosters.items()
    } == {
        "2014-12-31": [],
        "2015-12-31": ["O1"],
        "2016-06-30": ["O2", "O1"],
        "2016-07-01": ["O2"],
    }
    assert rosters["2016-07-01"]["members"][0]["offices"] == ["chair"]
    told = table.well("roundtable", "members", "K1", "--on", "2016-06-30").out
    assert "elnök" in told
    assert "Próbaasztal, 2016. 06. 30.: 2 szavazati jogú tagszervezet" in told
    bare = table.well("roundtable", "members", "K1", "--on", "2014-12-31").out
    assert bare.startswith("Ezen a napon nincs tagja.")


def test_what_was_known_before_is_still_known(table: Call) -> None:
    before = table.asked("verify")["entries"]
    table.well("roundtable", "leave", "K1", "O1", "--on", "2015-06-30")
    words = ("roundtable", "members", "K1", "--on", "2015-12-31")

    assert table.asked(*words)["count"] == 0
    assert table.asked(*words, "--known-at", f"#{before}")["count"] == 1
    assert table("roundtable", "list", "--known-at", "egyszer", "--json").codes == [
        "value-not-read"
    ]


def test_attendance_is_noted_corrected_and_shown(table: Call) -> None:
    table.well("roundtable", "meeting", "K1", "--on", "2015-03-15", "--place", "Tata")
    named = ("roundtable", "attendance", "K1", "2015-03-15")
    table.well(*named, "O1=jelen:P1")
    told = table.well(*named, "O1=kimentette").out

    assert told.startswith("1 szervezet jelenléte rögzítve")
    (one,) = table.asked(*named)["attendance"]
    assert (one["presence"], one["person"]) == ("excused", None)
    assert "kimentette" in table.well(*named).out
    away = table(*named, "O2=jelen", "--json")
    assert away.codes == ["not-on-roster-of-the-day"]
    assert "SZERVEZET=jelen" in table(*named, "O1").err
    assert "jelen, helyettes, kimentette, hiányzott" in table(*named, "O1=itt").err
    assert table(*named[:3], "2015-04-01", "O1=jelen").status == 2


def test_a_refused_change_names_who_why_and_what_would_be_allowed(table: Call) -> None:
    answer = table("roundtable", "join", "K1", "O1", "--on", "2015-05-01")

    assert answer.status == 2
    assert answer.out == ""
    assert answer.err == (
        "Hiba: O1 ezeken a napokon már tagja a kerekasztalnak: K1, kezdete: "
        "2015. január 1. Két tagsága nem fedheti át egymást.\n"
    )
    (found,) = table(
        "roundtable", "join", "K1", "O1", "--on", "2015-05-01", "--json"
    ).json["findings"]
    assert found["values"] == {"roundtable": "K1", "since": "2015-01-01", "until": None}


def test_an_erased_person_leaves_no_trace_but_their_id(table: Call) -> None:
    table.well("person", "correct", "P1", "--email", "pelda@pelda.hu")
    table.well("backup", "mentés.db")
    answer = table.well("person", "erase", "P1", "--yes", "--reason", "kérelemre")

    assert answer.out == "Törölve: P1.\n"
    assert "mentésben a személyes adatok megmaradtak" in answer.err
    record = table.asked("person", "show", "P1")
    assert record["erased"] is True
    assert record["name"] is record["phone"] is record["email"] is None
    assert "törölve" in table.well("roundtable", "members", "K1").out
    assert "erased" in table.well("person", "list", "--lang", "en").out
    stored = (table.folder / "cselekvo.db").read_bytes()
    assert b"pelda@pelda.hu" not in stored
    table.well("verify")
    last = table.asked("journal", "list", "--last", "1")["entries"][0]["seq"]
    assert table("journal", "undo", str(last), "--json").codes == ["erasure-is-final"]


@pytest.mark.parametrize(
    ("said", "status", "erased"),
    [("i\n", 0, True), ("yes\n", 0, True), ("n\n", 2, False), ("\n", 2, False)],
)
def test_an_erasure_asks_back(
    table: Call,
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    status: int,
    erased: bool,
) -> None:
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: said.strip())
    answer = table("person", "erase", "P1")

    assert answer.status == status
    assert table.asked("person", "show", "P1")["erased"] is erased


def test_everything_kept_of_a_person_is_written_out(table: Call) -> None:
    table.well("person", "export", "P1", "-o", "p1.json")
    written = json.loads((table.folder / "p1.json").read_text(encoding="utf-8"))
    printed = json.loads(table.well("person", "export", "P1").out)

    assert written == printed
    assert written["name"] == "Példa P1"
    assert [one["roundtable"] for one in written["represents"]] == ["K1"]


def test_an_organisation_moves_is_renamed_and_keeps_its_past(table: Call) -> None:
    table.well("organisation", "rename", "O1", "Új Kör", "--since", "2018-01-01")
    table.well(
        *("organisation", "address", "O1", "székhely", "Eger", "--since", "2019-01-01")
    )
    table.well("organisation", "address", "O1", "site", "Ózd", "--since", "2019-01-01")
    table.well(
        *("organisation", "address", "O1", "site", "Ózd", "--close"),
        *("--until", "2020-12-31"),
    )
    shown = table.asked("organisation", "show", "O1")

    assert [(one["name"], one["until"]) for one in shown["names"]] == [
        ("O1 Kör", "2017-12-31"),
        ("Új Kör", None),
    ]
    assert {
        (one["role"], one["place"], one["from"], one["until"])
        for one in shown["addresses"]
    } == {
        ("seat", "Miskolc", None, "2018-12-31"),
        ("seat", "Eger", "2019-01-01", None),
        ("site", "Ózd", "2019-01-01", "2020-12-31"),
    }
    told = table.well("organisation", "show", "O1").out
    assert "2019. január 1. – 2020. december 31." in told
    listed = table.asked("organisation", "list", "--on", "2017-06-01")
    assert listed["organisations"][0]["name"] == "O1 Kör"


def test_only_who_is_eligible_is_admitted(demo: Call) -> None:
    for id_, place in (("U-M", "Miskolc"), ("U-BP", "Budapest"), ("U-N", "Nekeresd")):
        demo.well(
            *("organisation", "add", id_, "--name", id_, "--type", "civil"),
            *("--seat", place),
        )
    words = ("--programme", "CSELEKVO", "--on", "2018-01-01")
    admitted = demo.asked("organisation", "admit", "U-M", *words)
    refused = demo("organisation", "admit", "U-BP", *words)
    unknown = demo("organisation", "admit", "U-N", *words)

    assert admitted["verdict"] == "eligible"
    assert refused.status == unknown.status == 2
    assert "Felvehető lesz, ha" in refused.err
    assert "adja meg a felvétel indokát (--reason)" in unknown.err
    demo.well("organisation", "admit", "U-N", *words, "--reason", "helyszíni szemle")
    demo.well("organisation", "leave", *("U-M", *words[:2]), "--on", "2019-01-01")
    assert (
        "nem partnere a programnak" in demo("organisation", "leave", "U-BP", *words).err
    )


def test_an_id_of_another_record_is_refused(table: Call) -> None:
    answer = table("person", "add", "o1", "--name", "Példa Anna")

    assert answer.status == 2
    assert "már foglalt: o1 (szervezet)" in answer.err
    spoiled = table("person", "add", "Ő 1", "--name", "Példa Anna", "--json")
    assert spoiled.codes == ["identifier-not-allowed"]


@pytest.mark.parametrize("ending", ["html", "md", "csv", "json"])
def test_a_report_is_written_by_the_ending_of_its_file(demo: Call, ending: str) -> None:
    words = ("roundtable", "report", "ZSZ-KEREKASZTAL", "--on", "2015-11-30")
    done = demo.asked(*words, "-o", f"tagok.{ending}")

    assert done["format"] == ending
    assert (demo.folder / f"tagok.{ending}").stat().st_size == done["bytes"] > 1000
    assert "Tagsági kimutatás" in demo.well(*words).out
    assert "Membership report" in demo.well(*words, "--lang", "en").out
    assert demo(*words, "-o", "tagok.doc", "--json").codes == ["report-format-unknown"]


def test_a_report_on_a_terminal_steers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    written = "Rejtett\u202enév\nő\n".encode()
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert shown(written, "md") == written
    assert shown(b"%PDF-\xff", "pdf") == b"%PDF-\xff"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert shown(written, "md") == "Rejtett�név\nő\n".encode()
    with pytest.raises(NotForTerminalError):
        shown(b"%PDF-\xff", "pdf")


@pytest.mark.parametrize(
    ("day", "present", "seats", "needed", "word"),
    [
        ("2015-05-12", 26, 28, 15, "határozatképes volt"),
        ("2015-07-21", 13, 31, 16, "nem volt határozatképes"),
        ("2015-07-28", 14, 31, 10, "határozatképes volt"),  # repeated: fewer are enough
    ],
)
def test_a_meeting_tells_whether_it_had_quorum(
    demo: Call, day: str, present: int, seats: int, needed: int, word: str
) -> None:
    named = ("roundtable", "attendance", "ZSZ-KEREKASZTAL", day)

    assert demo.asked(*named)["quorum"] == {
        "present": present,
        "seats": seats,
        "needed": needed,
        "reached": not word.startswith("nem"),
    }
    assert demo.well(*named).out.rstrip().endswith(f"{word}.")
