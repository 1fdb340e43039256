"""The sheets of published templates, which come in whole or not at all."""

from collections.abc import Iterator
from typing import Any, Final

from cselekvo.actions.publications import check_brought
from cselekvo.domain.fact import Fact
from cselekvo.domain.published import TemplateText, TemplateVersion, TextRole
from cselekvo.domain.template import Unit
from cselekvo.exchange.cells import TEXT, WHOLE, Column, reference, word
from cselekvo.exchange.kinds import ID, RELATION_ID, SOURCE, Row, SheetKind, text
from cselekvo.rules.permissions import Verb


def _complete_version(row: Row, version: TemplateVersion) -> Iterator[Fact]:
    """Find what speaks against a version, now that its texts have been read."""
    for finding in check_brought(row.world.questions, version):
        row.found.append((finding, "id"))
    yield from ()


TEMPLATES: Final = SheetKind(
    hu="sablonok",
    en="templates",
    fact=TemplateVersion,
    columns=(
        ID,
        text("sablon", "template", required=True),
        Column(
            hu="verzio",
            en="version",
            name="version",
            cell=WHOLE,
            required=True,
        ),
        Column(hu="egyseg", en="unit", name="unit", cell=word(Unit), required=True),
        text("cim", "title", required=True),
        text("kivonat", "digest", required=True),
        text("modell_kivonat", "model_digest", required=True),
        SOURCE,
    ),
    complete=_complete_version,
    after="sablonszovegek",
    resting=((TemplateText, "template", "sablonszovegek"),),
    on_all=True,
    verb=Verb.PUBLISH_TEMPLATE,
)


def _text_fields(row: Row) -> dict[str, Any]:
    """Return the fields; a text that is here under another id is that text.

    Two workspaces that publish the same version give its texts ids of their own.
    """
    fields, questions = dict(row.values), row.world.questions
    id_ = fields.get("id")
    if id_ and questions.find(TemplateText, id_) is None:
        held = questions.facts(
            TemplateText, template=fields["template"], role=fields["role"]
        )
        for one in held:
            if (one.part, one.text) == (fields["part"], fields["text"]):
                fields["id"] = one.id
    return fields


TEXTS: Final = SheetKind(
    hu="sablonszovegek",
    en="template_texts",
    fact=TemplateText,
    columns=(
        Column(
            hu="sablon",
            en="template",
            name="template",
            cell=reference(TemplateVersion),
            required=True,
        ),
        Column(
            hu="szerep",
            en="role",
            name="role",
            cell=word(TextRole),
            required=True,
        ),
        Column(hu="resz", en="part", name="part", cell=WHOLE, required=True),
        Column(hu="szoveg", en="text", name="text", cell=TEXT, required=True),
        SOURCE,
        RELATION_ID,
    ),
    key=("template", "role", "part"),
    prepare=_text_fields,
    on_all=True,
    verb=Verb.PUBLISH_TEMPLATE,
)
