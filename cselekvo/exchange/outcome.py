"""What an import came to: counts by kind, differences by row, everything found."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import islice
from typing import Any, Final

import attrs
from attrs import define, evolve, field, frozen

from cselekvo.domain.fact import Fact
from cselekvo.findings import Finding, Severity, errors_of, has_errors

_SHOWN: Final = 1000


class OutcomeCode(Enum):
    """What can be found in an import as a whole."""

    MORE_FOUND = "more-found"


@define
class Tally:
    """How many rows of a kind were read, and what came of them."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0

    def count(self, state: str) -> None:
        """Count a row by what came of it."""
        setattr(self, state, getattr(self, state) + 1)


@frozen(kw_only=True)
class Difference:
    """What one row adds or changes, by field: from what to what."""

    kind: str
    id: str
    change: str  #: added or changed
    fields: Mapping[str, tuple[Any, Any]] = field(hash=False)
    before: Fact | None = field(default=None, repr=False)
    after: Fact = field(repr=False)


def difference(kind: str, before: Fact | None, after: Fact) -> Difference:
    """Return what is different between two versions of a fact."""
    fields = {}
    for item in attrs.fields(type(after)):
        new = getattr(after, item.name)
        old = None if before is None else getattr(before, item.name)
        if old != new and item.name != "id" and not (before is None and not new):
            fields[item.name] = (old, new)
    change = "added" if before is None else "changed"
    return Difference(
        kind=kind, id=after.id, change=change, fields=fields, before=before, after=after
    )


def _more(count: int) -> list[Finding]:
    """Return the note that so many things more were found, if there were any."""
    values, code = {"count": count}, OutcomeCode.MORE_FOUND
    return [Finding(code, severity=Severity.NOTE, values=values)] if count else []


def first_of(findings: Sequence[Finding]) -> list[Finding]:
    """Return the first thousand findings, and the first error; the rest is counted."""
    shown = list(findings[:_SHOWN])
    if not has_errors(shown):
        shown += islice(errors_of(findings[_SHOWN:]), 1)
    return [*shown, *_more(len(findings) - len(shown))]


@define
class Outcome:
    """What is gathered while sheets are read.

    Attributes:
        skips: Whether bad rows are left out instead of stopping the import.
        tallies: By the Hungarian name of the kind.
        differences: The first thousand.
    """

    skips: bool = False
    tallies: dict[str, Tally] = field(factory=dict)
    differences: list[Difference] = field(factory=list)
    _found: list[Finding] = field(factory=list, init=False)
    _more: int = field(default=0, init=False)
    _failed: bool = field(default=False, init=False)
    _noted: set[tuple[str, str]] = field(factory=set, init=False)

    @property
    def findings(self) -> list[Finding]:
        """Return the first thousand in the order they were found; the rest counted."""
        return [*self._found, *_more(self._more)]

    def of_row(self, findings: Iterable[Finding]) -> None:
        """Keep what was found in a row; a row left out weighs as a warning."""
        for finding in findings:
            if self.skips and finding.severity is Severity.ERROR:
                self.keep([evolve(finding, severity=Severity.WARNING)])
            else:
                self.keep([finding])

    def keep(self, findings: Iterable[Finding]) -> None:
        """Keep findings; the same note once, beyond a thousand only the first error."""
        for finding in findings:
            if finding.severity is Severity.NOTE:
                note = (finding.word, finding.subject)
                if note in self._noted:
                    continue
                self._noted.add(note)
            is_first_error = finding.severity is Severity.ERROR and not self._failed
            self._failed |= is_first_error
            if len(self._found) < _SHOWN or is_first_error:
                self._found.append(finding)
            else:
                self._more += 1

    def differs(self, kind: str, before: Fact | None, after: Fact) -> None:
        """Keep what a row adds or changes."""
        if len(self.differences) < _SHOWN:
            self.differences.append(difference(kind, before, after))

    def forget(self, id_: str) -> None:
        """Leave out what a row added, since it was taken back."""
        self.differences = [one for one in self.differences if one.id != id_]

    def refuse(self, kind: str, id_: str) -> None:
        """Count as refused a row that was counted as added."""
        tally = self.tallies[kind]
        tally.added -= 1
        tally.refused += 1
        self.forget(id_)

    def totals(self) -> dict[str, Any]:
        """Return `read added changed unchanged refused by_kind`."""
        by_kind = {name: attrs.asdict(tally) for name, tally in self.tallies.items()}
        words = [item.name for item in attrs.fields(Tally)]
        sums = {word: sum(one[word] for one in by_kind.values()) for word in words}
        return {**sums, "by_kind": by_kind}
