"""Who joined and who left in the period, and who came to stand for a member."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from cselekvo.i18n import _, current
from cselekvo.i18n.order import sort_key
from cselekvo.reports.account import Account
from cselekvo.reports.membership.rows import name_of
from cselekvo.reports.report import Block, Cell, CellKind, Column, Table
from cselekvo.reports.turnover import Change, voting_count

_DAY: Final = timedelta(days=1)
_LEFT, _JOINED, _AGAIN = range(3)


def changes(account: Account) -> Iterator[Block]:
    """Yield who joined and left, then who came to stand for a member."""
    if account.joined or account.left:
        yield _turnover(account)
    if account.replaced:
        yield _replacements(account)


def _turnover(account: Account) -> Table:
    """Return a row for each day on which somebody joined, or sat there no more."""
    return Table(
        key="changes",
        caption=_("Joined and left in the period"),
        columns=(
            Column("on", _("Day"), CellKind.DAY),
            Column("change", _("Change")),
            Column("last_day", _("Last day"), CellKind.DAY, "change", labelled=True),
            Column("count", _("How many"), CellKind.WHOLE),
            Column("organisations", _("Organisations")),
            Column("members_after", _("Members after"), CellKind.WHOLE),
        ),
        rows=tuple(_turnover_rows(account)),
        head="on",
    )


def _turnover_rows(account: Account) -> Iterator[tuple[Cell, ...]]:
    roster = account.roster
    words = (_("left"), _("joined"), _("joined again"))
    for (day, what), bodies in sorted(_by_day(account).items()):
        names = sorted((roster.name_of(body) for body in bodies), key=sort_key)
        yield (
            day,
            words[what],
            day - _DAY if what == _LEFT else None,
            len(names),
            "; ".join(names),
            voting_count(roster.ever, day),
        )


def _by_day(account: Account) -> Mapping[tuple[date, int], list[str]]:
    """Return who joined and left by the day from which it is so."""
    found: defaultdict[tuple[date, int], list[str]] = defaultdict(list)
    for one in account.left:
        found[one.on, _LEFT].append(one.organisation)
    for one in account.joined:
        found[one.on, _again(account, one)].append(one.organisation)
    return found


def _again(account: Account, change: Change) -> int:
    """Return whether who joined had had a vote before."""
    had = any(
        seat.voting
        and seat.organisation == change.organisation
        and seat.period.start < change.on
        for seat in account.roster.ever
    )
    return _AGAIN if had else _JOINED


def _replacements(account: Account) -> Table:
    """Return a row for each change of people; the organisation's seat is the same."""
    roster = account.roster

    def names(people: Iterable[str]) -> str | None:
        shown = (name_of(account.persons.get(one)) for one in people)
        return ", ".join(sorted(shown, key=sort_key)) or None

    rows = sorted(
        account.replaced,
        key=lambda one: (one.on, sort_key(roster.name_of(one.organisation)), one),
    )
    return Table(
        key="representatives",
        caption=_("Changes of representatives and deputies in the period"),
        columns=(
            Column("on", _("Day"), CellKind.DAY),
            Column("organisation", _("Organisation")),
            Column("capacity", _("Capacity")),
            Column("before", _("Before")),
            Column("after", _("After")),
        ),
        rows=tuple(
            (
                one.on,
                roster.name_of(one.organisation),
                one.capacity.word(current()),
                names(one.before),
                names(one.after),
            )
            for one in rows
        ),
        head="organisation",
    )
