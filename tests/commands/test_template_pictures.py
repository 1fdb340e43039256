"""Templates by command: drawn, converted to BPMN and back; without a workspace."""

from xml.etree import ElementTree as ET

import pytest

from tests.commands.calling import Call
from tests.commands.test_templates import BPMN, TEXT
from tests.handbook.writing import changed


def _unsound() -> str:
    """Return a template in which the last stage waits for a branch not chosen."""
    text = changed("good: [third, fourth]", "good: third", TEXT)
    text = changed("bad: {stage: first, rework: true}", "bad: fourth", text)
    return changed("next: []\n  - id: fourth", "next: [fourth]\n  - id: fourth", text)


def test_a_template_of_the_handbook_is_drawn_into_a_file(call: Call) -> None:
    told = call.asked("template", "diagram", "community_development", "-o", "a.svg")

    path = call.folder / "a.svg"
    assert told == {
        "file": "a.svg", "format": "svg", "bytes": path.stat().st_size,
    }  # fmt: skip
    assert ET.parse(path).getroot().tag.endswith("svg")
    assert [one.name for one in call.folder.iterdir()] == ["a.svg"]


@pytest.mark.parametrize(
    ("lang", "word"), [("hu", "közösségfejlesztő"), ("en", "community developer")]
)
def test_without_a_file_the_svg_is_printed(call: Call, lang: str, word: str) -> None:
    words = ("--lang", lang, "template", "diagram", "community_development")
    printed = call.well(*words).out

    assert printed.startswith("<svg")
    assert word in printed
    assert call.asked(*words)["svg"] == printed


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", b"<!doctype"), ("a.pdf", b"%PDF"), ("a.md", b"# ")]
)
def test_a_diagram_is_a_report_in_other_formats(
    call: Call, name: str, begins: bytes
) -> None:
    call.well("template", "diagram", "social_integration", "-o", name)

    assert (call.folder / name).read_bytes().lower().startswith(begins.lower())


def test_of_an_unsound_template_the_story_is_drawn(call: Call) -> None:
    call.sheet("sablon.yaml", _unsound())
    answer = call.well("template", "diagram", "sablon.yaml", "-o", "a.svg")

    drawn = (call.folder / "a.svg").read_text(encoding="utf-8")
    assert "hiába vár" in drawn
    assert "a hibához vezető út" in drawn
    assert "Figyelmeztetés: sablon.yaml, 29. sor: " in answer.err


def test_a_template_that_is_refused_is_not_drawn(call: Call) -> None:
    call.sheet("sablon.yaml", changed("start: first", "start: frist", TEXT))
    answer = call("template", "diagram", "sablon.yaml", "-o", "a.svg", "--json")

    assert answer.status == 2
    assert "stage-unknown" in answer.codes or len(answer.codes) == 1
    assert not (call.folder / "a.svg").exists()


def test_a_name_that_nobody_knows_is_refused_with_a_near_one(call: Call) -> None:
    answer = call("--lang", "en", "template", "diagram", "comunity_develop")

    assert answer.status == 2
    assert "community_development" in answer.err


def test_a_format_that_there_is_not_is_refused(call: Call) -> None:
    answer = call("template", "diagram", "community_development", "--format", "gif")

    assert answer.status == 2
    assert "gif" in answer.err


def test_a_template_becomes_bpmn_and_bpmn_a_template(call: Call) -> None:
    call.well("template", "convert", "mentor_supported_institution", "-o", "m.bpmn")
    checked = call.asked("template", "check", "m.bpmn")
    assert (checked["sound"], checked["stages"]) == (True, 11)

    call.well("template", "convert", "m.bpmn", "-o", "m.yaml", "--unit", "szervezet")
    again = call.asked("template", "check", "m.yaml")
    assert (again["sound"], again["stages"]) == (True, 11)
    text = (call.folder / "m.yaml").read_text(encoding="utf-8")
    assert "unit: organisation" in text
    assert "title: Mentor kijelölése" in text
    assert "responsible: network_lead" in text
    assert "opens_when: any" in text

    call.well("template", "diagram", "m.bpmn", "-o", "m.svg")
    assert "Mentor kijelölése" in (call.folder / "m.svg").read_text(encoding="utf-8")


def test_without_a_file_what_was_converted_is_printed(call: Call) -> None:
    call.sheet("sablon.yaml", TEXT)
    printed = call.well("template", "convert", "sablon.yaml").out

    assert printed.startswith("<?xml")
    assert call.asked("template", "convert", "sablon.yaml")["bpmn"] == printed


def test_what_stages_cannot_say_is_refused_by_its_element(call: Call) -> None:
    call.sheet("rajz.bpmn", BPMN)
    answer = call("template", "convert", "rajz.bpmn", "-o", "a.yaml", "--json")

    assert answer.status == 2
    (first, *_) = answer.json["findings"]
    assert first["where"]["file"] == "rajz.bpmn"
    assert first["subject"]
    assert not (call.folder / "a.yaml").exists()


@pytest.mark.parametrize("name", ["b.bpmn", "b.svg", "b"])
def test_what_it_cannot_become_is_refused(call: Call, name: str) -> None:
    call.well("template", "convert", "social_integration", "-o", "a.bpmn")
    answer = call("--lang", "en", "template", "convert", "a.bpmn", "-o", name)

    assert answer.status == 2
    assert "only to .yaml" in answer.err


def test_a_lane_that_is_no_role_is_told_and_left_out(call: Call) -> None:
    call.well("template", "convert", "social_integration", "-o", "a.bpmn")
    path = call.folder / "a.bpmn"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("projektmenedzser", "portás"), encoding="utf-8")

    answer = call.well("template", "convert", "a.bpmn", "-o", "a.yaml", "--json")

    assert answer.codes == ["bpmn-lane-is-no-role"]
    assert "project_manager" not in (call.folder / "a.yaml").read_text(encoding="utf-8")
    assert call.asked("template", "check", "a.yaml")["sound"] is True
