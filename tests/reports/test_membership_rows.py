"""The summary and the rows of a membership report."""

import pytest
from attrs import evolve

from cselekvo.domain.organisation import Organisation, Sector
from cselekvo.domain.roundtable import (
    MemberRole,
    Membership,
    OfficeKind,
)
from cselekvo.workspace import Workspace
from tests.builders import a_membership, day
from tests.reports.telling import (
    a_small_table,
    an_office,
    figures,
    report,
    row,
    rows,
    withdraw,
    write,
)
from tests.verbs import (
    add_body,
    join,
    leave,
)


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
        "vacant_seats": None,
        "joined": 2,
        "left": 0,
        "meetings": 0,
        "quorate_meetings": 0,
        "attendance_rate": None,
        "settlements": 1,
        "district_settlements": "nem ismert",
        "persons": 2,
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
        "invited": 0,
        "attended": 0,
        "by_representative": 0,
        "by_deputy": 0,
        "attendance_rate": None,
        "last_attended": None,
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
