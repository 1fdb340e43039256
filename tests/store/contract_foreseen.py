"""What was foreseen is answered as if it were asked; an old schema is brought on."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings, strategies as st

from cselekvo.domain.identifiers import MembershipId, OrganisationId, RoundtableId
from cselekvo.domain.issued import IssuedDocument, IssuedReport
from cselekvo.domain.mentor import Mentor
from cselekvo.domain.organisation import (
    Address,
    AddressRole,
    Organisation,
    Sector,
)
from cselekvo.domain.process import StageRun
from cselekvo.domain.roundtable import MemberRole, Membership
from cselekvo.ports import Work
from cselekvo.store.migrations import SCHEMA, statements
from cselekvo.workspace import Workspace
from tests.builders import ZALA, a_membership, a_table, an_address
from tests.reports.telling import a_small_table, write
from tests.stores import Clock, Store
from tests.verbs import add_body, found

_BODIES = ("O1", "O2", "O3")
_TABLES = ("K1", "K2")
_NAMES = ("organisation", "roundtable")
_KEYS = tuple((body.lower(), table.lower()) for body in _BODIES for table in _TABLES)

_MORE: tuple[dict[str, Any], ...] = (
    {"role": MemberRole.MEMBER},
    {"role": "member", "voting": True},
    {"role": [MemberRole.MEMBER, MemberRole.STANDING_INVITEE]},
    {"voting": False},
)


def _seat(at: int, body: int, table: int, role: MemberRole) -> Membership:
    return evolve(
        a_membership(),
        id=MembershipId(f"m-{at}"),
        organisation=OrganisationId(_BODIES[body]),
        roundtable=RoundtableId(_TABLES[table]),
        role=role,
        voting=role is MemberRole.MEMBER,
    )


seats = st.builds(
    _seat,
    st.integers(0, 5),
    st.integers(0, 2),
    st.integers(0, 1),
    st.sampled_from(MemberRole),
)
#: Writing a seat, withdrawing it, or throwing away what was foreseen.
acts = st.tuples(st.sampled_from(["write", "withdraw", "forget", "foresee"]), seats)


def _answers(work: Work) -> list[Any]:
    """Ask what an import asks: by id, by both ends, whether an id is taken."""
    ids = [f"m-{at}" for at in range(6)]
    return [
        [work.find(Membership, id_) for id_ in ids],
        [work.taken(id_) for id_ in (*ids, "O1", "o1", "nobody")],
        [
            work.facts(Membership, roundtable=table, organisation=body)
            for body in _BODIES
            for table in _TABLES
        ],
        [
            work.facts(Membership, roundtable=table, organisation="o1", **more)
            for table in _TABLES
            for more in _MORE
        ],
        [work.find(Organisation, body) for body in _BODIES],
    ]


def _foresee(work: Work) -> None:
    ids = [f"m-{at}" for at in range(6)]
    work.foresee(Membership, [*ids, "nobody", "O1"], {_NAMES: _KEYS})
    work.foresee(Organisation, _BODIES)


def _site(at: int, place: str = "Tanya") -> Address:
    """Return a site: each fourth one without a place, in a county."""
    there = f"{place} {at % 3}" if at % 4 else ""
    county = None if at % 4 else ZALA
    return an_address(there, AddressRole.SITE, id_=f"site-{at}", county=county)


_SPOTS: tuple[dict[str, Any], ...] = (
    {},
    {"settlement": None, "place": "Tanya 1"},
    {"settlement": None, "place": None},
    {"settlement": None, "place": "Puszta 0"},
)


def _told_of_sites(work: Work) -> list[list[list[Address]]]:
    """Ask for the sites of O1, write some, ask, change and withdraw some, ask."""
    told = []
    for acts in ([], range(20, 30), [3, 5]):
        for at in acts:
            work.write(_site(at, "Puszta" if at == 3 else "Tanya"))
        if 5 in acts:
            work.withdraw(_site(5))
        told.append(
            [
                work.facts(Address, organisation="O1", role=AddressRole.SITE, **spot)
                for spot in _SPOTS
            ]
        )
    return told


def _done(work: Work, act: str, seat: Membership) -> None:
    if act == "write":
        work.write(seat)
    elif act == "withdraw":
        known = work.find(Membership, seat.id)
        if known is not None:
            work.withdraw(known)
    elif act == "forget":
        work.forget_foreseen()
    else:
        _foresee(work)


class ForeseenContract:
    """What was fetched before it is asked for is what the store would say."""

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,  # each engine runs it on its own
        ],
    )
    @given(before=st.lists(seats, max_size=4), done=st.lists(acts, max_size=8))
    def test_what_was_foreseen_is_answered_as_if_it_were_asked(
        self,
        model: Callable[[], Workspace],
        before: list[Membership],
        done: list[tuple[str, Membership]],
    ) -> None:
        workspace = model()
        with workspace.change() as work:
            work.write_many(before)
        with workspace.change() as work:
            _foresee(work)
            for act, seat in done:
                _done(work, act, seat)
                foreseen = _answers(work)
                work.forget_foreseen()
                work.forget_answers()
                assert _answers(work) == foreseen
                _foresee(work)
        assert workspace.verify().findings == []

    @pytest.fixture
    def model(self, workspace: Workspace) -> Callable[[], Workspace]:
        """Return what empties the seats of a workspace with bodies and tables."""
        for body in _BODIES:
            add_body(workspace, body)
        for table in _TABLES:
            found(workspace, a_table(table))

        def emptied() -> Workspace:
            with workspace.change() as work:
                for seat in work.facts(Membership):
                    work.withdraw(seat)
            return workspace

        return emptied

    def test_many_addresses_of_one_body_are_told_apart_as_the_store_does(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace, "O1")
        with workspace.change() as work:
            work.write_many(map(_site, range(20)))
        with workspace.change() as work:
            work.foresee(Address, keys={("organisation",): [("o1",)]})
            foreseen = _told_of_sites(work)
            work.abandon()
        with workspace.change() as work:
            asked = _told_of_sites(work)

        assert foreseen == asked
        assert [[len(one) for one in told] for told in asked] == [
            [20, 5, 5, 0],
            [30, 7, 8, 0],
            [29, 7, 8, 1],
        ]

    def test_many_records_are_foreseen_in_pieces(self, workspace: Workspace) -> None:
        ids = [OrganisationId(f"B-{at}") for at in range(1500)]
        write(workspace, *(Organisation(id=id_, sector=Sector.CIVIL) for id_ in ids))

        with workspace.change() as work:
            work.foresee(Organisation, [*ids, "B-x"])
            assert work.taken("b-1499") == "organisation"
            assert work.taken("B-x") is None
            known = [work.find(Organisation, id_) for id_ in ids]

        assert [one.id for one in known if one is not None] == ids

    def test_a_workspace_of_the_first_schema_is_brought_on_when_it_is_opened(
        self, store: Store, workspace: Workspace, clock: Clock
    ) -> None:
        a_small_table(workspace)
        head = workspace.head()
        workspace.close()
        later = (one for step in range(SCHEMA, 1, -1) for one in statements(step))
        names = [one.split('"')[1] for one in later if one.startswith("CREATE TABLE")]
        dropped = [f'DROP TABLE "{name}"' for name in reversed(names)]
        store.tamper(*dropped, *self.first_schema)

        with store.open(clock) as opened:
            assert opened.head() == head
            assert opened.view().facts(IssuedReport) == []
            assert opened.view().facts(IssuedDocument) == []
            assert opened.view().facts(StageRun) == []
            assert opened.view().facts(Mentor) == []
            assert opened.verify().findings == []
            add_body(opened, "LATER")
        with store.open(clock) as again:
            assert again.verify().findings == []

    #: What makes a database say that it is of the first schema.
    first_schema: tuple[str, ...] = ()
