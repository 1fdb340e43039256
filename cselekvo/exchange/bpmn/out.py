"""Writing a template as a BPMN 2.0 process, with a drawing that modellers show.

The meaning is the same: what is proved of the process is what is proved of the
template. How long stages take and what closes them has no place in BPMN; it stands in
the documentation of the tasks, for people.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from attrs import field, frozen

from cselekvo.domain.template import Criterion, Stage, Template, Words
from cselekvo.exchange.bpmn.drawn import DrawnProcess, drawn_process
from cselekvo.exchange.bpmn.flow import Arrow, FlowGraph, FlowNode, Part, flow_of
from cselekvo.exchange.bpmn.words import NAMESPACE
from cselekvo.i18n import _, current, fill
from cselekvo.network.layered import Box

_DI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
_LINES: Final = "http://www.omg.org/spec/DD/20100524/DI"
_TARGET: Final = "urn:cselekvo:templates"
_GATEWAYS: Final = (Part.EXCLUSIVE, Part.PARALLEL)


@frozen(kw_only=True)
class BpmnWords:
    """What roles and outcomes are called, by their ids; others by their ids."""

    roles: Mapping[str, Words] = field(factory=dict)
    outcomes: Mapping[str, Words] = field(factory=dict)

    def role(self, id_: str) -> str:
        """Return the name of a lane."""
        return _called(id_, self.roles) or _("nobody responsible")

    def outcome(self, id_: str) -> str:
        """Return the name of a flow."""
        return _called(id_, self.outcomes)


def _called(id_: str, known: Mapping[str, Words]) -> str:
    words = known.get(id_)
    return id_.replace("_", " ") if words is None else words.word(current())


def as_bpmn(template: Template, words: BpmnWords, product: str = "") -> bytes:
    """Return the template as a BPMN file, in the language that is spoken here.

    Args:
        template: Sound or not.
        words: What its roles and outcomes are called.
        product: The version of what writes it.
    """
    graph = flow_of(template)
    names = {one.id: words.outcome(one.outcome) for one in graph.arrows if one.outcome}
    lanes = list(dict.fromkeys(stage.responsible for stage in template.stages))
    lanes = lanes if any(lanes) else []
    drawn = drawn_process(graph, lanes, names)
    version = f" exporterVersion={quoteattr(product)}" if product else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<definitions xmlns="{NAMESPACE}" xmlns:bpmndi="{_DI}" xmlns:dc="{_DC}"',
        f'    xmlns:di="{_LINES}" id="Definitions" targetNamespace="{_TARGET}"',
        f'    exporter="Cselekvő"{version}>',
        '  <collaboration id="Collaboration">',
        f'    <participant id="Pool"{_name(_title(template))} processRef="Process"/>',
        "  </collaboration>",
        f'  <process id="Process"{_name(_title(template))} isExecutable="false">',
        *_documentation(_about(template), 4),
        *_lane_set(graph, lanes, words),
        *(line for one in graph.nodes for line in _node(one, graph.arrows)),
        *(_flow(one, names) for one in graph.arrows),
        "  </process>",
        *_diagram(graph, drawn),
        "</definitions>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _title(template: Template) -> str:
    return template.title.word(current())


def _name(words: str) -> str:
    return f" name={quoteattr(words)}" if words else ""


def _about(template: Template) -> str:
    """Return which template it is, for people."""
    values = {
        "id": template.id,
        "version": template.version,
        "unit": template.unit.word(current()),
    }
    return fill(
        _("Template %(id)s, version %(version)s; it is about: %(unit)s."), values
    )


def _documentation(text: str, indent: int) -> list[str]:
    blanks = " " * indent
    return [f"{blanks}<documentation>{escape(text)}</documentation>"] if text else []


def _lane_set(
    graph: FlowGraph, lanes: Iterable[str], words: BpmnWords
) -> Iterator[str]:
    """Yield the lanes, each with the nodes that lie in it."""
    places = list(lanes)
    if not places:
        return
    yield '    <laneSet id="Lanes">'
    for number, lane in enumerate(places, start=1):
        yield f'      <lane id="Lane_{number}"{_name(words.role(lane))}>'
        for node in graph.nodes:
            if node.stage.responsible == lane:
                yield f"        <flowNodeRef>{node.id}</flowNodeRef>"
        yield "      </lane>"
    yield "    </laneSet>"


def _node(node: FlowNode, arrows: Iterable[Arrow]) -> Iterator[str]:
    """Yield a node with the flows that lead in and out."""
    element, more = node.part.value, ""
    if node.part is Part.TASK:
        more = _name(node.stage.title.word(current()))
    elif node.part in _GATEWAYS:
        direction = "Diverging" if node.diverging else "Converging"
        more = f' gatewayDirection="{direction}"'
    yield f'    <{element} id="{node.id}"{more}>'
    if node.part is Part.TASK:
        yield from _documentation(_told(node.stage), 6)
    for arrow in arrows:
        if arrow.target == node.id:
            yield f"      <incoming>{arrow.id}</incoming>"
    for arrow in arrows:
        if arrow.source == node.id:
            yield f"      <outgoing>{arrow.id}</outgoing>"
    yield f"    </{element}>"


def _told(stage: Stage) -> str:
    """Return how long a stage takes and what closes it, for people."""
    duration = stage.duration
    days = {}
    if duration is not None:
        days = {
            "typical": duration.typical,
            "least": duration.least,
            "most": duration.most,
        }
    criteria = "; ".join(map(_criterion, stage.exit_criteria))
    values = {**days, "criteria": criteria}
    text = _(
        "[[Days: typically %(typical)s, %(least)s to %(most)s. ]]"
        "[[Closed when: %(criteria)s.]]"
    )
    return fill(text, values).strip()


def _criterion(criterion: Criterion) -> str:
    title = criterion.title
    words = criterion.id.replace("_", " ") if title is None else title.word(current())
    return words if criterion.at_least == 1 else f"{words} (≥ {criterion.at_least})"


def _flow(arrow: Arrow, names: Mapping[str, str]) -> str:
    return (
        f'    <sequenceFlow id="{arrow.id}"{_name(names.get(arrow.id, ""))} '
        f'sourceRef="{arrow.source}" targetRef="{arrow.target}"/>'
    )


def _diagram(graph: FlowGraph, drawn: DrawnProcess) -> Iterator[str]:
    """Yield where everything stands."""
    yield '  <bpmndi:BPMNDiagram id="Diagram">'
    yield '    <bpmndi:BPMNPlane id="Plane" bpmnElement="Collaboration">'
    yield from _shape("Pool", drawn.pool, ' isHorizontal="true"')
    for number, lane in enumerate(drawn.lanes, start=1):
        yield from _shape(f"Lane_{number}", lane, ' isHorizontal="true"')
    for node in graph.nodes:
        marked = ' isMarkerVisible="true"' if node.part is Part.EXCLUSIVE else ""
        yield from _shape(node.id, drawn.shapes[node.id], marked)
    for arrow in graph.arrows:
        yield f'      <bpmndi:BPMNEdge id="{arrow.id}_di" bpmnElement="{arrow.id}">'
        for x, y in drawn.flows[arrow.id]:
            yield f'        <di:waypoint x="{_number(x)}" y="{_number(y)}"/>'
        if arrow.id in drawn.labels:
            yield "        <bpmndi:BPMNLabel>"
            yield f"          {_bounds(drawn.labels[arrow.id])}"
            yield "        </bpmndi:BPMNLabel>"
        yield "      </bpmndi:BPMNEdge>"
    yield "    </bpmndi:BPMNPlane>"
    yield "  </bpmndi:BPMNDiagram>"


def _shape(id_: str, box: Box, more: str) -> Iterator[str]:
    yield f'      <bpmndi:BPMNShape id="{id_}_di" bpmnElement="{id_}"{more}>'
    yield f"        {_bounds(box)}"
    yield "      </bpmndi:BPMNShape>"


def _bounds(box: Box) -> str:
    return (
        f'<dc:Bounds x="{_number(box.x)}" y="{_number(box.y)}" '
        f'width="{_number(box.width)}" height="{_number(box.height)}"/>'
    )


def _number(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
