"""For every role: what lists, counts, rosters, network and journal hold."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cselekvo.domain.fact import Fact
from cselekvo.domain.journal import BackupRecord
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.organisation import Address, Organisation, OrganisationName
from cselekvo.domain.person import Person
from cselekvo.domain.programme import Partnership, Programme, Project
from cselekvo.domain.roundtable import (
    Attendance,
    Decision,
    Meeting,
    Membership,
    Representation,
    Roundtable,
    Statutes,
)
from cselekvo.domain.territory import County, RegionList, Settlement
from cselekvo.domain.user import RoleGrant, User
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.store.actors import UserUnknownError
from cselekvo.workspace import View, Workspace
from tests.builders import day
from tests.counties import NOBODY, ON, USERS, build
from tests.stores import Clock, SqliteMaker, SqliteStore
from tests.verbs import (
    members,
)

EVERYBODY = [*USERS, NOBODY]
#: Who sees all, who sees all with the journal, and who sees contacts.
ALL = {"owner-user", "admin", "methodologist", "manager", "auditor"}
JOURNAL = {"owner-user", "admin", "auditor"}
CONTACTS = {"owner-user", "admin", "manager", "auditor", "coordinator"}

#: What each of the others sees on the day, kind by kind.
_ZALA = {
    "organisations": "HQ ZC",
    "tables": "TZ",
    "seats": "HQ@TZ ZC@TZ",
    "persons": "PZ",
    "projects": "PRZ",
    "partners": "ZC",
    "meetings": "M-TZ",
    "nodes": "HQ PRZ PROG PZ TZ ZC",
}
PARTIAL: dict[str, dict[str, str]] = {
    "coordinator": _ZALA,
    "mentor": _ZALA,
    "unit-mentor": {
        "organisations": "BC GONE HQ",
        "tables": "TB",
        "seats": "BC@TB GONE@TB HQ@TB",
        "persons": "PB PG PH",
        "projects": "PRB",
        "partners": "BC",
        "meetings": "M-TB",
        "nodes": "BC GONE HQ PB PG PH PRB PROG TB",
    },
    "partner": {**_ZALA, "organisations": "ZC"},
    "left-partner": {
        "organisations": "GONE",
        "tables": "",
        "seats": "GONE@TB",
        "persons": "PG",
        "projects": "",
        "partners": "",
        "meetings": "",
        "nodes": "GONE PG PROG",
    },
    NOBODY: dict.fromkeys(_ZALA, ""),
}
WHOLE = {
    "organisations": "BC FAR GONE HQ ZC",
    "tables": "TB TZ",
    "seats": "BC@TB GONE@TB HQ@TB HQ@TZ ZC@TZ",
    "persons": "PB PG PH PZ",
    "projects": "PRB PRX PRZ",
    "partners": "BC ZC",
    "meetings": "M-TB M-TZ",
    "nodes": "BC FAR GONE HQ PB PG PH PRB PROG PRX PRZ PZ TB TZ ZC",
}


@pytest.fixture(scope="module")
def network(
    sqlite_maker: SqliteMaker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    store: SqliteStore = sqlite_maker.make(tmp_path_factory.mktemp("scopes"))
    with store.open(Clock()) as opened:
        build(opened)
        yield opened


def _words(found: list[str]) -> str:
    return " ".join(sorted(found))


def _seen(view: View) -> dict[str, str]:
    territory = {"county", "district", "settlement", "region"}
    return {
        "organisations": _words([one.id for one in view.facts(Organisation)]),
        "tables": _words([one.id for one in view.facts(Roundtable)]),
        "seats": _words(
            [f"{one.organisation}@{one.roundtable}" for one in view.facts(Membership)]
        ),
        "persons": _words([one.id for one in view.facts(Person)]),
        "projects": _words([one.id for one in view.facts(Project)]),
        "partners": _words([one.organisation for one in view.facts(Partnership)]),
        "meetings": _words([one.id for one in view.facts(Meeting)]),
        "nodes": _words([id_ for id_, kind in view.nodes() if kind not in territory]),
    }


def expected(user: str) -> dict[str, str]:
    told = WHOLE if user in ALL else PARTIAL[user]
    return {name: _words(text.split()) for name, text in told.items()}


@pytest.mark.parametrize("user", EVERYBODY)
def test_lists_hold_what_the_role_reaches(network: Workspace, user: str) -> None:
    view = network.view(ON, reader=user)

    seen = _seen(view)

    assert seen == expected(user)
    bodies = set(seen["organisations"].split())
    assert {one.organisation for one in view.facts(OrganisationName)} == bodies
    assert {one.organisation for one in view.facts(Address)} == bodies
    meetings = set(seen["meetings"].split())
    assert {one.meeting for one in view.facts(Attendance)} == meetings
    assert {one.meeting for one in view.facts(Decision)} == meetings
    tables = {one.roundtable for one in view.facts(Statutes)}
    assert tables == set(seen["tables"].split())


@pytest.mark.parametrize("known_at", [None, 12])
@pytest.mark.parametrize("on", [ON, day("2015-03-01"), day("2001-01-01")])
@pytest.mark.parametrize("user", EVERYBODY)
def test_counts_agree_with_lists_for_every_kind(
    network: Workspace, user: str, on: date, known_at: int | None
) -> None:
    view = network.view(on, known_at, user)
    whole = network.view(on, known_at)

    for kind in KINDS:
        held: list[Fact] = view.facts(kind)
        assert view.count(kind) == len(held)
        assert view.count(kind, on=on) == len(view.facts(kind, on=on))
        assert {one.id for one in held} <= {one.id for one in whole.facts(kind)}
        assert len(view.versions(kind)) >= len(held)


@pytest.mark.parametrize("user", EVERYBODY)
def test_what_is_hidden_is_not_found_and_not_hinted_at(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)
    shown = {kind: {one.id for one in view.facts(kind)} for kind in KINDS}

    for kind in KINDS:
        for fact in network.view(ON).facts(kind)[:40]:
            if fact.id in shown[kind]:
                assert view.one(kind, fact.id).id == fact.id
                continue
            assert view.find(kind, fact.id) is None
            with pytest.raises(NotFoundError) as caught:
                view.one(kind, fact.id)
            assert set(caught.value.values["near"]) <= shown[kind]


@pytest.mark.parametrize("user", EVERYBODY)
def test_the_map_is_open_to_whoever_has_a_role(network: Workspace, user: str) -> None:
    view = network.view(ON, reader=user)
    open_to = user != NOBODY

    assert view.count(County) == (20 if open_to else 0)
    assert view.count(Settlement) == (2 if open_to else 0)
    assert view.count(RegionList) == (3 if open_to else 0)
    assert view.count(Programme) == (1 if open_to else 0)


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_roster_shows_all_who_sit_at_a_table_one_may_see(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)
    rosters = {"TZ": {"HQ", "ZC"}, "TB": {"BC", "GONE", "HQ"}}
    visible = set(expected(user)["tables"].split())

    for table, sat in rosters.items():
        on_roster = {one.id for one in view.roster_facts(Organisation, table, on=ON)}
        names = view.roster_facts(OrganisationName, table, on=ON)

        assert on_roster == (sat if table in visible else set())
        assert {one.organisation for one in names} == on_roster


@pytest.mark.parametrize("user", EVERYBODY)
def test_the_network_holds_what_lists_hold(network: Workspace, user: str) -> None:
    view = network.view(ON, reader=user)

    graph = view.network()

    kinds = {node: data.get("kind") for node, data in graph.nodes(data=True)}
    assert all(kinds.values()), "every node has a kind"
    assert set(kinds) == {id_ for id_, _ in view.nodes()}
    assert graph.graph["partial"] is (user not in ALL)
    sitting = {
        f"{body}@{table}"
        for body, table, data in graph.edges(data=True)
        if data["relation"] == "sits_on"
    }
    assert sitting == set(expected(user)["seats"].split()) - {"GONE@TB"}
    for _, _, key, data in graph.edges(keys=True, data=True):
        if data["relation"] in {"represents", "deputises"}:
            assert view.find(Representation, key) is not None


@pytest.mark.parametrize("user", EVERYBODY)
def test_the_journal_is_for_those_who_may_read_it(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)

    if user in JOURNAL:
        assert len(view.journal()) == network.head().seq
        assert view.entry(3).action == "organisation add"
        assert list(view.changes(3))
        assert {one.id for one in view.facts(User)} == set(EVERYBODY)
        return
    with pytest.raises(NotAllowedError):
        view.journal()
    with pytest.raises(NotAllowedError):
        list(view.changes(3))
    entry = view.entry(3)
    assert (entry.action, entry.actor, entry.actor_name, entry.hash) == ("",) * 4
    assert view.instant >= entry.instant
    assert view.count(User) == view.count(RoleGrant) == view.count(BackupRecord) == 0


@pytest.mark.parametrize("user", EVERYBODY)
def test_contacts_are_for_those_who_may_see_them(network: Workspace, user: str) -> None:
    view = network.view(ON, reader=user)

    texts = {
        text for person in view.facts(Person) for text in (person.email, person.phone)
    } | {one.email for one in view.facts(Organisation)}

    assert any(texts) is (user in CONTACTS)
    if user not in CONTACTS:
        assert texts <= {""}
    assert all(person.name for person in view.facts(Person))


def test_a_partner_sees_its_table_on_the_days_it_sits_there(network: Workspace) -> None:
    before = network.view(day("2014-12-31"), reader="partner")
    then = network.view(day("2015-03-01"), reader="left-partner")

    assert before.facts(Roundtable) == []
    assert [one.organisation for one in before.facts(Membership)] == ["ZC"]
    assert [one.id for one in then.facts(Roundtable)] == ["TB"]


def test_a_user_who_is_not_there_may_not_open(network: Workspace) -> None:
    with pytest.raises(UserUnknownError):
        network.view(ON, reader="somebody")
    assert network.view(ON, reader="ADMIN").scope.everything


def test_whoever_opens_a_file_is_its_owner(network: Workspace) -> None:
    view = network.view(ON)

    assert _seen(view) == expected("auditor")
    assert not view.scope.is_partial
    assert members(network, "2016-01-15", table="TZ") == {"ZC", "HQ"}


def test_scopes_agree_on_both_engines(
    postgres_store: SqliteStore, network: Workspace, clock: Clock, tmp_path: Path
) -> None:
    held = network.backup(tmp_path / "b.db")
    Workspace.restore(postgres_store.where, tmp_path / "b.db")

    with postgres_store.open(clock) as there:
        assert there.head() == held
        for user in EVERYBODY:
            mine = network.view(ON, held.seq, user)
            theirs = there.view(ON, reader=user)
            assert _seen(theirs) == _seen(mine)
            for kind in KINDS:
                assert theirs.facts(kind) == mine.facts(kind)
                assert theirs.count(kind) == mine.count(kind)
            assert sorted(theirs.network().edges) == sorted(mine.network().edges)
