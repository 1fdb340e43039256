"""Read a small XML file whole: elements with their lines, and nothing declared in it.

A document type is refused before anything in it is read, so there are no entities and
nothing outside the file is ever asked for. Size, depth and number of elements are
bounded.
"""

from collections.abc import Iterator
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import InputSource

from attrs import define, field, frozen

from cselekvo.files import FileNotReadError, ordinary_file, reason_of
from cselekvo.findings import Finding, Place

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesNSImpl, Locator


class XmlCode(Enum):
    """What the reading of an XML file can find, before anyone asks what it means."""

    TOO_LARGE = "xml-too-large"
    EMPTY = "xml-empty"
    NOT_WELL_FORMED = "xml-not-well-formed"
    DECLARES_TYPE = "xml-declares-a-document-type"
    TOO_DEEP = "xml-too-deep"
    TOO_MANY_ELEMENTS = "xml-too-many-elements"


@frozen(kw_only=True)
class XmlLimits:
    """How large an XML file may be: bytes, elements, and how deep they may lie."""

    file: int = 5_000_000
    elements: int = 50_000
    depth: int = 100


LIMITS: Final = XmlLimits()


@define(eq=False)
class Element:
    """An element with what is in it; names without their namespaces.

    Attributes:
        text: The text directly in it, trimmed.
    """

    namespace: str
    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(factory=list)
    text: str = ""

    @property
    def id(self) -> str:
        """Return its id, or an empty text."""
        return self.attributes.get("id", "").strip()

    def named(self, name: str) -> Iterator["Element"]:
        """Yield the children of its namespace and that name."""
        for child in self.children:
            if child.name == name and child.namespace == self.namespace:
                yield child

    def first(self, name: str) -> "Element | None":
        """Return the first of these, or None."""
        return next(self.named(name), None)


class _RefusedError(Exception):
    """The file goes beyond what is allowed."""

    def __init__(self, code: XmlCode, allowed: int, line: int) -> None:
        super().__init__(code.value)
        self.code, self.allowed, self.line = code, allowed, line


class _Builder(ContentHandler):
    def __init__(self, limits: XmlLimits) -> None:
        super().__init__()
        self.limits = limits
        self.root: Element | None = None
        self.path: list[Element] = []
        self.texts: list[list[str]] = []
        self.count = 0
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: "Locator") -> None:  # noqa: N802 - of SAX
        self.locator = locator

    @property
    def line(self) -> int:
        return (self.locator.getLineNumber() if self.locator else 0) or 0

    def startElementNS(  # noqa: N802 - of SAX
        self,
        name: tuple[str | None, str],
        qname: str | None,  # noqa: ARG002
        attrs: "AttributesNSImpl",
    ) -> None:
        self.count += 1
        if self.count > self.limits.elements:
            allowed = self.limits.elements
            raise _RefusedError(XmlCode.TOO_MANY_ELEMENTS, allowed, self.line)
        if len(self.path) >= self.limits.depth:
            raise _RefusedError(XmlCode.TOO_DEEP, self.limits.depth, self.line)
        found: dict[Any, str] = dict(attrs.items())
        element = Element(
            namespace=name[0] or "",
            name=name[1],
            attributes={
                plain: text for (space, plain), text in found.items() if not space
            },
            line=self.line,
        )
        if self.path:
            self.path[-1].children.append(element)
        else:
            self.root = element
        self.path.append(element)
        self.texts.append([])

    def characters(self, content: str) -> None:
        self.texts[-1].append(content)

    def endElementNS(  # noqa: N802 - of SAX
        self,
        name: tuple[str | None, str],  # noqa: ARG002
        qname: str | None,  # noqa: ARG002
    ) -> None:
        self.path.pop().text = "".join(self.texts.pop()).strip()


def read_xml(
    source: Path | bytes, limits: XmlLimits = LIMITS
) -> tuple[Element | None, tuple[Finding, ...]]:
    """Return the root of an XML file, or None and why it is refused.

    Raises:
        FileNotReadError: There is no such file, or it cannot be read.
    """
    content, where = _content(source, limits)
    if len(content) > limits.file:
        values = {"allowed": limits.file}
        return None, (Finding(XmlCode.TOO_LARGE, values=values, where=where),)
    if not content.strip():
        return None, (Finding(XmlCode.EMPTY, where=where),)
    return _parsed(content, limits, where)


def _content(source: Path | bytes, limits: XmlLimits) -> tuple[bytes, Place]:
    """Return what is to be read, at most a byte more than is allowed."""
    if isinstance(source, bytes):
        return source, Place()
    ordinary_file(source)
    try:
        with source.open("rb") as file:
            return file.read(limits.file + 1), Place(file=str(source))
    except OSError as error:
        raise FileNotReadError(source, reason_of(error)) from error


def _parsed(
    content: bytes, limits: XmlLimits, where: Place
) -> tuple[Element | None, tuple[Finding, ...]]:
    from xml.parsers.expat import ExpatError
    from xml.sax import SAXException, SAXParseException

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import make_parser

    builder = _Builder(limits)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003 - SAX has it by place
    parser.setContentHandler(builder)
    given = InputSource()
    given.setByteStream(BytesIO(content))
    code, line, values = XmlCode.NOT_WELL_FORMED, builder.line, {}
    try:
        parser.parse(given)
    except _RefusedError as error:
        code, line, values = error.code, error.line, {"allowed": error.allowed}
    except DefusedXmlException:
        code, line = XmlCode.DECLARES_TYPE, builder.line
    except SAXParseException as error:
        line = error.getLineNumber() or 1
    except (SAXException, ExpatError, LookupError, ValueError):
        line = builder.line or 1
    else:
        return builder.root, ()
    place = Place(file=where.file, line=line or 1)
    return None, (Finding(code, values=values, where=place),)
