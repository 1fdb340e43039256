"""Closing stages and recording evidence of many processes from a sheet."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.commands.calling import Call
from tests.commands.tracked import (
    close_talk,
    last_action,
    meet_talk,
    open_stages,
    position,
    typed,
)

ALL = ("F1", "F2", "F3")
HEADER = "folyamat;szakasz;datum;kimenet"
EVIDENCE = "folyamat;szakasz;feltetel;datum;hivatkozas;ki"


def _closings(call: Call, *rows: str, header: str = HEADER) -> Path:
    return call.sheet("lezarasok.csv", header, *rows)


def _evidence(call: Call, *rows: str) -> Path:
    return call.sheet("bizonyitekok.csv", EVIDENCE, *rows)


def _workbook(call: Call, name: str, *rows: str) -> Path:
    path = call.folder / name
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("lezárások")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row.split(";"))
    return path


def test_the_stages_of_many_processes_are_closed_as_one_act(tracked: Call) -> None:
    meet_talk(tracked, ALL)
    before = position(tracked)
    sheet = _closings(tracked, *(f"{one};talk;2017-02-01;" for one in ALL))
    done = tracked.asked("process", "close", "--file", sheet)

    assert done == {"rows": 3, "faults": 0, "dry_run": False}
    assert {tuple(open_stages(tracked, one)) for one in ALL} == {("draft", "history")}
    assert position(tracked) == before + 1
    last = last_action(tracked)
    tracked.well("journal", "undo", str(last["seq"]), "--reason", "rossz lista")
    assert {tuple(open_stages(tracked, one)) for one in ALL} == {("talk",)}


def test_a_bulk_closing_that_was_built_upon_stays(tracked: Call) -> None:
    meet_talk(tracked, ALL)
    sheet = _closings(tracked, *(f"{one};talk;2017-02-01;" for one in ALL))
    tracked.well("process", "close", "--file", sheet)
    seq = last_action(tracked)["seq"]
    tracked.well(*typed("process skip F2 history --reason x --on 2017-02-02"))
    answer = tracked("journal", "undo", str(seq), "--reason", "x")

    assert answer.status == 2
    assert "nem vonható vissza" in answer.err
    assert open_stages(tracked, "F1") == ["draft", "history"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("hu", "Feldolgozható sorok: 2. Semmi sem változott.\n"),
        ("en", "Rows that would be done: 2. Nothing was written.\n"),
    ],
)
def test_a_dry_run_shows_all_and_writes_nothing(
    tracked: Call, lang: str, said: str
) -> None:
    meet_talk(tracked, ALL)
    before = position(tracked)
    sheet = _closings(tracked, "F1;talk;2017-02-01;", "F2;talk;2017. 02. 01.;")
    words = ("process", "close", "--file", sheet, "--dry-run")
    answer = tracked.well("--lang", lang, *words)

    assert answer.out == said
    assert "lezarasok.csv, " in answer.err
    assert tracked.asked(*words) == {"rows": 2, "faults": 0, "dry_run": True}
    assert position(tracked) == before
    assert open_stages(tracked) == ["talk"]


def test_every_fault_of_a_sheet_is_told_with_its_row_and_nothing_is_written(
    tracked: Call,
) -> None:
    close_talk(tracked)
    before = position(tracked)
    sheet = _closings(
        tracked,
        "F1;draft;2017-02-05;",  # 2: its document is missing
        "F11;talk;2017-02-05;",  # 3: there is no such process
        "F2;talk;tegnap;",  # 4: no day
        "F2;tak;2017-02-05;",  # 5: no such stage
        "F3;talk;2017-02-05;jo",  # 6: no choice there
        ";talk;2017-02-05;",  # 7: no process
    )
    answer = tracked("process", "close", "--file", sheet, "--json")

    found = answer.json["findings"]
    told = [(one["code"], one["where"]["row"], one["where"]["column"]) for one in found]
    assert told == [
        ("criterion-not-met", 2, None),
        ("not-found", 3, "folyamat"),
        ("value-not-read", 4, "datum"),
        ("stage-unknown-in-process", 5, "szakasz"),
        ("outcome-not-asked", 6, "kimenet"),
        ("value-missing", 7, "folyamat"),
    ]
    assert {one["where"]["file"] for one in found} == {str(sheet)}
    assert (answer.status, answer.result) == (2, {})
    people = tracked("process", "close", "--file", sheet)
    assert (people.status, people.out) == (2, "")
    assert people.err.splitlines()[-1] == "Semmi sem változott: javítsa a hibákat."
    assert "lezarasok.csv, 3. sor, folyamat oszlop" in people.err
    assert "Erre gondolt: F1" in people.err
    assert position(tracked) == before


def test_a_workbook_is_told_of_by_its_sheet(tracked: Call) -> None:
    meet_talk(tracked, ("F1",))
    right = _workbook(tracked, "jo.xlsx", HEADER, "F1;talk;2017-02-01;")
    wrong = _workbook(
        tracked, "hibas.xlsx", HEADER, "F1;talk;2017-02-01;", "F2;plan;2017-02-01;x"
    )
    answer = tracked("process", "close", "--file", wrong, "--json")

    (fault,) = (one for one in answer.json["findings"] if one["severity"] == "error")
    place = fault["where"]
    assert fault["code"] == "stage-not-open"
    assert (place["file"], place["sheet"], place["row"]) == (
        str(wrong), "lezárások", 3,
    )  # fmt: skip
    assert open_stages(tracked) == ["talk"]
    assert tracked.asked("process", "close", "--file", right)["rows"] == 1
    assert open_stages(tracked) == ["draft", "history"]


def test_an_old_encoding_is_read_with_a_warning(tracked: Call) -> None:
    meet_talk(tracked)
    sheet = tracked.folder / "regi.csv"
    text = f"{EVIDENCE}\nF1;talk;minutes;2017-01-25;őszi jegyzőkönyv;Tűz Ödön\n"
    sheet.write_bytes(text.encode("cp1250"))
    answer = tracked.well("process", "evidence", "--file", sheet)

    assert "Figyelmeztetés: regi.csv: " in answer.err
    assert answer.out == "Feldolgozott sorok: 1.\n"
    shown = tracked.well("process", "show", "F1", "--on", "2017-01-31").out
    assert "őszi jegyzőkönyv" in shown


def test_the_same_stage_twice_in_a_sheet_is_closed_once_and_then_found(
    tracked: Call,
) -> None:
    meet_talk(tracked)
    sheet = _closings(tracked, "F1;talk;2017-02-01;", "f1;talk;2017-02-02;")
    answer = tracked("process", "close", "--file", sheet, "--json")

    errors = [one for one in answer.json["findings"] if one["severity"] == "error"]
    assert [(one["code"], one["where"]["row"]) for one in errors] == [
        ("stage-not-open", 3)
    ]
    assert open_stages(tracked) == ["talk"]


def test_rows_build_on_each_other(tracked: Call) -> None:
    meet_talk(tracked)
    sheet = _closings(
        tracked,
        "F1;talk;2017-02-01;;;",
        "F1;draft;2017-02-02;;kihagyva;a terv megvan",
        "F1;plan;2017-02-03;adopted;kihagyva;a testület nem ült össze",
        header=f"{HEADER};lezaras;ok",
    )
    tracked.well("process", "close", "--file", sheet)

    assert open_stages(tracked) == ["history"]


def test_a_row_that_skips_needs_a_reason_and_a_choice(tracked: Call) -> None:
    close_talk(tracked)
    tracked.well(*typed("process skip F1 draft --reason x --on 2017-02-02"))
    sheet = _closings(
        tracked,
        "F1;plan;2017-02-03;jo;kihagyva;",
        header=f"{HEADER};lezaras;ok",
    )
    answer = tracked("process", "close", "--file", sheet, "--json")

    assert answer.codes == ["outcome-unknown", "reason-missing"]


def test_evidence_of_many_processes_is_recorded_as_one_act(tracked: Call) -> None:
    before = position(tracked)
    sheet = _evidence(
        tracked, *(f"{one};talk;minutes;2017-01-20;{one}/2017;" for one in ALL)
    )
    tried = tracked.asked("process", "evidence", "--file", sheet, "--dry-run")
    assert (tried["dry_run"], position(tracked)) == (True, before)
    assert tracked.well("process", "evidence", "--file", sheet).out == (
        "Feldolgozott sorok: 3.\n"
    )

    assert position(tracked) == before + 1
    assert last_action(tracked)["action"] == "process evidence"


def test_every_fault_of_evidence_is_told_with_its_row(tracked: Call) -> None:
    before = position(tracked)
    sheet = _evidence(
        tracked,
        "F1;talk;minutes;2017-01-20;;",
        "F1;talk;minute;2017-01-20;1;",
        "F1;talk;held;2017-01-20;1;",
        "F1;plan;council;2017-01-20;;",
        "F9;talk;minutes;2017-01-20;1;",
        "F2;talk;minutes;2099-01-20;1;",
        "F2;talk;;2017-01-20;1;",
    )
    answer = tracked("process", "evidence", "--file", sheet, "--json")

    found = answer.json["findings"]
    told = [(one["code"], one["where"]["row"], one["where"]["column"]) for one in found]
    assert told == [
        ("reference-missing", 2, "hivatkozas"),
        ("criterion-unknown", 3, "feltetel"),
        ("criterion-counted-not-recorded", 4, "feltetel"),
        ("stage-not-open", 5, "szakasz"),
        ("not-found", 6, "folyamat"),
        ("day-in-future", 7, "datum"),
        ("value-missing", 8, "feltetel"),
    ]
    assert (answer.status, position(tracked)) == (2, before)


def test_a_sheet_without_its_columns_is_refused(tracked: Call) -> None:
    sheet = tracked.sheet("rossz.csv", "folyamat;szakasz", "F1;talk")
    answer = tracked("process", "close", "--file", sheet, "--json")

    assert answer.status == 2
    assert answer.codes == ["column-missing"]
    assert "datum" in tracked("process", "close", "--file", sheet).err


def test_a_sheet_that_is_not_there_is_the_surroundings(tracked: Call) -> None:
    answer = tracked("process", "close", "--file", "nincs.csv")

    assert answer.status == 3
    assert "nincs.csv" in answer.err


def test_a_sheet_without_rows_does_nothing(tracked: Call) -> None:
    before = position(tracked)

    assert tracked.asked("process", "close", "--file", _closings(tracked)) == {
        "rows": 0, "faults": 0, "dry_run": False,
    }  # fmt: skip
    assert position(tracked) == before


def test_a_sheet_sent_twice_is_done_once(tracked: Call) -> None:
    meet_talk(tracked, ALL)
    sheet = _closings(tracked, *(f"{one};talk;2017-02-01;" for one in ALL))
    words = ("process", "close", "--file", sheet, "--request-id", "b1")
    first = tracked.well(*words, "--json")
    before = position(tracked)
    again = tracked.well(*words, "--json")

    assert again.result == first.result
    assert position(tracked) == before
    _closings(tracked, "F1;draft;2017-02-02;")
    assert tracked(*words, "--json").codes == ["request-reused"]


def test_a_sheet_of_some_hundred_rows_is_done_whole(tracked: Call) -> None:
    rows = [f"F{1 + n % 3};talk;minutes;2017-01-20;{n}/2017;" for n in range(1100)]
    before = position(tracked)
    done = tracked.asked("process", "evidence", "--file", _evidence(tracked, *rows))
    spoiled = _evidence(tracked, *rows, "F9;talk;minutes;2017-01-20;1;")
    answer = tracked("process", "evidence", "--file", spoiled, "--json")

    assert done["rows"] == 1100
    assert [one["where"]["row"] for one in answer.json["findings"]] == [1102]
    assert position(tracked) == before + 1
