"""What the verbs that match mentors and units read: pairs, and weights."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Final

from cselekvo.domain.vocabulary import fold
from cselekvo.errors import ValueNotReadError
from cselekvo.rules.assignment_costs import Weights

#: What the parts of a cost are called, in either language.
_NAMES: Final = {
    "distance": "distance",
    "tavolsag": "distance",
    "field": "field",
    "szakterulet": "field",
    "balance": "balance",
    "kiegyenlites": "balance",
    "continuity": "continuity",
    "folytonossag": "continuity",
    "km": "km_per_step",
}


def read_pairs(given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Read `mentor=unit`, several of them; return units with their mentors.

    Raises:
        ValueNotReadError: One is not written so.
    """
    pairs = []
    for one in given:
        mentor, _sign, unit = (part.strip() for part in one.partition("="))
        if not mentor or not unit:
            raise ValueNotReadError(one, "a pair is written MENTOR=UNIT")
        pairs.append((unit, mentor))
    return tuple(pairs)


def read_weights(text: str) -> Weights:
    """Read `distance=1,field=0.5`; what is not named keeps its default.

    Raises:
        ValueNotReadError: A part is unknown or named twice, or a weight is no number.
    """
    found: dict[str, Decimal] = {}
    for one in text.split(",") if text else ():
        name, _sign, value = one.partition("=")
        part = _NAMES.get(fold(name), "")
        try:
            weight = Decimal(value.strip())
        except InvalidOperation:
            part = ""
        if not part or part in found:
            raise ValueNotReadError(
                one, "weights are written distance=1,field=1,balance=1,continuity=2"
            )
        found[part] = weight
    return Weights(**found)
