"""The first entry of a workspace: the map and the region lists it begins with."""

from collections.abc import Iterable

from cselekvo.actions.action import action, nothing
from cselekvo.domain.fact import Fact
from cselekvo.domain.identifiers import RecordId, UserId
from cselekvo.domain.user import Role, RoleGrant, User
from cselekvo.findings import Finding
from cselekvo.ports import Work


@action("init", nothing)
def begin_workspace(
    work: Work, facts: Iterable[Fact], database_user: str | None
) -> list[Finding]:
    """Write what every workspace knows from the start.

    Args:
        work: The first change of a new workspace.
        facts: Counties, districts, NUTS regions and region lists of the handbook.
        database_user: On a server, who made the workspace: its first owner.
    """
    work.write_many(facts)
    if database_user is not None:
        user = User(id=UserId("OWNER"), name=database_user, database_user=database_user)
        grant = RoleGrant(
            id=RecordId(work.new_id(RoleGrant)), user=user.id, role=Role.OWNER
        )
        work.write_many([user, grant])
    return []
