"""The element names of BPMN 2.0 (OMG formal/2011-01-03) that mean something here."""

from typing import Final

from cselekvo.exchange.bpmn.model import NodeKind

NAMESPACE: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"

KINDS: Final = {
    "startEvent": NodeKind.START,
    "endEvent": NodeKind.END,
    "intermediateCatchEvent": NodeKind.EVENT,
    "intermediateThrowEvent": NodeKind.EVENT,
    "task": NodeKind.TASK,
    "userTask": NodeKind.TASK,
    "manualTask": NodeKind.TASK,
    "serviceTask": NodeKind.TASK,
    "scriptTask": NodeKind.TASK,
    "sendTask": NodeKind.TASK,
    "receiveTask": NodeKind.TASK,
    "businessRuleTask": NodeKind.TASK,
    "exclusiveGateway": NodeKind.EXCLUSIVE,
    "parallelGateway": NodeKind.PARALLEL,
    "subProcess": NodeKind.SUBPROCESS,
}
#: What stands in a process and has no bearing on the order of its nodes.
WITHOUT_BEARING: Final = frozenset(
    {
        "documentation", "extensionElements", "auditing", "monitoring", "property",
        "laneSet", "ioSpecification", "ioBinding", "supportedInterfaceRef",
        "resourceRole", "performer", "potentialOwner", "humanPerformer",
        "correlationSubscription", "dataObject", "dataObjectReference",
        "dataStoreReference", "textAnnotation", "association", "group",
        "incoming", "outgoing", "sequenceFlow",
    }
)  # fmt: skip
#: Children of a node that change what it does.
CHANGING: Final = frozenset(
    {
        "standardLoopCharacteristics", "multiInstanceLoopCharacteristics",
        "terminateEventDefinition", "linkEventDefinition",
        "compensateEventDefinition", "cancelEventDefinition", "errorEventDefinition",
    }
)  # fmt: skip
#: Attributes of a node that change what it does, with the value that does.
CHANGING_ATTRIBUTES: Final = {
    "triggeredByEvent": "true",
    "isForCompensation": "true",
    "parallelMultiple": "true",
}
#: Elements at the top of a file that hold nodes of their own, beside `process`.
TOP_NOT_SUPPORTED: Final = frozenset(
    {"choreography", "globalChoreographyTask", "conversation", "globalConversation"}
)
