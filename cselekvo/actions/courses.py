"""What the steps of a process ask first: the process, its template, its open runs."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from cselekvo.actions.counting import Asked, count
from cselekvo.actions.methods import Running, running
from cselekvo.domain.activity import Activity
from cselekvo.domain.identifiers import is_id
from cselekvo.domain.process import Evidence, Hold, Process, StageRun
from cselekvo.domain.published import Method
from cselekvo.domain.template import Stage
from cselekvo.findings import Finding
from cselekvo.ports import Later, Questions, Work
from cselekvo.rules.course import Course, read_lying
from cselekvo.rules.criteria import BY_EVIDENCE, Standing, amount, counted, standings
from cselekvo.rules.tracking import check_day, check_stage, not_open


@frozen(kw_only=True, eq=False)
class Now:
    """A process where it is now, with the template it runs on."""

    process: Process
    running: Running
    course: Course

    @property
    def method(self) -> Method:
        """Return its template with what it names."""
        return self.running.method

    def stage(self, id_: str) -> Stage:
        """Return a stage of its template.

        Raises:
            KeyError: There is none.
        """
        return self.running.flow.stages[id_]

    def has(self, id_: str) -> bool:
        """Return whether its template has a stage; one of an older version may not."""
        return id_ in self.running.flow.stages

    def open_run(self, stage: str) -> StageRun | None:
        """Return the open run of a stage."""
        return next((run for run in self.course.open if run.stage == stage), None)


def now(questions: Questions, process: str) -> Now:
    """Return a process where it is now.

    Raises:
        NotFoundError: There is no such process here.
    """
    found = questions.one(Process, process)
    open_ = questions.facts(StageRun, process=found.id, closed=None)
    return Now(
        process=found,
        running=running(questions, found.template),
        course=Course(open=tuple(open_), lying=read_lying(found.waiting)),
    )


def parameters_of(process: Process) -> Mapping[str, int]:
    """Return the parameters that were set for a process."""
    found: dict[str, int] = json.loads(process.parameters) if process.parameters else {}
    return found


def parameters_text(parameters: Mapping[str, int]) -> str:
    """Return parameters as a process keeps them: canonical JSON; empty: none."""
    if not parameters:
        return ""
    return json.dumps(parameters, sort_keys=True, separators=(",", ":"))


def later_entries(
    questions: Questions, at: Now, holds: Iterable[Hold], on: date
) -> Iterator[date]:
    """Yield the days after `on` on which something of a process was entered.

    A run that was opened later is open still, or was closed later too.
    """
    yield from (run.opened for run in at.course.open if run.opened > on)
    closed = questions.facts(StageRun, process=at.process.id, closed=Later(on))
    yield from (run.closed for run in closed if run.closed is not None)
    for hold in holds:
        days = (hold.period.start, hold.period.end)
        yield from (one for one in days if one is not None and one > on)


def check_step(
    work: Work, at: Now, holds: Sequence[Hold], on: date
) -> Iterator[Finding]:
    """Find what speaks against a step of a process on a day."""
    later = later_entries(work, at, holds, on)
    yield from check_day(at.process, on, work.today, later)


def holds_of(questions: Questions, process: str) -> list[Hold]:
    """Return the times in which a process rested."""
    return questions.facts(Hold, process=process)


def find_open(
    at: Now, stage: str
) -> tuple[StageRun | None, Iterator[Finding] | list[Finding]]:
    """Return the open run of a stage, or what speaks against there being one."""
    unknown = list(check_stage(at.method.template, stage, at.process.id))
    if unknown:
        return None, unknown
    run = at.open_run(stage)
    if run is None:
        open_ = [at.stage(one.stage) for one in at.course.open]
        return None, [not_open(at.stage(stage), at.process.id, open_)]
    return run, []


def standings_of(
    questions: Questions, at: Now, run: StageRun, on: date
) -> list[Standing]:
    """Return how it is with each exit criterion of a run on a day.

    Args:
        questions: A reader, or the work of a change.
        at: The process.
        run: One of its runs, of a stage that its template has.
        on: The last day that counts.
    """
    stage = at.stage(run.stage)
    if not stage.exit_criteria:
        return []
    parameters = parameters_of(at.process)
    template = at.method.template
    asked = Asked(process=at.process, since=run.opened, on=on)
    evidence: list[Evidence] = []
    if any(one.kind in BY_EVIDENCE for one in stage.exit_criteria):
        given = questions.facts(Evidence, run=run.id)
        evidence = [one for one in given if one.on <= on]
    return standings(
        stage,
        evidence,
        {one.id: count(questions, at.method, one, asked) for one in counted(stage)},
        {one.id: amount(one, template, parameters) for one in stage.exit_criteria},
    )


def foresee_steps(work: Work, processes: Collection[str]) -> None:
    """Fetch at once what steps of many processes will ask for.

    Args:
        work: The change; it forgets them with `forget_foreseen`.
        processes: The ids of the processes; some hundreds.
    """
    ids = sorted({id_.lower() for id_ in processes if is_id(id_)})
    work.foresee(Process, ids)
    for kind in (StageRun, Hold, Activity):
        work.foresee(kind, keys=_by("process", ids))
    runs = [run.id.lower() for id_ in ids for run in work.facts(StageRun, process=id_)]
    work.foresee(Evidence, keys=_by("run", runs))


def _by(
    name: str, ids: Collection[str]
) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the question for all facts that refer to one of these."""
    return {(name,): [(id_,) for id_ in ids]}
