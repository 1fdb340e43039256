"""Published templates: publishing one, and reading those that processes run on."""

from base64 import b64decode
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

from attrs import frozen

from cselekvo.actions.action import action
from cselekvo.domain.identifiers import RecordId, is_id
from cselekvo.domain.published import (
    Method,
    Publication,
    TemplateText,
    TemplateVersion,
    TextRole,
    joined,
    version_id,
)
from cselekvo.domain.published_model import read_model
from cselekvo.errors import NotFoundError
from cselekvo.findings import Finding, Severity
from cselekvo.ports import Questions, Work
from cselekvo.rules.permissions import Verb
from cselekvo.rules.soundness import prove
from cselekvo.rules.transitions import Flow


class PublishCode(Enum):
    """What publishing a template can find."""

    NOT_DECIDED = "template-not-decided"
    PUBLISHED_OTHERWISE = "template-version-published-otherwise"
    ID_TOO_LONG = "template-id-too-long"
    UNIT_CHANGED = "template-unit-changed"
    PUBLISHED = "template-published"
    PUBLISHED_BEFORE = "template-published-before"


_NEAR: Final = 8


@frozen(kw_only=True, eq=False)
class Running:
    """A published template in the forms that tracking needs, made once."""

    method: Method
    flow: Flow


#: The templates that processes ran on lately, by the digest of their model.
_READ: dict[str, Running] = {}
_MOST: Final = 64


def running(questions: Questions, version: str) -> Running:
    """Return a published version.

    Args:
        questions: A reader, or the work of a change.
        version: Its id: `community_development.2`.

    Raises:
        NotFoundError: There is none.
    """
    found = questions.one(TemplateVersion, version)
    known = _READ.get(found.model_digest)
    if known is None:
        texts = questions.facts(TemplateText, template=found.id, role=TextRole.MODEL)
        method = read_model(joined(texts, TextRole.MODEL))
        known = Running(method=method, flow=Flow.of(method.template))
        if len(_READ) >= _MOST:
            _READ.clear()
        _READ[found.model_digest] = known
    return known


def file_of(questions: Questions, version: TemplateVersion) -> bytes:
    """Return the file of a published version, byte by byte as it was."""
    texts = questions.facts(TemplateText, template=version.id, role=TextRole.FILE)
    return b64decode(joined(texts, TextRole.FILE))


def versions_of(questions: Questions, template: str) -> list[TemplateVersion]:
    """Return the published versions of a template, the oldest first."""
    found = questions.facts(TemplateVersion, template=template)
    return sorted(found, key=lambda one: one.version)


def version_named(
    questions: Questions, template: str, version: int | None = None
) -> TemplateVersion:
    """Return a version of a template, the latest where none is named.

    Args:
        questions: A reader, or the work of a change.
        template: Its id; or that of a version, `community_development.2`.
        version: Its number.

    Raises:
        NotFoundError: There is none.
    """
    if version is not None:
        return questions.one(TemplateVersion, version_id(template, version))
    every = versions_of(questions, template)
    if every:
        return every[-1]
    direct = questions.find(TemplateVersion, template)
    if direct is None:
        known = {one.template for one in questions.facts(TemplateVersion)}
        raise NotFoundError("template", template, tuple(sorted(known))[:_NEAR])
    return direct


@action("template publish", lambda publication: publication.version.id)
def publish_template(work: Work, publication: Publication) -> Iterator[Finding]:
    """Publish a version of a template, once it is proved.

    The same version with the same bytes is told to be there already; with other bytes
    it is refused: a published version never changes.
    """
    work.require(Verb.PUBLISH_TEMPLATE)
    version = publication.version
    if not is_id(version.id):
        told = {"id": version.id}
        yield Finding(PublishCode.ID_TOO_LONG, subject=version.id, values=told)
        return
    template = read_model(publication.model).template
    proof = prove(template)
    yield from proof.findings()
    if proof.sound is None:
        yield Finding(PublishCode.NOT_DECIDED, subject=version.id)
    if not proof.sound:
        return
    known = work.find(TemplateVersion, version.id)
    values: dict[str, Any] = {"template": version.template, "version": version.version}
    if known is not None and known.digest != version.digest:
        code = PublishCode.PUBLISHED_OTHERWISE
        yield Finding(code, subject=version.id, values=values)
    elif known is not None:
        code, note = PublishCode.PUBLISHED_BEFORE, Severity.NOTE
        yield Finding(code, subject=version.id, severity=note, values=values)
    else:
        yield from _write(work, publication, values)


def _write(
    work: Work, publication: Publication, values: dict[str, Any]
) -> Iterator[Finding]:
    version = publication.version
    for other in versions_of(work, version.template):
        if other.unit is not version.unit:
            told = {"before": other.unit, "after": version.unit, **values}
            code, warning = PublishCode.UNIT_CHANGED, Severity.WARNING
            yield Finding(code, subject=version.id, severity=warning, values=told)
            break
    work.write(version)
    for role, part, text in publication.texts():
        made = RecordId(work.new_id(TemplateText))
        work.write(
            TemplateText(id=made, template=version.id, role=role, part=part, text=text)
        )
    code, note = PublishCode.PUBLISHED, Severity.NOTE
    yield Finding(code, subject=version.id, severity=note, values=values)
