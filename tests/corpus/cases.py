"""The cases of `shared/corpus/EXPECT.tsv`, and what each needs the product to know."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import click
from attrs import frozen

from cselekvo.commands.main import COMMANDS, cli
from cselekvo.exchange.sheets import kind_named
from tests.shared import SHARED

COLUMNS: Final = (
    "file",
    "kind",
    "setup",
    "command",
    "outcome",
    "exit",
    "check",
    "expect",
)
#: How long a command may take, in seconds, where a recipe does not say more.
LIMIT: Final = 10.0
_WITH_VALUE: Final = frozenset({"-w", "--lang", "--request-id"})
#: What every workspace of the corpus holds: the statistical office's workbook.
GAZETTEER: Final = SHARED / "gazetteer" / "hnt_2018.xls"
Words = tuple[str, ...]


@frozen
class Recipe:
    """What is done to the workspace, or around the program, before the command."""

    make: tuple[tuple[Any, ...], ...] = ()
    limit: float = LIMIT


@frozen(kw_only=True)
class Case:
    """A command that is called on a workspace, and what should come of it.

    Attributes:
        file: The input, or None where a recipe takes its place.
        recipe: What is done before.
        setup: What the workspace holds, in order: a folder or a file of sheets, a
            template, or the gazetteer.
        commands: The words of each step after `cselekvo`.
        statuses: Those that are right; the first is preferred.
        checks: Conditions in the language of `checks`, parted by ` ;; `.
    """

    id: str = ""
    file: Path | None = None
    recipe: Recipe = Recipe()
    setup: tuple[Path, ...] = ()
    commands: tuple[Words, ...]
    outcome: str = ""
    statuses: tuple[int, ...]
    checks: str = ""
    expect: str = ""


def read_cases(table: Path) -> list[Case]:
    """Read the table: tabs, no quoting.

    Raises:
        ValueError: Its columns are others, or a line has more or fewer.
    """
    text = table.read_text(encoding="utf-8")
    header, *lines = text.removesuffix("\n").split("\n")
    if tuple(header.split("\t")) != COLUMNS:
        message = f"{table}: its columns are {header}"
        raise ValueError(message)
    return [_case(line, table.parent) for line in lines]


def _case(line: str, corpus: Path) -> Case:
    cells = dict(zip(COLUMNS, line.split("\t"), strict=True))
    file = corpus / cells["file"]
    recipe = _recipe(file) if file.suffix == ".json" else None
    return Case(
        id=cells["file"],
        file=file if recipe is None else None,
        recipe=recipe or Recipe(),
        setup=(GAZETTEER, *(corpus / part for part in _parts(cells["setup"]))),
        commands=steps(cells["command"]),
        outcome=cells["outcome"],
        statuses=tuple(int(one) for one in cells["exit"].split("|")),
        checks=cells["check"],
        expect=cells["expect"],
    )


def steps(command: str) -> tuple[Words, ...]:
    """Return the words of each step of a command."""
    return tuple(tuple(one.split()) for one in command.split(" && "))


def _parts(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def _recipe(path: Path) -> Recipe | None:
    read = json.loads(path.read_text(encoding="utf-8"))
    if read.get("recipe") != 1:
        return None
    made = tuple(tuple(step) for step in read["make"])
    return Recipe(made, float(read.get("limit", LIMIT)))


def waits_for(case: Case) -> list[str]:
    """Return what a case needs that the product does not have yet, in order."""
    needed = [_command_missing(words) for words in case.commands]
    needed += [_sheet_missing(words) for words in case.commands]
    for part in case.setup:
        needed += _setup_missing(part)
    return list(dict.fromkeys(one for one in needed if one))


def _command_missing(words: Sequence[str]) -> str:
    noun, verb = (*_spoken(words), "", "")[:2]
    if noun not in COMMANDS:
        return noun if verb.startswith("{") else f"{noun} {verb}".strip()
    found = _command(noun)
    if isinstance(found, click.Group) and verb not in found.list_commands(_CONTEXT):
        return f"{noun} {verb}"
    return ""


_CONTEXT: Final = click.Context(cli)


@cache
def _command(noun: str) -> click.Command | None:
    return cli.get_command(_CONTEXT, noun)


def _spoken(words: Sequence[str]) -> Iterator[str]:
    """Yield the words of a call that are neither options nor their values."""
    left = iter(words)
    for word in left:
        if word in _WITH_VALUE:
            next(left, None)
        elif not word.startswith("-"):
            yield word


def _sheet_missing(words: Sequence[str]) -> str:
    if "--as" not in words:
        return ""
    kind = words[words.index("--as") + 1]
    return "" if kind_named(kind) else f"the sheet {kind}"


def _setup_missing(part: Path) -> list[str]:
    if part.suffix == ".yaml":
        return [_command_missing(("template", "publish"))]
    names = [file.stem for file in sorted(part.glob("*.csv"))]  # none of a file
    return [f"the sheet {name}" for name in names if kind_named(name) is None]
