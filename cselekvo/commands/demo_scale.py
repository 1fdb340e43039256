"""How large a demonstration is asked for: `national`, or so many times that."""

from typing import Any, Final

import click

from cselekvo.errors import ValueNotReadError

_NATIONAL: Final = "national"
_MOST: Final = 100


class Scale(click.ParamType[int]):
    """`national` is 1; a number is so many times the national size."""

    name = "scale"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return how many times the national size is asked for.

        Raises:
            ValueNotReadError: It is neither the word nor a number from 1 to 100.
        """
        del param, ctx
        text = str(value).strip().lower()
        if text == _NATIONAL:
            return 1
        if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST:
            return int(text)
        raise ValueNotReadError(str(value), "national, or a number from 1 to 100")
