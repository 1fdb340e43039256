"""Who acts: the owner of a file, a mapped database user, or a user that was named."""

from attrs import evolve

from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.errors import NotAllowedError, RefusedError
from cselekvo.rules.permissions import (
    Actor,
    Grant,
    Verb,
    local_owner,
    may_everywhere,
)
from cselekvo.store.database import Database
from cselekvo.store.writing import Writing


class UserUnknownError(RefusedError):
    """Nobody of that name may open the workspace."""

    code = "user-unknown"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is no user of this workspace, or is disabled. An owner adds one "
            "with: cselekvo user add",
            name=name,
        )


def who_acts(database: Database, user: str | None) -> Actor:
    """Return who acts, with their roles of today.

    Args:
        database: The workspace's.
        user: Whose roles to act with; None: whoever opened it.

    Raises:
        UserUnknownError: No such user, or disabled.
    """
    login = database.login()
    if user is not None:
        known = _known(database, user, None)
        named = evolve(known, name=f"{known.user} ({login})")
        if database.path is None:
            _require_narrower(database, named, login)
        return named
    if database.path is not None:
        return local_owner(login)
    try:
        return _known(database, None, login)
    except UserUnknownError:
        if database.is_owned() and not _has_owner(database):
            return local_owner(login)
        raise


def _require_narrower(database: Database, named: Actor, login: str) -> None:
    """Refuse a login of a server that would become more than it is.

    An owner may act as anybody, another login as itself; a login that is mapped to
    nobody, not even to a disabled user, may act as a user that no login is mapped to
    and that is no owner.

    Raises:
        NotAllowedError: It may not act as this user.
    """
    questions = Writing(database, 0, "")
    bound = questions.one(User, named.user).database_user
    if bound == login:
        return
    try:
        own: Actor | None = who_acts(database, None)
    except UserUnknownError:
        own = None
    mapped = any(one.database_user == login for one in questions.facts(User))
    owns = may_everywhere(named, Verb.GRANT_OWNER)
    if not mapped and own is None and not bound and not owns:
        return
    if own is None or not may_everywhere(own, Verb.GRANT_OWNER):
        raise NotAllowedError(login, Verb.ACT_AS.value, named.user)


def _has_owner(database: Database) -> bool:
    """Return whether some database user acts as owner.

    There is none after the backup of a file was restored into a database: then whoever
    owns the database's schema acts as one, as whoever opens a file does.
    """
    questions = Writing(database, 0, "")
    grants = questions.facts(RoleGrant, role=Role.OWNER, reach=ReachKind.ALL)
    users = questions.facts(User, id=[grant.user for grant in grants])
    return any(user.database_user and not user.disabled for user in users)


def _known(database: Database, id_: str | None, login: str | None) -> Actor:
    questions = Writing(database, 0, "")
    users = questions.facts(User) if id_ is None else questions.facts(User, id=id_)
    for user in users:
        if user.disabled or (login is not None and user.database_user != login):
            continue
        grants = tuple(
            Grant(grant.role, grant.reach, grant.target or "")
            for grant in questions.facts(RoleGrant, user=user.id)
        )
        return Actor(user=user.id, name=user.name, grants=grants)
    raise UserUnknownError(id_ or login or "")
