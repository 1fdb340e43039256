"""Cases of our own: a command on a workspace that holds examples of the handbook."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from cselekvo.handbook.folder import examples
from tests.corpus.cases import LIMIT, Case, Recipe, steps
from tests.corpus.yard import Yard

_NAMES: Final = ("kecskemet", "vasgyar", "zalaszentgrot")
#: What the workspace of a case holds: three imports, which are three entries.
EXAMPLES: Final = tuple(path for path in examples() if path.name in _NAMES)
HEADER: Final = "azonosito;nev;tipus;szekhely\n"
Make = Iterable[tuple[Any, ...]]


def a_case(
    command: str | Iterable[tuple[str, ...]],
    *statuses: int,
    make: Make = (),
    checks: str = "",
    file: Path | None = None,
    limit: float = LIMIT,
) -> Case:
    """Return a case on a workspace with the examples.

    Args:
        command: Steps parted by ` && `, without the options that all of them have; or
            the words of each step, where one of them has a blank.
        statuses: Those that are right; the first is preferred.
        make: The steps of a recipe.
        checks: Conditions.
        file: The input.
        limit: Seconds for each step.
    """
    called = steps(command) if isinstance(command, str) else tuple(command)
    return Case(
        file=file,
        recipe=Recipe(tuple(make), limit),
        setup=EXAMPLES,
        commands=tuple(("-w", "{db}", "--json", *words) for words in called),
        statuses=statuses or (0,),
        checks=checks,
    )


def a_yard(folder: Path) -> Yard:
    """Return a yard below a folder."""
    (folder / "yard").mkdir()
    return Yard.make(folder / "yard")
