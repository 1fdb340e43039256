"""How wide the columns of a table are on paper, measured in letters.

What a browser does with a table by itself, for formats that must be told: a column gets
what its longest line asks for; where that is too much for all, at least its longest
word, and a part of the rest.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from cselekvo.reports.render.paper import Heading, PaperCell
from cselekvo.reports.report import CellKind

#: Letters that the space between two columns takes.
_GAP: Final = 2.2
#: A line that is longer asks for no more.
_LONGEST_LINE: Final = 60
#: Letters that the bar of a ratio needs.
_BAR: Final = 16
#: How long a word may be: the first of these that leaves room for all columns.
_WORDS: Final = (32, 24, 20, 16, 13, 10, 8, 6, 4, 2)
#: Second lines are set smaller, cells that name their row are bold, capitals are wide.
_SMALLER: Final = 0.9
_BOLD: Final = 1.07
_CAPITALS: Final = 1.35


@frozen
class Fit:
    """The widths of columns: how many letters each holds in a line."""

    letters: tuple[float, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """Return the widths as parts of the whole, with the space between them."""
        wide = [one + _GAP for one in self.letters]
        return tuple(round(one / sum(wide), 4) for one in wide)

    def lines(self, row: Sequence[PaperCell]) -> int:
        """Return about how many lines a row takes."""
        return max(
            sum(1 + int(length(text) / letters) for text, _ in _texts(cell))
            for letters, cell in zip(self.letters, row, strict=True)
        )


def fit(
    headings: Sequence[Heading], rows: Iterable[Sequence[PaperCell]], letters: float
) -> Fit:
    """Return how wide the columns are.

    Args:
        headings: The headings of the columns.
        rows: The rows as they are printed.
        letters: How many letters a line of the table holds.
    """
    words = [_longest_word(heading.label) * _BOLD for heading in headings]
    lines = list(words)
    for row in rows:
        for place, cell in enumerate(row):
            for text, scale in _texts(cell):
                words[place] = max(words[place], _longest_word(text) * scale)
                lines[place] = max(lines[place], length(text) * scale)
            if cell.kind is CellKind.PERCENT:
                words[place] = lines[place] = max(lines[place], _BAR)
    room = max(letters - _GAP * len(headings), len(headings))
    most = next(
        (one for one in _WORDS if sum(min(word, one) for word in words) <= room),
        room / max(len(headings), 1),
    )
    least = [max(min(one, most), 1.0) for one in words]
    lines = [max(line, low) for line, low in zip(lines, least, strict=True)]
    wanted = [
        max(min(line, _LONGEST_LINE), low)
        for line, low in zip(lines, least, strict=True)
    ]
    if sum(wanted) > room:
        return Fit(_between(least, wanted, room))
    if sum(lines) > room:
        return Fit(_between(wanted, lines, room))
    return Fit(tuple(one * room / sum(lines) for one in lines))


def length(text: str) -> float:
    """Return how long a text is, in letters; one in capitals is longer."""
    return len(text) * _CAPITALS if text.isupper() else float(len(text))


def _between(
    low: Sequence[float], high: Sequence[float], room: float
) -> tuple[float, ...]:
    """Return widths that fill the room, each as far on from its low to its high one."""
    more = sum(high) - sum(low)
    part = max(room - sum(low), 0.0) / more if more else 0.0
    return tuple(
        least + (most - least) * part for least, most in zip(low, high, strict=True)
    )


def _texts(cell: PaperCell) -> Iterator[tuple[str, float]]:
    yield cell.text, _BOLD if cell.names_row else 1.0
    for line in cell.lines:
        yield line.whole, _SMALLER


def _longest_word(text: str) -> float:
    # Not by `split()`: a no-break space holds together what it parts.
    return max(map(length, text.split(" ")))
