"""What the reading of an event log finds: its words, and how they are gathered."""

from collections.abc import Iterator
from enum import Enum
from typing import NoReturn

from attrs import define, field

from cselekvo.findings import Finding, Place, Severity


class EventLogCode(Enum):
    """What the reading of an event log can find."""

    NOT_A_LOG = "eventlog-not-a-log"
    GZIP_BROKEN = "eventlog-gzip-broken"
    GZIP_TOO_TIGHT = "eventlog-gzip-too-tight"
    MARK_TOO_LONG = "eventlog-mark-too-long"
    NAME_TOO_LONG = "eventlog-name-too-long"
    NAMES_TOO_LONG = "eventlog-names-too-long"
    NAME_NOT_READ = "eventlog-name-not-read"
    TOO_MANY_EVENTS = "eventlog-too-many-events"
    TOO_MANY_CASES = "eventlog-too-many-cases"
    TOO_MANY_ACTIVITIES = "eventlog-too-many-activities"
    TOO_MANY_ELEMENTS = "eventlog-too-many-kinds-of-elements"
    TOO_MANY_PAIRS = "eventlog-too-many-pairs"
    COLUMN_MISSING = "eventlog-column-missing"
    CASE_MISSING = "eventlog-case-missing"
    CASE_UNNAMED = "eventlog-case-without-name"
    OUTSIDE_CASES = "eventlog-event-outside-a-case"
    ACTIVITY_MISSING = "eventlog-event-without-name"
    TIME_MISSING = "eventlog-event-without-time"
    TIME_NOT_READ = "eventlog-time-not-read"
    ZONE_MISSING = "eventlog-time-without-zone"
    ZONE_ASSUMED = "eventlog-time-taken-as-utc"
    TIME_TWICE = "eventlog-time-exists-twice"
    TIME_SKIPPED = "eventlog-time-does-not-exist"
    MORE = "eventlog-more-refused"
    UNIT_MISSING = "eventlog-case-without-unit"
    OTHER_TEMPLATE = "eventlog-process-of-other-template"
    CASES_OF_OTHERS = "eventlog-cases-of-other-templates"
    TRANSITIONS_PASSED_OVER = "eventlog-transitions-passed-over"
    OUT_OF_ORDER = "eventlog-out-of-order"


class LogStoppedError(Exception):
    """The rest of a log cannot be read; caught where its events are given out."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.word)
        self.finding = finding


@define(eq=False)
class Notes:
    """What was found in a log: faults one by one, what recurs once with its count."""

    file: str
    by_row: bool = False
    limit: int = 100
    _each: list[Finding] = field(factory=list)
    _more: int = 0
    _counted: dict[EventLogCode, list[int]] = field(factory=dict)

    def place(self, line: int | None, column: str | None = None) -> Place:
        """Return where something is: a line of XML, or a row of CSV."""
        if self.by_row:
            return Place(file=self.file, row=line, column=column)
        return Place(file=self.file, line=line)

    def refuse(
        self,
        code: EventLogCode,
        line: int,
        column: str | None = None,
        **values: object,
    ) -> None:
        """Keep a fault, or count it where there are many."""
        if len(self._each) >= self.limit:
            self._more += 1
            return
        where = self.place(line, column)
        self._each.append(Finding(code, values=values, where=where))

    def count(self, code: EventLogCode, line: int) -> None:
        """Count what recurs; only the first place is kept."""
        counted = self._counted.get(code)
        if counted is None:
            self._counted[code] = [1, line]
        else:
            counted[0] += 1

    def clear(self) -> None:
        """Forget what was found."""
        self._each.clear()
        self._counted.clear()
        self._more = 0

    def stop(self, code: Enum, line: int | None, **values: object) -> NoReturn:
        """Give the reading up.

        Raises:
            LogStoppedError: Always.
        """
        raise LogStoppedError(Finding(code, values=values, where=self.place(line)))

    def findings(self) -> Iterator[Finding]:
        """Yield what was found, faults first."""
        yield from self._each
        if self._more:
            values = {"count": self._more}
            code, where = EventLogCode.MORE, self.place(None)
            yield Finding(code, severity=Severity.NOTE, values=values, where=where)
        for code, (count, line) in self._counted.items():
            weighs = (
                Severity.ERROR
                if code is EventLogCode.ZONE_MISSING
                else Severity.WARNING
            )
            where = self.place(line)
            yield Finding(code, severity=weighs, values={"count": count}, where=where)
