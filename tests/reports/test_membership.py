"""Who may have which membership report, and that it stays what it was."""

import json

import pytest
from attrs import evolve

from cselekvo.actions.persons import erase_person
from cselekvo.domain.identifiers import (
    PersonId,
    RecordId,
    UserId,
)
from cselekvo.domain.organisation import Address, Organisation
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Presence, Representation
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.reports.membership.report import membership_report
from cselekvo.reports.report import Picture, Table
from cselekvo.reports.report_json import as_json, from_json
from cselekvo.workspace import Workspace
from tests.builders import day, span
from tests.reports.telling import (
    MADE_AT,
    a_small_table,
    facts,
    figures,
    held,
    notes,
    report,
    row,
    rows,
    withdraw,
    write,
)
from tests.stores import Store
from tests.verbs import (
    add_body,
    join,
    leave,
)


def a_user(workspace: Workspace, role: Role, reach: ReachKind, target: str) -> str:
    """Add a user with one role; return the id."""
    write(
        workspace,
        User(id=UserId("u1"), name="Olvasó"),
        RoleGrant(
            id=RecordId("g-1"),
            user=UserId("u1"),
            role=role,
            reach=reach,
            target=RecordId(target) if target else None,
        ),
    )
    return "u1"


# --- contacts


def test_the_public_version_holds_no_contact_of_anybody(workspace: Workspace) -> None:
    a_small_table(workspace)
    (address,) = workspace.view().facts(Address, organisation="O1")
    write(workspace, evolve(address, text="2890 Tata, Fő tér 1."))

    public = row(report(workspace))

    assert not {"email", "phone", "address", "organisation_email"} & set(public)
    shown = " ".join(str(cell) for cell in public.values())
    assert "@" not in shown
    assert "+36" not in shown
    assert "Fő tér" not in shown


def test_the_internal_version_holds_contacts_and_says_so(workspace: Workspace) -> None:
    a_small_table(workspace)
    (address,) = workspace.view().facts(Address, organisation="O1")
    write(workspace, evolve(address, text="2890 Tata, Fő tér 1."))

    made = report(workspace, contacts=True)
    first = row(made)

    assert facts(made)["audience"] == "belső"
    assert "internal" in notes(made)
    assert first["organisation_email"] == "o@x.hu"
    assert first["address"] == "2890 Tata, Fő tér 1."
    assert (first["email"], first["phone"]) == ("anna@x.hu", "+36 1 000 0000")
    assert (first["deputy_email"], first["deputy_phone"]) == (None, None)


def test_the_internal_version_bears_what_is_not_known(workspace: Workspace) -> None:
    a_small_table(workspace)
    view = workspace.view()
    withdraw(
        workspace,
        *view.facts(Organisation, id="O2"),
        *view.facts(Address, organisation="O2"),
    )

    second = row(report(workspace, contacts=True), "Cukor Kör")

    assert (second["organisation_email"], second["address"]) == (None, None)


@pytest.mark.parametrize("role", [Role.METHODOLOGIST, Role.MENTOR, Role.PARTNER])
def test_who_may_not_see_contacts_is_refused_the_internal_version(
    workspace: Workspace, role: Role
) -> None:
    a_small_table(workspace)
    reader = a_user(workspace, role, ReachKind.ALL, "")

    with pytest.raises(NotAllowedError, match="read contacts of K1"):
        report(workspace, contacts=True, reader=reader)
    assert figures(report(workspace, reader=reader))["voting_members"] == 2


def test_a_reader_of_one_county_is_told_that_the_view_is_limited(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    reader = a_user(workspace, Role.COORDINATOR, ReachKind.COUNTY, "MEGYE-20")

    made = report(workspace, reader=reader, contacts=True)

    assert made.origin.partial
    assert notes(made)["partial-view"].startswith("A kimutatás korlátozott")
    assert rows(made) == rows(report(workspace, contacts=True))


def test_a_table_out_of_reach_is_not_there(workspace: Workspace) -> None:
    a_small_table(workspace)
    reader = a_user(workspace, Role.COORDINATOR, ReachKind.COUNTY, "MEGYE-05")

    with pytest.raises(NotFoundError):
        report(workspace, reader=reader)


@pytest.mark.parametrize(("lang", "word"), [("hu", "törölve"), ("en", "erased")])
def test_an_erased_person_is_printed_as_erased(
    workspace: Workspace, lang: str, word: str
) -> None:
    a_small_table(workspace)
    with workspace.change() as work:
        erase_person(work, PersonId("P1"), "kérésre")

    made = report(workspace, lang=lang, contacts=True)
    member = row(made)

    assert member["representative"] == word
    assert (member["email"], member["phone"]) == (None, None)
    assert figures(made)["without_representative"] == 1


def test_a_person_out_of_sight_is_said_to_be_so(workspace: Workspace) -> None:
    a_small_table(workspace)
    (one,) = workspace.view().facts(Person, id="P1")
    withdraw(workspace, one)

    assert row(report(workspace))["representative"] == "nem látható"
    assert row(report(workspace, lang="en"))["representative"] == "not visible"


def test_a_report_of_a_table_that_is_not_there_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        report(workspace, table="K9")


def test_postgresql_gives_the_same_report(
    workspace: Workspace, postgres_store: Store
) -> None:
    with postgres_store.open() as other:
        for one in (workspace, other):
            a_small_table(one)
            write(one, *held("2015-11-30", O2=Presence.DEPUTY))
            leave(one, "O1", "2015-10-31")
        made = [report(one, contacts=True) for one in (workspace, other)]

    assert made[0].facts == made[1].facts
    assert made[0].blocks == made[1].blocks


def test_the_report_of_a_past_knowledge_is_what_it_was(workspace: Workspace) -> None:
    a_small_table(workspace)
    before = report(workspace)
    position = before.origin.position
    add_body(workspace, "O3")
    join(workspace, "O3")
    again = membership_report(
        workspace.view(day("2015-11-30"), f"#{position}"),
        "K1",
        lang="hu",
        contacts=False,
        by="Minta Koordinátor",
        generated_at=MADE_AT,
    )

    assert again == before
    assert report(workspace) != before


def test_a_report_with_all_its_parts_goes_to_json_and_back(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    (first,) = workspace.view().facts(Representation, person="P2")
    write(
        workspace,
        evolve(first, period=span("2015-05-12", "2015-08-31")),
        *held("2015-06-16", O1=Presence.DEPUTY, O2=Presence.EXCUSED),
        *held("2015-11-10"),
    )

    made = report(workspace, contacts=True)

    assert [table.key for table in made.blocks_of(Table)] == [
        "members",
        "meetings",
        "changes",
        "representatives",
        "sectors",
        "settlements",
        "attention",
    ]
    assert len(list(made.blocks_of(Picture))) == 2
    assert from_json(json.loads(json.dumps(as_json(made)))) == made


def test_every_table_has_a_cell_for_each_column(workspace: Workspace) -> None:
    a_small_table(workspace)
    write(workspace, *held("2015-06-16", O1=Presence.PRESENT), *held("2015-11-10"))

    for table in report(workspace, contacts=True).blocks_of(Table):
        keys = [column.key for column in table.columns]
        assert len(set(keys)) == len(keys)
        assert {column.below for column in table.columns} <= {"", *keys}
        assert {len(cells) for cells in table.rows} <= {len(keys)}
        assert table.head in keys
