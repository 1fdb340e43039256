"""How a report lies on paper: columns and second lines, rows of blocks, the side up.

One piece for every format that is read as a page: HTML, PDF, Word.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Final

from attrs import frozen

from cselekvo.i18n.numbers import NO_BREAK_SPACE
from cselekvo.reports.render.words import shown
from cselekvo.reports.report import (
    Block,
    Cell,
    CellKind,
    Column,
    Figures,
    Picture,
    Report,
    Table,
)

#: With more columns than this a report is printed on its side.
_UPRIGHT: Final = 7
#: With no more columns than this a table stands beside what is as small.
_SMALL: Final = 3
NUMERIC: Final = frozenset({CellKind.WHOLE, CellKind.PERCENT})


@frozen
class Heading:
    """The heading of a column on paper."""

    label: str
    numeric: bool


@frozen
class Line:
    """A second line in a cell."""

    label: str
    text: str

    @property
    def whole(self) -> str:
        """Return the line with its label."""
        return f"{self.label}: {self.text}" if self.label else self.text


@frozen
class PaperCell:
    """A cell on paper: its words, second lines, and how it is set.

    Attributes:
        kind: What it is.
        nothing: There is no value.
        names_row: It names its row.
        share: How long the bar of a ratio is, from 0 to 1.
    """

    text: str
    lines: tuple[Line, ...]
    kind: CellKind
    nothing: bool
    names_row: bool
    share: float | None

    @property
    def numeric(self) -> bool:
        """Return whether it is set as a number."""
        return self.kind in NUMERIC


@frozen
class _Slot:
    """A column on paper with the columns that are set below it."""

    column: Column
    place: int
    below: tuple[tuple[int, Column], ...]


def is_sideways(report: Report) -> bool:
    """Return whether the report is printed on its side, for a wide table's sake."""
    return any(len(_slots(table)) > _UPRIGHT for table in report.blocks_of(Table))


def groups(blocks: Iterable[Block]) -> list[list[Block]]:
    """Return the blocks; small ones that follow each other stand together."""
    grouped: list[list[Block]] = []
    before = False
    for block in blocks:
        small = _is_small(block)
        if not (small and before):
            grouped.append([])
        grouped[-1].append(block)
        before = small
    return grouped


def headings(table: Table) -> list[Heading]:
    """Return the headings of the columns on paper."""
    return [
        Heading(slot.column.label, slot.column.kind in NUMERIC)
        for slot in _slots(table)
    ]


def rows(table: Table, lang: str) -> Iterator[list[PaperCell]]:
    """Yield the rows of a table as they are printed."""
    slots = _slots(table)
    for cells in table.rows:
        yield [_paper_cell(slot, cells, table.head, lang) for slot in slots]


def total(table: Table, lang: str) -> list[PaperCell]:
    """Return the row that sums up; without one, nothing."""
    if table.total is None:
        return []
    cells = table.total
    return [_paper_cell(slot, cells, table.head, lang) for slot in _slots(table)]


def even(count: int, most: int) -> int:
    """Return in how many columns so many things fill their rows best."""
    rows = max(ceil(count / most), 1)
    return max(ceil(count / rows), 1)


def _slots(table: Table) -> list[_Slot]:
    """Return the columns on paper; where none is meant for it, all are."""
    paper = [
        (place, column) for place, column in enumerate(table.columns) if column.paper
    ] or list(enumerate(table.columns))
    keys = {column.key for _, column in paper}
    first = {column.key for _, column in paper if column.below not in keys}
    return [
        _Slot(
            column,
            place,
            tuple(
                (at, other)
                for at, other in paper
                if column.key in first and other.below == column.key
            ),
        )
        for place, column in paper
        if column.below not in first
    ]


def _is_small(block: Block) -> bool:
    if isinstance(block, Table):
        return len(_slots(block)) <= _SMALL
    return isinstance(block, Figures | Picture)


def _paper_cell(slot: _Slot, cells: Sequence[Cell], head: str, lang: str) -> PaperCell:
    column, value = slot.column, cells[slot.place]
    return PaperCell(
        text=_words(value, column.kind, lang),
        lines=tuple(
            Line(
                other.label if other.labelled else "",
                _words(cells[at], other.kind, lang),
            )
            for at, other in slot.below
            if cells[at] is not None
        ),
        kind=column.kind,
        nothing=value is None,
        names_row=column.key == head,
        share=_share(column.kind, value),
    )


def _words(cell: Cell, kind: CellKind, lang: str) -> str:
    """Return a cell in words; a day is never broken over two lines."""
    words = shown(cell, kind, lang)
    return words.replace(" ", NO_BREAK_SPACE) if kind is CellKind.DAY else words


def _share(kind: CellKind, value: Cell) -> float | None:
    if kind is CellKind.PERCENT and isinstance(value, int | float):
        return min(max(float(value), 0.0), 1.0)
    return None
