"""What a template's roles and outcomes are called, and how texts are broken to fit."""

import re
from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from cselekvo.domain.template import Words
from cselekvo.i18n import current
from cselekvo.reports.drawing import SIZE, width_of

_BOLD: Final = 1.06
#: A no-break space stays.
_BLANKS: Final = re.compile("[ \t\n]+")
_MOST: Final = 6
_CUT: Final = "…"


@frozen(kw_only=True)
class Naming:
    """What the ids that a template names are called; one that is not known is shown.

    Attributes:
        roles: The titles of roles by their ids.
        outcomes: The words of outcomes by their ids.
    """

    roles: Mapping[str, Words] = field(factory=dict)
    outcomes: Mapping[str, Words] = field(factory=dict)

    def role(self, id_: str) -> str:
        """Return the title of a role; an empty text where there is none."""
        return _called(id_, self.roles)

    def outcome(self, id_: str) -> str:
        """Return the word of an outcome; an empty text where there is none."""
        return _called(id_, self.outcomes)


def _called(id_: str, known: Mapping[str, Words]) -> str:
    words = known.get(id_)
    return id_.replace("_", " ") if words is None else words.word(current())


def length_of(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return how wide a text is at most."""
    return width_of(text, size) * (_BOLD if bold else 1.0)


def cut(text: str, letters: int) -> str:
    """Return a text of so many letters at most."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + _CUT


def wrapped(
    text: str, width: float, size: float = SIZE, *, bold: bool = False
) -> list[str]:
    """Return a text in lines of a width, never more than six.

    A word is broken only where it is wider than a line.
    """
    lines: list[str] = []
    for word in filter(None, _BLANKS.split(text)):
        whole = f"{lines[-1]} {word}" if lines else word
        if lines and length_of(whole, size, bold=bold) <= width:
            lines[-1] = whole
            continue
        rest = word
        while length_of(rest, size, bold=bold) > width and len(rest) > 1:
            most = next(
                n
                for n in range(len(rest) - 1, 0, -1)
                if n == 1 or length_of(rest[:n] + "-", size, bold=bold) <= width
            )
            lines.append(rest[:most] + "-")
            rest = rest[most:]
        lines.append(rest)
    if len(lines) > _MOST:
        lines = [*lines[: _MOST - 1], lines[_MOST - 1] + _CUT]
    return lines
