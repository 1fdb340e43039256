"""Summaries of logs of 250,000 events, against plain loops over the same files.

The floors are what a programmer writes who knows the file: `iterparse` or `csv`, dicts
and lists, no check of anything. Both must come to the same figures.
"""

import csv
import io
import json
import random
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import iterparse

from cselekvo.commands.main import run
from cselekvo.domain.budapest import budapest
from tests.benchmarks.measure import Ratio, side_by_side

ROOT: Final = Path(__file__).parents[2]
EVENTS: Final = 250_000
#: The ratio and the megabytes that are allowed.
MOST: Final = 3.0
MOST_MEGABYTES: Final = 120.0
_OF_A_CASE: Final = 10
_XES: Final = "{http://www.xes-standard.org/}"
_HEADER: Final = ("case:concept:name", "concept:name", "time:timestamp", "org:resource")
Row = tuple[str, str, datetime, str]
Figures = dict[str, Any]
Histories = dict[str, list[tuple[datetime, str]]]


def _rows(count: int) -> Iterator[Row]:
    """Yield events case by case: some shared ways, some taken by few."""
    dice = random.Random(4)
    begin = datetime(2016, 1, 1, tzinfo=budapest())
    for case in range(count // _OF_A_CASE):
        at = begin + timedelta(minutes=dice.randrange(1_000_000))
        turn = dice.choice((0, 0, 0, 1, 2, 3, dice.randrange(15)))
        for step in range(_OF_A_CASE):
            at += timedelta(milliseconds=dice.randrange(400_000_000))
            stage = (step + (turn if step > turn else 0)) % 20
            yield f"F-{case:06d}", f"{stage}. szakasz", at, f"M-{case % 70:03d}"


def write_csv(path: Path, count: int = EVENTS) -> None:
    """Write the log as CSV in order of time, its cases interleaved."""
    rows = sorted(_rows(count), key=lambda row: row[2])
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADER)
        for case, stage, at, by in rows:
            writer.writerow((case, stage, at.isoformat(timespec="milliseconds"), by))


def write_xes(path: Path, count: int = EVENTS) -> None:
    """Write the log as XES, case by case."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" '
            'xmlns="http://www.xes-standard.org/">\n'
        )
        for number, (case, stage, at, by) in enumerate(_rows(count)):
            if not number % _OF_A_CASE:
                ends = "</trace>\n" if number else ""
                stream.write(f"{ends}<trace>\n{_string('concept:name', case)}")
            stream.write(
                f"<event>\n{_string('concept:name', stage)}"
                f"{_string('lifecycle:transition', 'complete')}"
                f"{_string('org:resource', by)}"
                f'<date key="time:timestamp" value="{at.isoformat()}"/>\n</event>\n'
            )
        stream.write("</trace>\n</log>\n")


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value="{value}"/>\n'


def by_hand_csv(path: Path) -> Figures:
    """Return the figures of a log in CSV by a plain loop."""
    histories: Histories = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        for case, stage, at, _by in rows:
            histories[case].append((datetime.fromisoformat(at), stage))
    return _figures(histories)


def by_hand_xes(path: Path) -> Figures:
    """Return the figures of a log in XES by a plain loop."""
    histories: Histories = {}
    for _, trace in iterparse(path):
        if trace.tag != f"{_XES}trace":
            continue
        name, history = "", []
        for child in trace:
            if child.tag == f"{_XES}event":
                values = {one.get("key"): one.get("value") for one in child}
                at = datetime.fromisoformat(str(values["time:timestamp"]))
                history.append((at, str(values["concept:name"])))
            elif child.get("key") == "concept:name":
                name = str(child.get("value"))
        histories[name] = history
        trace.clear()
    return _figures(histories)


def _figures(histories: Histories) -> Figures:
    activities, variants = set(), set()
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    seconds = []
    for history in histories.values():
        history.sort(key=lambda event: event[0])
        stages = [stage for _, stage in history]
        activities.update(stages)
        variants.add(tuple(stages))
        for pair in pairwise(stages):
            pairs[pair] += 1
        seconds.append((history[-1][0] - history[0][0]).total_seconds())
    return {
        "cases": len(histories),
        "events": sum(map(len, histories.values())),
        "activities": len(activities),
        "directly_follows_pairs": len(pairs),
        "directly_follows_total": sum(pairs.values()),
        "variants": len(variants),
        "median_case_seconds": statistics.median(seconds),
        "mean_case_seconds": statistics.fmean(seconds),
    }


def by_command(path: Path) -> Figures:
    """Return the figures as the command answers them.

    Raises:
        RuntimeError: It refused the log.
    """
    said = io.StringIO()
    with redirect_stdout(said):
        status = run(["--json", "eventlog", "summary", str(path)])
    if status:
        raise RuntimeError(said.getvalue())
    result: Figures = json.loads(said.getvalue())["result"]
    return result


def differing(path: Path, by_hand: Callable[[Path], Figures]) -> list[str]:
    """Return the figures in which the command and the loop differ."""
    ours, floor = by_command(path), by_hand(path)
    return [
        name
        for name, value in floor.items()
        if abs(ours[name] - value) > 1e-9 * abs(value)
    ]


def measured(
    path: Path, by_hand: Callable[[Path], Figures], rounds: int = 5
) -> tuple[Ratio, float]:
    """Return both side by side, and the megabytes of a process that does ours alone.

    Raises:
        RuntimeError: They came to different figures.
    """
    differ = differing(path, by_hand)
    if differ:
        raise RuntimeError(str(differ))
    ratio = side_by_side(lambda: by_command(path), lambda: by_hand(path), rounds)
    return ratio, _megabytes(path)


def _megabytes(path: Path) -> float:
    code = (
        "from pathlib import Path; from tests.benchmarks.measure import peak; "
        "from cselekvo.commands.main import run; "
        f"run(['--json', 'eventlog', 'summary', {str(path)!r}]); print(peak())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.splitlines()[-1])


def rows(folder: Path) -> list[tuple[str, str, str, str, bool]]:
    """Return the rows of the table of figures."""
    table = []
    for kind, write, by_hand in (
        ("xes", write_xes, by_hand_xes),
        ("csv", write_csv, by_hand_csv),
    ):
        path = folder / f"log.{kind}"
        write(path)
        ratio, megabytes = measured(path, by_hand)
        figures = (
            f"{ratio.ratio:.2f}x ({ratio.ours_median:.2f} s / "
            f"{ratio.floor_median:.2f} s), {megabytes:.0f} MB"
        )
        good = ratio.ratio <= MOST and megabytes <= MOST_MEGABYTES
        against = "a plain loop, " + {"xes": "iterparse", "csv": "csv"}[kind]
        most = f"{MOST:g}x, {MOST_MEGABYTES:.0f} MB"
        work = f"`eventlog summary` of {EVENTS:,} events, {kind.upper()}"
        table.append((work, against, figures, most, good))
    return table
