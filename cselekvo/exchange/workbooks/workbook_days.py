"""Days and times of day as spreadsheets count them: numbers since an epoch.

Day 60 of the count from 1900 is a 29 February that never was (ECMA-376, 18.17.4.1);
what is no day of the calendar stays the number that it is.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

_FIRST: Final = date(1899, 12, 31)
_FROM_MARCH: Final = date(1899, 12, 30)
_FROM_1904: Final = date(1904, 1, 1)
_NO_DAY: Final = 60
_LAST: Final = date(9999, 12, 31)
_MILLISECONDS: Final = 86_400_000
#: Numbers of built-in formats that show a day, a time of day, or a span of time.
_DAYS: Final = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}
_TIMES: Final = {*range(18, 22), *range(32, 36), 45, 47, 55, 56}
_SPAN: Final = 46
#: What stands in a format for itself: quoted, escaped, a width, a colour or a currency.
_LITERAL: Final = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE
)
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


def shown(
    number: float, kind: str, *, from_1904: bool
) -> date | datetime | time | timedelta | float:
    """Return what a number shows in a format.

    Args:
        number: Days since the epoch of the workbook.
        kind: `day`, `time` or `span`, as the format is.
        from_1904: Whether the epoch is the first day of 1904.

    Returns:
        A date; a datetime where there is a time of day; a time below one day in a
        format of times; a timedelta in one of spans; the number where there is no such
        day.
    """
    days, part = divmod(number, 1)
    thousandths = round(part * _MILLISECONDS)
    if kind == "span":
        within = abs(number) < _LAST.toordinal()
        return timedelta(int(days), 0, 0, thousandths) if within else number
    clock = timedelta(0, 0, 0, thousandths)
    if kind == "time" and days == 0 and thousandths < _MILLISECONDS:
        return (datetime.combine(_FIRST, time()) + clock).time()
    day = _day(days, from_1904=from_1904)
    if day is None:
        return number
    if not thousandths:
        return day
    moment = datetime.combine(day, time()) + clock if day < _LAST else None
    if moment is None:
        return number
    return moment if moment.time() != time() else moment.date()


def _day(days: float, *, from_1904: bool) -> date | None:
    if from_1904:
        epoch, first = _FROM_1904, 0
    elif days < _NO_DAY:
        epoch, first = _FIRST, 1
    else:
        epoch, first = _FROM_MARCH, _NO_DAY + 1
    if not first <= days <= (_LAST - epoch).days:
        return None
    return epoch + timedelta(int(days))


def built_in(number: int) -> str:
    """Return what a number shows in a built-in format: `day`, `time`, `span`, or ``."""
    if number in _DAYS:
        return "day"
    if number == _SPAN:
        return "span"
    return "time" if number in _TIMES else ""


def format_kind(code: str) -> str:
    """Return what a number shows in a format: `day`, `time`, `span`, or nothing.

    Args:
        code: As a workbook stores it, in English: `yyyy/mm/dd`, `0.00`, `[h]:mm`.
    """
    code = _LITERAL.sub("", code).partition(";")[0].lower()
    if _ELAPSED.search(code):
        return "span"
    code = code.replace("general", "").replace("am/pm", "h").replace("a/p", "h")
    if "y" in code or "d" in code or ("m" in code and not re.search("[hs]", code)):
        return "day"
    return "time" if re.search("[hs]", code) else ""
