"""Writing templates for tests: one that is right, and the same with lines changed."""

from collections.abc import Mapping
from typing import Any, Final

from cselekvo.domain.indicator import Indicator, IndicatorRule
from cselekvo.domain.template import Template, Words
from cselekvo.findings import Finding, Severity
from cselekvo.handbook.templates import load
from cselekvo.handbook.templates.reading import Known

#: A right template; each line that tests change stands once.
RIGHT: Final = """\
id: proba
version: 1
title: {hu: Próba, en: Trial}
unit: community
parameters: {min_talks: 3}
start: first
stages:
  - id: first
    title: {hu: Első, en: First}
    duration_days: 10
    responsible: mentor
    exit_criteria: [report]
    next: [second]
  - id: second
    title: {hu: Második, en: Second}
    duration_days: {min: 5, typical: 10, max: 20}
    responsible: coordinator
    opens_when: any
    exit_criteria:
      - {id: talks, kind: activities, activity: interview, at_least: min_talks}
    next:
      choose:
        good: [third, fourth]
        bad: {stage: first, rework: true}
  - id: third
    title: {hu: Harmadik, en: Third}
    exit_criteria: [done]
    next: []
  - id: fourth
    title: {hu: Negyedik, en: Fourth}
    exit_criteria: [done]
    next: []
"""

KNOWN: Final = Known(
    roles=("mentor", "coordinator", "methodologist"),
    indicators={
        code: Indicator(
            code=code,
            title=Words(code, code),
            unit=Words("db", "pieces"),
            rule=IndicatorRule.SUM,
            fed_by=fed_by,
        )
        for code, fed_by in (("ATT", "activities"), ("EVT", "activities"), ("PAR", ""))
    },
)


def changed(old: str, new: str, text: str = RIGHT) -> str:
    """Return the template with one place written otherwise."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)


def read(text: str | bytes) -> tuple[Template | None, list[Finding]]:
    """Read a template with the names that tests know."""
    return load(text if isinstance(text, bytes) else text.encode(), KNOWN)


def taken(text: str) -> Template:
    """Read a template that must be right."""
    template, found = read(text)
    assert template is not None, found
    return template


def refused(text: str | bytes) -> list[tuple[str, int | None]]:
    """Read a template that must be refused; return its errors with their lines."""
    template, found = read(text)
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert template is None
    assert errors
    return [(one.word, _line(one)) for one in errors]


def values(text: str | bytes) -> Mapping[str, Any]:
    """Return the values of the first error."""
    _template, found = read(text)
    return next(one.values for one in found if one.severity is Severity.ERROR)


def warned(text: str) -> list[tuple[str, int | None]]:
    """Return the warnings about a template that is taken."""
    template, found = read(text)
    assert template is not None, found
    return [(one.word, _line(one)) for one in found]


def _line(finding: Finding) -> int | None:
    return None if finding.where is None else finding.where.line
