"""Writing a template in the language that methodologists write (DESIGN 5).

What is written reads back as an equal template. One thing a template may hold that the
language cannot say: a way back that is no choice. It is written as a way like others,
and is refused when it is read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cselekvo.domain.template import (
    CountsFrom,
    Criterion,
    CriterionKind,
    Duration,
    Opens,
    Stage,
    Template,
    Way,
    Words,
)

#: Written as it is; all else is put into quotation marks.
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .()/%–+-]*[\w.)%])?")
#: What YAML programs read as yes, no or nothing.
_FRIENDS: Final = frozenset(
    {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
)
_HEAD: Final = "# yaml-language-server: $schema=template.schema.json"


def as_yaml(template: Template) -> str:
    """Return the template as YAML; the same template is always the same text."""
    return "\n".join(_lines(template)) + "\n"


def _lines(template: Template) -> Iterator[str]:
    yield _HEAD
    yield f"id: {_text(template.id)}"
    yield f"version: {template.version}"
    yield f"title: {_words(template.title)}"
    yield f"unit: {template.unit.value}"
    if template.parameters:
        yield "parameters:"
        for name, value in template.parameters.items():
            yield f"  {_text(name)}: {value}"
    yield f"start: {_text(template.start)}"
    yield "stages:"
    for place, stage in enumerate(template.stages):
        yield from [""] if place else []
        yield from _stage(stage)


def _stage(stage: Stage) -> Iterator[str]:
    yield f"  - id: {_text(stage.id)}"
    yield f"    title: {_words(stage.title)}"
    if stage.duration is not None:
        yield f"    duration_days: {_duration(stage.duration)}"
    if stage.responsible:
        yield f"    responsible: {_text(stage.responsible)}"
    if stage.opens is Opens.ANY:
        yield f"    opens_when: {stage.opens.value}"
    if stage.exit_criteria:
        yield "    exit_criteria:"
        for criterion in stage.exit_criteria:
            yield f"      - {_criterion(criterion)}"
    if not stage.is_choice:
        stages = [one for way in stage.ways for one in way.stages]
        yield f"    next: {_list(stages)}"
        return
    yield "    next:"
    yield "      choose:"
    for way in stage.ways:
        yield f"        {_text(way.outcome)}: {_way(way)}"


def _way(way: Way) -> str:
    if way.rework and len(way.stages) == 1:
        return _mapping({"stage": _text(way.stages[0]), "rework": "true"})
    return _list(way.stages)


def _duration(duration: Duration) -> str:
    days = (duration.least, duration.typical, duration.most)
    if len(set(days)) == 1:
        return str(duration.typical)
    return _mapping(dict(zip(("min", "typical", "max"), map(str, days), strict=True)))


def _criterion(criterion: Criterion) -> str:
    """Return a criterion; one that is nothing but an id is written so."""
    if criterion == Criterion(id=criterion.id):
        return _text(criterion.id)
    keys = {"id": _text(criterion.id)}
    if criterion.kind is not CriterionKind.CHECKLIST:
        keys["kind"] = str(criterion.kind.value)
    named = {
        "activity": criterion.activity,
        "indicator": criterion.indicator,
        "state": criterion.state,
        "by": criterion.by,
    }
    keys |= {key: _text(value) for key, value in named.items() if value}
    if criterion.at_least != 1 or criterion.kind is CriterionKind.INDICATOR:
        keys["at_least"] = _text(str(criterion.at_least), number=True)
    if criterion.since is not CountsFrom.RUN:
        keys["since"] = str(criterion.since.value)
    if criterion.title is not None:
        keys["title"] = _words(criterion.title)
    return _mapping(keys)


def _words(words: Words) -> str:
    if not words.en:
        return _text(words.hu)
    return _mapping({"hu": _text(words.hu), "en": _text(words.en)})


def _mapping(keys: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}"


def _list(items: list[str] | tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_text, items)) + "]"


def _text(text: str, *, number: bool = False) -> str:
    """Return a text so that every YAML program reads it as that text."""
    if number and text.isdigit():
        return text
    if _PLAIN.fullmatch(text) and text.casefold() not in _FRIENDS:
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"
