"""What a kind of sheet is: its columns, and how a row becomes a fact and back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum
from typing import Any

from attrs import NOTHING, define, field, fields as attrs_fields, frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import check_id
from cselekvo.domain.period import Period, from_days
from cselekvo.domain.vocabulary import fold
from cselekvo.exchange.cells import TEXT, Cell, Column, Sort
from cselekvo.exchange.world import World
from cselekvo.findings import Finding, Severity
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb


class RowCode(Enum):
    """What can be found in a row once its cells are read."""

    VALUE_MISSING = "value-missing"
    ROW_DOUBLED = "row-doubled"
    COLUMN_UNKNOWN = "column-unknown"
    COLUMN_DOUBLED = "column-doubled"
    COLUMN_MISSING = "column-missing"
    KIND_UNKNOWN = "kind-unknown"
    NOTHING_TO_READ = "nothing-to-read"
    SHORTHAND_CHANGES = "shorthand-changes"
    VERDICT_DIFFERS = "verdict-differs"
    IMPORTED = "imported"


@define
class Row:
    """One row: its values by column name, and what was found in it.

    Attributes:
        values: Of the columns that the sheet has; None where the cell is empty.
        world: What its references are looked up in.
        found: Findings about it, each with the name of the column it is about.
        lies_in: The settlements and counties of the places that it names in short.
    """

    values: dict[str, Any]
    world: World
    found: list[tuple[Finding, str]] = field(factory=list)
    lies_in: list[str] = field(factory=list)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value; the default where the cell is empty or the column missing."""
        value = self.values.get(name)
        return default if value is None else value

    def warn(self, code: Enum, column: str, **values: Any) -> None:
        """Add a warning about a column."""
        finding = Finding(code, severity=Severity.WARNING, values=values)
        self.found.append((finding, column))

    def fault(self, code: Enum, column: str, **values: Any) -> None:
        """Add an error about a column; the row is refused."""
        self.found.append((Finding(code, values=values), column))


def row_period(row: Row, existing: Period | None) -> Period:
    """Return the period a row gives; days of columns it lacks stay as they were.

    Raises:
        PeriodError: The last day is before the first.
    """
    first = None if existing is None else existing.first_day
    last = None if existing is None else existing.last_day
    return from_days(row.values.get("first", first), row.values.get("last", last))


@frozen(kw_only=True)
class Taken:
    """A row that has been written, as one of many that are made whole together.

    Attributes:
        fact: As it was written.
        before: What stood there before this import; None: nothing.
        changed: Whether the row added or changed anything.
    """

    row: Row
    fact: Fact
    before: Fact | None
    changed: bool


@frozen(kw_only=True)
class Settled:
    """What came of rows that were made whole together.

    Attributes:
        told: What was found: the number of the row among them, and its column.
        refused: The numbers of the rows that cannot stand.
        facts: What is written beside them or in their place.
    """

    told: tuple[tuple[int, Finding, str], ...] = ()
    refused: frozenset[int] = frozenset()
    facts: tuple[Fact, ...] = ()


Prepare = Callable[[Row], dict[str, Any]]
Complete = Callable[[Row, Any], Iterable[Fact]]
Before = Callable[[Row, Any], Iterable[Fact]]
Show = Callable[[Any, World], Mapping[str, Any]]
Judge = Callable[[Row, Any], tuple[Fact, list[Finding]]]
Settle = Callable[[Work, Sequence[Taken]], Iterable[Settled]]


def as_fields(row: Row) -> dict[str, Any]:
    """Return the values as they are: each column is a field of the fact."""
    return dict(row.values)


def nothing_more(_: Any, __: World) -> Mapping[str, Any]:
    """Return no columns beside the fact's own fields."""
    return {}


def nothing_before(_: Row, __: Any) -> Iterable[Fact]:
    """Return no facts that must be there before the row's own."""
    return ()


def always(_: Row) -> bool:
    """Return that every row has something to complete."""
    return True


@frozen(kw_only=True)
class SheetKind:
    """A kind of sheet.

    Attributes:
        hu: Its Hungarian name, which is its file's or worksheet's name.
        en: Its English alias.
        fact: The kind of fact a row is.
        columns: In the order they are written.
        key: Fields that identify a row without an id; `start` is the first day.
        prepare: Makes the fact's fields from a row's values.
        before: Makes the facts that must be there before the row's own, where they
            are not.
        complete: Makes the facts that stand in the row in short (seat, name, office),
            once the kinds that hold them in full have been read.
        show: Returns the columns that are no field of the fact.
        beside: The facts that a record is shown with: their kind, their field, and
            the record's field that it equals; an export fetches them for many at once.
        after: The kind that must have been read before `complete`.
        completes: Whether a row has anything to complete; others are not kept for it.
        judge: Makes a row's fact by a rule of its own, with what speaks against it.
        defaults: Makes fields of a new fact from those that the row gives; a known
            fact keeps what it has.
        on_all: Whether it concerns the whole workspace: only who reaches all may.
        verb: A right that its rows take beside that to import.
        settle: Makes whole what many rows say together, such as a history, once all
            rows of the kind have been read.
        resting: The facts that go with a new record which is left out: their kind,
            their field, and their sheet.
        empty: The fact's fields but the id, each with what an empty cell stands for.
        has_period: Whether its facts run for a period.
    """

    hu: str
    en: str
    fact: type[Fact]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    prepare: Prepare = as_fields
    before: Before = nothing_before
    complete: Complete | None = None
    show: Show = nothing_more
    beside: tuple[tuple[type[Fact], str, str], ...] = ()
    after: str = ""
    completes: Callable[[Row], bool] = always
    judge: Judge | None = None
    defaults: Callable[[dict[str, Any]], dict[str, Any]] = dict
    on_all: bool = False
    verb: Verb | None = None
    settle: Settle | None = None
    resting: tuple[tuple[type[Fact], str, str], ...] = ()
    empty: Mapping[str, Any] = field(init=False, repr=False, eq=False)
    has_period: bool = field(init=False)

    @empty.default
    def _empty(self) -> Mapping[str, Any]:
        return {
            item.name: None if item.default is NOTHING else item.default
            for item in attrs_fields(self.fact)
            if item.name != "id"
        }

    @has_period.default
    def _has_period(self) -> bool:
        return "period" in self.empty

    def waits(self, row: Row) -> bool:
        """Return whether something of a row is written later."""
        if self.settle is not None:
            return True
        return self.complete is not None and self.completes(row)

    def name(self, lang: str) -> str:
        """Return its name in `hu` or `en`."""
        return self.hu if lang == "hu" else self.en

    @property
    def is_relation(self) -> bool:
        """Return whether its id is generated."""
        return bool(self.fact.prefix)

    def near(self, header: str) -> tuple[str, ...]:
        """Return headers like the one written."""
        names = [column.hu for column in self.columns]
        return tuple(get_close_matches(fold(header), names, n=2))

    def column_for(self, header: str) -> Column | None:
        """Return the column that a header means, accents, case and blanks aside."""
        wanted = fold(header).replace(" ", "_")
        for column in self.columns:
            if wanted in {
                fold(name) for name in (column.hu, column.en, *column.others)
            }:
                return column
        return None


def _read_id(text: str, _: World) -> str:
    return check_id(text)


IDENTIFIER = Cell(_read_id, lambda value, _, __: value or "", Sort.IDENTIFIER)
#: The id, first in a sheet of entities.
ID = Column(hu="azonosito", en="id", name="id", cell=IDENTIFIER, required=True)
#: The id of a relation, last in its sheet; made where it is empty.
RELATION_ID = Column(hu="azonosito", en="id", name="id", cell=IDENTIFIER)
SOURCE = Column(hu="forras", en="source", name="source")


def text(hu: str, en: str, name: str = "", *, required: bool = False) -> Column:
    """Return a column of plain text."""
    return Column(hu=hu, en=en, name=name or en, cell=TEXT, required=required)
