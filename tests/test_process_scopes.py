"""For every role: which communities, processes and happenings it sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cselekvo.domain.activity import Activity
from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.plan import DevelopmentPlan
from cselekvo.domain.process import Evidence, Hold, Process, StageRun
from cselekvo.domain.published import TemplateText, TemplateVersion
from cselekvo.exchange.exporting import export_folder
from cselekvo.workspace import View, Workspace
from tests.counties import NOBODY, ON, USERS
from tests.stores import Clock, SqliteMaker, SqliteStore
from tests.tracked_counties import MENTORS, build_tracked

EVERYBODY = [*USERS, *MENTORS, NOBODY]
ALL = {"owner-user", "admin", "methodologist", "manager", "auditor"}
#: What lies in one county, by its letter.
_KINDS: tuple[type[Fact], ...] = (
    Community,
    Process,
    StageRun,
    Evidence,
    Hold,
    Activity,
    DevelopmentPlan,
    ActionArea,
)
#: Whose process each of the others sees, by letter; and whether its project too.
PARTIAL = {
    "coordinator": "Z",
    "mentor": "Z",
    "unit-mentor": "",
    "partner": "Z",
    "left-partner": "",
    "kb-mentor": "B",
    "fz-mentor": "Z",
    NOBODY: "",
}


@pytest.fixture(scope="module")
def network(
    sqlite_maker: SqliteMaker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    store: SqliteStore = sqlite_maker.make(tmp_path_factory.mktemp("scopes"))
    with store.open(Clock()) as opened:
        build_tracked(opened)
        yield opened


def _process_of(view: View, fact: Fact) -> str:
    if isinstance(fact, Evidence):
        return str(view.one(StageRun, fact.run).process)
    return str(getattr(fact, "process", fact.id))


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_role_sees_the_processes_of_its_reach_and_what_belongs_to_them(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)
    letters = "BZ" if user in ALL else PARTIAL[user]
    wanted = {f"F{letter}" for letter in letters}

    assert {one.id for one in view.facts(Process)} == wanted
    for kind in (StageRun, Evidence, Hold, Activity):
        found = view.facts(kind)
        assert {_process_of(view, one) for one in found} == wanted, kind
        assert len(found) == len(wanted) == view.count(kind)


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_role_sees_the_communities_of_its_reach(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)
    letters = "BZ" if user in ALL else PARTIAL[user]
    if user == "fz-mentor":
        letters = ""  # of the process alone

    assert {one.id for one in view.facts(Community)} == {f"K{one}" for one in letters}
    assert view.count(Community) == len(letters)


@pytest.mark.parametrize("user", EVERYBODY)
def test_the_network_holds_the_communities_of_the_reach(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)
    graph = view.network()

    seen = {one.id: str(one.settlement) for one in view.facts(Community)}
    every = {id_: data.get("kind") for id_, data in graph.nodes(data=True)}
    assert {id_ for id_, kind in every.items() if kind == "community"} == {*seen}
    assert all(every.values()), "every node has a kind"
    for id_, settlement in seen.items():
        assert graph.has_edge(id_, settlement, f"{id_}:located_in:{settlement}")


@pytest.mark.parametrize("user", EVERYBODY)
def test_templates_are_open_to_whoever_has_a_role(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)

    assert view.count(TemplateVersion) == (0 if user == NOBODY else 1)
    assert view.count(TemplateText) == (0 if user == NOBODY else 2)


@pytest.mark.parametrize("user", EVERYBODY)
def test_counts_and_versions_agree_with_lists(network: Workspace, user: str) -> None:
    view, whole = network.view(ON, reader=user), network.view(ON)

    for kind in _KINDS:
        held: list[Fact] = view.facts(kind)
        assert view.count(kind) == len(held)
        assert {one.id for one in held} <= {one.id for one in whole.facts(kind)}
        shown = {one.id for one in held}
        for fact in whole.facts(kind):
            assert (view.find(kind, fact.id) is not None) is (fact.id in shown)


@pytest.mark.parametrize("user", ["kb-mentor", "coordinator", "partner"])
def test_an_export_holds_what_its_reader_sees(
    network: Workspace, user: str, tmp_path: Path
) -> None:
    view = network.view(ON, reader=user)

    written = export_folder(view, tmp_path / "ki")

    assert written["folyamatok"] == written["szakaszok"] == 1
    assert written["esemenyek"] == written["bizonyitekok"] == 1
    text = (tmp_path / "ki" / "folyamatok.csv").read_text(encoding="utf-8")
    assert ("FB" in text) is (user == "kb-mentor")


def test_scopes_agree_on_both_engines(
    postgres_store: SqliteStore, network: Workspace, clock: Clock, tmp_path: Path
) -> None:
    held = network.backup(tmp_path / "b.db")
    Workspace.restore(postgres_store.where, tmp_path / "b.db")

    with postgres_store.open(clock) as there:
        for user in EVERYBODY:
            mine = network.view(ON, held.seq, user)
            theirs = there.view(ON, reader=user)
            for kind in KINDS:
                assert theirs.facts(kind) == mine.facts(kind)
                assert theirs.count(kind) == mine.count(kind)
