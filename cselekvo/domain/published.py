"""Published templates: a version as it was proved, with all that it names.

A process never reads the handbook. What a template names there (the titles of roles,
the definitions of indicators) is therefore kept with it, as it was on that day.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from attrs import field, frozen

from cselekvo.domain.fact import Fact, open_text
from cselekvo.domain.identifiers import TemplateVersionId
from cselekvo.domain.indicator import Indicator, IndicatorRule
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


@frozen(kw_only=True)
class TemplateVersion(Fact):
    """A published version of a template: its file as it was, for ever.

    Attributes:
        id: Template and version: `community_development.2`.
        content: The file, UTF-8.
        digest: SHA-256 over its bytes, 64 hexadecimal digits.
        model: What was read from it, with what it names, as canonical JSON.
    """

    kind: ClassVar[str] = "template_version"
    id: TemplateVersionId
    template: str = open_text()
    version: int
    unit: Unit
    title: str = open_text(sort=True)
    content: str = open_text()
    digest: str = open_text()
    model: str = open_text()


@frozen(kw_only=True, eq=False)
class Method:
    """A template with the roles and the indicators that it names.

    Attributes:
        roles: The title of each role, by its id.
        indicators: The definition of each indicator, by its code.
    """

    template: Template
    roles: Mapping[str, Words] = field(factory=dict)
    indicators: Mapping[str, Indicator] = field(factory=dict)

    def role(self, id_: str, lang: str) -> str:
        """Return what a role is called; its id where it has no title."""
        words = self.roles.get(id_)
        return id_ if words is None else words.word(lang)


def version_id(template: str, version: int) -> TemplateVersionId:
    """Return the id of a version: `community_development.2`."""
    return TemplateVersionId(f"{template}.{version}")


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
    """Return a method as canonical JSON."""
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
        "indicators": {c: _indicator(one) for c, one in method.indicators.items()},
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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


@lru_cache(maxsize=64)
def read_model(text: str) -> Method:
    """Return the method that `as_model` wrote; the same few come again and again."""
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
        indicators={
            code: _read_indicator(code, one) for code, one in data["indicators"].items()
        },
    )
