"""What a path holds: one CSV of a named kind, or a folder with a file for each kind."""

from pathlib import Path

from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.importing import Given
from cselekvo.exchange.kinds import RowCode
from cselekvo.exchange.sheets import SHEETS, kind_named, near_kinds
from cselekvo.files import FileNotReadError, reason_of
from cselekvo.findings import Finding, Place, Severity


def read_sheets(
    path: Path, *, as_kind: str | None = None, encoding: str | None = None
) -> tuple[Given, list[Finding]]:
    """Return the tables below a path with their kinds, and what was found so far.

    Args:
        path: A .csv file, or a folder of them named by kind.
        as_kind: The kind of a lone file whose name does not say it.
        encoding: Of the files, where it cannot be told from them.

    Raises:
        FileNotReadError: The path is missing or cannot be read.
    """
    if not path.is_dir():
        return _read_one(path, as_kind or path.stem, encoding, named=bool(as_kind))
    given: Given = []
    findings: list[Finding] = []
    try:
        files = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv")
    except OSError as error:
        raise FileNotReadError(path, reason_of(error)) from error
    for file in files:
        if kind_named(file.stem) is None:
            findings.append(_unknown(file, file.stem, Severity.WARNING))
            continue
        tables, found = _read_one(file, file.stem, encoding, named=False)
        given += tables
        findings += found
    if not given:
        kinds = ", ".join(kind.hu for kind in SHEETS)
        findings.append(
            Finding(
                RowCode.NOTHING_TO_READ,
                values={"kinds": kinds},
                where=Place(file=str(path)),
            )
        )
    return given, findings


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
