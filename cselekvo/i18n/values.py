"""Any value of a fact, a finding or an error, as a reader of a language writes it."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from cselekvo.domain.fact import Erased
from cselekvo.domain.period import BEFORE_RECORDS, PartialDate, Period
from cselekvo.domain.vocabulary import Vocabulary
from cselekvo.i18n import dates, numbers
from cselekvo.i18n.order import sort_key

_ERASED: Final = {"hu": "törölve", "en": "erased"}
_YES: Final = {"hu": "igen", "en": "yes"}
_NO: Final = {"hu": "nem", "en": "no"}


def show(value: Any, lang: str) -> str:
    """Return the value in words.

    Days are written in full, numbers with their groups, words of a closed list in the
    language, several values with commas, an erased text as such, nothing as a dash. A
    year is handed over as a `PartialDate`: as a number it would be grouped.
    """
    if isinstance(value, str):
        return _text(value, lang)
    if value is None or value == BEFORE_RECORDS:
        return numbers.NOTHING
    if isinstance(value, Enum):
        return _member(value, lang)
    if isinstance(value, date | Period | PartialDate):
        return _time(value, lang)
    if isinstance(value, list | tuple | set | frozenset):
        return _several(value, lang)
    return _number(value, lang)


def _text(value: str, lang: str) -> str:
    return _ERASED[_known(lang)] if isinstance(value, Erased) else value


def _member(value: Enum, lang: str) -> str:
    return value.word(lang) if isinstance(value, Vocabulary) else str(value.value)


def _time(value: date | Period | PartialDate, lang: str) -> str:
    if isinstance(value, Period):
        return dates.period(value.first_day, value.last_day, lang)
    if isinstance(value, PartialDate):
        return dates.partial(value, lang)
    if isinstance(value, datetime):
        return dates.instant(value, lang)
    return dates.day(value, lang)


def _several(values: Iterable[Any], lang: str) -> str:
    """Return the values with commas; those of a set in Hungarian order."""
    shown = [show(value, lang) for value in values]
    if isinstance(values, set | frozenset):
        shown.sort(key=sort_key)
    return ", ".join(shown) or numbers.NOTHING


def _number(value: Any, lang: str) -> str:
    """Return a number, a text in two languages, or what writes itself."""
    if isinstance(value, bool):
        return (_YES if value else _NO)[_known(lang)]
    if isinstance(value, int):
        return numbers.whole(value, lang)
    from decimal import Decimal

    from cselekvo.domain.named import Named
    from cselekvo.domain.template import Words

    if isinstance(value, Words | Named):
        return value.word(_known(lang))

    if isinstance(value, float | Decimal):
        return numbers.decimal(value, lang)
    return str(value)


def _known(lang: str) -> str:
    return "hu" if lang == "hu" else "en"
