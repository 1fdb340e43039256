"""From a BPMN process to a template, as far as stages can say what was drawn.

Tasks and collapsed subprocesses become stages; gateways become how stages follow one
another. What the language of templates cannot say is refused by its element: events on
the way, expanded subprocesses, a choice where no task closes before it, joins of mixed
kinds, and ways back that end in a join or go together with others.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

from attrs import define, evolve, field, frozen

from cselekvo.domain.template import Opens, Stage, Template, Unit, Way, Words
from cselekvo.exchange.bpmn.model import Node, NodeKind, Process, SequenceFlow
from cselekvo.findings import Finding, Place, has_errors
from cselekvo.rules.soundness.order import order_of

_LONGEST: Final = 64
#: So many gateways may follow one another, and be passed on all ways together.
_DEEP: Final = 100
_PASSED: Final = 10_000
_NOT_IN_IDS: Final = re.compile(r"[^a-z0-9]+")


class ConversionCode(Enum):
    """What of a BPMN process cannot be said by stages."""

    NOT_A_STAGE = "bpmn-node-is-no-stage"
    NO_FIRST_STAGE = "bpmn-start-leads-to-no-stage"
    CHOICE_WITHOUT_STAGE = "bpmn-choice-without-a-stage"
    JOIN_NOT_SAID = "bpmn-join-not-said-by-stages"
    WAY_BACK_NOT_SAID = "bpmn-way-back-not-said-by-stages"


@frozen
class _Arrival:
    """A way by which a stage is come to: from where, and through which joins."""

    source: str
    outcome: str
    target: str
    joins: tuple[str, ...] = ()


def to_template(
    process: Process, unit: Unit
) -> tuple[Template | None, tuple[Finding, ...]]:
    """Return a process as a template of version 1, or None and what cannot be said.

    Durations and what closes a stage are not drawn in BPMN; they are left out.

    Args:
        process: As it was read.
        unit: What the process is about.
    """
    converting = _Converting(process)
    template = converting.template(unit)
    if has_errors(converting.findings):
        return None, tuple(converting.findings)
    return template, tuple(converting.findings)


def slug(text: str, taken: Mapping[str, object], otherwise: str = "") -> str:
    """Return an id made of a text, other than those that are taken.

    Args:
        text: What people call it.
        taken: The ids that are in use.
        otherwise: Used where the text holds no letter.
    """
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore")
    base = _NOT_IN_IDS.sub("_", plain.decode()).strip("_")[: _LONGEST - 4].strip("_")
    base = base or (slug(otherwise, {}) if otherwise else "s")
    id_, number = base, 2
    while id_ in taken:
        id_, number = f"{base}_{number}", number + 1
    return id_


@define(eq=False)
class _Converting:
    process: Process
    findings: list[Finding] = field(factory=list)
    nodes: dict[str, Node] = field(init=False)
    into: dict[str, list[SequenceFlow]] = field(factory=dict)
    out_of: dict[str, list[SequenceFlow]] = field(factory=dict)
    ids: dict[str, str] = field(factory=dict)  #: of stages, by the id of their node
    arrivals: list[_Arrival] = field(factory=list)
    passed: int = 0
    noted: set[tuple[ConversionCode, str]] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.nodes = {node.id: node for node in self.process.nodes}
        for flow in self.process.flows:
            self.into.setdefault(flow.target, []).append(flow)
            self.out_of.setdefault(flow.source, []).append(flow)

    def note(self, code: ConversionCode, at: Node) -> None:
        values = {"element": at.element, "name": at.label}
        where = Place(line=at.line) if at.line else None
        finding = Finding(code, subject=at.id, values=values, where=where)
        if (code, at.id) not in self.noted:
            self.noted.add((code, at.id))
            self.findings.append(finding)

    def template(self, unit: Unit) -> Template | None:
        """Return the template; without meaning where something was noted."""
        taken: dict[str, str] = {}
        for node in self.process.nodes:
            if node.kind in {NodeKind.TASK, NodeKind.SUBPROCESS}:
                if node.inside is not None:
                    self.note(ConversionCode.NOT_A_STAGE, node)
                self.ids[node.id] = slug(node.name, taken, node.id)
                taken[self.ids[node.id]] = node.id
            elif node.kind is NodeKind.EVENT:
                self.note(ConversionCode.NOT_A_STAGE, node)
        start = self.first()
        stages = tuple(self.stage(self.nodes[id_]) for id_ in self.ids)
        if has_errors(self.findings):
            return None
        title = self.process.name or self.process.id
        draft = Template(
            id=slug(title, {}, self.process.id),
            version=1,
            title=Words(title),
            unit=unit,
            start=start,
            stages=stages,
        )
        return self.opened(self.with_ways_back(draft))

    def first(self) -> str:
        """Return the stage to which the start leads, through merges alone."""
        start = self.process.start
        flows = self.out_of.get(start.id, [])
        seen: set[str] = set()
        while len(flows) == 1:
            node = self.nodes[flows[0].target]
            if node.id in self.ids:
                return self.ids[node.id]
            if node.kind is not NodeKind.EXCLUSIVE or node.id in seen:
                break
            seen.add(node.id)
            flows = self.out_of.get(node.id, [])
        self.note(ConversionCode.NO_FIRST_STAGE, start)
        return ""

    def stage(self, node: Node) -> Stage:
        id_ = self.ids[node.id]
        return Stage(
            id=id_,
            title=Words(node.label),
            ways=tuple(self.ways(node)),
            responsible=slug(node.lane, {}) if node.lane else "",
            line=node.line,
        )

    def ways(self, node: Node) -> Iterator[Way]:
        """Yield what follows a stage: all its flows, or a choice among those of one."""
        flows = self.out_of.get(node.id, [])
        choice = self.choice(flows[0]) if len(flows) == 1 else None
        if choice is None:
            yield self.way(node, "", flows)
            return
        taken: dict[str, object] = {}
        for flow in self.out_of[choice.id]:
            outcome = slug(flow.name, taken, self.nodes[flow.target].label)
            taken[outcome] = flow
            yield self.way(node, outcome, [flow])

    def choice(self, flow: SequenceFlow) -> Node | None:
        """Return the choice to which a flow leads, through merges alone."""
        seen: set[str] = set()
        node = self.nodes[flow.target]
        while node.kind is NodeKind.EXCLUSIVE and node.id not in seen:
            seen.add(node.id)
            flows = self.out_of.get(node.id, [])
            if len(flows) != 1:
                return node if flows else None
            node = self.nodes[flows[0].target]
        return None

    def way(self, node: Node, outcome: str, flows: list[SequenceFlow]) -> Way:
        source = self.ids[node.id]
        found = [
            _Arrival(source, outcome, self.ids[target], joins)
            for flow in flows
            for target, joins in self.led_to(flow, (), frozenset())
        ]
        self.arrivals += found
        targets = tuple(dict.fromkeys(one.target for one in found))
        return Way(outcome=outcome, stages=targets)

    def led_to(
        self, flow: SequenceFlow, joins: tuple[str, ...], seen: frozenset[str]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the stages to which a flow leads, with the joins on the way."""
        node = self.nodes[flow.target]
        flows = self.out_of.get(node.id, [])
        self.passed += 1
        if node.id in self.ids:
            yield node.id, joins
        elif len(seen) > _DEEP or self.passed > _PASSED:
            self.note(ConversionCode.NOT_A_STAGE, node)
        elif node.id in seen or (node.kind is NodeKind.EXCLUSIVE and len(flows) > 1):
            self.note(ConversionCode.CHOICE_WITHOUT_STAGE, node)
        elif node.kind in {NodeKind.EXCLUSIVE, NodeKind.PARALLEL}:
            if node.kind is NodeKind.PARALLEL and len(self.into[node.id]) > 1:
                joins = (*joins, node.id)
            for one in flows:
                yield from self.led_to(one, joins, seen | {node.id})

    def with_ways_back(self, draft: Template) -> Template:
        """Return the template in which ways that close a cycle are ways back."""
        back = set(order_of(draft).cycles)
        joined = {(one.source, one.target) for one in self.arrivals if one.joins}
        node_of = {id_: self.nodes[node] for node, id_ in self.ids.items()}
        stages = []
        for stage in draft.stages:
            ways = []
            for way in stage.ways:
                led_back = [to for to in way.stages if (stage.id, to) in back]
                cannot = len(way.stages) > 1 or stage.id in led_back
                if led_back and (cannot or (stage.id, led_back[0]) in joined):
                    self.note(ConversionCode.WAY_BACK_NOT_SAID, node_of[stage.id])
                ways.append(evolve(way, rework=bool(led_back)))
            stages.append(evolve(stage, ways=tuple(ways)))
        self.arrivals = [
            one for one in self.arrivals if (one.source, one.target) not in back
        ]
        return evolve(draft, stages=tuple(stages))

    def opened(self, draft: Template) -> Template:
        """Return the template in which stages open on all or on any as was drawn."""
        node_of = {id_: self.nodes[node] for node, id_ in self.ids.items()}
        stages = []
        for stage in draft.stages:
            arrivals = [one for one in self.arrivals if one.target == stage.id]
            joins = {one.joins for one in arrivals}
            opens = Opens.ANY if len(arrivals) > 1 else Opens.ALL
            if joins - {()}:
                opens = Opens.ALL
                (*_, through) = sorted(joins)
                awaited = len(self.into[through[0]])
                if len(joins) > 1 or len(through) > 1 or len(arrivals) != awaited:
                    self.note(ConversionCode.JOIN_NOT_SAID, node_of[stage.id])
            stages.append(evolve(stage, opens=opens))
        return evolve(draft, stages=tuple(stages))
