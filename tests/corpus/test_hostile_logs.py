"""Event logs that would take all memory or time, or that reach outside their file."""

import gzip
import random
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.corpus.own import a_case
from tests.corpus.playing import Models, play
from tests.exchange.logs import day, event, trace, xes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")
SIZE = 9_900_000
ONE = trace("K1", event("Terv", day(1)), event("Kör", day(3)))
Write = Callable[[str | bytes, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str | bytes, name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def summed(
    path: Path, models: Models, folder: Path, *statuses: int, checks: str
) -> None:
    command = "eventlog summary {file} --per-case {tmp}/esetek.csv"
    case = a_case(command, *statuses, file=path, checks=checks)
    found = play(case, models, folder)
    assert not found, "\n".join(found)


def _declaring(entities: str) -> bytes:
    return xes(ONE, top=f"<!DOCTYPE log [{entities}]>\n").replace(b"Terv", b"&x;")


def _noise() -> bytes:
    return random.Random(1).randbytes(SIZE)


def _entities() -> bytes:
    """Return a log whose one entity stands for a thousand million letters."""
    within = "".join(
        f'<!ENTITY {one} "{f"&{before};" * 10}">'
        for before, one in pairwise("abcdefghx")
    )
    return _declaring('<!ENTITY a "aaaaaaaaaa">' + within)


def _table(row: bytes, count: int) -> bytes:
    rows = b"".join(row.replace(b"{}", b"%d" % at) for at in range(count))
    return b"case;activity;time\n" + rows


def _elements() -> bytes:
    return xes("".join(f"<a{at}/>" for at in range(900_000)))


#: By name, what the file is called and how its content is made.
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entities in entities": ("a.xes", _entities),
    "a file outside": (
        "a.xes",
        lambda: _declaring('<!ENTITY x SYSTEM "file:///etc/passwd">'),
    ),
    "a parameter outside": (
        "a.xes",
        lambda: _declaring('<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;'),
    ),
    "blanks packed a thousandfold": (
        "a.xes.gz",
        lambda: gzip.compress(xes(" " * SIZE * 20)),
    ),
    "events packed too tightly": (
        "a.xes.gz",
        lambda: gzip.compress(xes("<event/>" * SIZE)),
    ),
    "a packing in a packing": (
        "a.xes.gz",
        lambda: gzip.compress(gzip.compress(xes(ONE))),
    ),
    "elements within elements": ("a.xes", lambda: xes("<a>" * (SIZE // 3))),
    "elements of a million names": ("a.xes", _elements),
    "an attribute without an end": ("a.xes", lambda: xes(f'<trace a="{"x" * SIZE}')),
    "a remark without an end": ("a.xes", lambda: xes(f"<!-- {'x' * SIZE}")),
    "a marked section": ("a.xes", lambda: xes(f"<![CDATA[{'x' * SIZE}")),
    "the name of a case": ("a.xes", lambda: xes(trace("x" * SIZE))),
    "an activity": (
        "a.xes",
        lambda: xes(trace("K", event("x" * 3_000_000, day(1)))),
    ),
    "empty traces": ("a.xes", lambda: xes("<trace/>" * 1_000_001)),
    "zeros": ("a.xes", lambda: b"\0" * SIZE),
    "noise": ("a.xes", _noise),
    "noise, packed": ("a.xes.gz", lambda: gzip.compress(_noise())),
    "noise, called packed": ("a.xes.gz", lambda: b"\x1f\x8b" + _noise()),
    "one cell": ("a.csv", lambda: _table(b"1;" + b"x" * SIZE, 1)),
    "activities without end": ("a.csv", lambda: _table(b"1;A{};\n", 100_000)),
    "times that are none": ("a.csv", lambda: _table(b"1;A;{}\n", 200_000)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_ten_megabytes_of_nonsense_are_refused_in_time(
    name: str, write: Write, models: Models, tmp_path: Path
) -> None:
    file, make = REFUSED[name]

    summed(write(make(), file), models, tmp_path, 2, checks="seconds<9")
    assert not (tmp_path / "yard/tmp/esetek.csv").exists()


@pytest.mark.slow
def test_more_than_a_million_cases_are_refused_in_time(
    write: Write, models: Models, tmp_path: Path
) -> None:
    path = write(_table(b"{};A;\n", 1_000_001), "a.csv")

    summed(path, models, tmp_path, 2, checks="seconds<9")


def test_a_note_of_a_million_letters_is_passed_over(
    write: Write, models: Models, tmp_path: Path
) -> None:
    note = f'<string key="note" value="{"x" * 1_000_000}"/>'
    path = write(xes(trace("K", event("A", day(1), note))), "a.xes")

    summed(path, models, tmp_path, checks="result.events==1")


def test_two_hundred_thousand_events_in_one_case_backwards_are_sorted(
    write: Write, models: Models, tmp_path: Path
) -> None:
    rows = "".join(
        f"1;A{at % 7};2022-03-01T{at // 3600 % 24:02d}:{at // 60 % 60:02d}"
        f":{at % 60:02d}.{at // 86400}Z\n"
        for at in reversed(range(200_000))
    )
    path = write("case;activity;time\n" + rows, "a.csv")

    checks = "result.events==200000 ;; result.directly_follows_total==199999"
    summed(path, models, tmp_path, checks=f"{checks} ;; findings.severity has note")


def test_what_a_name_holds_is_shown_harmlessly(
    write: Write, models: Models, tmp_path: Path
) -> None:
    body = trace("=cmd|&apos;x&apos;!A1", event("\u202e\u200bkör", day(1)))
    path = write(xes(body), "a.xes")

    summed(path, models, tmp_path, checks="result.cases==1 ;; result.activities==1")
