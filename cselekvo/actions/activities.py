"""Recording activities: what was held, in which process or project."""

from collections.abc import Iterator
from enum import Enum

from cselekvo.actions.action import action
from cselekvo.actions.checks import check, check_new_id
from cselekvo.domain.activity import Activity
from cselekvo.domain.process import Process
from cselekvo.domain.programme import Project
from cselekvo.findings import Finding, every, has_errors
from cselekvo.ports import Work
from cselekvo.rules.permissions import Verb


class ActivityRecordCode(Enum):
    """What can be wrong with the record of an activity."""

    TITLE_EMPTY = "activity-title-empty"


def _check_title(activity: Activity) -> Iterator[Finding]:
    if not activity.title.strip():
        yield Finding(ActivityRecordCode.TITLE_EMPTY, subject=activity.id)


@action("activity add", lambda activity: activity.id)
def add_activity(work: Work, activity: Activity) -> list[Finding]:
    """Record an activity; whoever may edit its process, else its project, may."""
    owner: str | None = None
    if activity.project is not None:
        owner = work.one(Project, activity.project).id
    if activity.process is not None:
        owner = work.one(Process, activity.process).id
    work.require(Verb.EDIT_ACTIVITY, *(() if owner is None else (owner,)))
    findings = every(
        check_new_id(work, activity),
        _check_title(activity),
        check(work, activity),
    )
    if not has_errors(findings):
        work.write(activity)
    return findings
