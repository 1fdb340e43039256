"""How large the invented network is, and what chance it is drawn by.

Source: what is publicly known of the flagship: 60 to 80 mentors in 18 counties, 276
consortia, about 1,000 settlements, 2,500 institutions and 905 communities; a third of
the mentors left in one summer.
"""

from datetime import date
from random import Random
from typing import Final

from attrs import frozen

#: The first and the last day of the network.
FIRST: Final = date(2016, 9, 16)
LAST: Final = date(2019, 9, 15)
#: The last day of the third that left, and the first day of those who came for them.
LEFT: Final = date(2017, 6, 30)
CAME: Final = date(2017, 11, 6)
ILLUSTRATION: Final = "illusztráció"


@frozen(kw_only=True)
class Size:
    """How many of each there are: mentors at the start, consortia, and so on."""

    mentors: int = 70
    projects: int = 276
    settlements: int = 1_000
    institutions: int = 2_500
    communities: int = 905

    @classmethod
    def of(cls, scale: int) -> "Size":
        """Return the national size, or so many times that."""
        size = cls()
        return cls(
            mentors=size.mentors * scale,
            projects=size.projects * scale,
            settlements=size.settlements * scale,
            institutions=size.institutions * scale,
            communities=size.communities * scale,
        )


def chance(what: str) -> Random:
    """Return the same chance for the same thing, at every call."""
    return Random(f"cselekvo:{what}")  # noqa: S311 - nothing secret is drawn
