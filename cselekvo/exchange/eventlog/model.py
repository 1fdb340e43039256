"""An event log as it is read: the events of cases in a stream, faults all gathered."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Final, NamedTuple

from attrs import define, field, frozen

from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.eventlog.notes import EventLogCode, LogStoppedError, Notes
from cselekvo.exchange.table import cell_too_large
from cselekvo.exchange.values import clean
from cselekvo.findings import Finding


@frozen(kw_only=True)
class LogLimits:
    """How large an event log may be: what bounds the memory that reading it takes.

    Attributes:
        file: Bytes of XML, unpacked.
        ratio: How many times XML over ten million bytes may have been packed.
        token: Bytes of one mark of XML with its attributes.
        depth: How deep elements of XML may lie.
        name: Bytes of the name of one case or activity.
        names: Characters of all of them together.
        pairs: Distinct pairs of activities of which one follows the other.
        kinds: Names of elements and attributes of XML that are not of XES.
        findings: Faults that are described one by one; the rest is counted.
    """

    file: int = 1_000_000_000
    ratio: int = 200
    token: int = 4_000_000
    depth: int = 100
    name: int = 65_536
    names: int = 50_000_000
    events: int = 3_000_000
    cases: int = 1_000_000
    activities: int = 50_000
    pairs: int = 500_000
    kinds: int = 1_000
    findings: int = 100


LIMITS: Final = LogLimits()
#: Stands for a name that cannot be read.
_NOT_READ: Final = "\N{REPLACEMENT CHARACTER}"


@frozen(kw_only=True)
class Asked:
    """What a person says about a log; an empty name: as logs usually have it.

    Attributes:
        case: The column of the case, or the key of that attribute in XES.
        activity: That of the activity.
        time: That of the time.
        transition: That of the lifecycle transition.
        resource: That of who or what did it.
        zone: Where times without an offset were read from a clock; None: not known.
        encoding: The name of the encoding of a CSV file.
        others: Other columns, or keys of attributes, that are wanted too; those of a
            case bear `case:` before their key.
    """

    case: str = ""
    activity: str = ""
    time: str = ""
    transition: str = ""
    resource: str = ""
    zone: tzinfo | None = None
    encoding: str | None = None
    others: tuple[str, ...] = ()


#: No other attributes.
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Event(NamedTuple):
    """Something that happened in a case; a tuple, for there may be millions.

    Attributes:
        case: The number of the case, which its log knows by name.
        activity: What was done; empty: the log does not say.
        at: When, with the offset as it was written; None: the log does not say.
        line: Where it stands: the line of XML, the row of CSV.
        transition: Of its lifecycle, such as `start` or `complete`.
        resource: Who or what did it.
        others: What else was asked for, as it was written.
    """

    case: int
    activity: str
    at: datetime | None
    line: int
    transition: str = ""
    resource: str = ""
    others: Mapping[str, str] = NOTHING


@define(eq=False, kw_only=True)
class Names:
    """The names of cases or activities, cleaned; what they take is bounded.

    Attributes:
        most: How many there may be, in all ways they are written.
        too_many: What is said where there are more.
        read: How a name is cleaned.
    """

    notes: Notes
    limits: LogLimits
    most: int
    too_many: EventLogCode
    read: Callable[[str], str] = clean
    _count: int = 0
    _characters: int = 0

    def admit(self, written: str, line: int) -> str:
        """Return a name that was not met before, as it is kept."""
        limits = self.limits
        if cell_too_large(written, limits.name):
            self.notes.stop(EventLogCode.NAME_TOO_LONG, line, allowed=limits.name)
        self._count += 1
        if self._count > self.most:
            self.notes.stop(self.too_many, line, allowed=self.most)
        self._characters += len(written)
        if self._characters > limits.names:
            self.notes.stop(EventLogCode.NAMES_TOO_LONG, line, allowed=limits.names)
        try:
            return self.read(written)
        except ValueNotReadError as error:
            text, expected = error.values["text"], error.values["expected"]
            code = EventLogCode.NAME_NOT_READ
            self.notes.refuse(code, line, text=text, expected=expected)
            return _NOT_READ

    @classmethod
    def of_cases(cls, log: "EventLog", read: Callable[[str], str] = clean) -> "Names":
        """Return how the names of a log's cases are read."""
        return cls(
            notes=log.notes,
            limits=log.limits,
            most=log.limits.cases,
            too_many=EventLogCode.TOO_MANY_CASES,
            read=read,
        )

    @classmethod
    def of_activities(
        cls, log: "EventLog", read: Callable[[str], str] = clean
    ) -> "Names":
        """Return how the names of a log's activities are read."""
        return cls(
            notes=log.notes,
            limits=log.limits,
            most=log.limits.activities,
            too_many=EventLogCode.TOO_MANY_ACTIVITIES,
            read=read,
        )


@define(eq=False)
class EventLog:
    """A log whose events are read when it is iterated; then ask what was found.

    A new iteration begins anew.

    Attributes:
        notes: What was found.
        cases: The names of its cases by their numbers, those without events too.
        broken: Whether reading stopped early, so that no part of it should be taken.
    """

    notes: Notes
    limits: LogLimits
    cases: list[str] = field(factory=list, init=False)
    broken: Finding | None = field(default=None, init=False)

    def __iter__(self) -> Iterator[Event]:
        self.notes.clear()
        self.cases.clear()
        self.broken = None
        try:
            yield from self._events()
        except LogStoppedError as stopped:
            self.broken = stopped.finding

    def _events(self) -> Iterator[Event]:
        """Yield the events; each kind of file has its own way."""
        raise NotImplementedError

    @property
    def findings(self) -> list[Finding]:
        """Return what was found."""
        stopped = [] if self.broken is None else [self.broken]
        return [*self.notes.findings(), *stopped]
