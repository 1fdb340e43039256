"""Rows become facts, all of them or none; those that are at fault may be left out."""

import pytest

from cselekvo.domain.fact import Fact
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.organisation import Address, Organisation, OrganisationName
from cselekvo.domain.roundtable import Membership, Office, Roundtable
from cselekvo.workspace import Workspace
from tests.builders import codes
from tests.exchange.bringing import ORGANISATIONS, PARTNERS, SEATS, TABLES, Bring
from tests.exchange.test_template_sheets import sheets as template
from tests.exchange.tracked import (
    ACTIVITIES,
    COMMUNITIES,
    EVIDENCE,
    F1,
    PROCESSES,
    RUNS,
)
from tests.verbs import add_body, undo

#: The first stage, closed, and those that it opened.
OPEN = (
    "preparation;2015-01-01;2015-02-01",
    "interviews;2015-02-01;",
    "history;2015-02-01;",
    "training;2015-02-01;",
)

TATA = "O1;Első Kör;civil;Tata"
TABLE = "K1;Asztal;Tatai járás;2015-01-01"


def everything(workspace: Workspace) -> dict[str, list[Fact]]:
    """Return all that is known, by kind."""
    view = workspace.view()
    return {kind.kind: list(view.facts(kind)) for kind in KINDS}


def test_a_row_that_comes_twice_alike_is_warned_of_and_counted_once(
    workspace: Workspace, bring: Bring
) -> None:
    brought = bring({"szervezetek": [ORGANISATIONS, TATA, TATA]})

    assert brought.told == [("row-doubled", "szervezetek", 3)]
    assert brought.counts("szervezetek") == (2, 1, 0, 1, 0)
    assert workspace.view().count(Organisation) == 1
    assert workspace.view().count(Address) == 1


@pytest.mark.parametrize(
    "other",
    ["O1;Első Kör;egyházi;Tata", "o1;Másik Kör;civil;Tata", "O1;Első Kör;civil;Tab"],
)
def test_a_row_that_comes_twice_otherwise_is_refused_with_the_row_it_contradicts(
    workspace: Workspace, bring: Bring, other: str
) -> None:
    brought = bring({"szervezetek": [ORGANISATIONS, TATA, other]})

    assert brought.told == [("row-doubled", "szervezetek", 3)]
    found = brought.one("row-doubled")
    assert (found.subject.upper(), found.values["row"]) == ("O1", 2)
    assert brought.counts("szervezetek") == (2, 1, 0, 0, 1)
    assert workspace.view().count(Organisation) == 0


def test_an_id_that_another_kind_bears_is_refused(
    workspace: Workspace, bring: Bring
) -> None:
    add_body(workspace, "O1")

    brought = bring({"szemelyek": ["azonosito;nev", "o1;Példa Anna"]})

    assert brought.told == [("id-taken", "szemelyek", 2)]
    assert brought.one("id-taken").values["kind"] == "organisation"


def test_an_unknown_reference_is_told_with_ids_like_it(
    workspace: Workspace, bring: Bring
) -> None:
    add_body(workspace, "TATA-KOR")

    brought = bring(
        {"nevek": ["szervezet;nev", "TATA-KORE;Kör"], "cimek": ["a", "b"]}, skip=True
    )

    found = brought.one("reference-unknown")
    assert found.values["near"] == ("TATA-KOR",)
    assert "column-missing" in brought.words


def test_what_rests_on_a_refused_row_is_refused_and_all_is_told_at_once(
    workspace: Workspace, bring: Bring
) -> None:
    brought = bring(
        {
            "szervezetek": [ORGANISATIONS, "O1;Első;semmi;Tata", "O2;M;civil;Tata"],
            "cimek": ["szervezet;szerep;telepules", "O1;telephely;Tab"],
            "kerekasztalok": [TABLES, "K1;Asztal;Nincs járás;2015-01-01"],
            "tagsagok": [SEATS, "K1;O2;tag;2015-01-01"],
        }
    )

    assert brought.told == [
        ("value-not-read", "szervezetek", 2),
        ("reference-unknown", "cimek", 2),
        ("reference-unknown", "kerekasztalok", 2),
        ("reference-unknown", "tagsagok", 2),
    ]
    assert workspace.view().count(Organisation) == 0
    assert workspace.head().seq == 1


def test_an_organisation_left_out_leaves_nothing_behind(
    workspace: Workspace, bring: Bring
) -> None:
    brought = bring(
        {
            "szervezetek": [
                f"{ORGANISATIONS};megye;telephelyek",
                "O1;Első;civil;Tata;Zala;Tab",
                "O2;Második;civil;Tata;;Tab",
            ],
            "nevek": ["szervezet;nev;tol;ig", "O1;Régi;;2010-12-31"],
            "cimek": ["szervezet;szerep;telepules", "O1;telephely;Ajka"],
            "kerekasztalok": [TABLES, TABLE],
            "tagsagok": [SEATS, "K1;O1;tag;2015-01-01", "K1;O2;tag;2015-01-01"],
        },
        skip=True,
    )

    view = workspace.view()
    assert brought.told == [
        ("county-disagrees", "szervezetek", 2),
        ("reference-unknown", "nevek", 2),
        ("reference-unknown", "cimek", 2),
        ("reference-unknown", "tagsagok", 2),
    ]
    assert brought.counts("szervezetek") == (2, 1, 0, 0, 1)
    assert brought.counts("tagsagok") == (2, 1, 0, 0, 1)
    assert [one.id for one in view.facts(Organisation)] == ["O2"]
    assert view.count(OrganisationName) == 1
    assert view.count(Address) == 2
    assert workspace.verify().findings == []


def test_a_known_organisation_whose_row_is_left_out_keeps_all_it_had(
    workspace: Workspace, bring: Bring
) -> None:
    add_body(workspace, "O1", email="a@x.hu")
    before = everything(workspace)

    header = f"{ORGANISATIONS};megye;email"
    row = "O1;Új név;egyházi;Tata;Zala;b@x.hu"
    brought = bring({"szervezetek": [header, row]}, skip=True)

    assert brought.words == ["county-disagrees"]
    assert everything(workspace) == before


def test_a_seat_left_out_for_its_office_takes_its_other_offices_along(
    workspace: Workspace, bring: Bring
) -> None:
    add_body(workspace, "O1")
    add_body(workspace, "O2")
    brought = bring(
        {
            "kerekasztalok": [TABLES, TABLE],
            "tagsagok": [SEATS, "K1;O1;elnök;2015-01-01", "K1;O2;elnök;2015-01-01"],
            "tisztsegek": [
                "kerekasztal;szervezet;tisztseg;tol",
                "K1;O2;titkár;2015-01-01",
            ],
        },
        skip=True,
    )

    view = workspace.view()
    assert [word for word, _, row in brought.told if row == 3] == brought.words
    assert brought.counts("tagsagok") == (2, 1, 0, 0, 1)
    assert brought.counts("tisztsegek") == (1, 0, 0, 0, 1)
    assert [one.organisation for one in view.facts(Membership)] == ["O1"]
    assert view.count(Office) == 1
    assert {one.id for one in brought.outcome.differences} >= {"K1"}
    assert not [one for one in brought.outcome.differences if one.kind == "tisztsegek"]


def test_a_changed_seat_left_out_for_its_office_is_as_before(
    workspace: Workspace, bring: Bring
) -> None:
    add_body(workspace, "O1")
    add_body(workspace, "O2")
    sheets = {
        "kerekasztalok": [TABLES, TABLE],
        "tagsagok": [SEATS, "K1;O1;elnök;2015-01-01", "K1;O2;tag;2015-01-01"],
    }
    bring(sheets)
    before = everything(workspace)

    header = f"{SEATS};szavazati_jog"
    row = "K1;O2;elnök;2015-01-01;nem"
    brought = bring({"tagsagok": [header, row]}, skip=True)

    assert brought.counts("tagsagok") == (1, 0, 0, 0, 1)
    assert everything(workspace) == before


def all_kinds() -> dict[str, list[str]]:
    return {
        "telepulesek": ["azonosito;nev;megye", "KSH-32522;Zalaszentgrót;Zala"],
        "szervezetek": [ORGANISATIONS, "O1;Mai;civil;Zalaszentgrót"],
        "nevek": ["szervezet;nev;tol;ig", "O1;Régi;;2010-12-31", "O1;Mai;2011-01-01;"],
        "cimek": ["szervezet;szerep;telepules", "O1;telephely;KSH-32522"],
        "szemelyek": ["azonosito;nev", "P1;Példa Anna"],
        "programok": ["azonosito;cim;idoszak", "PROG;Program;2014-2020"],
        "projektek": ["azonosito;cim;program", "PR;Projekt;PROG"],
        "szerepek": ["projekt;szervezet;szerep;tol", "PR;O1;partner;2015-01-01"],
        "partnersegek": ["szervezet;program;tol", "O1;PROG;2015-01-01"],
        "kerekasztalok": [f"{TABLES};program", f"{TABLE};PROG"],
        "ugyrendek": ["kerekasztal;valtozat;tol", "K1;1;2015-01-01"],
        "tagsagok": [SEATS, "K1;O1;elnök;2015-01-01"],
        "kepviseletek": [
            "kerekasztal;szervezet;szemely;minoseg;tol",
            "K1;O1;P1;képviselő;2015-01-01",
        ],
        "ulesek": ["kerekasztal;datum", "K1;2015-11-30"],
        "jelenlet": ["kerekasztal;datum;szervezet;allapot", "K1;2015-11-30;O1;jelen"],
        "hatarozatok": ["kerekasztal;datum;szam;szoveg", "K1;2015-11-30;1/2015;Legyen"],
        **kinds_of_mentors(),
        **kinds_of_processes(),
    }


def kinds_of_mentors() -> dict[str, list[str]]:
    return {
        "mentorok": ["azonosito;nev;megyek;tol;allas", "M1;Példa Béla;;2015-01-01;ma"],
        "mentormegyek": ["allas;megye", "ma;Zala"],
        "megbizasok": ["mentor;egyseg;tol;elsodleges", "M1;KZ1;2015-02-01;igen"],
        "kepesitesek": ["mentor;megnevezes;orak", "M1;Képzés;30"],
        "kapcsolatok": ["egyseg;mentor;datum;fajta", "KZ1;M1;2015-03-03;látogatás"],
    }


def kinds_of_processes() -> dict[str, list[str]]:
    return {
        "kozossegek": [f"{COMMUNITIES};gazda", "KZ1;Kör;32522;O1"],
        "akcioteruletek": ["projekt;nev;telepules", "PR;Belváros;Zalaszentgrót"],
        **template(),
        "folyamatok": [f"{PROCESSES};projekt", f"{F1};PR"],
        "szakaszok": [RUNS, *(f"F1;{one}" for one in OPEN)],
        "bizonyitekok": [EVIDENCE, "F1;preparation;mentor_contacted;2015-01-02"],
        "szunetek": ["folyamat;tol;ig;ok", "F1;2015-07-01;2015-07-31;nyár"],
        "esemenyek": [f"{ACTIVITIES};letszam", "E1;F1;Fórum;2015-06-06;26"],
        "tervek": ["azonosito;projekt;fajta;allapot", "T1;PR;EFT;tervezet"],
    }


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_the_sheets_does_not_matter(
    workspace: Workspace, bring: Bring, reverse: bool
) -> None:
    brought = bring(all_kinds(), reverse=reverse)

    assert brought.words == []
    assert {name: one.added for name, one in brought.outcome.tallies.items()} == {
        name: len(lines) - 1 for name, lines in all_kinds().items()
    }
    again = bring(all_kinds(), reverse=not reverse)
    assert again.words == []
    assert not [
        one for one in again.outcome.tallies.values() if one.read - one.unchanged
    ]


def test_undoing_an_import_takes_all_of_it_back(
    workspace: Workspace, bring: Bring
) -> None:
    before = everything(workspace)
    bring(all_kinds())

    assert codes(undo(workspace, workspace.head().seq)) == []
    assert everything(workspace) == before
    assert bring(all_kinds()).words == []
    assert workspace.verify().findings == []


def test_a_repeated_request_tells_the_same_counts_and_is_one_entry(
    workspace: Workspace, bring: Bring
) -> None:
    sheets = {"szervezetek": [ORGANISATIONS, TATA], "partnersegek": [PARTNERS]}
    first = bring(sheets, request_id="k-1")
    head = workspace.head()
    again = bring(sheets, request_id="k-1")

    assert dict(again.one("imported").values) == dict(first.one("imported").values)
    assert workspace.head() == head
    assert head.seq == 2
    assert workspace.view().count(Roundtable) == 0
