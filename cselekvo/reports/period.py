"""The period that a report about processes tells of, up to its day."""

from datetime import date

from cselekvo.domain.period import from_days
from cselekvo.i18n import _, current
from cselekvo.i18n.dates import period
from cselekvo.reports.report import Pair
from cselekvo.reports.within import SinceAfterDayError


def check_since(since: date | None, on: date) -> None:
    """Go on only if a period does not begin after its last day.

    Raises:
        SinceAfterDayError: It does.
    """
    if since is not None and since > on:
        raise SinceAfterDayError(since, on)


def period_pairs(since: date | None, on: date) -> list[Pair]:
    """Return the period as a fact of the header, where one was asked for."""
    if since is None:
        return []
    span = from_days(since, on)
    words = period(span.first_day, span.last_day, current())
    return [Pair("period", _("Period"), words)]
