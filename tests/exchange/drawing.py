"""BPMN and PNML files, short to write."""

from cselekvo.exchange.bpmn.words import NAMESPACE
from cselekvo.exchange.pnml import NAMESPACE as PNML

_ELEMENTS = {
    "start": "startEvent",
    "end": "endEvent",
    "x": "exclusiveGateway",
    "plus": "parallelGateway",
}


def bpmn(body: str, *, inside: str = "process", top: str = "") -> bytes:
    """Return a BPMN file with this in its process."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="{NAMESPACE}">\n'
        f'<{inside} id="p" name="Folyamat">\n{body}\n</{inside}>\n{top}\n'
        "</definitions>\n"
    ).encode()


def nodes(*ids: str) -> str:
    """Return nodes: `start`, `end1`, `x1` and `plus1` by their kind, others tasks."""
    return "\n".join(
        f'<{_ELEMENTS.get(id_.rstrip("0123456789"), "task")} id="{id_}"/>'
        for id_ in ids
    )


def flows(*arrows: str) -> str:
    """Return flows of `source target` pairs, each on a line of its own."""
    parts = [(arrow, *arrow.split()) for arrow in arrows]
    return "\n".join(
        f'<sequenceFlow id="{source}-{target}" sourceRef="{source}" '
        f'targetRef="{target}"/>'
        for _, source, target in parts
    )


def drawn(*arrows: str) -> bytes:
    """Return a BPMN file of flows; its nodes are those that they name."""
    ids = dict.fromkeys(id_ for arrow in arrows for id_ in arrow.split())
    return bpmn(nodes(*ids) + "\n" + flows(*arrows))


def pnml(body: str, *, kind: str = "ptnet", namespace: str = PNML) -> bytes:
    """Return a PNML file with this in its net."""
    return (
        f'<pnml xmlns="{namespace}">\n<net id="n" '
        f'type="http://www.pnml.org/version-2009/grammar/{kind}">\n{body}\n'
        "</net>\n</pnml>\n"
    ).encode()


#: A net of one step, to which a test adds something.
ONE_STEP = (
    '<place id="i"><initialMarking><text>1</text></initialMarking></place>\n'
    '<transition id="a"><name><text>Lépés\n a</text></name></transition>\n'
    '<place id="o"/>\n<arc id="x0" source="i" target="a"/>\n'
    '<arc id="x1" source="a" target="o"/>\n'
)
