"""Numbered steps of the schema, each one transaction; they only add optional fields.

A step is a file `step_NNN.sql` beside this one, in the types of SQLite; the engines
write them in their own. What stands in a released step is never changed: a field that
a fact gets later comes with a step of its own. A test holds all steps together against
the tables made from the facts' fields.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: The schema this version writes and reads.
SCHEMA: Final = 4
_FOLDER: Final = Path(__file__).parent
_MADE: Final = "CREATE TABLE "


def statements(step: int) -> Iterator[str]:
    """Yield the statements of a step, in order."""
    text = (_FOLDER / f"step_{step:03d}.sql").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";\n"):
        if statement.strip():
            yield statement.strip().removesuffix(";")


def tables() -> list[str]:
    """Return the name of every table that a workspace of this schema has."""
    made = [
        statement.removeprefix(_MADE).partition(" ")[0].strip('"')
        for step in range(1, SCHEMA + 1)
        for statement in statements(step)
        if statement.startswith(_MADE)
    ]
    return list(dict.fromkeys(made))
