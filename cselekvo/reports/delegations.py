"""Who came to stand for a member instead of whom: no leaving and no joining."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen

from cselekvo.domain.identifiers import OrganisationId, PersonId
from cselekvo.domain.period import BEFORE_RECORDS, Period
from cselekvo.domain.roundtable import Capacity, Membership, Representation
from cselekvo.reports.turnover import unbroken_spans

_DAY = timedelta(days=1)


@frozen(kw_only=True, order=True)
class Replacement:
    """A day from which other people stood for a member in one capacity."""

    on: date
    organisation: OrganisationId
    deputies: bool
    before: tuple[PersonId, ...]
    after: tuple[PersonId, ...]

    @property
    def capacity(self) -> Capacity:
        """Return in which capacity they stood for it."""
        return Capacity.DEPUTY if self.deputies else Capacity.REPRESENTATIVE


def replacements(
    memberships: Iterable[Membership],
    representations: Iterable[Representation],
    within: Period,
) -> list[Replacement]:
    """Return the changes of people in a period, in the order of days.

    Only what changed while the organisation sat there counts: who stands for it on its
    first day was not put in anybody's place.
    """
    seats = list(memberships)
    spans: defaultdict[OrganisationId, list[Period]] = defaultdict(list)
    for body, span in unbroken_spans(seats):
        spans[body].append(span)
    bodies = {one.id: one.organisation for one in seats}
    standing: defaultdict[tuple[OrganisationId, bool], list[Representation]]
    standing = defaultdict(list)
    for one in representations:
        deputies = one.capacity is Capacity.DEPUTY
        standing[bodies[one.membership], deputies].append(one)
    return sorted(
        Replacement(
            on=day, organisation=body, deputies=deputies, before=before, after=after
        )
        for (body, deputies), found in standing.items()
        for day, before, after in _changes(found)
        if day in within and _sat_on_both(spans[body], day)
    )


def _changes(
    found: Iterable[Representation],
) -> Iterator[tuple[date, tuple[PersonId, ...], tuple[PersonId, ...]]]:
    """Yield the days on which others stand than on the day before."""
    standing = list(found)
    days = {one.period.start for one in standing} - {BEFORE_RECORDS}
    days |= {one.period.end for one in standing if one.period.end is not None}
    for day in sorted(days):
        before, after = _on(standing, day - _DAY), _on(standing, day)
        if before != after:
            yield day, before, after


def _on(standing: Iterable[Representation], day: date) -> tuple[PersonId, ...]:
    return tuple(sorted({one.person for one in standing if day in one.period}))


def _sat_on_both(spans: Iterable[Period], day: date) -> bool:
    return any(day in span and day - _DAY in span for span in spans)
