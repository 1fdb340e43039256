"""Founding, joining, leaving, offices, representation, meetings, attendance."""

from collections.abc import Callable

import pytest

from cselekvo.actions.roundtables import (
    found_roundtable,
    hold_office,
    record_attendance,
    record_meeting,
)
from cselekvo.domain.identifiers import OrganisationId, RoundtableId
from cselekvo.domain.period import Period
from cselekvo.domain.roundtable import (
    Attendance,
    Capacity,
    Meeting,
    Membership,
    Office,
    OfficeKind,
    Presence,
    Representation,
    Roundtable,
    Statutes,
)
from cselekvo.domain.user import Role
from cselekvo.errors import NotAllowedError, NotFoundError, PeriodError
from cselekvo.findings import Finding
from cselekvo.rules.permissions import Actor, Grant
from cselekvo.workspace import Workspace
from tests.builders import (
    ZALASZENTGROT,
    a_meeting,
    a_table,
    add_body,
    add_human,
    an_actor,
    an_attendance,
    codes,
    day,
    found,
    join,
    leave,
    members,
    some_statutes,
    span,
    stand,
)

CHAIR, VICE, SECRETARY = OfficeKind.CHAIR, OfficeKind.VICE_CHAIR, OfficeKind.SECRETARY


@pytest.fixture
def table(workspace: Workspace) -> Workspace:
    """Return a workspace with a table, three bodies and three people."""
    found(workspace)
    for number in (1, 2, 3):
        add_body(workspace, f"O{number}")
        add_human(workspace, f"P{number}")
    return workspace


def office(
    workspace: Workspace,
    body: str,
    kind: OfficeKind,
    period: Period,
    actor: Actor | None = None,
) -> list[Finding]:
    with workspace.change(actor) as work:
        return hold_office(work, RoundtableId("K1"), OrganisationId(body), kind, period)


def officers(workspace: Workspace, on: str) -> dict[str, str]:
    view = workspace.view(day(on))
    return {
        one.office.value: str(view.one(Membership, one.membership).organisation)
        for one in view.facts(Office, on=day(on))
    }


def delegates(workspace: Workspace, on: str) -> dict[str, str]:
    held = workspace.view().facts(Representation, on=day(on))
    return {one.capacity.value: str(one.person) for one in held}


def test_a_table_is_founded_with_its_statutes(workspace: Workspace) -> None:
    assert codes(found(workspace)) == []
    assert workspace.view().one(Roundtable, "K1").district == ZALASZENTGROT
    assert workspace.view().facts(Statutes)[0].roundtable == "K1"
    assert codes(found(workspace)) == ["id-taken"]


def test_a_coordinator_founds_tables_of_the_county_only(
    workspace: Workspace, zala: Actor, borsod: Actor
) -> None:
    def ask(actor: Actor, table: Roundtable) -> list[Finding]:
        with workspace.change(actor) as work:
            return found_roundtable(work, table, some_statutes(table.id, "st-9"))

    with pytest.raises(NotAllowedError):
        ask(borsod, a_table("K1"))
    with pytest.raises(NotAllowedError):
        ask(zala, a_table("K1", district=None))
    assert ask(zala, a_table("K1")) == []


def test_a_member_joins_leaves_and_joins_again(table: Workspace) -> None:
    assert codes(join(table, "O1", "2015-01-01")) == []
    assert codes(leave(table, "O1", "2015-06-30")) == []
    assert codes(join(table, "O1", "2015-09-01")) == []

    assert members(table, "2015-06-30") == {"O1"}
    assert members(table, "2015-07-01") == set()
    assert members(table, "2015-09-01") == {"O1"}
    assert table.view().count(Membership) == 2


def test_joining_twice_or_nowhere_is_refused(table: Workspace) -> None:
    join(table, "O1")

    assert codes(join(table, "O1", "2016-01-01")) == ["already-member"]
    with pytest.raises(NotFoundError, match="roundtable"):
        join(table, "O1", table="K9")
    with pytest.raises(NotFoundError, match="organisation"):
        join(table, "O9")


def test_a_table_of_a_programme_takes_its_partners(workspace: Workspace) -> None:
    from cselekvo.domain.identifiers import ProgrammeId
    from cselekvo.domain.programme import Programme
    from tests.builders import a_partnership

    with workspace.change() as work:
        work.write(Programme(id=ProgrammeId("PROG"), title="P"))
    add_body(workspace, "O1")
    found(workspace, a_table(programme="PROG"))
    assert codes(join(workspace)) == ["not-admitted"]
    with workspace.change() as work:
        work.write(a_partnership())

    assert codes(join(workspace)) == []


def test_full_seats_are_warned_of_and_invitees_take_none(workspace: Workspace) -> None:
    found(workspace, seats=1)
    for body in ("O1", "O2", "O3"):
        add_body(workspace, body)

    assert codes(join(workspace, "O1", voting=False)) == []
    assert codes(join(workspace, "O2")) == []
    assert codes(join(workspace, "O3")) == ["seats-full"]
    assert members(workspace, "2015-02-01") == {"O1", "O2", "O3"}


def test_who_joins_with_an_office_that_is_taken_does_not_join(table: Workspace) -> None:
    assert codes(join(table, "O1", office=CHAIR)) == []
    assert codes(join(table, "O2", office=CHAIR)) == ["office-taken"]
    assert members(table, "2015-02-01") == {"O1"}


def test_leaving_ends_what_rests_on_the_seat(table: Workspace) -> None:
    join(table, "O1", office=CHAIR)
    stand(table, "P1", "O1", last="2015-03-31")
    stand(table, "P2", "O1", "2015-04-01", last="2015-09-30")
    stand(table, "P3", "O1", "2015-10-01")

    assert codes(leave(table, "O1", "2015-06-30")) == []

    stood = table.view().facts(Representation)
    assert {(one.person, one.period.last_day) for one in stood} == {
        ("P1", day("2015-03-31")),
        ("P2", day("2015-06-30")),
    }
    assert officers(table, "2015-06-30") == {"chair": "O1"}
    assert officers(table, "2015-07-01") == {}


def test_who_does_not_sit_cannot_leave(table: Workspace) -> None:
    join(table, "O1")

    assert codes(leave(table, "O2", "2015-06-30")) == ["not-a-member"]
    assert codes(leave(table, "O1", "2014-12-31")) == ["not-a-member"]
    with pytest.raises(NotFoundError):
        leave(table, "O9", "2015-06-30")
    with pytest.raises(NotFoundError):
        leave(table, "O1", "2015-06-30", table="K9")


def test_leaving_on_the_last_day_there_is_is_no_failure(table: Workspace) -> None:
    join(table, "O1")

    assert codes(leave(table, "O1", "9999-12-31")) == []
    assert members(table, "9999-12-31") == {"O1"}


def test_becoming_chair_is_no_leaving_and_ends_the_one_before(table: Workspace) -> None:
    join(table, "O1", office=CHAIR)
    join(table, "O2")

    assert codes(office(table, "O2", CHAIR, span("2015-07-01"))) == []

    assert officers(table, "2015-06-30") == {"chair": "O1"}
    assert officers(table, "2015-07-01") == {"chair": "O2"}
    assert table.view().count(Membership) == 2


def test_vice_chairs_stand_beside_each_other(table: Workspace) -> None:
    for body in ("O1", "O2"):
        join(table, body)
        assert codes(office(table, body, VICE, span("2015-07-01"))) == []

    assert table.view().count(Office, on=day("2015-07-01")) == 2
    assert codes(office(table, "O1", VICE, span("2015-08-01"))) == ["office-taken"]


def test_an_office_needs_a_seat_with_a_vote_that_lasts(table: Workspace) -> None:
    join(table, "O1", last="2015-12-31")
    join(table, "O2", voting=False)

    assert codes(office(table, "O3", CHAIR, span("2015-07-01"))) == ["not-a-member"]
    assert codes(office(table, "O2", CHAIR, span("2015-07-01"))) == [
        "office-without-vote"
    ]
    assert codes(office(table, "O1", SECRETARY, span("2015-07-01", "2016-01-01"))) == [
        "office-outside-membership"
    ]


def test_an_office_from_the_same_day_is_taken(table: Workspace) -> None:
    join(table, "O1", office=CHAIR)
    join(table, "O2")

    found_ = office(table, "O2", CHAIR, span("2015-01-01"))

    assert codes(found_) == ["office-taken"]


def test_a_change_of_representative_is_no_leaving(table: Workspace) -> None:
    join(table, "O1")
    stand(table, "P1", "O1")

    assert codes(stand(table, "P2", "O1", "2015-07-01")) == []

    assert delegates(table, "2015-06-30") == {"representative": "P1"}
    assert delegates(table, "2015-07-01") == {"representative": "P2"}
    assert members(table, "2015-07-01") == {"O1"}


def test_a_deputy_stands_beside_the_representative(table: Workspace) -> None:
    join(table, "O1", last="2015-12-31")
    stand(table, "P1", "O1")

    assert codes(stand(table, "P2", "O1", capacity=Capacity.DEPUTY)) == []

    assert delegates(table, "2015-12-31") == {"representative": "P1", "deputy": "P2"}
    assert delegates(table, "2016-01-01") == {}


def test_who_stands_already_or_for_another_is_refused(table: Workspace) -> None:
    join(table, "O1", last="2015-12-31")
    join(table, "O2")
    stand(table, "P1", "O1")

    assert codes(stand(table, "P1", "O1", "2015-06-01")) == ["already-represented"]
    assert codes(stand(table, "P1", "O2", "2015-06-01")) == ["stands-for-two"]
    assert codes(stand(table, "P2", "O3")) == ["not-a-member"]
    assert codes(stand(table, "P2", "O1", "2015-06-01", last="2016-06-01")) == [
        "representation-outside-membership"
    ]
    with pytest.raises(NotFoundError, match="person"):
        stand(table, "P9", "O1")
    with pytest.raises(PeriodError):
        stand(table, "P2", "O1", "2015-06-01", last="2015-05-31")


def meet(
    workspace: Workspace, meeting: Meeting, actor: Actor | None = None
) -> list[str]:
    with workspace.change(actor) as work:
        return codes(record_meeting(work, meeting))


def note(workspace: Workspace, *noted: Attendance, meeting: str = "U1") -> list[str]:
    with workspace.change() as work:
        return codes(record_attendance(work, meeting, noted))


def test_a_meeting_is_noted_once(table: Workspace) -> None:
    assert meet(table, a_meeting()) == []
    assert meet(table, a_meeting()) == ["id-taken"]
    assert meet(table, a_meeting(id_="U2")) == ["meeting-doubled"]
    with pytest.raises(NotFoundError):
        meet(table, a_meeting(id_="U3", table="K9"))


def test_attendance_is_of_the_roster_of_the_day_and_can_be_corrected(
    table: Workspace,
) -> None:
    join(table, "O1")
    join(table, "O2", last="2015-10-31")
    stand(table, "P1", "O1")
    meet(table, a_meeting("2015-11-30"))

    assert note(table, an_attendance("O1", person="P1", id_="j-1")) == []
    assert note(table, an_attendance("O2", id_="j-2")) == ["not-on-roster-of-the-day"]
    assert note(table, an_attendance("o1", Presence.EXCUSED, id_="j-3")) == []
    assert note(table, an_attendance("O1", person="P3", id_="j-4")) == [
        "person-not-delegated"
    ]

    held = table.view().facts(Attendance)
    assert [(one.id, one.presence) for one in held] == [("j-1", Presence.PRESENT)]
    assert len(table.view().versions(Attendance)) == 3
    with pytest.raises(NotFoundError):
        note(table, an_attendance(), meeting="U9")


def test_attendance_noted_under_two_ids_is_found(table: Workspace) -> None:
    from cselekvo.actions.checks import check

    join(table, "O1")
    meet(table, a_meeting())
    note(table, an_attendance("O1", id_="j-1"))

    with table.change() as work:
        found_ = check(work, an_attendance("O1", id_="j-2"))

    assert codes(found_) == ["attendance-doubled"]


def test_statutes_of_two_versions_on_one_day_are_found(table: Workspace) -> None:
    from cselekvo.actions.checks import check

    with table.change() as work:
        held = work.facts(Statutes)[0]
        assert codes(check(work, some_statutes(id_="st-2"))) == ["statutes-overlap"]
        assert check(work, held) == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda w, a: join(w, "O1", actor=a),
        lambda w, a: office(w, "O1", CHAIR, span("2015-01-01"), a),
        lambda w, a: meet(w, a_meeting(), a),
    ],
)
def test_whoever_may_not_is_refused(
    table: Workspace, borsod: Actor, ask: Callable[[Workspace, Actor], object]
) -> None:
    for actor in (borsod, an_actor(), an_actor(Grant(Role.AUDITOR))):
        with pytest.raises(NotAllowedError):
            ask(table, actor)


def test_a_mentor_notes_meetings_and_changes_no_seats(table: Workspace) -> None:
    mentor = an_actor(Grant(Role.MENTOR))

    assert meet(table, a_meeting(), mentor) == []
    with pytest.raises(NotAllowedError):
        join(table, "O1", actor=mentor)
