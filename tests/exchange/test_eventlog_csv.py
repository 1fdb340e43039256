"""Event logs in CSV: columns found by their names, rows in any order."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.csvout import write_csv
from cselekvo.exchange.eventlog.csv import HEADERS, find_columns
from cselekvo.exchange.eventlog.log import open_log
from cselekvo.exchange.eventlog.model import LIMITS, Asked
from tests.exchange.logs import PLAIN, SMALL, events_of, found_in, saved, with_zone

ROW = "F1;Terv;2022-03-01T00:00:00Z\n"


def _csv(folder: Path, *rows: str, header: str = "case;activity;time") -> Path:
    return saved(folder, "\n".join((header, *rows)) + "\n", "log.csv")


@pytest.mark.parametrize(
    "header",
    [
        "case:concept:name,concept:name,time:timestamp",
        "Case ID,Activity,Complete Timestamp",
        "case_id,activity_name,timestamp",
        "CaseID,Event,EventTime",
        "eset,esemény,időpont",
        "ESET;TEVEKENYSEG;IDOPONT",
        "ügyszám\ttevékenység\tdátum",
        "Folyamat;Szakasz;Időpont",
    ],
)
def test_the_columns_are_known_by_what_tools_and_people_call_them(
    header: str, tmp_path: Path
) -> None:
    mark = next(mark for mark in "\t;," if mark in header)
    path = _csv(tmp_path, ROW.strip().replace(";", mark), header=header)
    (one,), cases, found = events_of(path)

    assert (one.activity, one.at, cases, found) == (
        "Terv",
        datetime(2022, 3, 1, tzinfo=UTC),
        ["F1"],
        [],
    )


def test_of_two_times_the_completion_is_taken() -> None:
    header = ("Case ID", "Activity", "Start Timestamp", "Complete Timestamp")
    columns, _ = find_columns(header, PLAIN)

    assert columns is not None
    assert (columns.case, columns.activity, columns.time) == (0, 1, 3)


def test_no_two_names_of_columns_mean_different_things() -> None:
    every = [name for names in HEADERS.values() for name in names]

    assert len(set(every)) == len(every)


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = _csv(
        tmp_path, "x;F1;Terv;2022-03-01Z;start", header="activity;Ki;Mit;Mikor;Hogy"
    )
    asked = Asked(case="ki", activity="MIT", time="Mikor", transition="Hogy")
    path.write_text(path.read_text().replace("-01Z", "-01T00:00Z"))
    (one,), cases, found = events_of(path, evolve(asked, others=("activity", "nincs")))

    assert (one.activity, one.transition, cases, found) == ("Terv", "start", ["F1"], [])
    assert one.others == {"activity": "x"}


def test_a_column_that_is_missing_is_told_with_what_there_is(tmp_path: Path) -> None:
    path = _csv(tmp_path, header="eset;mi;mikor")
    _, _, found = events_of(path, Asked(activity="mii"))

    assert [(one.word, one.values["option"]) for one in found] == [
        ("eventlog-column-missing", "--activity"),
        ("eventlog-column-missing", "--time"),
    ]
    assert found[0].values["near"] == ["mi"]
    assert found[0].values["found"] == ["eset", "mi", "mikor"]
    assert found[0].where is not None
    assert found[0].where.row == 1


def test_a_column_asked_for_must_be_there_even_where_none_is_needed(
    tmp_path: Path,
) -> None:
    assert found_in(_csv(tmp_path, ROW), Asked(transition="x")) == [
        ("eventlog-column-missing", 1)
    ]


def test_cases_are_numbered_as_they_are_met_whatever_blanks_surround_them(
    tmp_path: Path,
) -> None:
    path = _csv(
        tmp_path,
        "B;x;2022-03-01T00:00Z",
        "A;x;2022-03-01T00:00Z",
        " B ;x ;2022-03-01T00:00Z",
        "A;x;2022-03-01T00:00Z",
    )
    events, cases, found = events_of(path)

    assert ([one.case for one in events], cases, found) == (
        [0, 1, 0, 1],
        ["B", "A"],
        [],
    )
    assert {one.activity for one in events} == {"x"}
    assert [one.line for one in events] == [2, 3, 4, 5]


def test_composed_and_decomposed_letters_are_one_name(tmp_path: Path) -> None:
    path = _csv(tmp_path, "é;x;2022-03-01T00:00Z", "e\u0301;x;2022-03-01T00:00Z")

    assert events_of(path)[1] == ["é"]


def test_holes_are_told_with_their_rows(tmp_path: Path) -> None:
    path = _csv(
        tmp_path,
        ";x;2022-03-01T00:00Z",
        "",
        "A;;2022-03-01T00:00Z",
        "A;x;",
        "A;x;tegnap",
        "A;x",
        "A;x;2022-03-01T00:00Z;több",
    )

    assert found_in(path) == [
        ("row-too-long", 8),
        ("eventlog-case-missing", 2),
        ("eventlog-time-not-read", 6),
        ("eventlog-event-without-name", 4),
        ("eventlog-event-without-time", 5),
    ]


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("case;activity;time;Time", "header-doubled"),
        ("case;;time", "eventlog-column-missing"),
    ],
)
def test_a_header_with_two_readings_or_a_hole_is_refused(
    header: str, word: str, tmp_path: Path
) -> None:
    assert [found for found, _ in found_in(_csv(tmp_path, ROW, header=header))] == [
        word
    ]


def test_times_without_a_zone_need_the_clock(tmp_path: Path) -> None:
    path = _csv(tmp_path, "A;x;2022-07-01 08:00", "A;y;2022. 7. 2. 8:00")

    assert found_in(path) == [("eventlog-time-without-zone", 2)]
    events, _, found = events_of(path, with_zone("Europe/Budapest"))
    assert [one.at for one in events] == [
        datetime(2022, 7, 1, 6, tzinfo=UTC),
        datetime(2022, 7, 2, 6, tzinfo=UTC),
    ]
    assert found == []


def test_the_encoding_is_that_of_sheets(tmp_path: Path) -> None:
    text = "eset;esemény;időpont\nF1;Őszi kör;2022-03-01T00:00Z\n"
    path = saved(tmp_path, text.encode("cp1250"), "log.csv")

    assert events_of(path)[0][0].activity == "Őszi kör"
    assert found_in(path) == [("encoding-guessed", None)]
    assert found_in(path, Asked(encoding="windows-1250")) == []
    with pytest.raises(ValueNotReadError):
        open_log(path, Asked(encoding="klingon"))


def test_an_apostrophe_before_a_formula_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    row = ("=1+1", "-kör", "2022-03-01T00:00:00Z")
    write_csv(path, ("case", "activity", "time"), [row])
    (one,), cases, _ = events_of(path)

    assert (cases, one.activity) == (["=1+1"], "-kör")


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([f"C{at};x;" for at in range(11)], "eventlog-too-many-cases"),
        ([f"C;x{at};" for at in range(9)], "eventlog-too-many-activities"),
        (["C;x;"] * 21, "too-many-rows"),
        ([f"C;{'x' * 101};"], "eventlog-name-too-long"),
    ],
)
def test_more_than_is_allowed_stops_the_reading(
    rows: list[str], word: str, tmp_path: Path
) -> None:
    words = [found for found, _ in found_in(_csv(tmp_path, *rows), limits=SMALL)]

    assert word in words


@given(rows=st.lists(st.text(alphabet="ab;\"'\n 2-:TZ,", max_size=20), max_size=6))
def test_no_rows_make_the_reading_fail(
    rows: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = _csv(tmp_path_factory.mktemp("rows"), *rows)
    events, cases, _ = events_of(path, limits=evolve(LIMITS, findings=3))

    assert all(one.case < len(cases) for one in events)
