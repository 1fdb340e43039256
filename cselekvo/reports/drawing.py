"""Small drawings as SVG.

They print in black and white, have no style sheet, no script and no font of their own,
and the same drawing is always the same bytes. A unit is such that a letter of `SIZE` is
as large as the small print of a report where the drawing is 80 mm wide; widths of texts
are estimated generously, since nobody knows which font a reader has.
"""

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

INK: Final = "#1b2630"
SOFT: Final = "#51606d"
LINE: Final = "#cbd5dc"
PALE: Final = "#e6edf1"
BAR: Final = "#3d6478"
SIZE: Final = 10.5
_FONT: Final = "Libertinus Serif, Georgia, serif"
#: How wide a letter may be, in parts of the size: no wider than in DejaVu Serif.
_NARROW: Final = frozenset("fijlrtí.,:;!'|()[]- \N{NO-BREAK SPACE}")
_WIDE: Final = frozenset("mw@%&—")
#: What XML cannot hold.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def width_of(text: str, size: float = SIZE) -> float:
    """Return how wide a text is at most."""
    return size * sum(map(_letter_width, text))


def _letter_width(char: str) -> float:
    if char in _NARROW:
        return 0.46
    if not char.isascii() and not char.isalpha():
        return 1.0
    return 1.04 if char in _WIDE or char.isupper() else 0.68


def number(value: float) -> str:
    """Return a length with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Drawing:
    """A drawing that grows by what is put into it; y goes down, as in SVG."""

    def __init__(self, width: float, title: str, description: str) -> None:
        self.width = width
        self._parts = [element("title", title), element("desc", description)]

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        ink: str = INK,
        bold: bool = False,
    ) -> None:
        """Write words on one line.

        Args:
            x: Where they start, have their middle or end, by `anchor`.
            y: The line they stand on.
            words: The words.
            anchor: `start`, `middle` or `end`.
            ink: Their colour.
            bold: In bold letters.
        """
        weight = ' font-weight="700"' if bold else ""
        placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}"{placed} fill="{ink}"{weight}>'
            f"{_escaped(words)}</text>"
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, ink: str = LINE
    ) -> None:
        """Draw a thin straight line."""
        self._parts.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" '
            f'y2="{number(y2)}" stroke="{ink}" stroke-width="0.6"/>'
        )

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a filled bar."""
        self._parts.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}" fill="{BAR}"/>'
        )

    def area(self, path: str) -> None:
        """Fill what a path encloses, palely."""
        self._parts.append(f'<path d="{path}" fill="{PALE}"/>')

    def path(self, path: str) -> None:
        """Draw a path as a strong line."""
        self._parts.append(
            f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.5" '
            'stroke-linejoin="round" stroke-linecap="round"/>'
        )

    def dot(self, x: float, y: float, *, filled: bool, crossed: bool = False) -> None:
        """Draw a dot: filled, empty, or empty with a stroke through it."""
        fill = INK if filled else "#ffffff"
        self._parts.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="2.8" fill="{fill}" '
            f'stroke="{INK}" stroke-width="1"/>'
        )
        if crossed:
            self.line(x - 2, y + 2, x + 2, y - 2, ink=INK)

    def svg(self, height: float, scale: float = 1.5) -> str:
        """Return the drawing; `scale` is how large it is shown if nobody says."""
        size = (
            f'width="{number(self.width * scale)}" height="{number(height * scale)}" '
            f'viewBox="0 0 {number(self.width)} {number(height)}"'
        )
        inside = "\n".join(self._parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" '
            f'font-family={quoteattr(_FONT)} font-size="{number(SIZE)}">\n'
            f"{inside}\n</svg>\n"
        )


def _escaped(words: str) -> str:
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", words))


def element(name: str, words: str) -> str:
    """Return an element that holds words only, as a title or a description."""
    return f"<{name}>{_escaped(words)}</{name}>"
