"""The figures of a membership report that are seen at a glance."""

from typing import Final

from cselekvo.domain.roundtable import Representation
from cselekvo.i18n import _
from cselekvo.reports.account import Account
from cselekvo.reports.balance import Balance
from cselekvo.reports.report import Cell, CellKind, Figures, Pair

_WHOLE: Final = CellKind.WHOLE
_Figure = tuple[str, str, Cell, CellKind]


def summary(account: Account, balance: Balance) -> Figures:
    """Return the summary: members of the day, then what happened in the period."""
    figures = [
        *_members(account),
        *_period(account),
        *_places(balance),
        *_people(account),
    ]
    return Figures(
        key="summary",
        caption=_("Summary"),
        pairs=tuple(Pair(*figure) for figure in figures),
    )


def _members(account: Account) -> list[_Figure]:
    roster = account.roster
    others = [member for member in roster.members if not member.voting]
    invited = sum(member.invited for member in others)
    vacant = account.vacant
    figures: list[_Figure] = [
        ("voting_members", _("Voting member organisations"), roster.count, _WHOLE),
        ("invitees", _("Standing invitees"), invited, _WHOLE),
        ("vacant_seats", _("Vacant seats"), _not_negative(vacant), _WHOLE),
        ("joined", _("Joined in the period"), len(account.joined), _WHOLE),
        ("left", _("Left in the period"), len(account.left), _WHOLE),
    ]
    if len(others) > invited:
        without = len(others) - invited
        figures.insert(
            1, ("without_vote", _("Members without a vote"), without, _WHOLE)
        )
    return figures


def _not_negative(vacant: int | None) -> int | None:
    return None if vacant is None else max(vacant, 0)


def _period(account: Account) -> list[_Figure]:
    recorded = account.recorded
    quorate = sum(one.quorum is not None and one.quorum.reached for one in recorded)
    return [
        ("meetings", _("Meetings held"), len(account.sittings), _WHOLE),
        ("quorate_meetings", _("Meetings with quorum"), quorate, _WHOLE),
        (
            "attendance_rate",
            _("Average attendance rate"),
            account.average.rate,
            CellKind.PERCENT,
        ),
    ]


def _places(balance: Balance) -> list[_Figure]:
    """Return how many settlements have a member; of the district, if it is known."""
    anywhere = len(balance.settlements)
    if not balance.district:
        found: _Figure = (
            "settlements",
            _("Settlements represented"),
            anywhere,
            _WHOLE,
        )
        label, unknown = _("Settlements of the district"), _("not known")
        whole: _Figure = ("district_settlements", label, unknown, CellKind.TEXT)
        return [found, whole] if balance.of_district else [found]
    return [
        (
            "settlements",
            _("Settlements of the district represented"),
            len(balance.represented),
            _WHOLE,
        ),
        (
            "district_settlements",
            _("Settlements of the district"),
            len(balance.district),
            _WHOLE,
        ),
    ]


def _people(account: Account) -> list[_Figure]:
    voting = account.roster.voting
    standing: list[Representation] = [
        one.representation
        for member in voting
        for one in (*member.representatives, *member.deputies)
    ]
    without_deputy = sum(not member.deputies for member in voting)
    return [
        (
            "persons",
            _("Representatives and deputies"),
            len({one.person for one in standing}),
            _WHOLE,
        ),
        (
            "without_representative",
            _("Members without a representative"),
            sum(not member.representatives for member in voting),
            _WHOLE,
        ),
        ("without_deputy", _("Members without a deputy"), without_deputy, _WHOLE),
    ]
