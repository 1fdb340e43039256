"""What parameters are read as: days and words of closed vocabularies."""

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from cselekvo.errors import ValueNotReadError
from cselekvo.i18n import current

if TYPE_CHECKING:
    from cselekvo.domain.vocabulary import Vocabulary


#: How many characters of a usage line a list of words may take.
_ROOM: Final = 40


class Text(click.ParamType[str]):
    """A text, taken as a sheet's cell is: composed, trimmed, no control characters."""

    name = "text"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the text.

        Raises:
            ValueNotReadError: It holds a control character or half a surrogate pair.
        """
        del param, ctx
        from cselekvo.exchange.values import clean

        return clean(str(value))


class Day(click.ParamType[date]):
    """A day: `2015-11-30`, `2015.11.30.` or `2015. november 30.`."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day."""
        del param, ctx
        from cselekvo.exchange.values import day

        return value if isinstance(value, date) else day(str(value))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        del param, ctx
        return "DAY"


class Word(click.ParamType["Vocabulary"]):
    """A word of a closed vocabulary, in either language."""

    def __init__(self, vocabulary: "type[Vocabulary]") -> None:
        self.vocabulary = vocabulary
        self.name = vocabulary.__name__.lower()

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "Vocabulary":
        """Return the member.

        Raises:
            ValueNotReadError: It is no word of the list.
        """
        del param, ctx
        if isinstance(value, self.vocabulary):
            return value
        return self.vocabulary.read(str(value))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it: the words themselves, where they are few."""
        del ctx
        if not self.is_long:
            return "|".join(self.words())
        return str(param.name).upper() if isinstance(param, click.Argument) else "WORD"

    @property
    def is_long(self) -> bool:
        """Return whether the words take more room than a usage line has."""
        return len("|".join(self.words())) > _ROOM

    def words(self) -> list[str]:
        """Return the words that a reader may type."""
        return [as_typed(member) for member in self.vocabulary]


def as_typed(member: "Vocabulary") -> str:
    """Return the word that help tells people to type, quoted where a shell needs it."""
    word = member.hu if current() == "hu" else str(member.value)
    return f'"{word}"' if " " in word else word


class Seat(click.ParamType["Vocabulary"]):
    """How an organisation sits: a role, or an office of a voting member."""

    name = "seat"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> "Vocabulary":
        """Return the role or the office.

        Raises:
            ValueNotReadError: It is neither.
        """
        del param, ctx
        from cselekvo.domain.roundtable import MemberRole, OfficeKind

        if isinstance(value, MemberRole | OfficeKind):
            return value
        for vocabulary in (MemberRole, OfficeKind):
            with suppress(ValueNotReadError):
                return vocabulary.read(str(value))
        allowed = ", ".join(one.hu for one in (*MemberRole, *OfficeKind))
        raise ValueNotReadError(str(value), f"one of: {allowed}")

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        del param, ctx
        from cselekvo.domain.roundtable import MemberRole, OfficeKind

        return "|".join(as_typed(one) for one in (*MemberRole, *OfficeKind))


class OneOf(click.ParamType[str]):
    """One of a few fixed words."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word.

        Raises:
            ValueNotReadError: It is none of them.
        """
        del param, ctx
        if value not in self.words:
            raise ValueNotReadError(str(value), f"one of: {', '.join(self.words)}")
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        del param, ctx
        return "|".join(self.words)


class Count(click.ParamType[int]):
    """A whole number from 1 on, of nine digits at most."""

    name = "number"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number.

        Raises:
            ValueNotReadError: It is no such number.
        """
        del param, ctx
        text = str(value)
        if re.fullmatch("0*[1-9][0-9]{0,8}", text) is None:
            raise ValueNotReadError(text, "a whole number from 1 on")
        return int(text)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        del param, ctx
        return "NUMBER"


class Whole(click.ParamType[int]):
    """A whole number, 0 among them: `26`, `15303`, `15 303`."""

    name = "whole"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number.

        Raises:
            ValueNotReadError: It is no such number.
        """
        del param, ctx
        from cselekvo.exchange.values import whole

        return value if isinstance(value, int) else whole(str(value))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        del param, ctx
        return "NUMBER"


DAY = Day()
WHOLE = Whole()
COUNT = Count()
TEXT = Text()
