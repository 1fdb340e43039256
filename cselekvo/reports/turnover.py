"""How many organisations have a vote at a table, and who joined and left.

Both look at memberships alone: a change of representative is neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.period import BEFORE_RECORDS, Period
from cselekvo.domain.roundtable import Membership


def voting_count(memberships: Iterable[Membership], on: date) -> int:
    """Return how many organisations have a vote on a day."""
    return len(
        {one.organisation for one in memberships if one.voting and on in one.period}
    )


@frozen(order=True)
class Change:
    """An organisation that joined or left, as `joined` and `left` tell it."""

    on: date
    organisation: OrganisationId


def joined(memberships: Iterable[Membership], within: Period) -> list[Change]:
    """Return who got a vote in a period, with the first day; in the order of days.

    A membership that follows another of the same organisation without a gap is no
    joining, nor is one that runs since before our records. The law: the voting count of
    the last day is that of the day before the first one, and those who joined, less
    those who left.
    """
    return sorted(
        Change(span.start, organisation)
        for organisation, span in voting_spans(memberships)
        if span.start in within and span.start != BEFORE_RECORDS
    )


def left(memberships: Iterable[Membership], within: Period) -> list[Change]:
    """Return who lost their vote in a period, with the first day without it.

    Who is a member for the last time on the last day of the period has not left in it:
    that day still counts them.
    """
    return sorted(
        Change(span.end, organisation)
        for organisation, span in voting_spans(memberships)
        if span.end is not None and span.end in within
    )


def voting_spans(
    memberships: Iterable[Membership],
) -> Iterator[tuple[OrganisationId, Period]]:
    """Yield the unbroken spans in which each organisation has a vote."""
    return unbroken_spans(one for one in memberships if one.voting)


def unbroken_spans(
    memberships: Iterable[Membership],
) -> Iterator[tuple[OrganisationId, Period]]:
    """Yield the unbroken spans in which each organisation sits there, in order."""
    periods: defaultdict[OrganisationId, list[Period]] = defaultdict(list)
    for one in memberships:
        periods[one.organisation].append(one.period)
    for organisation, found in periods.items():
        found.sort(key=lambda period: period.start)
        span = found[0]
        for period in found[1:]:
            if span.end is not None and period.start > span.end:
                yield organisation, span
                span = period
            elif span.end is not None and (period.end is None or period.end > span.end):
                span = Period(span.start, period.end)
        yield organisation, span
