"""Measure an archive before anything in it is parsed.

What an archive says of itself is not believed: its parts are unpacked once, block by
block, counted, and compared with their checksums. Nothing is written to the disk.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from attrs import define, field

from cselekvo.exchange.workbooks.workbook_model import (
    WorkbookCode,
    WorkbookFaultError,
    WorkbookLimits,
)

_BLOCK = 1 << 16
_SMALL = 1_000_000  # a part below this may be packed as tightly as it likes
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@define
class Archive:
    """The parts of a zip file, each of which has been unpacked once and fits.

    Attributes:
        names: The parts as they are named, by their name in small letters.
    """

    _zip: ZipFile
    names: dict[str, str] = field(factory=dict)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self.names

    def blocks(self, part: str) -> Iterator[bytes]:
        """Yield the content of a part, block by block."""
        yield from _unpacked(self._zip, self._zip.getinfo(self.names[part.lower()]))


def open_archive(content: bytes, limits: WorkbookLimits) -> Archive:
    """Return the archive once all of it has been measured.

    Raises:
        WorkbookFaultError: It is broken, encrypted or too large.
    """
    try:
        opened = ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise WorkbookFaultError(WorkbookCode.BROKEN, part="zip") from error
    archive = Archive(opened)
    infos = opened.infolist()
    if len(infos) > limits.parts:
        raise _too_large(limits)
    for info in infos:
        _check(info, archive)
    _measure(opened, infos, limits)
    return archive


def unpacked_size(path: Path) -> int:
    """Return how many bytes the parts of an archive have, as it says itself."""
    with ZipFile(path) as archive:
        return sum(info.file_size for info in archive.infolist())


def _check(info: ZipInfo, archive: Archive) -> None:
    """Take a part in by its name, unless that is taken or the part cannot be read."""
    name = info.filename.replace("\\", "/").lstrip("/").lower()
    if info.flag_bits & _ENCRYPTED:
        raise WorkbookFaultError(WorkbookCode.ENCRYPTED)
    if name in archive.names or info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise WorkbookFaultError(WorkbookCode.BROKEN, part=info.filename)
    archive.names[name] = info.filename


def _measure(opened: ZipFile, infos: list[ZipInfo], limits: WorkbookLimits) -> None:
    left, marks = limits.unpacked, limits.marks
    for info in infos:
        size = bare = 0
        for block in _unpacked(opened, info):
            size += len(block)
            left -= len(block)
            # each of them calls us once when the part is parsed
            marks -= block.count(b"<") + block.count(b"/>")
            bare = 0 if b"<" in block else bare + len(block)
            is_text = info.filename.lower().endswith((".xml", ".rels"))
            tight = size > _SMALL and size > limits.ratio * info.compress_size
            if left < 0 or marks < 0 or tight or (is_text and bare > limits.token):
                raise _too_large(limits)


def _too_large(limits: WorkbookLimits) -> WorkbookFaultError:
    return WorkbookFaultError(WorkbookCode.TOO_LARGE, allowed=limits.unpacked)


def _unpacked(opened: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    try:
        with opened.open(info) as stream:
            while block := stream.read(_BLOCK):
                yield block
    except _BROKEN as error:
        raise WorkbookFaultError(WorkbookCode.BROKEN, part=info.filename) from error
    except RuntimeError as error:  # zipfile asks for a password in this way
        raise WorkbookFaultError(WorkbookCode.ENCRYPTED) from error
