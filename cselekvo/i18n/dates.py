"""Days, spans and instants as a Hungarian or an English reader writes them.

Sources: the Hungarian rules of spelling (AkH): `2022. október 17.`; the day's dot goes
before an ending (`17-én`), the year's before a possessive or a postposition (`2022
októberében`, `2015 után`); a span has an en dash with spaces. English days are written
as EU texts write them.
"""

from datetime import UTC, date, datetime
from typing import Final

from cselekvo.domain.budapest import budapest
from cselekvo.domain.period import BEFORE_RECORDS, PartialDate

_MONTHS: Final = {
    "hu": (
        "január",
        "február",
        "március",
        "április",
        "május",
        "június",
        "július",
        "augusztus",
        "szeptember",
        "október",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_IN_MONTH: Final = (
    "januárjában",
    "februárjában",
    "márciusában",
    "áprilisában",
    "májusában",
    "júniusában",
    "júliusában",
    "augusztusában",
    "szeptemberében",
    "októberében",
    "novemberében",
    "decemberében",
)
#: Days of the month whose ordinal takes back vowels: másodikán, huszadikán.
_BACK_VOWELS: Final = frozenset({2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30})


def day(d: date, lang: str) -> str:
    """Return a day in full: `2015. november 30.`, in English `30 November 2015`."""
    month = _month(d.month, lang)
    return (
        f"{d.year}. {month} {d.day}." if lang == "hu" else f"{d.day} {month} {d.year}"
    )


def short_day(d: date, lang: str) -> str:
    """Return a day in figures: `2015. 11. 30.`, in English `2015-11-30`."""
    if lang == "hu":
        return f"{d.year}. {d.month:02d}. {d.day:02d}."
    return d.isoformat()


def day_on(d: date) -> str:
    """Return what happened when, in Hungarian: `2015. november 30-án`."""
    return f"{d.year}. {_month(d.month, 'hu')} {d.day}-{_ending(d.day)}"


def in_month(year: int, month: int) -> str:
    """Return the month of a year as a Hungarian place in time: `2022 októberében`."""
    return f"{year} {_IN_MONTH[month - 1]}"


def with_postposition(when: date | PartialDate, postposition: str) -> str:
    """Return a Hungarian date before a postposition; a lone year has no dot.

    `2015 után`, `2018. december óta`, `2015. november 30. előtt`.
    """
    words = partial(when, "hu") if isinstance(when, PartialDate) else day(when, "hu")
    return f"{words} {postposition}"


def partial(known: PartialDate, lang: str) -> str:
    """Return as much of a date as is known.

    `2018. december`, `2022`, `március`, `március 5.`; in English `December 2018`,
    `2022`, `March`, `5 March`.
    """
    year = "" if known.year is None else str(known.year)
    if known.month is None:
        return year
    month = _month(known.month, lang)
    dot = "." if lang == "hu" else ""
    day_of_month = "" if known.day is None else f"{known.day}{dot}"
    parts = (year and f"{year}{dot}", month, day_of_month)
    ordered = parts if lang == "hu" else reversed(parts)
    return " ".join(part for part in ordered if part)


def period(first: date | None, last: date | None, lang: str) -> str:
    """Return a span by its first and its last day, with an en dash.

    `2018. december 1. – 2022. szeptember 30.`, `2015. november 30. –`; one day alone is
    written once.

    Args:
        first: The first day; None or `BEFORE_RECORDS`: since before our records.
        last: The last day, inclusive; None: still running.
        lang: `hu` or `en`.
    """
    start = "" if first is None or first == BEFORE_RECORDS else day(first, lang)
    end = "" if last is None else day(last, lang)
    return start if start and start == end else f"{start} – {end}".strip()


def instant(moment: datetime, lang: str, *, seconds: bool = False) -> str:
    """Return an instant by the clocks of Budapest: `2015. november 30. 14:05`.

    Args:
        moment: The instant; one without an offset is taken as UTC.
        lang: `hu` or `en`; in English `30 November 2015, 14:05`.
        seconds: Print the seconds too.
    """
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    local = aware.astimezone(budapest())
    clock = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    return f"{day(local, lang)}{'' if lang == 'hu' else ','} {clock}"


def _month(number: int, lang: str) -> str:
    return _MONTHS["hu" if lang == "hu" else "en"][number - 1]


def _ending(day_of_month: int) -> str:
    if day_of_month == 1:
        return "jén"
    return "án" if day_of_month in _BACK_VOWELS else "én"
