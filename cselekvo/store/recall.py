"""Findings as JSON and back: what a repeated request is answered with."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from attrs import asdict

from cselekvo.domain.named import Named
from cselekvo.domain.template import Words
from cselekvo.findings import Finding, Place, Severity, code_of

#: How a day and a name are kept, so that a repeated answer says the same.
_DAY: Final = "$day"
_NAMED: Final = "$named"


def plain(value: Any) -> Any:
    """Return a finding's value as JSON knows it; a day and a name can be told again."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return {_DAY: value.isoformat()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Named):
        return {_NAMED: asdict(value)}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def _told(value: Any) -> Any:
    """Return a value as it was before it was stored, as far as sentences need it."""
    if isinstance(value, list):
        return [_told(one) for one in value]
    if not isinstance(value, dict):
        return value
    if _DAY in value:
        return date.fromisoformat(value[_DAY])
    named = value.get(_NAMED)
    if named is None:
        return value
    title = named["title"]
    return Named(named["id"], None if title is None else Words(**title))


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding with its code word and plain values."""
    return {
        "code": finding.word,
        "subject": finding.subject,
        "severity": finding.severity.value,
        "values": {name: plain(value) for name, value in finding.values.items()},
        "where": None if finding.where is None else asdict(finding.where),
    }


def findings_from_json(stored: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Return findings as they were stored; their codes are words only."""
    return [
        Finding(
            code_of(one["code"]),
            subject=one["subject"],
            severity=Severity(one["severity"]),
            values={name: _told(value) for name, value in one["values"].items()},
            where=None if one["where"] is None else Place(**one["where"]),
        )
        for one in stored
    ]
