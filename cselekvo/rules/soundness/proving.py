"""Prove a template: search, decide, tell, and propose where a way back should lead."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from cselekvo.domain.template import Template
from cselekvo.findings import Finding, Place, Severity
from cselekvo.rules.soundness.concurrency import may_be_open_twice
from cselekvo.rules.soundness.encoding import Net, encoded
from cselekvo.rules.soundness.faults import Fault, Proof, SoundnessCode
from cselekvo.rules.soundness.order import (
    Order,
    leads_on_to,
    longest_days,
    order_of,
)
from cselekvo.rules.soundness.search import Graph, held, reduced, whole
from cselekvo.rules.soundness.telling import (
    faults_of,
    never_open,
    open_twice,
    told,
)


@frozen(kw_only=True)
class Bounds:
    """How far a proof goes; beyond, it says that it has not decided.

    Attributes:
        markings: Of the reduced search, and of all held searches together.
        stories: Of the search for the shortest stories.
        proposals: Changed templates that are proved, by smaller searches, to find where
            to lead back to.
    """

    markings: int = 20_000
    stories: int = 3_000
    proposals: int = 20


BOUNDS: Final = Bounds()
#: The part of the markings that the proof of a changed template may look at.
_SHARE: Final = 10


def prove(template: Template, bounds: Bounds = BOUNDS) -> Proof:
    """Prove that every process of a template can end, and leaves nothing waiting.

    Args:
        template: All its names resolved.
        bounds: How far to search.

    Returns:
        Sound, unsound with the faults, or not decided; never a guess.
    """
    order = order_of(template)
    if order.cycles:
        return Proof(sound=False, faults=_cycles(template, order))
    net = encoded(template, order)
    decided, faults = _decide(net, bounds)
    if faults:
        faults = _proposing(template, _shortest(net, faults, bounds), bounds)
    return Proof(
        sound=False if faults else True if decided else None,
        faults=tuple(faults),
        longest_days=longest_days(template, order),
        warnings=tuple(_warnings(template)),
    )


def _cycles(template: Template, order: Order) -> tuple[Fault, ...]:
    return tuple(
        Fault(
            code=SoundnessCode.WAY_BACK_NOT_DECLARED,
            stage=stage,
            lead_back_to=target,
            line=template.stage(stage).line,
        )
        for stage, target in dict.fromkeys(order.cycles)
    )


def _decide(net: Net, bounds: Bounds) -> tuple[bool, list[Fault]]:
    """Return whether the searches came to their end, and what they found."""
    graph = reduced(net, bounds.markings)
    faults = faults_of(graph)
    decided = not graph.cut
    if not graph.alone:
        known = {
            fault.stage for fault in faults if fault.code is SoundnessCode.OPEN_TWICE
        }
        all_held, twice = _twice(net, known, bounds.markings)
        faults += twice
        decided = decided and all_held
    return decided, _with_never_open(graph, faults)


def _twice(net: Net, known: set[str], most: int) -> tuple[bool, list[Fault]]:
    """Return whether all that may be open twice was looked at, and what is so."""
    found: dict[str, Fault] = {}
    for stage in may_be_open_twice(net):
        if net.stages[stage] in known | set(found):
            continue
        if most <= 0:
            return False, list(found.values())
        graph = held(net, stage, most // _SHARE + 1)
        most -= len(graph.came)
        found |= {fault.stage: fault for fault in open_twice(graph)}
        if graph.cut and net.stages[stage] not in found:
            return False, list(found.values())
    return True, list(found.values())


def _with_never_open(graph: Graph, faults: list[Fault]) -> list[Fault]:
    """Return the faults with the stages that no way leads to, or that never open.

    That a stage is in no marking found proves something only where every marking can
    reach an end; else only those to which no way leads are told.
    """
    flow = graph.net.flow
    known = [fault.stage for fault in faults]
    kinds = {fault.code for fault in faults}
    if not graph.cut and kinds <= {
        SoundnessCode.WAITS_FOR_EVER,
        SoundnessCode.SECOND_ROUND_WAITS,
    }:
        never = never_open(graph, known)
        faults = [
            *faults,
            *(told(flow, SoundnessCode.NEVER_OPENS, id_) for id_ in never),
        ]
    return faults


def _shortest(net: Net, faults: list[Fault], bounds: Bounds) -> list[Fault]:
    """Return the faults with the shortest stories, where all markings can be seen."""
    graph = whole(net, bounds.stories)
    if graph.cut:
        return faults
    shortest = faults_of(graph)
    kinds = {(fault.code, fault.stage) for fault in shortest}
    others = [one for one in faults if one.code is SoundnessCode.NEVER_OPENS]
    return [*shortest, *(one for one in others if (one.code, one.stage) not in kinds)]


def _proposing(template: Template, faults: list[Fault], bounds: Bounds) -> list[Fault]:
    """Return faults, of second rounds with where the way back would have to lead.

    The stages from which ways lead on to the waiting one are tried, the nearest first;
    one is proposed when the template changed so is proved sound.
    """
    told, tries = [], bounds.proposals
    alone = evolve(bounds, markings=bounds.markings // _SHARE, stories=0, proposals=0)
    for fault in faults:
        taken = _way_back(template, fault)
        if taken is None:
            told.append(fault)
            continue
        proposed = ""
        for target in _before(template, fault, taken)[:tries]:
            tries -= 1
            if prove(_leading_back(template, taken, target), alone).sound:
                proposed = target
                break
        told.append(evolve(fault, lead_back_to=proposed))
    return told


def _before(template: Template, fault: Fault, taken: tuple[str, str]) -> list[str]:
    """Return the stages to which a way back might lead, the nearest first."""
    before = leads_on_to(template, fault.stage) - {fault.stage, taken[0]}
    return [id_ for id_ in reversed(order_of(template).stages) if id_ in before]


def _way_back(template: Template, fault: Fault) -> tuple[str, str] | None:
    """Return stage and outcome of the way back that began the round that waits."""
    if fault.code is not SoundnessCode.SECOND_ROUND_WAITS:
        return None
    backs = {
        (stage.id, way.outcome)
        for stage in template.stages
        for way in stage.ways
        if way.rework
    }
    taken = [(step.stage, step.outcome) for step in fault.story]
    return next((one for one in reversed(taken) if one in backs), None)


def _leading_back(template: Template, taken: tuple[str, str], target: str) -> Template:
    """Return the template with one way back led to another stage."""
    id_, outcome = taken
    stages = [
        evolve(
            stage,
            ways=tuple(
                evolve(way, stages=(target,)) if way.outcome == outcome else way
                for way in stage.ways
            ),
        )
        if stage.id == id_
        else stage
        for stage in template.stages
    ]
    return evolve(template, stages=tuple(stages))


def _warnings(template: Template) -> Iterator[Finding]:
    timed = any(stage.duration for stage in template.stages)
    for stage in template.stages:
        where = Place(line=stage.line) if stage.line else None
        if timed and stage.duration is None:
            yield Finding(
                SoundnessCode.DURATION_MISSING,
                subject=stage.id,
                severity=Severity.WARNING,
                values={"stage": stage.id},
                where=where,
            )
        for target in _led_on(template, stage.id):
            yield Finding(
                SoundnessCode.WAY_BACK_LEADS_ON,
                subject=stage.id,
                severity=Severity.WARNING,
                values={"stage": stage.id, "target": target},
                where=where,
            )


def _led_on(template: Template, id_: str) -> Sequence[str]:
    """Return where ways back of a stage lead that no way leads on from to it."""
    backs = [to for way in template.stage(id_).ways if way.rework for to in way.stages]
    if not backs:
        return ()
    before = leads_on_to(template, id_)
    return [target for target in backs if target not in before]
