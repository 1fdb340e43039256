"""Cases of a template: what is closed, and what must be open then.

A file of cases names its template and holds a list; a closing is the id of a stage, or
`stage: outcome` where an outcome is chosen.
"""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Final

from attrs import frozen

from cselekvo.domain.template import Template, Words
from cselekvo.findings import Finding, Place
from cselekvo.handbook.templates import scalars
from cselekvo.handbook.templates.entries import Entries, entries, items
from cselekvo.handbook.templates.loading import file_bytes
from cselekvo.handbook.templates.nodes import Items, Mapping, Node, Spot
from cselekvo.handbook.templates.notes import Notes
from cselekvo.handbook.templates.parsing import parse
from cselekvo.handbook.templates.text import read_text
from cselekvo.rules.transitions import Flow, Marking

_ENDED: Final = "ended"
Closing = tuple[str, str]


class CaseCode(Enum):
    """What playing a case can find."""

    STAGE_NOT_OPEN = "case-stage-not-open"
    OUTCOME_UNKNOWN = "case-outcome-unknown"
    OTHERS_OPEN = "case-others-open"


@frozen(kw_only=True)
class Case:
    """One case.

    Attributes:
        given: What was closed before, in order.
        when: What is closed then.
        expected: What is open after that; nothing: the process has ended.
    """

    title: Words
    given: tuple[Closing, ...] = ()
    when: tuple[Closing, ...] = ()
    expected: frozenset[str]
    spot: Spot


@frozen(kw_only=True)
class Cases:
    """The cases of a file, and the template that they are about."""

    template: str
    cases: tuple[Case, ...]


def read_cases(path: Path) -> tuple[Cases | None, list[Finding]]:
    """Read a file of cases; None where it is refused.

    Raises:
        FileNotReadError: The file is missing or cannot be read.
    """
    notes = Notes(str(path))
    text = read_text(file_bytes(path), notes)
    node = None if text is None else parse(text, notes)
    read = None
    if node is not None:
        read = entries(node, "", notes, required=("template", "cases"))
    named = None if read is None else read.get("template")
    if read is None or named is None:
        return None, notes.findings()
    template = scalars.text(named, "template", notes)
    every = items(read.get("cases"), "cases", notes)
    found = [case for one in every if (case := _case(one, notes)) is not None]
    if notes.has_errors or template is None:
        return None, notes.findings()
    return Cases(template=template, cases=tuple(found)), notes.findings()


def _case(node: Node, notes: Notes) -> Case | None:
    keys = ("title", "when", "expect")
    read = entries(node, "cases", notes, required=keys, allowed=("given",))
    if read is None:
        return None
    titled = read.get("title")
    title = None if titled is None else scalars.words(titled, "title", notes)
    return Case(
        title=title or Words(""),
        given=_closings(read, "given", notes),
        when=_closings(read, "when", notes),
        expected=_expected(read.get("expect"), notes),
        spot=read.spot,
    )


def _closings(read: Entries, key: str, notes: Notes) -> tuple[Closing, ...]:
    found = []
    for node in items(read.get(key), key, notes):
        if not isinstance(node, Mapping):
            found.append((scalars.id_(node, key, notes) or "", ""))
            continue
        for stage, outcome in node:
            named = scalars.id_(stage, key, notes) or ""
            found.append((named, scalars.id_(outcome, named, notes) or ""))
    return tuple(found)


def _expected(node: Node | None, notes: Notes) -> frozenset[str]:
    """Return the stages of a list; of the word `ended`, none."""
    if node is None or scalars.is_plain(node, _ENDED):
        return frozenset()
    named = node.items if isinstance(node, Items) else (node,)
    return frozenset(scalars.id_(one, "expect", notes) or "" for one in named)


def play(template: Template, case: Case, file: str) -> list[Finding]:
    """Close stage after stage, and find what is otherwise than the case expects."""
    flow = Flow.of(template)
    where = Place(file=file, line=case.spot.line)
    marking = flow.started()
    for stage, outcome in (*case.given, *case.when):
        found = _refusal(flow, marking, stage, outcome)
        if found is not None:
            return [found.at(where)]
        marking = flow.opened_by(marking, stage, outcome)
    if frozenset(marking.open) == case.expected:
        return []
    values = {"expected": sorted(case.expected), "found": list(marking.open)}
    return [Finding(CaseCode.OTHERS_OPEN, values=values, where=where)]


def _refusal(flow: Flow, marking: Marking, stage: str, outcome: str) -> Finding | None:
    if stage not in marking.open:
        values = {"stage": stage, "open": list(marking.open)}
        return Finding(CaseCode.STAGE_NOT_OPEN, subject=stage, values=values)
    allowed = [way.outcome for way in flow.stages[stage].ways]
    if outcome not in allowed:
        return Finding(
            CaseCode.OUTCOME_UNKNOWN,
            subject=stage,
            values={"stage": stage, "text": outcome, "allowed": _named(allowed)},
        )
    return None


def _named(outcomes: Iterable[str]) -> list[str]:
    return [one for one in outcomes if one]
