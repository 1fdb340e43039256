"""Mentors, their assignments and contacts, as far as a reader may see them."""

from datetime import date

from cselekvo.rules.permissions import Scope
from cselekvo.store.process_scope import units
from cselekvo.store.reach import Clause, ids_in


def persons(scope: Scope, on: date) -> Clause:
    """Return the persons who are mentors for what a reader sees.

    Those who cover the counties of the reach, who are employed by its organisations,
    or who accompany a visible unit.
    """
    counties, county_values = ids_in(scope.counties)
    own, own_values = ids_in(scope.organisations)
    seen, seen_values = units(scope, on)
    text = (
        'SELECT n.person FROM "mentor" n WHERE n.seq_to IS NULL AND ('
        f"n.employer IN ({own}) OR n.number IN (SELECT c.mentor "
        'FROM "mentor_county" c WHERE c.seq_to IS NULL '
        f"AND c.county IN ({counties}))) "
        'UNION SELECT b.person FROM "mentor_assignment" b '
        f"WHERE b.seq_to IS NULL AND b.unit IN ({seen})"
    )
    return text, [*own_values, *county_values, *seen_values]


def by_person(scope: Scope, on: date) -> Clause:
    """Return the condition for what is known of a mentor's person."""
    text, values = persons(scope, on)
    return f"t.person IN ({text})", values


def county(scope: Scope, on: date) -> Clause:
    """Return the condition for the counties that mentors cover."""
    text, values = persons(scope, on)
    inner = f'SELECT n.number FROM "mentor" n WHERE n.person IN ({text})'
    return f"t.mentor IN ({inner})", values


def by_unit(scope: Scope, on: date) -> Clause:
    """Return the condition for what joins a mentor and a unit."""
    text, values = units(scope, on)
    return f"t.unit IN ({text})", values
