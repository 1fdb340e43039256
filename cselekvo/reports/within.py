"""The period that a membership report tells of: joining, leaving, meetings."""

from datetime import date
from enum import Enum

from attrs import frozen

from cselekvo.domain.period import Period, from_days
from cselekvo.domain.roundtable import Roundtable
from cselekvo.errors import RefusedError


class SinceAfterDayError(RefusedError):
    """The period of a report would begin after the day that it is about."""

    code = "since-after-day"

    def __init__(self, since: date, on: date) -> None:
        super().__init__(
            f"The period cannot begin on {since}: the day of the report is {on}.",
            since=since,
            on=on,
        )


class Beginning(Enum):
    """Why a period begins when it does."""

    GIVEN = "given"
    FOUNDING = "founding"
    RECORDS = "records"  #: all that is recorded, up to the day


@frozen
class Within:
    """A period up to the day of a report, inclusive, and why it begins when it does."""

    period: Period
    beginning: Beginning


def within(table: Roundtable, since: date | None, on: date) -> Within:
    """Return the period from a day to another, both inclusive.

    Args:
        table: Where no first day is given, the period begins with its founding; where
            that is not known, or is yet to come, with the first record.
        since: The first day.
        on: The day of the report, the last one.

    Raises:
        SinceAfterDayError: The first day is after the last one.
    """
    if since is not None:
        if since > on:
            raise SinceAfterDayError(since, on)
        return Within(from_days(since, on), Beginning.GIVEN)
    if table.founded is not None and table.founded <= on:
        return Within(from_days(table.founded, on), Beginning.FOUNDING)
    return Within(from_days(None, on), Beginning.RECORDS)
