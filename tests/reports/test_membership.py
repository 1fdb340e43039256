"""The membership report of a roundtable."""

from datetime import date

import pytest
from attrs import evolve

from cselekvo.actions.persons import erase_person
from cselekvo.domain.identifiers import (
    PersonId,
    ProgrammeId,
    ProjectId,
    RecordId,
    UserId,
)
from cselekvo.domain.organisation import Address, Organisation, Sector
from cselekvo.domain.person import Person
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.roundtable import (
    MemberRole,
    Membership,
    OfficeKind,
    Representation,
    Statutes,
)
from cselekvo.domain.territory import District, DistrictName
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Severity
from cselekvo.reports.membership import membership_report
from cselekvo.workspace import Workspace
from tests.builders import (
    a_membership,
    a_table,
    add_body,
    day,
    found,
    join,
    leave,
    some_statutes,
    span,
)
from tests.reports.telling import (
    MADE_AT,
    a_meeting,
    a_settlement,
    a_small_table,
    an_office,
    facts,
    figures,
    notes,
    report,
    row,
    rows,
    severities,
    withdraw,
    write,
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


def test_the_report_says_of_which_table_and_day_it_is(workspace: Workspace) -> None:
    a_small_table(workspace)

    made = report(workspace)

    assert (made.kind, made.lang) == ("roundtable", "hu")
    assert made.title == "K1 kerekasztal"
    assert made.subtitle == "Tagsági kimutatás, 2015. november 30."
    assert (
        report(workspace, lang="en").subtitle == "Membership report, 30 November 2015"
    )


def test_the_english_report_takes_the_english_name_where_there_is_one(
    workspace: Workspace,
) -> None:
    found(workspace, evolve(a_table(), name_en="Roundtable K1"))

    assert report(workspace, lang="en").title == "Roundtable K1"
    assert report(workspace, lang="hu").title == "K1 kerekasztal"


def test_the_report_says_what_it_was_made_from(workspace: Workspace) -> None:
    a_small_table(workspace)
    head = workspace.head()

    origin = report(workspace).origin

    assert origin.on == day("2015-11-30")
    assert (origin.position, origin.head) == (head.seq, head.hash)
    assert origin.known_at == workspace.view(day("2015-11-30")).instant
    assert (origin.generated_at, origin.by) == (MADE_AT, "Minta Koordinátor")
    assert origin.partial is False


def test_the_header_names_area_programme_project_and_statutes(
    workspace: Workspace,
) -> None:
    write(
        workspace,
        Programme(id=ProgrammeId("PR"), title="Program", title_en="Programme"),
        Project(id=ProjectId("PJ"), title="Esély", code="X-1", call="X"),
        a_settlement(),
    )
    table = a_table(programme="PR", project="PJ", founded="2015-05-12")
    found(workspace, evolve(table, settlement=a_settlement().id))
    write(workspace, evolve(some_statutes(), version="9", period=span("2016-01-01")))
    (first,) = workspace.view(day("2015-11-30")).facts(
        Statutes, on=day("2015-11-30"), roundtable="K1"
    )
    write(workspace, evolve(first, period=span("2015-05-12", "2015-12-31")))

    assert facts(report(workspace)) == {
        "level": "járási",
        "district": "Zalaszentgróti járás, Zala megye",
        "settlement": "Zalaszentgrót",
        "programme": "Program",
        "project": "Esély",
        "project_code": "X-1",
        "founded": day("2015-05-12"),
        "statutes": "1. változat (2015. május 12. – 2015. december 31.)",
        "audience": "nyilvános",
    }
    english = facts(report(workspace, lang="en"))
    assert english["district"] == "Zalaszentgróti járás, Zala County"
    assert english["programme"] == "Programme"
    assert english["statutes"] == "version 1 (12 May 2015 – 31 December 2015)"


def test_a_project_without_a_code_is_named_by_its_call(workspace: Workspace) -> None:
    write(workspace, Project(id=ProjectId("PJ"), title="Esély", call="ÁROP-1.A.3"))
    found(workspace, a_table(project="PJ"))

    assert facts(report(workspace))["call"] == "ÁROP-1.A.3"
    assert "project_code" not in facts(report(workspace))


def test_a_project_without_any_code_has_its_title_only(workspace: Workspace) -> None:
    write(workspace, Project(id=ProjectId("PJ"), title="Esély"))
    found(workspace, a_table(project="PJ"))

    assert {"call", "project_code"}.isdisjoint(facts(report(workspace)))


def test_a_programme_and_a_district_that_are_not_known_are_left_out(
    workspace: Workspace,
) -> None:
    write(workspace, Programme(id=ProgrammeId("PR"), title="Program"))
    found(workspace, a_table(programme="PR"))
    view = workspace.view()
    withdraw(workspace, *view.facts(Programme), *view.facts(District, id="JARAS-198"))

    made = facts(report(workspace))

    assert "programme" not in made
    assert made["district"] == "Zalaszentgróti járás"


def test_a_table_of_no_place_and_no_statutes_has_a_report(workspace: Workspace) -> None:
    write(workspace, a_table(district=None))

    assert facts(report(workspace)) == {
        "level": "járási",
        "founded": None,
        "statutes": None,
        "audience": "nyilvános",
    }


def test_statutes_in_force_at_all_times_have_no_days(workspace: Workspace) -> None:
    a_small_table(workspace)

    assert facts(report(workspace))["statutes"] == "1. változat"


def test_a_district_without_a_name_is_left_open(workspace: Workspace) -> None:
    a_small_table(workspace)
    named = workspace.view().facts(DistrictName, district="JARAS-198")
    withdraw(workspace, *named)

    assert facts(report(workspace))["district"] is None


def test_the_summary_counts_organisations_and_what_is_missing(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3", seat="TATA")
    write(
        workspace,
        a_membership("O3", voting=False, role=MemberRole.STANDING_INVITEE),
    )

    assert figures(report(workspace)) == {
        "voting_members": 2,
        "invitees": 1,
        "settlements": 1,
        "without_representative": 1,
        "without_deputy": 1,
    }


def test_members_without_a_vote_are_counted_apart_where_there_are_any(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3")
    join(workspace, "O3", voting=False)

    made = report(workspace)

    assert figures(made)["without_vote"] == 1
    assert figures(made)["voting_members"] == 2
    third = "O3 Egyesület"
    assert row(made, third)["role"] == "tag, szavazati jog nélkül"
    assert row(report(workspace, lang="en"), third)["role"] == "member without a vote"


def test_sectors_are_counted_the_most_numerous_first(workspace: Workspace) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3", sector=Sector.CULTURE)
    join(workspace, "O3")

    counted = rows(report(workspace), "sectors")

    assert counted == [
        {"sector": "kulturális", "members": 2, "share": pytest.approx(2 / 3)},
        {"sector": "civil", "members": 1, "share": pytest.approx(1 / 3)},
    ]


def test_an_organisation_that_is_not_known_has_no_sector(workspace: Workspace) -> None:
    a_small_table(workspace)
    withdraw(workspace, *workspace.view().facts(Organisation, id="O2"))

    assert {one["sector"] for one in rows(report(workspace), "sectors")} == {
        "civil",
        "nem ismert",
    }
    assert row(report(workspace), "Cukor Kör")["sector"] is None


def test_a_row_tells_a_membership_of_the_day(workspace: Workspace) -> None:
    a_small_table(workspace)
    leave(workspace, "O1", "2015-12-31")
    (seat,) = workspace.view().facts(Membership, organisation="O1")
    write(
        workspace,
        evolve(seat, mandate="megbízólevél"),
        evolve(an_office(seat.id), period=seat.period),
    )

    assert row(report(workspace)) == {
        "number": 1,
        "organisation": "Csillag Egyesület",
        "sector": "civil",
        "seat": "Tata",
        "role": "elnök",
        "voting": True,
        "representative": "dr. Kovács Anna",
        "position": "igazgató",
        "deputy": "Szabó Béla",
        "deputy_position": None,
        "since": day("2015-05-12"),
        "until": day("2015-12-31"),
        "other_periods": None,
        "mandate": "megbízólevél",
    }


def test_in_english_the_given_name_comes_first_where_it_is_known(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)

    first = row(report(workspace, lang="en"))

    assert (first["representative"], first["deputy"]) == (
        "Dr Anna Kovács",
        "Szabó Béla",
    )
    assert first["role"] == "member"


def test_two_offices_are_both_named(workspace: Workspace) -> None:
    a_small_table(workspace)
    (seat,) = workspace.view().facts(Membership, organisation="O2")
    write(
        workspace,
        an_office(seat.id, OfficeKind.SECRETARY, "o-1"),
        an_office(seat.id, OfficeKind.VICE_CHAIR, "o-2"),
    )

    assert rows(report(workspace))[0]["role"] == "alelnök, titkár"


def test_only_votes_are_numbered(workspace: Workspace) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3")
    write(
        workspace,
        a_membership("O3", voting=False, role=MemberRole.STANDING_INVITEE),
    )

    made = rows(report(workspace))

    assert [one["number"] for one in made] == [1, 2, None]
    assert [one["voting"] for one in made] == [True, True, False]
    assert made[-1]["role"] == "állandó meghívott"


def test_who_joined_again_is_shown_with_both_periods(workspace: Workspace) -> None:
    a_small_table(workspace)
    leave(workspace, "O1", "2015-06-30")
    join(workspace, "O1", "2015-09-01")

    again = row(report(workspace))

    assert again["since"] == day("2015-09-01")
    assert again["other_periods"] == "2015. május 12. – 2015. június 30."


def test_a_report_before_the_table_was_founded_is_a_report(
    workspace: Workspace,
) -> None:
    found(workspace, a_table(founded="2015-05-12"))

    made = report(workspace, "2015-05-11")

    assert notes(made) == {
        "before-founding": (
            "A kerekasztalt 2015. május 12-én alapították; a kimutatás napja ennél "
            "korábbi."
        ),
        "empty-table": "Ezen a napon a kerekasztalnak nincs tagja.",
    }
    assert figures(made)["voting_members"] == 0
    assert rows(made) == []
    assert "before-founding" not in notes(report(workspace, "2015-05-12"))


def test_a_report_after_the_table_was_dissolved_says_so(workspace: Workspace) -> None:
    found(workspace, a_table(dissolved="2015-10-31"))

    assert notes(report(workspace))["after-dissolution"] == (
        "A kerekasztal utolsó napja 2015. október 31. volt; a kimutatás napja ennél "
        "későbbi."
    )
    assert facts(report(workspace))["dissolved"] == day("2015-10-31")
    assert "after-dissolution" not in notes(report(workspace, "2015-10-31"))


def test_a_report_on_a_day_to_come_says_so(workspace: Workspace) -> None:
    a_small_table(workspace)

    assert "future-day" not in notes(report(workspace, MADE_AT.date()))
    assert notes(report(workspace, date(2016, 2, 2), lang="en"))["future-day"] == (
        "The day of this report lies ahead: it shows who will sit there by what is "
        "recorded now."
    )


def test_illustrations_among_the_records_are_counted_once(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    (one,) = workspace.view().facts(Representation, person="P1")
    (person,) = workspace.view().facts(Person, id="P1")
    write(
        workspace,
        evolve(one, source="illusztráció"),
        evolve(person, source="Illusztráció."),
    )

    assert notes(report(workspace))["illustrations"] == (
        "A névsor alapjául szolgáló 13 adatból 2 illusztráció, nem valós adat."
    )
    assert notes(report(workspace, lang="en"))["illustrations"] == (
        "Records behind this roster: 13, of which illustrations, not real data: 2."
    )


def test_where_every_record_is_an_illustration_it_says_so(workspace: Workspace) -> None:
    found(workspace, evolve(a_table(), source="illusztráció"))

    assert notes(report(workspace, lang="en"))["illustrations"] == (
        "All records behind this roster (1) are illustrations, not real data."
    )


def test_a_corrected_roster_says_its_version_day_and_entry(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    write(workspace, a_meeting("2015-11-30"))
    assert facts(report(workspace))["version"] == 1
    assert "corrected-roster" not in notes(report(workspace))

    leave(workspace, "O1", "2015-10-31")

    made = report(workspace)
    seq = workspace.head().seq
    assert facts(made)["version"] == 2
    assert notes(made)["corrected-roster"] == (
        f"2. változat, javítva 2016. január 31-én a napló #{seq} bejegyzésével."
    )
    assert notes(report(workspace, lang="en"))["corrected-roster"] == (
        f"Version 2, corrected on 31 January 2016 by entry #{seq}."
    )


def test_weightier_notes_come_first(workspace: Workspace) -> None:
    found(workspace, evolve(a_table(founded="2015-12-01"), source="illusztráció"))

    weights = severities(report(workspace))

    assert weights == [Severity.WARNING, Severity.WARNING, Severity.NOTE]


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
    assert notes(made)["partial-view"].startswith("Korlátozott betekintési joggal")
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
