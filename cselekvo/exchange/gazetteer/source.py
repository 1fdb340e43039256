"""Where a gazetteer stands: the sheet of a workbook that has its headings, or a CSV."""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Final

from attrs import field, frozen

from cselekvo.domain.vocabulary import fold
from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.gazetteer.headings import (
    NEEDED,
    SEARCHED,
    Header,
    Role,
    find_header,
)
from cselekvo.exchange.kinds import RowCode
from cselekvo.exchange.map_sheets import SETTLEMENTS
from cselekvo.exchange.sheets import kind_named
from cselekvo.exchange.table import Table, column_letters
from cselekvo.exchange.workbooks.workbook import (
    CellValue,
    SheetInfo,
    Workbook,
    WorkbookFaultError,
    is_workbook,
    open_workbook,
)
from cselekvo.findings import Finding, Place, Severity

_TEXTS: Final = {".csv", ".tsv", ".txt"}


class GazetteerCode(Enum):
    """What can be found in a gazetteer as it was handed over."""

    HEADINGS_MISSING = "gazetteer-headings-missing"
    COLUMN_ABSENT = "gazetteer-column-absent"
    SHEET_NOT_THERE = "gazetteer-sheet-not-there"
    SHEETS_ALIKE = "gazetteer-sheets-alike"
    NO_SETTLEMENT = "gazetteer-no-settlement"
    CAPITAL_DISTRICTS = "gazetteer-capital-districts"
    ROWS_LEFT_OUT = "gazetteer-rows-left-out"
    DISTRICT_EMPTY = "gazetteer-district-empty"
    ROWS_DISAGREE = "gazetteer-rows-disagree"


Cells = Sequence[CellValue]


@frozen(kw_only=True)
class Found:
    """A gazetteer that was found: its header, and the rows below.

    Attributes:
        file: As it was named.
        sheet: The sheet of a workbook.
        header: What its headings mean.
        titles: The texts above the header, and the name of the sheet.
        is_offices: Whether it is a table of the statistical office, not of ours.
        rows: Yields the rows below the header, with their numbers.
        faults: Returns what was found while the rows were read.
        refused: Returns how many rows could not be read at all.
    """

    file: str
    sheet: str | None = None
    header: Header
    titles: tuple[str, ...] = ()
    is_offices: bool = False
    rows: Callable[[], Iterator[tuple[int, Cells]]] = field(eq=False)
    faults: Callable[[], list[Finding]] = field(eq=False)
    refused: Callable[[], int] = field(eq=False)

    def place(self, row: int | None = None, role: Role | None = None) -> Place:
        """Return where a row or a cell is, for a finding."""
        column = None if role is None else self.header.heading(role)
        return Place(file=self.file, sheet=self.sheet, row=row, column=column)


def find_gazetteer(
    path: Path, *, sheet: str | None = None, encoding: str | None = None
) -> tuple[Found | None, list[Finding]]:
    """Find the table of settlements in a file.

    Args:
        path: The office's workbook, ours, or a CSV file.
        sheet: The sheet to be read, where a person names it.
        encoding: Of a CSV file, where it cannot be told from it.

    Returns:
        The table, or None if an error was found; and what was found.

    Raises:
        FileNotReadError: The path is missing or cannot be read.
    """
    if path.suffix.lower() in _TEXTS or not is_workbook(path):
        table, findings = read_csv(path, encoding=encoding)
        if table is None:
            return None, findings
        found, faults = _checked(_in_csv(table))
        return found, findings + faults
    workbook, findings = open_workbook(path)
    if workbook is None:
        return None, findings
    try:
        found, faults = _in_workbook(workbook, sheet)
    except WorkbookFaultError as fault:
        return None, [*findings, fault.finding(workbook.file)]
    return found, findings + faults


def _in_csv(table: Table) -> Found:
    rows = table.rows()
    return Found(
        file=table.file,
        header=Header.of(table.header_row, table.header_row, table.header),
        rows=lambda: iter(rows),
        faults=lambda: rows.findings,
        refused=lambda: rows.refused,
    )


def _in_workbook(
    workbook: Workbook, named: str | None
) -> tuple[Found | None, list[Finding]]:
    """Return the sheet that has the headings; the other sheets tell something else."""
    tabs = workbook.sheets
    if named is not None:
        tabs = tuple(tab for tab in tabs if fold(tab.name) == fold(named))
        if not tabs:
            return None, [_sheets(workbook, GazetteerCode.SHEET_NOT_THERE, named)]
    looked_at = [one for tab in tabs if (one := _in_sheet(workbook, tab)) is not None]
    fitting = [one for one in looked_at if not one.header.missing]
    most = max((len(one.header.columns) for one in fitting), default=0)
    best = [one for one in fitting if len(one.header.columns) == most]
    hidden = {tab.name for tab in tabs if tab.hidden}
    if len(best) > 1:
        best = [one for one in best if one.sheet not in hidden] or best
    if len(best) > 1:
        names = ", ".join(str(one.sheet) for one in best)
        return None, [_sheets(workbook, GazetteerCode.SHEETS_ALIKE, names)]
    if not best and not looked_at:
        where = Place(file=workbook.file)
        return None, [Finding(GazetteerCode.NO_SETTLEMENT, where=where)]
    nearest = max(looked_at, key=lambda one: len(one.header.columns))
    return _checked(best[0] if best else nearest)


def _sheets(workbook: Workbook, code: GazetteerCode, name: str) -> Finding:
    listed = ", ".join(tab.name for tab in workbook.sheets)
    values = {"name": name, "sheets": listed}
    return Finding(code, values=values, where=Place(file=workbook.file))


def _in_sheet(workbook: Workbook, tab: SheetInfo) -> Found | None:
    """Return what a sheet has for a header; None for one without texts."""
    first = list(islice(workbook.rows(tab), SEARCHED))
    header = find_header(tab, first)
    if header is None:
        return None
    above = [
        cell
        for number, cells in first
        if number <= header.last
        for cell in cells
        if isinstance(cell, str)
    ]
    broken: list[Finding] = []

    def rows() -> Iterator[tuple[int, Cells]]:
        broken.clear()
        try:
            for number, cells in workbook.rows(tab):
                if number > header.last:
                    yield number, cells
        except WorkbookFaultError as fault:
            broken.append(fault.finding(workbook.file, tab.name))

    return Found(
        file=workbook.file,
        sheet=tab.name,
        header=header,
        titles=(tab.name, *above),
        is_offices=kind_named(tab.name) is not SETTLEMENTS,
        rows=rows,
        faults=lambda: list(broken),
        refused=lambda: 0,
    )


def _checked(found: Found) -> tuple[Found | None, list[Finding]]:
    """Return the table with what it lacks; None where it cannot be read without."""
    header = found.header
    missing = header.missing
    has_district = {Role.DISTRICT, Role.DISTRICT_CODE} & header.columns.keys()
    if found.is_offices and not has_district:
        missing.append(Role.DISTRICT)
    findings = [_doubled(found, pair) for pair in header.doubled]
    if missing:
        findings.append(_missing(found, missing))
    if findings:
        return None, findings
    if found.is_offices and Role.STATUS not in header.columns:
        findings.append(_absent(found, Role.STATUS))
    return found, findings


def _missing(found: Found, missing: Sequence[Role]) -> Finding:
    header = found.header
    wanted = list(NEEDED)
    if found.is_offices:
        wanted += [Role.DISTRICT_CODE, Role.DISTRICT, Role.SEAT, Role.STATUS]
    return Finding(
        GazetteerCode.HEADINGS_MISSING,
        values={
            "missing": [role.value for role in missing],
            "found": header.found,
            "wanted": [role.value for role in wanted],
        },
        where=found.place(header.last),
    )


def _absent(found: Found, role: Role) -> Finding:
    return Finding(
        GazetteerCode.COLUMN_ABSENT,
        severity=Severity.WARNING,
        values={"column": role.value, "found": found.header.found},
        where=found.place(found.header.last),
    )


def _doubled(found: Found, pair: tuple[int, int]) -> Finding:
    first, again = (
        f"{found.header.headings[index]} ({column_letters(index)})" for index in pair
    )
    return Finding(
        RowCode.COLUMN_DOUBLED,
        values={"column": again, "other": first},
        where=found.place(found.header.last),
    )
