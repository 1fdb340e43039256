"""Which sheets of a workbook hold what: by the names of their tabs."""

from enum import Enum
from pathlib import Path
from typing import Final

from cselekvo.domain.vocabulary import fold
from cselekvo.exchange.importing import Given
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.sheets import kind_named, near_kinds
from cselekvo.exchange.table import Table, TableCode
from cselekvo.exchange.workbooks.workbook import (
    SheetInfo,
    Workbook,
    WorkbookFaultError,
    open_workbook,
)
from cselekvo.exchange.workbooks.workbook_table import read_sheet
from cselekvo.findings import Finding, Place, Severity, has_errors


class TabCode(Enum):
    """What can be found in the tabs of a workbook."""

    UNKNOWN = "sheet-unknown"
    SEVERAL = "sheets-several"
    NOTHING = "workbook-nothing-to-read"


#: Sheets that explain a workbook made by `export --empty`, by language.
GUIDE: Final = {"hu": "Útmutató", "en": "Guide"}
WORDS: Final = {"hu": "Szavak", "en": "Words"}
_EXPLAINING: Final = {fold(name) for name in (*GUIDE.values(), *WORDS.values())}


def read_workbook(
    path: Path, as_kind: SheetKind | None = None
) -> tuple[Given, list[Finding]]:
    """Return the tables of a workbook with their kinds, and what was found so far.

    Args:
        path: The workbook.
        as_kind: The kind of a lone sheet, whatever its name.

    Raises:
        FileNotReadError: It is missing or cannot be read.
    """
    workbook, findings = open_workbook(path)
    if workbook is None:
        return [], findings
    tabs = [one for one in workbook.sheets if fold(one.name) not in _EXPLAINING]
    if as_kind is not None:
        chosen, found = _lone(workbook, tabs, as_kind)
    else:
        chosen, found = _by_name(workbook, tabs, path.stem)
    given: Given = []
    for kind, tab in chosen:
        table, faults = _table(workbook, tab, kind)
        given += [] if table is None else [(kind, table)]
        found += faults
    if not given and not has_errors(found):
        found.append(_nothing(workbook))
    return given, findings + found


Chosen = list[tuple[SheetKind, SheetInfo]]


def _by_name(
    workbook: Workbook, tabs: list[SheetInfo], stem: str
) -> tuple[Chosen, list[Finding]]:
    """Return the sheets whose names are kinds; a lone one may have that of the file."""
    kinds = [kind_named(tab.name) for tab in tabs]
    if kinds == [None]:
        kinds = [kind_named(stem)]
    chosen = [(kind, tab) for kind, tab in zip(kinds, tabs, strict=True) if kind]
    others = [tab for kind, tab in zip(kinds, tabs, strict=True) if kind is None]
    severity = Severity.WARNING if chosen else Severity.ERROR
    found = [
        Finding(
            TabCode.UNKNOWN,
            severity=severity,
            values={"name": tab.name, "near": near_kinds(tab.name)},
            where=Place(file=workbook.file, sheet=tab.name),
        )
        for tab in others
        if _holds_something(workbook, tab)
    ]
    return chosen, found


def _lone(
    workbook: Workbook, tabs: list[SheetInfo], kind: SheetKind
) -> tuple[Chosen, list[Finding]]:
    """Return the one sheet that holds something, or the one that bears the name."""
    named = [tab for tab in tabs if kind_named(tab.name) is kind]
    filled = [tab for tab in tabs if _holds_something(workbook, tab)]
    tabs = filled if len(filled) == 1 else named
    if len(tabs) == 1:
        return [(kind, tabs[0])], []
    if not filled:
        return [], []
    values = {"sheets": ", ".join(tab.name for tab in filled), "kind": kind.hu}
    where = Place(file=workbook.file)
    return [], [Finding(TabCode.SEVERAL, values=values, where=where)]


def _holds_something(workbook: Workbook, tab: SheetInfo) -> bool:
    """Return whether a sheet has a row; one that is broken has."""
    table, found = read_sheet(workbook, tab, lambda _: False)
    return table is not None or {one.code for one in found} != {
        TableCode.HEADER_MISSING
    }


def _table(
    workbook: Workbook, tab: SheetInfo, kind: SheetKind
) -> tuple[Table | None, list[Finding]]:
    """Return the table of a sheet, unless it has no row below its header."""
    table, found = read_sheet(
        workbook, tab, lambda name: kind.column_for(name) is not None
    )
    if [one.code for one in found] == [TableCode.HEADER_MISSING]:
        return None, []
    if table is None:
        return None, found
    return (table if _has_rows(workbook, tab, table.header_row) else None), found


def _has_rows(workbook: Workbook, tab: SheetInfo, header: int) -> bool:
    """Return whether something stands below a row; what is broken counts as well."""
    try:
        return any(number > header for number, _ in workbook.rows(tab))
    except WorkbookFaultError:
        return True


def _nothing(workbook: Workbook) -> Finding:
    return Finding(TabCode.NOTHING, where=Place(file=workbook.file))
