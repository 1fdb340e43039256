"""What the tests of reading share: how a file is read, and what it is refused for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.table import LIMITS, Limits, Table
from cselekvo.findings import Finding, Severity

SMALL = Limits(file=10_000, columns=4, cell=100, rows=5, findings=3)
HEADER = "azonosito;nev"
Row = tuple[str, ...]
Save = Callable[..., Path]


def accepted(path: Path, encoding: str | None = None) -> Table:
    table, found = read_csv(path, encoding=encoding)
    assert table is not None
    assert found == []
    return table


def read(path: Path, encoding: str | None = None) -> dict[int, Row]:
    rows = accepted(path, encoding).rows()
    read = dict(rows)
    assert rows.findings == []
    assert not rows.refused
    assert not rows.broken
    return read


def refused(path: Path, limits: Limits = LIMITS) -> Finding:
    table, found = read_csv(path, limits=limits)
    assert table is None
    (finding,) = found
    assert finding.severity is Severity.ERROR
    assert finding.where is not None
    assert finding.where.file == str(path)
    return finding


def body(path: Path, limits: Limits = LIMITS) -> tuple[list[int], list[Finding], int]:
    table, _ = read_csv(path, limits=limits)
    assert table is not None
    rows = table.rows()
    numbers = [number for number, _ in rows]
    return numbers, rows.findings, rows.refused


def at(finding: Finding) -> tuple[str, int | None, str | None]:
    assert finding.where is not None
    return finding.word, finding.where.row, finding.where.column


def reason(read: Callable[..., Any], text: str, **options: bool) -> str:
    with pytest.raises(ValueNotReadError) as error:
        read(text, **options)
    return str(error.value.values["expected"])
