"""From the markings that a search found to faults, each told as a story."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from cselekvo.rules.soundness.encoding import Net
from cselekvo.rules.soundness.faults import Fault, SoundnessCode, Step
from cselekvo.rules.soundness.search import Graph
from cselekvo.rules.transitions import Flow, Mark, replayed


def faults_of(graph: Graph) -> list[Fault]:
    """Return what is wrong in the markings found, each fault with its nearest story."""
    found: dict[tuple[SoundnessCode, str], Fault] = {}
    for fault in (*_on_the_way(graph), *_endless(graph)):
        found.setdefault((fault.code, fault.stage), fault)
    return list(found.values())


def open_twice(graph: Graph) -> Iterator[Fault]:
    """Yield the stages that are open twice at once, without what is beside them.

    The story is cut to the closings from which the two openings follow.
    """
    net = graph.net
    seen = 0
    for marking in graph.came:
        twice = marking & net.twice & ~seen
        seen |= twice
        for stage in net.open_in(twice):
            id_ = net.stages[stage]
            steps = _past(net.flow, steps_of(net, graph.story(marking)), id_)
            yield told(net.flow, SoundnessCode.OPEN_TWICE, id_, steps)


def never_open(graph: Graph, known: Iterable[str]) -> list[str]:
    """Return the stages that open in no marking found.

    Left out are those that wait for one of the same list, or for a known fault: they
    follow from it.
    """
    net = graph.net
    seen = 0
    for marking in graph.came:
        seen |= marking
    opened = seen & net.open_fields
    never = {
        id_ for place, id_ in enumerate(net.stages) if not opened & 3 * net.unit(place)
    }
    waiting = set(known)
    causes = []
    for id_ in net.stages:
        if id_ not in never or id_ in waiting:
            continue
        led_from = {
            stage.id
            for stage in net.flow.stages.values()
            if any(id_ in way.stages for way in stage.ways)
        }
        if not led_from & (never | waiting):
            causes.append(id_)
            waiting.add(id_)
    return causes or sorted(never - waiting)[:1]


def steps_of(net: Net, story: Sequence[tuple[int, int]]) -> tuple[Step, ...]:
    """Return the closings of a story in words."""
    return tuple(
        Step(net.stages[stage], net.closings[stage][closing].outcome)
        for stage, closing in story
    )


def told(
    flow: Flow, code: SoundnessCode, stage: str, story: tuple[Step, ...] = ()
) -> Fault:
    """Return a fault with what is open and waits after its story."""
    marking = replayed(flow, ((step.stage, step.outcome) for step in story))
    missing = [
        way
        for way in flow.awaited.get(stage, ())
        if way not in marking.marks and code in _WAITING
    ]
    return Fault(
        code=code,
        stage=stage,
        story=story,
        open=marking.open,
        waiting=marking.marks,
        missing=tuple(missing),
        line=flow.stages[stage].line,
    )


_WAITING = (SoundnessCode.WAITS_FOR_EVER, SoundnessCode.SECOND_ROUND_WAITS)


def _on_the_way(graph: Graph) -> Iterator[Fault]:
    net, flow = graph.net, graph.net.flow
    for marking in graph.came:
        if marking & net.twice:
            for stage in net.open_in(marking & net.twice):
                yield _fault(graph, marking, SoundnessCode.OPEN_TWICE, stage)
        if marking & net.stuck:
            for stage in net.open_in(marking & net.stuck):
                yield _fault(graph, marking, SoundnessCode.NO_WAY_ON, stage)
        if marking and not marking & net.open_fields:
            story = steps_of(net, graph.story(marking))
            for id_ in net.awaited_in(marking):
                fault = told(flow, SoundnessCode.WAITS_FOR_EVER, id_, story)
                yield _of_round(flow, fault)


def _fault(graph: Graph, marking: int, code: SoundnessCode, stage: int) -> Fault:
    net = graph.net
    return told(net.flow, code, net.stages[stage], steps_of(net, graph.story(marking)))


def _of_round(flow: Flow, fault: Fault) -> Fault:
    """Return the fault as one of a second round, where what it waits for came once.

    A second round is one that a way back began.
    """
    came: set[Mark] = set()
    went_back = False
    for step in fault.story:
        way = flow.way(step.stage, step.outcome)
        went_back = went_back or way.rework
        came.update(Mark(step.stage, step.outcome, target) for target in way.stages)
    if not went_back or came.isdisjoint(fault.missing):
        return fault
    return evolve(fault, code=SoundnessCode.SECOND_ROUND_WAITS)


def _endless(graph: Graph) -> Iterator[Fault]:
    """Yield the nearest marking from which no end is reachable."""
    net = graph.net
    endless = graph.endless()
    if not endless:
        return
    going = [
        stage for stage in net.open_in(endless[0]) if not _comes_to_end(net, stage)
    ]
    stages = going or net.open_in(endless[0])
    yield _fault(graph, endless[0], SoundnessCode.NO_END, stages[0])


def _comes_to_end(net: Net, stage: int) -> bool:
    """Return whether an end is reachable from a stage when marks are left aside."""
    flow = net.flow
    good: set[str] = set()
    grows = True
    while grows:
        grows = False
        for id_ in net.stages:
            if id_ not in good and any(
                all(flow.waits(way, to) or to in good for to in way.stages)
                for way in flow.stages[id_].ways
            ):
                good.add(id_)
                grows = True
    return net.stages[stage] in good


def _past(flow: Flow, steps: tuple[Step, ...], stage: str) -> tuple[Step, ...]:
    """Return the closings from which the openings of a stage at the end follow."""
    tokens: dict[str | Mark, list[frozenset[int]]] = {flow.start: [frozenset()]}
    for number, step in enumerate(steps):
        past = tokens[step.stage].pop(0) | {number}
        way = flow.way(step.stage, step.outcome)
        for target in dict.fromkeys(way.stages):
            if not flow.waits(way, target):
                tokens.setdefault(target, []).append(past)
                continue
            mark = Mark(step.stage, step.outcome, target)
            tokens.setdefault(mark, []).append(past)
            awaited = flow.awaited[target]
            if all(tokens.get(way_in) for way_in in awaited):
                joined = [tokens[way_in].pop(0) for way_in in awaited]
                tokens.setdefault(target, []).append(frozenset().union(*joined))
    needed = frozenset[int]().union(*tokens[stage])
    return tuple(step for number, step in enumerate(steps) if number in needed)
