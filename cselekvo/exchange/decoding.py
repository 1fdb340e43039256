"""Which encoding a text file is in: proved over the whole file, before a row is read.

UTF-8 and UTF-16 prove themselves. Windows-1250 and ISO-8859-2 hold the Hungarian
letters at the same places; a file is taken for one of them only when nearly all its
letters outside ASCII are Hungarian, and a finding says so.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from attrs import define

from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.table import TableCode
from cselekvo.findings import Finding, Place, Severity

#: What may be asked for by name (`--encoding`).
ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "windows-1250",
    "iso-8859-2",
    "windows-1252",
    "iso-8859-1",
    "cp852",
)
_BLOCK = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How files begin that are no text, and what people call them.
_KINDS = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\0", "sqlite"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r")) + b"\x7f"
_STRAY = 4  # so many control characters may be in a text by accident
_MOSTLY = 20  # one in twenty is no text any more
_DAMAGED = "ûõÛÕ"

_HUNGARIAN = "áéíóöőúüűÁÉÍÓÖŐÚÜŰ".encode("cp1250")
#: Letters at places where Windows-1250 has letters but Hungarian has not.
_FOREIGN = bytes(
    byte
    for byte in range(0x80, 0x100)
    if bytes([byte]).decode("cp1250", "replace").isalpha() and byte not in _HUNGARIAN
)
_UNDEFINED = b"\x81\x83\x88\x90\x98"
_ONLY_1250 = bytes(range(0x80, 0xA0))
_LETTER = rb"[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xfe]"
_SMALL = rb"[a-z\xe0-\xf6\xf8-\xfe]"
#: Marks that stand within no word, or before none: other code pages have letters there.
_WITHIN = re.compile(
    rb"(?<=%b)[\x82\x84\x8b\x91\x93\xa1\xa2](?=%b)|[\x94\x99\x9b](?=%b)"
    % (_LETTER, _LETTER, _LETTER)
)
#: Where ISO-8859-2 has the letters of the neighbours and Windows-1250 has signs.
_LATIN2 = re.compile(
    rb"(?<=%b)[\xa1\xa5\xa6\xa9\xab\xac\xae\xb1\xb5\xb6\xb9\xbb\xbc\xbe](?=%b)"
    rb"|(?<!%b)[\xa5\xa6\xa9\xac\xae](?=%b)" % (_LETTER, _LETTER, _LETTER, _SMALL)
)


def encoding_named(text: str) -> str:
    """Return the encoding that a person asked for.

    Raises:
        ValueNotReadError: It is none of `ENCODINGS`.
    """
    for form in (text, re.sub("[-_ ]", "", text)):
        with suppress(LookupError, ValueError):
            wanted = codecs.lookup(form).name
            for name in ENCODINGS:
                if codecs.lookup(name).name == wanted:
                    return name
    raise ValueNotReadError(text, f"an encoding is one of: {', '.join(ENCODINGS)}")


def find_encoding(path: Path, asked: str | None = None) -> tuple[str, list[Finding]]:
    """Find the encoding of a text file; the whole file is read once, block by block.

    Args:
        path: An ordinary file.
        asked: One of `ENCODINGS`, if a person named it.

    Returns:
        The name of the codec, empty when the file cannot be read as text; and what was
        found: an error then, else warnings.
    """
    with path.open("rb") as stream:
        head = stream.read(_BLOCK)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    encoding = asked or marked or "utf-8"
    kind = _kind(head, wide=encoding.startswith("utf-16"))
    if kind is not None:
        code = TableCode.NOT_A_TEXT_TABLE
        return "", [Finding(code, values={"kind": kind}, where=Place(file=str(path)))]
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    contradicted = asked and marked and asked[:5] != marked[:5]
    fits, damaged = _survey(path, codec)
    if fits and not contradicted:
        return codec, [_damaged(path, codec)] if damaged else []
    if asked or marked:
        return "", [_wrong(path, codec, TableCode.ENCODING_DOES_NOT_FIT)]
    guess = _guess(path)
    if guess is None:
        return "", [_wrong(path, codec, TableCode.ENCODING_UNKNOWN)]
    return guess, [
        Finding(
            TableCode.ENCODING_GUESSED,
            severity=Severity.WARNING,
            values={"encoding": guess},
            where=Place(file=str(path)),
        )
    ]


def _kind(head: bytes, *, wide: bool) -> str | None:
    """Return what the file is when it is no text; `wide`: NUL is half a letter."""
    for magic, kind in _KINDS:
        if head.startswith(magic):
            return kind
    if wide:
        return None
    first_line = re.split(rb"[\r\n]", head, maxsplit=1)[0]
    controls = _count(head, _CONTROLS)
    mostly = controls > _STRAY and controls * _MOSTLY > len(head)
    return "binary" if mostly or b"\0" in first_line else None


def _count(block: bytes, of: bytes) -> int:
    return len(block) - len(block.translate(None, of))


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def _survey(path: Path, codec: str) -> tuple[bool, bool]:
    """Return whether the whole file decodes, and whether it has damaged letters."""
    decoder = codecs.getincrementaldecoder(codec)()
    damaged = False
    try:
        for block in _blocks(path):
            text = decoder.decode(block)
            damaged = damaged or any(letter in text for letter in _DAMAGED)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False, damaged
    return True, damaged


@define
class _Counts:
    hungarian: int = 0
    foreign: int = 0
    latin2: int = 0
    only_1250: int = 0


def _guess(path: Path) -> str | None:
    """Return the legacy encoding in which the file looks Hungarian, if it does."""
    counts = _Counts()
    for block in _blocks(path):
        if _count(block, _CONTROLS + _UNDEFINED):
            return None
        counts.hungarian += _count(block, _HUNGARIAN)
        counts.foreign += _count(block, _FOREIGN) + len(_WITHIN.findall(block))
        counts.only_1250 += _count(block, _ONLY_1250)
        counts.latin2 += len(_LATIN2.findall(block))
    if not counts.hungarian or counts.foreign * 4 > counts.hungarian:
        return None
    return "iso-8859-2" if counts.latin2 and not counts.only_1250 else "windows-1250"


def _wrong(path: Path, codec: str, code: TableCode) -> Finding:
    """Say where the first letter is that cannot be decoded."""
    values = {"encoding": codec.removesuffix("-sig"), "allowed": ", ".join(ENCODINGS)}
    where = Place(file=str(path), line=_line_of(path, codec, "\ufffd"))
    return Finding(code, values=values, where=where)


def _damaged(path: Path, codec: str) -> Finding:
    """Say where the first `û` or `õ` is: most often a `ű` or `ő` that was damaged."""
    return Finding(
        TableCode.LETTERS_DAMAGED,
        severity=Severity.WARNING,
        where=Place(file=str(path), line=_line_of(path, codec, _DAMAGED)),
    )


def _line_of(path: Path, codec: str, letters: str) -> int | None:
    """Return the line in which one of the letters is first."""
    wanted = re.compile(f"[{letters}]")
    line = 1
    with path.open(encoding=codec, errors="replace") as stream:
        while text := stream.read(_BLOCK):
            match = wanted.search(text)
            if match is not None:
                return line + text.count("\n", 0, match.start())
            line += text.count("\n")
    return None
