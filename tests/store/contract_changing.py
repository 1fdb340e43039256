"""Creating, writing, superseding, withdrawing, and requests made again."""

import pytest

from cselekvo.actions.organisations import rename_organisation
from cselekvo.actions.roundtables import join_roundtable
from cselekvo.domain.identifiers import OrganisationId, RecordId
from cselekvo.domain.organisation import Address, Organisation, OrganisationName, Sector
from cselekvo.domain.roundtable import Membership, Office, OfficeKind
from cselekvo.errors import NotFoundError, ValueNotReadError
from cselekvo.ports import Work
from cselekvo.store.database import WorkspaceExistsError
from cselekvo.store.work import RequestReusedError
from cselekvo.store.writing import IdentifierTakenError
from cselekvo.workspace import Workspace
from tests.builders import (
    a_membership,
    a_table,
    add_body,
    add_human,
    codes,
    day,
    found,
    join,
    leave,
    span,
)
from tests.stores import Clock, Store


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


def both(work: Work, *organisations: str) -> None:
    for organisation in organisations:
        join_roundtable(work, a_membership(organisation, id_=work.new_id(Membership)))


class TextContract:
    """Texts come back as they went in, or are refused alike."""

    @pytest.mark.parametrize("odd", ["a\x00b", "a\udcff", "\x1b[0m", "\x7f"])
    def test_a_text_that_cannot_be_shown_is_refused(
        self, workspace: Workspace, odd: str
    ) -> None:
        for text in ({"name": odd}, {"email": odd}, {"seat": odd}):
            with pytest.raises(ValueNotReadError):
                add_body(workspace, **text)  # type: ignore[arg-type]
        with pytest.raises(ValueNotReadError), workspace.change(reason=odd):
            pass
        with pytest.raises(ValueNotReadError), workspace.change(request_id=odd):
            pass

        assert workspace.head().seq == 1

    @pytest.mark.parametrize(
        "text",
        ["Őz; \"'ű", "két\nsor\tés", "\U0001f33b", "%s ? ?? %(x)s", "e\u0301", " x"],
    )
    def test_any_other_text_comes_back_as_it_went_in(
        self, workspace: Workspace, text: str
    ) -> None:
        add_body(workspace, name=text, email=text, seat=text)
        view = workspace.view()

        assert view.facts(OrganisationName)[0].name == text
        assert view.facts(Organisation)[0].email == text
        assert view.facts(Address, place=text)[0].place == text
        assert workspace.verify().findings == []


class RequestContract:
    """A request that is made again has one effect."""

    def test_a_repeated_request_answers_as_before_and_writes_nothing(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        found(workspace, a_table(founded="2015-06-01"))
        first = join(workspace, request_id="r1")
        head = workspace.head()

        again = join(workspace, request_id="r1")

        assert codes(again) == codes(first) == ["before-founding"]
        assert [one.severity for one in again] == [one.severity for one in first]
        assert workspace.head() == head

    def test_a_request_id_with_other_arguments_is_refused(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        add_body(workspace, "O2")
        found(workspace)
        join(workspace, request_id="r1")
        head = workspace.head()

        with pytest.raises(RequestReusedError):
            join(workspace, "O2", request_id="r1")
        with pytest.raises(RequestReusedError):
            leave(workspace, request_id="r1")

        assert workspace.head() == head

    def test_a_request_id_with_an_action_more_or_less_is_refused(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        add_body(workspace, "O2")
        found(workspace)
        with workspace.change(request_id="r1") as work:
            both(work, "O1", "O2")
        head = workspace.head()

        with (
            pytest.raises(RequestReusedError),
            workspace.change(request_id="r1") as work,
        ):
            both(work, "O1")
        with (
            pytest.raises(RequestReusedError),
            workspace.change(request_id="r1") as work,
        ):
            both(work, "O1", "O2", "O1")

        assert workspace.head() == head

    def test_a_default_named_or_left_out_is_the_same_request(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        found(workspace)
        with workspace.change(request_id="r1") as work:
            join_roundtable(work, a_membership(id_=work.new_id(Membership)))
        head = workspace.head()

        with workspace.change(request_id="r1") as work:
            joining = a_membership(id_=work.new_id(Membership))
            findings = join_roundtable(work, joining, office=None)

        assert findings == []
        assert workspace.head() == head

    def test_a_request_that_was_refused_may_come_again(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        found(workspace)
        join(workspace)
        assert codes(join(workspace, request_id="r1")) == ["already-member"]
        leave(workspace, last="2015-06-30")

        assert join(workspace, first="2015-07-01", request_id="r1") == []
