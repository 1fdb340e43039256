"""From the text of a cell to a value: no guesses, and a refusal says what is allowed.

The forms are those of the Hungarian rules of spelling (days, groups of three digits)
and ISO 8601; digits are the ten of ASCII, since `int()` takes those of any script. A
cell is read as `clean(unguard(cell))`, and written as `guard(text)`.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from unicodedata import is_normalized, normalize

from cselekvo.domain.period import PartialDate
from cselekvo.domain.vocabulary import fold
from cselekvo.errors import ValueNotReadError

#: What may surround a text unseen: white space, zero-width space, byte order mark.
OUTER = (
    "\t\n\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SHOWN = 60

_BLANK = r"[ \t\u00a0\u202f\u2009]"
_GAP = rf"(?:\.{_BLANK}*|{_BLANK}+)"
_WORD = r"[^\W\d_]+"
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DOTTED = re.compile(
    rf"([0-9]{{4}})\.{_BLANK}*([0-9]{{1,2}})\.{_BLANK}*([0-9]{{1,2}})\.?"
)
_NAMED = re.compile(rf"([0-9]{{4}}){_GAP}({_WORD}){_GAP}([0-9]{{1,2}})\.?")
_NAMED_MONTH = re.compile(rf"(?:([0-9]{{4}}){_GAP})?({_WORD})\.?")
_YEAR = re.compile(r"([0-9]{4})\.")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan",
            "februar febr feb",
            "marcius marc",
            "aprilis apr",
            "majus maj",
            "junius jun",
            "julius jul",
            "augusztus aug",
            "szeptember szept szep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SERIAL = re.compile(r"[1-6][0-9]{4}")
_EPOCH = date(1899, 12, 30)
_DAY = "a day is written 2022-10-17, 2022.10.17. or 2022. október 17."
_NO_DAY = "there is no such day in the calendar"
_PARTIAL = (
    "a date is written 2022-10-17, 2022. október 17., 2022-10, 2022. október, 2022, "
    "--03 or március"
)

_DIGITS = 18
_GROUPED = re.compile(rf"[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}})+")
_DOT_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_NOT_DIGITS = re.compile(r"[^0-9]")
_WHOLE = "a whole number is written 15303 or 15 303, in digits only"
_TOO_LONG = f"a whole number has at most {_DIGITS} digits"
_ONE_DOT = (
    "it may mean 15 303 or a fraction: write 15 303, or allow dots between groups "
    "with --numbers hu"
)
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_DECIMAL_FORM = "a decimal number is written 46,95 or 46.95"

_YES_NO = {
    **dict.fromkeys(("igen", "yes", "true", "igaz", "1"), True),
    **dict.fromkeys(("nem", "no", "false", "hamis", "0"), False),
}


def _visible(char: str) -> str:
    """Return what stands for a character that must not be printed."""
    return chr(0x2400 + ord(char)) if char < " " else "\ufffd"


def _refused(text: str, expected: str) -> ValueNotReadError:
    """Return the error, with a text short and plain enough to be printed anywhere."""
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    shown = _FORBIDDEN.sub(lambda match: _visible(match[0]), shown)
    return ValueNotReadError(shown, expected)


def is_blank(text: str) -> bool:
    """Return whether nothing can be seen in the cell."""
    return not text or not text.strip(OUTER)


def clean(text: str) -> str:
    """Return the text as it is stored: composed (NFC), trimmed, its lines parted by LF.

    Raises:
        ValueNotReadError: It holds NUL, another control character or half a surrogate
            pair; tabs, line ends and U+0085 are allowed inside.
    """
    if text.isprintable() and (text.isascii() or is_normalized("NFC", text)):
        return text.strip(" ")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _FORBIDDEN.search(text)
    if found is not None:
        expected = (
            "a text holds no control characters; here is one, with its place: "
            f"U+{ord(found[0]):04X}, {found.start() + 1}"
        )
        raise _refused(text, expected)
    return normalize("NFC", text).strip(OUTER)


def day(text: str) -> date:
    """Read a day: `2022-10-17`, `2022. 10. 17.` or `2022. október 17.`.

    Raises:
        ValueNotReadError: It is written otherwise, or there is no such day.
    """
    return _day(text)


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> date:
    plain = clean(text)
    parts = _day_parts(plain)
    if parts is None:
        raise _refused(text, _serial(plain) or _DAY)
    try:
        return date(*parts)
    except ValueError:
        raise _refused(text, _NO_DAY) from None


def _serial(text: str) -> str:
    """Return what to say of a number that a spreadsheet would show as a day."""
    if _SERIAL.fullmatch(text) is None:
        return ""
    shown = (_EPOCH + timedelta(int(text))).isoformat()
    return (
        "a bare number is no day; spreadsheets show it, where it is formatted as a "
        f"date, as: {shown}"
    )


def _day_parts(text: str) -> tuple[int, int, int] | None:
    match = _ISO.fullmatch(text) or _DOTTED.fullmatch(text)
    if match is not None:
        return int(match[1]), int(match[2]), int(match[3])
    match = _NAMED.fullmatch(text)
    month = None if match is None else _MONTHS.get(fold(match[2]))
    if match is None or month is None:
        return None
    return int(match[1]), month, int(match[3])


def partial_date(text: str) -> PartialDate:
    """Read a date of which only a part may be known: `2022-10`, `2022`, `március`.

    Raises:
        ValueNotReadError: It is written otherwise, or there is no such day.
    """
    plain = clean(text)
    parts = _day_parts(plain) or _month_parts(plain)
    try:
        if parts is not None:
            found = PartialDate(*parts)
        else:
            year = _YEAR.fullmatch(plain)
            found = PartialDate.read(plain if year is None else year[1])
    except ValueNotReadError:
        raise _refused(text, _PARTIAL if parts is None else _NO_DAY) from None
    if 0 in (found.year, found.month, found.day):
        raise _refused(text, _NO_DAY)
    return found


def _month_parts(text: str) -> tuple[int | None, int] | None:
    match = _NAMED_MONTH.fullmatch(text)
    month = None if match is None else _MONTHS.get(fold(match[2]))
    if match is None or month is None:
        return None
    return (int(match[1]) if match[1] else None), month


def whole(text: str, *, dots_group: bool = False) -> int:
    """Read a whole number that is not negative: `15303`, `15 303`, `180.000.000`.

    Args:
        text: The cell; groups of three may be parted by any blank.
        dots_group: Whether a single dot parts groups too (`--numbers hu`); two or more
            dots can mean nothing else, and always do.

    Raises:
        ValueNotReadError: It is written otherwise: with a sign, a fraction or an
            exponent, in other digits than 0-9, in groups that are not of three.
    """
    digits = text if text.isascii() and text.isdigit() else _ungrouped(text, dots_group)
    if len(digits) > _DIGITS:
        raise _refused(text, _TOO_LONG)
    return int(digits)


def _ungrouped(text: str, dots_group: bool) -> str:
    plain = clean(text)
    if _DOT_GROUPED.fullmatch(plain):
        if not dots_group and plain.count(".") == 1:
            raise _refused(text, _ONE_DOT)
    elif not (plain.isascii() and plain.isdigit()) and not _GROUPED.fullmatch(plain):
        raise _refused(text, _WHOLE)
    return _NOT_DIGITS.sub("", plain)


def decimal(text: str) -> float:
    """Read a decimal number with comma or dot, such as degrees: `46,95` or `46.95`.

    Raises:
        ValueNotReadError: It is written otherwise: with groups, an exponent, a word.
    """
    plain = clean(text)
    if _DECIMAL.fullmatch(plain) is None:
        raise _refused(text, _DECIMAL_FORM)
    return float(plain.replace(",", "."))


def yes_no(text: str) -> bool:
    """Read `igen` or `nem`, or what spreadsheets make of them.

    Raises:
        ValueNotReadError: It is no such word.
    """
    answer = _YES_NO.get(fold(clean(text)))
    if answer is None:
        raise _refused(text, "one of: igen, nem (yes, no, true, false, 1, 0)")
    return answer
