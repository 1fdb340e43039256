"""Processes in a workspace: published templates, communities on them, stages closed."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from cselekvo.actions.methods import publish_template
from cselekvo.actions.processes import (
    Start,
    hold_process,
    resume_process,
    start_process,
)
from cselekvo.actions.stages import (
    Shown,
    Step,
    close_stage,
    record_evidence,
    skip_stage,
)
from cselekvo.domain.activity import Activity, ActivityKind
from cselekvo.domain.community import Community
from cselekvo.domain.identifiers import (
    ActivityId,
    CommunityId,
    CountyId,
    PlanId,
    ProcessId,
    ProjectId,
    SettlementId,
)
from cselekvo.domain.period import Period
from cselekvo.domain.plan import DevelopmentPlan, PlanState
from cselekvo.domain.process import Process, StageRun
from cselekvo.domain.published import Publication
from cselekvo.domain.template import Criterion, CriterionKind, Stage, Template
from cselekvo.domain.territory import Settlement
from cselekvo.findings import Finding
from cselekvo.handbook.folder import folder
from cselekvo.handbook.templates.loading import load
from cselekvo.handbook.templates.publishing import publication_of
from cselekvo.ports import Questions
from cselekvo.rules.criteria import BY_EVIDENCE, amount
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, codes, day

#: Two settlements, each in its county.
SETTLEMENTS = {
    "KSH-32522": ("Zalaszentgrót", ZALA),
    "KSH-30456": ("Miskolc", BAZ),
}


@cache
def publication(template: str = "community_development") -> Publication:
    """Return a template of the handbook as it is published."""
    path = folder() / "templates" / f"{template}.yaml"
    read, _findings = load(path)
    assert read is not None
    return publication_of(read, path.read_bytes())


def a_published(
    workspace: Workspace, template: str | Template = "community_development"
) -> str:
    """Publish a template: one of the handbook, or any; return its version's id."""
    made = (
        publication(template)
        if isinstance(template, str)
        else publication_of(template, f"{template.id} {template.version}".encode())
    )
    with workspace.change() as work:
        findings = publish_template(work, made)
    assert set(codes(findings)) <= {"template-published", "template-published-before"}
    return made.version.id


def a_settlement_of(settlement: str) -> Settlement:
    """Return a settlement; one that is not known above lies in Zala."""
    name, county = SETTLEMENTS.get(settlement, (settlement, ZALA))
    return Settlement(
        id=SettlementId(settlement), name=name, county=CountyId(str(county))
    )


def a_community(
    workspace: Workspace,
    id_: str = "KZ1",
    *,
    name: str | None = None,
    settlement: str = "KSH-32522",
) -> Community:
    """Write a community, and its settlement where it is not there yet."""
    made = Community(
        id=CommunityId(id_),
        name=name or f"{id_} közösség",
        settlement=SettlementId(settlement),
    )
    with workspace.change() as work:
        if work.find(Settlement, settlement) is None:
            work.write(a_settlement_of(settlement))
        work.write(made)
    return made


def a_process(
    workspace: Workspace,
    id_: str = "F1",
    on: str = "2017-01-01",
    *,
    unit: str | None = None,
    template: str = "community_development",
    version: int | None = None,
    project: str = "",
    settlement: str = "KSH-32522",
    name: str | None = None,
    **parameters: int,
) -> str:
    """Start a process, for a new community `K-` and its id where no unit is named."""
    if unit is None:
        unit = a_community(workspace, f"K-{id_}", name=name, settlement=settlement).id
    asked = Start(
        id=id_,
        template=template,
        version=version,
        unit=unit,
        on=day(on),
        project=project,
        parameters=parameters,
    )
    with workspace.change() as work:
        assert set(codes(start_process(work, asked))) <= {
            "stage-opened",
            "unit-has-such-a-process",
        }
    return id_


def shown(
    workspace: Workspace,
    process: str,
    stage: str,
    criterion: str,
    on: str,
    *,
    reference: str = "1/2017.",
    by: str = "Minta Mária",
) -> list[Finding]:
    """Record an evidence."""
    asked = Shown(
        process=process,
        stage=stage,
        criterion=criterion,
        on=day(on),
        reference=reference,
        by=by,
    )
    with workspace.change() as work:
        return record_evidence(work, asked)


def meet_criteria(workspace: Workspace, process: str, stage: str, on: str) -> None:
    """Make whatever the criteria of an open stage ask for, on one day."""
    found = _stage(workspace, process, stage)
    for criterion in found.exit_criteria:
        if criterion.kind in BY_EVIDENCE:
            assert codes(shown(workspace, process, stage, criterion.id, on)) == []
        else:
            _count_up(workspace, process, criterion, day(on))


def _stage(questions: Workspace, process: str, stage: str) -> Stage:
    from cselekvo.actions.courses import now

    return now(questions.view(), process).stage(stage)


def _count_up(
    workspace: Workspace, process: str, criterion: Criterion, on: date
) -> None:
    """Write as many activities or plans as a criterion takes, as one act."""
    from cselekvo.actions.courses import now, parameters_of

    at = now(workspace.view(), process)
    needed = amount(criterion, at.method.template, parameters_of(at.process))
    indicator = at.method.indicators.get(criterion.indicator)
    with workspace.change() as work:
        if criterion.kind is CriterionKind.PLANS:
            work.write_many(_plans(work, at.process, needed, on))
            return
        kind = criterion.activity or (indicator.activity if indicator else "")
        heads = needed if indicator is not None and indicator.field else None
        count = 1 if heads else needed
        work.write_many(
            an_activity(
                f"E-{process}-{criterion.id}-{on}-{number}",
                process,
                on,
                kind=ActivityKind.of(kind) if kind else ActivityKind.EVENT,
                heads=heads,
            )
            for number in range(count)
        )


def an_activity(
    id_: str,
    process: str,
    on: date,
    *,
    kind: ActivityKind = ActivityKind.EVENT,
    heads: int | None = None,
    title: str = "",
) -> Activity:
    """Return an activity of one day in a process."""
    return Activity(
        id=ActivityId(id_),
        process=ProcessId(process),
        title=title or f"{kind.hu} {id_}",
        activity=kind,
        head_count=heads,
        period=Period(on, date.fromordinal(on.toordinal() + 1)),
    )


def _plans(
    questions: Questions, process: Process, count: int, on: date
) -> Sequence[DevelopmentPlan]:
    assert process.project is not None, "plans belong to a project"
    return [
        DevelopmentPlan(
            id=PlanId(f"T-{process.id}-{number}"),
            project=ProjectId(process.project),
            process=process.id,
            state=PlanState.ADOPTED,
            on=on,
        )
        for number in range(count)
    ]


def closed(
    workspace: Workspace,
    process: str,
    stage: str,
    on: str,
    outcome: str = "",
    *,
    meeting: bool = True,
) -> list[Finding]:
    """Close a stage; `meeting` first makes all that its criteria ask for."""
    if meeting:
        meet_criteria(workspace, process, stage, on)
    asked = Step(process=process, stage=stage, on=day(on), outcome=outcome)
    with workspace.change() as work:
        return close_stage(work, asked)


def skipped(
    workspace: Workspace,
    process: str,
    stage: str,
    on: str,
    outcome: str = "",
    *,
    reason: str = "nem kell",
) -> list[Finding]:
    """Skip a stage."""
    asked = Step(
        process=process, stage=stage, on=day(on), outcome=outcome, reason=reason
    )
    with workspace.change() as work:
        return skip_stage(work, asked)


def held(
    workspace: Workspace, process: str, first: str, back: str | None = None
) -> None:
    """Let a process rest from a day, and go on from another."""
    with workspace.change() as work:
        assert codes(hold_process(work, process, day(first), "szünet")) == []
    if back is not None:
        with workspace.change() as work:
            assert codes(resume_process(work, process, day(back))) == []


def open_stages(workspace: Workspace, process: str) -> list[str]:
    """Return the stages that are open now, in order."""
    runs = workspace.view().facts(StageRun, process=process, closed=None)
    return sorted(run.stage for run in runs)
