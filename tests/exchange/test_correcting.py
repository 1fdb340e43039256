"""A row of what is known corrects it: by key or by id, and in no more than told."""

from typing import Any

import pytest

from cselekvo.domain.organisation import Address, Organisation, OrganisationName
from cselekvo.domain.period import BEFORE_RECORDS
from cselekvo.domain.roundtable import (
    MemberRole,
    Membership,
    Office,
    OfficeKind,
    QuorumRule,
    Statutes,
)
from cselekvo.exchange.exporting import export_folder
from cselekvo.workspace import Workspace
from tests.builders import a_table, codes, day, span
from tests.exchange.bringing import ORGANISATIONS, SEATS, TABLES, Bring
from tests.exchange.test_importing import all_kinds, everything
from tests.verbs import add_body, found, join


@pytest.fixture
def seated(workspace: Workspace) -> Workspace:
    """Return a workspace with one organisation that sits at a table."""
    add_body(workspace, "O1", seat="Tata", email="a@x.hu")
    found(workspace, a_table(district=None))
    assert codes(join(workspace, "O1", voting=False)) == []
    return workspace


def only(workspace: Workspace, kind: Any, **where: Any) -> Any:
    (one,) = workspace.view().facts(kind, **where)
    return one


def test_a_relation_is_corrected_by_what_it_joins_its_role_and_its_first_day(
    seated: Workspace, bring: Bring
) -> None:
    before = only(seated, Membership)

    brought = bring({"tagsagok": [f"{SEATS};ig", "k1;o1;tag;2015-01-01;2015-12-31"]})

    assert brought.counts("tagsagok") == (1, 0, 1, 0, 0)
    after = only(seated, Membership)
    assert after.id == before.id
    assert after.period == span("2015-01-01", "2015-12-31")
    assert after.voting is False


def test_a_relation_is_corrected_by_its_id(seated: Workspace, bring: Bring) -> None:
    id_ = only(seated, Membership).id
    row = f"K1;O1;állandó meghívott;2014-06-01;{id_}"

    brought = bring({"tagsagok": [f"{SEATS};azonosito", row]})

    assert brought.words == []
    after = only(seated, Membership)
    assert (after.id, after.role) == (id_, MemberRole.STANDING_INVITEE)
    assert after.period == span("2014-06-01")


def test_an_empty_cell_clears_and_a_missing_column_keeps(
    seated: Workspace, bring: Bring
) -> None:
    row = "O1;O1 Egyesület;civil;Tata"

    assert bring({"szervezetek": [ORGANISATIONS, row]}).counts("szervezetek") == (
        *(1, 0, 0, 1, 0),
    )
    assert only(seated, Organisation).email == "a@x.hu"
    brought = bring({"szervezetek": [f"{ORGANISATIONS};email", f"{row};"]})
    assert brought.counts("szervezetek") == (1, 0, 1, 0, 0)
    assert only(seated, Organisation).email == ""


def test_a_new_invitee_without_a_word_about_votes_has_none(
    seated: Workspace, bring: Bring
) -> None:
    add_body(seated, "O2")
    bring({"tagsagok": [SEATS, "K1;O2;állandó meghívott;2015-01-01"]})

    assert only(seated, Membership, organisation="O2").voting is False


def test_name_and_seat_of_an_organisation_correct_the_latest(
    workspace: Workspace, bring: Bring
) -> None:
    header = "szervezet;nev;tol;ig"
    bring(
        {
            "szervezetek": [ORGANISATIONS, "O1;Mai;civil;Tata"],
            "nevek": [header, "O1;Régi;;2010-12-31", "O1;Mai;2011-01-01;"],
        }
    )

    brought = bring({"szervezetek": [ORGANISATIONS, "O1;Holnapi;civil;Ajka"]})

    names = {one.name: one for one in workspace.view().facts(OrganisationName)}
    assert brought.counts("szervezetek") == (1, 0, 1, 0, 0)
    assert set(names) == {"Régi", "Holnapi"}
    assert names["Holnapi"].period == span("2011-01-01")
    assert only(workspace, Address).place == "Ajka"


def test_sites_in_short_are_added_beside_those_that_are_known(
    seated: Workspace, bring: Bring
) -> None:
    header, row = f"{ORGANISATIONS};telephelyek", "O1;O1 Egyesület;civil;Tata"
    for sites in ("Ajka | Tab||Tab", "Tab|Pápa", ""):
        assert bring({"szervezetek": [header, f"{row};{sites}"]}).words == []

    places = sorted(one.place for one in seated.view().facts(Address))
    assert places == ["Ajka", "Pápa", "Tab", "Tata"]


def test_the_quorum_of_a_table_changes_its_latest_statutes(
    workspace: Workspace, bring: Bring
) -> None:
    header = f"{TABLES};hatarozatkepesseg"
    row = "K1;Asztal;Tatai járás;2015-01-01"
    for quorum, rule, number in (
        ("", QuorumRule.MORE_THAN_HALF, None),
        ("20", QuorumRule.FIXED, 20),
        ("", QuorumRule.FIXED, 20),
        ("több mint fele", QuorumRule.MORE_THAN_HALF, None),
    ):
        assert bring({"kerekasztalok": [header, f"{row};{quorum}"]}).words == []
        held = only(workspace, Statutes)
        assert (held.quorum_rule, held.quorum_number) == (rule, number)
        assert held.period == span("2015-01-01")


def test_a_seat_written_as_chair_makes_the_office_once(
    seated: Workspace, bring: Bring
) -> None:
    sheet = {"tagsagok": [f"{SEATS};szavazati_jog", "K1;O1;elnök;2015-01-01;igen"]}

    assert bring(sheet).counts("tagsagok") == (1, 0, 1, 0, 0)
    assert bring(sheet).counts("tagsagok") == (1, 0, 0, 1, 0)

    office = only(seated, Office)
    assert (office.office, office.period) == (OfficeKind.CHAIR, span("2015-01-01"))
    assert only(seated, Membership).role is MemberRole.MEMBER


def test_an_empty_first_day_means_before_our_records(
    seated: Workspace, bring: Bring
) -> None:
    header = "szervezet;szerep;telepules;tol;ig"
    brought = bring(
        {"cimek": [header, "O1;telephely;Tab;;2012-12-31", "O1;telephely;Pápa;;"]}
    )

    assert brought.words == []
    sites = {one.place: one.period for one in seated.view().facts(Address)}
    assert sites["Tab"].start == sites["Pápa"].start == BEFORE_RECORDS
    assert sites["Tab"].last_day == day("2012-12-31")


@pytest.mark.parametrize(
    ("row", "word"),
    [("K1;O1;tag;", "value-missing"), ("K1;O1;tag;2016-01-01;2015-01-01", "period")],
)
def test_a_period_that_cannot_be_is_refused(
    seated: Workspace, bring: Bring, row: str, word: str
) -> None:
    brought = bring({"tagsagok": [f"{SEATS};ig", row]})

    assert len(brought.told) == 1
    assert brought.words[0].startswith(word)


def test_english_names_of_files_and_columns_are_read(
    workspace: Workspace, bring: Bring
) -> None:
    brought = bring(
        {
            "organisations": ["ID;Name;Type;Seat", "O1;First;civil;Tata"],
            "roundtables": ["id;name;founded", "K1;Table;2015-01-01"],
            "memberships": [
                "roundtable;organisation;role;from;voting",
                "K1;O1;chair;2015-01-01;yes",
            ],
        }
    )

    assert brought.words == []
    assert sorted(brought.outcome.tallies) == [
        "kerekasztalok",
        "szervezetek",
        "tagsagok",
    ]
    assert workspace.view().count(Office) == 1


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_what_is_exported_changes_nothing_when_it_is_brought_in_again(
    workspace: Workspace, bring: Bring, lang: str
) -> None:
    bring(all_kinds())
    before, head = everything(workspace), workspace.head()
    folder = bring.folder.parent / "out"
    written = export_folder(workspace.view(), folder, lang)

    again = bring.folder_of(folder)

    assert again.words == []
    tallies = again.outcome.tallies
    assert {name: one.unchanged for name, one in tallies.items()} == written
    assert everything(workspace) == before
    assert workspace.head() == head
    assert (
        folder / ("szervezetek.csv" if lang == "hu" else "organisations.csv")
    ).exists()
