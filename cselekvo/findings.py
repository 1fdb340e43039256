"""What a rule, a reader or a check found: data, all at once, words chosen later."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any

from attrs import evolve, field, frozen


class Severity(Enum):
    """How much a finding weighs: only an error stops a change."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen(kw_only=True)
class Place:
    """Where in what the user handed over; rows count as a spreadsheet counts them."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    line: int | None = None


@frozen
class Finding:
    """One thing found, with a stable code and named values.

    Args:
        code: A member of the `Code` enum of the module that found it; its value is the
            stable word that programs compare.
        subject: The id of the record it is about, or an empty text.
        severity: Error, warning or note.
        values: What the sentence needs: plain texts, numbers, dates.
        where: The place in the input, where there was one.
    """

    code: Enum
    subject: str = field(default="", kw_only=True)
    severity: Severity = field(default=Severity.ERROR, kw_only=True)
    values: Mapping[str, Any] = field(factory=dict, kw_only=True, hash=False)
    where: Place | None = field(default=None, kw_only=True)

    @property
    def word(self) -> str:
        """Return the stable word of the code."""
        return str(self.code.value)

    def at(self, where: Place) -> "Finding":
        """Return the same finding, placed; what is known already is kept."""
        if self.where is None:
            return evolve(self, where=where)
        return self


def seq(*checks: Iterable[Finding]) -> list[Finding]:
    """Collect check after check, and stop after the first that found an error."""
    found: list[Finding] = []
    for check in checks:
        found.extend(check)
        if has_errors(found):
            break
    return found


def every(*checks: Iterable[Finding]) -> list[Finding]:
    """Collect what all the checks found."""
    return [finding for check in checks for finding in check]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether one of them is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def errors_of(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield those that are errors."""
    return (finding for finding in findings if finding.severity is Severity.ERROR)


@cache
def code_of(word: str) -> Enum:
    """Return a code that is a word only: one read back, or an error's."""
    make: Any = Enum
    members: list[Enum] = list(make("Word", {"WORD": word}))
    return members[0]
