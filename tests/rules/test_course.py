"""Runs and what opened them: closing, taking back, and a history told again."""

from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen
from hypothesis import given, strategies as st

from cselekvo.domain.identifiers import ProcessId, StageRunId
from cselekvo.domain.process import Closing, StageRun
from cselekvo.domain.template import Template
from cselekvo.rules.course import (
    Course,
    Lying,
    closing,
    lying_text,
    read_lying,
    reopening,
    told_again,
)
from cselekvo.rules.soundness import prove
from cselekvo.rules.transitions import Flow, Mark, replayed
from tests.rules.flows import a_template, well_built_templates

START = date(2017, 1, 1)
JOIN = a_template(a=["b", "c"], b="d", c="d", d=())


def a_run(number: int, stage: str, day: int, after: str = "") -> StageRun:
    return StageRun(
        id=StageRunId(f"r{number}"),
        process=ProcessId("F1"),
        stage=stage,
        opened=START + timedelta(days=day),
        after=after,
    )


@frozen
class Walk:
    """A process on its way: its template, its runs, what lies, and what was closed."""

    flow: Flow
    runs: tuple[StageRun, ...]
    lying: tuple[Lying, ...]
    closings: tuple[tuple[str, str], ...]

    @property
    def course(self) -> Course:
        still = tuple(run for run in self.runs if run.closed is None)
        return Course(open=still, lying=self.lying)


def begun(template: Template) -> Walk:
    flow = Flow.of(template)
    return Walk(flow, (a_run(0, template.start, 0),), (), ())


def step(walk: Walk, run: StageRun, outcome: str) -> Walk:
    """Return the walk after a run was closed, a day after the last thing happened."""
    move = closing(walk.flow, walk.course, run, outcome)
    day = len(walk.closings) + 1
    on = START + timedelta(days=day)
    shut = evolve(run, closed=on, closing=Closing.DONE, outcome=outcome)
    runs = [shut if one.id == run.id else one for one in walk.runs]
    for opening in move.opened:
        runs.append(a_run(len(runs), opening.stage, day, " ".join(opening.after)))
    closings = (*walk.closings, (run.stage, outcome))
    after = Walk(walk.flow, tuple(runs), move.lying, closings)
    assert move.ended == after.course.marking.ended
    return after


@st.composite
def walks(draw: st.DrawFn, most: int = 12) -> Walk:
    """Draw a process that went some closings through a sound template."""
    template = draw(well_built_templates().filter(lambda one: bool(prove(one).sound)))
    walk = begun(template)
    for _ in range(draw(st.integers(0, most))):
        if not walk.course.open:
            break
        run = draw(st.sampled_from(walk.course.open))
        ways = walk.flow.stages[run.stage].ways
        walk = step(walk, run, draw(st.sampled_from(ways)).outcome)
    return walk


@given(walks())
def test_a_course_is_where_the_template_says_after_its_closings(walk: Walk) -> None:
    assert walk.course.marking == replayed(walk.flow, walk.closings)


@given(walks())
def test_what_lies_is_kept_as_text_and_read_back(walk: Walk) -> None:
    assert read_lying(lying_text(walk.lying)) == walk.lying


@given(walks())
def test_a_history_told_again_has_the_causes_it_had(walk: Walk) -> None:
    bare = [evolve(run, after="") for run in reversed(walk.runs)]

    told = told_again(walk.flow, bare)

    assert sorted(told.runs, key=_id) == sorted(walk.runs, key=_id)
    assert told.lying == walk.lying
    assert (told.missing, told.wrong) == ((), ())


def _id(run: StageRun) -> str:
    return run.id


@given(walks(), st.data())
def test_undoing_the_last_closing_leads_back_to_the_state_before(
    walk: Walk, data: Any
) -> None:
    if not walk.course.open:
        return
    run = data.draw(st.sampled_from(walk.course.open))
    ways = walk.flow.stages[run.stage].ways
    after = step(walk, run, data.draw(st.sampled_from(ways)).outcome)
    shut = next(one for one in after.runs if one.id == run.id)

    back = reopening(after.flow, after.course, shut, after.runs)

    gone = {one.id for one in back.withdrawn}
    still = [one for one in after.course.open if one.id not in gone]
    assert {one.id for one in still} | {run.id} == {o.id for o in walk.course.open}
    assert back.lying == walk.lying
    assert (back.obstacles, back.lost) == ((), ())


def test_a_join_is_opened_by_all_the_runs_it_waited_for() -> None:
    walk = begun(JOIN)
    for stage in ("a", "c", "b"):
        run = next(one for one in walk.course.open if one.stage == stage)
        walk = step(walk, run, "")

    (joined,) = walk.course.open

    assert joined.stage == "d"
    causes = {one.stage for one in walk.runs if one.id in joined.after.split()}
    assert causes == {"b", "c"}


def test_a_closing_whose_stage_was_closed_since_is_an_obstacle() -> None:
    walk = begun(a_template(a="b", b="c", c=()))
    first = walk.runs[0]
    walk = step(walk, first, "")
    walk = step(walk, walk.course.open[0], "")

    back = reopening(walk.flow, walk.course, walk.runs[0], walk.runs)

    assert [one.stage for one in back.obstacles] == ["b"]


def test_a_mark_on_a_way_that_the_template_lacks_is_lost() -> None:
    walk = begun(JOIN)
    for stage in ("a", "c", "b"):
        run = next(one for one in walk.course.open if one.stage == stage)
        walk = step(walk, run, "")
    other = Flow.of(a_template(a=["b", "c"], b="d", c="e", d="e", e=()))
    shut = next(one for one in walk.runs if one.stage == "b")

    back = reopening(other, walk.course, shut, walk.runs)

    assert back.lost == (Mark("c", "", "d"),)


def test_a_history_with_a_stage_out_of_turn_says_so() -> None:
    runs = [
        evolve(a_run(0, "a", 0), closed=START + timedelta(days=5)),
        a_run(1, "d", 5),
    ]

    told = told_again(Flow.of(JOIN), runs)

    assert [one.stage for one in told.missing] == ["b", "c"]
    assert [one.stage for one in told.wrong] == ["d"]


def test_a_cancelled_run_opens_nothing() -> None:
    on = START + timedelta(days=5)
    run = evolve(a_run(0, "a", 0), closed=on, closing=Closing.CANCELLED)

    told = told_again(Flow.of(JOIN), [run])

    assert told.runs == (run,)
    assert told.missing == ()
