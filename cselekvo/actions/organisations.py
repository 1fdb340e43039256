"""Adding organisations, renaming them, and moving their addresses."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import evolve

from cselekvo.actions.action import action
from cselekvo.actions.checks import check, check_new_id
from cselekvo.actions.rechecking import flag_changed
from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
    Organisation,
    OrganisationName,
)
from cselekvo.domain.period import Period
from cselekvo.findings import Finding, every, has_errors
from cselekvo.ports import Work
from cselekvo.rules.organisations import OrganisationCode
from cselekvo.rules.permissions import Verb


def _day_before(period: Period) -> date:
    return period.start - timedelta(days=1)


def _lies_in(addresses: Sequence[Address]) -> list[str]:
    """Return the places a new organisation lies at, for the permission."""
    places = [address.settlement or address.county for address in addresses]
    return [place for place in places if place is not None]


@action("organisation add", lambda organisation: organisation.id)
def add_organisation(
    work: Work,
    organisation: Organisation,
    name: OrganisationName,
    addresses: tuple[Address, ...],
) -> list[Finding]:
    """Add an organisation with its first name and its addresses."""
    work.require(Verb.EDIT_ORGANISATION, *_lies_in(addresses))
    findings = every(
        check_new_id(work, organisation),
        check(work, name),
        *(check(work, address) for address in addresses),
    )
    if not has_errors(findings):
        work.write_many([organisation, name, *addresses])
    return findings


@action("organisation rename", lambda name: name.organisation)
def rename_organisation(work: Work, name: OrganisationName) -> list[Finding]:
    """Give an organisation another name from the first day of the new one."""
    work.require(Verb.EDIT_ORGANISATION, work.one(Organisation, name.organisation).id)
    running = [
        one
        for one in work.facts(OrganisationName, organisation=name.organisation)
        if one.period.start < name.period.start in one.period
    ]
    for old in running:
        work.write(evolve(old, period=old.period.ending(_day_before(name.period))))
    findings = check(work, name)
    if not has_errors(findings):
        work.write(name)
    return findings


@action("organisation address", lambda address: address.organisation)
def add_address(work: Work, address: Address, *, moving: bool) -> list[Finding]:
    """Add an address; `moving` ends those in the same role the day before.

    A seat moves; sites are usually added beside each other.
    """
    organisation = work.one(Organisation, address.organisation)
    work.require(Verb.EDIT_ORGANISATION, organisation.id)
    if moving:
        _end_addresses(work, address)
    findings = check(work, address)
    if not has_errors(findings):
        work.write(address)
        findings += flag_changed(work, [organisation.id], work.today)
    return findings


def _end_addresses(work: Work, moved_to: Address) -> None:
    for old in work.facts(
        Address, organisation=moved_to.organisation, role=moved_to.role
    ):
        if old.period.start < moved_to.period.start in old.period:
            before = _day_before(moved_to.period)
            work.write(evolve(old, period=old.period.ending(before)))


@action("organisation close address", lambda organisation: organisation)
def close_address(
    work: Work, organisation: OrganisationId, role: AddressRole, place: str, on: date
) -> Iterator[Finding]:
    """End an address; `on` is its last day.

    Args:
        work: The change.
        organisation: Whose.
        role: Seat, site or post.
        place: Settlement id or written place of the one that ends.
        on: The last day.
    """
    work.require(Verb.EDIT_ORGANISATION, work.one(Organisation, organisation).id)
    held = work.facts(Address, on=on, organisation=organisation, role=role)
    ending = [one for one in held if place in {one.settlement, one.place}]
    for address in ending:
        work.write(evolve(address, period=address.period.ending(on)))
    yield from flag_changed(work, [organisation], work.today)
    if not ending:
        yield Finding(
            OrganisationCode.NO_SUCH_ADDRESS,
            subject=organisation,
            values={"place": place, "role": role, "on": on},
        )
