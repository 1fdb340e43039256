"""How many units stood alone from month to month, and which mentors came and left."""

from collections.abc import Collection, Iterator
from datetime import date

from attrs import frozen

from cselekvo.domain.mentor import Mentor
from cselekvo.ports import Reader
from cselekvo.reports.mentors.gaps import accompanied_on_days
from cselekvo.reports.mentors.people import mentor_order, name_of, persons_of


def month_days(first: date, last: date) -> list[date]:
    """Return the first day, each first of a month after it, and the last day."""
    found = [first]
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - months
        day = date(year, month, 1)
        if day >= last:
            break
        found.append(day)
    return [*found, last] if last > first else found


@frozen(kw_only=True)
class Change:
    """A mentor who came or left.

    Attributes:
        on: The first day as a mentor, or the last one.
        came: Whether they came.
    """

    on: date
    person: str
    name: str
    came: bool


def changes(
    reader: Reader,
    since: date,
    counties: Collection[str] | None,
    covered: Collection[str],
) -> list[Change]:
    """Return who came and who left within a time, in the order of days.

    Args:
        reader: Who asks; the time ends with their day.
        since: The first day of the time.
        counties: None: mentors of all counties.
        covered: The standings that cover one of these counties.
    """
    standings = [
        one for one in reader.facts(Mentor) if counties is None or one.id in covered
    ]
    people = persons_of(reader, (one.person for one in standings))
    found = [
        (
            Change(
                on=day,
                person=one.person,
                name=name_of(people.get(one.person), one.person),
                came=came,
            ),
            one,
        )
        for one in standings
        for day, came in _days(one)
        if since <= day <= reader.on
    ]
    found.sort(
        key=lambda pair: (
            pair[0].on,
            pair[0].came,
            mentor_order(people.get(pair[1].person), pair[1].person),
        )
    )
    return [change for change, _ in found]


def _days(mentor: Mentor) -> Iterator[tuple[date, bool]]:
    yield mentor.period.start, True
    last = mentor.period.last_day
    if last is not None:
        yield last, False


def alone_over_time(
    reader: Reader, since: date, counties: Collection[str] | None
) -> list[tuple[date, int, int]]:
    """Return by day how many units were accompanied, and how many stood alone."""
    days = month_days(since, reader.on)
    return accompanied_on_days(reader, days, counties)
