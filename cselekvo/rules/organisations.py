"""What an organisation's names and addresses must be like."""

from collections.abc import Iterable, Iterator
from enum import Enum

from cselekvo.domain.organisation import Address, AddressRole, OrganisationName
from cselekvo.findings import Finding, Severity


class OrganisationCode(Enum):
    """What the rules of organisations can find."""

    NAME_EMPTY = "name-empty"
    NAME_OVERLAPS = "name-overlaps"
    SEAT_OVERLAPS = "seat-overlaps"
    ADDRESS_DOUBLED = "address-doubled"
    NO_SUCH_ADDRESS = "no-such-address"
    PLACE_EMPTY = "place-empty"
    PLACE_UNKNOWN = "place-unknown"
    COUNTY_DISAGREES = "county-disagrees"


def check_name(
    name: OrganisationName, others: Iterable[OrganisationName]
) -> Iterator[Finding]:
    """Find an empty name, or two names on one day."""
    if not name.name.strip():
        yield Finding(OrganisationCode.NAME_EMPTY, subject=name.organisation)
    for other in others:
        if other.id != name.id and other.period.overlaps(name.period):
            yield Finding(
                OrganisationCode.NAME_OVERLAPS,
                subject=name.organisation,
                values={
                    "name": other.name,
                    "since": other.period.first_day,
                    "until": other.period.last_day,
                },
            )


def check_address(address: Address, others: Iterable[Address]) -> Iterator[Finding]:
    """Find an address without a place, two seats on one day, or the same site twice."""
    if address.settlement is None and address.county is None and not address.place:
        yield Finding(OrganisationCode.PLACE_EMPTY, subject=address.organisation)
    for other in others:
        if other.id == address.id or other.role is not address.role:
            continue
        if not other.period.overlaps(address.period):
            continue
        values = {
            "place": other.place or other.settlement,
            "since": other.period.first_day,
            "until": other.period.last_day,
        }
        if address.role is AddressRole.SEAT:
            yield Finding(
                OrganisationCode.SEAT_OVERLAPS,
                subject=address.organisation,
                values=values,
            )
        elif _same_place(address, other):
            yield Finding(
                OrganisationCode.ADDRESS_DOUBLED,
                subject=address.organisation,
                severity=Severity.WARNING,
                values=values,
            )


def _same_place(one: Address, other: Address) -> bool:
    return (one.settlement, one.place, one.text) == (
        other.settlement,
        other.place,
        other.text,
    )


def check_county(
    organisation: str, place: str, lies_in: str, written: str
) -> Iterator[Finding]:
    """Find a county that is not the one the place lies in; both by name."""
    if lies_in != written:
        yield Finding(
            OrganisationCode.COUNTY_DISAGREES,
            subject=organisation,
            values={"place": place, "lies_in": lies_in, "written": written},
        )
