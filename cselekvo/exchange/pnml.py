"""Read Petri nets in PNML (ISO/IEC 15909-2): places, transitions, arcs and marks.

Core nets and place/transition nets are read; any other type is refused by its name. A
file without a namespace, as old tools write it, is read with a warning. What lies on
pages is one net; a reference node stands for what it refers to.
"""

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Final

from attrs import define, field

from cselekvo.exchange.xml_tree import LIMITS, Element, XmlLimits, read_xml
from cselekvo.findings import Finding, Place, Severity, has_errors
from cselekvo.rules.nets import Transition, WorkflowNet

NAMESPACE: Final = "http://www.pnml.org/version-2009/grammar/pnml"
#: The types of nets that are read, by the end of their names.
_READ: Final = frozenset({"ptnet", "coremodel"})
_WHOLE: Final = re.compile(r"-?[0-9]{1,9}")
#: Children that say how a net is drawn, or belong to a tool.
_PICTURES: Final = frozenset({"name", "graphics", "toolspecific"})


class PnmlCode(Enum):
    """What the reading of a PNML file can find."""

    NOT_PNML = "not-pnml"
    NO_NAMESPACE = "pnml-without-namespace"
    NO_NET = "pnml-without-a-net"
    SEVERAL_NETS = "pnml-with-several-nets"
    TYPE_NOT_SUPPORTED = "pnml-type-not-supported"
    ELEMENT_NOT_SUPPORTED = "pnml-element-not-supported"
    ID_MISSING = "pnml-id-missing"
    ID_DOUBLED = "pnml-id-doubled"
    REFERENCE_UNKNOWN = "pnml-reference-unknown"
    ARC_WITHIN_A_KIND = "pnml-arc-within-a-kind"
    WEIGHT_NOT_READ = "pnml-weight-not-read"
    MARKING_NOT_READ = "pnml-marking-not-read"


def read_pnml(
    source: Path | bytes, limits: XmlLimits = LIMITS
) -> tuple[WorkflowNet | None, tuple[Finding, ...]]:
    """Return the net of a PNML file, or None where an error was found.

    Raises:
        FileNotReadError: There is no such file, or it cannot be read.
    """
    root, refused = read_xml(source, limits)
    if root is None:
        return None, refused
    reading = _Reading(file=None if isinstance(source, bytes) else str(source))
    net = reading.net_of(root)
    if net is not None:
        reading.read(net)
    if net is None or has_errors(reading.findings):
        return None, tuple(reading.findings)
    return reading.made(), tuple(reading.findings)


@define(eq=False)
class _Reading:
    """What was read so far; steps take and put by place."""

    file: str | None
    findings: list[Finding] = field(factory=list)
    places: dict[str, str] = field(factory=dict)
    steps: dict[str, Element] = field(factory=dict)
    refers: dict[str, str] = field(factory=dict)
    initial: dict[str, int] = field(factory=dict)
    takes: dict[str, dict[str, int]] = field(factory=dict)
    puts: dict[str, dict[str, int]] = field(factory=dict)

    def note(self, code: PnmlCode, at: Element, **values: Any) -> None:
        severity = Severity.WARNING if code is PnmlCode.NO_NAMESPACE else Severity.ERROR
        finding = Finding(
            code,
            subject=at.id,
            severity=severity,
            values={"element": at.name, **values},
            where=Place(file=self.file, line=at.line),
        )
        self.findings.append(finding)

    def net_of(self, root: Element) -> Element | None:
        """Return the one net of the file, of a type that is read."""
        if root.name != "pnml" or root.namespace not in {"", NAMESPACE}:
            self.note(PnmlCode.NOT_PNML, root, found=root.namespace or root.name)
            return None
        if not root.namespace:
            self.note(PnmlCode.NO_NAMESPACE, root)
        nets = list(root.named("net"))
        if len(nets) != 1:
            code = PnmlCode.SEVERAL_NETS if nets else PnmlCode.NO_NET
            self.note(code, nets[1] if nets else root)
            return None
        kind = nets[0].attributes.get("type", "")
        if kind.rpartition("/")[2] not in _READ and kind:
            self.note(PnmlCode.TYPE_NOT_SUPPORTED, nets[0], found=kind)
            return None
        return nets[0]

    def read(self, net: Element) -> None:
        """Read nodes first, then the arcs between them."""
        nodes = list(_on_pages(net))
        seen: set[str] = set()
        for element in nodes:
            if not element.id:
                self.note(PnmlCode.ID_MISSING, element)
            elif element.id in seen:
                self.note(PnmlCode.ID_DOUBLED, element)
            else:
                seen.add(element.id)
                self.node(element)
        for element in nodes:
            if element.name == "arc":
                self.arc(element)

    def node(self, element: Element) -> None:
        if element.name == "place":
            self.places[element.id] = _label(element, "name")
            self.marking(element)
        elif element.name == "transition":
            self.steps[element.id] = element
        elif element.name in {"referencePlace", "referenceTransition"}:
            self.refers[element.id] = element.attributes.get("ref", "")
        elif element.name != "arc":
            self.note(PnmlCode.ELEMENT_NOT_SUPPORTED, element)

    def marking(self, element: Element) -> None:
        marks = element.first("initialMarking")
        if marks is None:
            return
        text = _text(marks)
        if _WHOLE.fullmatch(text) is None or int(text) < 0:
            self.note(PnmlCode.MARKING_NOT_READ, element, found=text)
        elif int(text):
            self.initial[element.id] = int(text)

    def arc(self, element: Element) -> None:
        ends = [self.end(element, name) for name in ("source", "target")]
        weight = self.weight(element)
        if None in ends or weight is None:
            return
        start, end = (str(one) for one in ends)
        if start in self.places and end in self.steps:
            side, step, place = self.takes, end, start
        elif start in self.steps and end in self.places:
            side, step, place = self.puts, start, end
        else:
            self.note(PnmlCode.ARC_WITHIN_A_KIND, element, source=start, target=end)
            return
        amounts = side.setdefault(step, {})
        amounts[place] = amounts.get(place, 0) + weight

    def end(self, element: Element, name: str) -> str | None:
        given = id_ = element.attributes.get(name, "").strip()
        for _ in range(len(self.refers) + 1):
            if id_ in self.places or id_ in self.steps:
                return id_
            id_ = self.refers.get(id_, "")
        self.note(PnmlCode.REFERENCE_UNKNOWN, element, reference=given)
        return None

    def weight(self, element: Element) -> int | None:
        inscription = element.first("inscription")
        kind = element.first("type")
        if kind is not None and kind.attributes.get("value", "normal") != "normal":
            self.note(PnmlCode.ELEMENT_NOT_SUPPORTED, kind)
        text = "1" if inscription is None else _text(inscription)
        if _WHOLE.fullmatch(text) is None or int(text) < 1:
            self.note(PnmlCode.WEIGHT_NOT_READ, element, found=text)
            return None
        return int(text)

    def made(self) -> WorkflowNet:
        """Return the net that was read."""
        return WorkflowNet(
            places=self.places,
            transitions=tuple(
                Transition(
                    id=id_,
                    name=_label(element, "name"),
                    takes=self.takes.get(id_, {}),
                    puts=self.puts.get(id_, {}),
                    line=element.line,
                )
                for id_, element in self.steps.items()
            ),
            initial=self.initial,
        )


def _on_pages(net: Element) -> Iterator[Element]:
    """Yield the nodes and arcs of a net, those on its pages too."""
    for child in net.children:
        if child.namespace != net.namespace or child.name in _PICTURES:
            continue
        if child.name == "page":
            yield from _on_pages(child)
        else:
            yield child


def _text(element: Element) -> str:
    text = element.first("text") or element.first("value")
    return text.text if text is not None else element.text


def _label(element: Element, name: str) -> str:
    label = element.first(name)
    return "" if label is None else " ".join(_text(label).split())
