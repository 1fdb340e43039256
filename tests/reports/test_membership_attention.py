"""What a report says a coordinator should see to."""

from attrs import evolve

from cselekvo.domain.roundtable import Capacity, MemberRole, Presence, Statutes
from cselekvo.reports.report import Table
from cselekvo.workspace import Workspace
from tests.builders import a_membership
from tests.reports.telling import (
    a_small_table,
    figures,
    held,
    notes,
    report,
    rows,
    write,
)
from tests.verbs import add_body, add_human, join, stand

PRESENT, ABSENT = Presence.PRESENT, Presence.ABSENT


def told(workspace: Workspace, lang: str = "hu") -> dict[object, tuple[object, object]]:
    """Return what needs attention: how many, and which organisations."""
    return {
        one["what"]: (one["count"], one["organisations"])
        for one in rows(report(workspace, lang=lang), "attention")
    }


def lay_down(workspace: Workspace, seats: int) -> None:
    """Let the statutes have so many seats."""
    (statutes,) = workspace.view().facts(Statutes, roundtable="K1")
    write(workspace, evolve(statutes, seats=seats))


def test_members_without_people_are_named(workspace: Workspace) -> None:
    a_small_table(workspace)

    assert told(workspace) == {
        "Képviselő nélküli tag": (1, "Cukor Kör"),
        "Helyettes nélküli tag": (1, "Cukor Kör"),
    }


def test_a_member_that_missed_every_meeting_is_silent(workspace: Workspace) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3", name="Új Kör")
    join(workspace, "O3", "2015-07-01")
    write(workspace, *held("2015-06-16", O1=PRESENT, O2=ABSENT))
    assert "Egyetlen ülésen sem vett részt" not in told(workspace)

    write(workspace, *held("2015-07-21", O1=ABSENT, O2=ABSENT, O3=ABSENT))

    silent = (1, "Cukor Kör (2 ülésből egyen sem)")
    assert told(workspace)["Egyetlen ülésen sem vett részt"] == silent
    assert told(workspace, "en")["Members that attended no meeting"] == (
        1,
        "Cukor Kör (none of 2 meetings)",
    )


def test_vacant_seats_are_those_of_the_statutes_less_the_members(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    lay_down(workspace, 5)

    assert figures(report(workspace))["vacant_seats"] == 3
    assert told(workspace)["Betöltetlen hely"] == (3, None)


def test_more_members_than_seats_leave_none_vacant_and_are_told(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    lay_down(workspace, 1)

    made = report(workspace)

    assert figures(made)["vacant_seats"] == 0
    assert "Betöltetlen hely" not in told(workspace)
    assert notes(made)["more-members-than-seats"] == (
        "Több a szavazati jogú tag (2), mint az ügyrend szerinti hely (1)."
    )


def test_where_all_is_well_nothing_needs_attention(workspace: Workspace) -> None:
    a_small_table(workspace)
    lay_down(workspace, 2)
    add_human(workspace, "P3", name="Tóth Éva")
    add_human(workspace, "P4", name="Nagy Jenő")
    stand(workspace, "P3", "O2", "2015-05-12")
    stand(workspace, "P4", "O2", "2015-05-12", capacity=Capacity.DEPUTY)
    add_body(workspace, "O3")
    invited = a_membership("O3", voting=False, role=MemberRole.STANDING_INVITEE)
    write(workspace, invited)

    made = report(workspace)

    assert "attention" not in {table.key for table in made.blocks_of(Table)}
    assert figures(made)["persons"] == 4
    assert figures(made)["vacant_seats"] == 0
