"""What must be true of a published template that comes from elsewhere, as a sheet.

A process trusts its template blindly; so a model that was not read from a file by the
handbook here is looked at piece by piece before anything runs on it.
"""

import types
import typing
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, Final, Union

import attrs

from cselekvo.domain.activity import ActivityKind
from cselekvo.domain.identifiers import is_id
from cselekvo.domain.plan import PlanState
from cselekvo.domain.published import (
    Method,
    TemplateText,
    TemplateVersion,
    TextRole,
    digest_of,
    joined,
    version_id,
)
from cselekvo.domain.published_model import as_model, read_model
from cselekvo.domain.template import Criterion, CriterionKind, Stage, Template
from cselekvo.findings import Finding
from cselekvo.rules.criteria import BY_EVIDENCE


class PublicationCode(Enum):
    """What can be found about a published template that is brought in."""

    TEXT_MISSING = "template-text-missing"
    DIGEST_DIFFERS = "template-digest-differs"
    MODEL_NOT_READ = "template-model-not-read"
    MODEL_UNFIT = "template-model-unfit"
    DIFFERS_FROM_MODEL = "template-differs-from-model"


#: As many stages as the handbook reads.
_MOST_STAGES: Final = 500
_DIGEST: Final = {TextRole.FILE: "digest", TextRole.MODEL: "model_digest"}


def is_whole(version: TemplateVersion, role: TextRole, text: str) -> bool:
    """Return whether a text is the one that a version was published with."""
    if role is TextRole.MODEL:
        return digest_of(text.encode()) == version.model_digest
    try:
        return digest_of(b64decode(text, validate=True)) == version.digest
    except (Base64Error, ValueError):
        return False


def check_published(
    version: TemplateVersion, texts: Iterable[TemplateText]
) -> Iterator[Finding]:
    """Find what speaks against a version with its texts: digests, model, record."""
    pieces = list(texts)
    for role in TextRole:
        text = joined(pieces, role)
        values = {"role": role, "column": _DIGEST[role]}
        if not text:
            yield Finding(
                PublicationCode.TEXT_MISSING, subject=version.id, values=values
            )
        elif not is_whole(version, role, text):
            code = PublicationCode.DIGEST_DIFFERS
            yield Finding(code, subject=version.id, values=values)
    text = joined(pieces, TextRole.MODEL)
    if is_whole(version, TextRole.MODEL, text):
        yield from _check_model(version, text)


def _check_model(version: TemplateVersion, text: str) -> Iterator[Finding]:
    method = _read(text)
    if method is None:
        yield Finding(PublicationCode.MODEL_NOT_READ, subject=version.id)
        return
    unfit = next(_unfit(method.template), None)
    if unfit is not None:
        values = {"what": unfit}
        yield Finding(PublicationCode.MODEL_UNFIT, subject=version.id, values=values)
        return
    yield from _check_record(version, method.template)


def _read(text: str) -> Method | None:
    """Return the method of a model that is written as we write it, else None."""
    try:
        method = read_model(text)
        return method if _fits(method, Method) and as_model(method) == text else None
    except (
        AttributeError,
        IndexError,
        KeyError,
        RecursionError,
        TypeError,
        ValueError,
    ):
        return None


@cache
def _types(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a class of ours with their types."""
    resolved: Any = attrs.resolve_types(kind)
    return tuple((item.name, item.type) for item in attrs.fields(resolved))


def _fits(value: Any, kind: Any) -> bool:
    """Return whether a value, read from JSON, is of the type that is declared."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in {Union, types.UnionType}:
        return any(_fits(value, one) for one in inner)
    if origin is tuple:
        return type(value) is tuple and all(_fits(one, inner[0]) for one in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(
            _fits(key, inner[0]) and _fits(one, inner[1]) for key, one in value.items()
        )
    if attrs.has(kind):
        return isinstance(value, kind) and all(
            _fits(getattr(value, name), declared) for name, declared in _types(kind)
        )
    return type(value) is kind


def _unfit(template: Template) -> Iterator[str]:
    """Yield what a template names that it does not have, or has twice."""
    known = {stage.id for stage in template.stages}
    if not 0 < len(template.stages) <= _MOST_STAGES or template.version < 1:
        yield template.id
    if len(known) < len(template.stages) or template.start not in known:
        yield template.start
    yield from (name for name, value in template.parameters.items() if value < 1)
    for stage in template.stages:
        yield from (f"{stage.id}: {one}" for one in _unfit_stage(stage, known))
        for criterion in stage.exit_criteria:
            least = criterion.at_least
            if (
                least not in template.parameters
                if isinstance(least, str)
                else least < 1
            ):
                yield f"{stage.id}: {criterion.id}"


def _unfit_stage(stage: Stage, known: set[str]) -> Iterator[str]:
    if not is_id(stage.id) or not stage.ways:
        yield stage.id
    outcomes = [way.outcome for way in stage.ways]
    if len(set(outcomes)) < len(outcomes) or ("" in outcomes and len(outcomes) > 1):
        yield ", ".join(outcomes)
    for way in stage.ways:
        yield from (target for target in way.stages if target not in known)
    days = stage.duration
    if days is not None and not 0 < days.least <= days.typical <= days.most:
        yield str(days.typical)
    ids = [one.id for one in stage.exit_criteria]
    yield from (id_ for id_ in ids if not is_id(id_) or ids.count(id_) > 1)
    yield from (one.id for one in stage.exit_criteria if _is_unfit(one))


def _is_unfit(criterion: Criterion) -> bool:
    """Return whether a criterion names a word that nothing is counted by."""
    if criterion.kind in BY_EVIDENCE:
        return criterion.at_least != 1
    words: type[ActivityKind | PlanState] = ActivityKind
    named = criterion.activity
    if criterion.kind is CriterionKind.PLANS:
        words, named = PlanState, criterion.state
    elif criterion.kind is CriterionKind.INDICATOR:
        return not criterion.indicator
    return named not in {one.value for one in words}


def _check_record(version: TemplateVersion, template: Template) -> Iterator[Finding]:
    """Find columns of a version that say other than its model."""
    told = {
        "id": version_id(template.id, template.version),
        "template": template.id,
        "version": template.version,
        "unit": template.unit,
        "title": template.title.hu,
    }
    for name, value in told.items():
        given = getattr(version, name)
        if given != value:
            values = {"column": name, "given": given, "model": value}
            code = PublicationCode.DIFFERS_FROM_MODEL
            yield Finding(code, subject=version.id, values=values)
