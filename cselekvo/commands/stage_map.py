"""The stage map as an option: what stages of the older version are called now."""

from collections.abc import Callable, Iterable

import click

from cselekvo.errors import ValueNotReadError


def read_map(given: Iterable[str]) -> dict[str, str]:
    """Read `old=new`, several of them.

    Raises:
        ValueNotReadError: One is not written so, or a stage is named twice.
    """
    found: dict[str, str] = {}
    for one in given:
        old, _sign, new = (part.strip() for part in one.partition("="))
        if not old or not new or old in found:
            raise ValueNotReadError(one, "a renamed stage is written OLD=NEW, once")
        found[old] = new
    return found


def with_stage_map(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option `--map OLD=NEW`, as texts called `names`."""
    return click.option(
        "--map",
        "names",
        multiple=True,
        metavar="OLD=NEW",
        help="A stage that was renamed in the new version.",
    )(function)
