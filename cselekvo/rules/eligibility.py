"""Whether an organisation may be drawn into the target group, and why.

The rule, in our words: into the target group, prospective mentors excepted, only an
organisation may be drawn that has its seat or a site in the area of the less developed
regions (public notice of EFOP-1.3.1, 2016). It is asked of addresses, at a date, with
the region list of the programming period; never of consortium members.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from cselekvo.domain.identifiers import CountyId, RecordId
from cselekvo.domain.organisation import Address, AddressRole
from cselekvo.domain.programme import Partnership, VerdictKind
from cselekvo.domain.territory import (
    ELIGIBLE_CATEGORIES,
    NutsRegion,
    RegionCategory,
    RegionEntry,
    RegionList,
)
from cselekvo.findings import Finding, Severity

#: Name and version of the rule, kept with every verdict.
RULE: Final = "seat-or-site-in-less-developed-region/1"
_TESTED: Final = (AddressRole.SEAT, AddressRole.SITE)


class Standing(Enum):
    """As what an organisation is asked about."""

    PARTNER = "partner"
    MENTOR = "mentor"
    CONSORTIUM_MEMBER = "consortium_member"


class EligibilityCode(Enum):
    """What the eligibility rule can find, and what would change its verdict."""

    NO_ADDRESS_IN_REGION = "no-address-in-less-developed-region"
    UNDETERMINED_NEEDS_REASON = "undetermined-needs-reason"
    ALREADY_PARTNER = "already-partner"
    NOT_A_PARTNER = "not-a-partner"
    LIST_NOT_VERIFIED = "region-list-not-verified"
    VERDICT_CHANGED = "verdict-changed"
    WOULD_NEED_SITE = "would-need-site"
    WOULD_NEED_PLACE = "would-need-place"
    WOULD_NEED_ADDRESS = "would-need-address"
    WOULD_NEED_PERIOD = "would-need-period"
    WOULD_LOSE_ADDRESS = "would-lose-address"


@frozen(kw_only=True)
class Located:
    """An address with the county it was found to lie in, if any."""

    address: Address
    place: str = ""  #: name of the settlement, or the text as written
    county: CountyId | None = None
    county_name: str = ""


@frozen(kw_only=True)
class Regions:
    """The list of a period, with the regions of its edition of the nomenclature."""

    region_list: RegionList
    nuts2_of: Mapping[CountyId, str] = field(hash=False)  #: by county id
    categories: Mapping[str, RegionCategory] = field(hash=False)  #: by NUTS 2 code

    @classmethod
    def of(
        cls,
        region_list: RegionList,
        entries: Iterable[RegionEntry],
        regions: Iterable[NutsRegion],
    ) -> "Regions":
        """Put a list together from its entries and the regions of its edition."""
        counties = {
            region.county: region.parent
            for region in regions
            if region.edition == region_list.edition and region.county is not None
        }
        categories = {entry.nuts2: entry.category for entry in entries}
        return cls(region_list=region_list, nuts2_of=counties, categories=categories)

    def eligible_codes(self) -> list[str]:
        """Return the NUTS 2 codes that the list lets in, sorted."""
        return sorted(
            code
            for code, category in self.categories.items()
            if category in ELIGIBLE_CATEGORIES
        )


@frozen(kw_only=True)
class Verdict:
    """What the rule says, by which address, list and rule, and what would change it."""

    kind: VerdictKind
    on: date
    by: str = ""
    address: RecordId | None = None
    settlement: str = ""
    county: str = ""
    nuts2: str = ""
    category: str = ""
    period: str = ""
    region_list: str = ""
    edition: int | None = None
    verified: bool = False
    rule: str = RULE
    would_change: tuple[Finding, ...] = ()

    @property
    def is_eligible(self) -> bool:
        """Return whether the rule lets the organisation in by an address."""
        return self.kind is VerdictKind.ELIGIBLE


def _note(code: EligibilityCode, **values: object) -> Finding:
    return Finding(code, severity=Severity.NOTE, values=values)


def _with_list(kind: VerdictKind, on: date, regions: Regions) -> Verdict:
    listed = regions.region_list
    return Verdict(
        kind=kind,
        on=on,
        period=listed.programming_period,
        region_list=listed.id,
        edition=listed.edition,
        verified=listed.verified,
    )


def judge(
    located: Sequence[Located],
    regions: Regions | None,
    on: date,
    standing: Standing = Standing.PARTNER,
) -> Verdict:
    """Judge an organisation by the addresses it holds on a day.

    Args:
        located: Its addresses, each with its county where that is known; those that do
            not run on the day, and postal ones, say nothing.
        regions: The list of the programming period; None: no period was named.
        on: The day asked about.
        standing: Mentors are exempt, consortium members are not tested.

    Returns:
        The verdict; the seat decides before sites, sites in the order of their ids.
    """
    if standing is Standing.MENTOR:
        return Verdict(kind=VerdictKind.EXEMPT, on=on)
    if standing is Standing.CONSORTIUM_MEMBER:
        return Verdict(kind=VerdictKind.NOT_TESTED, on=on)
    if regions is None:
        missing = _note(EligibilityCode.WOULD_NEED_PERIOD)
        return Verdict(kind=VerdictKind.UNDETERMINED, on=on, would_change=(missing,))
    held = _held(located, on)
    eligible = [one for one in held if _category(one, regions) in ELIGIBLE_CATEGORIES]
    if eligible:
        return _let_in(eligible, regions, on)
    unknown = [one for one in held if _category(one, regions) is None]
    if unknown or not held:
        return _undetermined(unknown, regions, on)
    return _kept_out(held, regions, on)


def _held(located: Sequence[Located], on: date) -> list[Located]:
    held = [
        one
        for one in located
        if one.address.role in _TESTED and on in one.address.period
    ]
    return sorted(
        held, key=lambda one: (one.address.role is AddressRole.SITE, one.address.id)
    )


def _category(one: Located, regions: Regions) -> RegionCategory | None:
    if one.county is None:
        return None
    return regions.categories.get(regions.nuts2_of.get(one.county, ""))


def _by(
    kind: VerdictKind,
    one: Located,
    regions: Regions,
    on: date,
    notes: Iterable[Finding],
) -> Verdict:
    listed = regions.region_list
    category = _category(one, regions)
    return Verdict(
        kind=kind,
        on=on,
        by=str(one.address.role.value),
        address=RecordId(one.address.id),
        settlement=one.place,
        county=one.county_name,
        nuts2=regions.nuts2_of.get(one.county, "") if one.county else "",
        category="" if category is None else str(category.value),
        period=listed.programming_period,
        region_list=listed.id,
        edition=listed.edition,
        verified=listed.verified,
        would_change=tuple(notes),
    )


def _let_in(eligible: Sequence[Located], regions: Regions, on: date) -> Verdict:
    first = eligible[0]
    notes = []
    if len(eligible) == 1:
        notes.append(_note(EligibilityCode.WOULD_LOSE_ADDRESS, place=first.place))
    return _by(VerdictKind.ELIGIBLE, first, regions, on, notes)


def _undetermined(unknown: Sequence[Located], regions: Regions, on: date) -> Verdict:
    notes = [
        _note(EligibilityCode.WOULD_NEED_PLACE, place=one.place or one.address.place)
        for one in unknown
    ] or [_note(EligibilityCode.WOULD_NEED_ADDRESS, on=on)]
    if unknown:
        return _by(VerdictKind.UNDETERMINED, unknown[0], regions, on, notes)
    bare = _with_list(VerdictKind.UNDETERMINED, on, regions)
    return _noted(bare, notes)


def _kept_out(held: Sequence[Located], regions: Regions, on: date) -> Verdict:
    wanted = _note(EligibilityCode.WOULD_NEED_SITE, regions=regions.eligible_codes())
    return _by(VerdictKind.NOT_ELIGIBLE, held[0], regions, on, [wanted])


def _noted(verdict: Verdict, notes: Iterable[Finding]) -> Verdict:
    return evolve(verdict, would_change=tuple(notes))


def check_admission(
    organisation: str, verdict: Verdict, reason: str
) -> Iterator[Finding]:
    """Find what speaks against admitting an organisation with this verdict.

    Args:
        organisation: Its id.
        verdict: What the rule said.
        reason: A coordinator's, needed where the rule cannot tell.
    """
    told = {
        "place": verdict.settlement,
        "nuts2": verdict.nuts2,
        "period": verdict.period,
        "on": verdict.on,
    }
    if verdict.kind is VerdictKind.NOT_ELIGIBLE:
        yield Finding(
            EligibilityCode.NO_ADDRESS_IN_REGION, subject=organisation, values=told
        )
    if verdict.kind is VerdictKind.UNDETERMINED and not reason:
        yield Finding(
            EligibilityCode.UNDETERMINED_NEEDS_REASON,
            subject=organisation,
            values=told,
        )
    if verdict.region_list and not verdict.verified:
        yield Finding(
            EligibilityCode.LIST_NOT_VERIFIED,
            subject=verdict.region_list,
            severity=Severity.NOTE,
            values={"list": verdict.region_list, "period": verdict.period},
        )


def check_partnership(
    joining: Partnership, held: Iterable[Partnership]
) -> Iterator[Finding]:
    """Find a partnership of the same organisation and programme on the same days."""
    for other in held:
        if other.id != joining.id and other.period.overlaps(joining.period):
            yield Finding(
                EligibilityCode.ALREADY_PARTNER,
                subject=joining.organisation,
                values={
                    "programme": joining.programme,
                    "since": other.period.first_day,
                    "until": other.period.last_day,
                },
            )
