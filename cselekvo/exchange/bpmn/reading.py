"""Read processes drawn in BPMN 2.0: tasks, events, gateways, lanes and subprocesses.

What the proof cannot take into account (boundary events, inclusive gateways, loops,
message flows and more) is named by its element, and the file is refused: a process of
which a part was left out would be another process.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import define, field

from cselekvo.exchange.bpmn.model import (
    BpmnCode,
    Node,
    NodeKind,
    Process,
    SequenceFlow,
)
from cselekvo.exchange.bpmn.words import (
    CHANGING,
    CHANGING_ATTRIBUTES,
    KINDS,
    NAMESPACE,
    TOP_NOT_SUPPORTED,
    WITHOUT_BEARING,
)
from cselekvo.exchange.xml_tree import LIMITS, Element, XmlLimits, read_xml
from cselekvo.findings import Finding, Place, Severity, has_errors


def read_bpmn(
    source: Path | bytes, limits: XmlLimits = LIMITS
) -> tuple[Process | None, tuple[Finding, ...]]:
    """Return the process of a BPMN file, or None where an error was found.

    Raises:
        FileNotReadError: There is no such file, or it cannot be read.
    """
    root, refused = read_xml(source, limits)
    if root is None:
        return None, refused
    reading = _Reading(file=None if isinstance(source, bytes) else str(source))
    element = reading.process_of(root)
    process = None if element is None else reading.process(element)
    if has_errors(reading.findings):
        process = None
    return process, tuple(reading.findings)


@define(eq=False)
class _Reading:
    """What was found so far, the ids that were met, and those not supported."""

    file: str | None
    findings: list[Finding] = field(factory=list)
    ids: set[str] = field(factory=set)
    left_out: set[str] = field(factory=set)

    def note(
        self,
        code: BpmnCode,
        at: Element | Node | SequenceFlow | Process,
        severity: Severity = Severity.ERROR,
        **values: Any,
    ) -> None:
        if isinstance(at, Element):
            values.setdefault("element", at.name)
        where = Place(file=self.file, line=at.line or None)
        self.findings.append(
            Finding(code, subject=at.id, severity=severity, values=values, where=where)
        )

    def process_of(self, root: Element) -> Element | None:
        """Return the one process of the file that holds nodes."""
        if root.name != "definitions" or root.namespace != NAMESPACE:
            self.note(BpmnCode.NOT_BPMN, root, found=root.namespace or root.name)
            return None
        for element in root.children:
            if element.name in TOP_NOT_SUPPORTED and element.namespace == NAMESPACE:
                self.note(BpmnCode.NOT_SUPPORTED, element)
        for collaboration in root.named("collaboration"):
            for flow in collaboration.named("messageFlow"):
                self.note(BpmnCode.NOT_SUPPORTED, flow)
        drawn = [one for one in root.named("process") if one.first("startEvent")]
        drawn = drawn or [one for one in root.named("process") if one.children]
        if len(drawn) > 1:
            self.note(BpmnCode.SEVERAL_PROCESSES, drawn[1])
            return None
        if not drawn:
            self.note(BpmnCode.NO_PROCESS, root)
            return None
        return drawn[0]

    def process(self, element: Element) -> Process:
        """Return a process, its faults noted."""
        lanes = dict(_lanes(element))
        nodes = tuple(self.nodes(element, lanes))
        known = {node.id for node in nodes}
        for member in lanes:
            if member not in known | self.left_out:
                lane = next(element.named("laneSet"))
                self.note(BpmnCode.REFERENCE_UNKNOWN, lane, reference=member)
        process = Process(
            id=element.id,
            name=_plain(element),
            nodes=nodes,
            flows=tuple(self.flows(element, nodes)),
            line=element.line,
        )
        self.check(process)
        return process

    def nodes(self, element: Element, lanes: dict[str, str]) -> Iterator[Node]:
        for child in element.children:
            if child.namespace != NAMESPACE or child.name in WITHOUT_BEARING:
                continue
            kind = KINDS.get(child.name)
            if kind is None:
                if child.name not in CHANGING:  # of a subprocess; told with it
                    self.note(BpmnCode.NOT_SUPPORTED, child)
                    self.left_out.add(child.id)
                continue
            self.changing(child)
            if not self.is_new(child):
                continue
            inner = kind is NodeKind.SUBPROCESS and _holds_nodes(child)
            yield Node(
                id=child.id,
                kind=kind,
                element=child.name,
                name=_plain(child),
                lane=lanes.get(child.id, ""),
                line=child.line,
                inside=self.process(child) if inner else None,
            )

    def changing(self, element: Element) -> None:
        """Note what makes an element do other than its name says."""
        for child in element.children:
            if child.name in CHANGING and child.namespace == NAMESPACE:
                self.note(BpmnCode.NOT_SUPPORTED, element, element=child.name)
        for name, value in CHANGING_ATTRIBUTES.items():
            if element.attributes.get(name, "").strip() in {value, "1"}:
                self.note(BpmnCode.NOT_SUPPORTED, element, element=name)

    def is_new(self, element: Element) -> bool:
        if not element.id:
            self.note(BpmnCode.ID_MISSING, element)
        elif element.id in self.ids:
            self.note(BpmnCode.ID_DOUBLED, element)
        else:
            self.ids.add(element.id)
            return True
        return False

    def flows(
        self, element: Element, nodes: tuple[Node, ...]
    ) -> Iterator[SequenceFlow]:
        kinds = {node.id: node.kind for node in nodes}
        for child in element.named("sequenceFlow"):
            if not self.is_new(child):
                continue
            ends = [self.end(child, name, kinds) for name in ("sourceRef", "targetRef")]
            if None in ends:
                continue
            source, target = (str(one) for one in ends)
            conditional = child.first("conditionExpression") is not None
            if conditional and kinds[source] is not NodeKind.EXCLUSIVE:
                self.note(BpmnCode.NOT_SUPPORTED, child, element="conditionExpression")
            yield SequenceFlow(
                id=child.id,
                source=source,
                target=target,
                name=_plain(child),
                line=child.line,
            )

    def end(self, flow: Element, name: str, kinds: dict[str, NodeKind]) -> str | None:
        """Return the node at an end of a flow, where there is such a one."""
        id_ = flow.attributes.get(name, "").strip()
        if not id_:
            self.note(BpmnCode.FLOW_DANGLES, flow, missing=name)
        elif id_ in kinds:
            return id_
        elif id_ not in self.left_out:
            self.note(BpmnCode.REFERENCE_UNKNOWN, flow, reference=id_)
        return None

    def check(self, process: Process) -> None:
        """Note what keeps a process from having a beginning and a way on."""
        starts = [node for node in process.nodes if node.kind is NodeKind.START]
        if not starts:
            self.note(BpmnCode.NO_START, process)
        for other in starts[1:]:
            self.note(BpmnCode.SEVERAL_STARTS, other)
        if not has_errors(self.findings):
            self.check_ways(process)

    def check_ways(self, process: Process) -> None:
        """Note what is not led to or leads nowhere, where all flows could be read."""
        led_to = {flow.target for flow in process.flows}
        led_from = {flow.source for flow in process.flows}
        for node in process.nodes:
            if node.kind is NodeKind.START:
                if node.id in led_to:
                    self.note(BpmnCode.START_IS_LED_TO, node)
            elif node.id not in led_to:
                self.note(BpmnCode.NOT_LED_TO, node)
            if node.kind is NodeKind.END:
                if node.id in led_from:
                    self.note(BpmnCode.END_LEADS_ON, node)
            elif node.id not in led_from:
                self.note(BpmnCode.ENDS_SILENTLY, node, Severity.WARNING)


def _lanes(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the members of lanes, each with the name of the innermost lane."""
    for lane_set in (*element.named("laneSet"), *element.named("childLaneSet")):
        for lane in lane_set.named("lane"):
            for member in lane.named("flowNodeRef"):
                yield member.text, _plain(lane) or lane.id
            yield from _lanes(lane)


def _holds_nodes(element: Element) -> bool:
    return any(child.name in KINDS for child in element.children)


def _plain(element: Element) -> str:
    return " ".join(element.attributes.get("name", "").split())
