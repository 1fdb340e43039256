"""Requests that are made again, and the texts that a request may bring."""

import pytest

from cselekvo.actions.roundtables import join_roundtable
from cselekvo.domain.organisation import Address, Organisation, OrganisationName
from cselekvo.domain.roundtable import Membership
from cselekvo.errors import ValueNotReadError
from cselekvo.ports import Work
from cselekvo.store.work import RequestReusedError
from cselekvo.workspace import Workspace
from tests.builders import (
    a_membership,
    a_table,
    codes,
)
from tests.verbs import (
    add_body,
    found,
    join,
    leave,
)


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
    """Requests that are made again, and the texts that a request may bring."""

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
