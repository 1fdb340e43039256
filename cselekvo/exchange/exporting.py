"""Writing a knowledge as a folder of sheets: one file for each kind that has rows.

What is written can be read again: into an empty workspace it gives equal facts, into
the same one it changes nothing. Users and the journal stay where they are.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cselekvo.domain.fact import Erased, Fact
from cselekvo.exchange.cells import Column
from cselekvo.exchange.csvout import write_csv
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.sheets import SHEETS
from cselekvo.exchange.world import World
from cselekvo.files import FileNotWrittenError, reason_of
from cselekvo.ports import Reader


def _value(column: Column, fact: Fact, extra: Any) -> Any:
    if column.name in extra:
        return extra[column.name]
    if column.name == "first":
        return fact.period.first_day  # type: ignore[attr-defined]
    if column.name == "last":
        return fact.period.last_day  # type: ignore[attr-defined]
    value = getattr(fact, column.name)
    return "" if isinstance(value, Erased) else value


def rows_of(kind: SheetKind, reader: Reader, lang: str) -> Iterator[list[str]]:
    """Yield the cells of every record of a kind that the reader may see."""
    world = World(reader)
    for fact in reader.facts(kind.fact):
        extra = kind.show(fact, world)
        yield [
            column.cell.show(_value(column, fact, extra), world, lang)
            for column in kind.columns
        ]


def export_folder(reader: Reader, folder: Path, lang: str = "hu") -> dict[str, int]:
    """Write all kinds that have rows; return how many rows each has.

    Args:
        reader: Whose scope and knowledge is written.
        folder: Made where it is missing; files of the same name are replaced.
        lang: Of headers and words, `hu` or `en`.

    Raises:
        FileNotWrittenError: The folder or a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileNotWrittenError(folder, reason_of(error)) from error
    written: dict[str, int] = {}
    for kind in SHEETS:
        rows = list(rows_of(kind, reader, lang))
        name = kind.hu if lang == "hu" else kind.en
        if rows:
            header = [column.header(lang) for column in kind.columns]
            write_csv(folder / f"{name}.csv", header, rows)
            written[kind.hu] = len(rows)
    return written
