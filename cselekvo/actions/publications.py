"""Bringing in published templates: whole, as they were proved, and never changed."""

from collections.abc import Iterator

from attrs import evolve

from cselekvo.actions.methods import PublishCode, running
from cselekvo.domain.published import (
    TemplateText,
    TemplateVersion,
    joined,
)
from cselekvo.findings import Finding, has_errors
from cselekvo.ports import Questions
from cselekvo.rules.publications import check_published, is_whole
from cselekvo.rules.soundness import prove


def check_brought(questions: Questions, version: TemplateVersion) -> list[Finding]:
    """Return what speaks against a version whose texts have been brought in too."""
    texts = questions.facts(TemplateText, template=version.id)
    found = list(check_published(version, texts))
    if has_errors(found):
        return found
    proof = prove(running(questions, version.id).method.template)
    if proof.sound is None:
        found.append(Finding(PublishCode.NOT_DECIDED, subject=version.id))
    return found if proof.sound else [*found, *proof.findings()]


def _otherwise(version: TemplateVersion) -> Finding:
    values = {"template": version.template, "version": version.version}
    return Finding(PublishCode.PUBLISHED_OTHERWISE, subject=version.id, values=values)


def check_version(questions: Questions, version: TemplateVersion) -> Iterator[Finding]:
    """Find that a version is published already, and was something else."""
    known = questions.find(TemplateVersion, version.id)
    if known is not None and evolve(known, source=version.source) != version:
        yield _otherwise(known)


def check_text(questions: Questions, text: TemplateText) -> Iterator[Finding]:
    """Find a text that would change a version which is whole without it."""
    version = questions.one(TemplateVersion, text.template)
    known = questions.find(TemplateText, text.id) if text.id else None
    of_role = questions.facts(TemplateText, template=version.id, role=text.role)
    others = joined((one for one in of_role if one.id != text.id), text.role)
    changed = known is not None and evolve(known, source=text.source) != text
    if changed or (known is None and is_whole(version, text.role, others)):
        yield _otherwise(version)
