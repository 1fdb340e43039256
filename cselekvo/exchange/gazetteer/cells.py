"""What stands in the cells of a gazetteer: codes that lost zeros, districts, words."""

import re
from typing import Final

from cselekvo.domain.territory import LegalStatus, is_ksh_code
from cselekvo.domain.vocabulary import fold
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange import values

#: The word after the name of every district.
_DISTRICT: Final = " járás"
#: Three digits, and beside them 1 for the district's seat, 0 for the others.
_DISTRICT_CODE: Final = re.compile(r"([0-9]{1,3})(?:\.0)?|([0-9]{3})[ ./-]*[01]")
#: The code of what belongs to no district.
_NO_DISTRICT: Final = "999"
_DASHES: Final = frozenset({"-", "–", "—", "0", "000", "000 0"})
_CITY_DISTRICT: Final = re.compile(r"budapest,?\s+(?:[0-9]{1,2}|[ivx]+)\.?\s*ker.*")
_STATUSES: Final = (
    (re.compile(".*megyei jogu varos(?:ok)?"), LegalStatus.COUNTY_RIGHTS),
    (re.compile("(?:var)?megyeszekhely(?:ek)?"), LegalStatus.COUNTY_RIGHTS),
    (re.compile("(?:budapest )?fovaros"), LegalStatus.CAPITAL),
    (re.compile("nagykozseg(?:ek)?"), LegalStatus.LARGE_VILLAGE),
    (re.compile("kozseg(?:ek)?"), LegalStatus.VILLAGE),
    (re.compile("varos(?:ok)?"), LegalStatus.TOWN),
)
#: Hungary lies between these degrees.
_NORTH: Final = (45.0, 49.0)
_EAST: Final = (16.0, 23.0)

KSH_CODE: Final = "a KSH code has five digits, the last one a check digit: 32522"
DISTRICT_CODE: Final = "a district's code has three digits: 198"
DEGREES: Final = "degrees within Hungary, as 46,95 north and 17,08 east"


def ksh_code(text: str) -> str:
    """Return the five digits of a code; the zeros that a number lost are put back.

    Raises:
        ValueNotReadError: It is no code, or its check digit is wrong.
    """
    code = text.upper().removeprefix("KSH-")
    if code.isascii() and code.isdigit():
        code = code.zfill(5)
    if not is_ksh_code(code):
        raise ValueNotReadError(text, KSH_CODE)
    return code


def district_code(text: str) -> str:
    """Return the three digits of `085 0`, `85` or `085`; nothing where there is none.

    Raises:
        ValueNotReadError: It is no such code.
    """
    if not text or text in _DASHES:
        return ""
    match = _DISTRICT_CODE.fullmatch(text)
    if match is None:
        raise ValueNotReadError(text, DISTRICT_CODE)
    code = (match[1] or match[2]).zfill(3)
    return "" if code == _NO_DISTRICT else code


def district_name(text: str) -> str:
    """Return the full name of a district: the office writes it without its word."""
    plain = " ".join(text.split())
    if not plain or plain in _DASHES:
        return ""
    return plain if fold(plain).endswith("jaras") else plain + _DISTRICT


def is_city_district(name: str, status: str) -> bool:
    """Return whether a row is about one of Budapest's districts."""
    return "kerulet" in fold(status) or bool(_CITY_DISTRICT.fullmatch(fold(name)))


def legal_status(text: str) -> LegalStatus | None:
    """Return the status that a word means, in the plural or with its county's.

    Raises:
        ValueNotReadError: It is none.
    """
    if not text or text in _DASHES:
        return None
    try:
        return LegalStatus.read(text)
    except ValueNotReadError:
        folded = fold(text)
        for form, status in _STATUSES:
            if form.fullmatch(folded):
                return status
        raise


def degrees(text: str, *, north: bool) -> float | None:
    """Return a coordinate of a place in Hungary.

    Raises:
        ValueNotReadError: It is no number of degrees, or lies elsewhere.
    """
    if not text:
        return None
    number = values.decimal(text)
    low, high = _NORTH if north else _EAST
    if not low <= number <= high:
        raise ValueNotReadError(text, DEGREES)
    return number
