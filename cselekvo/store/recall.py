"""Findings as JSON and back: what a repeated request is answered with."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from attrs import asdict

from cselekvo.findings import Finding, Place, Severity, code_of


def plain(value: Any) -> Any:
    """Return a finding's value as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


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
            values=one["values"],
            where=None if one["where"] is None else Place(**one["where"]),
        )
        for one in stored
    ]
