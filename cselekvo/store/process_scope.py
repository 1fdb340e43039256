"""Communities, processes and what happens in them, as far as a reader may see them."""

from datetime import date

from cselekvo.rules.permissions import Scope
from cselekvo.store.reach import Clause, ids_in, organisations, tables


def _communities(scope: Scope) -> Clause:
    """Return the communities in the counties, of the units, and of own bodies."""
    counties, county_values = ids_in(scope.counties)
    units, unit_values = ids_in(scope.units)
    own, own_values = ids_in(scope.organisations)
    text = (
        'SELECT c.number FROM "community" c '
        'LEFT JOIN "settlement" s ON s.number = c.settlement AND s.seq_to IS NULL '
        f"WHERE c.seq_to IS NULL AND (s.county IN ({counties}) "
        f"OR c.number IN ({units}) OR c.host IN ({own}))"
    )
    return text, [*county_values, *unit_values, *own_values]


def projects(scope: Scope, on: date) -> Clause:
    """Return the projects of visible bodies and tables, and those of the reach."""
    bodies, body_values = organisations(scope)
    seen, seen_values = tables(scope, on)
    units, unit_values = ids_in(scope.units)
    text = (
        'SELECT p.project FROM "project_role" p '
        f"WHERE p.seq_to IS NULL AND p.organisation IN ({bodies}) "
        'UNION SELECT q.project FROM "roundtable" q '
        f"WHERE q.seq_to IS NULL AND q.number IN ({seen}) UNION {units}"
    )
    return text, [*body_values, *seen_values, *unit_values]


def _areas(scope: Scope, on: date) -> Clause:
    counties, county_values = ids_in(scope.counties)
    units, unit_values = ids_in(scope.units)
    seen, seen_values = projects(scope, on)
    text = (
        'SELECT r.number FROM "action_area" r '
        'LEFT JOIN "settlement" s ON s.number = r.settlement AND s.seq_to IS NULL '
        f"WHERE r.seq_to IS NULL AND (s.county IN ({counties}) "
        f"OR r.number IN ({units}) OR r.project IN ({seen}))"
    )
    return text, [*county_values, *unit_values, *seen_values]


def units(scope: Scope, on: date) -> Clause:
    """Return what may be the unit of a process, or of a mentor, and is visible."""
    pieces = [
        _communities(scope),
        organisations(scope),
        tables(scope, on),
        projects(scope, on),
        _areas(scope, on),
    ]
    text = " UNION ".join(text for text, _ in pieces)
    return text, [one for _, values in pieces for one in values]


def processes(scope: Scope, on: date) -> Clause:
    """Return the processes whose unit a reader sees, and those of the reach."""
    seen, values = units(scope, on)
    own, own_values = ids_in(scope.units)
    text = (
        'SELECT z.number FROM "process" z WHERE z.seq_to IS NULL '
        f"AND (z.unit IN ({seen}) OR z.number IN ({own}))"
    )
    return text, [*values, *own_values]


def told_of(scope: Scope, on: date) -> Clause:
    """Return what a reader may be handed reports about processes of.

    A process; a unit, all of whose processes the reader sees with it; a county in
    reach.
    """
    pieces = [
        processes(scope, on),
        _communities(scope),
        organisations(scope),
        _areas(scope, on),
        ids_in(scope.counties),
    ]
    text = " UNION ".join(text for text, _ in pieces)
    return text, [one for _, values in pieces for one in values]


def community(scope: Scope, _: date) -> Clause:
    """Return the condition for communities."""
    text, values = _communities(scope)
    return f"t.number IN ({text})", values


def action_area(scope: Scope, on: date) -> Clause:
    """Return the condition for action areas."""
    text, values = _areas(scope, on)
    return f"t.number IN ({text})", values


def process(scope: Scope, on: date) -> Clause:
    """Return the condition for processes."""
    text, values = processes(scope, on)
    return f"t.number IN ({text})", values


def by_process(scope: Scope, on: date) -> Clause:
    """Return the condition for what belongs to a process."""
    text, values = processes(scope, on)
    return f"t.process IN ({text})", values


def evidence(scope: Scope, on: date) -> Clause:
    """Return the condition for evidence, which belongs to a run of a process."""
    text, values = processes(scope, on)
    runs = f'SELECT y.number FROM "stage_run" y WHERE y.process IN ({text})'
    return f"t.run IN ({runs})", values


def happening(scope: Scope, on: date) -> Clause:
    """Return the condition for what happens in a process, or in a project."""
    text, values = processes(scope, on)
    seen, seen_values = projects(scope, on)
    return (
        f"(t.process IN ({text}) OR t.project IN ({seen}))",
        [*values, *seen_values],
    )
