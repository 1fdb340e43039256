"""How many rows of each sheet were read, and what came of them, as a table."""

from collections.abc import Mapping

from cselekvo.commands.output import table
from cselekvo.i18n import _

_WORDS = ("read", "added", "changed", "unchanged", "refused")


def counts_table(by_kind: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Return the lines of the table, a row for each kind of sheet."""
    header = [
        _("sheet"),
        _("rows read"),
        _("added"),
        _("changed"),
        _("unchanged"),
        _("refused"),
    ]
    rows = [[name, *(one[word] for word in _WORDS)] for name, one in by_kind.items()]
    return table(header, rows, right=(1, 2, 3, 4, 5))
