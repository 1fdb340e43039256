"""Users of a workspace, the roles they hold, and where those roles reach."""

from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, personal_text
from cselekvo.domain.identifiers import RecordId, UserId
from cselekvo.domain.vocabulary import Vocabulary


class Role(Vocabulary):
    """What a user may do; which verbs that is, `rules.permissions` says."""

    OWNER = "owner", "tulajdonos", "owner"
    ADMIN = "admin", "rendszergazda", "admin"
    COORDINATOR = "coordinator", "koordinátor", "coordinator"
    METHODOLOGIST = "methodologist", "módszertanos", "methodologist"
    MENTOR = "mentor", "mentor", "mentor"
    MANAGER = "manager", "menedzser", "manager"
    PARTNER = "partner", "partner", "partner"
    AUDITOR = "auditor", "ellenőr", "auditor"


class ReachKind(Vocabulary):
    """What the reach of a role is counted in."""

    ALL = "all", "minden", "all"
    COUNTY = "county", "vármegye", "county", "megye"
    ORGANISATION = "organisation", "szervezet", "organisation"
    UNIT = "unit", "egység", "unit"


@frozen(kw_only=True)
class User(Fact):
    """Somebody who may open the workspace."""

    kind: ClassVar[str] = "user"
    id: UserId
    name: str = personal_text("")
    database_user: str = personal_text("")  #: on PostgreSQL: who logs in so
    disabled: bool = False


@frozen(kw_only=True)
class RoleGrant(Fact):
    """A role that a user holds within a reach."""

    kind: ClassVar[str] = "role_grant"
    prefix: ClassVar[str] = "g"
    id: RecordId
    user: UserId
    role: Role
    reach: ReachKind = ReachKind.ALL
    target: RecordId | None = None  #: the county, organisation or unit
