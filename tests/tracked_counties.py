"""The network over two counties, with a community on its way in each of them."""

from cselekvo.actions.processes import Start, start_process
from cselekvo.actions.users import add_user, grant_role
from cselekvo.domain.activity import Activity
from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.identifiers import (
    ActionAreaId,
    CommunityId,
    OrganisationId,
    PlanId,
    ProjectId,
    RecordId,
    SettlementId,
    UserId,
)
from cselekvo.domain.plan import DevelopmentPlan
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.workspace import Workspace
from tests.builders import codes, day
from tests.counties import build
from tests.processes import a_published, an_activity, held, shown

#: Mentors of one unit each: the community in Borsod, and one process alone.
MENTORS = {"kb-mentor": "KB", "fz-mentor": "FZ"}
_COMMUNITIES = {"KZ": ("KSH-32522", "ZC", "PRZ"), "KB": ("KSH-30456", None, "PRB")}


def build_tracked(workspace: Workspace) -> None:
    """Make communities KZ in Zala (of ZC) and KB in Borsod, processes FZ and FB.

    Each process has its first stage open, an evidence, a time of rest, an activity and
    a plan; each project has an area.
    """
    build(workspace)
    a_published(workspace)
    for id_, (place, host, project) in _COMMUNITIES.items():
        _community(workspace, id_, place, host)
        process = f"F{id_[-1]}"
        start = Start(
            id=process,
            template="community_development",
            unit=id_,
            on=day("2015-02-01"),
            project=project,
            parameters={},
        )
        with workspace.change() as work:
            assert codes(start_process(work, start)) == ["stage-opened"]
        assert not codes(
            shown(workspace, process, "preparation", "area_recorded", "2015-03-01")
        )
        held(workspace, process, "2015-04-01", "2015-05-01")
        _happenings(workspace, process, project, place)
    with workspace.change() as work:
        for user, unit in MENTORS.items():
            add_user(work, User(id=UserId(user), name=user))
            grant = RoleGrant(
                id=RecordId(work.new_id(RoleGrant)),
                user=UserId(user),
                role=Role.MENTOR,
                reach=ReachKind.UNIT,
                target=RecordId(unit),
            )
            grant_role(work, grant)


def _community(workspace: Workspace, id_: str, place: str, host: str | None) -> None:
    made = Community(
        id=CommunityId(id_),
        name=id_,
        settlement=SettlementId(place),
        host=None if host is None else OrganisationId(host),
    )
    with workspace.change() as work:
        work.write(made)


def _happenings(workspace: Workspace, process: str, project: str, place: str) -> None:
    mark = process[-1]
    own: Activity = an_activity(f"E{mark}", process, day("2015-06-01"), heads=12)
    with workspace.change() as work:
        work.write(own)
        work.write(
            DevelopmentPlan(id=PlanId(f"P{mark}-TERV"), project=ProjectId(project))
        )
        work.write(
            ActionArea(
                id=ActionAreaId(f"T{mark}-AREA"),
                project=ProjectId(project),
                name=f"Terület {mark}",
                settlement=SettlementId(place),
            )
        )
