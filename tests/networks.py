"""A small network of processes: two counties, one reworked, one at rest, some late."""

from cselekvo.actions.processes import cancel_process
from cselekvo.actions.users import add_user, grant_role
from cselekvo.domain.identifiers import RecordId, UserId
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, codes, day
from tests.processes import a_process, a_published, closed, held, shown, skipped

#: The day on which the tests look at it.
ON = "2018-01-15"
MISKOLC = "KSH-30456"


def a_network(workspace: Workspace) -> None:
    """Start four processes of two counties, and carry them on.

    - F1 (Zala) was sent back once: it is in the second round of the survey.
    - F2 (Zala) has stood in its first stage, and is late.
    - F3 (Borsod) rests since 1 July 2017.
    - F4 (Borsod) was broken off.
    """
    a_published(workspace)
    a_published(workspace, "mentor_supported_institution")
    a_process(workspace, "F1", name="Szentgróti Kertbarát Kör", min_interviews=4)
    _carry(workspace)
    a_process(workspace, "F2", "2017-10-01", name="Ágas Közösség")
    a_process(workspace, "F3", "2017-05-01", name="Avasi Kör", settlement=MISKOLC)
    closed(workspace, "F3", "preparation", "2017-06-10")
    held(workspace, "F3", "2017-07-01")
    a_process(workspace, "F4", "2017-03-01", name="Zátony", settlement=MISKOLC)
    with workspace.change() as work:
        gone = cancel_process(work, "F4", day("2017-04-01"), "elköltöztek")
    assert codes(gone) == []
    _users(workspace)


def _carry(workspace: Workspace) -> None:
    closed(workspace, "F1", "preparation", "2017-02-20")
    closed(workspace, "F1", "interviews", "2017-05-20")
    skipped(workspace, "F1", "history", "2017-06-01", reason="nincs gyűjtemény")
    held(workspace, "F1", "2017-07-01", "2017-08-01")
    closed(workspace, "F1", "conversations", "2017-09-01")
    closed(workspace, "F1", "survey", "2017-10-01", "one_sided")
    closed(workspace, "F1", "conversations", "2017-11-01")
    recorded = shown(workspace, "F1", "survey", "questionnaire", "2017-11-10")
    assert codes(recorded) == []


def _users(workspace: Workspace) -> None:
    """Add a mentor of F1, a coordinator of each county, and a manager."""
    users = {
        "mentor": (Role.MENTOR, ReachKind.UNIT, "K-F1"),
        "zala": (Role.COORDINATOR, ReachKind.COUNTY, ZALA),
        "borsod": (Role.COORDINATOR, ReachKind.COUNTY, BAZ),
        "manager": (Role.MANAGER, ReachKind.ALL, None),
    }
    with workspace.change() as work:
        for user, (role, reach, target) in users.items():
            add_user(work, User(id=UserId(user), name=user.title()))
            grant_role(
                work,
                RoleGrant(
                    id=RecordId(work.new_id(RoleGrant)),
                    user=UserId(user),
                    role=role,
                    reach=reach,
                    target=None if target is None else RecordId(target),
                ),
            )
