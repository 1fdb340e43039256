"""Founding, joining, leaving, offices, representation, meetings, attendance."""

import pytest

from cselekvo.actions.roundtables import (
    found_roundtable,
    hold_office,
)
from cselekvo.domain.identifiers import OrganisationId, RoundtableId
from cselekvo.domain.period import Period
from cselekvo.domain.roundtable import (
    Capacity,
    Membership,
    Office,
    OfficeKind,
    Representation,
    Roundtable,
    Statutes,
)
from cselekvo.errors import NotAllowedError, NotFoundError, PeriodError
from cselekvo.findings import Finding
from cselekvo.rules.permissions import Actor
from cselekvo.workspace import Workspace
from tests.builders import (
    ZALASZENTGROT,
    a_table,
    codes,
    day,
    some_statutes,
    span,
)
from tests.verbs import (
    add_body,
    found,
    join,
    leave,
    members,
    stand,
)

CHAIR, VICE, SECRETARY = OfficeKind.CHAIR, OfficeKind.VICE_CHAIR, OfficeKind.SECRETARY


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


def test_naming_officers_is_for_coordinators_of_the_place(
    table: Workspace, zala: Actor, borsod: Actor
) -> None:
    join(table, "O1")

    with pytest.raises(NotAllowedError):
        office(table, "O1", CHAIR, span("2015-02-01"), borsod)
    assert office(table, "O1", CHAIR, span("2015-02-01"), zala) == []
