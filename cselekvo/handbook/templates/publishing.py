"""A template's file as it is published: its bytes, with all that it names."""

from cselekvo.domain.published import (
    Method,
    Publication,
    TemplateVersion,
    digest_of,
    version_id,
)
from cselekvo.domain.published_model import as_model
from cselekvo.domain.template import Template
from cselekvo.handbook.indicators import indicators
from cselekvo.handbook.outcomes import outcome_words
from cselekvo.handbook.roles import roles


def method_of(template: Template) -> Method:
    """Return a template with the roles, indicators and outcomes that it names."""
    criteria = [one for stage in template.stages for one in stage.exit_criteria]
    named = {stage.responsible for stage in template.stages}
    named |= {one.by for one in criteria}
    codes = {one.indicator for one in criteria}
    chosen = {way.outcome for stage in template.stages for way in stage.ways}
    words = outcome_words()
    return Method(
        template=template,
        outcomes={id_: words[id_] for id_ in sorted(chosen) if id_ in words},
        roles={one.id: one.title for one in roles() if one.id in named},
        indicators={one.code: one for one in indicators() if one.code in codes},
    )


def publication_of(template: Template, data: bytes) -> Publication:
    """Return a template's file as it is published.

    Args:
        template: As it was read from the file.
        data: The bytes of the file.
    """
    model = as_model(method_of(template))
    version = TemplateVersion(
        id=version_id(template.id, template.version),
        template=template.id,
        version=template.version,
        unit=template.unit,
        title=template.title.hu,
        digest=digest_of(data),
        model_digest=digest_of(model.encode()),
    )
    return Publication(version=version, file=data, model=model)
