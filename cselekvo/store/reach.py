"""The tables, organisations and seats that a reach opens, as the texts of a WHERE.

Permissions are today's: what lies where, and who sits at which table, is asked of the
present knowledge.
"""

from datetime import date
from typing import Any

from cselekvo.rules.permissions import Scope

Clause = tuple[str, list[Any]]


def ids_in(ids: frozenset[str]) -> Clause:
    """Return the numbers of these records."""
    if not ids:
        return "SELECT number FROM identity WHERE 1 = 0", []
    marks = ", ".join("?" * len(ids))
    text = f"SELECT number FROM identity WHERE lower(id) IN ({marks})"
    return text, sorted(id_.lower() for id_ in ids)


def tables_in_reach(scope: Scope) -> Clause:
    """Return the tables that lie in the counties, or are units of the reach."""
    counties, county_values = ids_in(scope.counties)
    units, unit_values = ids_in(scope.units)
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
    reach, values = tables_in_reach(scope)
    own, own_values = ids_in(scope.organisations)
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
    own, own_values = ids_in(scope.organisations | scope.units)
    counties, county_values = ids_in(scope.counties)
    reach, reach_values = tables_in_reach(scope)
    text = (
        f'{own} UNION SELECT a.organisation FROM "address" a '
        'LEFT JOIN "settlement" s ON s.number = a.settlement AND s.seq_to IS NULL '
        f"WHERE a.seq_to IS NULL AND (a.county IN ({counties}) "
        f"OR s.county IN ({counties})) "
        'UNION SELECT m.organisation FROM "membership" m '
        f"WHERE m.seq_to IS NULL AND m.roundtable IN ({reach})"
    )
    return text, [*own_values, *county_values, *county_values, *reach_values]


def memberships(scope: Scope, on: date, alias: str = "m") -> Clause:
    """Return the condition for seats at visible tables, and for a body's own seats."""
    seen, values = tables(scope, on)
    own, own_values = ids_in(scope.organisations)
    text = f"({alias}.roundtable IN ({seen}) OR {alias}.organisation IN ({own}))"
    return text, [*values, *own_values]
