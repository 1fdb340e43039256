"""Parse the parts of an .xlsx file in a stream, with nothing declared in them.

A document type is refused before its first entity is read, and UTF-8 is the only
encoding. How deep elements may lie is bounded.
"""

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final
from xml.parsers import expat

from cselekvo.exchange.workbooks.archive import Archive
from cselekvo.exchange.workbooks.workbook_model import WorkbookCode, WorkbookFaultError

#: What the parser puts before the names of elements, in both editions of the standard.
MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
DEEP: Final = 100
#: How UTF-16 begins, which the parser would read all the same.
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def plain(attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes of an element by their names without namespace."""
    return {name.rpartition(" ")[2]: text for name, text in attributes.items()}


def parser_of(part: str) -> Any:
    """Return a parser that refuses what could reach out of the part.

    Names come as `namespace name`.
    """
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True

    def doctype(*_: object) -> None:
        raise WorkbookFaultError(WorkbookCode.DECLARES_ENTITIES, part=part)

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    return parser


def feed(parser: Any, blocks: Iterable[bytes], part: str) -> Iterator[None]:
    """Give a part to its parser block by block, pausing after each.

    Raises:
        WorkbookFaultError: It is no XML, or declares something.
    """
    try:
        for number, block in enumerate(blocks):
            if number == 0 and block.startswith(_WIDE):
                raise WorkbookFaultError(WorkbookCode.BROKEN, part=part)
            parser.Parse(block, False)  # noqa: FBT003 - expat takes it by place only
            yield
        parser.Parse(b"", True)  # noqa: FBT003
        yield
    except (expat.ExpatError, UnicodeError) as error:
        raise WorkbookFaultError(WorkbookCode.BROKEN, part=part) from error


def read_part(
    part: str,
    blocks: Iterable[bytes],
    start: Start,
    end: End,
) -> None:
    """Read a whole part.

    Args:
        part: Its name.
        blocks: Its content.
        start: Called with the name, without namespace, and the attributes of each
            element.
        end: Called with its name.

    Raises:
        WorkbookFaultError: It is no XML, too deep, or declares something.
    """
    parser = parser_of(part)
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEP:
            raise WorkbookFaultError(WorkbookCode.BROKEN, part=part)
        start(name.rpartition(" ")[2], attributes)

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(" ")[2])

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    for _ in feed(parser, blocks, part):
        pass


def blocks_of(archive: Archive, part: str) -> Iterator[bytes]:
    """Yield the blocks of a part that is named as XML is.

    Raises:
        WorkbookFaultError: There is no such part.
    """
    if part not in archive or not part.lower().endswith((".xml", ".rels")):
        raise WorkbookFaultError(WorkbookCode.BROKEN, part=part)
    return archive.blocks(part)


def nothing(_: str) -> None:
    """Do nothing at the end of an element."""
