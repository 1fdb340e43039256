"""Creating, writing, superseding, withdrawing, and requests made again."""

import pytest

from cselekvo.actions.organisations import rename_organisation
from cselekvo.domain.identifiers import OrganisationId, ProgrammeId, RecordId
from cselekvo.domain.organisation import Organisation, OrganisationName, Sector
from cselekvo.domain.programme import Programme
from cselekvo.domain.roundtable import Membership, Office, OfficeKind
from cselekvo.errors import NotFoundError
from cselekvo.store.database import WorkspaceExistsError
from cselekvo.store.work import ChangeWithinChangeError
from cselekvo.store.writing import IdentifierTakenError
from cselekvo.workspace import Workspace
from tests.builders import (
    codes,
    day,
    span,
)
from tests.stores import Clock, Store
from tests.verbs import (
    add_body,
    add_human,
    found,
    join,
)


class ChangingContract:
    """Creating, writing, superseding, withdrawing; requests, refusals, journal."""

    def test_a_new_workspace_begins_with_one_entry_and_verifies(
        self, workspace: Workspace
    ) -> None:
        assert workspace.head().seq == 1
        assert [one.action for one in workspace.view().journal()] == ["init"]
        assert workspace.verify().findings == []

    def test_creating_where_a_workspace_stands_is_refused(
        self, store: Store, workspace: Workspace
    ) -> None:
        head = workspace.head()

        with pytest.raises(WorkspaceExistsError):
            Workspace.create(store.where, clock=Clock())

        assert workspace.head() == head

    def test_what_was_written_is_there_when_opened_again(
        self, store: Store, workspace: Workspace, clock: Clock
    ) -> None:
        add_body(workspace, "O1", name="Árvíztűrő Kör")

        with store.open(clock) as again:
            name = again.view().facts(OrganisationName, organisation="O1")[0]

        assert name.name == "Árvíztűrő Kör"
        assert name.period == span()

    def test_a_rename_supersedes_and_both_names_stand_on_their_days(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace, name="Régi")
        with workspace.change() as work:
            new = OrganisationName(
                id=RecordId(work.new_id(OrganisationName)),
                organisation=OrganisationId("O1"),
                name="Új",
                period=span("2016-01-01"),
            )
            rename_organisation(work, new)
        view = workspace.view()

        old_day = view.facts(OrganisationName, on=day("2015-12-31"), organisation="O1")
        new_day = view.facts(OrganisationName, on=day("2016-01-01"), organisation="O1")
        versions = view.versions(OrganisationName, organisation="O1")

        assert [one.name for one in old_day] == ["Régi"]
        assert [one.name for one in new_day] == ["Új"]
        assert [(one.seq_from, one.seq_to) for one in versions] == [
            (2, 3),
            (3, None),
            (3, None),
        ]

    def test_a_version_withdrawn_is_gone_now_and_there_in_the_past(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        found(workspace)
        join(workspace, office=OfficeKind.CHAIR)
        before = workspace.head().seq
        with workspace.change() as work:
            work.withdraw(work.facts(Office)[0])

        assert workspace.view().facts(Office) == []
        assert len(workspace.view(known_at=before).facts(Office)) == 1
        assert workspace.verify().findings == []

    def test_what_one_change_writes_twice_is_one_version(
        self, workspace: Workspace
    ) -> None:
        body = Organisation(
            id=OrganisationId("O1"), sector=Sector.CIVIL, email="a@b.hu"
        )
        again = Organisation(id=OrganisationId("O1"), sector=Sector.CHURCH)
        with workspace.change() as work:
            work.write(body)
            work.write(again)
        with workspace.change() as work:
            work.write(body)
            work.write(again)

        versions = workspace.view().versions(Organisation)

        assert [one.fact for one in versions] == [again, again]
        assert workspace.verify().findings == []

    def test_a_change_within_a_change_is_refused_and_leaves_the_outer_void(
        self, workspace: Workspace
    ) -> None:
        head = workspace.head()

        def change_within() -> None:
            with workspace.change() as work:
                work.write(Programme(id=ProgrammeId("P1"), title="P"))
                with workspace.change():
                    pass

        with pytest.raises(ChangeWithinChangeError):
            change_within()

        assert workspace.head() == head
        assert workspace.view().facts(Programme) == []
        with workspace.change() as work:
            work.write(Programme(id=ProgrammeId("P1"), title="P"))
        assert workspace.head().seq == head.seq + 1

    def test_a_block_that_raises_leaves_nothing(self, workspace: Workspace) -> None:
        before = workspace.head()

        def fail() -> None:
            with workspace.change() as work:
                work.write(Organisation(id=OrganisationId("O1"), sector=Sector.CIVIL))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()

        assert workspace.head() == before
        assert workspace.view().find(Organisation, "O1") is None

    def test_an_action_that_finds_an_error_voids_the_whole_block(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        found(workspace)
        join(workspace)
        before = workspace.head()

        findings = join(workspace, first="2016-01-01")

        assert codes(findings) == ["already-member"]
        assert workspace.head() == before
        assert workspace.view().count(Membership) == 1

    def test_a_change_that_writes_nothing_leaves_no_entry(
        self, workspace: Workspace
    ) -> None:
        with workspace.change():
            pass

        assert workspace.head().seq == 1

    def test_ids_are_unique_over_all_kinds_capitals_aside(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace, "Kor")

        assert codes(add_human(workspace, "KOR")) == ["id-taken"]
        assert "id-taken" in codes(add_body(workspace, "kor"))
        assert workspace.view().one(Organisation, "KOR").id == "Kor"
        with pytest.raises(IdentifierTakenError), workspace.change() as work:
            work.write(
                OrganisationName(
                    id=RecordId("kOR"),
                    organisation=OrganisationId("Kor"),
                    name="x",
                    period=span(),
                )
            )

    def test_a_fact_about_nobody_is_refused(self, workspace: Workspace) -> None:
        with pytest.raises(NotFoundError), workspace.change() as work:
            work.write(
                OrganisationName(
                    id=RecordId("n1"),
                    organisation=OrganisationId("Nobody"),
                    name="x",
                    period=span(),
                )
            )

        assert workspace.head().seq == 1

    @pytest.mark.parametrize(
        "odd", ["", "a b", "ő", "\x00", "\udcff", "K" * 65, "\u212a"]
    )
    def test_nothing_is_found_under_what_can_be_no_id(
        self, workspace: Workspace, odd: str
    ) -> None:
        add_body(workspace, "K")

        assert workspace.view().find(Organisation, odd) is None
        assert workspace.view().count(Organisation, id=[odd]) == 0
