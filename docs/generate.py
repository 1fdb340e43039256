"""Write the pages that are read off the product: its commands and its sheets.

`make docs` runs it; a test fails when a page on disk differs from what it would write.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from cselekvo.commands.base import shared_options
from cselekvo.commands.main import cli
from cselekvo.domain.fact import Fact
from cselekvo.domain.vocabulary import Vocabulary
from cselekvo.exchange.cells import Column, Sort
from cselekvo.exchange.explaining import explain, row_of
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.sheets import SHEETS
from cselekvo.i18n import _, use

DOCS: Final = Path(__file__).resolve().parent
_SHARED: Final = {str(option.name) for option in shared_options(set())}
#: What identifies a row where the field is not a column of its own.
_KEYS: Final = {
    "start": "tol",
    "membership": "kerekasztal, szervezet",
    "run": "folyamat, szakasz, kor",
}


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; a bar in a cell is no border."""
    yield "| " + " | ".join(header) + " |"
    yield "| " + " | ".join("---" for _name in header) + " |"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


# --- commands -------------------------------------------------------------------------


def verbs() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield every verb with the words it is called by, in the order of the help."""
    top = click.Context(cli, info_name="cselekvo")
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        assert command is not None  # noqa: S101 - it was just listed
        context = click.Context(command, info_name=name, parent=top)
        if not isinstance(command, click.Group):
            yield name, command, context
            continue
        for verb in command.list_commands(context):
            inner = command.get_command(context, verb)
            assert inner is not None  # noqa: S101 - it was just listed
            yield (
                f"{name} {verb}",
                inner,
                click.Context(inner, info_name=verb, parent=context),
            )


def _paragraphs(command: click.Command) -> list[str]:
    parts = inspect.cleandoc(command.help or "").split("\n\n")
    return [_(" ".join(part.split())) for part in parts if part.strip()]


def _words(parameter: click.Parameter, shown: str) -> str:
    """Return the words of a closed list, where they are not shown already."""
    listed = getattr(parameter.type, "words", None)
    if not callable(listed) or "|" in shown:
        return ""
    return f"One of: {', '.join(f'`{word}`' for word in listed())}."


def _parameter_rows(
    command: click.Command, context: click.Context
) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        if parameter.name in _SHARED or "--help" in parameter.opts:
            continue
        shown = parameter.make_metavar(context)
        told = [_words(parameter, shown)]
        if isinstance(parameter, click.Option):
            record = parameter.get_help_record(context)
            shown = record[0] if record else shown
            needed = "Required." if parameter.required else ""
            told = [_(parameter.help or ""), *told, needed]
        text = " ".join(one for one in told if one)
        if text:
            yield f"`{shown}`", text


def _verb(name: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"### {name}\n"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```text\n{context.command_path} {usage}\n```\n"
    for text in _paragraphs(command):
        label, colon, call = text.partition("Example: ")
        if colon and not label:
            yield f"```console\n$ {call}\n```\n"
        else:
            yield f"{text}\n"
    rows = list(_parameter_rows(command, context))
    if rows:
        yield from _table(("option", "meaning"), rows)


def commands_page() -> str:
    """Return the reference of every noun and verb."""
    lines = [
        "<!-- Made by docs/generate.py from the commands themselves. -->\n",
        "# Commands\n",
        "Every noun and verb, as `--help` tells it. A call is",
        "`cselekvo [OPTIONS] NOUN VERB [OPTIONS] [ARGUMENTS]`.\n",
        "(options-of-every-command)=\n## Options of every command\n",
        "They stand before the noun or after the verb.\n",
    ]
    shared = [
        (f"`{', '.join(one.opts)}{_metavar(one)}`", _(one.help or ""))
        for one in shared_options(set())
    ]
    lines += _table(("option", "meaning"), shared)
    lines += [
        "Without `-w` the workspace is what `CSELEKVO_WORKSPACE` names, else the file",
        "`cselekvo.db` in the folder; without `--lang` the language is that of",
        "`CSELEKVO_LANG`, else Hungarian. A day is written `2015-11-30`,",
        "`2015. 11. 30.` or `2015. november 30.`.\n",
        "## Exit status\n",
    ]
    lines += _table(
        ("status", "meaning"),
        [
            ("0", "done, or answered; a verdict `not_eligible` is an answer"),
            ("1", "a fault of ours"),
            ("2", "refused, or found wrong; nothing was changed"),
            ("3", "the surroundings: file, lock, disk or server"),
        ],
    )
    noun = ""
    for name, command, context in verbs():
        of = name.split()[0] if " " in name else "The workspace as a whole"
        if of != noun:
            lines.append(f"## {of}\n")
            noun = of
            if " " in name and context.parent is not None:
                lines += [f"{text}\n" for text in _paragraphs(context.parent.command)]
        lines += _verb(name, command, context)
    return "\n".join(lines).rstrip() + "\n"


def _metavar(option: click.Option) -> str:
    return "" if option.is_flag else f" {option.metavar}"


# --- sheets ---------------------------------------------------------------------------


def _title(vocabulary: type[Vocabulary]) -> str:
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", vocabulary.__name__)
    return words.capitalize()


def _kind_of(fact: type[Fact]) -> str:
    named = [kind.hu for kind in SHEETS if kind.fact is fact]
    return f"id of `{named[0]}`" if named else "id"


def _content(kind: SheetKind, column: Column) -> str:
    """Return how a column is written, with links to its words."""
    cell = column.cell
    if cell.refers is not None:
        return _kind_of(cell.refers)
    if cell.words:
        linked = (f"[{_title(one).lower()}](#{_anchor(one)})" for one in cell.words)
        told = f"a word: {' or '.join(linked)}"
        several = cell.sort is Sort.WORDS
        return f"{told}; several parted by |" if several else told
    return explain(kind, column, "en").written


def _anchor(vocabulary: type[Vocabulary]) -> str:
    return f"words-{vocabulary.__name__.lower()}"


def _key(kind: SheetKind) -> str:
    headers = {column.name: column.hu for column in kind.columns}
    named = dict.fromkeys(
        part
        for name in kind.key
        for part in (_KEYS.get(name) or headers.get(name) or "").split(", ")
        if part
    )
    return ", ".join(f"`{name}`" for name in named)


def _column(kind: SheetKind, column: Column) -> tuple[str, ...]:
    return (
        f"`{column.hu}`",
        f"`{column.en}`",
        "yes" if column.required else "",
        explain(kind, column, "en").meaning,
        _content(kind, column),
        ", ".join(f"`{name}`" for name in column.others),
    )


def _sheet(kind: SheetKind) -> Iterator[str]:
    yield f"### {kind.hu}\n"
    yield f"{row_of(kind, 'en')} English name: `{kind.en}`.\n"
    header = (
        "Hungarian header",
        "English",
        "required",
        "what it means",
        "how it is written",
        "also",
    )
    yield from _table(header, [_column(kind, column) for column in kind.columns])
    if kind.is_relation:
        own = next(column.hu for column in kind.columns if column.name == "id")
        yield f"A row without its `{own}` is recognised by {_key(kind)}.\n"


def sheets_page() -> str:
    """Return the table of every kind of sheet and its columns."""
    lines = [
        "<!-- Made by docs/generate.py from cselekvo.exchange.sheets. -->\n",
        "# Kinds of sheets\n",
        f"The {len(SHEETS)} kinds, in the order in which they are read and written: a",
        "kind stands after those it refers to. How a sheet is read is told in",
        "[Sheets in and out](sheets.md).\n",
        "## The kinds\n",
    ]
    for kind in SHEETS:
        lines += _sheet(kind)
    lines += ["## Words of closed lists\n", "Case and accents do not matter.\n"]
    vocabularies = {
        words
        for kind in SHEETS
        for column in kind.columns
        for words in column.cell.words
    }
    for vocabulary in sorted(vocabularies, key=lambda one: one.__name__):
        lines.append(f"({_anchor(vocabulary)})=\n### {_title(vocabulary)}\n")
        rows = [
            (f"`{one.value}`", one.hu, one.en, ", ".join(one.others))
            for one in vocabulary
        ]
        lines += _table(("stored word", "Hungarian", "English", "also"), rows)
    return "\n".join(lines).rstrip() + "\n"


PAGES: Final[dict[Path, Callable[[], str]]] = {
    DOCS / "commands.md": commands_page,
    DOCS / "how-to" / "sheet-kinds.md": sheets_page,
}


def main() -> None:
    """Write every page that differs."""
    with use("en"):
        for path, page in PAGES.items():
            path.write_text(page(), encoding="utf-8")
            print(f"Wrote {path.relative_to(DOCS.parent)}.")


if __name__ == "__main__":
    main()
