"""The clocks of Budapest: where days begin and end for everybody here.

The zone comes from the system's data; where there is none, the rule is computed.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Final

_WINTER: Final = timedelta(hours=1)
_SUMMER: Final = timedelta(hours=2)
_MARCH, _OCTOBER = 3, 10
_LAST: Final = datetime.max.replace(tzinfo=UTC)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1)  # noqa: DTZ001 - plain UTC on both sides
    return last - timedelta(days=last.isoweekday() % 7)


def offset_by_rule(moment: datetime) -> timedelta:
    """Return how far Budapest is ahead of a plain UTC time.

    Source: Directive 2000/84/EC: summer time runs from 01:00 UTC on the last Sunday of
    March to 01:00 UTC on the last Sunday of October.
    """
    begins = _last_sunday(moment.year, _MARCH)
    ends = _last_sunday(moment.year, _OCTOBER)
    return _SUMMER if begins <= moment < ends else _WINTER


class _ByRule(tzinfo):
    """Central European time by the rule alone."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return the offset of a local time; of two that meet, the later."""
        if moment is None:
            return _WINTER
        return offset_by_rule(moment.replace(tzinfo=None) - _WINTER)

    def dst(self, moment: datetime | None) -> timedelta:
        """Return how much of the offset is summer time."""
        return self.utcoffset(moment) - _WINTER

    def tzname(self, moment: datetime | None) -> str:
        """Return what the zone is called."""
        return "CEST" if self.dst(moment) else "CET"

    def fromutc(self, moment: datetime) -> datetime:
        """Return the local time of a UTC time that bears this zone."""
        plain = moment.replace(tzinfo=None)
        return (plain + offset_by_rule(plain)).replace(tzinfo=self)


@cache
def budapest() -> tzinfo:
    """Return the time zone in which days begin and end."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo("Europe/Budapest")
    except ZoneInfoNotFoundError:
        return _ByRule()


def day_in_budapest(instant: datetime) -> date:
    """Return the day it is in Budapest at an instant."""
    return instant.astimezone(budapest()).date()


def end_of_day(day: date) -> datetime:
    """Return the last microsecond of a day in Budapest, in UTC."""
    if day == date.max:
        return _LAST
    after = datetime.combine(day + timedelta(days=1), time(), tzinfo=budapest())
    return after.astimezone(UTC) - timedelta(microseconds=1)
