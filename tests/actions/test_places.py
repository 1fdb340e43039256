"""What a written place means."""

import pytest
from attrs import evolve

from cselekvo.actions.places import Places
from cselekvo.domain.identifiers import CountyId, DistrictId, SettlementId
from cselekvo.domain.territory import District, Settlement
from cselekvo.workspace import Workspace
from tests.builders import BAZ, MISKOLC, ZALA, ZALASZENTGROT, an_address, codes


@pytest.fixture
def places(workspace: Workspace) -> Places:
    """Return the map of a workspace without a gazetteer."""
    return Places(workspace.view())


@pytest.fixture
def gazetteer(workspace: Workspace) -> Places:
    """Return a map with three settlements, two of one name when folded."""
    with workspace.change() as work:
        work.write_many(
            Settlement(id=SettlementId(f"KSH-{code}"), name=name, county=county)
            for code, name, county in (
                ("32522", "Zalaszentgrót", ZALA),
                ("30456", "Miskolc", BAZ),
                ("13578", "Mórágy", BAZ),
                ("08314", "Moragy", ZALA),
            )
        )
    return Places(workspace.view())


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("Zala", ZALA),
        ("Zala megye", ZALA),
        ("zala vármegye", ZALA),
        ("Zala County", ZALA),
        ("ZALA (megye)", ZALA),
        ("Csongrád (megye)", "MEGYE-06"),
        ("Csongrád-Csanád vármegye", "MEGYE-06"),
        ("Budapest", "MEGYE-01"),
        ("Atlantisz", None),
        ("", None),
    ],
)
def test_a_county_is_known_by_every_form_of_its_names(
    places: Places, text: str, county: str | None
) -> None:
    assert places.county(text) == county


def test_a_county_is_called_by_its_latest_name(places: Places) -> None:
    assert places.county_name("MEGYE-06") == "Csongrád-Csanád"
    assert places.county_name(None) == ""


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Zalaszentgróti járás", ZALASZENTGROT),
        ("zalaszentgroti", ZALASZENTGROT),
        ("198", ZALASZENTGROT),
        ("061", MISKOLC),
        ("Nincs ilyen", None),
    ],
)
def test_a_district_is_known_by_name_or_code(
    places: Places, text: str, district: str | None
) -> None:
    assert places.district(text) == district


def test_names_near_the_written_one_are_offered(
    places: Places, gazetteer: Places
) -> None:
    assert "Zalaszentgróti járás" in places.near_district("Zalaszengróti járás")
    assert gazetteer.near_settlement("Miskoltz") == ("Miskolc",)
    assert places.near_settlement("Miskoltz") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zalaszentgrót", "KSH-32522"),
        ("ZALASZENTGROT", "KSH-32522"),
        ("8790 Zalaszentgrót", "KSH-32522"),
        ("32522", "KSH-32522"),
        ("ksh-32522", "KSH-32522"),
        ("Moragy", None),
        ("Mórágy", None),
        ("20127", None),
        ("Lyukóvölgy", None),
    ],
)
def test_a_settlement_is_known_by_name_or_code_if_one_is_meant(
    gazetteer: Places, text: str, code: str | None
) -> None:
    found = gazetteer.settlement(text)

    assert (found.id if found else None) == code
    assert gazetteer.has_gazetteer


@pytest.mark.parametrize(
    ("place", "county"),
    [
        ("Budapest", "MEGYE-01"),
        ("Budapest, V. kerület", "MEGYE-01"),
        ("1051 Budapest V. ker.", "MEGYE-01"),
        ("Miskolc", BAZ),
        ("Szentendre", "MEGYE-13"),
        ("Lyukóvölgy", None),
        ("Budapesti út", None),
    ],
)
def test_without_a_gazetteer_seats_of_districts_are_known(
    places: Places, place: str, county: str | None
) -> None:
    assert not places.has_gazetteer
    assert places.located(an_address(place)).county == county


def test_a_written_county_is_enough(places: Places) -> None:
    located = places.located(an_address("Lyukóvölgy", county=BAZ))

    assert (located.county, located.county_name) == (BAZ, "Borsod-Abaúj-Zemplén")


def test_a_county_alone_is_a_place_too(places: Places) -> None:
    assert places.located(an_address("", county=BAZ)).county == BAZ


def test_a_district_without_a_known_seat_is_known_by_its_code(
    workspace: Workspace,
) -> None:
    with workspace.change() as work:
        work.write(District(id=DistrictId("JARAS-X"), ksh_code="900", county=BAZ))

    assert Places(workspace.view()).district("900") == "JARAS-X"


def test_a_settlement_of_the_gazetteer_comes_first(gazetteer: Places) -> None:
    known = evolve(an_address("", county=BAZ), settlement=SettlementId("KSH-32522"))
    gone = evolve(an_address("x"), settlement=SettlementId("KSH-99999"))

    located, lost = gazetteer.all_located([known, gone])

    assert (located.place, located.county) == ("Zalaszentgrót", ZALA)
    assert (lost.place, lost.county) == ("x", None)
    assert gazetteer.located(an_address("miskolc")).place == "Miskolc"


def placed(
    places: Places, written: str, county: CountyId | None = None
) -> tuple[str | None, str, list[str]]:
    where, findings = places.placement("O1", written, county)
    return where.settlement, where.place, codes(findings)


def test_a_written_place_is_put_where_it_lies(
    places: Places, gazetteer: Places
) -> None:
    assert placed(gazetteer, "Miskolc") == ("KSH-30456", "", [])
    assert placed(gazetteer, "Miskolc", BAZ) == ("KSH-30456", "", [])
    assert placed(gazetteer, "Miskolc", ZALA) == (
        "KSH-30456",
        "",
        ["county-disagrees"],
    )
    assert placed(gazetteer, "Lyukóvölgy") == (None, "Lyukóvölgy", ["place-unknown"])
    assert placed(gazetteer, "") == (None, "", [])
    assert gazetteer.placement("O1", "Lyukóvölgy", BAZ)[0].county == BAZ
