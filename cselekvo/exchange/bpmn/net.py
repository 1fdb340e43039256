"""A BPMN process as a workflow net, and its proof.

Each flow is a place. A task waits for a mark on any flow that leads to it and puts one
on every flow that leads on; an exclusive gateway takes and puts one; a parallel one
takes and puts all (Dijkman, Dumas and Ouyang, *Semantics and analysis of business
process models in BPMN*, 2008). A process has ended when no mark is left.

A subprocess without boundary events is a task to what is around it, and is proved on
its own: it goes on when all in it has ended.
"""

from collections.abc import Callable

from attrs import define, evolve, field

from cselekvo.exchange.bpmn.model import Node, NodeKind, Process, SequenceFlow
from cselekvo.rules.nets import MOST, NetProof, Transition, WorkflowNet, prove_net

#: Kinds of nodes that stand in a story; the others only route.
_TOLD = (NodeKind.TASK, NodeKind.EVENT, NodeKind.SUBPROCESS)


def prove_process(
    process: Process,
    *,
    most: int = MOST,
    go_on: Callable[[], bool] = lambda: True,
) -> NetProof:
    """Prove a process and all subprocesses in it.

    Args:
        process: As it was read.
        most: So many markings are looked at by each search.
        go_on: Asked now and then; where it says no, nothing is decided.
    """
    inner = [node.inside for node in process.nodes if node.inside is not None]
    proofs = [
        prove_net(net_of(process), most=most, go_on=go_on),
        *(prove_process(one, most=most, go_on=go_on) for one in inner),
    ]
    faults = tuple(fault for proof in proofs for fault in proof.faults)
    if faults:
        return NetProof(sound=False, faults=faults)
    undecided = any(proof.sound is None for proof in proofs)
    return NetProof(sound=None if undecided else True)


def stages_in(process: Process) -> int:
    """Return how many tasks a process has, those of its subprocesses too."""
    return sum(
        stages_in(node.inside) if node.inside else 1
        for node in process.nodes
        if node.kind in {NodeKind.TASK, NodeKind.SUBPROCESS}
    )


def net_of(process: Process) -> WorkflowNet:
    """Return the net of a process; what subprocesses hold is left aside."""
    making = _Making({node.id: node.label for node in process.nodes})
    for flow in process.flows:
        making.into.setdefault(flow.target, []).append(flow)
        making.out_of.setdefault(flow.source, []).append(flow)
    for node in process.nodes:
        making.add(node)
    lines = {node.id: node.line for node in process.nodes}
    return WorkflowNet(
        places=making.places,
        transitions=tuple(
            evolve(step, line=lines.get(step.id, 0)) for step in making.steps
        ),
        initial={_place(process.start.id): 1},
        ends_empty=True,
    )


def _place(node: str) -> str:
    return f"at {node}"


@define(eq=False)
class _Making:
    """Places and steps made so far; a step has the id of the node it stands for."""

    labels: dict[str, str]
    into: dict[str, list[SequenceFlow]] = field(factory=dict)
    out_of: dict[str, list[SequenceFlow]] = field(factory=dict)
    places: dict[str, str] = field(factory=dict)
    steps: list[Transition] = field(factory=list)

    def add(self, node: Node) -> None:
        into, out = self.into.get(node.id, []), self.out_of.get(node.id, [])
        self.places |= dict.fromkeys((flow.id for flow in out), node.label)
        if node.kind is NodeKind.PARALLEL:
            takes = {flow.id: 1 for flow in into}
            self.step(node, takes, {flow.id: 1 for flow in out})
            return
        taken = {self.gathered(node, into): 1}
        if node.kind is not NodeKind.EXCLUSIVE or not out:
            self.step(node, taken, {flow.id: 1 for flow in out})
            return
        for flow in out:
            self.step(node, taken, {flow.id: 1}, flow if len(out) > 1 else None)

    def gathered(self, node: Node, into: list[SequenceFlow]) -> str:
        """Return the place to which a mark on any flow that leads here comes."""
        if len(into) == 1:
            return into[0].id
        place = _place(node.id)
        self.places[place] = node.label
        for flow in into:
            step = Transition(
                id=flow.id, takes={flow.id: 1}, puts={place: 1}, silent=True
            )
            self.steps.append(step)
        return place

    def step(
        self,
        node: Node,
        takes: dict[str, int],
        puts: dict[str, int],
        chosen: SequenceFlow | None = None,
    ) -> None:
        name = node.label
        if chosen is not None:
            name = f"{name}: {chosen.name or self.labels[chosen.target]}"
        silent = node.kind not in _TOLD and chosen is None
        self.steps.append(
            Transition(id=node.id, name=name, takes=takes, puts=puts, silent=silent)
        )
