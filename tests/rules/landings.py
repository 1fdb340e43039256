"""Two versions of a template at random, a process on the way, and landings by force."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from cselekvo.domain.template import Opens, Stage, Template, Way, Words
from cselekvo.rules.landing import Standing
from cselekvo.rules.soundness import prove
from cselekvo.rules.transitions import Flow, Mark, Marking
from tests.rules.flows import everything, templates, well_built_templates


def walked(template: Template, *closings: str | tuple[str, str]) -> Standing:
    """Return where a process stands after closings from the start."""
    flow = Flow.of(template)
    marking = flow.started()
    finished: dict[str, frozenset[str]] = {}
    for closing in closings:
        stage, outcome = closing if isinstance(closing, tuple) else (closing, "")
        marking = flow.opened_by(marking, stage, outcome)
        finished[stage] = finished.get(stage, frozenset()) | {outcome}
    return Standing(marking=marking, finished=finished)


@frozen
class Move:
    """A process under one version that is to move to another."""

    old: Template
    new: Template
    standing: Standing
    names: Mapping[str, str]


@st.composite
def moves(draw: st.DrawFn) -> Move:
    """Draw two sound versions, how far a process got, and which stages were renamed."""
    old = draw(well_built_templates(most=2) | well_built_templates(most=3))
    other = draw(templates(most=5))
    if prove(other).sound:
        old = draw(st.sampled_from([old, other]))
    new = other if prove(other).sound and draw(st.integers(0, 9)) == 0 else old
    edits = [_inserted, _led_otherwise, _without, _changed_places, _changed_places]
    for edit in draw(st.lists(st.sampled_from(edits), max_size=3)):
        edited = edit(draw, new)
        new = edited if prove(edited).sound else new
    standing = walked(old, *_closings(draw, old))
    names = {}
    if draw(st.booleans()):
        id_ = draw(st.sampled_from([one.id for one in old.stages]))
        names = {id_: f"{id_}_new"}
        new = _renamed(new, names)
    there = {one.id for one in new.stages}
    names = {id_: to for id_, to in names.items() if to in there}
    return Move(old, new, standing, names)


def _closings(draw: st.DrawFn, template: Template) -> list[tuple[str, str]]:
    """Draw closings after which the process goes on."""
    flow = Flow.of(template)
    marking, closings = flow.started(), []
    for _ in range(draw(st.integers(1, 12))):
        stage = draw(st.sampled_from(marking.open))
        way = draw(st.sampled_from(flow.stages[stage].ways))
        after = flow.opened_by(marking, stage, way.outcome)
        if after.ended:
            break
        marking = after
        closings.append((stage, way.outcome))
    return closings


def _inserted(draw: st.DrawFn, template: Template) -> Template:
    """Put a new stage before one, for all ways that lead to it or for one of them."""
    target = draw(st.sampled_from([one.id for one in template.stages]))
    leads = draw(st.sampled_from([None, *(one.id for one in template.stages)]))
    id_ = f"n{len(template.stages)}"
    made = Stage(
        id=id_,
        title=Words(id_),
        ways=(Way(stages=(target,)),),
        opens=draw(st.sampled_from(Opens)),
    )
    swapped = [
        evolve(one, ways=_swapped(one, target, id_)) if leads in {None, one.id} else one
        for one in template.stages
    ]
    start = id_ if template.start == target else template.start
    return evolve(template, stages=(*swapped, made), start=start)


def _swapped(stage: Stage, target: str, other: str) -> tuple[Way, ...]:
    return tuple(
        evolve(way, stages=tuple(other if one == target else one for one in way.stages))
        for way in stage.ways
    )


def _led_otherwise(draw: st.DrawFn, template: Template) -> Template:
    """Lead one way to another stage, or to one more."""
    stage = draw(st.sampled_from(template.stages))
    target = draw(st.sampled_from([one.id for one in template.stages]))
    at = draw(st.integers(0, len(stage.ways) - 1))
    way, ways = stage.ways[at], list(stage.ways)
    more = () if way.rework or draw(st.booleans()) else way.stages
    ways[at] = evolve(way, stages=tuple(dict.fromkeys((*more, target))))
    return _with(template, evolve(stage, ways=tuple(ways)))


def _without(draw: st.DrawFn, template: Template) -> Template:
    """Take out a stage that is no choice; what led to it leads to what followed."""
    out = draw(st.sampled_from(template.stages))
    follows = () if out.is_choice else out.ways[0].stages
    if out.is_choice or out.id in {template.start, *follows}:
        return template
    stages = []
    for stage in template.stages:
        ways = [
            evolve(
                way,
                stages=tuple(
                    dict.fromkeys(
                        to
                        for one in way.stages
                        for to in (follows if one == out.id else (one,))
                    )
                ),
            )
            for way in stage.ways
        ]
        stages.append(evolve(stage, ways=tuple(ways)))
    left = tuple(one for one in stages if one.id != out.id)
    return evolve(template, stages=left)


def _changed_places(draw: st.DrawFn, template: Template) -> Template:
    """Let two stages change their places."""
    ids = st.sampled_from([one.id for one in template.stages])
    one, other = draw(ids), draw(ids)
    return _renamed(template, {one: other, other: one})


def _with(template: Template, changed: Stage) -> Template:
    stages = [changed if one.id == changed.id else one for one in template.stages]
    return evolve(template, stages=tuple(stages))


def _renamed(template: Template, names: Mapping[str, str]) -> Template:
    def name(id_: str) -> str:
        return names.get(id_, id_)

    stages = [
        evolve(
            stage,
            id=name(stage.id),
            ways=tuple(
                evolve(way, stages=tuple(map(name, way.stages))) for way in stage.ways
            ),
        )
        for stage in template.stages
    ]
    return evolve(template, stages=tuple(stages), start=name(template.start))


@frozen
class ByForce:
    """The markings in which a process may land, by every order of closings.

    Attributes:
        fitting: All that fit.
        redone: Those that would fit, were there not a stage to be done again.
        claiming: Those with the open stages, but with marks of stages never done.
        anyhow: Those with the open stages that any process can come to.
    """

    exact: Marking
    fitting: set[Marking]
    redone: set[Marking]
    claiming: set[Marking]
    anyhow: set[Marking]


def by_force(move: Move) -> ByForce | None:
    """Return where a process may land; None where there are too many states."""
    every = everything(move.new)
    if every is None:
        return None
    mapped = _renaming(move.names)
    finished = {mapped(one) for one in move.standing.finished}
    new = {one.id for one in move.new.stages} - {mapped(s.id) for s in move.old.stages}
    wanted = tuple(sorted(mapped(one) for one in move.standing.marking.open))
    marks = tuple(
        sorted(
            Mark(mapped(one.source), one.outcome, mapped(one.target))
            for one in move.standing.marking.marks
        )
    )
    reached = _reached(Flow.of(move.new), finished | new)
    there = {one for one in reached if one.open == wanted}
    own = {one for one in there if {mark.source for mark in one.marks} <= finished}
    was_ahead = {mapped(one) for one in _ahead(move.old, move.standing.marking)}
    again = {
        one
        for one in own
        if _ahead(move.new, one) & (finished - set(wanted)) - was_ahead
    }
    return ByForce(
        exact=Marking(wanted, marks),
        fitting=own - again,
        redone=again,
        claiming=there - own,
        anyhow={one for one in every.far if one.open == wanted},
    )


def _renaming(names: Mapping[str, str]) -> Any:
    return lambda id_: names.get(id_, id_)


def _reached(flow: Flow, closable: set[str]) -> set[Marking]:
    """Return what is reached by closing only these."""
    found = {flow.started()}
    ahead = [flow.started()]
    while ahead:
        marking = ahead.pop()
        for stage in closable.intersection(marking.open):
            for way in flow.stages[stage].ways:
                after = flow.opened_by(marking, stage, way.outcome)
                if after not in found:
                    found.add(after)
                    ahead.append(after)
    return found


def _ahead(template: Template, marking: Marking) -> set[str]:
    """Return what lies ahead: by ways on, and what marks wait before."""
    found: set[str] = set()
    ahead = list(marking.open)
    for mark in marking.marks:
        found.add(mark.target)
        ahead.append(mark.target)
    while ahead:
        for way in template.stage(ahead.pop()).ways:
            for target in () if way.rework else way.stages:
                if target not in found:
                    found.add(target)
                    ahead.append(target)
    return found
