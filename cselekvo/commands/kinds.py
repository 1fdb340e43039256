"""What parameters are read as: days and words of closed vocabularies."""

from datetime import date
from typing import Any

import click

from cselekvo.domain.vocabulary import Vocabulary
from cselekvo.errors import ValueNotReadError


class Day(click.ParamType[date]):
    """A day: `2015-11-30`, `2015.11.30.` or `2015. november 30.`."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day."""
        from cselekvo.exchange.values import day

        return value if isinstance(value, date) else day(str(value))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        return "DAY"


class Word(click.ParamType[Vocabulary]):
    """A word of a closed vocabulary, in either language."""

    def __init__(self, vocabulary: type[Vocabulary]) -> None:
        self.vocabulary = vocabulary
        self.name = vocabulary.__name__.lower()

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Vocabulary:
        """Return the member.

        Raises:
            ValueNotReadError: It is no word of the list.
        """
        if isinstance(value, self.vocabulary):
            return value
        return self.vocabulary.read(str(value))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how help writes it."""
        return "|".join(str(member.value) for member in self.vocabulary)


DAY = Day()
__all__ = ["DAY", "Day", "ValueNotReadError", "Word"]
