"""Collecting what is found while a template is read: all of it, each with its place."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final

from attrs import define, field

from cselekvo.findings import Finding, Place, Severity
from cselekvo.handbook.templates.codes import TemplateCode
from cselekvo.handbook.templates.nodes import Spot

#: So many findings are described one by one; the rest is counted.
_MOST: Final = 200
#: Near names are looked for so many times: each search compares with every name.
_SEARCHES: Final = 50


@define
class Notes:
    """The findings of one reading.

    Args:
        file: The file, as the user named it; none: it was handed over as bytes.
    """

    file: str | None = None
    _found: list[Finding] = field(factory=list, init=False)
    _more: int = field(default=0, init=False)
    _searched: int = field(default=0, init=False)

    def error(
        self, code: TemplateCode, spot: Spot, subject: str = "", **values: Any
    ) -> None:
        """Note a reason to refuse the template."""
        self._add(code, Severity.ERROR, spot, subject, values)

    def warning(
        self, code: TemplateCode, spot: Spot, subject: str = "", **values: Any
    ) -> None:
        """Note what the author should look at again."""
        self._add(code, Severity.WARNING, spot, subject, values)

    def _add(
        self,
        code: TemplateCode,
        severity: Severity,
        spot: Spot,
        subject: str,
        values: dict[str, Any],
    ) -> None:
        if severity is Severity.ERROR and len(self._found) >= _MOST:
            self._more += 1
            return
        where = Place(file=self.file, line=spot.line, column=str(spot.column))
        found = Finding(
            code, subject=subject, severity=severity, values=values, where=where
        )
        self._found.append(found)

    def near(self, text: str, names: Iterable[str]) -> list[str]:
        """Return names like the one written; for the first misspelt ones only."""
        self._searched += 1
        if self._searched > _SEARCHES:
            return []
        return get_close_matches(text, list(names), n=3, cutoff=0.6)

    @property
    def has_errors(self) -> bool:
        """Return whether the template is refused."""
        return any(one.severity is Severity.ERROR for one in self._found)

    def findings(self) -> list[Finding]:
        """Return what was found, in the order of the file."""
        ordered = sorted(self._found, key=_line)
        if self._more:
            more = {"count": self._more}
            where = Place(file=self.file)
            ordered.append(Finding(TemplateCode.MORE_FAULTS, values=more, where=where))
        return ordered


def _line(finding: Finding) -> tuple[int, int]:
    where = finding.where or Place()
    return where.line or 0, int(where.column or 0)
