"""The main table of a membership report: a row for each membership of the day."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from cselekvo.domain.fact import Erased
from cselekvo.domain.person import Person
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import period
from cselekvo.i18n.values import show
from cselekvo.reports.account import Account
from cselekvo.reports.report import Cell, CellKind, Column, Table
from cselekvo.reports.roster import Delegate, Member
from cselekvo.reports.turnout import Turnout

_Value: TypeAlias = Callable[[Member, Turnout], Cell]


def members_table(account: Account, *, contacts: bool) -> Table:
    """Return the roster as a table, with how often each attended in the period.

    Args:
        account: Who sits there, and what is known of the period.
        contacts: With e-mail addresses, telephone numbers and addresses.
    """
    columns = (
        *_columns(),
        *_attendance_columns(),
        *(_contact_columns() if contacts else ()),
    )
    values = [_VALUES[column.key] for column in columns[1:]]
    members = account.roster.members
    numbers = iter(range(1, len(members) + 1))
    return Table(
        key="members",
        caption=_("Members and standing invitees"),
        columns=columns,
        rows=tuple(
            (
                next(numbers) if member.voting else None,
                *(value(member, account.turnout_of(member)) for value in values),
            )
            for member in members
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


def _attendance_columns() -> tuple[Column, ...]:
    """Return the columns that tell of the meetings held while one was a member."""
    day, whole = CellKind.DAY, CellKind.WHOLE
    return (
        Column("invited", _("Meetings"), whole),
        Column("attended", _("Attended"), whole),
        Column("by_representative", _("By representative"), whole, paper=False),
        Column("by_deputy", _("By deputy"), whole, paper=False),
        Column("attendance_rate", _("Attendance rate"), CellKind.PERCENT),
        Column(
            "last_attended",
            _("Last attended"),
            day,
            below="attendance_rate",
        ),
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
    return _joined(name_of(one.person) for one in delegates)


def name_of(person: Person | None) -> str:
    """Return the name of a person; None: one whom the reader may not see."""
    return _("not visible") if person is None else person_name(person)


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


def _of(value: Callable[[Member], Cell]) -> _Value:
    """Return a value of the member alone."""
    return lambda member, _turnout: value(member)


_VALUES: Final[Mapping[str, _Value]] = {
    "organisation": _of(lambda member: member.name),
    "sector": _of(_sector),
    "seat": _of(lambda member: member.settlement or None),
    "role": _of(_role),
    "voting": _of(lambda member: member.voting),
    "representative": _of(lambda member: _names(member.representatives)),
    "position": _of(lambda member: _positions(member.representatives)),
    "deputy": _of(lambda member: _names(member.deputies)),
    "deputy_position": _of(lambda member: _positions(member.deputies)),
    "since": _of(lambda member: member.since),
    "other_periods": _of(_other_periods),
    "until": _of(lambda member: member.until),
    "mandate": _of(lambda member: _text(member.membership.mandate)),
    "invited": lambda _member, turnout: turnout.held,
    "attended": lambda _member, turnout: turnout.attended,
    "by_representative": lambda _member, turnout: turnout.in_person,
    "by_deputy": lambda _member, turnout: turnout.by_deputy,
    "attendance_rate": lambda _member, turnout: turnout.rate,
    "last_attended": lambda _member, turnout: turnout.last,
    "address": _of(_address),
    "organisation_email": _of(_organisation_email),
    "email": _of(lambda member: _contact(member.representatives, "email")),
    "phone": _of(lambda member: _contact(member.representatives, "phone")),
    "deputy_email": _of(lambda member: _contact(member.deputies, "email")),
    "deputy_phone": _of(lambda member: _contact(member.deputies, "phone")),
}
