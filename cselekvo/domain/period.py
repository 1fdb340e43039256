"""Days, spans of days, and dates of which only a part is known.

Inside, a span is half-open: `end` is the first day outside. People write and read the
last day; only the border (sheets, forms, reports, JSON) converts, with `last_day` and
`from_days`.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import Enum

from attrs import field, frozen

from cselekvo.errors import PeriodError, ValueNotReadError

#: "Since before our records": where the beginning of a period is not recorded.
BEFORE_RECORDS = date.min
_DAY = timedelta(days=1)


class Answer(Enum):
    """What can be said when a date is known in part."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


@frozen
class Period:
    """The days from `start` up to, not including, `end`; no `end`: still running.

    Raises:
        PeriodError: It would hold no day.
    """

    start: date
    end: date | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise PeriodError(self.start, self.end - _DAY)

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two share a day."""
        return self.start in other or other.start in self

    def covers(self, other: "Period") -> bool:
        """Return whether every day of the other is a day of this."""
        if other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    @property
    def last_day(self) -> date | None:
        """Return the last day inside, as people write it; None: still running."""
        return None if self.end is None else self.end - _DAY

    @property
    def first_day(self) -> date | None:
        """Return the first day, or None where it lies before our records."""
        return None if self.start == BEFORE_RECORDS else self.start

    def ending(self, last_day: date) -> "Period":
        """Return the period cut short: `last_day` is its last day inside."""
        return from_days(self.start, last_day)


def from_days(first: date | None, last: date | None = None) -> Period:
    """Make a period from the first and the last day, as people write them.

    Args:
        first: The first day; None: since before our records.
        last: The last day, inclusive; None: still running.

    Raises:
        PeriodError: The last day is before the first.
    """
    start = BEFORE_RECORDS if first is None else first
    if last is None:
        return Period(start)
    if last < start:
        raise PeriodError(start, last)
    return Period(start, None if last == date.max else last + _DAY)


_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def read_day(text: str) -> date:
    """Read a day written as `2015-11-30`; week dates and other digits are refused.

    Raises:
        ValueNotReadError: It is not such a day.
    """
    match = _ISO.fullmatch(text)
    if match is not None:
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            pass
    raise ValueNotReadError(text, "a day is written YYYY-MM-DD, as 2015-11-30")


_PARTIAL = re.compile(r"([0-9]{4}|-)(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


@frozen
class PartialDate:
    """A date of which the year, the month or the day may be unknown.

    "March" without a year is `PartialDate(None, 3)`; "2022" is `PartialDate(2022)`.
    Lives in project terms, publications and claims; relations need whole days.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueNotReadError(repr(self), "a day of no month is no date")
        if self.year is None and self.month is None:
            raise ValueNotReadError(repr(self), "a date needs a year or a month")
        try:
            date(
                2000 if self.year is None else self.year,
                1 if self.month is None else self.month,
                1 if self.day is None else self.day,
            )
        except ValueError as error:
            raise ValueNotReadError(repr(self), str(error)) from None

    def __str__(self) -> str:
        parts = ["-" if self.year is None else f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def read(cls, text: str) -> "PartialDate":
        """Read `2022-09-30`, `2022-09`, `2022` or, without a year, `--03`.

        Raises:
            ValueNotReadError: It is none of these.
        """
        match = _PARTIAL.fullmatch(text)
        if match is None:
            raise ValueNotReadError(text, "a date is YYYY-MM-DD, YYYY-MM, YYYY or --MM")
        year, month, day = match.groups()
        return cls(
            None if year == "-" else int(year),
            int(month) if month else None,
            int(day) if day else None,
        )

    def _bounds(self) -> tuple[date, date] | None:
        if self.year is None:
            return None
        if self.month is None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if self.day is not None:
            whole = date(self.year, self.month, self.day)
            return whole, whole
        days = monthrange(self.year, self.month)[1]
        return date(self.year, self.month, 1), date(self.year, self.month, days)

    def is_before(self, day: date) -> Answer:
        """Return whether it lies before the day, as far as it is known."""
        bounds = self._bounds()
        if bounds is None:
            return Answer.UNDETERMINED
        if bounds[1] < day:
            return Answer.YES
        return Answer.NO if bounds[0] >= day else Answer.UNDETERMINED

    def is_after(self, day: date) -> Answer:
        """Return whether it lies after the day, as far as it is known."""
        bounds = self._bounds()
        if bounds is None:
            return Answer.UNDETERMINED
        if bounds[0] > day:
            return Answer.YES
        return Answer.NO if bounds[1] <= day else Answer.UNDETERMINED
