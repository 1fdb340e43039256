"""Sheets of mentors: who they are, whom they accompany, what they learned and did."""

from pathlib import Path

import pytest

from cselekvo.actions.persons import erase_person
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import PersonId
from cselekvo.domain.mentor import (
    AssignmentRole,
    Contact,
    ContactKind,
    Mentor,
    MentorAssignment,
    MentorCounty,
    MentorField,
    Qualification,
)
from cselekvo.domain.person import Person
from cselekvo.errors import NotAllowedError
from cselekvo.exchange.exporting import export_folder, export_workbook
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.outcome import Outcome
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, codes, day, span
from tests.exchange.bringing import Bring
from tests.exchange.test_importing import everything
from tests.mentored import build_mentored
from tests.stores import Clock, SqliteMaker
from tests.verbs import undo

MENTORS = "azonosito;nev;megyek;tol"
ASSIGNMENTS = "mentor;egyseg;tol"
CONTACTS = "egyseg;mentor;datum;fajta"
WHO = "coordinator"
#: What there is to say of the network of two counties, its gazetteer and its lists.
KNOWN = {"place-unknown", "region-list-not-verified"}
MINE: tuple[type[Fact], ...] = (
    Person,
    Mentor,
    MentorCounty,
    MentorAssignment,
    Qualification,
    Contact,
)


@pytest.fixture
def network(workspace: Workspace, bring: Bring) -> Bring:
    """Return what brings sheets to the mentors of two counties."""
    build_mentored(workspace)
    return bring


def _covered(workspace: Workspace, person: str) -> list[str]:
    view = workspace.view()
    ids = [one.id for one in view.facts(Mentor, person=person)]
    return sorted(one.county for one in view.facts(MentorCounty, mentor=ids))


def test_a_mentor_is_made_with_person_fields_and_counties(
    workspace: Workspace, network: Bring
) -> None:
    header = f"{MENTORS};ig;szakteruletek;kapacitas;munkaltato;forras"
    row = (
        "CILI;Példa Cili;Zala vármegye| Borsod-Abaúj-Zemplén |Zala;2015.01.01.;"
        "2016.12.31.;könyvtári|múzeum|könyvtár;8;ZC;levél"
    )

    assert network({"mentorok": [header, row]}).words == []

    (made,) = workspace.view().facts(Mentor, person="CILI")
    assert made.period == span("2015-01-01", "2016-12-31")
    assert (made.field, made.further_fields) == (MentorField.LIBRARY, "museum")
    assert (made.capacity, made.employer, made.source) == (8, "ZC", "levél")
    assert workspace.view().one(Person, "CILI").name == "Példa Cili"
    assert _covered(workspace, "CILI") == [BAZ, ZALA]


def test_a_known_person_becomes_a_mentor_and_keeps_the_name(
    workspace: Workspace, network: Bring
) -> None:
    header = "azonosito;nev;megye"
    brought = network({"mentorok": [header, "pz;Más Név;Zala megye", "PB;;"]})

    assert brought.told == [("mentor-name-differs", "mentorok", 2)]
    assert workspace.view().one(Person, "PZ").name != "Más Név"
    (made,) = workspace.view().facts(Mentor, person="PZ")
    assert made.person == "PZ"
    assert _covered(workspace, "PZ") == [ZALA]


@pytest.mark.parametrize(
    ("sheet", "header", "row", "told"),
    [
        ("mentorok", MENTORS, "CILI;;Zala;", ["mentor-name-missing"]),
        ("mentorok", MENTORS, "CILI;Cili;Zalla;", ["reference-unknown"]),
        ("mentorok", MENTORS, "KZ;Cili;Zala;", ["id-taken"]),
        ("mentorok", MENTORS, "ANNA;Anna;Zala;2016-01-01", ["mentor-period-overlaps"]),
        (
            "mentorok",
            f"{MENTORS};ig",
            "ANNA;Anna;Zala;2015-01-01;2015-12-31",
            ["mentor-still-assigned"],
        ),
        (
            "mentorok",
            f"{MENTORS};kapacitas",
            "C;C;Zala;;0",
            ["mentor-capacity-not-positive"],
        ),
        ("mentorok", f"{MENTORS};kapacitas", "C;C;Zala;;sok", ["value-not-read"]),
        ("mentorok", f"{MENTORS};szakteruletek", "C;C;;;mozi", ["value-not-read"]),
        ("megbizasok", ASSIGNMENTS, "ANA;KZ;2016-01-01", ["reference-unknown"]),
        ("megbizasok", ASSIGNMENTS, "ANNA;KX;2016-01-01", ["reference-unknown"]),
        ("megbizasok", ASSIGNMENTS, "ANNA;TZ-AREA;2016-01-01", ["reference-unknown"]),
        ("megbizasok", ASSIGNMENTS, "ANNA;KZ;2016-01-01", ["assignment-overlaps"]),
        ("megbizasok", ASSIGNMENTS, "ANNA;ZC;2014-01-01", ["not-mentor-then"]),
        (
            "megbizasok",
            ASSIGNMENTS,
            "BELA;KZ;2016-01-01",
            ["two-primary-mentors", "mentor-outside-counties"],
        ),
        ("kepesitesek", "mentor;megnevezes;orak", "ANNA;X;0", None),
        ("kepesitesek", "mentor;megnevezes", "ANNA;", ["value-missing"]),
        ("kapcsolatok", CONTACTS, "KZ;ANNA;2100-01-01;telefon", ["day-in-future"]),
        ("kapcsolatok", CONTACTS, "KZ;ANNA;2015-09-09;füst", ["value-not-read"]),
        ("mentormegyek", "allas;megye", "mn-CILI;Zala", ["reference-unknown"]),
    ],
)
def test_a_row_at_fault_is_told_and_nothing_is_changed(
    workspace: Workspace,
    network: Bring,
    sheet: str,
    header: str,
    row: str,
    told: list[str] | None,
) -> None:
    before = everything(workspace)

    brought = network({sheet: [header, row]})

    assert brought.words == (told or ["qualification-hours-not-positive"])
    assert {one[1:] for one in brought.told} == {(sheet, 2)}
    assert everything(workspace) == before


def test_an_unknown_unit_is_told_with_ids_like_it(network: Bring) -> None:
    brought = network({"megbizasok": [ASSIGNMENTS, "ANNA;TZZ;2016-01-01"]})

    found = brought.one("reference-unknown")
    assert found.values["kind"] == "unit"
    assert found.values["near"][0] == "TZ"


def test_a_person_of_a_refused_mentor_is_not_made(
    workspace: Workspace, network: Bring
) -> None:
    rows = [f"{MENTORS};kapacitas", "CILI;Cili;Zala;;0", "DORA;Dóra;Zala;;1"]

    brought = network({"mentorok": rows}, skip=True)

    assert brought.counts("mentorok") == (2, 1, 0, 0, 1)
    assert workspace.view().find(Person, "CILI") is None
    assert workspace.view().one(Person, "DORA").name == "Dóra"


def test_two_times_of_one_new_person_make_one_person(
    workspace: Workspace, network: Bring
) -> None:
    header = f"{MENTORS};ig"
    rows = [
        "CILI;Cili;Zala;2015-01-01;2015-12-31",
        "cili;Cili;Borsod-Abaúj-Zemplén;2017-01-01;",
    ]

    assert network({"mentorok": [header, *rows]}).words == []

    assert workspace.view().count(Mentor, person="CILI") == 2
    assert _covered(workspace, "CILI") == [BAZ, ZALA]
    assert network({"mentorok": [header, *rows]}).counts("mentorok")[3] == 2


def test_counties_of_a_row_are_added_and_none_is_taken_away(
    workspace: Workspace, network: Bring
) -> None:
    more = network({"mentorok": [MENTORS, "ANNA;;Somogy;2015-01-01"]})

    assert more.words == []
    assert more.counts("mentorok") == (1, 0, 1, 0, 0)
    assert _covered(workspace, "ANNA") == ["MEGYE-14", ZALA]


def test_what_a_sheet_does_not_say_stays_as_it_was(
    workspace: Workspace, network: Bring
) -> None:
    before = everything(workspace)

    brought = network(
        {
            "mentorok": ["azonosito;tol", "ANNA;2015-01-01"],
            "megbizasok": [ASSIGNMENTS, "anna;kz;2015-03-01"],
            "kepesitesek": ["mentor;megnevezes", "ANNA;Képzés"],
            "kapcsolatok": [CONTACTS, "KZ;ANNA;2015-05-05;látogatás"],
        }
    )

    assert brought.words == []
    assert everything(workspace) == before


def test_every_column_of_the_others_is_read(
    workspace: Workspace, network: Bring
) -> None:
    sheets = {
        "megbizasok": [
            f"{ASSIGNMENTS};ig;elsodleges;ok;zaras_oka;forras",
            "ANNA;TZ;2015. május 1.;2015-12-31;nem;kérték;elég volt;napló",
            "ANNA;ZC;2015-05-01;;;;;",
        ],
        "kepesitesek": [
            "mentor;megnevezes;orak;tanusitvany;datum;lejarat;forras",
            "ANNA;Facilitátor;30;12/2015;2015.03.01.;2016-12-31;lap",
        ],
        "kapcsolatok": [
            f"{CONTACTS};percek;jegyzet;forras",
            "TZ;ANNA;2015.09.09.;e-mail;90;jó volt;napló",
        ],
    }

    assert network(sheets).words == []

    view = workspace.view()
    at_table, at_body = sorted(
        (one for one in view.facts(MentorAssignment) if one.unit in {"TZ", "ZC"}),
        key=lambda one: one.unit,
    )
    assert at_table.role is AssignmentRole.SUPPORTING
    assert at_table.period == span("2015-05-01", "2015-12-31")
    told = (at_table.reason, at_table.end_reason, at_table.source)
    assert told == ("kérték", "elég volt", "napló")
    assert at_body.role is AssignmentRole.PRIMARY
    (learned,) = view.facts(Qualification, title="Facilitátor")
    assert (learned.hours, learned.certificate) == (30, "12/2015")
    assert (learned.obtained, learned.expires) == (day("2015-03-01"), day("2016-12-31"))
    (met,) = view.facts(Contact, unit="TZ")
    assert (met.contact, met.minutes, met.note) == (ContactKind.LETTER, 90, "jó volt")


@pytest.mark.parametrize("lang", ["hu", "en"])
@pytest.mark.parametrize("as_workbook", [False, True])
def test_what_is_written_out_is_read_back_equal(
    sqlite_maker: SqliteMaker,
    network: Bring,
    clock: Clock,
    tmp_path: Path,
    lang: str,
    as_workbook: bool,
) -> None:
    row = "CILI;Cili;;;;|múzeum|könyvtár;elég volt"
    header = "azonosito;nev;megyek;tol;ig;szakteruletek;zaras_oka"
    assert network({"mentorok": [header, row]}).words == []
    workspace, path = network.workspace, tmp_path / "ki"
    if as_workbook:
        path = path.with_suffix(".xlsx")
        export_workbook(workspace.view(), path, lang)
    else:
        export_folder(workspace.view(), path, lang)

    (tmp_path / "ott").mkdir()
    with sqlite_maker.make(tmp_path / "ott").open(clock) as there:
        assert _read(there, path) <= KNOWN
        for kind in MINE:
            facts: list[Fact] = workspace.view().facts(kind)
            assert there.view().facts(kind) == facts
            assert facts
        head = there.head()
        assert _read(there, path) <= KNOWN
        assert there.head() == head


def _read(workspace: Workspace, path: Path) -> set[str]:
    given, findings = read_sheets(path)
    with workspace.change() as work:
        findings += import_sheets(work, "x" * 64, given, Options(), Outcome())
    return set(codes(findings)) - {"imported"}


def test_a_mentor_whose_name_was_erased_is_read_again(
    workspace: Workspace, network: Bring, tmp_path: Path
) -> None:
    with workspace.change() as work:
        assert codes(erase_person(work, PersonId("ANNA"), "kérte")) == ["person-erased"]
    export_folder(workspace.view(), tmp_path / "ki")
    (tmp_path / "ki" / "szemelyek.csv").unlink()

    again = network.folder_of(tmp_path / "ki")

    assert set(again.words) <= KNOWN
    assert again.counts("mentorok") == (2, 0, 0, 2, 0)


def own() -> dict[str, list[str]]:
    """Return new rows about one county."""
    return {
        "mentorok": [MENTORS, "CILI;Cili;Zala;2015-01-01"],
        "megbizasok": [ASSIGNMENTS, "ANNA;TZ;2016-01-01"],
        "kepesitesek": ["mentor;megnevezes", "ANNA;Facilitátor"],
        "kapcsolatok": [CONTACTS, "KZ;ANNA;2015-09-09;telefon"],
    }


def test_a_county_coordinator_brings_in_the_mentors_of_the_county(
    workspace: Workspace, network: Bring
) -> None:
    sheets = own()
    sheets["mentorok"] = [f"{MENTORS};allas", "CILI;Cili;Zala;2015-01-01;mc"]
    sheets["mentormegyek"] = ["allas;megye", "mc;Zala"]

    assert network(sheets, actor=WHO).words == []

    view = workspace.view(reader=WHO)
    assert {one.person for one in view.facts(Mentor)} == {"ANNA", "CILI"}
    assert {one.unit for one in view.facts(MentorAssignment)} == {"KZ", "TZ"}
    assert view.count(Contact) == view.count(Qualification) == 2


@pytest.mark.parametrize(
    ("sheet", "header", "row"),
    [
        ("mentorok", MENTORS, "CILI;Cili;Borsod-Abaúj-Zemplén;2015-01-01"),
        ("mentorok", MENTORS, "CILI;Cili;Zala|Somogy;2015-01-01"),
        ("mentorok", MENTORS, "CILI;Cili;;2015-01-01"),
        ("mentorok", f"{MENTORS};kapacitas", "BELA;;;2015-01-01;3"),
        ("mentorok", MENTORS, "BELA;;Zala;2015-01-01"),
        ("mentorok", MENTORS, "ANNA;;Somogy;2015-01-01"),
        ("mentormegyek", "allas;megye", "mn-BELA;Zala"),
        ("mentormegyek", "allas;megye", "mn-ANNA;Somogy"),
        ("megbizasok", ASSIGNMENTS, "BELA;TB;2016-01-01"),
        ("megbizasok", f"{ASSIGNMENTS};ok", "BELA;KB;2015-03-01;más"),
        ("kepesitesek", "mentor;megnevezes", "BELA;Facilitátor"),
        ("kapcsolatok", CONTACTS, "KB;BELA;2015-09-09;telefon"),
    ],
)
def test_a_county_coordinator_is_refused_what_belongs_to_another(
    workspace: Workspace, network: Bring, sheet: str, header: str, row: str
) -> None:
    head = workspace.head()

    with pytest.raises(NotAllowedError):
        network({sheet: [header, row]}, actor=WHO)

    assert workspace.head() == head


def test_undoing_an_import_of_mentors_takes_all_of_it_back(
    workspace: Workspace, network: Bring
) -> None:
    before = everything(workspace)
    sheets = own() | {"mentormegyek": ["allas;megye", "mn-ANNA;Somogy"]}
    assert network(sheets).words == []

    assert codes(undo(workspace, workspace.head().seq)) == []

    assert everything(workspace) == before
    assert network(sheets).words == []
    assert workspace.verify().findings == []
