"""A template is written in the language that methodologists write, and reads back."""

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from cselekvo.domain.activity import ActivityKind
from cselekvo.domain.plan import PlanState
from cselekvo.domain.template import (
    CountsFrom,
    Criterion,
    CriterionKind,
    Duration,
    Template,
    Unit,
    Words,
)
from cselekvo.exchange.template_yaml import as_yaml
from cselekvo.findings import has_errors
from cselekvo.handbook.templates import load
from cselekvo.handbook.templates.folder import template_files
from tests.rules.flows import a_template, way_back, well_built_templates

#: What the handbook defines.
_ROLES = ("mentor", "coordinator", "methodologist", "")
_TEXTS = (
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
        min_size=1,
        max_size=60,
    )
    .map(lambda text: " ".join(_composed(text).split()))
    .filter(bool)
)
_IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)


def _composed(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text)


_WORDS = st.builds(Words, _TEXTS, _TEXTS | st.just(""))
_DURATIONS = st.none() | st.lists(st.integers(1, 3650), min_size=3, max_size=3).map(
    sorted
).map(lambda one: Duration(least=one[0], typical=one[1], most=one[2]))


@st.composite
def _criteria(draw: st.DrawFn, parameters: list[str]) -> tuple[Criterion, ...]:
    amount = st.integers(1, 1_000_000)
    named = [one for one in parameters if one[0].isalpha()]
    most = amount | st.sampled_from(named) if named else amount
    kinds = st.one_of(
        st.builds(Criterion, id=_IDS, title=st.none() | _WORDS),
        st.builds(
            Criterion,
            id=_IDS,
            kind=st.just(CriterionKind.APPROVAL),
            by=st.sampled_from(_ROLES[:3]),
        ),
        st.builds(
            Criterion,
            id=_IDS,
            kind=st.just(CriterionKind.ACTIVITIES),
            activity=st.sampled_from([one.value for one in ActivityKind]),
            at_least=most,
            since=st.sampled_from(CountsFrom),
            title=st.none() | _WORDS,
        ),
        st.builds(
            Criterion,
            id=_IDS,
            kind=st.just(CriterionKind.INDICATOR),
            indicator=st.sampled_from(["ATT", "EVT"]),
            at_least=most,
        ),
        st.builds(
            Criterion,
            id=_IDS,
            kind=st.just(CriterionKind.PLANS),
            state=st.sampled_from([one.value for one in PlanState]),
            at_least=most,
        ),
        st.builds(Criterion, id=_IDS, kind=st.just(CriterionKind.DOCUMENT)),
    )
    return tuple(
        draw(st.lists(kinds, max_size=4, unique_by=lambda one: one.id.casefold()))
    )


@st.composite
def _templates(draw: st.DrawFn) -> Template:
    """Draw a template that the language can say, with texts of all kinds."""
    template = draw(well_built_templates(most=2))
    parameters = draw(st.lists(_IDS, max_size=3, unique_by=str.casefold))
    stages = [
        evolve(
            stage,
            title=draw(_WORDS),
            duration=draw(_DURATIONS),
            responsible=draw(st.sampled_from(_ROLES)),
            exit_criteria=draw(_criteria(parameters)),
        )
        for stage in template.stages
    ]
    return evolve(
        template,
        id=draw(_IDS),
        version=draw(st.integers(1, 999_999)),
        title=draw(_WORDS),
        unit=draw(st.sampled_from(Unit)),
        stages=tuple(stages),
        parameters={one: draw(st.integers(1, 1_000_000)) for one in parameters},
    )


@settings(deadline=None, max_examples=80)
@given(_templates())
def test_what_is_written_reads_back_as_the_same_template(template: Template) -> None:
    read, findings = load(as_yaml(template).encode())

    assert not has_errors(findings), findings
    assert read == template


@pytest.mark.parametrize("path", template_files(), ids=lambda path: path.stem)
def test_the_templates_of_the_handbook_read_back(path: object) -> None:
    template, _ = load(path)  # type: ignore[arg-type]
    assert template is not None

    text = as_yaml(template)

    assert load(text.encode())[0] == template
    assert as_yaml(template) == text


@pytest.mark.parametrize("word", ["no", "Yes", "null", "off", "1e5", "012", "1.10"])
def test_false_friends_of_yaml_are_quoted(word: str) -> None:
    template = a_template(a={"on": "b", word: way_back("a")}, b=())
    template = evolve(template, title=Words(word))

    text = as_yaml(template)

    assert f"title: '{word}'" in text
    assert f"        '{word}': {{stage: a, rework: true}}" in text


def test_it_is_written_as_a_methodologist_would() -> None:
    stage = evolve(
        a_template(a=()).stages[0],
        title=Words("Első: a kör", "First"),
        duration=Duration(least=14, typical=14, most=14),
        responsible="mentor",
        exit_criteria=(
            Criterion(id="held"),
            Criterion(id="report", kind=CriterionKind.DOCUMENT),
        ),
    )
    template = evolve(
        a_template(a=()), stages=(stage,), title=Words("Mesekör"), parameters={"m": 3}
    )

    assert as_yaml(template) == (
        "# yaml-language-server: $schema=template.schema.json\n"
        "id: t\n"
        "version: 1\n"
        "title: Mesekör\n"
        "unit: community\n"
        "parameters:\n"
        "  m: 3\n"
        "start: a\n"
        "stages:\n"
        "  - id: a\n"
        "    title: {hu: 'Első: a kör', en: First}\n"
        "    duration_days: 14\n"
        "    responsible: mentor\n"
        "    exit_criteria:\n"
        "      - held\n"
        "      - {id: report, kind: document}\n"
        "    next: []\n"
    )


def test_what_cannot_be_said_is_refused_when_it_is_read() -> None:
    template = a_template(a="b", b=way_back("a"))
    read, findings = load(as_yaml(template).encode())

    assert read is None
    assert "undeclared" in findings[-1].word or "back" in findings[-1].word
