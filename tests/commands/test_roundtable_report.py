"""The membership report of the demonstration, against the sheets it was read from."""

import csv
from collections.abc import Iterator
from typing import Any

import pytest

from cselekvo.handbook.folder import examples
from tests.commands.calling import Call

REPORT = ("roundtable", "report", "ZSZ-KEREKASZTAL", "--on", "2015-11-30")
Rows = list[dict[str, Any]]


def sheet(name: str) -> Rows:
    """Return the rows of a sheet of the example."""
    (folder,) = (one for one in examples() if one.name == "zalaszentgrot")
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def seats(on: str, *, voting: str = "igen") -> set[str]:
    """Return who sat there on a day, by the sheet alone."""
    return {
        one["szervezet"]
        for one in sheet("tagsagok")
        if one["tol"] <= on <= (one["ig"] or "9999") and one["szavazati_jog"] == voting
    }


def blocks(made: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    """Return the blocks of a kind."""
    return (one for one in made["blocks"] if one["block"] == kind)


def rows(made: dict[str, Any], key: str) -> Rows:
    """Return the rows of a table of the report."""
    (table,) = (one for one in blocks(made, "table") if one["key"] == key)
    found: Rows = table["rows"]
    return found


def figures(made: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of the summary."""
    (summary,) = blocks(made, "figures")
    return {one["key"]: one["value"] for one in summary["pairs"]}


@pytest.fixture
def made(demo: Call) -> dict[str, Any]:
    """Return the report of the demonstration, in Hungarian."""
    report: dict[str, Any] = demo.asked(*REPORT)["report"]
    return report


def test_each_meeting_is_told_as_its_sheets_have_it(made: dict[str, Any]) -> None:
    noted = [one for one in sheet("jelenlet") if one["datum"] <= "2015-11-30"]
    told = rows(made, "meetings")

    days = [one["datum"] for one in sheet("ulesek") if one["datum"] <= "2015-11-30"]
    assert [one["on"] for one in told] == days
    for one in told:
        there = seats(one["on"])
        came = [
            row["allapot"]
            for row in noted
            if row["datum"] == one["on"] and row["szervezet"] in there
        ]
        assert one["seats"] == len(there) == len(came)
        assert one["by_representative"] == came.count("jelen")
        assert one["by_deputy"] == came.count("helyettes")
        assert one["excused"] == came.count("kimentette")
        assert one["absent"] == came.count("hiányzott")
        assert one["needed"] == (10 if one["repeated"] else len(there) // 2 + 1)
        assert one["quorum"] is (one["present"] >= one["needed"])
    assert [one["on"] for one in told if not one["quorum"]] == ["2015-07-21"]


def test_each_member_attended_what_the_sheets_say(made: dict[str, Any]) -> None:
    names = {one["azonosito"]: one["nev"] for one in sheet("szervezetek")}
    ids = {name: id_ for id_, name in names.items()}
    days = [one["on"] for one in rows(made, "meetings")]

    for one in rows(made, "members"):
        id_, voting = ids[one["organisation"]], "igen" if one["voting"] else "nem"
        held = [on for on in days if id_ in seats(on, voting=voting)]
        came = [
            row["datum"]
            for row in sheet("jelenlet")
            if row["szervezet"] == id_
            and row["datum"] in held
            and row["allapot"] in {"jelen", "helyettes"}
        ]
        assert (one["invited"], one["attended"]) == (len(held), len(came)), id_
        rate = len(came) / len(held) if held else None
        assert one["attendance_rate"] == rate
        assert one["last_attended"] == max(came, default=None)


def test_the_summary_follows_from_the_tables(made: dict[str, Any]) -> None:
    told = figures(made)
    meetings, changes = rows(made, "meetings"), rows(made, "changes")

    assert told["voting_members"] == len(seats("2015-11-30")) == 38
    assert told["vacant_seats"] == 40 - 38
    came = sum(one["count"] for one in changes if one["last_day"] is None)
    went = sum(one["count"] for one in changes if one["last_day"] is not None)
    assert (told["joined"], told["left"]) == (came, went)
    assert came - went == 38
    assert [one["on"] for one in changes] == sorted(one["on"] for one in changes)
    present = sum(one["present"] for one in meetings)
    assert told["attendance_rate"] == present / sum(one["seats"] for one in meetings)
    assert (told["meetings"], told["quorate_meetings"]) == (6, 5)
    of_district = {
        one["nev"] for one in sheet("telepulesek") if one["jaras"].startswith("Zalasz")
    }
    assert told["district_settlements"] == len(of_district) == 20
    inside = [one for one in rows(made, "settlements") if "(" not in one["settlement"]]
    assert told["settlements"] == len(inside) == 16
    assert {one["settlement"] for one in inside} < of_district


def test_a_period_is_asked_for_by_its_first_day(demo: Call) -> None:
    made = demo.asked(*REPORT, "--since", "2015-09-01", "--lang", "en")["report"]

    assert [one["on"] for one in rows(made, "meetings")] == ["2015-09-15", "2015-11-24"]
    told = {one["key"]: one["value"] for one in made["facts"]}
    assert told["period"] == "1 September 2015 – 30 November 2015"
    assert figures(made)["voting_members"] == 38


def test_a_period_that_begins_after_the_day_is_refused(demo: Call) -> None:
    answer = demo(*REPORT, "--since", "2015-12-01", "--lang", "en")

    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith(
        "Error: The period of the report cannot begin on 1 December 2015: the day of "
        "the report is 30 November 2015."
    )


def test_the_public_report_of_the_demonstration_has_no_contact(demo: Call) -> None:
    text = demo.well(*REPORT).out

    assert "@" not in text
    assert "+36" not in text
