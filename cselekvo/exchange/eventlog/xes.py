"""Read event logs in XES (IEEE 1849) in a stream, packed by gzip or not.

Events are told apart by where they lie: `log`, `trace`, `event`, attribute. Attributes
within attributes, lists, globals, classifiers and extensions are passed over. A
document type is refused before anything in it is read, so there are no entities and
nothing outside the file is ever asked for.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from gzip import BadGzipFile, GzipFile
from pathlib import Path
from typing import BinaryIO, Final
from xml.parsers import expat

from attrs import define

from cselekvo.exchange.eventlog.model import (
    NOTHING,
    Asked,
    Event,
    EventLog,
    LogLimits,
    Names,
)
from cselekvo.exchange.eventlog.notes import EventLogCode, Notes
from cselekvo.exchange.eventlog.times import Times
from cselekvo.exchange.xml_tree import XmlCode
from cselekvo.files import FileNotReadError, ordinary_file, reason_of

GZIP: Final = b"\x1f\x8b"
NAMESPACE: Final = "www.xes-standard.org"
_BLOCK: Final = 1 << 16
#: So many bytes may be packed as tightly as they like.
_SMALL: Final = 10_000_000
_LOG, _TRACE, _EVENT, _INNER = 1, 2, 3, 4
_ATTRIBUTES: Final = (
    "string",
    "date",
    "int",
    "float",
    "boolean",
    "id",
    "list",
    "container",
)
#: An attribute of XES has a key and a value.
_BOTH: Final = 2
_UNPACKING: Final = (BadGzipFile, EOFError, zlib.error)


@define(eq=False, kw_only=True)
class XesLog(EventLog):
    """A log in XES; the file is read once for each iteration."""

    path: Path
    asked: Asked

    def _events(self) -> Iterator[Event]:
        parsing = _Parsing(self)
        ordinary_file(self.path)
        for block in _blocks(self.path, self.notes, self.limits):
            parsing.feed(block)
            yield from parsing.found
            parsing.found.clear()
        parsing.feed(b"", last=True)
        yield from parsing.found


def _blocks(path: Path, notes: Notes, limits: LogLimits) -> Iterator[bytes]:
    """Yield a file block by block, unpacked; never more than is allowed."""
    total = 0
    with _opened(path) as (stream, raw):
        packed = stream is not raw
        if not packed and path.stat().st_size > limits.file:
            notes.stop(XmlCode.TOO_LARGE, None, allowed=limits.file)
        while block := _block(stream, notes):
            total += len(block)
            if total > limits.file:
                notes.stop(XmlCode.TOO_LARGE, None, allowed=limits.file)
            if packed and total > _SMALL and total > limits.ratio * raw.tell():
                code = EventLogCode.GZIP_TOO_TIGHT
                notes.stop(code, None, allowed=limits.ratio)
            yield block


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO | GzipFile, BinaryIO]]:
    """Open a file by how it begins, whatever it is named."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise FileNotReadError(path, reason_of(error)) from error
    with raw:
        is_packed = raw.read(len(GZIP)) == GZIP
        raw.seek(0)
        if not is_packed:
            yield raw, raw
            return
        with GzipFile(fileobj=raw) as stream:
            yield stream, raw


def _block(stream: BinaryIO | GzipFile, notes: Notes) -> bytes:
    try:
        return stream.read(_BLOCK)
    except _UNPACKING:
        notes.stop(EventLogCode.GZIP_BROKEN, None)
    except OSError as error:
        raise FileNotReadError(Path(notes.file), reason_of(error)) from error


class _Parsing:
    """What was told of the file so far, with the events that were not fetched yet.

    Attributes:
        found: Those events.
        kinds: What an element is by its name: the depth at which it counts.
        values: The wanted attributes of the event that is open; None: none is.
        case: The number of the trace that is open; below 0: none is.
        of_case: Its own attributes, of those that were asked for.
    """

    def __init__(self, log: XesLog) -> None:
        asked, self.notes, self.limits = log.asked, log.notes, log.limits
        self.cases = log.cases
        self.case_key = asked.case or "concept:name"
        self.keys = (
            asked.activity or "concept:name",
            asked.time or "time:timestamp",
            asked.transition or "lifecycle:transition",
            asked.resource or "org:resource",
        )
        self.others = asked.others
        self.wanted = frozenset((*self.keys, *asked.others))
        self.times = Times(log.notes, asked.zone, assumed=UTC)
        self.case_names = Names.of_cases(log)
        self.activities: dict[str, str] = {}
        self.activity_names = Names.of_activities(log)
        self.odd: set[str] = set()
        self.found: list[Event] = []
        self.kinds: dict[str, int] = {}
        self.values: dict[str, str] | None = None
        self.of_case: dict[str, str] = {}
        self.case, self.blank = -1, True
        self.line = self.depth = self.fed = self.events = 0
        self.parser = self._made()

    def _made(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.StartNamespaceDeclHandler = self.unusual
        parser.StartDoctypeDeclHandler = self.declared
        parser.EntityDeclHandler = self.declared
        return parser

    def feed(self, block: bytes, *, last: bool = False) -> None:
        """Read a block; what it tells is kept."""
        self.blank = self.blank and not block.strip()
        try:
            self.parser.Parse(block, last)
        except expat.ExpatError as error:
            code = XmlCode.EMPTY if self.blank else XmlCode.NOT_WELL_FORMED
            self.notes.stop(code, error.lineno)
        except (LookupError, ValueError):  # an encoding that is none, or has no letter
            self.notes.stop(XmlCode.NOT_WELL_FORMED, 1)
        self.fed += len(block)
        if self.fed - self.parser.CurrentByteIndex > self.limits.token:
            line, allowed = self.parser.CurrentLineNumber, self.limits.token
            self.notes.stop(EventLogCode.MARK_TOO_LONG, line, allowed=allowed)

    def declared(self, *_: object) -> None:
        """Refuse a document type before it is read."""
        self.notes.stop(XmlCode.DECLARES_TYPE, self.parser.CurrentLineNumber)

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take a beginning of an element; most are attributes of events."""
        self.depth = depth = self.depth + 1
        kind = self.kinds.get(name)
        key, value = given.get("key"), given.get("value")
        plain = value is not None and key is not None and len(given) == _BOTH
        if kind is None or (given and not plain):
            self.unusual(name, *given)
        if depth < _INNER:
            self._began(name, given, depth)
        elif depth == _INNER:
            values = self.values
            if values is not None and kind == _INNER and key in self.wanted and value:
                values[key] = value
        elif depth > self.limits.depth:
            line, allowed = self.parser.CurrentLineNumber, self.limits.depth
            self.notes.stop(XmlCode.TOO_DEEP, line, allowed=allowed)

    def unusual(self, *names: str | None) -> None:
        """Count names that are not of XES: the parser keeps every one it meets."""
        self.odd.update(map(str, names))
        if len(self.odd) > self.limits.kinds:
            code, allowed = EventLogCode.TOO_MANY_ELEMENTS, self.limits.kinds
            self.notes.stop(code, self.parser.CurrentLineNumber, allowed=allowed)

    def _began(self, name: str, given: dict[str, str], depth: int) -> None:
        line = self.parser.CurrentLineNumber
        if depth == _LOG:
            self._root(name)
            return
        kind = self.kinds.get(name)
        if depth == _TRACE:
            if kind == _TRACE:
                self._open(line)
            elif kind == _EVENT:
                self.notes.count(EventLogCode.OUTSIDE_CASES, line)
        elif self.case >= 0 and kind == _EVENT:
            self.values, self.line = {}, line
        elif self.case >= 0 and kind == _INNER:
            self._of_case(given.get("key", ""), given.get("value", ""), line)

    def _of_case(self, key: str, value: str, line: int) -> None:
        """Take an attribute of a trace: its name, or one that was asked for."""
        if key == self.case_key:
            self.cases[self.case] = self.case_names.admit(value, line)
        if f"case:{key}" in self.others:
            self.of_case[f"case:{key}"] = value

    def _root(self, name: str) -> None:
        """Learn how elements are named here; old tools write no namespace."""
        space, _, plain = name.rpartition(" ")
        where = space.partition("://")[2].rstrip("/")
        if plain != "log" or (space and where != NAMESPACE):
            line, found = self.parser.CurrentLineNumber, space or plain
            self.notes.stop(EventLogCode.NOT_A_LOG, line, found=found[:100])
        before = f"{space} " if space else ""
        self.kinds = dict.fromkeys((before + one for one in _ATTRIBUTES), _INNER)
        self.kinds |= {f"{before}trace": _TRACE, f"{before}event": _EVENT}

    def _open(self, line: int) -> None:
        if len(self.cases) >= self.limits.cases:
            code, allowed = EventLogCode.TOO_MANY_CASES, self.limits.cases
            self.notes.stop(code, line, allowed=allowed)
        self.case = len(self.cases)
        self.of_case = {}
        self.cases.append("")

    def end(self, _name: str) -> None:
        """Take an end of an element: of an event, of a trace."""
        depth = self.depth
        self.depth = depth - 1
        if depth > _EVENT:
            return
        if depth == _EVENT and self.values is not None:
            self._closed(self.values)
            self.values = None
        elif depth == _TRACE and self.case >= 0:
            if not self.cases[self.case]:
                line = self.parser.CurrentLineNumber
                self.notes.count(EventLogCode.CASE_UNNAMED, line)
                self.cases[self.case] = f"#{self.case + 1}"
            self.case = -1

    def _others(self, values: dict[str, str]) -> dict[str, str]:
        return {key: values[key] for key in self.others if key in values}

    def _closed(self, values: dict[str, str]) -> None:
        """Keep an event whose attributes are all known."""
        line, (named, timed, moved, doing) = self.line, self.keys
        written = values.get(named, "")
        activity = self.activities.get(written)
        if activity is None:
            activity = self.activity_names.admit(written, line)
            self.activities[written] = activity
        if not activity:
            self.notes.count(EventLogCode.ACTIVITY_MISSING, line)
        at = self.times.read(values.get(timed, ""), line)
        self.events += 1
        if self.events > self.limits.events:
            code, allowed = EventLogCode.TOO_MANY_EVENTS, self.limits.events
            self.notes.stop(code, line, allowed=allowed)
        event = Event(
            self.case,
            activity,
            at,
            line,
            values.get(moved, ""),
            values.get(doing, ""),
            {**self.of_case, **self._others(values)} if self.others else NOTHING,
        )
        self.found.append(event)
