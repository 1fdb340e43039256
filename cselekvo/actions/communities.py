"""Adding communities, and correcting what is known of them."""

from collections.abc import Iterator
from enum import Enum

from cselekvo.actions.action import action
from cselekvo.actions.checks import check, check_new_id
from cselekvo.domain.community import Community
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.territory import Settlement
from cselekvo.findings import Finding, every, has_errors
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb


class CommunityCode(Enum):
    """What can be found about a community."""

    NAME_EMPTY = "community-name-empty"


def _check_name(community: Community) -> Iterator[Finding]:
    if not community.name.strip():
        yield Finding(CommunityCode.NAME_EMPTY, subject=community.id)


def _look_up(work: Work, community: Community) -> str:
    """Return the settlement, once it and the host are known to be there."""
    if community.host is not None:
        work.one(Organisation, community.host)
    return work.one(Settlement, community.settlement).id


@action("community add", lambda community: community.id)
def add_community(work: Work, community: Community) -> list[Finding]:
    """Add a community at the place it lives in."""
    work.require(Verb.EDIT_COMMUNITY, _look_up(work, community))
    findings = every(
        check_new_id(work, community),
        _check_name(community),
        check(work, community),
    )
    if not has_errors(findings):
        work.write(community)
    return findings


@action("community change", lambda community: community.id)
def change_community(work: Work, community: Community) -> list[Finding]:
    """Write a corrected version of a community; the right is asked for at both places.

    Args:
        work: The change.
        community: As it is now known to be.
    """
    known = work.one(Community, community.id)
    work.require(Verb.EDIT_COMMUNITY, known.id, _look_up(work, community))
    findings = every(_check_name(community), check(work, community))
    if not has_errors(findings):
        work.write(community)
    return findings
