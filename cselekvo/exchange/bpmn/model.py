"""What is read of a BPMN 2.0 process: nodes, flows, and what is inside of nodes."""

from enum import Enum

from attrs import frozen


class BpmnCode(Enum):
    """What the reading of a BPMN file can find."""

    NOT_BPMN = "not-bpmn"
    NO_PROCESS = "bpmn-without-a-process"
    SEVERAL_PROCESSES = "bpmn-with-several-processes"
    NOT_SUPPORTED = "bpmn-element-not-supported"
    ID_MISSING = "bpmn-id-missing"
    ID_DOUBLED = "bpmn-id-doubled"
    REFERENCE_UNKNOWN = "bpmn-reference-unknown"
    FLOW_DANGLES = "bpmn-flow-dangles"
    NO_START = "bpmn-without-a-start"
    SEVERAL_STARTS = "bpmn-with-several-starts"
    START_IS_LED_TO = "bpmn-start-is-led-to"
    END_LEADS_ON = "bpmn-end-leads-on"
    NOT_LED_TO = "bpmn-node-not-led-to"
    ENDS_SILENTLY = "bpmn-node-ends-silently"


class NodeKind(Enum):
    """What a node of a process is."""

    START = "start"
    END = "end"
    EVENT = "event"
    TASK = "task"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    SUBPROCESS = "subprocess"


@frozen(kw_only=True)
class Node:
    """A node of a process.

    Attributes:
        element: What BPMN calls it: `userTask`, `exclusiveGateway`.
        name: As people know it; may be empty.
        lane: The name of the lane in which it lies, where there is one.
        inside: What an expanded subprocess holds.
    """

    id: str
    kind: NodeKind
    element: str
    name: str = ""
    lane: str = ""
    line: int = 0
    inside: "Process | None" = None

    @property
    def label(self) -> str:
        """Return how a story calls it."""
        return self.name or self.id


@frozen(kw_only=True)
class SequenceFlow:
    """An arrow from one node to another."""

    id: str
    source: str
    target: str
    name: str = ""
    line: int = 0


@frozen(kw_only=True)
class Process:
    """A process, or what an expanded subprocess holds: complete, its names resolved."""

    id: str
    name: str = ""
    nodes: tuple[Node, ...] = ()
    flows: tuple[SequenceFlow, ...] = ()
    line: int = 0

    @property
    def start(self) -> Node:
        """Return where it begins."""
        return next(node for node in self.nodes if node.kind is NodeKind.START)
