"""A reader's scope as the WHERE of every question.

Permissions are today's: what lies where, and who sits at which table, is asked of the
present knowledge. Rows, counts and searches agree, because all of them use these texts.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from cselekvo.rules.permissions import Scope

Clause = tuple[str, list[Any]]
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
    }
)
#: What only those see who may read the journal.
_KEPT: Final = frozenset({"user", "role_grant", "backup", "erasure"})


def _ids(ids: frozenset[str]) -> Clause:
    if not ids:
        return "SELECT number FROM identity WHERE 1 = 0", []
    marks = ", ".join("?" * len(ids))
    text = f"SELECT number FROM identity WHERE lower(id) IN ({marks})"
    return text, sorted(id_.lower() for id_ in ids)


def _tables_in_reach(scope: Scope) -> Clause:
    """Return the tables that lie in the counties, or are units of the reach."""
    counties, county_values = _ids(scope.counties)
    units, unit_values = _ids(scope.units)
    text = (
        'SELECT t.number FROM "roundtable" t '
        'LEFT JOIN "settlement" s ON s.number = t.settlement AND s.seq_to IS NULL '
        'LEFT JOIN "district" d ON d.number = t.district AND d.seq_to IS NULL '
        f"WHERE t.seq_to IS NULL AND (s.county IN ({counties}) "
        f"OR d.county IN ({counties}) OR t.number IN ({units}))"
    )
    return text, [*county_values, *county_values, *unit_values]


def tables(scope: Scope, on: date) -> Clause:
    """Return the tables a reader sees: those in reach, and where their bodies sit."""
    reach, values = _tables_in_reach(scope)
    own, own_values = _ids(scope.organisations)
    day = on.isoformat()
    text = (
        f'{reach} UNION SELECT m.roundtable FROM "membership" m '
        "WHERE m.seq_to IS NULL AND m.period_start <= ? "
        f"AND (m.period_end IS NULL OR m.period_end > ?) AND m.organisation IN ({own})"
    )
    return text, [*values, day, day, *own_values]


def organisations(scope: Scope) -> Clause:
    """Return the organisations a reader sees.

    Those of the reach, those with an address in its counties, and those that sit at a
    table in its counties.
    """
    own, own_values = _ids(scope.organisations | scope.units)
    counties, county_values = _ids(scope.counties)
    reach, reach_values = _tables_in_reach(scope)
    text = (
        f'{own} UNION SELECT a.organisation FROM "address" a '
        'LEFT JOIN "settlement" s ON s.number = a.settlement AND s.seq_to IS NULL '
        f"WHERE a.seq_to IS NULL AND (a.county IN ({counties}) "
        f"OR s.county IN ({counties})) "
        'UNION SELECT m.organisation FROM "membership" m '
        f"WHERE m.seq_to IS NULL AND m.roundtable IN ({reach})"
    )
    return text, [*own_values, *county_values, *county_values, *reach_values]


def _memberships(scope: Scope, on: date, alias: str = "m") -> Clause:
    """Return the condition for seats at visible tables, and for a body's own seats."""
    seen, values = tables(scope, on)
    own, own_values = _ids(scope.organisations)
    text = f"({alias}.roundtable IN ({seen}) OR {alias}.organisation IN ({own}))"
    return text, [*values, *own_values]


def _membership(scope: Scope, on: date) -> Clause:
    return _memberships(scope, on, "t")


def _by_table(scope: Scope, on: date) -> Clause:
    text, values = tables(scope, on)
    return f"t.roundtable IN ({text})", values


def _by_membership(scope: Scope, on: date) -> Clause:
    text, values = _memberships(scope, on)
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
    text, values = _memberships(scope, on)
    inner = (
        'SELECT r.person FROM "representation" r WHERE r.membership IN '
        f'(SELECT m.number FROM "membership" m WHERE {text})'
    )
    return f"t.number IN ({inner})", values


def _project(scope: Scope, on: date) -> Clause:
    bodies, body_values = organisations(scope)
    seen, seen_values = tables(scope, on)
    text = (
        't.number IN (SELECT p.project FROM "project_role" p '
        f"WHERE p.seq_to IS NULL AND p.organisation IN ({bodies}) "
        'UNION SELECT q.project FROM "roundtable" q '
        f"WHERE q.seq_to IS NULL AND q.number IN ({seen}))"
    )
    return text, [*body_values, *seen_values]


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
}


def _issued(scope: Scope, on: date, alias: str = "t") -> Clause:
    """Return the condition for issued reports about what the reader may see.

    Internal ones are shown to those only who may see contacts.
    """
    texts: list[str] = [] if scope.contacts else [f"{alias}.contacts = 0"]
    values: list[Any] = []
    if not scope.everything:
        seen, values = tables(scope, on)
        texts.append(f"{alias}.subject IN ({seen})")
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
    seats, seat_values = _memberships(scope, on)
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
