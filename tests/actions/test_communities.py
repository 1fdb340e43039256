"""Adding communities and activities: what is asked, checked and written."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions.activities import add_activity
from cselekvo.actions.communities import add_community, change_community
from cselekvo.domain.activity import Activity
from cselekvo.domain.community import Community
from cselekvo.domain.identifiers import (
    ActivityId,
    CommunityId,
    OrganisationId,
    ProcessId,
    ProjectId,
    SettlementId,
)
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Finding
from cselekvo.workspace import Workspace
from tests.builders import codes, day, span
from tests.processes import an_activity
from tests.tracked_counties import build_tracked


@pytest.fixture
def tracked(workspace: Workspace) -> Workspace:
    """Return a workspace with a community and a process in each of two counties."""
    build_tracked(workspace)
    return workspace


def a_new(id_: str = "UJ", settlement: str = "KSH-32522", **more: Any) -> Community:
    made = Community(
        id=CommunityId(id_), name="Új kör", settlement=SettlementId(settlement)
    )
    return evolve(made, **more)


def add(
    workspace: Workspace, community: Community, actor: str | None = None
) -> list[Finding]:
    with workspace.change(actor) as work:
        return add_community(work, community)


def change(
    workspace: Workspace, community: Community, actor: str | None = None
) -> list[Finding]:
    with workspace.change(actor) as work:
        return change_community(work, community)


def record(
    workspace: Workspace, activity: Activity, actor: str | None = None
) -> list[Finding]:
    with workspace.change(actor) as work:
        return add_activity(work, activity)


def test_a_coordinator_adds_a_community_in_the_county(tracked: Workspace) -> None:
    made = a_new(host=OrganisationId("ZC"), part="Óváros")

    assert codes(add(tracked, made, "coordinator")) == []

    assert tracked.view().one(Community, "UJ") == made
    with pytest.raises(NotAllowedError):
        add(tracked, a_new("UJ2", "KSH-30456"), "coordinator")
    with pytest.raises(NotAllowedError):
        add(tracked, a_new("UJ2"), "mentor")


@pytest.mark.parametrize(
    ("community", "word"),
    [
        (a_new("kz"), "id-taken"),
        (a_new(name=" "), "community-name-empty"),
        (
            a_new(founded=date(2015, 2, 1), dissolved=date(2015, 1, 31)),
            "period-ends-before-it-begins",
        ),
    ],
)
def test_what_speaks_against_a_community_is_found(
    tracked: Workspace, community: Community, word: str
) -> None:
    assert codes(add(tracked, community)) == [word]
    assert tracked.view().count(Community) == 2


@pytest.mark.parametrize(
    "community",
    [a_new(settlement=SettlementId("KSH-00000")), a_new(host=OrganisationId("NO"))],
)
def test_a_community_lives_in_a_known_place_with_a_known_host(
    tracked: Workspace, community: Community
) -> None:
    with pytest.raises(NotFoundError):
        add(tracked, community)


def test_a_community_is_corrected_where_one_may_edit_both_places(
    tracked: Workspace,
) -> None:
    known = tracked.view().one(Community, "KZ")

    assert codes(change(tracked, evolve(known, part="Óváros"), "coordinator")) == []
    assert codes(change(tracked, evolve(known, name=""))) == ["community-name-empty"]

    assert tracked.view().one(Community, "KZ").part == "Óváros"
    moved = evolve(known, settlement=SettlementId("KSH-30456"))
    with pytest.raises(NotAllowedError):
        change(tracked, moved, "coordinator")
    with pytest.raises(NotFoundError):
        change(tracked, a_new())


def test_a_mentor_records_what_was_held_in_an_own_process(tracked: Workspace) -> None:
    held = an_activity("UJ-E", "FB", day("2015-06-06"), heads=12)

    assert codes(record(tracked, held, "kb-mentor")) == []

    assert tracked.view(reader="kb-mentor").one(Activity, "UJ-E") == held
    with pytest.raises(NotAllowedError):
        record(tracked, an_activity("UJ-2", "FZ", day("2015-06-06")), "kb-mentor")
    with pytest.raises(NotFoundError):
        record(tracked, an_activity("UJ-2", "F9", day("2015-06-06")))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"process": None}, ["activity-of-nothing"]),
        ({"title": ""}, ["activity-title-empty"]),
        ({"id": ActivityId("ez")}, ["id-taken"]),
        ({"head_count": -1}, ["activity-number-negative"]),
        ({"fee": -1, "sheet_count": -2}, ["activity-number-negative"] * 2),
        ({"period": span("2014-06-01", "2014-06-01")}, ["activity-before-process"]),
        (
            {"period": span("2017-06-01", "2017-06-01"), "head_count": 3},
            ["activity-counted-before-held"],
        ),
        ({"period": span("2017-06-01", "2017-06-01")}, []),
        ({"process": None, "project": ProjectId("PRX")}, []),
    ],
)
def test_what_speaks_against_an_activity_is_found(
    tracked: Workspace, fields: dict[str, Any], words: list[str]
) -> None:
    made = an_activity("UJ-E", "FZ", day("2015-06-06"))

    assert codes(record(tracked, evolve(made, **fields))) == words


def test_an_activity_of_a_project_is_recorded_where_one_may_edit_those(
    tracked: Workspace,
) -> None:
    made = Activity(
        id=ActivityId("UJ-E"),
        project=ProjectId("PRZ"),
        title="Nyitó",
        period=span("2015-01-01", "2015-01-01"),
    )

    assert codes(record(tracked, made, "coordinator")) == []
    other = evolve(made, id=ActivityId("UJ-2"), project=ProjectId("PRB"))
    with pytest.raises(NotAllowedError):
        record(tracked, other, "coordinator")
    with pytest.raises(NotAllowedError):
        record(tracked, evolve(other, project=None), "coordinator")
    both = evolve(other, process=ProcessId("FZ"))
    assert codes(record(tracked, both, "coordinator")) == ["activity-before-process"]
