"""The settlements of the invented network: real district seats, and invented others."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from cselekvo.exchange.national.sizes import ILLUSTRATION, Size

_BEFORE: Final = ("Kis", "Nagy", "Alsó", "Felső", "Ó", "Új", "Közép", "Szent", "Puszta")
_STEM: Final = (
    "almás", "bükkös", "cseres", "diós", "erdős", "füzes", "gyertyános", "hársas",
    "kökényes", "ligetes", "mogyorós", "nádas", "nyíres", "patakos", "réti", "szilas",
)  # fmt: skip
_AFTER: Final = ("falva", "háza", "telke", "hegy", "völgy", "kút", "mező", "part")
#: Codes of invented settlements begin here; the office's own lie below.
_CODES: Final = 6_000


@frozen(kw_only=True)
class Seat:
    """A district with its county and its seat, as the handbook knows them."""

    district: str
    county: str
    code: str
    name: str


@frozen(kw_only=True)
class Place:
    """A settlement of the network."""

    code: str
    name: str
    county: str
    district: str
    source: str


def places(seats: Sequence[Seat], size: Size) -> list[Place]:
    """Return the settlements: the seats of the districts, then invented ones.

    Args:
        seats: The districts of the counties that the network covers.
        size: How many settlements there are.
    """
    found = [
        Place(
            code=seat.code,
            name=seat.name,
            county=seat.county,
            district=seat.district,
            source="KSH, 2018. január 1.",
        )
        for seat in seats
    ][: size.settlements]
    names = _names()
    for at in range(size.settlements - len(found)):
        seat = seats[at % len(seats)]
        found.append(
            Place(
                code=_code(_CODES + at),
                name=next(names),
                county=seat.county,
                district=seat.district,
                source=ILLUSTRATION,
            )
        )
    return found


def _names() -> Iterator[str]:
    """Yield invented names without end, each once."""
    part = 0
    while True:
        part += 1
        more = "" if part == 1 else f" {part}."
        for after in _AFTER:
            for stem in _STEM:
                for before in _BEFORE:
                    yield f"{before}{stem}{after}{more} (példa)"


def _code(number: int) -> str:
    """Return a settlement's code with its check digit.

    Rule: with the digits a b c d it is 9a + 7b + 3c + d, filled up to a ten.
    """
    digits = [int(one) for one in f"{number:04d}"]
    weighed = sum(x * y for x, y in zip(digits, (9, 7, 3, 1), strict=True))
    return f"{number:04d}{-weighed % 10}"
