"""A BPMN process becomes a template, as far as stages can say it."""

import pytest

from cselekvo.domain.template import Opens, Template, Unit
from cselekvo.exchange.bpmn.model import Process
from cselekvo.exchange.bpmn.net import prove_process
from cselekvo.exchange.bpmn.reading import read_bpmn
from cselekvo.exchange.bpmn.template import ConversionCode, slug, to_template
from cselekvo.findings import Finding
from cselekvo.rules.soundness import prove
from tests.exchange.drawing import bpmn, drawn, flows, nodes
from tests.shared import SHARED

_SAMPLES = SHARED / "samples" / "bpmn"


def _process(content: bytes) -> Process:
    process, _ = read_bpmn(content)
    assert process is not None
    return process


def _template(content: bytes) -> Template:
    template, findings = to_template(_process(content), Unit.COMMUNITY)
    assert findings == ()
    assert template is not None
    return template


def _refused(*arrows: str) -> Finding:
    template, findings = to_template(_process(drawn(*arrows)), Unit.COMMUNITY)
    assert template is None
    return findings[0]


def _ways(template: Template) -> dict[str, list[tuple[str, tuple[str, ...], bool]]]:
    return {
        stage.id: [(way.outcome, way.stages, way.rework) for way in stage.ways]
        for stage in template.stages
    }


def test_tasks_in_a_row_are_stages_in_a_row() -> None:
    template = _template(drawn("start a", "a b", "b end"))

    assert (template.id, template.version, template.start) == ("folyamat", 1, "a")
    assert _ways(template) == {"a": [("", ("b",), False)], "b": [("", (), False)]}


def test_a_split_and_its_join_are_stages_that_open_on_all() -> None:
    template = _template(
        drawn("start a", "a plus1", "plus1 b", "plus1 c", "b plus2", "c plus2",
              "plus2 d", "d end")
    )  # fmt: skip

    assert _ways(template)["a"] == [("", ("b", "c"), False)]
    assert template.stage("d").opens is Opens.ALL
    assert prove(template).sound is True


def test_a_choice_is_named_and_its_merge_opens_on_any() -> None:
    body = nodes("start", "a", "b", "c", "d", "x1", "x2", "end") + flows(
        "start a", "a x1", "b x2", "c x2", "x2 d", "d end"
    )
    named = (
        '<sequenceFlow id="f" name="Elfogadva" sourceRef="x1" targetRef="b"/>'
        '<sequenceFlow id="g" sourceRef="x1" targetRef="c"/>'
    )

    template = _template(bpmn(body + named))

    assert _ways(template)["a"] == [
        ("elfogadva", ("b",), False),
        ("c", ("c",), False),
    ]
    assert template.stage("d").opens is Opens.ANY
    assert prove(template).sound is True


def test_what_leads_back_is_a_way_back() -> None:
    template = _template(drawn("start x0", "x0 a", "a b", "b x1", "x1 x0", "x1 end"))

    assert _ways(template)["b"] == [("x0", ("a",), True), ("end", (), False)]
    assert prove(template).sound is True


def test_lanes_and_names_become_roles_and_ids() -> None:
    lanes = (
        '<laneSet id="l"><lane id="m" name="Közösségi mentor">'
        "<flowNodeRef>a</flowNodeRef></lane></laneSet>"
    )
    body = nodes("start", "a", "b", "end") + flows("start a", "a b", "b end")
    named = body.replace('id="a"', 'id="a" name="Előkészítés"', 1).replace(
        'id="b"', 'id="b" name="előkészítés"', 1
    )

    template = _template(bpmn(lanes + named))

    first, second = template.stages
    assert (first.id, second.id) == ("elokeszites", "elokeszites_2")
    assert first.title.hu == "Előkészítés"
    assert first.responsible == "kozossegi_mentor"


@pytest.mark.parametrize(
    ("arrows", "code", "subject"),
    [
        (
            ("start plus1", "plus1 a", "plus1 b", "a end", "b end"),
            ConversionCode.NO_FIRST_STAGE,
            "start",
        ),
        (
            ("start x1", "x1 x2", "x2 x1"),
            ConversionCode.NO_FIRST_STAGE,
            "start",
        ),
        (
            ("start a", "a plus1", "plus1 x1", "x1 b", "x1 c", "plus1 d", "b end",
             "c end", "d end"),
            ConversionCode.CHOICE_WITHOUT_STAGE,
            "x1",
        ),
        (
            ("start a", "a plus1", "plus1 b", "plus1 c", "b x1", "x1 d", "x1 e",
             "d x2", "e x2", "x2 plus2", "c plus2", "plus2 f", "f end"),
            ConversionCode.JOIN_NOT_SAID,
            "f",
        ),
        (
            ("start a", "a x1", "x1 b", "x1 plus1", "plus1 a", "plus1 c", "b end",
             "c end"),
            ConversionCode.WAY_BACK_NOT_SAID,
            "a",
        ),
        (
            ("start a", "a x1", "x1 a", "x1 end"),
            ConversionCode.WAY_BACK_NOT_SAID,
            "a",
        ),
    ],
    ids=["start", "merges alone", "choice", "join", "way back with others", "itself"],
)  # fmt: skip
def test_what_stages_cannot_say_is_refused_by_element(
    arrows: tuple[str, ...], code: ConversionCode, subject: str
) -> None:
    finding = _refused(*arrows)

    assert (finding.code, finding.subject) == (code, subject)
    assert finding.where is not None


def test_events_on_the_way_and_expanded_subprocesses_are_no_stages() -> None:
    row = nodes("start", "a", "b", "end") + flows("start a", "a b", "b end")
    inner = nodes("start1", "c", "end1") + flows("start1 c", "c end1")
    event = row.replace('<task id="b"', '<intermediateCatchEvent id="b"')
    expanded = row.replace('<task id="a"/>', f'<subProcess id="a">{inner}</subProcess>')

    for body, subject in ((event, "b"), (expanded, "a")):
        template, findings = to_template(_process(bpmn(body)), Unit.COMMUNITY)
        assert template is None
        assert (findings[0].code, findings[0].subject) == (
            ConversionCode.NOT_A_STAGE,
            subject,
        )


@pytest.mark.parametrize(
    "arrows",
    [
        ("start a", "a x1", "x1 b", "x1 c", "b plus1", "c plus1", "plus1 d", "d end"),
        ("start a", "a b", "a c", "b x1", "c x1", "x1 d", "d end"),
        ("start a", "a b", "a c", "b plus1", "c plus1", "plus1 d", "d end"),
        ("start a", "a x1", "x1 b", "x1 c", "b x2", "c x2", "x2 d", "d end"),
    ],
)
def test_a_template_is_as_sound_as_what_was_drawn(arrows: tuple[str, ...]) -> None:
    content = drawn(*arrows)

    assert prove(_template(content)).sound is prove_process(_process(content)).sound


def test_ids_are_made_of_names() -> None:
    assert slug("Árvíztűrő tükörfúrógép!", {}) == "arvizturo_tukorfurogep"
    assert slug("", {}, "_ec59-4") == "ec59_4"
    assert slug("", {}) == "s"
    assert slug("a", {"a": 1, "a_2": 1}) == "a_3"
    assert len(slug("x" * 100, {})) == 60


@pytest.mark.skipif(not _SAMPLES.exists(), reason="the shared samples are not here")
def test_reference_models_become_templates() -> None:
    template = _template((_SAMPLES / "A.1.0.bpmn").read_bytes())

    assert [stage.id for stage in template.stages] == ["task_1", "task_2", "task_3"]
    assert prove(template).sound is True


def test_gateways_upon_gateways_are_refused_in_time() -> None:
    layers = []
    for i in range(1, 40):
        layers += [f"plus{i} plus{i + 100}", f"plus{i} plus{i + 200}"]
        layers += [f"plus{i + 100} plus{i + 1}", f"plus{i + 200} plus{i + 1}"]
    row = [f"x{i} x{i + 1}" for i in range(300)]

    wide = _refused("start a", "a plus1", *layers, "plus40 b", "b end")
    deep = _refused("start a", "a b", "b x0", "a x0", *row, "x300 c", "c end")

    assert wide.code is ConversionCode.NOT_A_STAGE
    assert deep.code is ConversionCode.NOT_A_STAGE
