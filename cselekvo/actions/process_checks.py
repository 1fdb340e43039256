"""The rules for communities, processes, and what happens in them, by kind of fact."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from cselekvo.actions.courses import parameters_of
from cselekvo.actions.methods import running, versions_of
from cselekvo.actions.publications import check_text, check_version
from cselekvo.domain.activity import Activity
from cselekvo.domain.community import Community
from cselekvo.domain.fact import Fact
from cselekvo.domain.plan import DevelopmentPlan
from cselekvo.domain.process import Evidence, Hold, Process, StageRun
from cselekvo.domain.published import TemplateText, TemplateVersion
from cselekvo.domain.template import Stage
from cselekvo.errors import PeriodError
from cselekvo.findings import Finding, code_of
from cselekvo.ports import Questions, Work
from cselekvo.rules.activities import check_activity
from cselekvo.rules.criteria import check_evidence
from cselekvo.rules.process_records import check_hold, check_plan, check_process
from cselekvo.rules.tracking import TrackingCode, check_parameters


def stage_of(questions: Questions, process: Process, stage: str) -> Stage | None:
    """Return a stage of a process's template; of an older version where it is gone.

    A process that was migrated keeps runs of stages that its template has no longer.
    """
    at = running(questions, process.template)
    known = at.flow.stages.get(stage)
    if known is not None:
        return known
    for version in reversed(versions_of(questions, at.method.template.id)):
        known = running(questions, version.id).flow.stages.get(stage)
        if known is not None:
            return known
    return None


def _version(work: Work, version: TemplateVersion) -> Iterator[Finding]:
    return check_version(work, version)


def _text(work: Work, text: TemplateText) -> Iterator[Finding]:
    return check_text(work, text)


def _community(_: Work, community: Community) -> Iterator[Finding]:
    founded, dissolved = community.founded, community.dissolved
    if founded is not None and dissolved is not None and dissolved < founded:
        yield Finding(
            code_of(PeriodError.code),
            subject=community.id,
            values={"first": founded, "last": dissolved},
        )


def _process(work: Work, process: Process) -> Iterator[Finding]:
    before = work.find(Process, process.id)
    runs = () if before is None else work.facts(StageRun, process=process.id)
    first = min((run.opened for run in runs), default=None)
    yield from check_process(process, before, first, work.today)
    template = running(work, process.template).method.template
    yield from check_parameters(template, parameters_of(process), process.id)


def _hold(work: Work, hold: Hold) -> Iterator[Finding]:
    process = work.one(Process, hold.process)
    others = work.facts(Hold, process=process.id)
    yield from check_hold(hold, process, others, work.today)


def _evidence(work: Work, evidence: Evidence) -> Iterator[Finding]:
    run = work.one(StageRun, evidence.run)
    process = work.one(Process, run.process)
    stage = stage_of(work, process, run.stage)
    if stage is not None:
        yield from check_evidence(evidence, stage)
    if evidence.on > work.today:
        values = {"on": evidence.on, "today": work.today}
        yield Finding(TrackingCode.DAY_IN_FUTURE, subject=process.id, values=values)


def _activity(work: Work, activity: Activity) -> Iterator[Finding]:
    process = None
    if activity.process is not None:
        process = work.one(Process, activity.process)
    return check_activity(activity, process, work.today)


def _plan(work: Work, plan: DevelopmentPlan) -> Iterator[Finding]:
    return check_plan(plan, work.today)


CHECKS: Final[dict[type[Fact], Callable[[Work, Any], Iterator[Finding]]]] = {
    TemplateVersion: _version,
    TemplateText: _text,
    Community: _community,
    Process: _process,
    Hold: _hold,
    Evidence: _evidence,
    Activity: _activity,
    DevelopmentPlan: _plan,
}
