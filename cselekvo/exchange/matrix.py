"""A matrix of one's own for a matching: what each unit costs each mentor.

The first column names the mentors, the header the units, a cell is a cost in any unit,
such as minutes on the road; `-` or `x` forbids the pair. An empty cell is no cost and
no zero: it is asked about. A column `kapacitas` or `capacity` says how many units each
mentor can have.
"""

from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from attrs import define, field

from cselekvo.domain.vocabulary import fold
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.matrix_file import open_matrix
from cselekvo.exchange.rows import finding_of
from cselekvo.exchange.table import Limits, Row, Table, TableCode
from cselekvo.exchange.values import clean, decimal, is_blank, whole
from cselekvo.exchange.workbooks.workbook_model import LAST_COLUMN
from cselekvo.findings import Finding, Place, Severity, has_errors
from cselekvo.network.matching import Pair, Problem, Supplier
from cselekvo.network.matching_model import LARGEST_COST
from cselekvo.spreadsheets import unguard

#: As wide as any spreadsheet; so narrow a cell that such a row fits into memory.
LIMITS: Final = Limits(
    file=200_000_000, columns=LAST_COLUMN, cell=4_096, rows=100_000, findings=1_000
)
#: Cells that forbid a pair.
FORBIDS: Final = frozenset({"-", "–", "—", "x"})
#: Headers of the column that is no unit.
CAPACITY: Final = frozenset({"kapacitas", "capacity"})
_PLACES: Final = -3
_SHOWN: Final = 60
_KEPT: Final = 1 << 14


class MatrixCode(Enum):
    """What can be found in a matrix, beside what any table can hold."""

    NO_UNITS = "matrix-without-units"
    NO_MENTORS = "matrix-without-mentors"
    MENTOR_MISSING = "matrix-mentor-missing"
    MENTOR_DOUBLED = "matrix-mentor-doubled"
    CELL_EMPTY = "matrix-cell-empty"
    COST_NEGATIVE = "matrix-cost-negative"
    COST_TOO_LARGE = "matrix-cost-too-large"
    CAPACITY_MISSING = "matrix-capacity-missing"
    COSTS_ROUNDED = "matrix-costs-rounded"
    MORE_FOUND = "matrix-more-found"


def read_matrix(
    path: Path,
    *,
    capacity: int | None = None,
    encoding: str | None = None,
    dots_group: bool = False,
    limits: Limits = LIMITS,
) -> tuple[Problem | None, list[Finding]]:
    """Read who could have which unit at what cost.

    Args:
        path: A .csv file or a workbook with one sheet.
        capacity: How many units each mentor can have that has no capacity of its own.
        encoding: Of a CSV file, where it cannot be told from it.
        dots_group: Whether a single dot parts groups of three (`--numbers hu`): 1.234
            is then 1234; else it is a fraction.
        limits: How large it may be.

    Returns:
        The problem, with neither fixed pairs nor a load; None if an error was found;
        and what was found.

    Raises:
        FileNotReadError: The file is missing or cannot be read.
        ValueNotReadError: The encoding has no known name.
    """
    table, findings = open_matrix(path, encoding, limits)
    if table is None:
        return None, findings
    reading = _Reading(table, capacity, dots_group)
    problem = reading.problem()
    return problem, [*findings, *reading.findings()]


@define(eq=False)
class _Reading:
    """The rows of a matrix, and what is found in them."""

    table: Table
    capacity: int | None
    dots_group: bool
    _found: list[Finding] = field(factory=list)
    _more: int = 0
    _rounded: int = 0
    _first_rounded: Place | None = None
    _known: dict[str, int] = field(factory=dict)
    _forbidden: set[Pair] = field(factory=set)

    def problem(self) -> Problem | None:
        """Return the problem, or None if an error was found."""
        units, at_capacity = self._columns()
        mentors: list[Supplier] = []
        costs: list[list[Decimal | None]] = []
        rows = self.table.rows()
        for number, cells in rows if units else ():
            mentor = self._mentor(number, cells[0])
            row = [
                self._cost(number, index, cells[index], (unit, mentor))
                for index, unit in units
            ]
            free = self._capacity(number, at_capacity, cells, mentor)
            mentors.append(Supplier(mentor, free))
            costs.append(row)
        self._found += rows.findings
        if units and not mentors and not has_errors(self._found):
            self._tell(MatrixCode.NO_MENTORS)
        if has_errors(self._found):
            return None
        return Problem(
            mentors=tuple(mentors),
            units=tuple(unit for _, unit in units),
            cost=costs,
            forbidden=frozenset(self._forbidden),
        )

    def findings(self) -> list[Finding]:
        """Return what was found; of many cells at fault, the first."""
        found = list(self._found)
        if self._rounded:
            found.append(
                Finding(
                    MatrixCode.COSTS_ROUNDED,
                    severity=Severity.WARNING,
                    values={"count": self._rounded},
                    where=self._first_rounded,
                )
            )
        if self._more:
            code, note = MatrixCode.MORE_FOUND, Severity.NOTE
            values, where = {"count": self._more}, self.table.place()
            found.append(Finding(code, severity=note, values=values, where=where))
        return found

    def _columns(self) -> tuple[list[tuple[int, str]], int]:
        """Return the units with their columns, and the column of capacities."""
        units: list[tuple[int, str]] = []
        at_capacity = -1
        for index, name in enumerate(self.table.header):
            if not index or not name:
                continue
            if fold(name) not in CAPACITY:
                units.append((index, name))
            elif at_capacity < 0:
                at_capacity = index
            else:
                earlier = self.table.header[at_capacity]
                values = {"name": earlier, "again": name}
                where = self.table.place(self.table.header_row, index)
                code = TableCode.HEADER_DOUBLED
                self._found.append(Finding(code, values=values, where=where))
        if not units:
            self._tell(MatrixCode.NO_UNITS, self.table.header_row)
        return units, at_capacity

    def _mentor(self, number: int, cell: str) -> str:
        """Return the mentor of a row; what is wrong with the name is told."""
        try:
            name = clean(unguard(cell))
        except ValueNotReadError as error:
            self._add(finding_of(error, self.table.place(number, 0)))
            return ""
        if not name:
            self._tell(MatrixCode.MENTOR_MISSING, number, 0)
            return ""
        first = self._known.setdefault(fold(name), number)
        if first != number:
            self._tell(MatrixCode.MENTOR_DOUBLED, number, 0, mentor=name, first=first)
        return name

    def _cost(self, number: int, index: int, cell: str, pair: Pair) -> Decimal | None:
        """Return the cost of a pair; none, where it is forbidden or at fault."""
        unit, mentor = pair
        if is_blank(cell):
            told = {"unit": unit, "mentor": mentor}
            self._tell(MatrixCode.CELL_EMPTY, number, index, **told)
            return None
        try:
            cost = _read_cost(cell, self.dots_group)
        except ValueNotReadError as error:
            self._add(finding_of(error, self.table.place(number, index)))
            return None
        if cost is None:
            self._forbidden.add(pair)
        elif cost.is_signed() and cost:
            self._tell(MatrixCode.COST_NEGATIVE, number, index, text=cell[:_SHOWN])
        elif cost >= LARGEST_COST:
            code, text = MatrixCode.COST_TOO_LARGE, cell[:_SHOWN]
            self._tell(code, number, index, text=text, most=LARGEST_COST)
        elif cost != round(cost, -_PLACES):
            self._rounded += 1
            if self._first_rounded is None:
                self._first_rounded = self.table.place(number, index)
        return cost

    def _capacity(self, number: int, index: int, cells: Row, mentor: str) -> int:
        """Return how many units a mentor can have."""
        cell = cells[index] if index > 0 else ""
        if is_blank(cell):
            if self.capacity is None:
                column = index if index > 0 else None
                code = MatrixCode.CAPACITY_MISSING
                self._tell(code, number, column, mentor=mentor)
            return self.capacity or 0
        try:
            return whole(unguard(cell), dots_group=self.dots_group)
        except ValueNotReadError as error:
            self._add(finding_of(error, self.table.place(number, index)))
            return 0

    def _tell(
        self,
        code: MatrixCode,
        row: int | None = None,
        index: int | None = None,
        **values: Any,
    ) -> None:
        self._add(Finding(code, values=values, where=self.table.place(row, index)))

    def _add(self, finding: Finding) -> None:
        if len(self._found) < self.table.limits.findings:
            self._found.append(finding)
        else:
            self._more += 1


@lru_cache(maxsize=_KEPT)
def _read_cost(cell: str, dots_group: bool) -> Decimal | None:
    """Return the cost in a cell, or None where it forbids the pair.

    Raises:
        ValueNotReadError: It is neither a number nor a word that forbids.
    """
    plain = clean(unguard(cell))
    if fold(plain) in FORBIDS:
        return None
    readers = [_whole, _decimal] if dots_group else [_decimal, _spaced]
    for read in readers:
        try:
            return read(plain)
        except ValueNotReadError:
            continue
    raise ValueNotReadError(
        plain[:_SHOWN],
        "a cost is a number: 12, 1 234 or 12,5; a - or an x forbids the pair",
    )


def _decimal(text: str) -> Decimal:
    decimal(text)  # says what is no number; the number itself is kept exactly
    return Decimal(text.replace(",", "."))


def _whole(text: str) -> Decimal:
    return Decimal(whole(text, dots_group=True))


def _spaced(text: str) -> Decimal:
    return Decimal(whole(text))
