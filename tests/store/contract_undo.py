"""The one way back, and the personal data that can really go."""

import pytest

from cselekvo.actions.persons import correct_person, erase_person
from cselekvo.actions.undo import undo_entry
from cselekvo.domain.fact import Erased
from cselekvo.domain.identifiers import OrganisationId, PersonId, ProgrammeId, ProjectId
from cselekvo.domain.journal import Erasure
from cselekvo.domain.organisation import Organisation, Sector
from cselekvo.domain.person import Person
from cselekvo.domain.programme import Programme, Project
from cselekvo.domain.roundtable import Membership, Office, OfficeKind, Representation
from cselekvo.findings import Finding
from cselekvo.workspace import Workspace
from tests.builders import a_partnership, a_table, codes, day
from tests.stores import Clock, Store
from tests.verbs import (
    add_body,
    add_human,
    found,
    join,
    leave,
    members,
    stand,
    undo,
)


def a_seated_table(workspace: Workspace) -> None:
    """Seat O1 at K1, represented by P1: entries 2 to 6."""
    add_body(workspace)
    found(workspace)
    add_human(workspace)
    join(workspace)
    stand(workspace, position="elnökségi tag")


def erase(workspace: Workspace, person: str = "P1") -> list[Finding]:
    with workspace.change(reason="kérésére") as work:
        return erase_person(work, PersonId(person), "GDPR 17.")


class UndoContract:
    """`journal undo` puts back what an entry superseded and ends what it opened."""

    def test_a_join_is_taken_back(self, workspace: Workspace) -> None:
        add_body(workspace)
        found(workspace)
        join(workspace, office=OfficeKind.CHAIR)

        assert codes(undo(workspace, 4)) == []
        assert members(workspace, "2016-01-01") == set()
        assert workspace.view().facts(Office) == []
        assert members(workspace, "2016-01-01", known_at=4) == {"O1"}
        assert workspace.verify().findings == []

    def test_a_leave_is_taken_back_with_all_that_it_ended(
        self, workspace: Workspace
    ) -> None:
        a_seated_table(workspace)
        leave(workspace)
        assert members(workspace, "2016-01-01") == set()

        assert codes(undo(workspace, 7)) == []

        seat = workspace.view().facts(Membership)[0]
        person = workspace.view().facts(Representation)[0]
        assert (seat.period.end, person.period.end) == (None, None)
        assert person.position == "elnökségi tag"
        assert workspace.verify().findings == []

    def test_an_undo_is_taken_back_too(self, workspace: Workspace) -> None:
        a_seated_table(workspace)
        leave(workspace)
        undo(workspace, 7)

        assert codes(undo(workspace, 8)) == []
        assert members(workspace, "2016-01-01") == set()
        assert members(workspace, "2015-12-31") == {"O1"}

    def test_an_entry_of_many_facts_is_taken_back(self, workspace: Workspace) -> None:
        with workspace.change() as work:
            work.begin("import", "", dict)
            work.write_many(
                Organisation(
                    id=OrganisationId(f"O{n}"), sector=Sector.CIVIL, email=f"{n}@x.hu"
                )
                for n in range(2500)
            )

        assert codes(undo(workspace, 2)) == []
        assert workspace.view().count(Organisation) == 0
        assert workspace.view(known_at=2).count(Organisation) == 2500
        assert workspace.verify().findings == []

    def test_what_was_undone_can_be_added_again(self, workspace: Workspace) -> None:
        add_body(workspace)
        undo(workspace, 2)

        assert codes(add_body(workspace, "o1")) == []
        assert workspace.view().one(Organisation, "O1").id == "O1"
        assert codes(add_human(workspace, "P1")) == []
        undo(workspace, 5)
        assert codes(add_body(workspace, "P1")) == ["id-taken"]

    def test_what_a_later_entry_built_upon_is_not_taken_back(
        self, workspace: Workspace
    ) -> None:
        a_seated_table(workspace)
        head = workspace.head()

        assert set(codes(undo(workspace, 2))) == {"built-upon"}
        assert set(codes(undo(workspace, 5))) == {"built-upon"}
        leave(workspace)
        assert set(codes(undo(workspace, 6))) == {"built-upon"}
        assert workspace.head().seq == head.seq + 1

    def test_what_would_stand_again_must_not_break_a_rule(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        found(workspace)
        join(workspace)
        leave(workspace)
        join(workspace, first="2016-01-01")
        head = workspace.head()

        findings = undo(workspace, 5)

        assert "already-member" in codes(findings)
        assert workspace.head() == head

    def test_what_would_stand_again_must_not_speak_of_what_is_gone(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        found(workspace)
        join(workspace)
        undo(workspace, 4)
        undo(workspace, 2)
        head = workspace.head()

        assert codes(undo(workspace, 5)) == ["refers-to-undone"]
        assert workspace.head() == head

    def test_an_admission_that_a_seat_rests_on_is_not_taken_back(
        self, workspace: Workspace
    ) -> None:
        with workspace.change() as work:
            work.write(Programme(id=ProgrammeId("PROG"), title="P"))
        add_body(workspace)
        found(workspace, a_table(programme="PROG"))
        with workspace.change() as work:
            work.write(a_partnership())
        join(workspace)

        assert codes(undo(workspace, 5)) == ["not-admitted"]
        undo(workspace, 6)
        assert codes(undo(workspace, 5)) == []

    @pytest.mark.parametrize("seq", [0, 99, -1])
    def test_what_is_not_there_cannot_be_taken_back(
        self, workspace: Workspace, seq: int
    ) -> None:
        assert codes(undo(workspace, seq)) == ["no-such-entry"]

    def test_the_beginning_cannot_be_taken_back(self, workspace: Workspace) -> None:
        assert codes(undo(workspace, 1)) == ["beginning-cannot-be-undone"]

    def test_an_erasure_cannot_be_taken_back(self, workspace: Workspace) -> None:
        add_human(workspace)
        erase(workspace)

        assert codes(undo(workspace, 3)) == ["erasure-is-final"]

    def test_what_stands_again_after_an_erasure_stays_erased(
        self, workspace: Workspace
    ) -> None:
        a_seated_table(workspace)
        leave(workspace)
        erase(workspace)

        with workspace.change() as work:
            assert codes(undo_entry(work, 7)) == []

        person = workspace.view().facts(Representation)[0]
        assert person.period.end is None
        assert isinstance(person.position, Erased)
        assert workspace.verify().findings == []


class EraseContract:
    """Personal texts go for good; what lasts keeps the chain whole."""

    def test_the_texts_of_all_versions_are_gone_and_the_chain_is_whole(
        self, store: Store, workspace: Workspace
    ) -> None:
        add_human(workspace, name="Eltűnő Elemér", email="elemer@example.hu")
        with workspace.change(reason="Elemér kérte") as work:
            correct_person(work, Person(id=PersonId("P1"), name="Eltűnő Elemér dr."))

        findings = erase(workspace)

        assert codes(findings) == ["person-erased"]
        person = workspace.view().one(Person, "P1")
        past = workspace.view(known_at=2).one(Person, "P1")
        assert isinstance(person.name, Erased)
        assert isinstance(past.email, Erased)
        assert workspace.view().facts(Erasure)[0].record == "P1"
        everything = str(store.look("SELECT salt, content FROM personal"))
        everything += str(store.look("SELECT salt, content FROM journal_personal"))
        assert "Elemér" not in everything
        assert workspace.verify().findings == []

    def test_it_is_refused_while_a_retention_date_runs(
        self, workspace: Workspace, clock: Clock
    ) -> None:
        add_body(workspace)
        with workspace.change() as work:
            work.write(
                Project(
                    id=ProjectId("PR"), title="Próba", retention_until=day("2027-12-31")
                )
            )
        found(workspace, a_table(project="PR"))
        add_human(workspace)
        join(workspace)
        stand(workspace)
        head = workspace.head()

        findings = erase(workspace)

        assert codes(findings) == ["retention-runs"]
        assert findings[0].values["until"] == day("2027-12-31")
        assert workspace.head() == head
        clock.at = clock.at.replace(year=2028)
        assert codes(erase(workspace)) == ["person-erased"]

    def test_an_erased_person_may_be_written_anew_and_erased_again(
        self, workspace: Workspace
    ) -> None:
        add_human(workspace)
        erase(workspace)
        with workspace.change() as work:
            assert (
                codes(correct_person(work, Person(id=PersonId("P1"), name="Új Név")))
                == []
            )
        assert workspace.view().one(Person, "P1").name == "Új Név"

        assert codes(erase(workspace)) == ["person-erased"]
        assert workspace.verify().findings == []
