"""Event logs in XES: read in a stream, and refused where they are hostile."""

import gzip
import os
import random
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from cselekvo.exchange.eventlog.log import open_log
from cselekvo.exchange.eventlog.model import LIMITS, Asked
from cselekvo.files import FileNotReadError
from cselekvo.findings import Severity
from tests.exchange.logs import (
    PLAIN,
    SMALL,
    day,
    event,
    events_of,
    found_in,
    saved,
    trace,
    with_zone,
    xes,
)

TWO = trace("F1", event("Előkészítés", day(1)), event("Terv", day(3)))


def test_events_have_case_activity_instant_and_line(tmp_path: Path) -> None:
    path = saved(
        tmp_path, xes(TWO + trace("F2", event("Terv", "2022-03-05T01:00+01:00")))
    )
    events, cases, found = events_of(path)

    assert found == []
    assert cases == ["F1", "F2"]
    assert [(one.case, one.activity, one.line) for one in events] == [
        (0, "Előkészítés", 5),
        (0, "Terv", 6),
        (1, "Terv", 10),
    ]
    assert events[2].at == datetime(2022, 3, 5, tzinfo=UTC)
    assert events[2].at is not None
    assert events[2].at.utcoffset() == timedelta(hours=1)


def test_transition_resource_and_what_else_is_asked_for_are_kept(
    tmp_path: Path,
) -> None:
    more = (
        '<string key="lifecycle:transition" value="start"/>'
        '<string key="org:resource" value="mentor"/>'
        '<int key="cost" value="5"/><id key="x" value="a"/>'
    )
    path = saved(tmp_path, xes(trace("F1", event("Terv", day(1), more))))
    (one,), _, _ = events_of(path, Asked(others=("cost", "nincs")))

    assert (one.transition, one.resource, one.others) == (
        "start",
        "mentor",
        {"cost": "5"},
    )


def test_everything_that_xes_has_beside_events_is_passed_over(tmp_path: Path) -> None:
    head = (
        '<extension name="Concept" prefix="concept" uri="http://x/concept.xesext"/>'
        '<global scope="event"><string key="concept:name" value="ISMERETLEN"/></global>'
        '<classifier name="Activity" keys="concept:name lifecycle:transition"/>'
        '<string key="concept:name" value="a napló neve"/>'
    )
    nested = (
        '<string key="a" value="b"><string key="concept:name" value="NEM"/></string>'
        '<list key="l"><values><date key="time:timestamp" value="nem"/></values></list>'
    )
    inner = (
        '<string key="s" value="t"><string key="concept:name" value="NEM"/></string>'
    )
    body = head + trace("F1", inner, event("Terv", day(1), nested))
    events, cases, found = events_of(saved(tmp_path, xes(body)))

    assert found == []
    assert cases == ["F1"]
    assert [one.activity for one in events] == ["Terv"]


def test_other_keys_can_be_asked_for(tmp_path: Path) -> None:
    more = (
        '<string key="task" value="T"/><date key="begin" value="2020-01-01T00:00:00Z"/>'
    )
    body = '<trace><string key="id" value="9"/>' + event("E", day(1), more) + "</trace>"
    asked = Asked(case="id", activity="task", time="begin")
    (one,), cases, _ = events_of(saved(tmp_path, xes(body)), asked)

    assert cases == ["9"]
    assert (one.activity, one.at) == ("T", datetime(2020, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "namespace",
    [
        "",
        "http://www.xes-standard.org",
        "http://www.xes-standard.org/",
        "https://www.xes-standard.org/",
    ],
)
def test_the_namespace_may_be_written_as_tools_write_it(
    namespace: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, xes(TWO, namespace=namespace))

    assert len(events_of(path)[0]) == 2
    assert found_in(path) == []


def test_prefixed_elements_are_the_same_and_foreign_ones_are_passed_over(
    tmp_path: Path,
) -> None:
    text = (
        '<x:log xmlns:x="http://www.xes-standard.org/" xmlns:y="http://y/"><y:trace>'
        '<x:event/></y:trace><x:trace><x:string key="concept:name" value="F"/>'
        '<y:event/><x:event><x:string key="concept:name" value="A"/>'
        '<y:string key="concept:name" value="B"/>'
        '<x:date key="time:timestamp" value="2022-01-01T00:00:00Z"/></x:event>'
        "</x:trace></x:log>"
    )
    (one,), cases, found = events_of(saved(tmp_path, text))

    assert (one.activity, cases, found) == ("A", ["F"], [])


@pytest.mark.parametrize("pack", [gzip.compress, bytes])
@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz", "log", "log.dat"])
def test_packed_or_not_is_told_by_the_content(
    name: str, pack: type[bytes], tmp_path: Path
) -> None:
    path = saved(tmp_path, pack(xes(TWO)), name)

    assert len(events_of(path)[0]) == 2


def test_several_packed_parts_are_one_file(tmp_path: Path) -> None:
    whole = xes(TWO)
    packed = gzip.compress(whole[:100]) + gzip.compress(whole[100:])

    assert len(events_of(saved(tmp_path, packed, "log.xes.gz"))[0]) == 2


@pytest.mark.parametrize(
    "encoding", ["utf-16", "iso-8859-2", "windows-1250", "utf-8-sig"]
)
def test_a_declared_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    declared = encoding.removesuffix("-sig")
    text = xes(trace("F1", event("Őszi terv", day(1)))).decode()
    content = text.replace("UTF-8", declared).encode(encoding)
    (one,), _, found = events_of(saved(tmp_path, content))

    assert (one.activity, found) == ("Őszi terv", [])


_BROKEN = "xml-not-well-formed"
REFUSED = {
    "a page": (b"<!DOCTYPE html><html></html>", "xml-declares-a-document-type"),
    "an entity": (
        xes(TWO, top='<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n'),
        "xml-declares-a-document-type",
    ),
    "a file outside": (
        xes(TWO, top='<!DOCTYPE log SYSTEM "file:///etc/passwd">\n'),
        "xml-declares-a-document-type",
    ),
    "nothing": (b"", "xml-empty"),
    "blanks": (b" \n ", "xml-empty"),
    "another root": (b"<logs/>", "eventlog-not-a-log"),
    "another namespace": (xes(TWO, namespace="http://x/"), "eventlog-not-a-log"),
    "cut off": (xes(TWO)[:-9], _BROKEN),
    "crossed": (xes("<trace><event></trace></event>"), _BROKEN),
    "two roots": (xes(TWO) + b"<log/>", _BROKEN),
    "NUL": (xes(TWO).replace(b"Terv", b"T\0rv"), _BROKEN),
    "a control character": (xes(TWO).replace(b"Terv", b"T&#1;rv"), _BROKEN),
    "half a letter": (xes(TWO).replace(b"Terv", b"T\xc5rv"), _BROKEN),
    "two encodings": (xes(TWO) + "<!-- ő -->".encode("utf-16"), _BROKEN),
    "an unknown encoding": (xes(TWO).replace(b"UTF-8", b"klingon"), _BROKEN),
    "an encoding of bits": (xes(TWO).replace(b"UTF-8", b"utf-7"), _BROKEN),
    "no encoding at all": (xes(TWO).replace(b"UTF-8", b"rot13"), _BROKEN),
    "an unknown entity": (xes(TWO).replace(b"Terv", b"&nbsp;"), _BROKEN),
    "not XML": (b"case;activity\n1;A\n", _BROKEN),
    "a name of signs": (
        xes(trace("F1", event("A&#x96;B", day(1)))),
        "eventlog-name-not-read",
    ),
    "a broken packing": (gzip.compress(xes(TWO))[:-12], "eventlog-gzip-broken"),
    "a wrong sum": (gzip.compress(xes(TWO))[:-8] + b"\0" * 8, "eventlog-gzip-broken"),
    "only a mark of packing": (b"\x1f\x8b", "eventlog-gzip-broken"),
    "another packing": (b"\x1f\x8b\x07" + b"x" * 99, "eventlog-gzip-broken"),
    "rest after packing": (gzip.compress(xes(TWO)) + b"x" * 20, "eventlog-gzip-broken"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_log_is_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    content, word = REFUSED[name]
    _, _, found = events_of(saved(tmp_path, content))

    assert [one.word for one in found] == [word]
    assert found[0].severity is Severity.ERROR


def _many(count: int, piece: str) -> str:
    return "".join(piece.replace("{}", str(number)) for number in range(count))


_KINDS = "eventlog-too-many-kinds-of-elements"
TOO_MUCH = {
    "bytes": ("<!-- -->" * 3000, "xml-too-large"),
    "depth": ("<a>" * 9 + "</a>" * 9, "xml-too-deep"),
    "cases": ("<trace/>" * 11, "eventlog-too-many-cases"),
    "events": (trace("F", "<event/>" * 21), "eventlog-too-many-events"),
    "activities": (trace("F", _many(9, event("A{}"))), "eventlog-too-many-activities"),
    "a long name": (trace("x" * 101), "eventlog-name-too-long"),
    "long letters": (trace("F", event("ő" * 51)), "eventlog-name-too-long"),
    "elements": (_many(11, "<a{}/>"), _KINDS),
    "attributes": (_many(11, '<trace a{}="1"/>'), _KINDS),
    "keys": (
        _many(11, '<string key="" a{}="1"/>'),
        _KINDS,
    ),
    "prefixes": (
        _many(11, '<trace xmlns:a{}="http://x/"/>'),
        _KINDS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH)
def test_more_than_is_allowed_stops_the_reading(name: str, tmp_path: Path) -> None:
    body, word = TOO_MUCH[name]
    path = saved(tmp_path, xes(body))

    words = [found for found, _ in found_in(path, limits=SMALL)]
    assert word in words
    assert words.count(word) == 1


@pytest.mark.parametrize(
    "body", [f'<string key="a" value="{"x" * 200_000}"/>', f"<!-- {'x' * 200_000} -->"]
)
def test_a_mark_without_an_end_is_not_waited_for(body: str, tmp_path: Path) -> None:
    path = saved(tmp_path, xes("<trace/>\n" + body))
    limits = evolve(SMALL, file=10**6)

    words = [word for word, _ in found_in(path, limits=limits)]
    assert words == ["eventlog-case-without-name", "eventlog-mark-too-long"]


def test_names_of_cases_are_bounded_together(tmp_path: Path) -> None:
    body = _many(9, trace("x" * 90 + "{}"))
    limits = evolve(SMALL, names=500)

    words = [found for found, _ in found_in(saved(tmp_path, xes(body)), limits=limits)]
    assert words == ["eventlog-names-too-long"]


def test_what_is_packed_too_tightly_is_refused_before_it_is_unpacked(
    tmp_path: Path,
) -> None:
    bomb = gzip.compress(xes(" " * 60_000_000))
    assert len(bomb) < 100_000
    path = saved(tmp_path, bomb, "log.xes.gz")

    tracemalloc.start()
    try:
        found = found_in(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == [("eventlog-gzip-too-tight", None)]
    assert most < 5_000_000


def test_what_unpacks_to_more_than_is_allowed_is_refused(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(30_000).hex()
    path = saved(tmp_path, gzip.compress(xes(f"<!--{noise}-->")), "log.xes.gz")

    found = found_in(path, limits=evolve(SMALL, token=10**6))
    assert found == [("xml-too-large", None)]


def test_a_value_of_a_million_letters_that_nobody_asked_for_is_passed_over(
    tmp_path: Path,
) -> None:
    note = f'<string key="note" value="{"x" * 1_000_000}"/>'
    events, _, found = events_of(
        saved(tmp_path, xes(trace("F", event("A", day(1), note))))
    )

    assert (len(events), found) == (1, [])


def test_bad_times_are_told_with_their_lines_and_the_rest_is_counted(
    tmp_path: Path,
) -> None:
    body = trace(
        "F", *(event("A", f"2022-02-3{number}T00:00:00Z") for number in range(5))
    )
    path = saved(tmp_path, xes(body))

    assert found_in(path, limits=SMALL) == [
        ("eventlog-time-not-read", 5),
        ("eventlog-time-not-read", 6),
        ("eventlog-time-not-read", 7),
        ("eventlog-more-refused", None),
    ]


def test_what_lacks_in_events_and_cases_is_told_once_with_its_count(
    tmp_path: Path,
) -> None:
    body = (
        event("X", day(1))
        + "<trace></trace>\n"
        + trace("F", event("", day(1)), event("A"), event("", day(2)), event("B"))
    )
    path = saved(tmp_path, xes(body))
    events, cases, found = events_of(path)

    assert cases == ["#1", "F"]
    assert [one.activity for one in events] == ["", "A", "", "B"]
    assert {one.word: one.values["count"] for one in found} == {
        "eventlog-event-outside-a-case": 1,
        "eventlog-case-without-name": 1,
        "eventlog-event-without-name": 2,
        "eventlog-event-without-time": 2,
    }
    assert {one.severity for one in found} == {Severity.WARNING}


def test_times_without_a_zone_are_utc_unless_the_clock_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, xes(trace("F", event("A", "2022-07-01T00:00:00"))))

    assert events_of(path)[0][0].at == datetime(2022, 7, 1, tzinfo=UTC)
    assert found_in(path) == [("eventlog-time-taken-as-utc", 5)]
    (one,), _, found = events_of(path, with_zone("Europe/Budapest"))
    assert one.at == datetime(2022, 6, 30, 22, tzinfo=UTC)
    assert found == []


def test_a_log_can_be_read_again(tmp_path: Path) -> None:
    log, _ = open_log(saved(tmp_path, xes(trace("F", event("", day(1))))), PLAIN)
    assert log is not None

    assert list(log) == list(log)
    assert (log.cases, len(log.findings)) == (["F"], 1)


def test_reading_takes_no_more_memory_for_a_longer_log(tmp_path: Path) -> None:
    one = trace("F", *(event(f"A{number}", day(number + 1)) for number in range(20)))
    path = saved(tmp_path, xes(one * 400))
    log, _ = open_log(path, PLAIN)
    assert log is not None

    tracemalloc.start()
    try:
        count = sum(1 for _ in log)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 8_000
    assert most < 1_000_000


def test_what_is_no_file_or_goes_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadError):
        open_log(tmp_path, PLAIN)
    with pytest.raises(FileNotReadError):
        open_log(tmp_path / "nincs.xes", PLAIN)
    os.mkfifo(tmp_path / "cso.xes")
    with pytest.raises(FileNotReadError):
        open_log(tmp_path / "cso.xes", PLAIN)
    log, _ = open_log(saved(tmp_path, xes(TWO)), PLAIN)
    assert log is not None
    (tmp_path / "log.xes").unlink()
    with pytest.raises(FileNotReadError):
        list(log)


def test_the_usual_limits_are_wide_enough_for_what_people_have() -> None:
    assert LIMITS.events > 2_600_000
    assert LIMITS.file >= 1_000_000_000
