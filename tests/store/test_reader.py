"""Questions of a reader: the journal of a record, where records lie, edges of a day."""

import pytest

from cselekvo.actions.organisations import rename_organisation
from cselekvo.collector import collector_paused
from cselekvo.domain.community import Community
from cselekvo.domain.identifiers import (
    CommunityId,
    CountyId,
    MentorId,
    OrganisationId,
    PersonId,
    RecordId,
    SettlementId,
)
from cselekvo.domain.mentor import Mentor, MentorCounty
from cselekvo.domain.organisation import Organisation, OrganisationName
from cselekvo.domain.user import ReachKind, Role
from cselekvo.errors import NotAllowedError, NotFoundError, ValueNotReadError
from cselekvo.rules.permissions import Grant, Verb
from cselekvo.workspace import Workspace
from tests.builders import (
    BAZ,
    ZALA,
    ZALASZENTGROT,
    an_actor,
    day,
    span,
)
from tests.counties import ON, build
from tests.verbs import (
    add_body,
    found,
    join,
    move_seat,
)


def test_the_journal_of_a_record_holds_what_touched_it(workspace: Workspace) -> None:
    add_body(workspace, "O1")
    add_body(workspace, "O2")
    found(workspace)
    join(workspace, "O1")
    with workspace.change() as work:
        new = OrganisationName(
            id=RecordId(work.new_id(OrganisationName)),
            organisation=OrganisationId("O1"),
            name="Új",
            period=span("2016-01-01"),
        )
        rename_organisation(work, new)
    view = workspace.view()

    def told(subject: str) -> list[int]:
        return [one.seq for one in view.journal(subject=subject)]

    assert told("o1") == [6, 2]
    assert told("K1") == [5, 4]
    assert told("MEGYE-20") == [1]
    assert told("nobody") == []
    assert [one.seq for one in view.journal(last=2)] == [6, 5]
    assert [one.seq for one in workspace.view(known_at=3).journal()] == [3, 2, 1]


def test_an_entry_says_what_it_opened_and_closed(workspace: Workspace) -> None:
    add_body(workspace)
    move_seat(workspace, "O1", "Pécs", "2016-01-01")
    view = workspace.view()

    added = [(sign, kind) for sign, kind, _ in view.changes(2)]
    moved = [(sign, kind) for sign, kind, _ in view.changes(3)]

    assert added == [
        ("+", "organisation"),
        ("+", "organisation_name"),
        ("+", "address"),
    ]
    assert moved == [("+", "address"), ("+", "address"), ("-", "address")]


@pytest.mark.parametrize("seq", [0, 99])
def test_an_entry_that_is_not_there_is_not_found(
    workspace: Workspace, seq: int
) -> None:
    with pytest.raises(NotFoundError):
        workspace.view().entry(seq)


def test_an_entry_of_later_is_not_known_yet(workspace: Workspace) -> None:
    add_body(workspace)

    with pytest.raises(NotFoundError):
        workspace.view(known_at=1).entry(2)
    assert workspace.view(known_at=0).instant.year == 1


def test_near_ids_are_offered(workspace: Workspace) -> None:
    add_body(workspace, "KULTURHAZ")

    with pytest.raises(NotFoundError, match="KULTURHAZ"):
        workspace.view().one(Organisation, "KULTURHÁZ")


def test_a_relation_that_is_none_is_refused_and_the_list_told(
    workspace: Workspace,
) -> None:
    with pytest.raises(ValueNotReadError, match="sits_on"):
        workspace.view().network(relations={"likes"})


def test_the_network_is_cut_to_the_day_and_keyed_by_facts(
    workspace: Workspace,
) -> None:
    build(workspace)

    before = workspace.view(day("2014-12-31")).network({"sits_on", "located_in"})
    graph = workspace.view(ON).network({"sits_on", "located_in"})

    assert not [
        1 for *_, data in before.edges(data=True) if data["relation"] == "sits_on"
    ]
    seats = [
        (source, target, data["period"])
        for source, target, data in graph.edges(data=True)
        if data["relation"] == "sits_on"
    ]
    assert ("ZC", "TZ", span("2015-01-01")) in seats
    key = f"TZ:located_in:{ZALASZENTGROT}"
    assert graph.has_edge("TZ", ZALASZENTGROT, key)
    assert graph.has_edge("KSH-32522", ZALASZENTGROT)
    assert graph.has_edge(ZALASZENTGROT, ZALA)


def test_communities_and_the_counties_of_mentors_are_in_the_network(
    workspace: Workspace,
) -> None:
    build(workspace)
    standing = Mentor(
        id=MentorId("MS"), person=PersonId("PZ"), period=span("2015-03-01")
    )
    covered = MentorCounty(id=RecordId("MC"), mentor=standing.id, county=CountyId(ZALA))
    circle = Community(
        id=CommunityId("KZ"), name="Mesekör", settlement=SettlementId("KSH-32522")
    )
    with workspace.change() as work:
        work.write_many([standing, covered, circle])

    before = workspace.view(day("2015-02-28")).network({"covers"})
    graph = workspace.view(ON).network()

    assert before.number_of_edges() == 0
    assert graph.nodes["KZ"]["kind"] == "community"
    assert graph.has_edge("KZ", "KSH-32522", "KZ:located_in:KSH-32522")
    edge = graph.edges["PZ", ZALA, f"PZ:covers:{ZALA}"]
    assert edge == {"relation": "covers", "period": span("2015-03-01")}


def test_the_collector_is_left_as_it_was() -> None:
    import gc

    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("record", "zala", "baz"),
    [
        ("TZ", True, False),
        ("M-TB", False, True),
        ("ZC", True, False),
        ("FAR", False, False),
        ("PZ", True, False),
        ("PH", False, True),
        ("PRZ", True, False),
        ("PRB", False, True),
        ("PRX", False, False),
        ("PROG", False, False),
        ("KSH-30456", False, True),
        (ZALASZENTGROT, True, False),
        (ZALA, True, False),
        ("nothing", False, False),
    ],
)
def test_a_record_lies_in_the_counties_of_what_it_belongs_to(
    workspace: Workspace, record: str, zala: bool, baz: bool
) -> None:
    build(workspace)
    for county, allowed in ((ZALA, zala), (BAZ, baz)):
        actor = an_actor(Grant(Role.COORDINATOR, ReachKind.COUNTY, county))
        with workspace.change(actor) as work:
            for id_ in (record, record.lower()):
                if allowed:
                    work.require(Verb.ADMIT, id_)
                    continue
                with pytest.raises(NotAllowedError):
                    work.require(Verb.ADMIT, id_)


@pytest.mark.parametrize(
    ("reach", "target", "record", "allowed"),
    [
        (ReachKind.ORGANISATION, "ZC", "ZC", True),
        (ReachKind.ORGANISATION, "ZC", "zc", True),
        (ReachKind.ORGANISATION, "ZC", "BC", False),
        (ReachKind.ORGANISATION, "ZC", "PRZ", True),
        (ReachKind.UNIT, "TZ", "TZ", True),
        (ReachKind.UNIT, "TZ", "tz", True),
        (ReachKind.UNIT, "TZ", "M-TZ", True),
        (ReachKind.UNIT, "TZ", "PZ", True),
        (ReachKind.UNIT, "PRZ", "prz", True),
        (ReachKind.UNIT, "TZ", "TB", False),
    ],
)
def test_a_reach_meets_bodies_and_units_whatever_the_capitals(
    workspace: Workspace, reach: ReachKind, target: str, record: str, allowed: bool
) -> None:
    build(workspace)
    actor = an_actor(Grant(Role.COORDINATOR, reach, target))
    with workspace.change(actor) as work:
        if allowed:
            work.require(Verb.ADMIT, record)
        else:
            with pytest.raises(NotAllowedError):
                work.require(Verb.ADMIT, record)
