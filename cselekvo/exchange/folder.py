"""What a path holds: a CSV of one kind, a workbook, or a folder with a CSV per kind."""

from enum import Enum
from pathlib import Path
from typing import Final

from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.importing import Given
from cselekvo.exchange.kinds import RowCode
from cselekvo.exchange.outcome import first_of
from cselekvo.exchange.sheets import SHEETS, kind_named, near_kinds
from cselekvo.exchange.workbooks.workbook import is_workbook
from cselekvo.exchange.workbooks.workbook_sheets import read_workbook
from cselekvo.files import FileNotReadError, reason_of
from cselekvo.findings import Finding, Place, Severity


class FolderCode(Enum):
    """What can be found among the files of a folder."""

    WORKBOOK_LEFT_OUT = "workbook-left-out"


_TEXTS: Final = {".csv", ".tsv", ".txt"}
_WORKBOOKS: Final = {".xlsx", ".xlsm", ".xls"}


def read_sheets(
    path: Path, *, as_kind: str | None = None, encoding: str | None = None
) -> tuple[Given, list[Finding]]:
    """Return the tables below a path with their kinds, and what was found so far.

    Args:
        path: A .csv file, a workbook with a sheet per kind, or a folder of .csv files
            named by kind.
        as_kind: The kind of a lone file or sheet whose name does not say it.
        encoding: Of the CSV files, where it cannot be told from them.

    Raises:
        FileNotReadError: The path is missing or cannot be read.
    """
    if path.is_dir():
        return _read_folder(path, encoding)
    if path.suffix.lower() in _TEXTS or not is_workbook(path):
        name = as_kind or path.stem
        return _read_one(path, name, encoding, named=bool(as_kind))
    kind = None if as_kind is None else kind_named(as_kind)
    if as_kind is not None and kind is None:
        return [], [_unknown(path, as_kind, Severity.ERROR)]
    return read_workbook(path, kind)


def _read_folder(folder: Path, encoding: str | None) -> tuple[Given, list[Finding]]:
    given: Given = []
    findings: list[Finding] = []
    try:
        every = sorted(folder.iterdir())
    except OSError as error:
        raise FileNotReadError(folder, reason_of(error)) from error
    for file in every:
        suffix = file.suffix.lower()
        if suffix in _WORKBOOKS:
            findings.append(_left_out(file))
        elif suffix == ".csv" and kind_named(file.stem) is None:
            findings.append(_unknown(file, file.stem, Severity.WARNING))
        elif suffix == ".csv":
            tables, found = _read_one(file, file.stem, encoding, named=False)
            given += tables
            findings += found
    if not given:
        kinds = ", ".join(kind.hu for kind in SHEETS)
        where = Place(file=str(folder))
        nothing = Finding(RowCode.NOTHING_TO_READ, values={"kinds": kinds}, where=where)
        findings.append(nothing)
    return given, first_of(findings)


def _read_one(
    file: Path, name: str, encoding: str | None, *, named: bool
) -> tuple[Given, list[Finding]]:
    kind = kind_named(name)
    if kind is None and named:
        return [], [_unknown(file, name, Severity.ERROR)]
    table, findings = read_csv(file, encoding=encoding)
    if kind is None:
        return [], [*findings, _unknown(file, name, Severity.ERROR)]
    return ([] if table is None else [(kind, table)]), findings


def _unknown(file: Path, name: str, severity: Severity) -> Finding:
    return Finding(
        RowCode.KIND_UNKNOWN,
        severity=severity,
        values={"name": name, "near": near_kinds(name)},
        where=Place(file=str(file)),
    )


def _left_out(file: Path) -> Finding:
    return Finding(
        FolderCode.WORKBOOK_LEFT_OUT,
        severity=Severity.WARNING,
        values={"name": file.name},
        where=Place(file=str(file)),
    )
