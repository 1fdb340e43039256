"""From the cells of a sheet to the values of its columns, faults all gathered."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import evolve, field, frozen

from cselekvo.errors import CselekvoError, SurroundingsError
from cselekvo.exchange.cells import Column
from cselekvo.exchange.kinds import Row, RowCode, SheetKind
from cselekvo.exchange.table import Table
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Place, Severity, code_of

_KEPT: Final = 4096
#: Stands for what a text has not been read as yet.
_UNREAD: Final = object()


def finding_of(error: CselekvoError, where: Place) -> Finding:
    """Return an error that a cell or a row raised, as a finding with its place."""
    return Finding(code_of(error.code), values=error.values, where=where)


@frozen(kw_only=True)
class Matched:
    """What the headers of a table mean; None stands for a column that is not ours."""

    kind: SheetKind
    table: Table
    columns: tuple[Column | None, ...]
    required: frozenset[str]
    _readings: tuple[tuple[int, str, Column, dict[str, Any]], ...] = field(
        init=False, repr=False, eq=False
    )
    #: By column and text: why it cannot be read.
    _unread: dict[tuple[str, str], CselekvoError] = field(
        init=False, repr=False, eq=False, factory=dict
    )

    @_readings.default
    def _each(self) -> tuple[tuple[int, str, Column, dict[str, Any]], ...]:
        """Return our columns, each with what its texts have been read as."""
        return tuple(
            (index, column.name, column, {})
            for index, column in enumerate(self.columns)
            if column is not None
        )

    def read(
        self, number: int, cells: Sequence[str], world: World
    ) -> tuple[Row | None, list[Finding]]:
        """Return a row's values, or None where a cell cannot be read, and why."""
        values: dict[str, Any] = {}
        findings: list[Finding] = []
        for index, name, column, known in self._readings:
            text = cells[index]
            value = known.get(text, _UNREAD)
            if value is _UNREAD:
                value = self._value(column, known, text, world)
                if isinstance(value, CselekvoError):
                    where = self.table.place(number, index)
                    findings.append(finding_of(value, where))
                    continue
            values[name] = value
            if value is None and name in self.required:
                told = {"column": column.hu, "kind": self.kind.hu}
                where = self.table.place(number, index)
                findings.append(
                    Finding(RowCode.VALUE_MISSING, values=told, where=where)
                )
        return (None if findings else Row(values, world)), findings

    def _value(
        self, column: Column, known: dict[str, Any], text: str, world: World
    ) -> Any:
        """Return the value of a cell, or the error; the same few come again."""
        value: Any = self._unread.get((column.name, text))
        if value is not None:
            return value
        try:
            value = column.read(text, world)
        except SurroundingsError:
            raise
        except CselekvoError as error:
            if len(self._unread) >= _KEPT:
                self._unread.clear()
            self._unread[column.name, text] = error
            return error
        if column.name != "id":
            if len(known) >= _KEPT:
                known.clear()
            known[text] = value
        return value


def match_columns(
    kind: SheetKind,
    table: Table,
    *,
    only: frozenset[str] | None = None,
    required: frozenset[str] | None = None,
) -> tuple[Matched | None, list[Finding]]:
    """Return what each header means; None where a required column is missing.

    Args:
        kind: Whose columns are looked for.
        table: Whose header is read.
        only: The columns that are read, by name; None: all of the kind.
        required: Those that every row must fill; None: as the kind says.
    """
    needed = required
    if needed is None:
        needed = frozenset(one.name for one in kind.columns if one.required)
    found = [kind.column_for(name) if name else None for name in table.header]
    findings = [] if only is not None else list(_unknown(kind, table, found))
    findings += _missing(kind, table, found, needed)
    findings += _doubled(table, found)
    columns = tuple(
        column if only is None or (column is not None and column.name in only) else None
        for column in found
    )
    if any(one.severity is Severity.ERROR for one in findings):
        return None, findings
    return Matched(kind=kind, table=table, columns=columns, required=needed), findings


def _unknown(
    kind: SheetKind, table: Table, found: Sequence[Column | None]
) -> Iterator[Finding]:
    for index, name in enumerate(table.header):
        if name and found[index] is None:
            yield Finding(
                RowCode.COLUMN_UNKNOWN,
                severity=Severity.WARNING,
                values={"column": name, "kind": kind.hu, "near": kind.near(name)},
                where=table.place(table.header_row, index),
            )


def _missing(
    kind: SheetKind,
    table: Table,
    found: Sequence[Column | None],
    needed: frozenset[str],
) -> Iterator[Finding]:
    have = {column.name for column in found if column is not None}
    for column in kind.columns:
        if column.name in needed and column.name not in have:
            values = {
                "column": column.hu,
                "kind": kind.hu,
                "found": list(table.header),
            }
            where = table.place(table.header_row)
            yield Finding(RowCode.COLUMN_MISSING, values=values, where=where)


def _doubled(table: Table, found: Sequence[Column | None]) -> Iterator[Finding]:
    """Find two headers that mean the same column, one in each language."""
    first: dict[str, str] = {}
    for index, column in enumerate(found):
        if column is None:
            continue
        name = table.header[index]
        if column.name in first:
            yield Finding(
                RowCode.COLUMN_DOUBLED,
                values={"column": name, "other": first[column.name]},
                where=table.place(table.header_row, index),
            )
        first.setdefault(column.name, name)


def told_of(kind: SheetKind, place: Place, row: Row) -> list[Finding]:
    """Return a row's own findings, each with the column it is about."""
    names = {column.name: column.hu for column in kind.columns}
    return [
        finding.at(evolve(place, column=names.get(column)))
        for finding, column in row.found
    ]
