"""Attendance and quorum in a membership report: the stories."""

import pytest
from attrs import evolve

from cselekvo.domain.fact import ERASED
from cselekvo.domain.identifiers import PersonId
from cselekvo.domain.roundtable import (
    Attendance,
    MemberRole,
    Membership,
    Presence,
    QuorumRule,
    Statutes,
)
from cselekvo.reports.account import account_of
from cselekvo.reports.membership.meetings import meetings
from cselekvo.reports.report import Cell, Table
from cselekvo.workspace import Workspace
from tests.builders import a_membership, day, some_statutes, span
from tests.reports.telling import (
    a_small_table,
    facts,
    figures,
    held,
    notes,
    paragraphs,
    report,
    row,
    rows,
    withdraw,
    write,
)
from tests.verbs import add_body, join, leave

PRESENT, DEPUTY = Presence.PRESENT, Presence.DEPUTY
EXCUSED, ABSENT = Presence.EXCUSED, Presence.ABSENT
SECOND = "Cukor Kör"


def attendance(told: dict[str, Cell]) -> tuple[object, ...]:
    """Return meetings, attended, by representative, by deputy, rate, last."""
    keys = ("invited", "attended", "by_representative", "by_deputy")
    return *(told[key] for key in keys), told["attendance_rate"], told["last_attended"]


@pytest.fixture
def met(workspace: Workspace) -> Workspace:
    """Return a table that met three times; nothing came of the second."""
    a_small_table(workspace)
    write(
        workspace,
        *held("2015-06-16", O1=PRESENT, O2=DEPUTY, place="Tata"),
        *held("2015-07-21", O1=EXCUSED, O2=ABSENT),
        *held("2015-10-15", O1=DEPUTY, O2=ABSENT),
    )
    return workspace


def test_representative_and_deputy_both_count_and_an_excuse_does_not(
    met: Workspace,
) -> None:
    made = report(met)

    assert attendance(row(made)) == (
        3,
        2,
        1,
        1,
        pytest.approx(2 / 3),
        day("2015-10-15"),
    )
    assert attendance(row(made, SECOND)) == (
        3,
        1,
        0,
        1,
        pytest.approx(1 / 3),
        day("2015-06-16"),
    )


def test_who_joined_in_the_middle_is_measured_by_the_meetings_since(
    met: Workspace,
) -> None:
    add_body(met, "O3", name="Dália Kör")
    join(met, "O3", "2015-10-01")
    add_body(met, "O4", name="Early Kör")
    join(met, "O4", "2015-11-01")
    write(met, *held("2015-10-15", O3=PRESENT)[1:])

    made = report(met)

    assert attendance(row(made, "Dália Kör"))[:5] == (1, 1, 1, 0, 1)
    assert attendance(row(made, "Early Kör"))[:5] == (0, 0, 0, 0, None)


def test_who_joined_again_is_measured_by_both_memberships(met: Workspace) -> None:
    leave(met, "O1", "2015-10-31")
    join(met, "O1", "2015-11-10")
    write(met, *held("2015-11-05", O2=PRESENT), *held("2015-11-20", O1=PRESENT))

    again = row(report(met))

    assert again["since"] == day("2015-11-10")
    assert again["other_periods"] == "2015. május 12. – 2015. október 31."
    assert attendance(again)[:5] == (4, 3, 2, 1, 0.75)


def test_an_invitee_has_its_own_attendance_and_counts_in_no_average(
    met: Workspace,
) -> None:
    add_body(met, "O3", name="Vendég Kör")
    invited = a_membership("O3", voting=False, role=MemberRole.STANDING_INVITEE)
    before = figures(report(met))
    write(met, invited, *held("2015-10-15", O3=PRESENT)[1:])

    made = report(met)

    assert attendance(row(made, "Vendég Kör"))[:2] == (3, 1)
    assert figures(made)["attendance_rate"] == before["attendance_rate"]
    assert [one["invitees"] for one in rows(made, "meetings")] == [0, 0, 1]


def test_who_got_a_vote_is_measured_by_the_meetings_with_it(met: Workspace) -> None:
    add_body(met, "O3", name="Vendég Kör")
    write(
        met,
        a_membership(
            "O3",
            last="2015-09-30",
            id_="m-1",
            voting=False,
            role=MemberRole.STANDING_INVITEE,
        ),
        a_membership("O3", "2015-10-01", id_="m-2"),
        *held("2015-06-16", O3=PRESENT)[1:],
        *held("2015-10-15", O3=ABSENT)[1:],
    )

    assert attendance(row(report(met), "Vendég Kör"))[:2] == (1, 0)


def test_meetings_are_told_with_who_came_and_their_quorum(met: Workspace) -> None:
    first, second, third = rows(report(met), "meetings")

    assert first == {
        "on": day("2015-06-16"),
        "place": "Tata",
        "repeated": False,
        "seats": 2,
        "needed": 2,
        "present": 2,
        "by_representative": 1,
        "by_deputy": 1,
        "excused": 0,
        "absent": 0,
        "not_noted": 0,
        "invitees": 0,
        "attendance_rate": 1,
        "quorum": True,
        "again": None,
        "version": 1,
        "corrected": None,
    }
    assert (second["present"], second["excused"], second["absent"]) == (0, 1, 1)
    assert (second["quorum"], second["place"]) == (False, None)
    assert (third["present"], third["attendance_rate"]) == (1, 0.5)


def test_the_average_is_of_all_seats_at_all_meetings(met: Workspace) -> None:
    made = report(met)

    told = figures(made)
    assert (told["meetings"], told["quorate_meetings"]) == (3, 1)
    assert told["attendance_rate"] == 0.5
    assert paragraphs(made)[1] == (
        "Átlagos részvételi arány: 50,0%. Az üléseken a szavazati jogú tagok 6 "
        "helyéből 3 volt betöltve, ebből 2 helyettessel; minden tag csak a tagsága "
        "idején tartott üléseknél számít."
    )
    assert notes(made)["without-quorum"] == (
        "Nem határozatképes ülés: 2015. július 21., 2015. október 15."
    )


def test_a_member_that_has_left_still_counts_at_the_meetings_it_was_one(
    met: Workspace,
) -> None:
    leave(met, "O2", "2015-10-31")

    made = report(met)

    assert len(rows(made)) == 1
    assert figures(made)["attendance_rate"] == 0.5
    assert [one["seats"] for one in rows(made, "meetings")] == [2, 2, 2]


def test_only_meetings_of_the_period_count(met: Workspace) -> None:
    made = report(met, since="2015-07-01", on="2015-10-14")

    assert [one["on"] for one in rows(made, "meetings")] == [day("2015-07-21")]
    assert attendance(row(made)) == (1, 0, 0, 0, 0, None)


def test_a_repeated_meeting_has_the_lower_quorum_of_its_statutes(
    met: Workspace,
) -> None:
    (statutes,) = met.view().facts(Statutes, roundtable="K1")
    write(
        met,
        evolve(statutes, repeated_quorum=1),
        *held("2015-10-22", repeated=True, O1=PRESENT, O2=EXCUSED),
    )

    last = rows(report(met), "meetings")[-1]

    assert (last["needed"], last["present"], last["quorum"]) == (1, 1, True)
    assert (last["repeated"], last["again"]) == (True, "megismételt ülés")
    assert facts(report(met, lang="en"))["quorum"] == (
        "2 of 2 members; at a repeated meeting 1"
    )


def test_each_meeting_has_the_statutes_of_its_day(met: Workspace) -> None:
    (statutes,) = met.view().facts(Statutes, roundtable="K1")
    fixed = some_statutes(
        id_="st-9",
        version="2",
        quorum_rule=QuorumRule.FIXED,
        quorum_number=1,
        period=span("2015-10-01"),
    )
    write(met, evolve(statutes, period=span("2015-07-01", "2015-09-30")), fixed)

    made = report(met)

    assert [one["needed"] for one in rows(made, "meetings")] == [2, 2, 1]
    assert [one["quorum"] for one in rows(made, "meetings")] == [True, False, True]
    assert notes(made)["no-statutes"] == (
        "Nem volt hatályos ügyrend a következő ülés napján: 2015. június 16. A "
        "határozatképesség ekkor a szavazati jogú tagok több mint fele."
    )


def test_a_meeting_of_which_nobody_is_noted_is_held_but_counts_nowhere(
    met: Workspace,
) -> None:
    before = report(met)
    write(met, *held("2015-11-10"))

    made = report(met)

    last = rows(made, "meetings")[-1]
    assert (last["seats"], last["needed"], last["present"]) == (2, None, None)
    assert (last["quorum"], last["attendance_rate"]) == (None, None)
    assert figures(made)["meetings"] == 4
    for key in ("quorate_meetings", "attendance_rate"):
        assert figures(made)[key] == figures(before)[key]
    assert row(made) == row(before)
    assert notes(made)["attendance-not-recorded"] == (
        "Nincs rögzítve a jelenlét a következő ülésen: 2015. november 10. Ez az ülés "
        "egyik részvételi adatba sem számít bele."
    )


def test_attendance_noted_in_part_is_told(met: Workspace) -> None:
    (one,) = (
        one
        for one in met.view().facts(Attendance, meeting="U-2015-10-15")
        if one.organisation == "O2"
    )
    withdraw(met, one)

    made = report(met, lang="en")

    assert rows(made, "meetings")[-1]["not_noted"] == 1
    assert notes(made)["attendance-in-part"] == (
        "Not every member's attendance is recorded for the meeting of 15 October 2015; "
        "who is not noted counts as not attending."
    )
    assert "attendance-in-part" not in notes(report(met, "2015-10-14"))


def test_a_meeting_yet_to_come_is_planned_and_not_held(workspace: Workspace) -> None:
    a_small_table(workspace)
    write(workspace, *held("2016-03-15"), *held("2016-01-12", O1=PRESENT, O2=PRESENT))

    made = report(workspace, "2016-04-30", lang="en")

    assert figures(made)["meetings"] == 1
    assert attendance(row(made))[0] == 1
    assert notes(made)["planned-meetings"] == (
        "Not held yet, and not counted: the meeting of 15 March 2016."
    )


def test_one_person_noted_for_two_members_is_told(met: Workspace) -> None:
    noted = met.view().facts(Attendance, meeting="U-2015-06-16")
    write(met, *(evolve(one, person=PersonId("P1")) for one in noted))

    assert notes(report(met))["one-person-many-seats"] == (
        "A következő ülésen egy személy több tag képviseletében szerepel, amit az "
        "ügyrend nem enged meg: 2015. június 16."
    )


def test_a_table_that_never_met_has_no_rate_rather_than_none_of_it(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)

    made = report(workspace)

    assert figures(made)["attendance_rate"] is None
    assert notes(made)["no-meeting"] == (
        "Az időszakban nincs rögzített ülés, ezért részvételi arány nem számítható."
    )
    assert {one.key for one in made.blocks_of(Table)}.isdisjoint({"meetings"})


def test_a_meeting_at_which_nobody_sat_has_no_rate(workspace: Workspace) -> None:
    a_small_table(workspace)
    withdraw(workspace, *workspace.view().facts(Membership))
    write(workspace, *held("2015-06-16", O1=PRESENT))

    made = report(workspace)

    (one,) = rows(made, "meetings")
    assert (one["seats"], one["present"], one["quorum"]) == (0, None, None)
    assert figures(made)["attendance_rate"] is None


def test_invitees_alone_make_no_rate(workspace: Workspace) -> None:
    a_small_table(workspace)
    withdraw(workspace, *workspace.view().facts(Membership))
    invited = a_membership("O2", voting=False, role=MemberRole.STANDING_INVITEE)
    write(workspace, invited, *held("2015-06-16", O2=PRESENT))

    (one,) = rows(report(workspace), "meetings")

    assert (one["attendance_rate"], one["quorum"], one["invitees"]) == (None, False, 1)


def test_an_erased_place_is_printed_as_erased(met: Workspace) -> None:
    account = account_of(met.view(day("2015-11-30")), "K1", None, day("2016-02-01"))
    sittings = [
        evolve(one, meeting=evolve(one.meeting, place=ERASED))
        for one in account.sittings
    ]
    table = next(iter(meetings(evolve(account, sittings=tuple(sittings)))))

    assert isinstance(table, Table)
    assert {cells[1] for cells in table.rows} == {"törölve"}


def test_a_roster_corrected_after_its_meeting_says_so_beside_it(
    met: Workspace,
) -> None:
    write(met, *held("2015-11-30", O1=PRESENT))
    leave(met, "O2", "2015-11-20")

    told = rows(report(met), "meetings")

    seq = met.head().seq
    assert [one["version"] for one in told] == [1, 1, 1, 2]
    assert told[-1]["corrected"] == (
        f"névsor: 2. változat, javítva 2016. január 31-én a napló #{seq} bejegyzésével"
    )
    assert facts(report(met))["version"] == 2
