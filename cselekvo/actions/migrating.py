"""Moving running processes to another version of their template, many as one act.

What cannot land is told and stays where it is. `journal undo` takes the act back while
nothing has moved since.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from attrs import evolve, field, frozen

from cselekvo.actions.action import action
from cselekvo.actions.courses import parameters_of
from cselekvo.actions.methods import running, version_named, versions_of
from cselekvo.domain.identifiers import StageRunId
from cselekvo.domain.process import Closing, Process, StageRun
from cselekvo.domain.published import TemplateVersion
from cselekvo.domain.template import Template
from cselekvo.errors import NotFoundError, RefusedError
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.ports import Questions, Work
from cselekvo.rules.course import Course, Lying, lying_text, read_lying
from cselekvo.rules.landing import Landing, Landings, Standing
from cselekvo.rules.permissions import Verb


class MigrationCode(Enum):
    """What a migration tells."""

    MIGRATED = "processes-migrated"
    NONE_TO_MOVE = "no-process-to-migrate"


class OtherTemplateError(RefusedError):
    """A process was named that runs on another template."""

    code = "process-of-other-template"

    def __init__(self, process: str, template: str, other: str) -> None:
        super().__init__(
            f"{process} runs on {other}, which is no version of {template}.",
            process=process,
            template=template,
            other=other,
        )


@frozen(kw_only=True)
class Migration:
    """What is to be moved where.

    Attributes:
        template: The id of the template; empty: every one that has such a version.
        version: The version to move to.
        names: The stage map, old id to new id.
        processes: Those to be moved; none: all running ones on other versions.
    """

    template: str = ""
    version: int
    names: Mapping[str, str] = field(factory=dict)
    processes: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class Planned:
    """A process with where it would land."""

    process: Process
    runs: tuple[StageRun, ...]
    version: TemplateVersion
    landing: Landing

    @property
    def moves(self) -> bool:
        """Return whether it can move."""
        return self.landing.marking is not None


def plan_migration(questions: Questions, migration: Migration) -> list[Planned]:
    """Return every process concerned with where it lands, or why it may not.

    Args:
        questions: A reader, or the work of a change.
        migration: What is to be moved where.

    Raises:
        NotFoundError: There is no such version, or no such process.
        OtherTemplateError: A named process runs on another template.
    """
    planned = []
    for target in _targets(questions, migration):
        planned += _plan(questions, migration, target)
    return planned


def _targets(questions: Questions, migration: Migration) -> list[TemplateVersion]:
    """Return the versions to move to: one, or those of that number.

    Raises:
        NotFoundError: There is none.
    """
    if migration.template:
        return [version_named(questions, migration.template, migration.version)]
    if migration.processes:
        named = [questions.one(Process, id_) for id_ in migration.processes]
        templates = sorted({one.template.rpartition(".")[0] for one in named})
        version = migration.version
        return [version_named(questions, one, version) for one in templates]
    found = questions.facts(TemplateVersion, version=migration.version)
    if not found:
        raise NotFoundError("template_version", f"*.{migration.version}")
    return found


def _plan(
    questions: Questions, migration: Migration, target: TemplateVersion
) -> list[Planned]:
    chosen = _chosen(questions, migration, target)
    new = running(questions, target.id).method.template
    runs = _runs_of(questions, [one.id for one in chosen])
    prepared: dict[str, Landings] = {}
    planned = []
    for process in chosen:
        if process.template not in prepared:
            old = running(questions, process.template).method.template
            prepared[process.template] = Landings(old, new, migration.names)
        own = tuple(runs.get(process.id, ()))
        landing = prepared[process.template].of(
            standing_of(process, own), frozenset(parameters_of(process))
        )
        planned.append(
            Planned(process=process, runs=own, version=target, landing=landing)
        )
    return planned


def _chosen(
    questions: Questions, migration: Migration, target: TemplateVersion
) -> list[Process]:
    """Return the processes to be moved, ordered by id."""
    if not migration.processes:
        found = questions.facts(TemplateVersion, template=target.template)
        others = [one.id for one in found if one.id != target.id]
        return questions.facts(Process, template=others, ending=None)
    named = [questions.one(Process, id_) for id_ in migration.processes]
    for process in named if migration.template else ():
        if process.template.rpartition(".")[0] != target.template:
            raise OtherTemplateError(process.id, target.template, process.template)
    own = {one.id for one in versions_of(questions, target.template)} - {target.id}
    return sorted((one for one in named if one.template in own), key=_by_id)


def _by_id(process: Process) -> str:
    return process.id


def _runs_of(
    questions: Questions, processes: Sequence[str]
) -> dict[str, list[StageRun]]:
    found: dict[str, list[StageRun]] = {}
    for run in questions.facts(StageRun, process=processes) if processes else ():
        found.setdefault(run.process, []).append(run)
    return found


def standing_of(process: Process, runs: Sequence[StageRun]) -> Standing:
    """Return where a process stands: its marking, and what it has finished."""
    still = tuple(run for run in runs if run.closed is None)
    course = Course(open=still, lying=read_lying(process.waiting))
    finished: dict[str, set[str]] = {}
    for run in runs:
        if run.closed is not None and run.closing is not Closing.CANCELLED:
            finished.setdefault(run.stage, set()).add(run.outcome)
    return Standing(
        marking=course.marking,
        finished={stage: frozenset(found) for stage, found in finished.items()},
    )


@action("process migrate", lambda migration: migration.template)
def migrate_processes(work: Work, migration: Migration) -> list[Finding]:
    """Move the processes that can move; those that cannot are told and stay.

    Where processes are named, all of them must be able to move.
    """
    planned = plan_migration(work, migration)
    for one in planned:
        work.require(Verb.MIGRATE, one.process.id)
    if not planned:
        work.require_somewhere(Verb.MIGRATE)
        code, note = MigrationCode.NONE_TO_MOVE, Severity.NOTE
        values = {"template": migration.template, "version": migration.version}
        return [Finding(code, subject=migration.template, severity=note, values=values)]
    is_strict = bool(migration.processes) or not any(one.moves for one in planned)
    findings = list(told(planned, strict=is_strict))
    if has_errors(findings):
        return findings
    for one in planned:
        if one.moves:
            _move(work, one, migration.names)
    values = {
        "count": sum(one.moves for one in planned),
        "stay": sum(not one.moves for one in planned),
        "template": migration.template,
        "version": migration.version,
    }
    code, note = MigrationCode.MIGRATED, Severity.NOTE
    done = Finding(code, subject=migration.template, severity=note, values=values)
    return [*findings, done]


def told(planned: Sequence[Planned], *, strict: bool) -> Iterator[Finding]:
    """Yield what is to be known of each process; why it stays is a warning.

    Args:
        planned: The processes.
        strict: Whether one that cannot move is an error.
    """
    for one in planned:
        for finding in one.landing.findings:
            named = evolve(
                finding,
                subject=one.process.id,
                values={**finding.values, "process": one.process.id},
            )
            if finding.severity is Severity.ERROR and not strict:
                named = evolve(named, severity=Severity.WARNING)
            yield named


def _move(work: Work, planned: Planned, names: Mapping[str, str]) -> None:
    """Write a process on its new version, its runs under the names they have there."""
    assert planned.landing.marking is not None  # noqa: S101 - only such are moved
    there = {one.id for one in _template(work, planned).stages}
    last: dict[str, StageRunId] = {}
    for run in sorted(planned.runs, key=lambda one: (one.opened, one.id)):
        named = names.get(run.stage, run.stage)
        if run.closed is not None:
            last[named] = run.id
        if named != run.stage and named in there:
            work.write(evolve(run, stage=named))
    lying = [Lying(mark, last[mark.source]) for mark in planned.landing.marking.marks]
    moved = evolve(
        planned.process, template=planned.version.id, waiting=lying_text(lying)
    )
    work.write(moved)


def _template(work: Work, planned: Planned) -> Template:
    return running(work, planned.version.id).method.template
