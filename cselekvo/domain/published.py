"""Published templates: a version as it was proved, with all that it names.

A process never reads the handbook. What a template names there (the titles of roles,
the definitions of indicators) is therefore kept with it, as it was on that day.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from attrs import field, frozen

from cselekvo.domain.fact import Fact, open_text
from cselekvo.domain.identifiers import RecordId, TemplateVersionId
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
from cselekvo.domain.vocabulary import Vocabulary

Json = dict[str, Any]


class TextRole(Vocabulary):
    """What a text of a published template is."""

    FILE = "file", "fájl", "file"
    MODEL = "model", "modell", "model"


@frozen(kw_only=True)
class TemplateVersion(Fact):
    """A published version of a template; it never changes.

    Attributes:
        id: Template and version: `community_development.2`.
        digest: SHA-256 over the bytes of its file, 64 hexadecimal digits.
        model_digest: SHA-256 over what was read from it, with what it names.
    """

    kind: ClassVar[str] = "template_version"
    id: TemplateVersionId
    template: str = open_text()
    version: int
    unit: Unit
    title: str = open_text(sort=True)
    digest: str = open_text()
    model_digest: str = open_text()


@frozen(kw_only=True)
class TemplateText(Fact):
    """A piece of a published template, as long as a cell of a sheet may be.

    The file stands here in Base64, so that its bytes stay as they were; the model as
    JSON in ASCII.
    """

    kind: ClassVar[str] = "template_text"
    prefix: ClassVar[str] = "ts"
    ends: ClassVar[tuple[str, ...]] = ("template",)
    id: RecordId
    template: TemplateVersionId
    role: TextRole
    part: int  #: from 1
    text: str = open_text()


@frozen(kw_only=True)
class Publication:
    """A version with its file and its model, before it is kept."""

    version: TemplateVersion
    file: bytes
    model: str

    def texts(self) -> list[tuple[TextRole, int, str]]:
        """Return the pieces to be kept: role, number and text."""
        texts = {
            TextRole.FILE: b64encode(self.file).decode("ascii"),
            TextRole.MODEL: self.model,
        }
        return [
            (role, part, piece)
            for role, text in texts.items()
            for part, piece in enumerate(pieces(text), 1)
        ]


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


#: A cell of a workbook holds 32,767 characters.
_PIECE: Final = 24_000


def pieces(text: str) -> list[str]:
    """Return a text in pieces that a cell can hold."""
    return [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]


def joined(texts: Iterable[TemplateText], role: TextRole) -> str:
    """Return a text that stands in pieces, whatever their order."""
    of_role = sorted((one for one in texts if one.role is role), key=_part)
    return "".join(one.text for one in of_role)


def _part(text: TemplateText) -> int:
    return text.part


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


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
        indicators={
            code: _read_indicator(code, one) for code, one in data["indicators"].items()
        },
    )
