"""Run every benchmark and print the table: `python -m tests.benchmarks [--record]`.

The exit status is 1 when a figure is above what DESIGN section 9 allows.
"""

import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import (
    activities,
    closings,
    eventlogs,
    graphs,
    joins,
    matching,
    proofs,
    questions,
    reports,
    sheets,
    workbooks,
)
from tests.benchmarks.measure import Ratio, seconds

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "docs" / "benchmarks.md"
Row = tuple[str, str, str, str, bool]


def _ratio(work: str, against: str, ratio: Ratio, most: float) -> Row:
    figures = (
        f"{ratio.ratio:.2f}x ({ratio.ours_median * 1e3:.3g} ms / "
        f"{ratio.floor_median * 1e3:.3g} ms)"
    )
    return work, against, figures, f"{most:g}x", ratio.ratio <= most


def _process(arguments: Sequence[str]) -> float:
    return seconds(
        lambda: subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True
        )
    )


def _starts(folder: Path, rounds: int = 15) -> list[Row]:
    """Measure whole processes against one that imports click and does nothing."""
    demo = folder / "demo"
    subprocess.run(
        [sys.executable, "cli.py", "demo", str(demo)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    help_ = ["cli.py", "--help"]
    members = [
        "cli.py", "-w", str(demo / "cselekvo.db"),
        "roundtable", "members", "ZSZ-KEREKASZTAL", "--on", "2015-11-30",
    ]  # fmt: skip
    floor, ours, asked = [], [], []
    for _ in range(rounds):
        floor.append(_process(["-c", "import click"]))
        ours.append(_process(help_))
        asked.append(_process(members))
    against = '`python -c "import click"`'
    return [
        _ratio("`cselekvo --help`", against, Ratio(ours=ours, floor=floor), 2),
        _ratio("`roundtable members`", against, Ratio(ours=asked, floor=floor), 4),
    ]


def _verify(folder: Path) -> Row:
    path = folder / "million.db"
    questions.million(path)
    code = (
        "from pathlib import Path; from tests.benchmarks.questions import verify_here; "
        f"verify_here(Path({str(path)!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    rows, took, peak = done.stdout.split()
    figures = f"{float(took):.1f} s, {float(peak):.0f} MB ({int(rows):,} rows)"
    good = float(took) <= 30 and float(peak) <= 300
    return "`verify` of 1,000,000 rows", "–", figures, "30 s, 300 MB", good


def _sheets(folder: Path, count: int = 1_000_000) -> list[Row]:
    """Measure a sheet of a million memberships in and out, by hand and by us."""
    sheet, ours, floor = folder / "s.csv", folder / "s.db", folder / "f.db"
    sheets.write_sheet(sheet, count)
    sheets.workspace_with(ours, count).close()
    by_hand = sheets.run("bring-by-hand", sheet, floor)
    brought = sheets.run("bring", sheet, ours)
    ratio = brought.seconds / by_hand.seconds
    size = brought.size / by_hand.size
    figures = (
        f"{ratio:.2f}x ({brought.seconds:.1f} s / {by_hand.seconds:.1f} s), "
        f"{brought.megabytes:.0f} MB, file {size:.2f}x"
    )
    good = ratio <= 6 and brought.megabytes < 500 and size <= 2
    out_by_hand = sheets.run("write-out-by-hand", folder / "x", floor)
    out = sheets.run("write-out", folder / "y", ours)
    told = (
        f"{out.seconds / out_by_hand.seconds:.1f}x ({out.seconds:.1f} s / "
        f"{out_by_hand.seconds:.1f} s), {out.megabytes:.0f} MB"
    )
    return [
        (
            f"import of {count:,} memberships from CSV",
            "csv + executemany, same indexes",
            figures,
            "6x, 500 MB, file 2x",
            good,
        ),
        ("export of them to CSV", "SELECT + csv", told, "–", True),
    ]


def _activities(folder: Path, count: int = 1_000_000) -> Row:
    """Measure a sheet of a million activities in, by hand and by us."""
    brought, by_hand = activities.measured(folder, count)
    ratio = brought.seconds / by_hand.seconds
    size = brought.size / by_hand.size
    return (
        f"import of {count:,} activities from CSV",
        "csv + executemany, same indexes",
        f"{ratio:.2f}x ({brought.seconds:.1f} s / {by_hand.seconds:.1f} s), "
        f"{brought.megabytes:.0f} MB, file {size:.2f}x",
        "6x, 500 MB, file 2.5x",
        ratio <= 6 and brought.megabytes < 500 and size <= 2.5,
    )


def _workbooks(folder: Path) -> list[Row]:
    """Measure a workbook in and out against the bare reader and writer."""
    found = workbooks.measured(folder)
    return [
        (
            f"import of {found.rows:,} memberships from .xlsx",
            "reading alone, by python-calamine",
            f"{found.brought / found.read:.1f}x ({found.brought:.1f} s / "
            f"{found.read:.2f} s), {found.megabytes:.0f} MB",
            "–",
            True,
        ),
        (
            "export of them to .xlsx",
            "xlsxwriter alone, the same cells",
            f"{found.written / found.by_hand:.1f}x ({found.written:.1f} s / "
            f"{found.by_hand:.1f} s)",
            "–",
            True,
        ),
    ]


def _reports(folder: Path) -> list[Row]:
    """Measure the membership report of 30 days, one after the other."""
    database = folder / "demo" / "cselekvo.db"
    asked = reports.question(database)
    rows = [
        (
            "the question of a membership report, 39 rows",
            "–",
            f"{asked * 1e3:.1f} ms",
            "–",
            True,
        )
    ]
    for format_, most in (("html", 10), ("pdf", 60), ("docx", 100), ("xlsx", 100)):
        took = reports.rendered(database, format_)
        figures = (
            f"{took.warm * 1e3:.1f} ms warm, {took.other * 1e3:.1f} ms of another day, "
            f"{took.cold * 1e3:.0f} ms cold"
        )
        good = took.warm * 1e3 <= most
        rows.append((f"the same as {format_}", "–", figures, f"{most} ms warm", good))
    return rows


def _machine() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    processor = names[0] if names else platform.processor()
    version = platform.python_version()
    return f"{len(names)} cores ({processor}), {platform.system()}, Python {version}"


def _table(rows: Sequence[Row]) -> list[str]:
    lines = [
        "| work | against | measured | at most | reached |",
        "|---|---|---|---|---|",
    ]
    for work, against, figures, most, good in rows:
        reached = "yes" if good else "**no**"
        lines.append(f"| {work} | {against} | {figures} | {most} | {reached} |")
    return lines


def main() -> int:
    """Run all, print the table, and record it where asked to."""
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as name:
        folder = Path(name)
        hand = "hand-written sqlite3, synchronous=FULL"
        rows = [
            _ratio("a journalled join, durable", hand, joins.single(folder), 2),
            _ratio("10,000 joins in one transaction", hand, joins.many(folder), 4),
            _ratio(
                "a question at a past `known_at`",
                "the same question now",
                questions.known_at(folder),
                1.5,
            ),
            *_starts(folder),
            *_reports(folder),
            *closings.rows(folder),
            *proofs.rows(),
            *eventlogs.rows(folder),
            *graphs.rows(folder),
            *matching.rows(),
            _verify(folder),
            *_sheets(folder),
            _activities(folder),
            *_workbooks(folder),
        ]
    lines = _table(rows)
    sys.stdout.write("\n".join([_machine(), "", *lines, ""]))
    if "--record" in sys.argv:
        text = (
            "# Benchmarks\n\nMade by `make bench`; medians of ratios taken side by "
            f"side in one run.\nThe machine: {_machine()}.\n\n"
        )
        RECORD.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    return 0 if all(row[-1] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
