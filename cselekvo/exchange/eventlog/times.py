"""When events happened: instants with their offsets, out of many ways to write them.

Sources: ISO 8601; XML Schema, `xs:dateTime`, whose zone is optional; the Hungarian
rules of spelling (`2022. 10. 17. 8:30`). Day and month are never guessed: a form that
begins with neither a year of four digits nor that of a Hungarian day is refused.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from cselekvo.domain.budapest import budapest
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.eventlog.notes import EventLogCode, Notes
from cselekvo.exchange.values import clean, day

_BUDAPEST: Final = "Europe/Budapest"
_ZONE: Final = "a time zone is named as Europe/Budapest is, or written as +01:00"
_CLOCK: Final = re.compile(
    r"(?P<day>\S.*?)(?:[ T]\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]{1,12}))?)?"
    r"\s*(?P<zone>Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_SLASHED: Final = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")
_OFFSET: Final = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})?")
#: No time is longer, blanks around it included.
_LONGEST: Final = 100
_DAY_HOURS: Final = 24
_MOST_HOURS: Final = 14
_MINUTES: Final = 60


def zone_named(text: str) -> tzinfo:
    """Return the time zone that a person named, or wrote as an offset.

    Raises:
        ValueNotReadError: There is none of that name.
    """
    if text == _BUDAPEST:
        return budapest()
    if text in {"UTC", "Z"}:
        return UTC
    if _OFFSET.fullmatch(text):
        found = _offset(text)
        if found is not None:
            return found
        raise ValueNotReadError(text, _ZONE)
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # a folder of zones is no file
        raise ValueNotReadError(text, _ZONE) from None


def read_time(text: str) -> datetime | None:
    """Return a time as it was written, with its offset if it has one; None: it is none.

    ISO 8601 goes first, for that is what nearly all logs hold.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _written(text)
    # What Python reads beyond the forms that people write: weeks, odd separators.
    if text[4] == "-" == text[7] and text[10:11] in "T ":
        return found
    return _written(text)


@lru_cache(maxsize=1 << 14)
def _written(text: str) -> datetime | None:
    """Return a time in another form: 24:00, slashes, a Hungarian day, a late zone."""
    plain = text.strip() if len(text) <= _LONGEST else ""
    match = _CLOCK.fullmatch(plain)
    on = None if match is None else _day(match["day"])
    if match is None or on is None:
        return None
    hours, minutes = int(match["hour"] or 0), int(match["minute"] or 0)
    seconds, part = int(match["second"] or 0), (match["part"] or "")[:6]
    zone = None if match["zone"] is None else _offset(match["zone"])
    if match["zone"] is not None and zone is None:
        return None
    ends = hours == _DAY_HOURS and not (minutes or seconds or part.strip("0"))
    try:
        at = datetime(
            on.year,
            on.month,
            on.day,
            0 if ends else hours,
            minutes,
            seconds,
            int(part.ljust(6, "0")),
            tzinfo=zone,
        )
        return at + timedelta(days=1) if ends else at
    except (ValueError, OverflowError):
        return None


def _day(text: str) -> date | None:
    slashed = _SLASHED.fullmatch(text)
    try:
        if slashed is not None:
            return date(int(slashed[1]), int(slashed[2]), int(slashed[3]))
        return day(text)
    except (ValueError, ValueNotReadError):
        return None


def _offset(text: str) -> tzinfo | None:
    """Return the zone of an offset; no place on earth is more than 14 hours ahead."""
    if text in {"Z", "UTC"}:
        return UTC
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > _MOST_HOURS or minutes >= _MINUTES:
        return None
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if match[1] == "-" else ahead)


class Times:
    """The times of one log, faults noted.

    Args:
        notes: Where faults are kept.
        zone: Where times without an offset were read from a clock.
        assumed: The zone where none is given; None: such times are refused.
        column: The column of the times, for the findings.
    """

    def __init__(
        self,
        notes: Notes,
        zone: tzinfo | None,
        *,
        assumed: tzinfo | None = None,
        column: str | None = None,
    ) -> None:
        self._notes, self._zone, self._column = notes, zone, column
        self._local = zone or assumed
        self._days: dict[int, tzinfo | None] = {}

    def read(self, text: str, line: int) -> datetime | None:
        """Return when it was; None where the log does not say, or not so that we know.

        Args:
            text: The time as it is written.
            line: Where it stands.
        """
        at = read_time(text)
        if at is None:
            if not text.strip():
                self._notes.count(EventLogCode.TIME_MISSING, line)
            else:
                self._refuse(text, line)
        elif at.tzinfo is None:
            return self._placed(at, line)
        return at

    def _refuse(self, text: str, line: int) -> None:
        """Keep a text that is no time; shown short and plain."""
        try:
            shown = clean(text[:60])
        except ValueNotReadError as error:
            shown = str(error.values["text"])
        code = EventLogCode.TIME_NOT_READ
        self._notes.refuse(code, line, self._column, text=shown)

    def _placed(self, at: datetime, line: int) -> datetime | None:
        """Return a local time with the offset that the clocks had there."""
        if self._local is None:
            self._notes.count(EventLogCode.ZONE_MISSING, line)
            return None
        if self._zone is None:
            self._notes.count(EventLogCode.ZONE_ASSUMED, line)
        number = at.toordinal()
        try:
            offset = self._days[number]
        except KeyError:
            offset = self._days[number] = _all_day(at, self._local)
        if offset is None:
            return self._turned(at, self._local, line)
        return at.replace(tzinfo=offset)

    def _turned(self, at: datetime, zone: tzinfo, line: int) -> datetime:
        """Return a time of a day on which the clocks are turned.

        Of an hour that exists twice the first is taken; a time in an hour that was
        left out, as if the clocks had not been turned yet.
        """
        first = at.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
        second = at.replace(tzinfo=zone, fold=1).utcoffset() or timedelta()
        if first > second:
            self._notes.count(EventLogCode.TIME_TWICE, line)
        elif first < second:
            self._notes.count(EventLogCode.TIME_SKIPPED, line)
        return at.replace(tzinfo=timezone(first))


def _all_day(at: datetime, zone: tzinfo) -> tzinfo | None:
    """Return the offset of a whole day; None: the clocks are turned on it."""
    begins = at.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=zone)
    ends = begins.replace(hour=23, minute=59, second=59)
    found = {
        one.replace(fold=fold).utcoffset() for one in (begins, ends) for fold in (0, 1)
    }
    offset = found.pop()
    return None if found or offset is None else timezone(offset)
