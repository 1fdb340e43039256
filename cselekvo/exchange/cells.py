"""What stands in a cell: how each sort of value is read, and how it is shown."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, Final

from attrs import frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.territory import is_ksh_code
from cselekvo.domain.vocabulary import Vocabulary
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange import values
from cselekvo.exchange.world import UnknownReferenceError, World
from cselekvo.spreadsheets import unguard

Read = Callable[[str, World], Any]
Show = Callable[[Any, World, str], str]


class Sort(Enum):
    """What stands in a cell, for whoever fills it in or shows it in a spreadsheet."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    DAY = "day"
    PARTIAL = "partial"
    WHOLE = "whole"
    DECIMAL = "decimal"
    YES_NO = "yes-no"
    WORD = "word"
    WORDS = "words"
    REFERENCE = "reference"
    COUNTY = "county"
    COUNTIES = "counties"
    DISTRICT = "district"
    SETTLEMENT = "settlement"
    KSH = "ksh"
    QUORUM = "quorum"
    TEMPLATE = "template"
    UNIT = "unit"
    ACCOMPANIED = "accompanied"
    PARAMETERS = "parameters"
    WAITING = "waiting"
    AFTER = "after"
    STAGE = "stage"
    CRITERION = "criterion"


@frozen
class Cell:
    """A sort of cell: from text to value and back; an empty cell is no value.

    Attributes:
        read: Makes the value.
        show: Makes the text.
        sort: What it holds.
        words: The closed lists that its word must be of.
        refers: The kind of record whose id it holds.
    """

    read: Read
    show: Show
    sort: Sort = Sort.TEXT
    words: tuple[type[Vocabulary], ...] = ()
    refers: type[Fact] | None = None


def _as_it_is(text: str, _: World) -> str:
    return text


def _show_text(value: Any, _: World, __: str) -> str:
    return "" if value is None else str(value)


def _show_day(value: date | None, _: World, __: str) -> str:
    return "" if value is None else value.isoformat()


def _show_yes_no(value: bool | None, _: World, lang: str) -> str:
    if value is None:
        return ""
    words = ("igen", "nem") if lang == "hu" else ("yes", "no")
    return words[0] if value else words[1]


def _whole(text: str, world: World) -> int:
    return values.whole(text, dots_group=world.dots_group)


def _show_number(value: float | None, _: World, __: str) -> str:
    return "" if value is None else f"{value:.15f}".rstrip("0").rstrip(".")


TEXT: Final = Cell(_as_it_is, _show_text)
DAY: Final = Cell(lambda text, _: values.day(text), _show_day, Sort.DAY)
PARTIAL: Final = Cell(
    lambda text, _: values.partial_date(text), _show_text, Sort.PARTIAL
)
WHOLE: Final = Cell(_whole, _show_text, Sort.WHOLE)
DECIMAL: Final = Cell(lambda text, _: values.decimal(text), _show_number, Sort.DECIMAL)
YES_NO: Final = Cell(lambda text, _: values.yes_no(text), _show_yes_no, Sort.YES_NO)


def word(vocabulary: type[Vocabulary]) -> Cell:
    """Return a cell that holds a word of a closed vocabulary."""

    def show(value: Vocabulary | None, _: World, lang: str) -> str:
        return "" if value is None else value.word(lang)

    return Cell(
        lambda text, _: vocabulary.read(text), show, Sort.WORD, words=(vocabulary,)
    )


def _reference(text: str, world: World, kind: type[Fact]) -> str:
    return world.reference(kind, text)


def reference(kind: type[Fact]) -> Cell:
    """Return a cell that holds the id of a record."""
    return Cell(partial(_reference, kind=kind), _show_text, Sort.REFERENCE, refers=kind)


def _county(text: str, world: World) -> str:
    found = world.places.county(text)
    if found is None:
        raise UnknownReferenceError("county", text)
    return found


def _district(text: str, world: World) -> str:
    found = world.places.district(text)
    if found is None:
        near = world.places.near_district(text)
        raise UnknownReferenceError("district", text, near)
    return found


def _settlement(text: str, world: World) -> str:
    found = world.places.settlement(text)
    if found is None:
        near = world.places.near_settlement(text)
        raise UnknownReferenceError("settlement", text, near)
    return found.id


COUNTY: Final = Cell(
    _county, lambda value, world, _: world.places.county_name(value), Sort.COUNTY
)
DISTRICT: Final = Cell(
    _district, lambda value, world, _: world.places.district_name(value), Sort.DISTRICT
)
SETTLEMENT: Final = Cell(
    _settlement, lambda value, world, _: world.settlement_name(value), Sort.SETTLEMENT
)


def _ksh(text: str, _: World) -> str:
    """Read a settlement's id: `KSH-32522`, the bare code, or one that lost its zero."""
    code = text.upper().removeprefix("KSH-")
    if code.isascii() and code.isdigit():
        code = code.zfill(5)
    if not is_ksh_code(code):
        expected = "a KSH code has five digits, the last one a check digit: 32522"
        raise ValueNotReadError(text, expected)
    return f"KSH-{code}"


KSH: Final = Cell(_ksh, _show_text, Sort.KSH)


@frozen(kw_only=True)
class Column:
    """A column of a sheet kind.

    Attributes:
        hu: Its Hungarian header; the sheets' language unless English is asked for.
        en: Its English alias.
        name: The field of the fact, or what the kind's own reading calls it.
        cell: What stands in it.
        required: Whether every row must have a value.
        others: More aliases, as other people's sheets name it.
    """

    hu: str
    en: str
    name: str
    cell: Cell = TEXT
    required: bool = False
    others: tuple[str, ...] = ()

    def header(self, lang: str) -> str:
        """Return the header in `hu` or `en`."""
        return self.hu if lang == "hu" else self.en

    def read(self, text: str, world: World) -> Any:
        """Return the value of a cell; None for an empty one.

        Raises:
            ValueNotReadError: It cannot be read; what would be allowed is named.
            UnknownReferenceError: It names a record that is not there.
        """
        cleaned = values.clean(unguard(text))
        return None if not cleaned else self.cell.read(cleaned, world)
