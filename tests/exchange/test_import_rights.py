"""Whoever may change a county's records by verbs may bring them in by sheets."""

import pytest

from cselekvo.domain.organisation import Organisation
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Attendance, Membership, Office, Representation
from cselekvo.errors import NotAllowedError
from cselekvo.workspace import Workspace
from tests.counties import build
from tests.exchange.bringing import ORGANISATIONS, SEATS, TABLES, Bring

WHO = "coordinator"


@pytest.fixture
def zala(workspace: Workspace, bring: Bring) -> Bring:
    """Return what brings sheets into two counties, with a coordinator of one."""
    build(workspace)
    return bring


def test_a_county_coordinator_brings_in_the_rows_of_the_county(
    workspace: Workspace, zala: Bring
) -> None:
    seats = "kerekasztal;szervezet"
    brought = zala(
        {
            "szervezetek": [
                f"{ORGANISATIONS};megye",
                "UJ;Új Kör;civil;Zalaszentgrót;",
                "UJ2;Más Kör;civil;Valahol;Zala",
            ],
            "nevek": ["szervezet;nev;tol;ig", "UJ2;Régi Kör;;2010-12-31"],
            "cimek": ["szervezet;szerep;telepules", "UJ;telephely;Miskolc"],
            "szemelyek": ["azonosito;nev", "UP;Új Anna"],
            "kerekasztalok": [TABLES, "T9;Új;Zalaszentgróti járás;2015-01-01"],
            "tagsagok": [SEATS, "TZ;UJ;titkár;2015-01-01", "T9;FAR;tag;2015-01-01"],
            "tisztsegek": [f"{seats};tisztseg;tol", "TZ;ZC;elnök;2015-02-01"],
            "kepviseletek": [
                f"{seats};szemely;minoseg;tol",
                "TZ;UJ;UP;képviselő;2015-01-01",
            ],
            "ulesek": ["kerekasztal;datum", "TZ;2015-12-24"],
            "jelenlet": [
                "kerekasztal;datum;szervezet;allapot",
                "TZ;2015-12-24;UJ;jelen",
            ],
            "hatarozatok": ["kerekasztal;datum;szam;szoveg", "TZ;2015-12-24;1;Legyen"],
        },
        actor=WHO,
    )

    view = workspace.view(reader=WHO)
    assert brought.words == ["place-unknown"]
    assert view.count(Membership, organisation="UJ") == 1
    assert view.count(Office) == 2
    assert view.count(Representation, person="UP") == 1
    assert view.count(Attendance, organisation="UJ") == 1
    assert view.one(Person, "UP").name == "Új Anna"


@pytest.mark.parametrize(
    ("kind", "header", "row"),
    [
        ("szervezetek", ORGANISATIONS, "UJ;Új Kör;civil;Miskolc"),
        ("szervezetek", ORGANISATIONS, "UJ;Új Kör;civil;Valahol"),
        ("szervezetek", ORGANISATIONS, "FAR;FAR Új;egyházi;Budapest"),
        ("szervezetek", ORGANISATIONS, "FAR;FAR Új;civil;Budapest"),
        ("cimek", "szervezet;szerep;telepules", "FAR;telephely;Zalaszentgrót"),
        ("nevek", "szervezet;nev", "FAR;Új"),
        ("szemelyek", "azonosito;nev", "PB;Új Név"),
        ("programok", "azonosito;cim", "UJ;Program"),
        ("projektek", "azonosito;cim", "UJP;Projekt"),
        ("kerekasztalok", TABLES, "T9;Új;Miskolci járás;2015-01-01"),
        ("kerekasztalok", TABLES, "T9;Új;;2015-01-01"),
        ("kerekasztalok", TABLES, "TB;Elvett;Zalaszentgróti járás;2015-01-01"),
        ("tagsagok", SEATS, "TB;ZC;tag;2015-01-01"),
        ("tisztsegek", "kerekasztal;szervezet;tisztseg;tol", "TB;BC;elnök;2015-02-01"),
        (
            "kepviseletek",
            "kerekasztal;szervezet;szemely;minoseg;tol",
            "TB;BC;PZ;helyettes;2015-02-01",
        ),
        ("ulesek", "kerekasztal;datum", "TB;2015-12-24"),
        ("telepulesek", "azonosito;nev;megye", "KSH-30456;Miskolc;Zala"),
        ("partnersegek", "szervezet;program;tol;ig", "BC;PROG;2014-01-01;2014-02-01"),
    ],
)
def test_a_county_coordinator_is_refused_the_rows_of_others(
    workspace: Workspace, zala: Bring, kind: str, header: str, row: str
) -> None:
    head = workspace.head()

    with pytest.raises(NotAllowedError):
        zala({kind: [header, row]}, actor=WHO, skip=True)

    assert workspace.head() == head


def test_a_seat_of_another_county_cannot_be_drawn_over_by_its_id(
    workspace: Workspace, zala: Bring
) -> None:
    (seat,) = workspace.view().facts(Membership, roundtable="TB", organisation="BC")

    with pytest.raises(NotAllowedError):
        zala(
            {"tagsagok": [f"{SEATS};azonosito", f"TZ;BC;tag;2015-01-01;{seat.id}"]},
            actor=WHO,
        )


def test_rows_that_change_nothing_need_no_right(
    workspace: Workspace, zala: Bring
) -> None:
    (name,) = [one for one in workspace.view().facts(Organisation) if one.id == "FAR"]
    assert name.sector.word("hu") == "civil"

    brought = zala(
        {"szervezetek": [ORGANISATIONS, "FAR;FAR Egyesület;civil;Budapest"]}, actor=WHO
    )

    assert brought.counts("szervezetek") == (1, 0, 0, 1, 0)
