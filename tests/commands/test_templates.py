"""Templates by command: checked, tested, listed; no workspace is needed."""

import pytest

from tests.commands.calling import Call
from tests.handbook.writing import RIGHT, changed

TEXT = RIGHT.replace("talk", "interview")


def _write(call: Call, text: str = TEXT) -> None:
    call.sheet("sablon.yaml", text)


def test_a_sound_template_is_told_so_without_a_workspace(call: Call) -> None:
    _write(call)
    result = call.asked("template", "check", "sablon.yaml")

    assert result == {
        "id": "proba",
        "version": 1,
        "stages": 4,
        "sound": True,
        "counterexample": None,
        "longest_days": 20,
    }
    assert [one.name for one in call.folder.iterdir()] == ["sablon.yaml"]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "hu",
            [
                "proba, 1. változat: Próba (szakaszok száma: 4)",
                "Bizonyítottan hibátlan.",
                "A leghosszabb út 20 nap, a tipikus időtartamokkal számolva.",
            ],
        ),
        (
            "en",
            [
                "proba, version 1: Trial (stages: 4)",
                "Proved sound.",
                "The longest way takes 20 days by typical durations.",
            ],
        ),
    ],
)
def test_people_read_the_same_in_their_language(
    call: Call, lang: str, lines: list[str]
) -> None:
    _write(call)
    told = call.well("--lang", lang, "template", "check", "sablon.yaml")

    assert told.out.splitlines() == lines


def test_without_durations_no_days_are_told(call: Call) -> None:
    text = changed("    duration_days: 10\n", "", TEXT)
    text = changed("    duration_days: {min: 5, typical: 10, max: 20}\n", "", text)
    _write(call, text)

    assert call.asked("template", "check", "sablon.yaml")["longest_days"] is None
    assert "nap" not in call.well("template", "check", "sablon.yaml").out


def test_a_refused_template_names_file_line_and_character(call: Call) -> None:
    _write(call, changed("start: first", "start: frist", TEXT))
    answer = call("--lang", "en", "template", "check", "sablon.yaml")

    assert answer.status == 2
    assert answer.out == ""
    assert (
        "Error: sablon.yaml, line 6, character 8: There is no stage frist. "
        "Did you mean first?"
    ) in answer.err
    told = call("template", "check", "sablon.yaml", "--json")
    assert told.status == 2
    assert set(told.result.values()) == {None}
    place = told.json["findings"][0]["where"]
    assert (place["line"], place["column"], place["row"]) == (6, "8", None)


def test_an_unsound_template_is_told_with_its_story(call: Call) -> None:
    _write(
        call,
        changed("next: []\n  - id: fourth", "next: [fourth]\n  - id: fourth", TEXT),
    )
    answer = call("template", "check", "sablon.yaml", "--json")

    assert answer.status == 0  # fourth waits for both, and both come
    text = changed("good: [third, fourth]", "good: third", TEXT)
    text = changed("bad: {stage: first, rework: true}", "bad: fourth", text)
    text = changed("next: []\n  - id: fourth", "next: [fourth]\n  - id: fourth", text)
    _write(call, text)
    answer = call("template", "check", "sablon.yaml", "--json")

    assert answer.status == 2
    assert (answer.result["id"], answer.result["sound"]) == ("proba", False)
    story = answer.result["counterexample"]
    assert story["stage"] == "fourth"
    assert story["story"][0] == {"stage": "first", "outcome": ""}
    assert len(story["story"]) >= 2
    places = [one["where"] for one in answer.json["findings"]]
    assert {one["file"] for one in places} == {"sablon.yaml"}
    assert 29 in {one["line"] for one in places}


BPMN = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
    '<process id="p"><startEvent id="s"/><exclusiveGateway id="g"/><task id="a"/>'
    '<task id="b"/><parallelGateway id="j"/><endEvent id="e"/>'
    '<sequenceFlow id="f0" sourceRef="s" targetRef="g"/>'
    '<sequenceFlow id="f1" sourceRef="g" targetRef="a"/>'
    '<sequenceFlow id="f2" sourceRef="g" targetRef="b"/>'
    '<sequenceFlow id="f3" sourceRef="a" targetRef="j"/>'
    '<sequenceFlow id="f4" sourceRef="b" targetRef="j"/>'
    '<sequenceFlow id="f5" sourceRef="j" targetRef="e"/>'
    "</process></definitions>"
)
PNML = (
    '<pnml xmlns="http://www.pnml.org/version-2009/grammar/pnml"><net id="n" '
    'type="http://www.pnml.org/version-2009/grammar/ptnet"><page id="g">'
    '<place id="i"/><transition id="a"/><place id="o"/>'
    '<arc id="x0" source="i" target="a"/><arc id="x1" source="a" target="o"/>'
    "</page></net></pnml>"
)


def test_a_process_drawn_elsewhere_is_proved_too(call: Call) -> None:
    call.sheet("rajz.bpmn", BPMN.replace("parallelGateway", "exclusiveGateway"))
    drawn = call.asked("template", "check", "rajz.bpmn")
    call.sheet("halo.pnml", PNML)
    net = call.asked("template", "check", "halo.pnml")

    assert (drawn["id"], drawn["stages"], drawn["sound"]) == ("p", 2, True)
    assert (net["id"], net["stages"], net["sound"]) == (None, 1, True)
    told = call.well("template", "check", "rajz.bpmn").out.splitlines()
    assert told[0] == "p: máshol rajzolt folyamat (feladatok vagy lépések száma: 2)"
    assert told[1] == "Bizonyítottan hibátlan."


def test_a_drawing_that_waits_for_ever_is_told_with_its_story(call: Call) -> None:
    call.sheet("rajz.bpmn", BPMN)
    answer = call("template", "check", "rajz.bpmn", "--json")

    assert answer.status == 2
    assert answer.result["sound"] is False
    assert answer.result["counterexample"]["story"][-1] in {"a", "b"}


@pytest.mark.parametrize("name", ["rajz.bpmn", "halo.pnml"])
def test_a_drawing_that_cannot_be_read_is_refused(call: Call, name: str) -> None:
    call.sheet(name, "<x/>")
    answer = call("template", "check", name, "--json")

    assert answer.status == 2
    assert set(answer.result.values()) == {None}
    assert call("template", "check", name).out == ""


def test_a_file_that_is_not_there_is_status_three(call: Call) -> None:
    assert call("template", "check", "nincs.yaml").status == 3


def test_the_templates_of_the_handbook_are_listed(call: Call) -> None:
    listed = call.asked("template", "list")["templates"]

    assert [one["id"] for one in listed] == [
        "community_development",
        "district_equal_opportunity_roundtable",
        "mentor_supported_institution",
        "social_integration",
    ]
    assert {one["sound"] for one in listed} == {True}
    assert listed[0]["title"]["en"] == "Community development process"
    told = call.well("template", "list").out
    assert "Járási esélyegyenlőségi kerekasztal" in told
    assert "akcióterület" in told


def test_the_cases_of_the_handbook_are_played(call: Call) -> None:
    every = call.asked("template", "test")
    one = call.asked("template", "test", "social_integration")

    assert every["cases"] == every["passed"] > one["cases"] == one["passed"] > 0
    assert every["failed"] == one["failed"] == 0
    assert "mind a várt eredménnyel" in call.well("template", "test").out


def test_a_case_that_fails_is_named_by_its_line(call: Call) -> None:
    _write(call)
    call.sheet(
        "esetek.yaml",
        "template: sablon.yaml",
        "cases:",
        "  - {title: Egy, when: [first], expect: [second]}",
        "  - {title: Kettő, when: [first], expect: ended}",
    )
    answer = call("--lang", "en", "template", "test", "esetek.yaml")

    assert answer.status == 2
    assert "Error: esetek.yaml, line 4: In the end other stages are open" in answer.err
    result = call("template", "test", "esetek.yaml", "--json").result
    assert result == {"cases": 2, "passed": 1, "failed": 1}


def test_cases_of_a_template_that_is_refused_tell_its_faults(call: Call) -> None:
    _write(call, changed("start: first", "start: frist", TEXT))
    call.sheet(
        "esetek.yaml",
        "template: sablon.yaml",
        "cases:",
        "  - {title: Egy, when: [first], expect: [second]}",
        "  - {title: Kettő, when: [first], expect: [second]}",
    )
    answer = call("template", "test", "esetek.yaml", "--json")

    assert answer.status == 2
    assert "template-stage-unknown" in answer.codes
    assert answer.result == {"cases": 2, "passed": 0, "failed": 2}


@pytest.mark.parametrize("written", ["cases: []", "template: a\ncases: x"])
def test_cases_that_cannot_be_read_are_refused(call: Call, written: str) -> None:
    call.sheet("esetek.yaml", written)

    assert call("template", "test", "esetek.yaml").status == 2


@pytest.mark.parametrize("named", ["nincs", "../sablon.yaml", "/etc/hostname", ".."])
def test_cases_of_a_template_that_is_not_beside_them_are_refused(
    call: Call, named: str
) -> None:
    _write(call)
    call.sheet("lent/esetek.yaml", f"template: {named}", "cases: []")
    answer = call("template", "test", "lent/esetek.yaml", "--json")

    assert answer.status == 2
    assert answer.codes == ["not-found"]
    assert call("template", "test", "nincs").status == 3
