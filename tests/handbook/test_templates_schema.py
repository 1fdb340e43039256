"""The published schema says what the reading says, as far as a schema can."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cselekvo.domain.template import CountsFrom, CriterionKind, Opens, Unit
from cselekvo.handbook.folder import folder
from cselekvo.handbook.templates import criteria, load, loading, scalars, stages
from cselekvo.handbook.templates.folder import template_files
from tests.handbook.schemas import Schema, UnknownKeywordError, fits
from tests.handbook.test_templates import CRITERIA
from tests.handbook.test_templates_refused import ONE
from tests.handbook.writing import RIGHT, changed, read
from tests.shared import CORPUS

#: What only `template check` can tell: names that refer, ways back, capitals, days.
_BEYOND = {
    *("stage-unknown", "role-unknown", "indicator-unknown", "parameter-unknown"),
    *("id-doubled", "stage-lists-itself", "way-back-undeclared", "duration-order"),
}


@cache
def schema() -> Schema:
    path = folder() / "templates" / "template.schema.json"
    read_: Schema = json.loads(path.read_text(encoding="utf-8"))
    return read_


def accepts(text: str) -> bool:
    return fits(yaml.safe_load(text), schema(), schema())


@pytest.mark.parametrize("path", template_files(), ids=lambda path: path.stem)
def test_the_schema_takes_the_templates_of_the_handbook(path: Path) -> None:
    assert accepts(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("written", CRITERIA)
def test_the_schema_takes_every_criterion(written: str) -> None:
    assert accepts(changed("[report]", f"[{written}]"))


#: Where readers of YAML 1.1 or of JSON make a right value of what is written.
_LENIENT = {"version: 1.0", "duration_days: 1_0", "rework: yes", "' '"}


@pytest.mark.parametrize(
    ("old", "new"),
    [one[:2] for one in ONE if one[2] not in _BEYOND and one[1] not in _LENIENT],
)
def test_the_schema_refuses_what_a_schema_can_tell(old: str, new: str) -> None:
    assert not accepts(changed(old, new))


@pytest.mark.parametrize("old_new", [one[:2] for one in ONE if one[2] in _BEYOND])
def test_what_is_beyond_a_schema_is_left_to_the_check(old_new: tuple[str, str]) -> None:
    text = changed(*old_new)

    assert read(text)[0] is None


_CORPUS = sorted(CORPUS.glob("yaml/*.yaml")) + sorted(CORPUS.glob("sound/*.yaml"))


@pytest.mark.skipif(not _CORPUS, reason="the corpus is not here")
def test_the_schema_takes_whatever_of_the_corpus_the_reading_takes() -> None:
    taken = [path for path in _CORPUS if load(path)[0] is not None]

    assert len(taken) > 5
    assert [one.name for one in taken if not accepts(one.read_text("utf-8"))] == []


@pytest.mark.skipif(not _CORPUS, reason="the corpus is not here")
@pytest.mark.parametrize(
    "name",
    [
        *("criterion_negative", "duration_05", "duration_06", "duration_08"),
        *("duration_10", "duration_12", "duration_17", "id_int", "id_norway"),
        *("title_no_hungarian", "top_is_scalar", "two_starts_list"),
        *("unknown_key_stage", "choose_one", "way_back_rework_false"),
    ],
)
def test_the_schema_refuses_these_of_the_corpus(name: str) -> None:
    path = CORPUS / "yaml" / f"{name}.yaml"

    assert not accepts(path.read_text("utf-8"))
    assert load(path)[0] is None


def _part(*names: str) -> Any:
    found: Any = schema()
    for name in names:
        found = found[name]
    return found


def test_the_words_and_bounds_of_the_schema_are_those_of_the_reading() -> None:
    assert _part("properties", "unit", "enum") == [one.value for one in Unit]
    stage = _part("$defs", "stage", "properties")
    assert stage["opens_when"]["enum"] == [one.value for one in Opens]
    assert set(stage) == {*stages._REQUIRED, *stages._OTHERS}
    assert _part("properties", "stages", "maxItems") == loading.MOST_STAGES
    assert _part("properties", "version", "maximum") == loading._LATEST
    assert _part("$defs", "amount", "maximum") == criteria.LARGEST
    assert _part("$defs", "days", "maximum") == stages._LONGEST
    assert _part("$defs", "text", "maxLength") == scalars._LONGEST
    assert set(_part("properties")) == {*loading._REQUIRED, "parameters"}


@pytest.mark.parametrize("kind", CriterionKind)
def test_the_keys_of_each_kind_are_those_of_the_reading(kind: CriterionKind) -> None:
    required, others = criteria._KEYS[kind]
    part = _part("$defs", str(kind.value))

    assert set(part["properties"]) == {"id", "kind", "title", *required, *others}
    assert set(part["required"]) - {"id", "kind"} == set(required)
    if "since" in others:
        since = part["properties"]["since"]["enum"]
        assert since == [one.value for one in CountsFrom]


def test_the_schema_is_wholly_judged_here() -> None:
    assert accepts(RIGHT)
    with pytest.raises(UnknownKeywordError):
        fits(1, {"multipleOf": 2}, schema())


def test_every_name_that_the_schema_refers_to_is_there() -> None:
    named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema())))

    assert named == set(_part("$defs"))
