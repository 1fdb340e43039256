"""A published method as canonical JSON, and back."""

import json
from collections.abc import Mapping
from typing import Any

from cselekvo.domain.indicator import Indicator, IndicatorRule
from cselekvo.domain.published import Method
from cselekvo.domain.template import (
    CountsFrom,
    Criterion,
    CriterionKind,
    Duration,
    Opens,
    Stage,
    Template,
    Unit,
    Way,
    Words,
)

Json = dict[str, Any]


def _kept(values: Mapping[str, Any]) -> Json:
    """Return an object without what says nothing."""
    return {name: value for name, value in values.items() if value not in ("", None)}


def _words(words: Words | None) -> Json | None:
    return None if words is None else _kept({"hu": words.hu, "en": words.en})


def _criterion(one: Criterion) -> Json:
    return _kept(
        {
            "id": one.id,
            "kind": one.kind.value,
            "title": _words(one.title),
            "activity": one.activity,
            "indicator": one.indicator,
            "state": one.state,
            "by": one.by,
            "at_least": one.at_least,
            "since": one.since.value,
        }
    )


def _stage(stage: Stage) -> Json:
    duration = stage.duration
    return _kept(
        {
            "id": stage.id,
            "title": _words(stage.title),
            "duration": None
            if duration is None
            else [duration.least, duration.typical, duration.most],
            "responsible": stage.responsible,
            "criteria": [_criterion(one) for one in stage.exit_criteria],
            "opens": stage.opens.value,
            "ways": [
                {"outcome": way.outcome, "to": list(way.stages), "rework": way.rework}
                for way in stage.ways
            ],
            "line": stage.line,
        }
    )


def _indicator(one: Indicator) -> Json:
    return _kept(
        {
            "title": _words(one.title),
            "unit": _words(one.unit),
            "rule": one.rule.value,
            "fed_by": one.fed_by,
            "activity": one.activity,
            "field": one.field,
        }
    )


def as_model(method: Method) -> str:
    """Return a method as canonical JSON in ASCII."""
    template = method.template
    data = {
        "id": template.id,
        "version": template.version,
        "title": _words(template.title),
        "unit": template.unit.value,
        "start": template.start,
        "stages": [_stage(stage) for stage in template.stages],
        "parameters": dict(template.parameters),
        "roles": {id_: _words(words) for id_, words in method.roles.items()},
        "outcomes": {id_: _words(words) for id_, words in method.outcomes.items()},
        "indicators": {c: _indicator(one) for c, one in method.indicators.items()},
    }
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


def _read_words(data: Json) -> Words:
    return Words(data["hu"], data.get("en", ""))


def _read_criterion(data: Json) -> Criterion:
    title = data.get("title")
    return Criterion(
        id=data["id"],
        kind=CriterionKind.of(data["kind"]),
        title=None if title is None else _read_words(title),
        activity=data.get("activity", ""),
        indicator=data.get("indicator", ""),
        state=data.get("state", ""),
        by=data.get("by", ""),
        at_least=data["at_least"],
        since=CountsFrom.of(data["since"]),
    )


def _read_stage(data: Json) -> Stage:
    days = data.get("duration")
    return Stage(
        id=data["id"],
        title=_read_words(data["title"]),
        duration=days and Duration(least=days[0], typical=days[1], most=days[2]),
        responsible=data.get("responsible", ""),
        exit_criteria=tuple(_read_criterion(one) for one in data["criteria"]),
        opens=Opens.of(data["opens"]),
        ways=tuple(
            Way(outcome=one["outcome"], stages=tuple(one["to"]), rework=one["rework"])
            for one in data["ways"]
        ),
        line=data.get("line", 0),
    )


def _read_indicator(code: str, data: Json) -> Indicator:
    return Indicator(
        code=code,
        title=_read_words(data["title"]),
        unit=_read_words(data["unit"]),
        rule=IndicatorRule.of(data["rule"]),
        fed_by=data.get("fed_by", ""),
        activity=data.get("activity", ""),
        field=data.get("field", ""),
    )


def read_model(text: str) -> Method:
    """Return the method that `as_model` wrote."""
    data: Json = json.loads(text)
    template = Template(
        id=data["id"],
        version=data["version"],
        title=_read_words(data["title"]),
        unit=Unit.of(data["unit"]),
        start=data["start"],
        stages=tuple(_read_stage(one) for one in data["stages"]),
        parameters=data["parameters"],
    )
    return Method(
        template=template,
        roles={id_: _read_words(words) for id_, words in data["roles"].items()},
        outcomes={
            id_: _read_words(words) for id_, words in data.get("outcomes", {}).items()
        },
        indicators={
            code: _read_indicator(code, one) for code, one in data["indicators"].items()
        },
    )
