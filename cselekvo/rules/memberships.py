"""What may sit at a roundtable, when, in which office, represented by whom.

Sources: practice of Hungarian roundtables as DOMAIN section 7 records it. Membership
belongs to the organisation; the person changes. One person stands for one organisation
unless the statutes allow more.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from cselekvo.domain.period import Period
from cselekvo.domain.programme import Partnership
from cselekvo.domain.roundtable import (
    Capacity,
    MemberRole,
    Membership,
    Office,
    OfficeKind,
    Representation,
    Roundtable,
    Statutes,
)
from cselekvo.findings import Finding, Severity


class MembershipCode(Enum):
    """What the rules of a table can find."""

    ALREADY_MEMBER = "already-member"
    NOT_A_MEMBER = "not-a-member"
    BEFORE_FOUNDING = "before-founding"
    AFTER_DISSOLUTION = "after-dissolution"
    NOT_ADMITTED = "not-admitted"
    INVITEE_WITH_VOTE = "invitee-with-vote"
    SEATS_FULL = "seats-full"
    OFFICE_OUTSIDE_MEMBERSHIP = "office-outside-membership"
    OFFICE_WITHOUT_VOTE = "office-without-vote"
    OFFICE_TAKEN = "office-taken"
    OUTSIDE_MEMBERSHIP = "representation-outside-membership"
    ALREADY_REPRESENTED = "already-represented"
    STANDS_FOR_TWO = "stands-for-two"
    STILL_SEATED = "still-seated"
    STATUTES_OVERLAP = "statutes-overlap"


def _days(period: Period) -> dict[str, Any]:
    return {"since": period.first_day, "until": period.last_day}


def check_membership(
    joining: Membership, held: Iterable[Membership]
) -> Iterator[Finding]:
    """Find what speaks against an organisation taking a seat.

    Args:
        joining: The membership asked for.
        held: The memberships of the same organisation at the same table.
    """
    for other in held:
        if other.id != joining.id and other.period.overlaps(joining.period):
            values = {"roundtable": joining.roundtable, **_days(other.period)}
            yield Finding(
                MembershipCode.ALREADY_MEMBER,
                subject=joining.organisation,
                values=values,
            )
    if joining.voting and joining.role is MemberRole.STANDING_INVITEE:
        yield Finding(MembershipCode.INVITEE_WITH_VOTE, subject=joining.organisation)


def check_table_life(joining: Membership, table: Roundtable) -> Iterator[Finding]:
    """Find a seat before the table was founded (warning) or after it was dissolved."""
    if table.founded is not None and joining.period.start < table.founded:
        yield Finding(
            MembershipCode.BEFORE_FOUNDING,
            subject=joining.organisation,
            severity=Severity.WARNING,
            values={"founded": table.founded, **_days(joining.period)},
        )
    if table.dissolved is not None and (
        joining.period.last_day is None or joining.period.last_day > table.dissolved
    ):
        yield Finding(
            MembershipCode.AFTER_DISSOLUTION,
            subject=joining.organisation,
            values={"dissolved": table.dissolved, **_days(joining.period)},
        )


def check_admitted(
    joining: Membership,
    table: Roundtable,
    statutes: Statutes | None,
    partnerships: Iterable[Partnership],
) -> Iterator[Finding]:
    """Find an organisation that is no partner of the table's programme when it joins.

    Args:
        joining: The membership asked for.
        table: Its table; one without a programme takes anybody.
        statutes: Those of the day of joining; they may open the table to others.
        partnerships: Those of the organisation.
    """
    if table.programme is None or (statutes is not None and not statutes.admitted_only):
        return
    for partnership in partnerships:
        if (
            partnership.programme == table.programme
            and joining.period.start in partnership.period
        ):
            return
    yield Finding(
        MembershipCode.NOT_ADMITTED,
        subject=joining.organisation,
        values={"programme": table.programme, "on": joining.period.start},
    )


def check_seats(
    joining: Membership, statutes: Statutes | None, voting: int
) -> Iterator[Finding]:
    """Warn when more organisations would vote than there are seats."""
    seats = None if statutes is None else statutes.seats
    if seats is not None and joining.voting and voting >= seats:
        yield Finding(
            MembershipCode.SEATS_FULL,
            subject=joining.organisation,
            severity=Severity.WARNING,
            values={"seats": seats, "members": voting},
        )


def check_still_seated(
    partnership: Partnership,
    tables: Mapping[str, Roundtable],
    seats: Iterable[Membership],
) -> Iterator[Finding]:
    """Warn of seats at tables of a programme that its partner is about to leave."""
    for seat in seats:
        table = tables.get(seat.roundtable)
        ends = partnership.period.end
        if table is None or table.programme != partnership.programme or ends is None:
            continue
        if seat.period.end is None or seat.period.end > ends:
            yield Finding(
                MembershipCode.STILL_SEATED,
                subject=seat.organisation,
                severity=Severity.WARNING,
                values={"roundtable": seat.roundtable, **_days(seat.period)},
            )


def check_office(
    office: Office, membership: Membership, others: Iterable[Office]
) -> Iterator[Finding]:
    """Find what speaks against a member holding an office.

    Args:
        office: The office asked for.
        membership: The membership it rests on.
        others: All offices of the same table.
    """
    if not membership.period.covers(office.period):
        yield Finding(
            MembershipCode.OFFICE_OUTSIDE_MEMBERSHIP,
            subject=membership.organisation,
            values={"office": office.office, **_days(membership.period)},
        )
    if not membership.voting:
        yield Finding(
            MembershipCode.OFFICE_WITHOUT_VOTE,
            subject=membership.organisation,
            values={"office": office.office},
        )
    for other in others:
        same = other.office is office.office
        mine = other.membership == office.membership
        alone = office.office is not OfficeKind.VICE_CHAIR or mine
        if (
            same
            and alone
            and other.id != office.id
            and (other.period.overlaps(office.period))
        ):
            yield Finding(
                MembershipCode.OFFICE_TAKEN,
                subject=membership.organisation,
                values={"office": office.office, **_days(other.period)},
            )


def check_representation(
    asked: Representation,
    membership: Membership,
    others: Iterable[Representation],
    statutes: Statutes | None,
) -> Iterator[Finding]:
    """Find what speaks against a person standing for a membership.

    Args:
        asked: The representation asked for.
        membership: The membership it rests on.
        others: All representations of the same table.
        statutes: Whether one person may hold several seats.
    """
    if not membership.period.covers(asked.period):
        yield Finding(
            MembershipCode.OUTSIDE_MEMBERSHIP,
            subject=membership.organisation,
            values={"person": asked.person, **_days(membership.period)},
        )
    several = statutes is not None and statutes.one_person_many_seats
    for other in others:
        if other.id == asked.id or not other.period.overlaps(asked.period):
            continue
        values = {"person": other.person, **_days(other.period)}
        if other.membership == asked.membership:
            first = asked.capacity is Capacity.REPRESENTATIVE
            if other.person == asked.person or (
                first and other.capacity is asked.capacity
            ):
                yield Finding(
                    MembershipCode.ALREADY_REPRESENTED,
                    subject=membership.organisation,
                    values=values,
                )
        elif other.person == asked.person and not several:
            yield Finding(
                MembershipCode.STANDS_FOR_TWO,
                subject=membership.organisation,
                values=values,
            )
