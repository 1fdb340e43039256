"""A template is written as BPMN that says the same, with a drawing."""

import re
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from cselekvo.domain.template import Opens, Template, Words
from cselekvo.exchange.bpmn.model import Process
from cselekvo.exchange.bpmn.net import prove_process
from cselekvo.exchange.bpmn.out import BpmnWords, as_bpmn
from cselekvo.exchange.bpmn.reading import read_bpmn
from cselekvo.exchange.bpmn.roles import LaneCode, with_roles
from cselekvo.exchange.bpmn.template import slug, to_template
from cselekvo.exchange.bpmn.words import NAMESPACE
from cselekvo.findings import Finding
from cselekvo.handbook.outcomes import outcome_words
from cselekvo.handbook.roles import roles
from cselekvo.handbook.templates import load
from cselekvo.handbook.templates.folder import template_files
from cselekvo.i18n import use
from cselekvo.rules.soundness import prove
from tests.rules.flows import (
    a_template,
    spoiled_templates,
    way_back,
    well_built_templates,
)

ROLES = {one.id: one.title for one in roles()}
WORDS = BpmnWords(roles=ROLES, outcomes=outcome_words())
_MODEL = f"{{{NAMESPACE}}}"
_DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
_DC = "{http://www.omg.org/spec/DD/20100524/DC}"
_LINES = "{http://www.omg.org/spec/DD/20100524/DI}"
_NODES = {
    "startEvent", "endEvent", "userTask", "exclusiveGateway", "parallelGateway",
}  # fmt: skip


def _handbook() -> list[Template]:
    read = [load(path)[0] for path in template_files()]
    return [one for one in read if one is not None]


def _written(template: Template, lang: str = "hu") -> bytes:
    with use(lang):
        return as_bpmn(template, WORDS, "1.0")


def _process(content: bytes) -> Process:
    process, findings = read_bpmn(content)
    assert process is not None, findings
    return process


def _again(template: Template, lang: str) -> tuple[Template, tuple[Finding, ...]]:
    """Return what becomes of a template that is written and read again."""
    read, findings = to_template(_process(_written(template, lang)), template.unit)
    assert findings == ()
    assert read is not None
    return with_roles(read, ROLES)


def _said(template: Template, called: dict[str, str]) -> list[object]:
    """Return what stages can say of a template, its stages called otherwise."""
    return [
        (
            called[one.id],
            one.responsible,
            one.opens,
            [({called[to] for to in way.stages}, way.rework) for way in one.ways],
        )
        for one in template.stages
    ]


@pytest.mark.parametrize("lang", ["hu", "en"])
@pytest.mark.parametrize("template", _handbook(), ids=lambda one: one.id)
def test_the_templates_of_the_handbook_come_back_as_they_were(
    template: Template, lang: str
) -> None:
    read, findings = _again(template, lang)

    assert findings == ()
    called = {
        one.id: other.id
        for one, other in zip(read.stages, template.stages, strict=True)
    }
    assert _said(read, called) == _said(template, {to: to for to in called.values()})
    assert called[read.start] == template.start
    titles = [one.title.hu for one in read.stages]
    assert titles == [one.title.word(lang) for one in template.stages]


@pytest.mark.parametrize("template", _handbook(), ids=lambda one: one.id)
def test_outcomes_come_back_by_their_words(template: Template) -> None:
    read, _ = _again(template, "en")

    for one, other in zip(read.stages, template.stages, strict=True):
        words = [WORDS.outcome(way.outcome) for way in other.ways]
        with use("en"):
            words = [WORDS.outcome(way.outcome) for way in other.ways]
        assert [way.outcome for way in one.ways] == [
            slug(word, {}) if word else "" for word in words
        ]


@settings(deadline=None, max_examples=80)
@given(st.one_of(well_built_templates(), spoiled_templates()))
def test_what_is_proved_of_the_process_is_proved_of_the_template(
    template: Template,
) -> None:
    process = _process(_written(template))
    known = prove(template).sound

    found = prove_process(process, most=20_000).sound

    assert known is None or found is None or found is known


@settings(deadline=None, max_examples=50)
@given(st.one_of(well_built_templates(), spoiled_templates()))
def test_every_node_has_a_shape_and_every_flow_a_line_between_its_shapes(
    template: Template,
) -> None:
    _check_drawing(_written(template))


@pytest.mark.parametrize("template", _handbook(), ids=lambda one: one.id)
def test_the_handbook_is_drawn_in_lanes_of_its_roles(template: Template) -> None:
    root = _check_drawing(_written(template))

    lanes = [one.get("name") for one in root.iter(f"{_MODEL}lane")]
    named = dict.fromkeys(one.responsible for one in template.stages)
    assert lanes == [ROLES[one].hu for one in named]
    members = Counter(one.text for one in root.iter(f"{_MODEL}flowNodeRef"))
    nodes = {one.get("id") for one in root.iter() if _name(one) in _NODES}
    assert set(members) == nodes
    assert set(members.values()) == {1}
    shapes = _shapes(root)
    for lane in root.iter(f"{_MODEL}lane"):
        x, y, width, height = shapes[str(lane.get("id"))]
        for member in lane:
            left, top, wide, high = shapes[str(member.text)]
            assert x <= left
            assert left + wide <= x + width
            assert y <= top
            assert top + high <= y + height


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(_MODEL)


def _shapes(root: ET.Element) -> dict[str, tuple[float, ...]]:
    found = {}
    for shape in root.iter(f"{_DI}BPMNShape"):
        bounds = shape.find(f"{_DC}Bounds")
        assert bounds is not None
        found[str(shape.get("bpmnElement"))] = tuple(
            float(str(bounds.get(key))) for key in ("x", "y", "width", "height")
        )
    return found


def _check_drawing(content: bytes) -> ET.Element:
    """Prove of a file what modellers need of one; return its root."""
    root = ET.fromstring(content)
    ids = [str(one.get("id")) for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one, re.ASCII) for one in ids)
    assert root.get("exporter") == "Cselekvő"
    assert root.get("targetNamespace")
    nodes = {str(one.get("id")): one for one in root.iter() if _name(one) in _NODES}
    flows = {str(one.get("id")): one for one in root.iter(f"{_MODEL}sequenceFlow")}
    shapes = _shapes(root)
    assert set(nodes) <= set(shapes)
    edges = {
        str(one.get("bpmnElement")): [
            (float(str(at.get("x"))), float(str(at.get("y"))))
            for at in one.iter(f"{_LINES}waypoint")
        ]
        for one in root.iter(f"{_DI}BPMNEdge")
    }
    assert set(edges) == set(flows)
    for id_, flow in flows.items():
        source, target = str(flow.get("sourceRef")), str(flow.get("targetRef"))
        assert id_ in _listed(nodes[source], "outgoing")
        assert id_ in _listed(nodes[target], "incoming")
        left, top, wide, high = shapes[source]
        assert edges[id_][0][0] == pytest.approx(left + wide, abs=0.2)
        assert top <= edges[id_][0][1] <= top + high
        left, top, wide, high = shapes[target]
        assert edges[id_][-1][0] == pytest.approx(left, abs=0.2)
        assert top <= edges[id_][-1][1] <= top + high
        for here, there in pairwise(edges[id_]):
            assert here[0] == there[0] or here[1] == there[1]
    listed = sum(
        len(_listed(one, "incoming")) + len(_listed(one, "outgoing"))
        for one in nodes.values()
    )
    assert listed == 2 * len(flows)
    for node in nodes.values():
        if _name(node).endswith("Gateway"):
            ways = len(_listed(node, "outgoing")), len(_listed(node, "incoming"))
            apart = node.get("gatewayDirection") == "Diverging"
            assert ways[apart] == 1
    return root


def _listed(node: ET.Element, name: str) -> list[str]:
    return [str(one.text) for one in node.iter(f"{_MODEL}{name}")]


def test_a_stage_that_waits_for_all_has_a_parallel_gateway_before_it() -> None:
    root = ET.fromstring(_written(a_template(a=["b", "c"], b="d", c="d", d=())))

    found = [
        (one.get("id"), one.get("gatewayDirection"))
        for one in root.iter(f"{_MODEL}parallelGateway")
    ]
    assert found == [("Join_d", "Converging"), ("Fork_a", "Diverging")]


def test_a_way_back_comes_in_behind_what_waits_for_all() -> None:
    template = a_template(
        a=["b", "c"], b="d", c="d", d={"on": (), "again": way_back("d")}
    )
    root = ET.fromstring(_written(template))
    ends = {
        (one.get("sourceRef"), one.get("targetRef"))
        for one in root.iter(f"{_MODEL}sequenceFlow")
    }

    assert {
        ("Join_d", "Merge_d"), ("Merge_d", "Stage_d"), ("Choice_d", "Merge_d"),
    } <= ends  # fmt: skip


def test_durations_and_criteria_are_told_for_people() -> None:
    (template,) = (one for one in _handbook() if one.id == "community_development")
    text = _written(template, "en").decode()

    assert "Days: typically 60, 45 to 90. Closed when: interviews held" in text
    version = f"Template community_development, version {template.version}"
    assert f"{version}; it is about: community." in text


def test_the_same_template_is_always_the_same_bytes() -> None:
    for template in _handbook():
        assert _written(template) == _written(template)
        assert _written(template) != _written(template, "en")


def test_titles_that_look_like_markup_are_titles() -> None:
    template = evolve(a_template(a=()), title=Words('<a> & "b"'))

    assert _process(_written(template)).name == '<a> & "b"'


def test_stages_without_a_role_have_a_lane_where_others_have_one() -> None:
    template = a_template(a="b", b=())
    assert b"laneSet" not in _written(template)

    first, second = template.stages
    mixed = evolve(template, stages=(evolve(first, responsible="mentor"), second))
    read, findings = _again(mixed, "hu")

    assert [one.responsible for one in read.stages] == ["mentor", ""]
    assert [(one.code, one.subject) for one in findings] == [
        (LaneCode.LANE_IS_NO_ROLE, "nincs_felelos")
    ]


def test_stages_that_open_on_any_come_back_so() -> None:
    template = a_template("d", a={"x": "b", "y": "c"}, b="d", c="d", d=())

    read, _ = _again(template, "hu")

    assert read.stages[3].opens is Opens.ANY
    assert prove(read).sound is True


def test_ids_that_would_meet_are_kept_apart() -> None:
    template = a_template(a=["b", "c"], b=(), c={"x": ["b_2", "a_2"], "y": ()},
                          b_2=(), a_2=())  # fmt: skip

    _check_drawing(_written(template))
