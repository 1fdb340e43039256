"""What a workbook is made of: its sheets, what a cell may hold, how large it may be."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, Final

from attrs import define, evolve, field, frozen

from cselekvo.findings import Finding, Place, Severity


class WorkbookCode(Enum):
    """What the reading of a workbook can find, before anyone asks what it means."""

    NOT_A_WORKBOOK = "not-a-workbook"
    TOO_LARGE = "workbook-too-large"
    BROKEN = "workbook-broken"
    TOO_MANY_COLUMNS = "too-many-columns"
    TOO_MANY_ROWS = "too-many-rows"
    NOT_READ_BACK = "workbook-not-read-back"
    ENCRYPTED = "workbook-encrypted"
    DECLARES_ENTITIES = "workbook-declares-entities"
    EXTERNAL_LINKS = "workbook-external-links"
    MACROS = "workbook-macros"
    ROWS_ABOVE = "sheet-rows-above"
    SHEET_HIDDEN = "sheet-hidden"
    ROWS_HIDDEN = "sheet-rows-hidden"
    COLUMNS_HIDDEN = "sheet-columns-hidden"
    FORMULAS = "sheet-formulas"


@frozen(kw_only=True)
class WorkbookLimits:
    """How large a workbook may be, measured before anything in it is parsed.

    Attributes:
        file: Bytes of the file.
        unpacked: Bytes of all its parts, counted while they are unpacked.
        parts: How many parts it may have.
        ratio: How many times a part over a million bytes may have been packed.
        marks: Beginnings and ends of elements in all its parts: what parsing costs.
        merged: Merged areas on a sheet.
        texts: Texts that the cells of an .xls file share.
        token: Bytes of a part without a single mark.
        rows: The number of the last row.
        columns: The number of the last column in which something may stand.
    """

    file: int = 50_000_000
    unpacked: int = 50_000_000
    parts: int = 5_000
    ratio: int = 250
    marks: int = 7_000_000
    merged: int = 100_000
    texts: int = 1_500_000
    token: int = 1_048_576
    rows: int = 1_100_000
    columns: int = 256


LIMITS = WorkbookLimits()
#: How many columns a sheet can have in any spreadsheet.
LAST_COLUMN: Final = 16_384


@frozen
class CellError:
    """What a cell holds instead of a value: `#VALUE!`, or a formula never computed.

    Attributes:
        text: The error as the workbook has it; `=` for a formula without a value.
    """

    text: str

    @property
    def never_computed(self) -> bool:
        """Return whether it is a formula whose value was never stored."""
        return self.text == "="


#: What a cell holds. A day is a `date`; a `datetime` has a time of day other than 0:00.
CellValue = (
    str | int | float | bool | date | datetime | time | timedelta | CellError | None
)
#: The number of a row, from 1, and its cells from column A on.
Numbered = tuple[int, list[CellValue]]
#: First row, first column, last row, last column: each counted from 0, the last inside.
Area = tuple[int, int, int, int]


@frozen(kw_only=True)
class SheetInfo:
    """A sheet of a workbook.

    Attributes:
        name: As its tab says.
        hidden: Whether the tab is hidden.
        merged: Areas of merged cells, as they stand in the file.
        hidden_columns: Columns that are hidden, counted from 0.
        part: Where it stands within the file.
    """

    name: str
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    part: str = field(default="", repr=False)


@define
class Noted:
    """What was met while rows were read: how many, and where the first are."""

    count: int = 0
    first: list[str] = field(factory=list)

    def add(self, where: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.first) < 5:  # noqa: PLR2004 - enough to find the others
            self.first.append(where)


@define
class Notes:
    """What was met while the rows of a sheet were read, up to the last row read."""

    formulas: Noted = field(factory=Noted)
    hidden_rows: Noted = field(factory=Noted)


class WorkbookFaultError(Exception):
    """A workbook cannot be read on; it becomes a finding before anyone sees it.

    Args:
        code: What is wrong.
        where: The row and the cell, where they are known.
        values: What the sentence needs.
    """

    def __init__(
        self,
        code: WorkbookCode,
        *,
        row: int | None = None,
        cell: str | None = None,
        **values: Any,
    ) -> None:
        super().__init__(code.value)
        self.code, self.row, self.cell, self.values = code, row, cell, values

    def finding(self, file: str, sheet: str | None = None) -> Finding:
        """Return it as an error with its place."""
        where = Place(file=file, sheet=sheet, row=self.row, column=self.cell)
        return Finding(self.code, values=self.values, where=where)


def warning(code: WorkbookCode, where: Place, **values: Any) -> Finding:
    """Return a finding that stops nothing."""
    return Finding(code, severity=Severity.WARNING, values=values, where=where)


def distinct(sheets: Iterable[SheetInfo]) -> tuple[SheetInfo, ...]:
    """Return the sheets, each of which has its own name and its own place.

    Raises:
        WorkbookFaultError: Two have the same: reading one many times would cost much.
    """
    listed = tuple(sheets)
    names = {sheet.name.casefold() for sheet in listed}
    parts = {sheet.part.casefold() for sheet in listed}
    if not len(listed) == len(names) == len(parts):
        raise WorkbookFaultError(WorkbookCode.BROKEN, part="sheets")
    return listed


@define
class Outline:
    """What a sheet says beside its cells, gathered while it is read."""

    limits: WorkbookLimits
    _merged: list[Area] = field(factory=list, init=False)
    _hidden: set[tuple[int, int]] = field(factory=set, init=False)
    _columns: int = field(default=0, init=False)

    def merge(self, area: Area) -> None:
        """Add an area of merged cells.

        Raises:
            WorkbookFaultError: There are too many.
        """
        self._merged.append(area)
        if len(self._merged) > self.limits.merged:
            allowed = self.limits.unpacked
            raise WorkbookFaultError(WorkbookCode.TOO_LARGE, allowed=allowed)

    def column(self) -> None:
        """Count a description of columns.

        Raises:
            WorkbookFaultError: There are more than there can be columns.
        """
        self._columns += 1
        if self._columns > LAST_COLUMN:
            raise WorkbookFaultError(WorkbookCode.BROKEN, part="cols")

    def hide(self, first: int, last: int) -> None:
        """Add columns that are hidden, counted from 0, the last one included."""
        self._hidden.add((first, min(last, LAST_COLUMN - 1)))

    def of(self, sheet: SheetInfo) -> SheetInfo:
        """Return the sheet with what was gathered."""
        hidden: list[int] = []
        after = 0
        for first, last in sorted(self._hidden):
            hidden.extend(range(max(first, after), last + 1))
            after = max(after, last + 1)
        merged = tuple(self._merged)
        return evolve(sheet, merged=merged, hidden_columns=tuple(hidden))


@define(eq=False)
class Styles:
    """What the cells of one workbook share: texts, and what their styles show.

    Attributes:
        texts: That cells share.
        formats: `day`, `time`, `span` or nothing, by number of style.
        from_1904: Whether days are counted from 1904.
    """

    texts: list[str] = field(factory=list, repr=False)
    formats: list[str] = field(factory=list, repr=False)
    from_1904: bool = False

    def shows(self, style: int) -> str:
        """Return what a number shows in a style; nothing: itself."""
        return self.formats[style] if style < len(self.formats) else ""
