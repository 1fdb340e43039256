"""A template as the nodes and flows of a BPMN process.

A stage is a task. Before it stands a parallel gateway where it waits for several ways,
and an exclusive one where it opens on any of several, or is led back to; after it an
exclusive one where an outcome is chosen, and a parallel one where several ways are gone
at once. A way back opens its stage without waiting, and so comes in behind the parallel
gateway.
"""

from collections.abc import Mapping
from enum import Enum

from attrs import define, field, frozen

from cselekvo.domain.template import Opens, Stage, Template, Way


class Part(Enum):
    """The elements that are written; the value is the name of the element."""

    START = "startEvent"
    END = "endEvent"
    TASK = "userTask"
    EXCLUSIVE = "exclusiveGateway"
    PARALLEL = "parallelGateway"


@frozen(kw_only=True)
class FlowNode:
    """A node; it lies in the lane of its stage.

    Attributes:
        stage: The stage that it is or belongs to.
        diverging: Of a gateway: it leads apart and not together.
    """

    id: str
    part: Part
    stage: Stage
    diverging: bool = False


@frozen(kw_only=True)
class Arrow:
    """A sequence flow.

    Attributes:
        outcome: The outcome that it stands for; empty: none.
        back: It is a way back.
    """

    id: str
    source: str
    target: str
    outcome: str = ""
    back: bool = False


@frozen(kw_only=True)
class FlowGraph:
    """The nodes and flows of a process."""

    nodes: tuple[FlowNode, ...]
    arrows: tuple[Arrow, ...]


def flow_of(template: Template) -> FlowGraph:
    """Return the nodes and flows that say what a template says."""
    making = _Making(template)
    first = template.stage(template.start)
    start = making.node("Start", Part.START, first)
    for stage in template.stages:
        making.enter(stage)
    making.lead(start, making.at_once[template.start])
    for stage in template.stages:
        making.leave(stage)
    return FlowGraph(nodes=tuple(making.nodes), arrows=tuple(making.arrows))


@define(eq=False)
class _Making:
    """What was made so far, and where ways come in to each stage.

    Attributes:
        on: By stages, where ways come in that lead on.
        at_once: The same for ways that open their stage without waiting.
    """

    template: Template
    nodes: list[FlowNode] = field(factory=list)
    arrows: list[Arrow] = field(factory=list)
    on: dict[str, str] = field(factory=dict)
    at_once: dict[str, str] = field(factory=dict)
    tasks: dict[str, str] = field(factory=dict)
    taken: set[str] = field(factory=set)
    ways_in: Mapping[str, tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        on: dict[str, int] = {}
        at_once = {self.template.start: 1}
        for stage in self.template.stages:
            for way in stage.ways:
                counted = at_once if way.rework else on
                for target in dict.fromkeys(way.stages):
                    counted[target] = counted.get(target, 0) + 1
        self.ways_in = {
            one.id: (on.get(one.id, 0), at_once.get(one.id, 0))
            for one in self.template.stages
        }

    def new(self, wanted: str) -> str:
        """Return an id that no element has yet."""
        id_, number = wanted, 2
        while id_ in self.taken:
            id_, number = f"{wanted}_{number}", number + 1
        self.taken.add(id_)
        return id_

    def node(
        self, wanted: str, part: Part, stage: Stage, *, diverging: bool = False
    ) -> str:
        """Add a node; return its id."""
        id_ = self.new(wanted)
        self.nodes.append(FlowNode(id=id_, part=part, stage=stage, diverging=diverging))
        return id_

    def lead(
        self, source: str, target: str, outcome: str = "", *, back: bool = False
    ) -> None:
        """Add a flow."""
        id_ = self.new(f"Flow_{source}_{target}")
        self.arrows.append(
            Arrow(id=id_, source=source, target=target, outcome=outcome, back=back)
        )

    def enter(self, stage: Stage) -> None:
        """Add a stage with what stands before it."""
        on, at_once = self.ways_in[stage.id]
        task = self.node(f"Stage_{stage.id}", Part.TASK, stage)
        entry = before = self.tasks[stage.id] = task
        waits = stage.opens is Opens.ALL
        if at_once + (min(on, 1) if waits else on) > 1:
            before = entry = self.node(f"Merge_{stage.id}", Part.EXCLUSIVE, stage)
            self.lead(before, task)
        if waits and on > 1:
            entry = self.node(f"Join_{stage.id}", Part.PARALLEL, stage)
            self.lead(entry, before)
        self.on[stage.id], self.at_once[stage.id] = entry, before

    def leave(self, stage: Stage) -> None:
        """Add what stands behind a stage, and lead on to what follows it."""
        task = self.tasks[stage.id]
        if not stage.is_choice:
            for way in stage.ways:
                self.follow(stage, way, task)
            return
        choice = f"Choice_{stage.id}"
        choice = self.node(choice, Part.EXCLUSIVE, stage, diverging=True)
        self.lead(task, choice)
        for way in stage.ways:
            self.follow(stage, way, choice)

    def follow(self, stage: Stage, way: Way, source: str) -> None:
        """Lead on from a task or a choice along one way."""
        targets = tuple(dict.fromkeys(way.stages))
        if not targets:
            end = self.node(f"End_{stage.id}", Part.END, stage)
            self.lead(source, end, way.outcome)
            return
        outcome = way.outcome
        if len(targets) > 1:
            fork = f"Fork_{stage.id}"
            fork = self.node(fork, Part.PARALLEL, stage, diverging=True)
            self.lead(source, fork, outcome)
            source, outcome = fork, ""
        into = self.at_once if way.rework else self.on
        for target in targets:
            self.lead(source, into[target], outcome, back=way.rework)
