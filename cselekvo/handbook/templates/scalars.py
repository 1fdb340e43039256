"""From what is written to a value, by rules of our own.

YAML reads `no` as false, `1.10` as 1.1 and `012` as ten. Here a text is what is
written; one that YAML programs would read as something else is asked for in quotation
marks, and a number is nothing but digits.
"""

import re
from typing import Final, TypeVar

from cselekvo.domain.identifiers import is_id
from cselekvo.domain.template import Words
from cselekvo.domain.vocabulary import Vocabulary
from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.nodes import Mapping, Node, Scalar
from cselekvo.handbook.templates.notes import Notes

AnyVocabulary = TypeVar("AnyVocabulary", bound=Vocabulary)

#: What YAML 1.1 or 1.2 reads as true, false or nothing.
_WORDS: Final = frozenset({"yes", "no", "on", "off", "true", "false", "null", "~", ""})
#: What either reads as a number, a time or a day.
_FRIENDS: Final = re.compile(
    r"[-+]?(?:"
    r"[0-9][0-9_]*"  # 12, 012
    r"|0[xXoObB][0-9a-fA-F_]+"
    r"|[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|[0-9]+[eE][-+]?[0-9]+"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"  # 1:30
    r"|\.(?:inf|nan)"
    r")|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(r"0|[1-9][0-9]*")
_LONGEST: Final = 500
_SHOWN: Final = 60


def shown(text: str) -> str:
    """Return a text short enough for a sentence."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def is_false_friend(scalar: Scalar) -> bool:
    """Return whether YAML programs would not read this as the text it looks like."""
    text = scalar.text
    if not scalar.plain:
        return False
    return text.casefold() in _WORDS or _FRIENDS.fullmatch(text) is not None


def text(node: Node, key: str, notes: Notes) -> str | None:
    """Return a text that people read; None where there is none."""
    if not isinstance(node, Scalar):
        notes.error(TemplateCode.TEXT_EXPECTED, node.spot, key=key)
        return None
    read = " ".join(node.text.split())
    if not read or (node.plain and read.casefold() in {"~", "null"}):
        notes.error(TemplateCode.TEXT_EMPTY, node.spot, key=key)
    elif is_false_friend(node):
        notes.error(TemplateCode.QUOTE_IT, node.spot, text=shown(read), key=key)
    elif len(read) > _LONGEST:
        notes.error(TemplateCode.TEXT_TOO_LONG, node.spot, key=key, allowed=_LONGEST)
    else:
        return read
    return None


def words(node: Node, key: str, notes: Notes) -> Words | None:
    """Return a text in two languages: `{hu: …, en: …}`, or a plain Hungarian one."""
    if not isinstance(node, Mapping):
        read = text(node, key, notes)
        return None if read is None else Words(read)
    known: dict[str, str] = {}
    for name, value in node:
        if name.text not in {"hu", "en"}:
            notes.error(TemplateCode.LANGUAGE_UNKNOWN, name.spot, text=shown(name.text))
        else:
            known[name.text] = text(value, name.text, notes) or ""
    if "hu" not in known:
        notes.error(TemplateCode.KEY_MISSING, node.spot, subject=key, key="hu")
    return Words(known.get("hu", ""), known.get("en", ""))


def id_(node: Node, key: str, notes: Notes) -> str | None:
    """Return an identifier.

    One that has only to be put into quotation marks is noted and still returned, so
    that whatever refers to it is not noted as well.
    """
    if not isinstance(node, Scalar):
        notes.error(TemplateCode.TEXT_EXPECTED, node.spot, key=key)
        return None
    if not node.text:
        notes.error(TemplateCode.TEXT_EMPTY, node.spot, key=key)
        return None
    if is_false_friend(node):
        notes.error(TemplateCode.QUOTE_IT, node.spot, text=shown(node.text), key=key)
    elif not is_id(node.text):
        notes.error(TemplateCode.ID_NOT_ALLOWED, node.spot, text=shown(node.text))
    return node.text


def whole(node: Node, key: str, notes: Notes, *, least: int, most: int) -> int | None:
    """Return a whole number, written in digits without quotation marks."""
    written = node.text if isinstance(node, Scalar) else ""
    if isinstance(node, Scalar) and node.plain and _WHOLE.fullmatch(written):
        digits = len(str(most))
        if len(written) <= digits and least <= int(written) <= most:
            return int(written)
    notes.error(
        TemplateCode.NUMBER_NOT_READ,
        node.spot,
        key=key,
        text=shown(written),
        least=least,
        most=most,
    )
    return None


def one_of(
    node: Node, key: str, kind: type[AnyVocabulary], notes: Notes
) -> AnyVocabulary | None:
    """Return the member of a closed list whose stable word is written."""
    allowed = {str(one.value): one for one in kind}
    written = node.text if isinstance(node, Scalar) else ""
    if written not in allowed:
        notes.error(
            TemplateCode.WORD_UNKNOWN,
            node.spot,
            key=key,
            text=shown(written),
            near=notes.near(written, allowed),
            allowed=list(allowed),
        )
    return allowed.get(written)


def is_plain(node: Node, written: str) -> bool:
    """Return whether exactly this stands there, without quotation marks."""
    return isinstance(node, Scalar) and node.plain and node.text == written


def is_name(node: Node) -> bool:
    """Return whether a name stands where a number may stand too."""
    if not isinstance(node, Scalar) or is_false_friend(node):
        return False
    return node.text[:1].isalpha()
