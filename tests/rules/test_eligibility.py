"""The eligibility rule against the nine acceptance cases, on the real region lists."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from cselekvo.domain.identifiers import CountyId, ProgrammeId
from cselekvo.domain.organisation import Address, AddressRole
from cselekvo.domain.programme import VerdictKind
from cselekvo.domain.territory import (
    NutsRegion,
    RegionCategory,
    RegionEntry,
    RegionList,
)
from cselekvo.findings import Severity
from cselekvo.handbook.regions import regions as handbook
from cselekvo.rules.eligibility import (
    Located,
    Regions,
    Standing,
    Verdict,
    judge,
)
from tests.builders import a_partnership, an_address, codes, day, span

ON = day("2018-01-01")
COUNTIES = {
    "Budapest": "MEGYE-01",
    "Szentendre": "MEGYE-13",
    "Miskolc": "MEGYE-05",
    "Kecskemét": "MEGYE-03",
    "Zalaszentgrót": "MEGYE-20",
}
SEAT, SITE, POST = AddressRole.SEAT, AddressRole.SITE, AddressRole.POST


@cache
def region_list(period: str) -> Regions:
    """Return a period's list as the handbook has it."""
    facts = list(handbook())
    chosen = next(
        fact
        for fact in facts
        if isinstance(fact, RegionList) and fact.programming_period == period
    )
    entries = [
        fact
        for fact in facts
        if isinstance(fact, RegionEntry) and fact.region_list == chosen.id
    ]
    nuts = [fact for fact in facts if isinstance(fact, NutsRegion)]
    return Regions.of(chosen, entries, nuts)


def located(
    place: str,
    role: AddressRole = SEAT,
    first: str | None = None,
    last: str | None = None,
    id_: str = "a-1",
) -> Located:
    """Return an address with the county its place lies in, where that is known."""
    address = an_address(place, role, id_=id_, period=span(first, last))
    county = COUNTIES.get(place)
    return Located(
        address=address,
        place=place,
        county=None if county is None else CountyId(county),
    )


def verdict(
    *places: Located,
    period: str = "2014-2020",
    on: date = ON,
    standing: Standing = Standing.PARTNER,
) -> Verdict:
    return judge(places, region_list(period), on, standing)


BOTH = pytest.mark.parametrize("period", ["2014-2020", "2021-2027"])


@BOTH
def test_1_a_seat_in_zalaszentgrot_is_eligible(period: str) -> None:
    told = verdict(located("Zalaszentgrót"), period=period)

    assert told.is_eligible
    assert (told.by, told.nuts2, told.category) == ("seat", "HU22", "less_developed")


@BOTH
def test_2_a_seat_in_budapest_without_a_site_is_not(period: str) -> None:
    told = verdict(located("Budapest"), period=period)

    assert told.kind is VerdictKind.NOT_ELIGIBLE
    assert told.category == "more_developed"
    assert told.nuts2 == {"2014-2020": "HU10", "2021-2027": "HU11"}[period]


@BOTH
def test_3_one_site_in_miskolc_is_enough(period: str) -> None:
    told = verdict(
        located("Budapest"), located("Miskolc", SITE, id_="a-2"), period=period
    )

    assert told.is_eligible
    assert (told.by, told.settlement, told.nuts2) == ("site", "Miskolc", "HU31")


def test_4_a_seat_in_szentendre_is_eligible_from_2021_only() -> None:
    before = verdict(located("Szentendre"), period="2014-2020")
    after = verdict(located("Szentendre"), period="2021-2027")

    assert (before.kind, before.nuts2, before.edition) == (
        VerdictKind.NOT_ELIGIBLE,
        "HU10",
        2013,
    )
    assert (after.kind, after.nuts2, after.edition) == (
        VerdictKind.ELIGIBLE,
        "HU12",
        2016,
    )


@BOTH
def test_5_a_mentors_employer_in_budapest_is_exempt(period: str) -> None:
    told = verdict(located("Budapest"), period=period, standing=Standing.MENTOR)

    assert told.kind is VerdictKind.EXEMPT


@BOTH
def test_6_a_consortium_member_in_budapest_is_not_tested(period: str) -> None:
    told = verdict(
        located("Budapest"), period=period, standing=Standing.CONSORTIUM_MEMBER
    )

    assert told.kind is VerdictKind.NOT_TESTED


def test_7_a_site_that_was_closed_before_the_joining_does_not_count() -> None:
    places = (
        located("Budapest"),
        located("Kecskemét", SITE, last="2018-12-31", id_="a-2"),
    )

    assert verdict(*places, on=day("2018-12-31")).is_eligible
    assert verdict(*places, on=day("2019-02-01")).kind is VerdictKind.NOT_ELIGIBLE


@BOTH
def test_8_a_quarter_that_is_no_settlement_leaves_it_undetermined(period: str) -> None:
    told = verdict(located("Lyukóvölgy"), period=period)

    assert told.kind is VerdictKind.UNDETERMINED
    assert codes(told.would_change) == ["would-need-place"]
    assert told.would_change[0].values == {"place": "Lyukóvölgy"}


@BOTH
def test_9_a_seat_that_moved_after_the_joining_does_not_count(period: str) -> None:
    places = (
        located("Budapest", last="2018-06-30"),
        located("Kecskemét", first="2018-07-01", id_="a-2"),
    )

    at_joining = verdict(*places, period=period, on=day("2018-06-30"))
    later = verdict(*places, period=period, on=day("2018-07-01"))

    assert at_joining.kind is VerdictKind.NOT_ELIGIBLE
    assert later.is_eligible


@pytest.mark.parametrize(
    ("place", "period", "category"),
    [
        ("Zalaszentgrót", "2007-2013", RegionCategory.CONVERGENCE),
        ("Budapest", "2007-2013", RegionCategory.PHASING_IN),
        ("Szentendre", "2007-2013", RegionCategory.PHASING_IN),
    ],
)
def test_the_older_list_speaks_of_convergence(
    place: str, period: str, category: RegionCategory
) -> None:
    told = verdict(located(place), period=period)

    assert told.category == category.value
    assert told.is_eligible is (category is RegionCategory.CONVERGENCE)


def test_the_three_lists_have_the_regions_of_their_editions() -> None:
    six = ["HU21", "HU22", "HU23", "HU31", "HU32", "HU33"]

    assert region_list("2007-2013").eligible_codes() == six
    assert region_list("2014-2020").eligible_codes() == six
    assert region_list("2021-2027").eligible_codes() == ["HU12", *six]
    for period in ("2007-2013", "2014-2020", "2021-2027"):
        assert len(region_list(period).nuts2_of) == 20
        assert set(region_list(period).nuts2_of.values()) == set(
            region_list(period).categories
        )


def test_no_list_is_called_verified_before_a_person_has_checked_it() -> None:
    assert not verdict(located("Miskolc")).verified


def test_the_seat_decides_before_sites_and_sites_in_the_order_of_ids() -> None:
    second, first = located("Miskolc", SITE, id_="a-3"), located("Kecskemét", SITE)
    seat = located("Zalaszentgrót", id_="a-9")

    assert verdict(second, first, seat).by == "seat"
    assert verdict(second, first).settlement == "Kecskemét"


def test_a_postal_address_says_nothing() -> None:
    told = verdict(located("Budapest"), located("Miskolc", POST, id_="a-2"))
    alone = verdict(located("Miskolc", POST))

    assert told.kind is VerdictKind.NOT_ELIGIBLE
    assert alone.kind is VerdictKind.UNDETERMINED


def test_a_site_of_unknown_place_keeps_the_verdict_open() -> None:
    told = verdict(located("Budapest"), located("Lyukóvölgy", SITE, id_="a-2"))

    assert told.kind is VerdictKind.UNDETERMINED
    assert (told.by, told.settlement) == ("site", "Lyukóvölgy")


def test_without_an_address_on_the_day_it_is_undetermined() -> None:
    told = verdict(located("Miskolc", first="2018-01-02"))

    assert told.kind is VerdictKind.UNDETERMINED
    assert codes(told.would_change) == ["would-need-address"]
    assert told.would_change[0].values == {"on": ON}
    assert told.period == "2014-2020"


def test_without_a_period_it_is_undetermined() -> None:
    told = judge([located("Miskolc")], None, ON)

    assert told.kind is VerdictKind.UNDETERMINED
    assert codes(told.would_change) == ["would-need-period"]


def test_a_county_outside_the_list_leaves_it_undetermined() -> None:
    odd = Located(address=an_address("X"), place="X", county=CountyId("MEGYE-99"))

    assert verdict(odd).kind is VerdictKind.UNDETERMINED


def test_a_verdict_says_what_would_change_it() -> None:
    out = verdict(located("Budapest"))
    by_one = verdict(located("Miskolc"))
    by_two = verdict(located("Miskolc"), located("Kecskemét", SITE, id_="a-2"))

    assert codes(out.would_change) == ["would-need-site"]
    assert (
        out.would_change[0].values["regions"]
        == region_list("2014-2020").eligible_codes()
    )
    assert codes(by_one.would_change) == ["would-lose-address"]
    assert by_two.would_change == ()
    assert all(note.severity is Severity.NOTE for note in out.would_change)


def test_addresses_are_asked_of_their_own_days_only() -> None:
    places: Sequence[Address] = [
        an_address("Tata", id_=f"a-{n}", period=span(f"20{n}-01-01", f"20{n}-12-31"))
        for n in range(14, 20)
    ]
    many = [
        Located(address=one, place="Tata", county=CountyId("MEGYE-11"))
        for one in places
    ]

    assert verdict(*many, on=day("2016-05-01")).address == "a-16"
    assert ProgrammeId("PROG") == a_partnership().programme
