"""What a coordinator should see to: empty seats, silent members, missing people."""

from collections.abc import Callable, Iterator
from typing import Final

from cselekvo.i18n import _, fill
from cselekvo.reports.account import Account
from cselekvo.reports.report import Block, Cell, CellKind, Column, Table
from cselekvo.reports.roster import Member

#: Who has missed every one of at least so many meetings is silent.
_SILENT_FROM: Final = 2


def attention(account: Account) -> Iterator[Block]:
    """Yield a row for each kind of thing to see to; where there is none, nothing."""
    rows = tuple(_rows(account))
    if rows:
        yield Table(
            key="attention",
            caption=_("What needs attention"),
            columns=(
                Column("what", _("What")),
                Column("count", _("How many"), CellKind.WHOLE),
                Column("organisations", _("Organisations")),
            ),
            rows=rows,
            head="what",
        )


def _rows(account: Account) -> Iterator[tuple[Cell, ...]]:
    vacant = account.vacant
    if vacant is not None and vacant > 0:
        yield _("Vacant seats"), vacant, None

    def row(
        what: str, which: Callable[[Member], bool], name: Callable[[Member], str]
    ) -> Iterator[tuple[Cell, ...]]:
        names = [name(member) for member in account.roster.voting if which(member)]
        if names:
            yield what, len(names), "; ".join(names)

    def is_silent(member: Member) -> bool:
        turnout = account.turnout_of(member)
        return turnout.held >= _SILENT_FROM and not turnout.attended

    def silent(member: Member) -> str:
        text = _("%(name)s (none of %(held)s meetings)")
        values = {"name": member.name, "held": account.turnout_of(member).held}
        return fill(text, values)

    yield from row(_("Members that attended no meeting"), is_silent, silent)
    yield from row(
        _("Members without a representative"),
        lambda member: not member.representatives,
        _name,
    )
    yield from row(
        _("Members without a deputy"), lambda member: not member.deputies, _name
    )


def _name(member: Member) -> str:
    return member.name
