"""The roster of a meeting is that of its day; one corrected later says so."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from attrs import evolve

from cselekvo.actions.persons import erase_person
from cselekvo.domain.identifiers import MembershipId, OrganisationId, PersonId
from cselekvo.domain.roundtable import Meeting, Membership, Office, Representation
from cselekvo.reports.corrections import Correction
from cselekvo.workspace import Workspace
from tests.builders import day, span
from tests.reports.telling import (
    a_meeting,
    a_small_table,
    an_office,
    names,
    roster,
    withdraw,
    write,
)
from tests.stores import Clock
from tests.verbs import (
    add_body,
    add_human,
    join,
    leave,
    stand,
    undo,
)

MET = "2016-02-10"
#: The meeting is recorded on its day, at noon.
NOON = datetime(2016, 2, 10, 11, 0, tzinfo=UTC)
LATER = datetime(2016, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def met(workspace: Workspace, clock: Clock) -> Workspace:
    """Return a workspace in which the table has met; today is some weeks later."""
    a_small_table(workspace)
    add_body(workspace, "O3", name="Dália Kör")
    add_human(workspace, "P3", name="Tóth Éva")
    clock.at = NOON
    write(workspace, a_meeting(MET))
    clock.at = LATER
    return workspace


def seat(workspace: Workspace, organisation: str) -> Membership:
    """Return the seat of an organisation."""
    (found,) = workspace.view().facts(Membership, organisation=organisation)
    return found


def test_the_roster_of_a_meeting_begins_with_version_one(met: Workspace) -> None:
    assert roster(met, MET).version == 1
    assert roster(met, MET).corrections == ()
    assert roster(met, MET).meetings == ("ules-1",)


def test_the_roster_of_a_day_without_a_meeting_has_no_version(met: Workspace) -> None:
    assert roster(met, "2016-02-11").version is None
    assert roster(met, "2016-02-11").meetings == ()


def test_a_roster_corrected_after_its_meeting_says_by_which_entry(
    met: Workspace,
) -> None:
    join(met, "O3", "2016-01-01")

    seen = roster(met, MET)

    assert seen.version == 2
    assert seen.corrections == (Correction(met.head().seq, day("2016-03-01")),)
    assert seen.count == 3


def test_as_known_before_the_correction_it_is_the_first_version(met: Workspace) -> None:
    before = met.head().seq
    join(met, "O3", "2016-01-01")

    seen = roster(met, MET, known_at=f"#{before}")

    assert (seen.version, seen.count) == (1, 2)


def test_a_membership_superseded_later_than_known_is_no_correction(
    met: Workspace,
) -> None:
    before = met.head().seq
    write(met, evolve(seat(met, "O2"), voting=False))

    assert roster(met, MET).version == 2
    assert roster(met, MET, known_at=f"#{before}").version == 1


def test_leaving_after_the_meeting_corrects_nothing(met: Workspace) -> None:
    leave(met, "O1", "2016-02-29")

    assert roster(met, MET).version == 1


def test_leaving_before_the_meeting_corrects_its_roster(met: Workspace) -> None:
    leave(met, "O1", "2016-01-31")

    seen = roster(met, MET)

    assert (seen.version, seen.count) == (2, 1)


def test_joining_after_the_meeting_corrects_nothing(met: Workspace) -> None:
    join(met, "O3", "2016-02-11")

    assert roster(met, MET).version == 1


def test_each_entry_makes_one_version(met: Workspace) -> None:
    join(met, "O3", "2016-01-01")
    stand(met, "P3", "O3", "2016-01-01")
    first = met.head().seq
    write(met, an_office(seat(met, "O3").id))

    seen = roster(met, MET)

    assert seen.version == 4
    assert [one.seq for one in seen.corrections] == [first - 1, first, first + 1]


def change_vote(workspace: Workspace) -> None:
    write(workspace, evolve(seat(workspace, "O2"), voting=False))


def change_representative(workspace: Workspace) -> None:
    stand(workspace, "P3", "O1", "2016-02-01")


def change_position(workspace: Workspace) -> None:
    (one,) = workspace.view().facts(Representation, person="P1")
    write(workspace, evolve(one, position="elnök"))


def give_office(workspace: Workspace) -> None:
    write(workspace, an_office(seat(workspace, "O2").id))


@pytest.mark.parametrize(
    "act", [change_vote, change_representative, change_position, give_office]
)
def test_whatever_the_roster_says_of_the_day_can_be_corrected(
    met: Workspace, act: Callable[[Workspace], None]
) -> None:
    act(met)

    assert roster(met, MET).version == 2


def change_source(workspace: Workspace) -> None:
    write(workspace, evolve(seat(workspace, "O2"), source="jegyzőkönyv"))


def change_mandate(workspace: Workspace) -> None:
    write(workspace, evolve(seat(workspace, "O2"), mandate="megbízólevél"))


def change_first_day(workspace: Workspace) -> None:
    write(workspace, evolve(seat(workspace, "O2"), period=span("2015-06-01")))


def change_representative_afterwards(workspace: Workspace) -> None:
    stand(workspace, "P3", "O1", "2016-02-11")


def rename_nobody(workspace: Workspace) -> None:
    add_body(workspace, "O9", name="Más Kör")


@pytest.mark.parametrize(
    "act",
    [
        change_source,
        change_mandate,
        change_first_day,
        change_representative_afterwards,
        rename_nobody,
    ],
)
def test_what_the_roster_does_not_say_of_the_day_is_no_correction(
    met: Workspace, act: Callable[[Workspace], None]
) -> None:
    act(met)

    assert roster(met, MET).version == 1


def test_the_same_seat_written_under_another_id_is_no_correction(
    met: Workspace,
) -> None:
    old = seat(met, "O2")
    with met.change() as work:
        work.withdraw(old)
        work.write(evolve(old, id=MembershipId("m-again")))

    assert roster(met, MET).version == 1


def test_a_correction_that_was_undone_is_a_version_of_its_own(met: Workspace) -> None:
    join(met, "O3", "2016-01-01")
    undo(met, met.head().seq)

    seen = roster(met, MET)

    assert (seen.version, seen.count) == (3, 2)


def test_erasing_a_person_is_no_correction(met: Workspace) -> None:
    with met.change() as work:
        erase_person(work, PersonId("P1"), "kérésre")

    assert roster(met, MET).version == 1


@pytest.mark.parametrize(
    ("at", "version"),
    [
        (datetime(2016, 2, 10, 22, 58, tzinfo=UTC), 1),  # 23:59 in Budapest
        (datetime(2016, 2, 10, 22, 59, tzinfo=UTC), 2),  # midnight in Budapest
    ],
)
def test_the_first_version_is_what_was_known_when_the_day_ended_in_budapest(
    workspace: Workspace, clock: Clock, at: datetime, version: int
) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3")
    clock.at = NOON
    write(workspace, a_meeting(MET))

    clock.at = at  # it ticks a minute when it is read
    join(workspace, "O3", "2016-01-01")

    assert roster(workspace, MET).version == version


def test_of_a_meeting_recorded_late_the_first_version_is_what_was_known_then(
    workspace: Workspace, clock: Clock
) -> None:
    a_small_table(workspace)
    add_body(workspace, "O3")
    clock.at = LATER
    join(workspace, "O3", "2016-01-01")
    write(workspace, a_meeting(MET))

    assert roster(workspace, MET).version == 1
    leave(workspace, "O3", "2016-01-31")
    assert roster(workspace, MET).version == 2


def test_what_was_imported_together_with_the_meeting_is_its_first_version(
    workspace: Workspace, clock: Clock
) -> None:
    a_small_table(workspace)
    clock.at = LATER
    write(workspace, a_meeting(MET), evolve(seat(workspace, "O2"), voting=False))

    assert roster(workspace, MET).version == 1


def test_a_meeting_that_is_moved_takes_the_roster_of_its_new_day(
    met: Workspace,
) -> None:
    join(met, "O3", "2016-02-12")
    write(met, a_meeting("2016-02-15"))

    assert roster(met, MET).version is None
    moved = roster(met, "2016-02-15")
    assert (moved.version, moved.count) == (1, 3)


def test_a_meeting_that_is_withdrawn_was_none(met: Workspace) -> None:
    withdraw(met, *met.view().facts(Meeting))

    assert roster(met, MET).version is None


def test_a_meeting_noted_twice_has_one_roster(met: Workspace) -> None:
    join(met, "O3", "2016-01-01")
    write(met, a_meeting(MET, "ules-2"))

    seen = roster(met, MET)

    assert seen.meetings == ("ules-1", "ules-2")
    assert seen.version == 2


def test_a_meeting_of_another_table_gives_no_version(
    met: Workspace,
) -> None:
    assert roster(met, "2016-02-12").version is None
    write(met, a_meeting("2016-02-12", "ules-3"))
    assert roster(met, "2016-02-12").version == 1


def test_a_table_that_met_without_any_member_has_its_first_version(
    workspace: Workspace,
) -> None:
    from tests.verbs import (
        found,
    )

    found(workspace)
    write(workspace, a_meeting("2015-06-01"))

    seen = roster(workspace, "2015-06-01")

    assert (seen.version, names(seen)) == (1, [])


def test_offices_of_the_day_are_told_by_organisation(met: Workspace) -> None:
    write(met, an_office(seat(met, "O2").id))
    old, office = seat(met, "O2"), met.view().facts(Office)[0]
    with met.change() as work:
        work.withdraw(old)
        work.withdraw(office)
        again = evolve(old, id=MembershipId("m-again"))
        work.write_many([again, evolve(an_office("m-again", id_="o-2"))])

    seen = roster(met, MET)

    assert seen.version == 2
    assert seen.members[0].membership.organisation == OrganisationId("O2")
