"""Users, the roles they hold, and disabling them."""

from collections.abc import Iterator
from enum import Enum

from attrs import evolve

from cselekvo.actions.action import action
from cselekvo.actions.checks import check_new_id
from cselekvo.domain.user import ReachKind, Role, RoleGrant, User
from cselekvo.findings import Finding, has_errors
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb


class UserCode(Enum):
    """What can be found about users."""

    REACH_NEEDS_TARGET = "reach-needs-target"
    TARGET_UNKNOWN = "reach-target-unknown"
    LAST_OWNER = "last-owner"


@action("user add", lambda user: user.id)
def add_user(work: Work, user: User) -> list[Finding]:
    """Add a user; without a role they may do nothing yet."""
    work.require(Verb.EDIT_USER)
    findings = list(check_new_id(work, user))
    if not has_errors(findings):
        work.write(user)
    return findings


def _check_reach(work: Work, grant: RoleGrant) -> Iterator[Finding]:
    wants = grant.reach is not ReachKind.ALL
    if wants != (grant.target is not None):
        yield Finding(
            UserCode.REACH_NEEDS_TARGET,
            subject=grant.user,
            values={"reach": grant.reach},
        )
    elif grant.target is not None and work.taken(grant.target) is None:
        yield Finding(
            UserCode.TARGET_UNKNOWN,
            subject=grant.user,
            values={"target": grant.target, "reach": grant.reach},
        )


@action("user role", lambda grant: grant.user)
def grant_role(work: Work, grant: RoleGrant) -> list[Finding]:
    """Give a user a role within a reach; only an owner makes owners."""
    work.require(Verb.EDIT_USER)
    if grant.role is Role.OWNER:
        work.require(Verb.GRANT_OWNER)
    work.one(User, grant.user)
    findings = list(_check_reach(work, grant))
    same = work.facts(RoleGrant, user=grant.user, role=grant.role, reach=grant.reach)
    target = (grant.target or "").lower()
    held = any((one.target or "").lower() == target for one in same)
    if not has_errors(findings) and not held:
        work.write(grant)
    return findings


@action("user role --remove", lambda user: user)
def remove_role(work: Work, user: str, role: Role) -> list[Finding]:
    """Take a role from a user, in all its reaches."""
    work.require(Verb.EDIT_USER)
    if role is Role.OWNER:
        work.require(Verb.GRANT_OWNER)
    record = work.one(User, user)
    losing = role is Role.OWNER
    findings = list(_check_last_owner(work, record.id)) if losing else []
    if not has_errors(findings):
        for grant in work.facts(RoleGrant, user=record.id, role=role):
            work.withdraw(grant)
    return findings


def _check_last_owner(work: Work, leaving: str) -> Iterator[Finding]:
    """Find that a database would be left without an owner who can open it."""
    if work.opens_as_owner:
        return
    grants = work.facts(RoleGrant, role=Role.OWNER, reach=ReachKind.ALL)
    owners = {grant.user for grant in grants}
    able = {
        user.id
        for user in work.facts(User, id=sorted(owners))
        if user.database_user and not user.disabled
    }
    if able and able <= {leaving}:
        yield Finding(UserCode.LAST_OWNER, subject=leaving)


@action("user disable", lambda user: user)
def disable_user(work: Work, user: str) -> list[Finding]:
    """Let a user do nothing more; what they did stays in the journal."""
    work.require(Verb.EDIT_USER)
    record = work.one(User, user)
    grants = work.facts(RoleGrant, user=record.id, role=Role.OWNER)
    if grants:
        work.require(Verb.GRANT_OWNER)
    findings = list(_check_last_owner(work, record.id)) if grants else []
    if not has_errors(findings):
        work.write(evolve(record, disabled=True))
    return findings
