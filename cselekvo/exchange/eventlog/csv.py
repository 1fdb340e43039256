"""Read event logs in CSV: a row for each event, in any order."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from attrs import define, evolve, frozen

from cselekvo.domain.vocabulary import fold
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.eventlog.model import (
    NOTHING,
    Asked,
    Event,
    EventLog,
    LogLimits,
    Names,
)
from cselekvo.exchange.eventlog.notes import EventLogCode, Notes
from cselekvo.exchange.eventlog.times import Times
from cselekvo.exchange.table import LIMITS as SHEET, Row, Rows, Table
from cselekvo.exchange.values import clean
from cselekvo.findings import Finding
from cselekvo.spreadsheets import unguard

#: How the columns are named, by mining tools, by their users, and by us; the first of
#: these that the header has is taken. Case, accents, blanks and marks do not matter.
HEADERS: Final = {
    "case": (
        "case:concept:name",
        "case id",
        "case identifier",
        "case",
        "trace id",
        "trace",
        "process instance",
        "eset",
        "esetazonosító",
        "eset azonosítója",
        "ügy",
        "ügyszám",
        "folyamat",
    ),
    "activity": (
        "concept:name",
        "activity",
        "activity name",
        "activity id",
        "event name",
        "event",
        "task",
        "task name",
        "stage",
        "esemény",
        "tevékenység",
        "szakasz",
        "lépés",
    ),
    "time": (
        "time:timestamp",
        "complete timestamp",
        "completion time",
        "end timestamp",
        "timestamp",
        "event time",
        "date time",
        "time",
        "date",
        "időpont",
        "időbélyeg",
        "idő",
        "dátum",
    ),
    "transition": (
        "lifecycle:transition",
        "lifecycle transition",
        "transition",
        "lifecycle",
        "állapotváltás",
    ),
    "resource": (
        "org:resource",
        "resource",
        "user",
        "originator",
        "erőforrás",
        "felelős",
    ),
}
_NEEDED: Final = ("case", "activity", "time")


def _plain(name: str) -> str:
    """Return a header for comparing: what tools put between its words is left out."""
    return "".join(char for char in fold(name) if char.isalnum() or char == ":")


@frozen(kw_only=True)
class Columns:
    """Where the columns are, counted from 0; below 0: there is none."""

    case: int
    activity: int
    time: int
    transition: int = -1
    resource: int = -1


def find_columns(
    header: Sequence[str], asked: Asked
) -> tuple[Columns | None, list[tuple[str, str]]]:
    """Return where the columns are, or which are not there, each with its name."""
    names: dict[str, int] = {}
    for index, name in enumerate(header):
        names.setdefault(_plain(name), index)
    found: dict[str, int] = {}
    missing: list[tuple[str, str]] = []
    for column, usual in HEADERS.items():
        name = getattr(asked, column)
        wanted = (name,) if name else usual
        at = next((names[_plain(one)] for one in wanted if _plain(one) in names), -1)
        found[column] = at
        if at < 0 and (name or column in _NEEDED):
            missing.append((column, name))
    return (None, missing) if missing else (Columns(**found), [])


def open_csv(
    path: Path, asked: Asked, limits: LogLimits
) -> tuple["CsvLog | None", list[Finding]]:
    """Read the header of a log in CSV, and make its events ready to be read.

    Raises:
        FileNotReadError: There is no such file, or it cannot be read.
        ValueNotReadError: The encoding has no known name.
    """
    sheet = evolve(SHEET, rows=limits.events, findings=limits.findings)
    table, findings = read_csv(path, encoding=asked.encoding, limits=sheet)
    if table is None:
        return None, findings
    columns, missing = find_columns(table.header, asked)
    if columns is None:
        findings += [_missing(table, *one) for one in missing]
        return None, findings
    notes = Notes(str(path), by_row=True, limit=limits.findings)
    log = CsvLog(notes=notes, limits=limits, table=table, columns=columns, asked=asked)
    return log, findings


def _missing(table: Table, column: str, name: str) -> Finding:
    near = get_close_matches(name, table.header, n=1) if name else []
    values = {
        "option": f"--{column}",
        "name": name,
        "near": near,
        "found": list(table.header),
    }
    where = table.place(table.header_row)
    return Finding(EventLogCode.COLUMN_MISSING, values=values, where=where)


@define(eq=False, kw_only=True)
class CsvLog(EventLog):
    """A log in CSV; its cases are numbered as they are met first."""

    table: Table
    columns: Columns
    asked: Asked
    _rows: Rows | None = None

    def _events(self) -> Iterator[Event]:
        rows = self._rows = self.table.rows()
        reading = _Reading(self)
        for number, cells in rows:
            event = reading.event(number, cells)
            if event is not None:
                yield event

    @property
    def findings(self) -> list[Finding]:
        """Return what was found in rows, then what in events."""
        rows = [] if self._rows is None else self._rows.findings
        return [*rows, *super().findings]


def _read(cell: str) -> str:
    return clean(unguard(cell))


def _read_or_empty(cell: str) -> str:
    """Return another cell as it is kept; one that cannot be kept counts as empty."""
    try:
        return _read(cell)
    except ValueNotReadError:
        return ""


class _Reading:
    """The names that were met so far, by how they were written."""

    def __init__(self, log: CsvLog) -> None:
        header = log.table.header
        self.notes, self.columns, self.header = log.notes, log.columns, header
        self.cases = log.cases
        self.numbers: dict[str, int] = {}
        self.case_names = Names.of_cases(log, _read)
        self.activities: dict[str, str] = {}
        self.activity_names = Names.of_activities(log, _read)
        at = {_plain(name): index for index, name in enumerate(header)}
        self.others = [
            (name, at[_plain(name)]) for name in log.asked.others if _plain(name) in at
        ]
        column = header[log.columns.time]
        self.times = Times(log.notes, log.asked.zone, column=column)

    def event(self, number: int, cells: Row) -> Event | None:
        """Return the event of a row, or None where it has no case."""
        columns = self.columns
        case = self.numbers.get(cells[columns.case])
        if case is None:
            case = self._case(cells[columns.case], number)
        written = cells[columns.activity]
        activity = self.activities.get(written)
        if activity is None:
            activity = self.activity_names.admit(written, number)
            self.activities[written] = activity
        if not activity:
            self.notes.count(EventLogCode.ACTIVITY_MISSING, number)
        at = self.times.read(cells[columns.time], number)
        if case < 0:
            return None
        return Event(
            case,
            activity,
            at,
            number,
            cells[columns.transition] if columns.transition >= 0 else "",
            cells[columns.resource] if columns.resource >= 0 else "",
            {name: _read_or_empty(cells[at]) for name, at in self.others}
            if self.others
            else NOTHING,
        )

    def _case(self, written: str, row: int) -> int:
        """Return the number of a case that is written so for the first time."""
        name = self.case_names.admit(written, row)
        if not name:
            column = self.header[self.columns.case]
            self.notes.refuse(EventLogCode.CASE_MISSING, row, column)
            return -1
        number = self.numbers.setdefault(name, len(self.cases))
        if number == len(self.cases):
            self.cases.append(name)
        self.numbers[written] = number
        return number
