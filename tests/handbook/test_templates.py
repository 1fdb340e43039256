"""What is written in a template is what is loaded, and warnings do not refuse it."""

from pathlib import Path

import pytest

from cselekvo.domain.template import (
    CountsFrom,
    Criterion,
    CriterionKind,
    Duration,
    Opens,
    Unit,
    Way,
    Words,
)
from cselekvo.files import FileNotReadError
from cselekvo.handbook.templates import load
from tests.handbook.writing import RIGHT, changed, read, taken, warned


def test_a_template_is_loaded_whole() -> None:
    template = taken(RIGHT)

    assert (template.id, template.version, template.unit) == (
        "proba",
        1,
        Unit.COMMUNITY,
    )
    assert template.title == Words("Próba", "Trial")
    assert template.parameters == {"min_talks": 3}
    assert template.start == "first"
    assert [one.id for one in template.stages] == ["first", "second", "third", "fourth"]
    assert [one.line for one in template.stages] == [8, 14, 25, 29]


def test_a_right_template_gives_nothing_to_say() -> None:
    assert read(RIGHT)[1] == []


def test_the_ways_of_a_stage_are_those_written() -> None:
    template = taken(RIGHT)

    assert template.stage("first").ways == (Way(stages=("second",)),)
    assert template.stage("second").ways == (
        Way(outcome="good", stages=("third", "fourth")),
        Way(outcome="bad", stages=("first",), rework=True),
    )
    assert template.stage("third").ways == (Way(),)


def test_one_stage_needs_no_list_and_an_outcome_may_end_the_process() -> None:
    text = changed("next: [second]", "next: second")
    text = changed("bad: {stage: first, rework: true}", "bad: []", text)
    text = changed("good: [third, fourth]", "good: third", text)
    template = taken(text)

    assert template.stage("first").ways == (Way(stages=("second",)),)
    assert template.stage("second").ways == (
        Way(outcome="good", stages=("third",)),
        Way(outcome="bad"),
    )


def test_a_number_of_days_is_least_typical_and_most() -> None:
    template = taken(RIGHT)

    assert template.stage("first").duration == Duration(least=10, typical=10, most=10)
    assert template.stage("second").duration == Duration(least=5, typical=10, most=20)
    assert template.stage("third").duration is None


def test_a_stage_opens_on_all_marks_unless_it_says_otherwise() -> None:
    template = taken(RIGHT)

    assert template.stage("first").opens is Opens.ALL
    assert template.stage("second").opens is Opens.ANY


CRITERIA = {
    "report": Criterion(id="report"),
    "{id: a}": Criterion(id="a"),
    "{id: a, title: {hu: Á, en: A}}": Criterion(id="a", title=Words("Á", "A")),
    "{id: a, kind: document}": Criterion(id="a", kind=CriterionKind.DOCUMENT),
    "{id: a, kind: approval, by: methodologist}": Criterion(
        id="a", kind=CriterionKind.APPROVAL, by="methodologist"
    ),
    "{id: a, kind: activities, activity: interview}": Criterion(
        id="a", kind=CriterionKind.ACTIVITIES, activity="interview"
    ),
    (
        "{id: a, kind: activities, activity: interview, at_least: 7, since: run}"
    ): Criterion(
        id="a", kind=CriterionKind.ACTIVITIES, activity="interview", at_least=7
    ),
    "{id: a, kind: indicator, indicator: ATT, at_least: 9, since: process}": Criterion(
        id="a",
        kind=CriterionKind.INDICATOR,
        indicator="ATT",
        at_least=9,
        since=CountsFrom.PROCESS,
    ),
    "{id: a, kind: plans, state: adopted, at_least: min_talks}": Criterion(
        id="a", kind=CriterionKind.PLANS, state="adopted", at_least="min_talks"
    ),
}


@pytest.mark.parametrize("written", CRITERIA)
def test_a_criterion_is_what_is_written(written: str) -> None:
    template = taken(changed("[report]", f"[{written}]"))

    assert template.stage("first").exit_criteria == (CRITERIA[written],)


@pytest.mark.parametrize(
    ("written", "hu", "en"),
    [
        ("Egyszerű szöveg", "Egyszerű szöveg", ""),
        ("{hu: Csak magyar}", "Csak magyar", ""),
        ('{hu: "no", en: "1.10"}', "no", "1.10"),
        ('"12"', "12", ""),
        (">-\n  két\n  sor", "két sor", ""),
        ("'<img src=x onerror=alert(1)>'", "<img src=x onerror=alert(1)>", ""),
        ("A 2. rész: no", "", ""),
        ("12 hónap", "12 hónap", ""),
        ("e\u0301let", "élet", ""),
    ],
)
def test_a_text_is_kept_as_it_is_written(written: str, hu: str, en: str) -> None:
    text = changed("title: {hu: Próba, en: Trial}", f"title: {written}")
    if not hu:  # a colon ends a plain text: YAML's own rule
        assert read(text)[0] is None
        return
    title = taken(text).title

    assert (title.hu, title.en) == (hu, en)


def test_comments_and_a_byte_order_mark_are_nothing() -> None:
    text = "\ufeff# yaml-language-server: $schema=x\n---\n" + RIGHT

    assert taken(text) == taken(RIGHT)


@pytest.mark.parametrize(
    ("old", "new", "warning", "line"),
    [
        ("    exit_criteria: [report]\n", "", "template-no-exit-criteria", 8),
        ("[report]", "[]", "template-no-exit-criteria", 8),
        (
            "[report]",
            "[{id: a, kind: indicator, indicator: PAR, at_least: 1}]",
            "template-indicator-not-fed",
            12,
        ),
        ("{hu: Próba, en: Trial}", "Próba", "template-english-missing", 3),
        ("{hu: Első, en: First}", "{hu: Első}", "template-english-missing", 8),
        ("[report]", "[{id: a, title: Á}]", "template-english-missing", 8),
        ("at_least: min_talks", "at_least: 3", "template-parameter-unused", 5),
    ],
)
def test_what_is_only_doubtful_is_a_warning(
    old: str, new: str, warning: str, line: int
) -> None:
    assert warned(changed(old, new)) == [(warning, line)]


def test_missing_english_is_told_once_with_the_number_of_titles() -> None:
    text = changed("{hu: Próba, en: Trial}", "Próba")
    text = changed("{hu: Első, en: First}", "Első", text)
    (found,) = read(text)[1]

    assert found.values == {"count": 2}


def test_a_file_is_named_in_what_is_found(tmp_path: Path) -> None:
    path = tmp_path / "sablon.yaml"
    path.write_text("id: 1\n", encoding="utf-8")
    template, found = load(path)

    assert template is None
    assert {one.where.file for one in found if one.where} == {str(path)}


def test_a_file_that_is_not_there_is_an_error_of_the_surroundings(
    tmp_path: Path,
) -> None:
    with pytest.raises(FileNotReadError):
        load(tmp_path / "nincs.yaml")
    with pytest.raises(FileNotReadError):
        load(tmp_path)
