"""Who sits at a table on a day."""

import pytest
from attrs import evolve

from cselekvo.actions.organisations import rename_organisation
from cselekvo.actions.persons import erase_person
from cselekvo.domain.fact import Erased
from cselekvo.domain.identifiers import OrganisationId, PersonId, RecordId, UserId
from cselekvo.domain.organisation import Address, OrganisationName
from cselekvo.domain.period import Period
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Capacity, MemberRole, Membership, OfficeKind
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.errors import NotFoundError
from cselekvo.reports.roster import roster_of
from cselekvo.reports.turnover import joined, left
from cselekvo.workspace import Workspace
from tests.builders import a_membership, day, span
from tests.reports.telling import (
    a_settlement,
    a_small_table,
    an_office,
    names,
    roster,
    withdraw,
    write,
)
from tests.verbs import (
    add_body,
    add_human,
    found,
    join,
    leave,
    move_seat,
    stand,
)


def test_officers_come_first_then_members_then_invitees_in_hungarian_order(
    workspace: Workspace,
) -> None:
    found(workspace)
    bodies = {
        "O1": ("Cukor Kör", None),
        "O2": ("Csillag Egyesület", None),
        "O3": ("Zsálya Kör", OfficeKind.CHAIR),
        "O4": ("Áldás Egyesület", None),
        "O5": ("Zab Kör", OfficeKind.SECRETARY),
        "O6": ("Zuhany Kör", OfficeKind.VICE_CHAIR),
        "O7": ("Czentár Kör", None),
    }
    for id_, (name, office) in bodies.items():
        add_body(workspace, id_, name=name)
        join(workspace, id_, office=office)
    add_body(workspace, "O8", name="Aba Kör")
    invited = a_membership("O8", voting=False, role=MemberRole.STANDING_INVITEE)
    write(workspace, invited)

    assert names(roster(workspace)) == [
        "Zsálya Kör",
        "Zuhany Kör",
        "Zab Kör",
        "Áldás Egyesület",
        "Cukor Kör",
        "Czentár Kör",
        "Csillag Egyesület",
        "Aba Kör",
    ]


def test_the_count_is_of_organisations_with_a_vote(workspace: Workspace) -> None:
    a_small_table(workspace)
    for id_ in ("O3", "O4"):
        add_body(workspace, id_)
    join(workspace, "O3", voting=False)
    write(
        workspace,
        a_membership("O4", voting=False, role=MemberRole.STANDING_INVITEE, id_="m-4"),
    )

    seen = roster(workspace)

    assert seen.count == 2
    assert len(seen.members) == 4
    assert [member.voting for member in seen.members] == [True, True, False, False]


def test_a_member_sits_from_the_first_to_the_last_day(workspace: Workspace) -> None:
    a_small_table(workspace)
    leave(workspace, "O2", "2015-12-31")

    counts = [
        roster(workspace, on).count
        for on in ("2015-05-11", "2015-05-12", "2015-12-31", "2016-01-01")
    ]

    assert counts == [0, 2, 2, 1]
    second = roster(workspace).members[0]
    assert (second.since, second.until) == (day("2015-05-12"), day("2015-12-31"))


def test_a_member_since_before_our_records_has_no_first_day(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3", name="Alma Kör")
    join(workspace, "O3", None)

    assert roster(workspace).members[0].since is None


def test_who_joins_again_is_shown_with_both_memberships(workspace: Workspace) -> None:
    a_small_table(workspace)
    leave(workspace, "O2", "2015-06-30")
    join(workspace, "O2", "2015-09-01")

    before, gap, after = (
        roster(workspace, on) for on in ("2015-06-01", "2015-07-01", "2015-11-30")
    )

    assert gap.count == 1
    assert before.members[0].others == (Period(day("2015-09-01")),)
    assert after.members[0].since == day("2015-09-01")
    assert after.members[0].others == (span("2015-05-12", "2015-06-30"),)
    assert after.members[1].others == ()


def test_a_change_of_representative_is_no_leaving(workspace: Workspace) -> None:
    a_small_table(workspace)
    add_human(workspace, "P3", name="Új Éva")
    stand(workspace, "P3", "O1", "2015-09-01")
    memberships = workspace.view(day("2015-11-30")).facts(Membership)

    old, new = roster(workspace, "2015-08-31"), roster(workspace, "2015-09-01")

    assert old.count == new.count == 2
    assert [one.others for one in new.members] == [(), ()]
    assert joined(memberships, span("2015-09-01", "2015-09-01")) == []
    assert left(memberships, span("2015-09-01", "2015-09-01")) == []
    people = [
        [one.person.name for one in member.representatives if one.person is not None]
        for member in (old.members[1], new.members[1])
    ]
    assert people == [["dr. Kovács Anna"], ["Új Éva"]]


def test_representative_and_deputy_are_told_apart(workspace: Workspace) -> None:
    a_small_table(workspace)

    member = roster(workspace).members[1]

    (first,), (second,) = member.representatives, member.deputies
    assert first.representation.position == "igazgató"
    assert first.representation.capacity is Capacity.REPRESENTATIVE
    assert second.person is not None
    assert second.person.name == "Szabó Béla"


def test_name_and_seat_are_those_of_the_day(workspace: Workspace) -> None:
    a_small_table(workspace)
    with workspace.change() as work:
        name = OrganisationName(
            id=RecordId("n-new"),
            organisation=OrganisationId("O2"),
            name="Új Kör",
            period=span("2015-09-01"),
        )
        rename_organisation(work, name)
    move_seat(workspace, "O2", "Komárom", "2015-10-01")

    seen = {
        on: {(one.name, one.settlement) for one in roster(workspace, on).members}
        for on in ("2015-08-31", "2015-09-01", "2015-10-01")
    }

    assert ("Cukor Kör", "Tata") in seen["2015-08-31"]
    assert ("Új Kör", "Tata") in seen["2015-09-01"]
    assert ("Új Kör", "Komárom") in seen["2015-10-01"]


def test_where_no_name_runs_on_the_day_the_nearest_is_shown(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    (old,) = workspace.view().facts(OrganisationName, organisation="O2")
    write(
        workspace,
        evolve(old, name="Régi Kör", period=span("1990-01-01", "1999-12-31")),
        evolve(old, id=RecordId("n-2"), name="Késői Kör", period=span("2016-03-01")),
    )

    assert names(roster(workspace))[1] == "Késői Kör"
    assert names(roster(workspace, "2015-05-12"))[1] == "Késői Kör"


def test_without_a_name_the_id_stands_for_it(workspace: Workspace) -> None:
    a_small_table(workspace)
    view = workspace.view()
    withdraw(
        workspace,
        *view.facts(OrganisationName, organisation="O2"),
        *view.facts(Address, organisation="O2"),
    )

    second = roster(workspace).members[1]

    assert (second.name, second.settlement, second.address) == ("O2", "", None)


def test_a_seat_in_the_gazetteer_is_named_as_the_gazetteer_names_it(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    place = a_settlement()
    (address,) = workspace.view().facts(Address, organisation="O1")
    write(workspace, place, evolve(address, settlement=place.id, place=""))

    assert [one.settlement for one in roster(workspace).members] == [
        "Tata",
        "Zalaszentgrót",
    ]


def test_a_site_is_no_seat(workspace: Workspace) -> None:
    found(workspace)
    add_body(workspace, "O1", seat="Tata", sites=["Aba", "Zirc"])
    join(workspace, "O1")

    assert [one.settlement for one in roster(workspace).members] == ["Tata"]


def test_an_erased_person_stays_on_the_roster_without_a_name(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    with workspace.change() as work:
        erase_person(work, PersonId("P1"), "kérésre")

    (one,) = roster(workspace).members[1].representatives

    assert one.person is not None
    assert isinstance(one.person.name, Erased)
    assert roster(workspace).count == 2


def test_an_office_is_held_on_its_days_only(workspace: Workspace) -> None:
    a_small_table(workspace)
    (seat,) = workspace.view().facts(Membership, organisation="O2")
    write(workspace, evolve(an_office(seat.id), period=span("2015-09-01")))

    assert names(roster(workspace, "2015-08-31"))[0] == "Cukor Kör"
    assert roster(workspace, "2015-08-31").members[0].offices == ()
    assert roster(workspace, "2015-09-01").members[0].offices[0].office is (
        OfficeKind.CHAIR
    )


def test_a_table_that_is_not_there_is_named(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="K9"):
        roster(workspace, table="K9")


def test_the_id_of_a_table_is_taken_in_any_case(workspace: Workspace) -> None:
    a_small_table(workspace)

    assert roster(workspace, table="k1") == roster(workspace)


def test_a_partner_sees_the_whole_roster_of_its_table(workspace: Workspace) -> None:
    a_small_table(workspace)
    write(
        workspace,
        User(id=UserId("partner"), name="Partner"),
        RoleGrant(
            id=RecordId("g-1"),
            user=UserId("partner"),
            role=Role.PARTNER,
            reach=ReachKind.ORGANISATION,
            target=RecordId("O2"),
        ),
    )

    view = workspace.view(day("2015-11-30"), reader="partner")
    seen = roster_of(view, "K1")

    assert names(seen) == names(roster(workspace))
    assert seen.members[1].settlement == "Tata"
    (first,) = seen.members[1].representatives
    assert isinstance(first.person, Person)
    assert first.person.email == ""


def test_a_roster_of_many_takes_as_few_questions_as_one_of_few(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_small_table(workspace)
    database = type(workspace._database)
    asked: list[str] = []
    rows = database.rows

    def counted(self: object, text: str, *more: object) -> object:
        asked.append(text)
        return rows(self, text, *more)  # type: ignore[arg-type]

    def questions() -> int:
        view = workspace.view(day("2015-11-30"))
        asked.clear()
        roster_of(view, "K1")
        return len(asked)

    monkeypatch.setattr(database, "rows", counted)
    few = questions()
    for number in range(3, 40):
        add_body(workspace, f"O{number}")
        join(workspace, f"O{number}")

    assert questions() == few <= 11
