"""What names and addresses must be like."""

from cselekvo.domain.identifiers import CountyId, OrganisationId, RecordId
from cselekvo.domain.organisation import AddressRole, OrganisationName
from cselekvo.domain.period import Period
from cselekvo.rules.organisations import check_address, check_county, check_name
from tests.builders import BAZ, ZALA, an_address, codes, span

YEAR = span("2015-01-01", "2015-12-31")


def a_name(
    name: str = "Kör", id_: str = "n-1", period: Period = YEAR
) -> OrganisationName:
    return OrganisationName(
        id=RecordId(id_), organisation=OrganisationId("O1"), name=name, period=period
    )


def test_a_name_is_not_empty() -> None:
    assert codes(list(check_name(a_name(" "), []))) == ["name-empty"]


def test_a_body_has_one_name_a_day() -> None:
    before, after = (
        a_name(id_="n-2", period=span("2015-12-31")),
        a_name(id_="n-3", period=span("2016-01-01")),
    )

    assert codes(list(check_name(a_name(), [before]))) == ["name-overlaps"]
    assert list(check_name(a_name(), [after, a_name()])) == []


def test_an_address_says_where() -> None:
    county = an_address("", county=ZALA)

    assert codes(list(check_address(an_address(""), []))) == ["place-empty"]
    assert list(check_address(county, [])) == []


def test_a_body_has_one_seat_a_day_and_any_sites() -> None:
    seat = an_address(period=YEAR)
    moved = an_address("Pécs", id_="a-2", period=span("2015-12-31"))
    later = an_address("Pécs", id_="a-3", period=span("2016-01-01"))
    site = an_address("Pécs", AddressRole.SITE, id_="a-4")
    other = an_address("Ózd", AddressRole.SITE, id_="a-5")
    same = an_address("Pécs", AddressRole.SITE, id_="a-6")

    assert codes(list(check_address(seat, [moved]))) == ["seat-overlaps"]
    assert list(check_address(seat, [later, site, seat])) == []
    assert list(check_address(site, [other])) == []
    assert codes(list(check_address(site, [same]))) == ["address-doubled"]


def test_a_written_county_agrees_with_the_settlement() -> None:
    assert list(check_county("O1", "Ózd", BAZ, BAZ)) == []
    assert codes(list(check_county("O1", "Ózd", BAZ, CountyId(ZALA)))) == [
        "county-disagrees"
    ]
