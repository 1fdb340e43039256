"""Meetings and attendance, and who may note them."""

from collections.abc import Callable

import pytest

from cselekvo.actions.roundtables import (
    record_attendance,
    record_meeting,
)
from cselekvo.domain.roundtable import (
    Attendance,
    Meeting,
    Presence,
    Statutes,
)
from cselekvo.domain.user import Role
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.rules.permissions import Actor, Grant
from cselekvo.workspace import Workspace
from tests.builders import (
    a_meeting,
    an_actor,
    an_attendance,
    codes,
    some_statutes,
)
from tests.verbs import (
    join,
    leave,
    stand,
)


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
        lambda w, a: leave(w, "O1", actor=a),
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


def test_who_attended_later_does_not_leave_before(table: Workspace) -> None:
    join(table, "O1")
    meet(table, a_meeting("2015-11-30"))
    note(table, an_attendance("O1", id_="j-1"))

    assert codes(leave(table, "O1", "2015-11-29")) == ["attended-later"]
    assert codes(leave(table, "O1", "2015-11-30")) == []
