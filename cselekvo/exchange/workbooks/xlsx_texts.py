"""The texts that the cells of an .xlsx file share, each written once."""

from typing import Final

from attrs import define, field

from cselekvo.exchange.workbooks.archive import Archive
from cselekvo.exchange.workbooks.workbook_model import WorkbookCode, WorkbookFaultError
from cselekvo.exchange.workbooks.xlsx_parts import unescaped
from cselekvo.exchange.workbooks.xlsx_xml import DEEP, MAIN, blocks_of, feed, parser_of

_NAMES: Final = {space + name: name for space in MAIN for name in ("si", "t", "rPh")}


def read_texts(archive: Archive, part: str) -> list[str]:
    """Return the texts, in their order; how they are to be spoken is left out.

    Raises:
        WorkbookFaultError: They cannot be read.
    """
    reader = _Texts(part)
    parser = parser_of(part)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.pieces.append
    for _ in feed(parser, blocks_of(archive, part), part):
        pass
    return reader.texts


@define(eq=False)
class _Texts:
    part: str
    texts: list[str] = field(factory=list, init=False)
    pieces: list[str] = field(factory=list, init=False)
    _runs: list[str] = field(factory=list, init=False)
    _phonetic: bool = field(default=False, init=False)
    _depth: int = field(default=0, init=False)

    def start(self, name: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEP:
            raise WorkbookFaultError(WorkbookCode.BROKEN, part=self.part)
        element = _NAMES.get(name)
        if element == "t":
            self.pieces.clear()
        elif element == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        self._depth -= 1
        element = _NAMES.get(name)
        if element == "t":
            if not self._phonetic:
                self._runs.append(unescaped("".join(self.pieces)))
        elif element == "si":
            self.texts.append("".join(self._runs))
            self._runs.clear()
        elif element == "rPh":
            self._phonetic = False
