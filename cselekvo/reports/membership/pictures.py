"""The pictures of a membership report: members over time, members by sector."""

from collections.abc import Iterator
from datetime import date

from cselekvo.domain.period import BEFORE_RECORDS
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import day, short_day
from cselekvo.i18n.numbers import percent
from cselekvo.reports.account import Account
from cselekvo.reports.balance import Balance
from cselekvo.reports.membership.balance import sector_words
from cselekvo.reports.pictures import Bar, Course, Mark, bars, course
from cselekvo.reports.report import Picture
from cselekvo.reports.sittings import Sitting
from cselekvo.reports.turnover import voting_count, voting_spans

_QUORATE, _NOT_QUORATE, _UNKNOWN = range(3)


def members_by_sector(balance: Balance) -> Picture:
    """Return the voting members of each sector as bars."""
    counted = sector_words(balance)
    whole = sum(count for _word, count in counted)
    rows = [
        Bar(word, count, f"{count} ({percent(count / whole, current())})")
        for word, count in counted
    ]
    listed = [f"{row.label} {row.written}" for row in rows]
    text = _("%(count)s voting members by sector: %(sectors)s.")
    words = fill(text, {"count": whole, "sectors": listed})
    caption = _("Balance of the sectors")
    return Picture(
        key="by_sector", caption=caption, svg=bars(rows, caption, words), text=words
    )


def members_over_time(account: Account) -> Iterator[Picture]:
    """Yield the number of voting members over the period, with its meetings marked.

    A period of one day, or one in which nothing is recorded, has no picture.
    """
    points = _points(account)
    last = account.roster.on
    if not points or points[0][0] == last:
        return
    held = [one for one in account.sittings if one.meeting.on >= points[0][0]]
    told = Course(
        points=points,
        last=last,
        ends=(short_day(points[0][0], current()), short_day(last, current())),
        marks=[Mark(one.meeting.on, _way(one)) for one in held],
        legend=(
            _("meeting with quorum"),
            _("meeting without quorum"),
            _("meeting, attendance not recorded"),
        ),
    )
    caption, words = _("Number of voting members in the period"), _words(told)
    yield Picture(
        key="over_time", caption=caption, svg=course(told, caption, words), text=words
    )


def _points(account: Account) -> list[tuple[date, int]]:
    """Return the days of the period on which the number of members is another."""
    ever, period = account.roster.ever, account.within.period
    days = {
        day
        for _body, span in voting_spans(ever)
        for day in (span.start, span.end)
        if day is not None and day != BEFORE_RECORDS and day in period
    }
    first = period.first_day
    if first is None:
        first = min(days | {one.meeting.on for one in account.sittings}, default=None)
    if first is None:
        return []
    points = [(first, voting_count(ever, first))]
    for changed in sorted(days - {first}):
        count = voting_count(ever, changed)
        if count != points[-1][1]:
            points.append((changed, count))
    return points if any(count for _day, count in points) else []


def _way(sitting: Sitting) -> int:
    if sitting.quorum is None:
        return _UNKNOWN
    return _QUORATE if sitting.quorum.reached else _NOT_QUORATE


def _words(told: Course) -> str:
    """Return in words what the picture shows."""
    counts = [count for _day, count in told.points]
    texts = [
        fill(
            _(
                "Voting members: %(start)s (%(first)s), %(end)s (%(last)s); at most "
                "%(most)s, at least %(least)s."
            ),
            {
                "first": told.first,
                "start": counts[0],
                "last": told.last,
                "end": counts[-1],
                "most": max(counts),
                "least": min(counts),
            },
        )
    ]
    for way, text in enumerate(
        (
            _("Meetings with quorum: %(days)s."),
            _("Meetings without quorum: %(days)s."),
            _("Meetings of which no attendance is recorded: %(days)s."),
        )
    ):
        days = [day(mark.on, current()) for mark in told.marks if mark.way == way]
        texts += [fill(text, {"days": days})] if days else []
    return " ".join(texts)
