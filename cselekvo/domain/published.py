"""Published templates: a version as it was proved, with all that it names.

A process never reads the handbook. What a template names there (the titles of roles,
the definitions of indicators) is therefore kept with it, as it was on that day.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from attrs import field, frozen

from cselekvo.domain.fact import Fact, open_text
from cselekvo.domain.identifiers import RecordId, TemplateVersionId
from cselekvo.domain.indicator import Indicator
from cselekvo.domain.template import Template, Unit, Words
from cselekvo.domain.vocabulary import Vocabulary


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
        outcomes: The words of each outcome, by its id.
    """

    template: Template
    roles: Mapping[str, Words] = field(factory=dict)
    outcomes: Mapping[str, Words] = field(factory=dict)
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
    """Return a text in pieces that a cell can hold; none begins or ends with a blank.

    A sheet takes outer blanks for nothing.
    """
    found, at = [], 0
    while at < len(text):
        end = at + _PIECE
        while end < len(text) and " " in text[end - 1 : end + 1]:
            end -= 1
        found.append(text[at:end])
        at = end
    return found


def joined(texts: Iterable[TemplateText], role: TextRole) -> str:
    """Return a text that stands in pieces, whatever their order."""
    of_role = sorted((one for one in texts if one.role is role), key=_part)
    return "".join(one.text for one in of_role)


def _part(text: TemplateText) -> int:
    return text.part


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
