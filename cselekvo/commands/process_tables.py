"""Tables of stages whose template is named only where there are several."""

from collections.abc import Sequence
from typing import Any

from cselekvo.commands.output import table


def by_template(
    header: Sequence[str], rows: Sequence[Sequence[Any]], numbers: int
) -> list[str]:
    """Return the lines of a table; its first column is the template.

    Args:
        header: The names of the columns.
        rows: Cells; where all have the same template, it is left out.
        numbers: How many of the last columns are set to the right.
    """
    start = 1 if len({row[0] for row in rows}) == 1 else 0
    columns = len(header) - start
    return table(
        header[start:],
        [row[start:] for row in rows],
        right=tuple(range(columns - numbers, columns)),
    )
