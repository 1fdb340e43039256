"""Sheets of a million rows: read and written, against the same work by hand.

Each run is a process of its own, which prints seconds, megabytes at its peak, and the
bytes of the file that it made: `python -m tests.benchmarks.sheets WORK SHEET DATABASE`.
"""

import csv
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from attrs import frozen

from cselekvo.commands.sheets import digest_of
from cselekvo.domain.identifiers import OrganisationId, RoundtableId
from cselekvo.domain.organisation import Organisation, Sector
from cselekvo.domain.roundtable import Level, Roundtable
from cselekvo.exchange.exporting import export_folder
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.outcome import Outcome
from cselekvo.workspace import Workspace
from tests.benchmarks.measure import peak, seconds

ROOT: Final = Path(__file__).parents[2]
#: So many organisations sit at each table.
_BODIES: Final = 1000
HEADER: Final = (
    "azonosito",
    "kerekasztal",
    "szervezet",
    "szerep",
    "tol",
    "ig",
    "szavazati_jog",
)
#: The same rows by hand, with the same indexes: by id, entry and both ends.
_SCHEMA: Final = """
CREATE TABLE membership (id TEXT PRIMARY KEY, roundtable TEXT NOT NULL,
    organisation TEXT NOT NULL, role TEXT, start TEXT, "end" TEXT,
    voting INTEGER, entry INTEGER NOT NULL, closed INTEGER) STRICT;
CREATE UNIQUE INDEX membership_present ON membership (id) WHERE closed IS NULL;
CREATE INDEX membership_entry ON membership (entry);
CREATE INDEX membership_organisation ON membership (organisation);
CREATE INDEX membership_ends ON membership (roundtable, organisation);
"""

_SELECT: Final = (
    'SELECT id, roundtable, organisation, role, start, "end", voting FROM membership '
    "ORDER BY id"
)


@frozen(kw_only=True)
class Run:
    """What one process took: seconds, megabytes at its peak, bytes of its file."""

    seconds: float
    megabytes: float
    size: int


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Yield memberships: each organisation at each table once, a third of them over."""
    for at in range(count):
        table, body = divmod(at, _BODIES)
        day = f"{at % 12 + 1:02d}-{at % 28 + 1:02d}"
        until = f"2016-{day}" if at % 3 == 0 else ""
        yield (
            f"T{at:07d}",
            f"K-{table:04d}",
            f"SZ-{body:04d}",
            "tag",
            f"2015-{day}",
            until,
            "igen",
        )


def write_sheet(path: Path, count: int) -> None:
    """Write the sheet that both sides read."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows(count))


def workspace_with(path: Path, count: int) -> Workspace:
    """Make a workspace with the tables and organisations of so many memberships."""
    workspace = Workspace.create(path, clock=lambda: datetime.now(UTC))
    with workspace.change() as work:
        for at in range(_BODIES):
            id_ = OrganisationId(f"SZ-{at:04d}")
            work.write(Organisation(id=id_, sector=Sector.CIVIL))
        for at in range(-(-count // _BODIES)):
            table = RoundtableId(f"K-{at:04d}")
            work.write(Roundtable(id=table, name=table, level=Level.DISTRICT))
    return workspace


def bring(sheet: Path, database: Path, kind: str = "tagsagok") -> None:
    """Import a sheet, checked and journalled, as the command does."""
    with Workspace.open(database, clock=lambda: datetime.now(UTC)) as workspace:
        given, found = read_sheets(sheet, as_kind=kind)
        outcome = Outcome()
        with workspace.change() as work:
            digest = digest_of(given)
            found += import_sheets(work, digest, given, Options(), outcome)
        if outcome.totals()["added"] == 0:
            raise SystemExit(str(found[:3]))


def floor(database: Path, schema: str) -> sqlite3.Connection:
    """Return a database of these tables, as durable as ours."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(schema)
    return connection


def bring_by_hand(sheet: Path, database: Path) -> None:
    """Read the same sheet by csv, and write it by executemany."""
    connection = floor(database, _SCHEMA)
    connection.execute("BEGIN IMMEDIATE")
    with sheet.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        next(reader)
        connection.executemany(
            "INSERT INTO membership VALUES (?, ?, ?, ?, ?, ?, ?, 1, NULL)",
            (
                (id_, table, body, role, start, end or None, int(vote == "igen"))
                for id_, table, body, role, start, end, vote in reader
            ),
        )
    connection.execute("COMMIT")
    connection.close()


def write_out(folder: Path, database: Path) -> None:
    """Export a workspace as the command does, to a folder of sheets."""
    with Workspace.open(database, clock=lambda: datetime.now(UTC)) as workspace:
        export_folder(workspace.view(), folder)


def write_out_by_hand(folder: Path, database: Path) -> None:
    """Write the memberships of the floor's database by csv."""
    folder.mkdir()
    connection = sqlite3.connect(database)
    with (folder / "tagsagok.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(connection.execute(_SELECT))
    connection.close()


Works = Mapping[str, Callable[[Path, Path], None]]
WORKS: Final[Works] = {
    "bring": bring,
    "bring-by-hand": bring_by_hand,
    "write-out": write_out,
    "write-out-by-hand": write_out_by_hand,
}


def run(work: str, sheet: Path, database: Path, module: str = __name__) -> Run:
    """Run a piece of work of a module in a process of its own."""
    command = [sys.executable, "-m", module, work, str(sheet), str(database)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    took, peak, size = done.stdout.split()
    return Run(seconds=float(took), megabytes=float(peak), size=int(size))


def main(works: Works = WORKS) -> None:
    """Do one piece of work, and print what it took."""
    work, sheet, database = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    took = seconds(lambda: works[work](sheet, database))
    sys.stdout.write(f"{took} {peak()} {database.stat().st_size}\n")


if __name__ == "__main__":
    main()
