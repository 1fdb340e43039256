"""What a template must not say is refused: every fault at once, each with its line."""

import re
from typing import Final

import pytest
from hypothesis import given, strategies as st

from cselekvo.findings import Severity
from cselekvo.i18n import message
from tests.handbook.writing import RIGHT, changed, read, refused, taken, values

#: A gap that nothing was put into, or a part that should have been left out.
_LEFT_OPEN: Final = re.compile(r"%\(|\[\[|\]\]|\{\w+\}")
_DAYS: Final = "{min: 5, typical: 10, max: 20}"
_BACK: Final = "{stage: first, rework: true}"
_OF: Final = "{{id: a, kind: indicator, indicator: {}, at_least: 1}}"
ONE: Final = (  # what is changed, to what, the code, the line
    ("version: 1\n", "", "key-missing", 1),
    ("version: 1\n", "verzio: 1\n", "key-unknown", 2),
    ("version: 1", "version: 0", "number-not-read", 2),
    ("version: 1", "version: -1", "number-not-read", 2),
    ("version: 1", "version: 1.0", "number-not-read", 2),
    ("version: 1", 'version: "1"', "number-not-read", 2),
    ("version: 1", "version: [1]", "number-not-read", 2),
    ("id: proba", "id: Próba", "id-not-allowed", 1),
    ("id: proba", "id: two words", "id-not-allowed", 1),
    ("id: proba", "id: [proba]", "text-expected", 1),
    ("id: proba", 'id: ""', "text-empty", 1),
    ("unit: community", "unit: communty", "word-unknown", 4),
    ("unit: community", "unit: közösség", "word-unknown", 4),
    ("unit: community", "unit: [community]", "word-unknown", 4),
    ("{hu: Próba, en: Trial}", "{en: Trial}", "key-missing", 3),
    ("{hu: Próba, en: Trial}", "{hu: Próba, de: Probe}", "language-unknown", 3),
    ("{hu: Próba, en: Trial}", "{hu: Egy, kettő}", "language-unknown", 3),
    ("{hu: Próba, en: Trial}", "[Próba]", "text-expected", 3),
    ("{hu: Próba, en: Trial}", "", "text-empty", 3),
    ("{hu: Próba, en: Trial}", "null", "text-empty", 3),
    ("{hu: Próba, en: Trial}", "' '", "text-empty", 3),
    ("{hu: Próba, en: Trial}", "x" * 501, "text-too-long", 3),
    ("{min_talks: 3}", "{min_talks: 0}", "number-not-read", 5),
    ("{min_talks: 3}", "{min_talks: sok}", "number-not-read", 5),
    ("{min_talks: 3}", "{min_talks: 3, Min_talks: 4}", "id-doubled", 5),
    ("{min_talks: 3}", "[min_talks]", "mapping-expected", 5),
    ("start: first", "start: frist", "stage-unknown", 6),
    ("start: first", "start: {stage: first}", "text-expected", 6),
    ("duration_days: 10", "duration_days: 0", "number-not-read", 10),
    ("duration_days: 10", "duration_days: 3651", "number-not-read", 10),
    ("duration_days: 10", "duration_days: 1e3", "number-not-read", 10),
    ("duration_days: 10", "duration_days: 1_0", "number-not-read", 10),
    ("duration_days: 10", "duration_days: 10 nap", "number-not-read", 10),
    ("duration_days: 10", "duration_days: {min: 1, max: 2}", "key-missing", 10),
    (_DAYS, "{min: 5, typical: 4, max: 20}", "duration-order", 16),
    (_DAYS, "{min: 5, typical: 1.5, max: 20}", "number-not-read", 16),
    ("responsible: mentor", "responsible: mentro", "role-unknown", 11),
    ("responsible: mentor", "responsible: Mentor", "role-unknown", 11),
    ("opens_when: any", "opens_when: both", "word-unknown", 18),
    ("[report]", "report", "list-expected", 12),
    ("[report]", "[report, Report]", "id-doubled", 12),
    ("[report]", "[[report]]", "text-expected", 12),
    ("[report]", "[{kind: document}]", "key-missing", 12),
    ("[report]", "[{id: a, kind: dokument}]", "word-unknown", 12),
    ("[report]", "[{id: a, kind: approval}]", "key-missing", 12),
    ("[report]", "[{id: a, kind: approval, by: king}]", "role-unknown", 12),
    ("[report]", "[{id: a, kind: document, at_least: 2}]", "key-not-for-kind", 12),
    ("[report]", "[{id: a, by: mentor}]", "key-not-for-kind", 12),
    ("[report]", "[{id: a, kind: indicator, indicator: ATT}]", "key-missing", 12),
    ("[report]", f"[{_OF.format('AT')}]", "indicator-unknown", 12),
    ("activity: interview, ", "", "key-missing", 20),
    ("activity: interview", "activity: interviw", "word-unknown", 20),
    ("activity: interview", "activity: Interview", "word-unknown", 20),
    ("[report]", "[{id: a, kind: plans, state: adoptd}]", "word-unknown", 12),
    ("at_least: min_talks", "at_least: min_tlaks", "parameter-unknown", 20),
    ("at_least: min_talks", "at_least: 0", "number-not-read", 20),
    ("at_least: min_talks", "at_least: -1", "number-not-read", 20),
    ("at_least: min_talks", "at_least: 1000000001", "number-not-read", 20),
    ("at_least: min_talks", "at_least: 3, since: start", "word-unknown", 20),
    ("next: [second]", "next: [secnd]", "stage-unknown", 13),
    ("next: [second]", "next: [first]", "stage-lists-itself", 13),
    ("next: [second]", "next: [second, second]", "stage-listed-twice", 13),
    ("next: [second]", "next: [[second]]", "text-expected", 13),
    ("next: [second]", "next:", "text-empty", 13),
    ("    next: [second]\n", "", "key-missing", 8),
    ("next: [second]", "next: {choose: {}}", "choice-needs-two", 13),
    ("next: [second]", "next: {choose: {only: second}}", "choice-needs-two", 13),
    ("next: [second]", "next: {choose: [second]}", "mapping-expected", 13),
    ("next: [second]", "next: {chose: {a: second, b: []}}", "key-unknown", 13),
    ("good: [third, fourth]", "Bad: third", "id-doubled", 24),
    ("good: [third, fourth]", "Ö: third", "id-not-allowed", 23),
    ("rework: true", "rework: false", "rework-not-true", 24),
    ("rework: true", "rework: yes", "rework-not-true", 24),
    ("rework: true", 'rework: "true"', "rework-not-true", 24),
    (", rework: true", "", "key-missing", 24),
    (_BACK, "{stage: second, rework: true}", "stage-lists-itself", 24),
    (_BACK, "{stage: [first], rework: true}", "text-expected", 24),
    (_BACK, "first", "way-back-undeclared", 24),
    ("- id: third", "- id: Fourth", "stage-unknown", 23),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "line"), ONE)
def test_a_fault_is_refused_with_its_line(
    old: str, new: str, code: str, line: int
) -> None:
    assert (f"template-{code}", line) in refused(changed(old, new))


@pytest.mark.parametrize(("old", "new", "code", "line"), ONE)
@pytest.mark.parametrize("lang", ["hu", "en"])
def test_every_fault_is_a_whole_sentence(
    old: str, new: str, code: str, line: int, lang: str
) -> None:
    for found in read(changed(old, new))[1]:
        told = message(found, lang)
        assert told.endswith((".", "?"))
        assert _LEFT_OPEN.search(told) is None, told


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed("version: 1", "version: 0")
    text = changed("unit: community", "unit: x", text)
    text = changed("responsible: mentor", "responsible: nobody", text)
    text = changed("[third, fourth]", "[thirt]", text)

    assert refused(text) == [
        ("template-number-not-read", 2),
        ("template-word-unknown", 4),
        ("template-role-unknown", 11),
        ("template-stage-unknown", 23),
    ]


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("start: first", "start: frist", ["first"]),
        ("next: [second]", "next: [secnd]", ["second"]),
        ("responsible: mentor", "responsible: mentr", ["mentor"]),
        ("at_least: min_talks", "at_least: min_tlaks", ["min_talks"]),
        ("duration_days: 10", "duraton_days: 10", ["duration_days"]),
        ("unit: community", "unit: comunity", ["community"]),
    ],
)
def test_a_near_name_is_proposed(old: str, new: str, near: list[str]) -> None:
    assert values(changed(old, new))["near"] == near


def test_a_key_that_is_only_misspelt_is_not_missing_as_well() -> None:
    text = changed("typical: 10", "tipical: 10")

    assert refused(text) == [("template-key-unknown", 16)]


def test_the_first_of_two_equal_ids_is_named_by_its_line() -> None:
    text = changed("- id: fourth", "- id: third")

    assert ("template-id-doubled", 29) in refused(text)
    found = [one for one in read(text)[1] if one.word == "template-id-doubled"]
    assert [one.values for one in found] == [{"text": "third", "line": 25}]


def test_a_key_that_stands_twice_is_named_with_both_lines() -> None:
    text = changed("start: first\n", "start: first\nstart: second\n")

    assert refused(text) == [("template-key-doubled", 7)]
    assert values(text) == {"key": "start", "line": 6}


@pytest.mark.parametrize("text", ["hello", "- id: x", "[]", "12"])
def test_a_file_that_is_no_template_is_told_what_one_is(text: str) -> None:
    assert refused(text) == [("template-mapping-expected", 1)]


def test_a_template_without_stages_is_none() -> None:
    head, _stages, _rest = RIGHT.partition("stages:\n")

    assert ("template-no-stages", 7) in refused(head + "stages: []\n")
    assert ("template-list-expected", 7) in refused(head + "stages: first\n")
    assert ("template-mapping-expected", 7) in refused(head + "stages: [first]\n")


def _many(count: int) -> str:
    head, _stages, _rest = RIGHT.partition("start:")
    stages = "".join(
        f"  - {{id: s{at}, title: {{hu: S, en: S}}, exit_criteria: "
        "[{id: a, kind: activities, activity: interview, at_least: min_talks}], "
        f"next: [{f's{at + 1}' if at < count else ''}]}}\n"
        for at in range(1, count + 1)
    )
    return f"{head}start: s1\nstages:\n{stages}"


def test_five_hundred_stages_are_the_most() -> None:
    assert len(taken(_many(500)).stages) == 500
    assert refused(_many(501)) == [("template-too-many-stages", 508)]
    assert values(_many(501)) == {"count": 501, "allowed": 500}


def test_of_very_many_faults_the_first_are_told_and_the_rest_is_counted() -> None:
    text = changed("[report]", f"[{', '.join(['no'] * 1000)}]")
    found = refused(text)

    assert len(found) == 201
    assert found[-1] == ("template-more-faults", None)


@given(
    st.integers(0, len(RIGHT.splitlines()) - 1),
    st.integers(0, 60),
    st.text(max_size=6)
    | st.sampled_from(["no", "[", "{", "&a ", "*a", "!x ", "- ", ":"]),
)
def test_whatever_is_typed_gives_a_template_or_findings_with_lines(
    line: int, column: int, typed: str
) -> None:
    lines = RIGHT.splitlines()
    lines[line] = lines[line][:column] + typed + lines[line][column:]
    template, found = read("\n".join(lines).encode("utf-8", "surrogatepass"))

    errors = [one for one in found if one.severity is Severity.ERROR]
    assert (template is None) is bool(errors)
    assert all(one.where is not None and one.where.line for one in errors)


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_is_answered(data: bytes) -> None:
    template, found = read(data)

    assert template is None
    assert found


def test_a_misspelt_kind_of_activity_is_told_with_the_one_that_is_like_it() -> None:
    _, findings = read(changed("activity: interview", "activity: interviw"))

    (found,) = [one for one in findings if one.word == "template-word-unknown"]
    assert found.values["near"] == ["interview"]
    assert "forum" in found.values["allowed"]
