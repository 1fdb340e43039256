"""Cases say what is open after which closings, and fail with what was found."""

from pathlib import Path

import pytest

from cselekvo.handbook.templates.cases import play, read_cases
from tests.handbook.writing import RIGHT, taken


def told(tmp_path: Path, case: str) -> list[tuple[str, dict[str, object]]]:
    """Play one case of the right template; return what it finds."""
    path = tmp_path / "esetek.yaml"
    path.write_text(f"template: proba\ncases:\n  - {case}\n", encoding="utf-8")
    cases, found = read_cases(path)
    assert cases is not None, found
    return [
        (one.word, dict(one.values))
        for each in cases.cases
        for one in play(taken(RIGHT), each, str(path))
    ]


@pytest.mark.parametrize(
    "case",
    [
        "{title: A, when: [first], expect: [second]}",
        "{title: A, when: [first], expect: second}",
        "{title: A, when: [], expect: [first]}",
        "{title: A, given: [first], when: [{second: good}], expect: [fourth, third]}",
        "{title: A, given: [first], when: [second: bad], expect: first}",
        "{title: A, when: [first, second: good, third, fourth], expect: ended}",
    ],
)
def test_what_is_as_expected_gives_nothing_to_say(tmp_path: Path, case: str) -> None:
    assert told(tmp_path, case) == []


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (
            "{title: A, when: [first], expect: [third]}",
            ("case-others-open", {"expected": ["third"], "found": ["second"]}),
        ),
        (
            "{title: A, when: [first], expect: ended}",
            ("case-others-open", {"expected": [], "found": ["second"]}),
        ),
        (
            "{title: A, when: [second: good], expect: ended}",
            ("case-stage-not-open", {"stage": "second", "open": ["first"]}),
        ),
        (
            "{title: A, when: [nowhere], expect: ended}",
            ("case-stage-not-open", {"stage": "nowhere", "open": ["first"]}),
        ),
        (
            "{title: A, when: [first, second: fine], expect: ended}",
            (
                "case-outcome-unknown",
                {"stage": "second", "text": "fine", "allowed": ["good", "bad"]},
            ),
        ),
        (
            "{title: A, when: [first: good], expect: ended}",
            ("case-outcome-unknown", {"stage": "first", "text": "good", "allowed": []}),
        ),
    ],
)
def test_what_is_otherwise_is_told(
    tmp_path: Path, case: str, found: tuple[str, dict[str, object]]
) -> None:
    assert told(tmp_path, case) == [found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("template: a\n", "template-key-missing"),
        ("cases: []\n", "template-key-missing"),
        ("template: a\ncases: x\n", "template-list-expected"),
        ("template: a\ncases: [x]\n", "template-mapping-expected"),
        (
            "template: a\ncases: [{title: A, when: [], then: a}]\n",
            "template-key-unknown",
        ),
        (
            "template: a\ncases: [{title: A, when: [no], expect: a}]\n",
            "template-quote-it",
        ),
        ("template: *a\ncases: []\n", "template-anchor"),
        ("", "template-empty"),
    ],
)
def test_a_file_of_cases_is_refused_as_a_template_is(
    tmp_path: Path, text: str, code: str
) -> None:
    path = tmp_path / "esetek.yaml"
    path.write_text(text, encoding="utf-8")
    cases, found = read_cases(path)

    assert cases is None
    assert code in [one.word for one in found]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "esetek.yaml"
    path.write_bytes(b"\xff")

    assert read_cases(path)[0] is None
