"""Processes drawn in BPMN are read, and proved as nets."""

from pathlib import Path

import pytest

from cselekvo.exchange.bpmn.model import BpmnCode, NodeKind, Process
from cselekvo.exchange.bpmn.net import prove_process, stages_in
from cselekvo.exchange.bpmn.reading import read_bpmn
from cselekvo.exchange.xml_tree import XmlCode
from cselekvo.findings import Finding, Severity
from cselekvo.rules.nets import NetCode
from tests.exchange.drawing import bpmn, drawn, flows, nodes
from tests.shared import CORPUS, SHARED

_SAMPLES = SHARED / "samples" / "bpmn"
_ROW = nodes("start", "a", "end") + flows("start a", "a end")


def _read(content: bytes | Path) -> Process:
    process, findings = read_bpmn(content)
    assert findings == ()
    assert process is not None
    return process


def _refused(content: bytes) -> Finding:
    process, (finding,) = read_bpmn(content)
    assert process is None
    assert finding.severity is Severity.ERROR
    return finding


def test_nodes_flows_and_their_lines_are_read() -> None:
    process = _read(drawn("start a", "a end"))

    assert (process.id, process.name) == ("p", "Folyamat")
    assert [(one.id, one.kind, one.line) for one in process.nodes] == [
        ("start", NodeKind.START, 4),
        ("a", NodeKind.TASK, 5),
        ("end", NodeKind.END, 6),
    ]
    assert [(one.source, one.target) for one in process.flows] == [
        ("start", "a"),
        ("a", "end"),
    ]


@pytest.mark.parametrize(
    "element",
    [
        "userTask",
        "manualTask",
        "serviceTask",
        "scriptTask",
        "sendTask",
        "receiveTask",
        "businessRuleTask",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "subProcess",
    ],
)
def test_every_kind_of_task_and_event_is_read(element: str) -> None:
    body = _ROW.replace("<task", f"<{element}")

    assert _read(bpmn(body)).nodes[1].element == element


def test_lanes_name_who_is_responsible() -> None:
    lanes = (
        '<laneSet id="l"><lane id="l1" name="Mentor"><flowNodeRef>a</flowNodeRef>'
        '<childLaneSet id="c"><lane id="l2"><flowNodeRef>end</flowNodeRef></lane>'
        "</childLaneSet></lane></laneSet>"
    )

    process = _read(bpmn(lanes + _ROW))

    assert [one.lane for one in process.nodes] == ["", "Mentor", "l2"]


def test_a_lane_of_what_is_not_here_is_told() -> None:
    lanes = '<laneSet id="l"><lane id="m"><flowNodeRef>z</flowNodeRef></lane></laneSet>'

    assert _refused(bpmn(lanes + _ROW)).values["reference"] == "z"


def test_what_only_describes_is_left_aside() -> None:
    aside = (
        '<documentation>x</documentation><dataObject id="d"/><textAnnotation id="t"/>'
        '<association id="q" sourceRef="a" targetRef="t"/>'
        '<x:thing xmlns:x="urn:other"/>'
    )

    assert len(_read(bpmn(aside + _ROW)).nodes) == 3


@pytest.mark.parametrize(
    ("body", "element"),
    [
        ('<boundaryEvent id="b" attachedToRef="a"/>', "boundaryEvent"),
        ('<inclusiveGateway id="b"/>', "inclusiveGateway"),
        ('<complexGateway id="b"/>', "complexGateway"),
        ('<eventBasedGateway id="b"/>', "eventBasedGateway"),
        ('<callActivity id="b"/>', "callActivity"),
        ('<transaction id="b"/>', "transaction"),
        ('<adHocSubProcess id="b"/>', "adHocSubProcess"),
        ('<task id="b"><standardLoopCharacteristics/></task>', None),
        ('<task id="b"><multiInstanceLoopCharacteristics/></task>', None),
        ('<endEvent id="b"><terminateEventDefinition/></endEvent>', None),
        ('<task id="b" isForCompensation="true"/>', "isForCompensation"),
        ('<subProcess id="b" triggeredByEvent="true"/>', "triggeredByEvent"),
    ],
)
def test_what_is_not_supported_is_named_with_its_id_and_line(
    body: str, element: str | None
) -> None:
    finding = _refused(bpmn(_ROW + "\n" + body))

    named = element or body.split("><")[1].partition("/")[0]
    assert (finding.code, finding.subject) == (BpmnCode.NOT_SUPPORTED, "b")
    assert finding.values["element"] == named
    assert finding.where is not None
    assert finding.where.line == 8


def test_conditions_belong_to_gateways_and_messages_to_nobody_here() -> None:
    condition = _ROW.replace(
        'targetRef="end"/>',
        'targetRef="end"><conditionExpression>x</conditionExpression></sequenceFlow>',
    )
    top = '<collaboration id="c"><messageFlow id="m"/></collaboration>'

    assert _refused(bpmn(condition)).values["element"] == "conditionExpression"
    assert _refused(bpmn(_ROW, top=top)).subject == "m"
    assert _refused(bpmn(_ROW, top='<choreography id="h"/>')).subject == "h"


@pytest.mark.parametrize(
    ("body", "code", "subject"),
    [
        ('<task id="a"/>', BpmnCode.ID_DOUBLED, "a"),
        ("<task/>", BpmnCode.ID_MISSING, ""),
        (
            '<sequenceFlow id="a-end" sourceRef="a" targetRef="end"/>',
            BpmnCode.ID_DOUBLED,
            "a-end",
        ),
        ('<sequenceFlow id="f" sourceRef="a"/>', BpmnCode.FLOW_DANGLES, "f"),
        (
            '<sequenceFlow id="f" sourceRef="a" targetRef="zzz"/>',
            BpmnCode.REFERENCE_UNKNOWN,
            "f",
        ),
        ('<startEvent id="s2"/>', BpmnCode.SEVERAL_STARTS, "s2"),
        (
            '<sequenceFlow id="f" sourceRef="a" targetRef="start"/>',
            BpmnCode.START_IS_LED_TO,
            "start",
        ),
        (
            '<sequenceFlow id="f" sourceRef="end" targetRef="a"/>',
            BpmnCode.END_LEADS_ON,
            "end",
        ),
        ('<endEvent id="e2"/>', BpmnCode.NOT_LED_TO, "e2"),
    ],
)
def test_what_is_not_joined_up_is_told(body: str, code: BpmnCode, subject: str) -> None:
    finding = _refused(bpmn(_ROW + body))

    assert (finding.code, finding.subject) == (code, subject)
    assert finding.where is not None
    assert finding.where.line is not None


def test_a_process_must_have_a_start_and_be_alone() -> None:
    assert _refused(bpmn(nodes("a"))).code is BpmnCode.NO_START
    assert _refused(bpmn("", inside="collaboration")).code is BpmnCode.NO_PROCESS
    second = f'<process id="q">{_ROW.replace("id=", "id=")}</process>'
    assert _refused(bpmn(_ROW, top=second)).code is BpmnCode.SEVERAL_PROCESSES


def test_a_foreign_namespace_is_named() -> None:
    content = bpmn(_ROW).replace(b"http://www.omg.org/spec/BPMN/20100524/MODEL", b"u:x")

    finding = _refused(content)

    assert (finding.code, finding.values["found"]) == (BpmnCode.NOT_BPMN, "u:x")


def test_a_node_that_nothing_leads_on_from_is_an_end_with_a_warning() -> None:
    process, (warning,) = read_bpmn(drawn("start a"))

    assert process is not None
    assert (warning.code, warning.severity, warning.subject) == (
        BpmnCode.ENDS_SILENTLY,
        Severity.WARNING,
        "a",
    )
    assert prove_process(process).sound is True


@pytest.mark.parametrize(
    "arrows",
    [
        ("start a", "a end"),
        ("start plus1", "plus1 a", "plus1 b", "a plus2", "b plus2", "plus2 end"),
        ("start plus1", "plus1 a", "plus1 b", "a end1", "b end2"),
        ("start x1", "x1 a", "x1 b", "a x2", "b x2", "x2 end"),
        ("start x1", "x1 a", "x1 b", "a end", "b end"),
        ("start a", "a x1", "x1 a", "x1 end"),
        ("start a", "a b", "a c", "b plus1", "c plus1", "plus1 end"),
    ],
    ids=["row", "split", "open ends", "choice", "one end", "loop", "split of a task"],
)
def test_what_can_always_end_is_sound(arrows: tuple[str, ...]) -> None:
    assert prove_process(_read(drawn(*arrows))).sound is True


def test_a_choice_joined_in_parallel_cannot_end() -> None:
    process = _read(
        drawn("start x1", "x1 a", "x1 b", "a plus1", "b plus1", "plus1 end")
    )

    (fault,) = prove_process(process).faults

    assert (fault.code, fault.story) == (NetCode.CANNOT_END, ("x1: a", "a"))


def test_a_split_joined_by_a_choice_runs_what_follows_twice() -> None:
    process = _read(
        drawn("start plus1", "plus1 a", "plus1 b", "a x1", "b x1", "x1 c", "c end")
    )

    (fault,) = prove_process(process).faults

    assert fault.code is NetCode.TWICE_AT_ONCE
    assert fault.story == ("a", "b")


def test_thirty_tasks_side_by_side_are_decided() -> None:
    ids = [f"t{i}" for i in range(30)]
    arrows = [f"plus1 {id_}" for id_ in ids] + [f"{id_} plus2" for id_ in ids]

    process = _read(drawn("start plus1", *arrows, "plus2 end"))

    assert prove_process(process).sound is True
    assert stages_in(process) == 30


def test_a_subprocess_is_a_task_outside_and_proved_inside() -> None:
    inner = nodes("start1", "plus1", "b", "c", "end1", "end2") + flows(
        "start1 plus1", "plus1 b", "plus1 c", "b end1", "c end2"
    )
    body = _ROW.replace('<task id="a"/>', f'<subProcess id="a">{inner}</subProcess>')
    process = _read(bpmn(body))

    assert prove_process(process).sound is True
    assert stages_in(process) == 2
    starving = body.replace('targetRef="end2"', 'targetRef="plus1"')
    refused, _ = read_bpmn(bpmn(starving))
    assert refused is None


def test_a_fault_inside_a_subprocess_is_found() -> None:
    inner = nodes("start1", "plus1", "b", "c", "x1", "d", "end1") + flows(
        "start1 plus1", "plus1 b", "plus1 c", "b x1", "c x1", "x1 d", "d end1"
    )
    body = _ROW.replace('<task id="a"/>', f'<subProcess id="a">{inner}</subProcess>')

    (fault,) = prove_process(_read(bpmn(body))).faults

    assert fault.code is NetCode.TWICE_AT_ONCE


def test_beyond_its_bounds_a_process_is_not_decided() -> None:
    process = _read(drawn("start x1", "x1 a", "x1 b", "a end", "b end"))

    assert prove_process(process, most=2).sound is None


@pytest.mark.skipif(not _SAMPLES.exists(), reason="the shared samples are not here")
def test_reference_models_of_the_interchange_group_are_read() -> None:
    row = _read(_SAMPLES / "A.1.0.bpmn")
    choice = _read(_SAMPLES / "A.2.0.bpmn")
    refused, findings = read_bpmn(_SAMPLES / "A.3.0.bpmn")

    assert [one.name for one in row.nodes[1:4]] == ["Task 1", "Task 2", "Task 3"]
    assert prove_process(row).sound is True
    assert prove_process(choice).sound is True
    assert refused is None
    assert {one.values["element"] for one in findings if "element" in one.values} == {
        "boundaryEvent"
    }
    assert {one.where.line for one in findings if one.where} == {15, 19}


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xxe_file", XmlCode.DECLARES_TYPE),
        ("xxe_http", XmlCode.DECLARES_TYPE),
        ("ext_dtd", XmlCode.DECLARES_TYPE),
        ("laughs", XmlCode.DECLARES_TYPE),
        ("wrong_ns", BpmnCode.NOT_BPMN),
        ("ref_missing", BpmnCode.REFERENCE_UNKNOWN),
        ("enc_unknown", XmlCode.NOT_WELL_FORMED),
        ("enc_utf7", XmlCode.NOT_WELL_FORMED),
        ("control_char", XmlCode.NOT_WELL_FORMED),
        ("empty", XmlCode.EMPTY),
    ],
)
def test_hostile_files_of_the_corpus_are_refused(
    name: str, code: XmlCode | BpmnCode
) -> None:
    process, (finding,) = read_bpmn(CORPUS / "bpmn" / f"{name}.bpmn")

    assert process is None
    assert finding.code is code
    assert "root:" not in str(finding)


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_the_sound_file_of_the_corpus_is_sound() -> None:
    assert prove_process(_read(CORPUS / "bpmn" / "and_and.bpmn")).sound is True


def test_a_loop_of_a_subprocess_is_told_once() -> None:
    inner = nodes("start1", "end1") + flows("start1 end1")
    loop = f'<subProcess id="a">{inner}<standardLoopCharacteristics/></subProcess>'

    finding = _refused(bpmn(_ROW.replace('<task id="a"/>', loop)))

    assert (finding.subject, finding.values["element"]) == (
        "a",
        "standardLoopCharacteristics",
    )
