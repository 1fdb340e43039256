"""A small made-up network over two counties, with a user for every role."""

from datetime import date

from cselekvo.actions.eligibility import Admission, admit_organisation
from cselekvo.actions.roundtables import record_attendance, record_meeting
from cselekvo.actions.users import add_user, grant_role
from cselekvo.domain.identifiers import (
    MeetingId,
    OrganisationId,
    ProgrammeId,
    ProjectId,
    RecordId,
    RoundtableId,
    SettlementId,
    UserId,
)
from cselekvo.domain.programme import (
    Programme,
    Project,
    ProjectRole,
    ProjectRoleKind,
)
from cselekvo.domain.roundtable import Attendance, Capacity, Decision, Meeting, Presence
from cselekvo.domain.territory import Settlement
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.ports import Work
from cselekvo.workspace import Workspace
from tests.builders import (
    BAZ,
    MISKOLC,
    ZALA,
    ZALASZENTGROT,
    a_table,
    codes,
    day,
    span,
)
from tests.verbs import (
    add_body,
    add_human,
    found,
    join,
    leave,
    stand,
)

ON = day("2016-01-15")
#: Each user by the role they hold and where it reaches.
USERS: dict[str, tuple[Role, ReachKind, str | None]] = {
    "owner-user": (Role.OWNER, ReachKind.ALL, None),
    "admin": (Role.ADMIN, ReachKind.ALL, None),
    "coordinator": (Role.COORDINATOR, ReachKind.COUNTY, ZALA),
    "methodologist": (Role.METHODOLOGIST, ReachKind.ALL, None),
    "mentor": (Role.MENTOR, ReachKind.COUNTY, ZALA),
    "unit-mentor": (Role.MENTOR, ReachKind.UNIT, "TB"),
    "manager": (Role.MANAGER, ReachKind.ALL, None),
    "partner": (Role.PARTNER, ReachKind.ORGANISATION, "ZC"),
    "left-partner": (Role.PARTNER, ReachKind.ORGANISATION, "GONE"),
    "auditor": (Role.AUDITOR, ReachKind.ALL, None),
}
#: Somebody without a role.
NOBODY = "nobody"


def build(workspace: Workspace) -> None:
    """Make two tables, TZ in Zala and TB in Borsod, and who is around them.

    ZC (Zalaszentgrót) and HQ (Budapest) sit at TZ; BC (Miskolc) and HQ at TB; GONE
    (Budapest) left TB; FAR (Budapest) sits nowhere.
    """
    with workspace.change() as work:
        work.write_many(_frame())
    for body, seat in {
        "ZC": "Zalaszentgrót",
        "BC": "Miskolc",
        "HQ": "Budapest",
        "GONE": "Budapest",
        "FAR": "Budapest",
    }.items():
        assert not codes(add_body(workspace, body, seat=seat, email=f"{body}@x.hu"))
    _settle(workspace)
    found(workspace, a_table("TZ", district=ZALASZENTGROT, project="PRZ"))
    found(workspace, a_table("TB", district=MISKOLC))
    for person in ("PZ", "PB", "PH", "PG"):
        add_human(workspace, person, email=f"{person}@x.hu", phone="+36 1 000 0000")
    for table, body, stands in (
        ("TZ", "ZC", "PZ"),
        ("TZ", "HQ", ""),
        ("TB", "BC", "PB"),
        ("TB", "HQ", "PH"),
        ("TB", "GONE", "PG"),
    ):
        assert not codes(join(workspace, body, table=table))
        if stands:
            capacity = Capacity.DEPUTY if stands == "PH" else Capacity.REPRESENTATIVE
            stood = stand(workspace, stands, body, table=table, capacity=capacity)
            assert not codes(stood)
    leave(workspace, "GONE", "2015-06-30", table="TB")
    for table, bodies in {"TZ": ("ZC", "HQ"), "TB": ("BC", "HQ")}.items():
        _meet(workspace, table, bodies)
    for body in ("ZC", "BC"):
        with workspace.change() as work:
            asked = Admission(
                organisation=OrganisationId(body),
                programme=ProgrammeId("PROG"),
                period=span("2015-01-01"),
            )
            admit_organisation(work, asked)
    _users(workspace)


def _frame() -> list[Programme | Project | Settlement]:
    return [
        Programme(id=ProgrammeId("PROG"), title="P", programming_period="2014-2020"),
        Project(id=ProjectId("PRZ"), title="Zalai", programme=ProgrammeId("PROG")),
        Project(id=ProjectId("PRB"), title="Borsodi"),
        Project(id=ProjectId("PRX"), title="Senkié"),
        Settlement(
            id=SettlementId("KSH-32522"),
            name="Zalaszentgrót",
            county=ZALA,
            district=ZALASZENTGROT,
        ),
        Settlement(
            id=SettlementId("KSH-30456"), name="Miskolc", county=BAZ, district=MISKOLC
        ),
    ]


def _settle(workspace: Workspace) -> None:
    """Put seats into settlements, and bodies into projects."""
    from attrs import evolve

    from cselekvo.domain.organisation import Address

    places = {"ZC": "KSH-32522", "BC": "KSH-30456"}
    with workspace.change() as work:
        for body, place in places.items():
            for address in work.facts(Address, organisation=body):
                work.write(evolve(address, settlement=SettlementId(place)))
        for project, body in {"PRZ": "ZC", "PRB": "BC"}.items():
            work.write(
                ProjectRole(
                    id=RecordId(work.new_id(ProjectRole)),
                    project=ProjectId(project),
                    organisation=OrganisationId(body),
                    role=ProjectRoleKind.BENEFICIARY,
                    period=span(),
                )
            )


def _meet(workspace: Workspace, table: str, bodies: tuple[str, ...]) -> None:
    meeting = MeetingId(f"M-{table}")
    with workspace.change() as work:
        record_meeting(
            work,
            Meeting(id=meeting, roundtable=RoundtableId(table), on=date(2015, 11, 30)),
        )
        noted = [
            Attendance(
                id=RecordId(work.new_id(Attendance)),
                meeting=meeting,
                organisation=OrganisationId(body),
                presence=Presence.PRESENT,
            )
            for body in bodies
        ]
        record_attendance(work, meeting, noted)
        work.write(
            Decision(
                id=RecordId(work.new_id(Decision)),
                meeting=meeting,
                reference="1/2015.",
                text="Elfogadva.",
            )
        )


def _users(workspace: Workspace) -> None:
    with workspace.change() as work:
        add_user(work, User(id=UserId(NOBODY), name="Senki"))
        for user, (role, reach, target) in USERS.items():
            add_user(work, User(id=UserId(user), name=user.title()))
            grant_role(work, _grant(work, user, role, reach, target))


def _grant(
    work: Work, user: str, role: Role, reach: ReachKind, target: str | None
) -> RoleGrant:
    return RoleGrant(
        id=RecordId(work.new_id(RoleGrant)),
        user=UserId(user),
        role=role,
        reach=reach,
        target=None if target is None else RecordId(target),
    )
