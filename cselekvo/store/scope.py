"""A reader's scope as the WHERE of every question.

Permissions are today's: what lies where, and who sits at which table, is asked of the
present knowledge. Rows, counts and searches agree, because all of them use these texts.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from cselekvo.rules.permissions import Scope
from cselekvo.store import mentor_scope, process_scope
from cselekvo.store.reach import Clause, memberships, organisations, tables

_NOTHING: Final[Clause] = ("1 = 0", [])
#: What whoever may read at all may see: the map, the programmes and their rules.
_OPEN: Final = frozenset(
    {
        "county",
        "county_name",
        "district",
        "district_name",
        "nuts_region",
        "region_list",
        "region_entry",
        "settlement",
        "programme",
        "template_version",
        "template_text",
    }
)
#: What only those see who may read the journal.
_KEPT: Final = frozenset({"user", "role_grant", "backup", "erasure"})


def _membership(scope: Scope, on: date) -> Clause:
    return memberships(scope, on, "t")


def _by_table(scope: Scope, on: date) -> Clause:
    text, values = tables(scope, on)
    return f"t.roundtable IN ({text})", values


def _by_membership(scope: Scope, on: date) -> Clause:
    text, values = memberships(scope, on)
    inner = f'SELECT m.number FROM "membership" m WHERE {text}'
    return f"t.membership IN ({inner})", values


def _by_meeting(scope: Scope, on: date) -> Clause:
    text, values = tables(scope, on)
    inner = f'SELECT number FROM "meeting" WHERE roundtable IN ({text})'
    return f"t.meeting IN ({inner})", values


def _by_organisation(scope: Scope, _: date) -> Clause:
    text, values = organisations(scope)
    return f"t.organisation IN ({text})", values


def _person(scope: Scope, on: date) -> Clause:
    """Return the condition for who stands at visible tables, and for mentors."""
    text, values = memberships(scope, on)
    mentors, mentor_values = mentor_scope.persons(scope, on)
    inner = (
        'SELECT r.person FROM "representation" r WHERE r.membership IN '
        f'(SELECT m.number FROM "membership" m WHERE {text}) UNION {mentors}'
    )
    return f"t.number IN ({inner})", [*values, *mentor_values]


def _project(scope: Scope, on: date) -> Clause:
    """Return the condition for projects: by who carries them, or by their processes."""
    text, values = process_scope.projects(scope, on)
    carried, carried_values = process_scope.processes(scope, on)
    own = (
        f't.number IN ({text} UNION SELECT s.project FROM "process" s '
        f"WHERE s.seq_to IS NULL AND s.number IN ({carried}))"
    )
    return own, [*values, *carried_values]


_BY_KIND: Final[dict[str, Callable[[Scope, date], Clause]]] = {
    "organisation_name": _by_organisation,
    "address": _by_organisation,
    "partnership": _by_organisation,
    "project_role": _by_organisation,
    "person": _person,
    "project": _project,
    "statutes": _by_table,
    "membership": _membership,
    "meeting": _by_table,
    "office": _by_membership,
    "representation": _by_membership,
    "attendance": _by_meeting,
    "decision": _by_meeting,
    "community": process_scope.community,
    "action_area": process_scope.action_area,
    "process": process_scope.process,
    "stage_run": process_scope.by_process,
    "evidence": process_scope.evidence,
    "hold": process_scope.by_process,
    "activity": process_scope.happening,
    "plan": process_scope.happening,
    "mentor": mentor_scope.by_person,
    "mentor_county": mentor_scope.county,
    "qualification": mentor_scope.by_person,
    "mentor_assignment": mentor_scope.by_unit,
    "contact": mentor_scope.by_unit,
}


def _issued(scope: Scope, on: date, alias: str = "t") -> Clause:
    """Return the condition for issued reports about what the reader may see.

    Internal ones are shown to those only who may see contacts.
    """
    texts: list[str] = [] if scope.contacts else [f"{alias}.contacts = 0"]
    values: list[Any] = []
    if not scope.everything:
        seen, values = tables(scope, on)
        tracked, tracked_values = process_scope.told_of(scope, on)
        texts.append(f"{alias}.subject IN ({seen} UNION {tracked})")
        values = [*values, *tracked_values]
    return " AND ".join(texts), values


def _issued_document(scope: Scope, on: date) -> Clause:
    text, values = _issued(scope, on, "r")
    if not text:
        return "", []
    return f't.report IN (SELECT r.number FROM "issued_report" r WHERE {text})', values


def clause(kind: str, scope: Scope, on: date) -> Clause:
    """Return what a question about a kind must add for this reader; deny by default."""
    if kind in _KEPT:
        return ("", []) if scope.journal else _NOTHING
    if scope.is_empty:
        return _NOTHING
    if kind == "issued_report":
        return _issued(scope, on)
    if kind == "issued_document":
        return _issued_document(scope, on)
    if scope.everything or kind in _OPEN:
        return "", []
    if kind == "organisation":
        text, values = organisations(scope)
        return f"t.number IN ({text})", values
    if kind == "roundtable":
        text, values = tables(scope, on)
        return f"t.number IN ({text})", values
    made = _BY_KIND.get(kind)
    return _NOTHING if made is None else made(scope, on)


def node_clause(kind: str, scope: Scope, on: date) -> Clause:
    """Return the condition for the nodes of a graph.

    Who sits at a visible table is a node, as it stands on the table's roster.
    """
    text, values = clause(kind, scope, on)
    if kind != "organisation" or scope.everything or scope.is_empty:
        return text, values
    seats, seat_values = memberships(scope, on)
    sitting = f'SELECT m.organisation FROM "membership" m WHERE {seats}'
    return f"({text} OR t.number IN ({sitting}))", [*values, *seat_values]


def roster_clause(kind: str, scope: Scope, on: date) -> Clause:
    """Return the condition for facts about those who ever sat at one visible table.

    The values begin with the table's id in lower case, which the caller puts in front.
    """
    column = "number" if kind == "organisation" else "organisation"
    text = (
        f't.{column} IN (SELECT organisation FROM "membership" WHERE roundtable = '
        "(SELECT number FROM identity WHERE lower(id) = ?)"
    )
    if scope.everything:
        return f"{text})", []
    seen, values = tables(scope, on)
    return f"{text} AND roundtable IN ({seen}))", values
