"""The main table of a membership report: a row for each membership of the day."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from cselekvo.domain.fact import Erased
from cselekvo.domain.person import Person
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import period
from cselekvo.i18n.values import show
from cselekvo.reports.report import Cell, CellKind, Column, Table
from cselekvo.reports.roster import Delegate, Member, Roster

_Value: TypeAlias = Callable[[Member], Cell]


def members_table(roster: Roster, *, contacts: bool) -> Table:
    """Return the roster as a table.

    Args:
        roster: Who sits there.
        contacts: With e-mail addresses, telephone numbers and addresses.
    """
    columns = (*_columns(), *(_contact_columns() if contacts else ()))
    values = [_VALUES[column.key] for column in columns[1:]]
    numbers = iter(range(1, len(roster.members) + 1))
    return Table(
        key="members",
        caption=_("Members and standing invitees"),
        columns=columns,
        rows=tuple(
            (
                next(numbers) if member.voting else None,
                *(value(member) for value in values),
            )
            for member in roster.members
        ),
        head="organisation",
        main=True,
    )


def _columns() -> tuple[Column, ...]:
    """Return the columns of the public version; the first one numbers the votes."""
    day, whole, yes_no = CellKind.DAY, CellKind.WHOLE, CellKind.YES_NO
    body, person, deputy = "organisation", "representative", "deputy"
    return (
        Column("number", _("No."), whole),
        Column("organisation", _("Organisation")),
        Column("sector", _("Sector")),
        Column("seat", _("Seat"), below=body),
        Column("role", _("Role")),
        Column("voting", _("Vote"), yes_no, paper=False),
        Column("representative", _("Representative")),
        Column("position", _("Position"), below=person),
        Column("deputy", _("Deputy")),
        Column("deputy_position", _("Deputy's position"), below=deputy),
        Column("since", _("Member since"), day),
        Column("until", _("Member until"), day, below="since", labelled=True),
        Column("other_periods", _("Also member"), below="since", labelled=True),
        Column("mandate", _("Mandate"), below="since"),
    )


def _contact_columns() -> tuple[Column, ...]:
    body, person, deputy = "organisation", "representative", "deputy"
    return (
        Column("address", _("Address"), below=body),
        Column("organisation_email", _("Organisation's e-mail"), below=body),
        Column("email", _("Representative's e-mail"), below=person),
        Column("phone", _("Representative's telephone"), below=person),
        Column("deputy_email", _("Deputy's e-mail"), below=deputy),
        Column("deputy_phone", _("Deputy's telephone"), below=deputy),
    )


def _text(value: str) -> str | None:
    """Return a text as it is shown: erased as such, an empty one as nothing."""
    return show(value, current()) if value or isinstance(value, Erased) else None


def _joined(texts: Iterable[str | None]) -> str | None:
    return ", ".join(text for text in texts if text) or None


def _role(member: Member) -> str:
    offices = [held.office.word(current()) for held in member.offices]
    role = ", ".join(offices) or member.membership.role.word(current())
    if member.voting or member.invited:
        return role
    return fill(_("%(role)s without a vote"), {"role": role})


def _names(delegates: Iterable[Delegate]) -> str | None:
    return _joined(
        _("not visible") if one.person is None else person_name(one.person)
        for one in delegates
    )


def person_name(person: Person) -> str:
    """Return a name in the order of the language: Kovács Anna, in English Anna Kovács.

    In English only a name of which the parts are known is turned round.
    """
    if current() == "hu" or not (person.family_name and person.given_name):
        return show(person.name, current())
    title = "Dr" if person.prefix_text.strip() == "dr." else person.prefix_text
    return f"{title} {person.given_name} {person.family_name}".strip()


def _positions(delegates: Iterable[Delegate]) -> str | None:
    return _joined(_text(one.representation.position) for one in delegates)


def _contact(delegates: Iterable[Delegate], name: str) -> str | None:
    """Return e-mail addresses or numbers; of an erased person there are none."""
    return _joined(getattr(one.person, name, "") for one in delegates)


def _sector(member: Member) -> str | None:
    return None if member.sector is None else member.sector.word(current())


def _address(member: Member) -> str | None:
    return None if member.address is None else _text(member.address.text)


def _organisation_email(member: Member) -> str | None:
    body = member.organisation
    return None if body is None else _text(body.email)


def _other_periods(member: Member) -> str | None:
    return _joined(
        period(one.first_day, one.last_day, current()) for one in member.others
    )


_VALUES: Final[Mapping[str, _Value]] = {
    "organisation": lambda member: member.name,
    "sector": _sector,
    "seat": lambda member: member.settlement or None,
    "role": _role,
    "voting": lambda member: member.voting,
    "representative": lambda member: _names(member.representatives),
    "position": lambda member: _positions(member.representatives),
    "deputy": lambda member: _names(member.deputies),
    "deputy_position": lambda member: _positions(member.deputies),
    "since": lambda member: member.since,
    "other_periods": _other_periods,
    "until": lambda member: member.until,
    "mandate": lambda member: _text(member.membership.mandate),
    "address": _address,
    "organisation_email": _organisation_email,
    "email": lambda member: _contact(member.representatives, "email"),
    "phone": lambda member: _contact(member.representatives, "phone"),
    "deputy_email": lambda member: _contact(member.deputies, "email"),
    "deputy_phone": lambda member: _contact(member.deputies, "phone"),
}
