"""Joining, leaving and changes of people, as a report lists them."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given

from cselekvo.domain.organisation import Organisation, OrganisationName
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Membership, Representation
from cselekvo.reports.account import Account
from cselekvo.reports.membership.changes import changes
from cselekvo.reports.report import Table
from cselekvo.reports.roster import Roster
from cselekvo.reports.turnover import joined, left, voting_count
from cselekvo.reports.within import Beginning, Within
from cselekvo.workspace import Workspace
from tests.builders import a_table, day, span
from tests.reports.telling import (
    a_small_table,
    figures,
    report,
    rows,
    withdraw,
    write,
)
from tests.reports.test_turnover import DAYS, memberships
from tests.verbs import add_body, add_human, join, leave, stand


def told(workspace: Workspace) -> list[tuple[object, ...]]:
    """Return day, change, number, organisations and members after."""
    made = report(workspace)
    keys = ("on", "change", "count", "organisations", "members_after")
    return [tuple(one[key] for key in keys) for one in rows(made, "changes")]


def test_who_joined_and_left_is_listed_by_the_day_from_which_it_is_so(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3", name="Ásó Kör")
    join(workspace, "O3", "2015-07-01")
    leave(workspace, "O1", "2015-06-30")
    join(workspace, "O1", "2015-09-01")

    both = "Cukor Kör; Csillag Egyesület"
    assert told(workspace) == [
        (day("2015-05-12"), "belépett", 2, both, 2),
        (day("2015-07-01"), "kilépett", 1, "Csillag Egyesület", 2),
        (day("2015-07-01"), "belépett", 1, "Ásó Kör", 2),
        (day("2015-09-01"), "ismét belépett", 1, "Csillag Egyesület", 3),
    ]
    assert [one["last_day"] for one in rows(report(workspace), "changes")] == [
        None,
        day("2015-06-30"),
        None,
        None,
    ]
    made = figures(report(workspace))
    assert (made["joined"], made["left"], made["voting_members"]) == (4, 1, 3)


def test_who_is_a_member_for_the_last_time_on_the_day_has_not_left(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    leave(workspace, "O1", "2015-11-30")

    assert figures(report(workspace))["left"] == 0
    assert figures(report(workspace, "2015-12-01"))["left"] == 1


def test_only_the_changes_of_the_period_are_listed(workspace: Workspace) -> None:
    a_small_table(workspace)
    leave(workspace, "O1", "2015-06-30")

    made = report(workspace, since="2015-07-02")

    keys = {table.key for table in made.blocks_of(Table)}
    assert keys.isdisjoint({"changes", "representatives"})
    assert (figures(made)["joined"], figures(made)["left"]) == (0, 0)


def test_members_since_before_our_records_did_not_join(workspace: Workspace) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3")
    join(workspace, "O3", None)

    assert figures(report(workspace))["joined"] == 2
    assert figures(report(workspace))["voting_members"] == 3


def test_a_change_of_people_is_listed_apart(workspace: Workspace) -> None:
    a_small_table(workspace)
    add_human(workspace, "P3", name="Tóth Éva")
    (first,) = workspace.view().facts(Representation, person="P1")
    write(workspace, evolve(first, period=span("2015-05-12", "2015-08-31")))
    stand(workspace, "P3", "O1", "2015-09-01")

    made = report(workspace)

    assert [tuple(one.values()) for one in rows(made, "representatives")] == [
        (
            day("2015-09-01"),
            "Csillag Egyesület",
            "képviselő",
            "dr. Kovács Anna",
            "Tóth Éva",
        ),
    ]
    assert (figures(made)["joined"], figures(made)["left"]) == (2, 0)


@pytest.mark.parametrize(
    ("lang", "word"), [("hu", "nem látható"), ("en", "not visible")]
)
def test_people_out_of_sight_are_said_to_be_so(
    workspace: Workspace, lang: str, word: str
) -> None:
    a_small_table(workspace)
    (first,) = workspace.view().facts(Representation, person="P1")
    write(workspace, evolve(first, period=span("2015-05-12", "2015-08-31")))
    withdraw(workspace, *workspace.view().facts(Person, id="P1"))

    (one,) = rows(report(workspace, lang=lang), "representatives")

    assert (one["before"], one["after"]) == (word, None)


def test_an_organisation_of_which_nothing_is_known_is_named_by_its_id(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    view = workspace.view()
    withdraw(
        workspace,
        *view.facts(Organisation, id="O2"),
        *view.facts(OrganisationName, organisation="O2"),
    )

    assert told(workspace)[0][3] == "Csillag Egyesület; O2"


def an_account(seated: list[Membership], first: date, last: date) -> Account:
    """Return what is known of a table between two days, people aside."""
    within = span(first.isoformat(), last.isoformat())
    roster = Roster(table=a_table(), on=last, members=(), ever=tuple(seated))
    return Account(
        roster=roster,
        within=Within(within, Beginning.GIVEN),
        turnouts={},
        joined=tuple(joined(seated, within)),
        left=tuple(left(seated, within)),
        persons={},
    )


@given(memberships(), DAYS, DAYS)
def test_the_rows_of_a_period_lead_from_its_first_count_to_its_last(
    seated: list[Membership], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    account = an_account(seated, first, last)

    tables = [block for block in changes(account) if isinstance(block, Table)]
    listed = [dict(zip((c.key for c in t.columns), r, strict=True))
              for t in tables for r in t.rows]  # fmt: skip

    came = sum(int(str(one["count"])) for one in listed if one["last_day"] is None)
    went = sum(int(str(one["count"])) for one in listed if one["last_day"] is not None)
    assert (came, went) == (len(account.joined), len(account.left))
    if listed:
        assert listed[-1]["members_after"] == voting_count(seated, last)
