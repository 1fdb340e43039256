"""What changed from version to version is told stage by stage."""

from typing import Any, Final

import pytest
from hypothesis import given, settings

from cselekvo.domain.named import Named
from cselekvo.findings import Finding, Severity
from cselekvo.i18n import message
from cselekvo.rules.template_diff import differences
from tests.handbook.writing import RIGHT, changed, taken
from tests.rules.landings import Move, moves

_CHECKS: Final = "exit_criteria: [report]"
_TALKS: Final = (
    "{id: talks, kind: activities, activity: interview, at_least: min_talks}"
)


def _told(*changes: tuple[str, str], names: dict[str, str] | None = None) -> list[str]:
    return [
        message(one, "en").replace("\N{NO-BREAK SPACE}", " ")
        for one in _found(*changes, names=names)
    ]


def _found(
    *changes: tuple[str, str], names: dict[str, str] | None = None
) -> list[Finding]:
    text = RIGHT
    for old, new in changes:
        text = changed(old, new, text)
    return differences(taken(RIGHT), taken(text), names)


def test_between_equal_versions_there_is_no_difference() -> None:
    assert _found() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: proba", "id: masik", ["These are two different templates: proba and ma"]),
        ("hu: Próba", "hu: Teszt", ["The template's new title: “Trial” (so far: “Tr"]),
        (
            "en: Trial",
            "en: Test",
            ["The template's English title changed; so far: “Trial”; now: “Test”."],
        ),
        (
            "unit: community",
            "unit: area",
            ["A process is now about: area (so far: community)."],
        ),
        (
            "start: first",
            "start: second",
            ["A process now starts with “Second” (second); so far: “First” (first)."],
        ),
        (
            "min_talks: 3",
            "min_talks: 1200",
            ["The default of the parameter min_talks is now 1,200 (so far 3)."],
        ),
        (
            "min_talks: 3}",
            "min_talks: 3, more: 2}",
            ["New parameter: more, by default 2."],
        ),
        (
            "en: First",
            "en: Begin",
            ["“Begin” (first): the English title changed; so far: “First”; now: “Be"],
        ),
        (
            "{hu: Harmadik, en: Third}",
            "{hu: Hármas, en: Three}",
            ["“Three” (third): new title: “Three” (so far: “Third”)."],
        ),
        (
            "duration_days: 10",
            "duration_days: {min: 10, typical: 12, max: 15}",
            [
                "“First” (first): new duration: typically 12 days (10–15); "
                "so far typically 10 days (10–10)."
            ],
        ),
        (
            "    duration_days: 10\n",
            "",
            [
                "“First” (first): it has no duration any more; "
                "so far typically 10 days (10–10)."
            ],
        ),
        (
            "responsible: mentor",
            "responsible: coordinator",
            ["“First” (first): now responsible: coordinator; so far: mentor."],
        ),
        (
            "    responsible: mentor\n",
            "",
            ["“First” (first): nobody is responsible any more; so far: mentor."],
        ),
        (
            "opens_when: any",
            "opens_when: all",
            ["“Second” (second): of the ways that lead to it, it now waits for all "],
        ),
    ],
)
def test_a_change_of_the_whole_or_of_a_stage_is_said_in_a_sentence(
    old: str, new: str, told: list[str]
) -> None:
    found = _told((old, new))

    assert [one[: len(start)] for one, start in zip(found, told, strict=True)] == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            _CHECKS,
            "exit_criteria: [report, {id: plan, kind: approval, by: mentor}]",
            ["new exit criterion: plan, of the kind approval, approved by mentor."],
        ),
        (
            _CHECKS,
            "exit_criteria: [{id: att, kind: indicator, indicator: ATT, at_least: 9}]",
            [
                "new exit criterion: att, of the kind indicator, counting ATT, "
                "at least 9.",
                "the exit criterion report is gone.",
            ],
        ),
        (
            _CHECKS,
            "exit_criteria: [{id: report, title: Jelentés}]",
            ["the title of the criterion “Jelentés” (report) changed; now: “Jelenté"],
        ),
        (
            _TALKS,
            _TALKS.replace("min_talks", "12").replace("interview,", "forum,"),
            [
                "the criterion talks now counts forum (so far: interview).",
                "the criterion talks now asks for at least 12 (so far: min_talks).",
            ],
        ),
        (
            _TALKS,
            _TALKS.replace("}", ", since: process}"),
            ["the criterion talks now counts from the start of the process (so far"],
        ),
        (
            _TALKS,
            "{id: talks, kind: approval, by: mentor}",
            [
                "the criterion talks is now of the kind approval (so far: activities).",
                "the criterion talks is now approved by mentor.",
            ],
        ),
        (
            _TALKS,
            "{id: talks, kind: indicator, indicator: ATT, at_least: min_talks}",
            [
                "the criterion talks is now of the kind indicator (so far: activiti",
                "the criterion talks now counts ATT (so far: interview).",
            ],
        ),
    ],
)
def test_a_changed_criterion_is_said_in_a_sentence(
    old: str, new: str, told: list[str]
) -> None:
    found = [one.split(": ", 1)[1] for one in _told((old, new)) if ": " in one]

    found = [one for one in found if not one.startswith("min_talks")]
    assert [one[: len(start)] for one, start in zip(found, told, strict=True)] == told


@pytest.mark.parametrize(
    ("title", "other", "code"),
    [
        ("{hu: A, en: B}", "{hu: A, en: C}", "criterion-english-title-changed"),
        ("{hu: A, en: B}", "{hu: C, en: B}", "criterion-title-changed"),
    ],
)
def test_a_criterion_that_is_called_otherwise_is_told(
    title: str, other: str, code: str
) -> None:
    texts = [
        changed(_CHECKS, f"exit_criteria: [{{id: report, title: {one}}}]")
        for one in (title, other)
    ]

    (found,) = differences(taken(texts[0]), taken(texts[1]))

    assert found.word == code


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "good: [third, fourth]",
            "good: [third]",
            ["for the outcome good it no longer leads to “Fourth” (fourth)."],
        ),
        (
            "bad: {stage: first, rework: true}",
            "bad: {stage: first, rework: true}\n        worse: []",
            ["new outcome: worse; nothing follows it."],
        ),
        (
            "bad: {stage: first, rework: true}",
            "worse: {stage: first, rework: true}\n        best: fourth",
            [
                "new outcome: worse; it leads back to “First” (first).",
                "new outcome: best; it leads to “Fourth” (fourth).",
                "the outcome bad is gone.",
            ],
        ),
        (
            "good: [third, fourth]",
            "good: []",
            [
                "for the outcome good it no longer leads to “Third” (third), "
                "“Fourth” (fourth).",
                "for the outcome good nothing follows it any more.",
            ],
        ),
        (
            "bad: {stage: first, rework: true}",
            "bad: fourth",
            [
                "for the outcome bad it now leads to “Fourth” (fourth).",
                "for the outcome bad it no longer leads to “First” (first).",
                "for the outcome bad it is no longer a way back and leads on to "
                "“Fourth” (fourth).",
            ],
        ),
        (
            "next: [second]",
            "next: {choose: {further: second, stop: []}}",
            [
                "an outcome is now chosen when it is closed: further, stop.",
                "new outcome: further; it leads to “Second” (second).",
                "new outcome: stop; nothing follows it.",
            ],
        ),
        (
            "choose:\n        good: [third, fourth]\n"
            "        bad: {stage: first, rework: true}",
            "[third]",
            [
                "no outcome is chosen any more when it is closed (so far: good, bad).",
                "it now leads to “Third” (third).",
            ],
        ),
        (
            "choose:\n        good: [third, fourth]\n"
            "        bad: {stage: first, rework: true}",
            "[]",
            [
                "no outcome is chosen any more when it is closed (so far: good, bad).",
                "nothing follows it any more.",
            ],
        ),
    ],
)
def test_a_changed_way_is_said_in_a_sentence(
    old: str, new: str, told: list[str]
) -> None:
    assert [one.split(": ", 1)[1] for one in _told((old, new))] == told


def test_a_way_that_became_a_way_back_is_told() -> None:
    newer = taken(RIGHT)
    older = taken(changed("bad: {stage: first, rework: true}", "bad: fourth"))

    words = [one.word for one in differences(older, newer)]

    assert words[-1] == "way-became-way-back"


_NEW: Final = """\
  - id: publicity
    title: {hu: Helyi nyilvánosság, en: Local publicity}
    exit_criteria: [done]
    next: [third]
"""


def test_a_new_stage_stands_where_it_stands_in_the_template() -> None:
    found = _found(
        ("good: [third, fourth]", "good: [publicity, fourth]"),
        ("  - id: third\n", f"{_NEW}  - id: third\n"),
        ("{hu: Negyedik, en: Fourth}", "{hu: Vége, en: End}"),
    )

    assert [(one.word, one.subject) for one in found] == [
        ("way-leads-to", "second"),
        ("way-leads-no-longer-to", "second"),
        ("stage-added", "publicity"),
        ("stage-title-changed", "fourth"),
    ]
    assert message(found[2], "hu") == (
        "Új szakasz: „Helyi nyilvánosság” (publicity), a „Második” (second) után; "
        "innen ide vezet: „Harmadik” (third)."
    )
    assert {one.severity for one in found} == {Severity.NOTE}


def test_a_stage_that_is_gone_is_told_last_and_by_its_title() -> None:
    found = _found(
        ("good: [third, fourth]", "good: [fourth]"),
        (RIGHT[RIGHT.index("  - id: third") : RIGHT.index("  - id: fourth")], ""),
        ("parameters: {min_talks: 3}\n", ""),
        ("at_least: min_talks", "at_least: 3"),
    )

    assert [message(one, "hu") for one in found] == [
        "Megszűnt paraméter: min_talks.",
        "„Második” (second): a talks feltételhez mostantól legalább ennyi kell: 3 "
        "(eddig: min_talks).",
        "„Második” (second): ha a kimenet good, többé nem vezet ide: "
        "„Harmadik” (third).",
        "Megszűnt szakasz: „Harmadik” (third).",
    ]


def test_a_renamed_stage_is_no_new_one_and_ways_to_it_have_not_changed() -> None:
    changes = (
        ("good: [third, fourth]", "good: [threefold, fourth]"),
        ("  - id: third\n", "  - id: threefold\n"),
    )

    (found,) = _found(*changes, names={"third": "threefold"})

    assert (found.word, found.subject) == ("stage-renamed", "threefold")
    assert found.values["old"] == Named("third", found.values["stage"].title)
    without = [one.word for one in _found(*changes)]
    assert without[-2:] == ["stage-added", "stage-gone"]


def test_a_stage_that_others_were_merged_into_is_compared_with_its_namesake() -> None:
    found = _found(
        ("good: [third, fourth]", "good: [fourth]"),
        (RIGHT[RIGHT.index("  - id: third") : RIGHT.index("  - id: fourth")], ""),
        names={"third": "fourth"},
    )

    assert [(one.word, one.subject) for one in found] == [("stage-merged", "fourth")]
    assert message(found[0], "en") == (
        "“Fourth” (fourth): this stage was merged into it: “Third” (third)."
    )


def test_a_title_that_lost_its_english_text_is_told() -> None:
    (found,) = _found(("{hu: Próba, en: Trial}", "Próba"))

    values: dict[str, Any] = dict(found.values)
    assert values == {"old": "Trial", "new": ""}
    assert message(found, "hu") == ("A sablon angol címe megváltozott; eddig: „Trial”.")


@settings(max_examples=100, deadline=None)
@given(moves())
def test_there_is_a_difference_exactly_where_templates_differ(move: Move) -> None:
    named = {one.id for one in move.old.stages} | {one.id for one in move.new.stages}
    in_order = [one.id for one in move.new.stages]

    found = differences(move.old, move.new, move.names)

    assert differences(move.old, move.old) == []
    assert {one.subject for one in found} <= named | {""}
    places = [in_order.index(one.subject) for one in found if one.subject in in_order]
    assert places == sorted(places)
    there = {one.subject for one in found}
    mapped = {move.names.get(one.id, one.id) for one in move.old.stages}
    assert there >= set(in_order) ^ mapped
