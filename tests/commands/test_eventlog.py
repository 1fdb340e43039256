"""Event logs by command: summed up without a workspace."""

import csv
import gzip
from pathlib import Path

import pytest

from cselekvo.commands.eventlog_words import span_words
from cselekvo.i18n import use
from tests.commands.calling import Answer, Call
from tests.exchange.logs import day, event, saved, trace, xes

LOG = xes(
    trace("K1", event("Terv", day(1)), event("Kör", day(3)))
    + trace("=K2", event("Terv", "2022-03-01T12:00:00+02:00"), event("Kör", day(8)))
    + trace("K3")
)


@pytest.fixture
def log(call: Call) -> Path:
    """Return a log of three cases, one of which has no events."""
    return saved(call.folder, LOG)


def _cells(text: str) -> list[list[str]]:
    """Return the lines of a table by their cells."""
    return [[cell for cell in line.split("  ") if cell] for line in text.splitlines()]


def test_the_figures_are_those_that_programs_ask_for(call: Call, log: Path) -> None:
    result = call.asked("eventlog", "summary", log)

    asked = {
        "cases": 3,
        "events": 4,
        "activities": 2,
        "directly_follows_pairs": 1,
        "directly_follows_total": 2,
        "variants": 1,
        "median_case_seconds": 370_800,
        "mean_case_seconds": 370_800,
    }
    assert {name: result[name] for name in asked} == asked
    assert result["top_pairs"] == [{"from": "Terv", "to": "Kör", "count": 2}]
    assert result["top_variants"] == [
        {"activities": ["Terv", "Kör"], "length": 2, "cases": 2}
    ]
    assert result["first"] == "2022-03-01T00:00:00+00:00"
    assert result["cases_without_events"] == 1
    assert [one.name for one in call.folder.iterdir()] == ["log.xes"]


@pytest.mark.parametrize(
    ("lang", "rows"),
    [
        (
            "hu",
            [
                ["esetek", " 3"],
                ["medián", "4 nap 7 óra"],
                ["Terv", " Kör", " 2"],
                [" 2", "100,0%", "Terv → Kör"],
            ],
        ),
        (
            "en",
            [
                ["cases", " 3"],
                ["median", "4 d 7 h"],
                ["Terv", "Kör", " 2"],
                [" 2", "100.0%", "Terv → Kör"],
            ],
        ),
    ],
)
def test_people_read_the_same_in_their_language(
    call: Call, log: Path, lang: str, rows: list[list[str]]
) -> None:
    told = _cells(call.well("--lang", lang, "eventlog", "summary", log).out)
    shown = [[cell.strip() for cell in line] for line in told]

    for row in rows:
        assert [cell.strip() for cell in row] in shown


def test_the_seconds_of_each_case_are_written(call: Call, log: Path) -> None:
    call.well("eventlog", "summary", log, "--per-case", "esetek.csv")

    text = (call.folder / "esetek.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(text.splitlines(), delimiter=";")) == [
        ["case", "seconds"],
        ["K1", "172800"],
        ["'=K2", "568800"],
        ["K3", ""],
    ]


def test_the_log_is_not_written_over(call: Call, log: Path) -> None:
    answer = call("--json", "eventlog", "summary", log, "--per-case", "./log.xes")

    assert (answer.status, answer.codes) == (2, ["eventlog-same-file"])
    assert log.read_bytes() == LOG


def test_a_refused_log_leaves_no_file_and_no_figures(call: Call) -> None:
    bad = saved(call.folder, LOG.replace(b"2022-03-03", b"2022-02-30"))
    answer = call("--json", "eventlog", "summary", bad, "--per-case", "esetek.csv")

    assert (answer.status, answer.codes) == (2, ["eventlog-time-not-read"])
    assert answer.result == {}
    assert not (call.folder / "esetek.csv").exists()


def test_a_table_is_read_with_the_columns_and_the_clock_that_are_named(
    call: Call,
) -> None:
    rows = ("K1;Terv;2022. 3. 26. 12:00", "K1;Kör;2022-03-27 12:00")
    path = call.sheet("naplo.csv", "Ki;Mit;Mikor", *rows)
    words = ("eventlog", "summary", path, "--case", "ki", "--activity", "mit")

    refused = call("--json", *words)
    assert refused.status == 2
    assert refused.codes == ["eventlog-column-missing"]
    refused = call("--json", *words, "--time", "mikor")
    assert refused.codes == ["eventlog-time-without-zone"]
    told = call.asked(*words, "--time", "mikor", "--time-zone", "Europe/Budapest")
    assert told["mean_case_seconds"] == 23 * 3_600


def _fault(answer: Answer) -> tuple[int, list[str]]:
    return answer.status, answer.codes


def test_a_zone_or_a_file_that_is_none_is_refused(call: Call, log: Path) -> None:
    words = ("--json", "eventlog", "summary")

    assert _fault(call(*words, log, "--time-zone", "Pest")) == (2, ["value-not-read"])
    assert _fault(call(*words, "nincs.xes")) == (3, ["file-not-read"])
    assert _fault(call(*words, call.folder)) == (3, ["file-not-read"])
    assert _fault(call(*words, log, "--per-case", "x/y.csv")) == (
        3,
        ["file-not-written"],
    )


def test_findings_are_told_in_both_languages(call: Call) -> None:
    path = saved(call.folder, xes(trace("K1", event("", day(1)))))

    told = call.well("--lang", "hu", "eventlog", "summary", path)
    assert "Névtelen események (1)" in told.err
    assert "(névtelen)" in told.out
    told = call.well("--lang", "en", "eventlog", "summary", path)
    assert "line 5: Events have no name (1)" in told.err


def test_a_log_without_cases_is_told_in_figures_only(call: Call) -> None:
    told = call.well("--lang", "en", "eventlog", "summary", saved(call.folder, xes("")))

    assert "how long" not in told.out
    assert "variant " not in told.out
    assert ["cases", "0"] in [
        [cell.strip() for cell in line] for line in _cells(told.out)
    ]


def test_cases_without_events_and_long_variants_are_shown_in_short(call: Call) -> None:
    long = trace("K1", *(event(f"Nagyon hosszú {at}", day(at + 1)) for at in range(20)))
    path = saved(call.folder, xes(long + trace("K2")))
    told = call.well("--lang", "en", "eventlog", "summary", path)

    assert "cases without events" in told.out
    assert told.out.rstrip().endswith("…")


def test_a_packed_table_is_told_to_be_packed(call: Call) -> None:
    path = saved(call.folder, gzip.compress(b"case;activity;time\n"), "naplo.csv")

    answer = call("--json", "eventlog", "summary", path)
    assert _fault(answer) == (2, ["not-a-text-table"])


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        ("0.25", "0.25 s"),
        ("59", "59 s"),
        ("61", "1 min 1 s"),
        ("3725", "1 h 2 min"),
        ("90000", "1 d 1 h"),
        ("8726400", "101.0 days"),
    ],
)
def test_spans_are_told_in_their_two_largest_units(seconds: str, words: str) -> None:
    with use("en"):
        assert span_words(float(seconds)) == words


@pytest.fixture
def tracked(empty: Call) -> Call:
    """Return the command beside a community with a process that has one stage done."""
    empty.well("template", "publish", "community_development")
    empty.sheet(
        "telepulesek.csv", "azonosito;nev;megye", "KSH-32522;Zalaszentgrót;Zala"
    )
    empty.sheet("kozossegek.csv", "azonosito;nev;telepules", "KZ1;Kör;Zalaszentgrót")
    empty.sheet(
        "folyamatok.csv",
        "azonosito;sablon;egyseg;kezdet",
        "F1;community_development;KZ1;2017-01-01",
    )
    empty.sheet(
        "szakaszok.csv",
        "folyamat;szakasz;tol;ig",
        "F1;preparation;2017-01-01;2017-03-26",
    )
    for name in ("telepulesek", "kozossegek", "folyamatok", "szakaszok"):
        empty.well("import", f"{name}.csv")
    return empty


def test_processes_are_written_as_a_log_and_counted(tracked: Call) -> None:
    written = tracked.asked("eventlog", "export", "-o", "naplo.xes.gz")
    assert written == {"file": "naplo.xes.gz", "cases": 1, "events": 5}

    told = tracked.asked("eventlog", "summary", "naplo.xes.gz")
    assert (told["cases"], told["events"]) == (1, 5)
    assert told["transitions"] == {"complete": 1, "start": 4}
    assert told["mean_case_seconds"] == 84 * 86_400


def test_what_is_written_can_be_narrowed(tracked: Call) -> None:
    words = ("eventlog", "export", "-o", "naplo.csv")

    assert tracked.asked(*words, "--on", "2017-03-25")["events"] == 1
    assert tracked.asked(*words, "--on", "2016-12-31")["cases"] == 0
    assert tracked.asked(*words, "--county", "Zala")["cases"] == 1
    assert tracked.asked(*words, "--county", "Vas")["cases"] == 0
    assert tracked("--json", *words, "--template", "nincs").codes == ["not-found"]


def test_a_log_is_written_in_no_other_format(tracked: Call) -> None:
    answer = tracked("--json", "eventlog", "export", "-o", "naplo.xlsx")

    assert _fault(answer) == (2, ["eventlog-format-not-written"])


def test_a_log_is_brought_in_as_one_act_or_only_shown(tracked: Call) -> None:
    good = '<string key="unit" value="KZ1"/>'
    stages = event("Előkészítés", "2017-05-02T10:00:00+02:00")
    path = saved(tracked.folder, xes(trace("F2", good, stages)), "uj.xes")
    words = ("eventlog", "import", path, "--template", "community_development")

    told = tracked.asked(*words, "--dry-run")
    assert (told["added"], told["dry_run"]) == (2, True)
    assert len(tracked.asked("process", "list")["processes"]) == 1
    told = tracked.asked(*words, "--reason", "régi napló")
    assert told["by_kind"]["folyamatok"]["added"] == 1
    assert len(tracked.asked("process", "list")["processes"]) == 2
    entry = tracked.asked("journal", "list")["entries"][0]
    assert (entry["action"], entry["reason"]) == ("import", "régi napló")
    assert tracked.asked(*words)["unchanged"] == 1


@pytest.mark.parametrize("text", ["Terv", "=plan", "Terv=:jó"])
def test_a_mapping_that_says_nothing_is_refused(tracked: Call, text: str) -> None:
    path = saved(tracked.folder, LOG)
    words = ("eventlog", "import", path, "--template", "community_development")

    answer = tracked("--json", *words, "--map", text)
    assert _fault(answer) == (2, ["value-not-read"])
    assert tracked("--json", *words).status == 2


def test_a_mapping_names_stage_and_outcome(tracked: Call) -> None:
    at = "2017-05-02T10:00:00+02:00"
    body = trace("F1", event("Ebéd=este", at), event("Interjúk vége", at))
    path = saved(tracked.folder, xes(body))
    words = ("eventlog", "import", path, "--template", "community_development")

    told = tracked.asked(
        *words, "--map", "Ebéd=este=", "--map", "Interjúk vége=interviews"
    )
    assert told["by_kind"]["szakaszok"]["changed"] == 1
