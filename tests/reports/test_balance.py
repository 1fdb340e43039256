"""How the members stand to the district."""

from attrs import evolve

from cselekvo.domain.identifiers import SettlementId
from cselekvo.domain.organisation import Address, Sector
from cselekvo.domain.territory import Settlement
from cselekvo.reports.balance import balance_of
from cselekvo.reports.report import Table
from cselekvo.workspace import Workspace
from tests.builders import ZALASZENTGROT, a_table
from tests.reports.telling import (
    a_settlement,
    a_small_table,
    figures,
    paragraphs,
    report,
    rows,
    withdraw,
    write,
)
from tests.verbs import add_body, found, join

KNOWN = (
    ("Zalaszentgrót", "32522"),
    ("Türje", "15653"),
    ("Óhíd", "06619"),
    ("Dötk", "16009"),
)


def a_known_district(workspace: Workspace) -> None:
    """Tell the settlements of the table's district, and one that lies outside."""
    inside = [
        evolve(a_settlement(name, code), district=ZALASZENTGROT) for name, code in KNOWN
    ]
    write(workspace, *inside, a_settlement("Zalaegerszeg", "32054"))


def a_table_of(workspace: Workspace, *seats: str) -> None:
    """Found K1 with a member in each of these places."""
    found(workspace)
    for number, seat in enumerate(seats, start=1):
        add_body(workspace, f"O{number}", seat=seat)
        join(workspace, f"O{number}")


def test_settlements_are_counted_against_those_of_the_district(
    workspace: Workspace,
) -> None:
    a_known_district(workspace)
    a_table_of(workspace, "Türje", "Türje", "Zalaegerszeg", "Óhíd")

    made = report(workspace)

    told = figures(made)
    assert (told["settlements"], told["district_settlements"]) == (2, 4)
    assert [tuple(one.values())[:2] for one in rows(made, "settlements")] == [
        ("Türje", 2),
        ("Óhíd", 1),
        ("Zalaegerszeg (járáson kívül)", 1),
    ]
    assert paragraphs(made)[-1] == (
        "A járásnak a településjegyzékben szereplő 4 településéből 2 településen van "
        "szavazati jogú tag székhelye. Nincs "
        "szavazati jogú tag a következő településen: Dötk, Zalaszentgrót. Járáson "
        "kívüli székhelyű szavazati jogú tag: 1. Szavazati jogú tag nélküli szektor: "
        "állami, egészségügyi, egyéb, egyházi, kulturális, nemzetiségi, oktatási, "
        "önkormányzati, rendvédelmi, szociális, vállalkozás."
    )


def test_a_place_that_is_written_is_the_settlement_of_that_name(
    workspace: Workspace,
) -> None:
    a_table_of(workspace, "TÜRJE", "Türje")
    a_known_district(workspace)

    assert figures(report(workspace))["settlements"] == 1
    (one,) = rows(report(workspace), "settlements")
    assert one["members"] == 2


def test_a_seat_that_is_a_listed_settlement_is_known_by_its_code(
    workspace: Workspace,
) -> None:
    a_known_district(workspace)
    a_table_of(workspace, "Türje")
    (seat,) = workspace.view().facts(Address, organisation="O1")
    code = SettlementId("KSH-06619")
    write(workspace, evolve(seat, settlement=code, place=""))

    (one,) = rows(report(workspace), "settlements")

    assert (one["settlement"], one["members"]) == ("Óhíd", 1)
    assert figures(report(workspace))["settlements"] == 1


def test_nobody_is_outside_a_district_that_is_not_known() -> None:
    assert balance_of((), (), of_district=True).outside == 0


def test_where_the_district_is_not_listed_nobody_guesses(workspace: Workspace) -> None:
    a_table_of(workspace, "Türje", "Tata")

    made = report(workspace, lang="en")

    told = figures(made)
    assert (told["settlements"], told["district_settlements"]) == (2, "not known")
    assert "it is not known which of them have no member" in paragraphs(made)[-1]
    assert {one["settlement"] for one in rows(made, "settlements")} == {
        "Türje",
        "Tata",
    }


def test_a_table_that_is_no_districts_is_compared_with_none(
    workspace: Workspace,
) -> None:
    write(workspace, a_table(district=None))
    for number, sector in enumerate(Sector):
        add_body(workspace, f"O{number}", sector=sector)
        join(workspace, f"O{number}")

    made = report(workspace)

    assert "district_settlements" not in figures(made)
    assert figures(made)["settlements"] == 1
    assert all("járás" not in one and "szektor:" not in one for one in paragraphs(made))


def test_a_member_whose_seat_is_not_known_is_told_last(workspace: Workspace) -> None:
    a_known_district(workspace)
    a_table_of(workspace, "Zalaegerszeg", "Türje")
    withdraw(workspace, *workspace.view().facts(Address, organisation="O1"))

    told = [one["settlement"] for one in rows(report(workspace), "settlements")]

    assert told == ["Türje", "nem ismert"]
    assert "Járáson kívüli" not in paragraphs(report(workspace))[-1]


def test_a_district_wholly_represented_has_nothing_missing(
    workspace: Workspace,
) -> None:
    write(workspace, evolve(a_settlement("Türje", "15653"), district=ZALASZENTGROT))
    a_table_of(workspace, "Türje")

    assert "Nincs szavazati jogú tag a" not in paragraphs(report(workspace))[-1]


def test_an_empty_table_has_no_balance_but_the_district_is_counted(
    workspace: Workspace,
) -> None:
    a_known_district(workspace)
    found(workspace)

    made = report(workspace)

    assert figures(made)["settlements"] == 0
    assert figures(made)["district_settlements"] == len(KNOWN)
    assert {table.key for table in made.blocks_of(Table)} == {"members"}


def test_every_voting_member_is_in_one_sector_and_one_settlement(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    a_known_district(workspace)
    made = report(workspace)

    for key in ("sectors", "settlements"):
        counted = [one["members"] for one in rows(made, key)]
        assert sum(map(int, counted)) == figures(made)["voting_members"]  # type: ignore[arg-type]
    assert workspace.view().count(Settlement) == len(KNOWN) + 1
