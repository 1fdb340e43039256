"""A report as plain data: what every renderer can show and no renderer knows.

A question makes one `Report`: title, facts, blocks, and where it comes from. Words are
in the language of the report; keys, codes and kinds are stable and English. It goes to
JSON and back without loss (`report_json`).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import Enum
from typing import TypeAlias, TypeVar

from attrs import field, frozen

from cselekvo.findings import Severity

#: What stands in a cell; None: nothing.
Cell: TypeAlias = str | int | float | bool | date | datetime | None


class CellKind(Enum):
    """What the cells of a column are; the value is the stable word."""

    TEXT = "text"
    DAY = "day"
    INSTANT = "instant"
    WHOLE = "whole"
    YES_NO = "yes_no"
    PERCENT = "percent"  #: a ratio: 0.875 is 87,5%


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


@frozen
class Pair:
    """A labelled value."""

    key: str
    label: str
    value: Cell
    kind: CellKind = CellKind.TEXT


@frozen
class Column:
    """A column of a table.

    Attributes:
        below: On paper, the key of the column in whose cells this one is a second line;
            in a sheet it is a column of its own.
        labelled: That second line begins with the label.
        paper: No: it stands in sheets only; on paper other columns say it.
    """

    key: str
    label: str
    kind: CellKind = CellKind.TEXT
    below: str = ""
    labelled: bool = False
    paper: bool = True


@frozen(kw_only=True)
class Table:
    """A table; each row has a cell for each column, of the column's kind.

    Attributes:
        head: The key of the column whose cells name their rows.
        total: A last row that sums up.
        main: It is what a sheet of this report holds.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: str = ""
    total: tuple[Cell, ...] | None = None
    main: bool = False


@frozen(kw_only=True)
class Figures:
    """A few figures to be seen at a glance."""

    key: str
    caption: str
    pairs: tuple[Pair, ...]


@frozen
class Paragraph:
    """A paragraph of plain text."""

    text: str


@frozen(kw_only=True)
class Picture:
    """A drawing, and in words what it shows."""

    key: str
    caption: str
    svg: str
    text: str


@frozen
class Note:
    """What the reader of the report must know of it."""

    code: str
    severity: Severity
    text: str


Block: TypeAlias = Table | Figures | Paragraph | Picture | Note
B = TypeVar("B", Table, Figures, Paragraph, Picture, Note)


@frozen(kw_only=True)
class Origin:
    """Where a report comes from: day, knowledge, maker.

    Attributes:
        on: The day asked about.
        known_at: When the last journal entry known to it was written.
        position: The number of that entry.
        head: Its hash.
        generated_at: When the report was made.
        by: Who had it made.
        product: The version of Cselekvő.
        partial: Its maker may not see everything.
        number: The number it was issued under; empty: it was not issued.
    """

    on: date
    known_at: datetime = field(converter=_utc)
    position: int
    head: str
    generated_at: datetime = field(converter=_utc)
    by: str
    product: str
    partial: bool = False
    number: str = ""


@frozen(kw_only=True)
class Report:
    """An answer as it is handed out, in one language.

    Attributes:
        kind: The stable word of the question: `roundtable`.
        lang: `hu` or `en`.
    """

    kind: str
    lang: str
    title: str
    subtitle: str
    origin: Origin
    facts: tuple[Pair, ...] = ()
    blocks: tuple[Block, ...] = ()

    def blocks_of(self, kind: type[B]) -> Iterator[B]:
        """Yield the blocks of a kind."""
        return (block for block in self.blocks if isinstance(block, kind))

    @property
    def main_table(self) -> Table | None:
        """Return the table that a sheet of this report holds, if there is one."""
        tables = list(self.blocks_of(Table))
        chosen = [table for table in tables if table.main] or tables
        return chosen[0] if chosen else None
