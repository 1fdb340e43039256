"""A sheet of a million activities, read in by us and by hand.

Each run is a process of its own, as those of `sheets` are:
`python -m tests.benchmarks.activities WORK SHEET DATABASE`.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from cselekvo.actions.methods import publish_template
from cselekvo.actions.processes import Start, start_process
from cselekvo.domain.community import Community
from cselekvo.domain.identifiers import CommunityId, ProjectId, SettlementId
from cselekvo.domain.programme import Project
from cselekvo.domain.territory import Settlement
from cselekvo.handbook.folder import folder
from cselekvo.handbook.templates.loading import load
from cselekvo.handbook.templates.publishing import publication_of
from cselekvo.workspace import Workspace
from tests.benchmarks import sheets
from tests.builders import BAZ

HEADER: Final = (
    "azonosito",
    "folyamat",
    "megnevezes",
    "kezdet",
    "veg",
    "letszam",
    "helyszin",
    "fajta",
    "tema",
    "projekt",
    "egyseg",
    "becsult",
)
#: So many processes the activities are of, and so many settlements they are held in.
_PROCESSES: Final = 100
_PLACES: Final = 50
_START: Final = date(2016, 1, 1)
_PROJECT: Final = "PROJEKT-1"
_THEMES: Final = ("", "munka", "lakhatás", "egészség", "gyermekek és fiatalok")
_KINDS: Final = ("közösségi interjú", "közösségi beszélgetés", "klub", "műhely")
#: The same rows by hand, with the same indexes.
_SCHEMA: Final = """
CREATE TABLE activity (id TEXT PRIMARY KEY, process TEXT NOT NULL,
    title TEXT NOT NULL, start TEXT, "end" TEXT, head_count INTEGER, place TEXT,
    activity TEXT, theme TEXT, project TEXT, unit TEXT, estimated INTEGER,
    settlement TEXT, entry INTEGER NOT NULL, closed INTEGER) STRICT;
CREATE UNIQUE INDEX activity_present ON activity (id) WHERE closed IS NULL;
CREATE INDEX activity_opened ON activity (entry);
CREATE INDEX activity_closed ON activity (closed) WHERE closed IS NOT NULL;
CREATE INDEX activity_process ON activity (process);
CREATE INDEX activity_project ON activity (project);
CREATE INDEX activity_settlement ON activity (settlement);
"""
_INSERT: Final = (
    "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 1, NULL)"
)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Yield activities of a hundred processes over three years."""
    for at in range(count):
        first = _START + timedelta(at % 1000)
        last = (first + timedelta(at % 3)).isoformat() if at % 5 == 0 else ""
        kind = _KINDS[at % len(_KINDS)]
        yield (
            f"E{at:07d}",
            f"F-{at % _PROCESSES:03d}",
            f"{kind}, {at // 7 % 5000 + 1}. alkalom",
            first.isoformat(),
            last,
            "" if at % 11 == 0 else str(at % 60),
            f"{at % 300 + 1}. sz. ház" if at % 2 else f"Falu {at % _PLACES}",
            kind,
            _THEMES[at % len(_THEMES)],
            _PROJECT,
            "fő" if at % 4 == 0 else "részvétel",
            "igen" if at % 10 == 0 else "nem",
        )


def write_sheet(path: Path, count: int) -> None:
    """Write the sheet that both sides read."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows(count))


def workspace_with(path: Path) -> Workspace:
    """Make a workspace with the processes and settlements of the activities."""
    workspace = Workspace.create(path, clock=lambda: datetime.now(UTC))
    file = folder() / "templates" / "community_development.yaml"
    template, _ = load(file)
    assert template is not None
    with workspace.change() as work:
        publish_template(work, publication_of(template, file.read_bytes()))
        work.write(Project(id=ProjectId(_PROJECT), title=_PROJECT))
        for at in range(_PLACES):
            id_ = SettlementId(f"KSH-{at:05d}")
            work.write(Settlement(id=id_, name=f"Falu {at}", county=BAZ))
        for at in range(_PROCESSES):
            named = CommunityId(f"KZ-{at:03d}")
            place = SettlementId(f"KSH-{at % _PLACES:05d}")
            work.write(Community(id=named, name=named, settlement=place))
            start = Start(
                id=f"F-{at:03d}",
                template=template.id,
                unit=named,
                on=_START,
                parameters={},
            )
            start_process(work, start)
    return workspace


def bring(sheet: Path, database: Path) -> None:
    """Import a sheet, checked and journalled, as the command does."""
    sheets.bring(sheet, database, kind="esemenyek")


def bring_by_hand(sheet: Path, database: Path) -> None:
    """Read the same sheet by csv, and write it by executemany."""
    connection = sheets.floor(database, _SCHEMA)
    connection.execute("BEGIN IMMEDIATE")
    with sheet.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        next(reader)
        connection.executemany(
            _INSERT,
            (
                (
                    *row[:4],
                    row[4] or row[3],
                    row[5] or None,
                    *row[6:11],
                    row[11] == "igen",
                )
                for row in reader
            ),
        )
    connection.execute("COMMIT")
    connection.close()


WORKS: Final = {"bring": bring, "bring-by-hand": bring_by_hand}


def measured(here: Path, count: int = 1_000_000) -> tuple[sheets.Run, sheets.Run]:
    """Return what ours took, and what it took by hand."""
    sheet, ours, floor = here / "e.csv", here / "e.db", here / "ef.db"
    write_sheet(sheet, count)
    workspace_with(ours).close()
    by_hand = sheets.run("bring-by-hand", sheet, floor, __name__)
    return sheets.run("bring", sheet, ours, __name__), by_hand


if __name__ == "__main__":
    sheets.main(WORKS)
