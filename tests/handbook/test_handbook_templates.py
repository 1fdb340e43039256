"""The templates of the handbook are proved, and say in two languages what is done."""

from collections import Counter
from pathlib import Path

import pytest

from cselekvo.domain.template import CriterionKind, Template, Unit, Words
from cselekvo.handbook.indicators import indicators
from cselekvo.handbook.roles import roles
from cselekvo.handbook.templates import load
from cselekvo.handbook.templates.cases import play, read_cases
from cselekvo.handbook.templates.folder import case_files, template_files
from cselekvo.rules.soundness import prove

FILES = {path.stem: path for path in template_files()}
UNITS = {
    "community_development": Unit.COMMUNITY,
    "district_equal_opportunity_roundtable": Unit.ROUNDTABLE,
    "mentor_supported_institution": Unit.ORGANISATION,
    "social_integration": Unit.AREA,
}
#: Months by typical durations, from and up to.
MONTHS = {
    "community_development": (40, 46),
    "district_equal_opportunity_roundtable": (7.5, 8.1),
    "mentor_supported_institution": (12, 24),
    "social_integration": (28, 80),
}


def template(name: str) -> Template:
    loaded, found = load(FILES[name])
    assert loaded is not None, found
    return loaded


def test_there_are_four() -> None:
    assert {name: template(name).unit for name in FILES} == UNITS


@pytest.mark.parametrize("name", UNITS)
def test_a_template_is_named_as_its_file_and_gives_nothing_to_say(name: str) -> None:
    loaded, found = load(FILES[name])

    assert found == []
    assert loaded is not None
    assert loaded.id == name


@pytest.mark.parametrize("name", UNITS)
def test_a_template_is_proved_sound_and_takes_as_long_as_the_work(name: str) -> None:
    proof = prove(template(name))

    assert proof.findings() == ()
    assert proof.sound is True
    assert proof.longest_days is not None
    least, most = MONTHS[name]
    assert least * 365 / 12 <= proof.longest_days <= most * 365 / 12


@pytest.mark.parametrize("name", UNITS)
def test_each_stage_says_who_how_long_and_what_closes_it(name: str) -> None:
    for stage in template(name).stages:
        assert stage.responsible, stage.id
        assert stage.duration is not None, stage.id
        assert stage.exit_criteria, stage.id
        assert all(one.title is not None for one in stage.exit_criteria), stage.id


@pytest.mark.parametrize("name", UNITS)
def test_a_template_leads_back_somewhere_and_uses_what_it_defines(name: str) -> None:
    loaded = template(name)
    asked = {one.at_least for stage in loaded.stages for one in stage.exit_criteria}

    assert any(way.rework for _stage, way, _target in loaded.ways())
    assert loaded.parameters
    assert set(loaded.parameters) <= asked


@pytest.mark.parametrize("name", UNITS)
def test_no_two_stages_share_a_title(name: str) -> None:
    loaded = template(name)
    for lang in ("hu", "en"):
        titles = Counter(stage.title.word(lang) for stage in loaded.stages)
        assert titles.most_common(1)[0][1] == 1


def test_every_kind_of_criterion_is_used() -> None:
    used = {
        one.kind
        for name in FILES
        for stage in template(name).stages
        for one in stage.exit_criteria
    }

    assert used == set(CriterionKind)


def _texts() -> list[Words]:
    found = [one.title for one in roles()]
    for indicator in indicators():
        found += [indicator.title, indicator.unit]
    for name in FILES:
        loaded = template(name)
        found.append(loaded.title)
        for stage in loaded.stages:
            found.append(stage.title)
            found += [one.title for one in stage.exit_criteria if one.title]
    return found


def test_every_text_of_the_handbook_is_there_in_both_languages() -> None:
    texts = _texts()

    assert len(texts) > 150
    assert [one for one in texts if not one.hu.strip() or not one.en.strip()] == []
    assert [one for one in texts if one.hu.endswith(".") or one.en.endswith(".")] == []


def test_roles_and_indicators_are_defined_once() -> None:
    names = [one.id for one in roles()]
    codes = [one.code for one in indicators()]

    assert len(set(names)) == len(names)
    assert len(set(codes)) == len(codes)


def test_events_and_attendances_are_counted_apart() -> None:
    known = {one.code: one for one in indicators()}

    assert (known["EVT"].rule.value, known["EVT"].fed_by) == ("count", "activities")
    assert (known["ATT"].rule.value, known["ATT"].field) == ("sum", "head_count")
    assert known["EVT"].unit != known["ATT"].unit
    assert known["PAR"].fed_by == ""


def test_a_role_that_nobody_bears_is_not_kept() -> None:
    named = {
        role
        for name in FILES
        for stage in template(name).stages
        for role in (stage.responsible, *(one.by for one in stage.exit_criteria))
    }

    assert {one.id for one in roles()} == named - {""}


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_the_cases_of_a_template_are_as_they_say(path: Path) -> None:
    cases, found = read_cases(path)

    assert found == []
    assert cases is not None
    assert cases.template == path.stem
    loaded = template(cases.template)
    told = [one for case in cases.cases for one in play(loaded, case, str(path))]
    assert told == []


@pytest.mark.parametrize("name", UNITS)
def test_the_cases_take_every_outcome_of_a_template(name: str) -> None:
    (path,) = [one for one in case_files() if one.stem == name]
    cases, _found = read_cases(path)
    assert cases is not None
    taken = {one for case in cases.cases for one in (*case.given, *case.when)}

    stages = template(name).stages
    every = {(one.id, way.outcome) for one in stages for way in one.ways}
    assert every - taken == set()
