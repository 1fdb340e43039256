"""Numbers as a Hungarian or an English reader writes them.

Sources: the Hungarian rules of spelling (AkH): groups of three from the right, parted
by a space, in numbers of five digits or more; four digits stay unbroken in running text
and are broken in a column beside longer ones; a decimal comma. Babel breaks four digits
too and prints forints with two decimals, hence our own.
"""

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

Number: TypeAlias = "float | Decimal"

#: The space between the groups; a line is never broken there.
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
#: What stands where there is no number to print.
NOTHING: Final = "–"
_FIRST_BROKEN = 10_000
_PRECISION = 400  # digits: more than the longest float has


def whole(n: int, lang: str, *, table: bool = False) -> str:
    """Return a whole number with its groups.

    Args:
        n: The number.
        lang: `hu` or `en`.
        table: It stands in a column: four digits are broken in Hungarian too.
    """
    if lang != "hu":
        return f"{n:,}"
    if not table and abs(n) < _FIRST_BROKEN:
        return str(n)
    return f"{n:,}".replace(",", NO_BREAK_SPACE)


def decimal(
    value: Number, lang: str, digits: int | None = None, *, table: bool = False
) -> str:
    """Return a number with a decimal comma, or an English point.

    Args:
        value: The number; one that is not finite is shown as a dash.
        lang: `hu` or `en`.
        digits: How many decimals; halves are rounded away from zero. None: as many as
            the value has.
        table: It stands in a column: four digits are broken in Hungarian too.
    """
    exact = _exact(value)
    if not exact.is_finite():
        return NOTHING
    if digits is not None:
        exact = _rounded(exact, digits)
    elif isinstance(value, float):
        exact = exact.normalize()
    sign = "-" if exact < 0 else ""
    head, _, tail = f"{abs(exact):f}".partition(".")
    grouped = whole(int(head), lang, table=table)
    if not tail:
        return sign + grouped
    return sign + grouped + ("," if lang == "hu" else ".") + tail


def percent(ratio: Number, lang: str, digits: int = 1) -> str:
    """Return a ratio as a percentage: 0.875 is `87,5%`, in English `87.5%`."""
    exact = _exact(ratio)
    if not exact.is_finite():
        return NOTHING
    return decimal(exact.scaleb(2), lang, digits) + "%"


def huf(n: Number, lang: str, *, table: bool = False) -> str:
    """Return a sum in whole forints: `15 303 Ft`, in English `HUF 15,303`."""
    amount = decimal(n, lang, 0, table=table)
    if lang == "hu":
        return f"{amount}{NO_BREAK_SPACE}Ft"
    return f"HUF{NO_BREAK_SPACE}{amount}"


def _exact(value: Number) -> "Decimal":
    """Return the number that the shortest writing of a float means."""
    from decimal import Decimal

    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _rounded(exact: "Decimal", digits: int) -> "Decimal":
    from decimal import ROUND_HALF_UP, Context, Decimal

    places = Decimal(1).scaleb(-digits)
    return exact.quantize(places, ROUND_HALF_UP, Context(prec=_PRECISION))
