"""The edges of a day, cut in SQL: one fixed text for each relation.

Each text begins with the four columns source, target, key and the word of the relation;
then comes the period. Edges made from an attribute bear `subject:relation:object` as
key.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from cselekvo.domain.period import BEFORE_RECORDS, Period
from cselekvo.domain.territory import nuts_edition
from cselekvo.errors import ValueNotReadError
from cselekvo.rules.permissions import Scope
from cselekvo.store import scope as scoping, sql
from cselekvo.store.conditions import Condition, joined
from cselekvo.store.database import Database
from cselekvo.store.tables import day_of

Edge = tuple[str, str, str, str, Period]


@frozen
class Relation:
    """How a relation is read from a kind's table."""

    kind: str
    source: str  #: column of the source; `number` for the record itself
    target: str
    only: Condition | None = None
    dated: bool = True
    joins: str = ""  #: the kind that leads on to an end
    attribute: bool = False  #: made from an attribute, though its kind is dated


def _role(value: str) -> Condition:
    return Condition("t.role = ?", [value])


def _standing(capacity: str) -> Relation:
    return Relation(
        "representation", "person", "membership",
        Condition("t.capacity = ?", [capacity]), joins="membership",
    )  # fmt: skip


#: What is joined to reach an end: by the kind, how it is found, and where the source,
#: the target and the period are then.
_THROUGH: Final = {
    "membership": ("m.number = t.membership", None, "m.organisation", "t"),
    "mentor": ("m.number = t.mentor", "m.person", None, "m"),
    "nuts_region": (
        "m.code = t.parent AND m.edition = t.edition",
        None,
        "m.number",
        "t",
    ),
}


#: Relation by its word; `represents` and `deputises` lead to the organisation.
RELATIONS: Final[dict[str, tuple[Relation, ...]]] = {
    "sits_on": (Relation("membership", "organisation", "roundtable"),),
    "represents": (_standing("representative"),),
    "deputises": (_standing("deputy"),),
    "partner_of": (Relation("partnership", "organisation", "programme"),),
    "has_seat": (Relation("address", "organisation", "settlement", _role("seat")),),
    "has_site": (Relation("address", "organisation", "settlement", _role("site")),),
    "leads": (Relation("project_role", "organisation", "project", _role("lead")),),
    "takes_part_in": (
        Relation(
            "project_role", "organisation", "project", Condition("t.role <> 'lead'")
        ),
    ),
    "located_in": (
        Relation("settlement", "number", "district", dated=False),
        Relation("district", "number", "county", dated=False),
        Relation("roundtable", "number", "district", dated=False),
        Relation("roundtable", "number", "settlement", dated=False),
        Relation("community", "number", "settlement", dated=False),
        Relation("nuts_region", "county", "number", dated=False),
        Relation("nuts_region", "number", "number", dated=False, joins="nuts_region"),
    ),
    "mentors": (Relation("mentor_assignment", "person", "unit"),),
    "covers": (
        Relation("mentor_county", "mentor", "county", joins="mentor", attribute=True),
    ),
    "belongs_to": (
        Relation("project", "number", "programme", dated=False),
        Relation("roundtable", "number", "project", dated=False),
    ),
}


def _question(word: str, relation: Relation) -> str:
    is_attribute = relation.attribute or not relation.dated
    key = f"s.id || ':{word}:' || d.id" if is_attribute else "i.id"
    source = f"t.{sql.quoted(relation.source)}"
    target = f"t.{sql.quoted(relation.target)}"
    holder, through = "t", ""
    if relation.joins:
        found, other_source, other_target, holder = _THROUGH[relation.joins]
        source, target = other_source or source, other_target or target
        through = (
            f"JOIN {sql.quoted(relation.joins)} m ON {found} "
            "AND m.seq_from <= ? AND (m.seq_to IS NULL OR m.seq_to > ?) "
        )
    period = f"{holder}.period_start, {holder}.period_end"
    return (
        f"SELECT s.id, d.id, {key}, {period if relation.dated else 'NULL, NULL'} "
        f"FROM {sql.quoted(relation.kind)} t "
        f"JOIN identity i ON i.number = t.number {through}"
        f"JOIN identity s ON s.number = {source} "
        f"JOIN identity d ON d.number = {target}"
    )


def _running(relation: Relation, on: date) -> Condition:
    if not relation.dated:
        return Condition("")
    day = on.isoformat()
    holder = _THROUGH[relation.joins][3] if relation.joins else "t"
    return Condition(sql.RUNNING.replace("t.", f"{holder}."), [day, day])


def edition_of(kind: str, on: date) -> Condition:
    """Return the condition that a region is of the edition that is in use on a day."""
    if kind != "nuts_region":
        return Condition("")
    return Condition("t.edition = ?", [nuts_edition(on)])


def edges_of(
    database: Database,
    position: int,
    on: date,
    scope: Scope,
    relations: Collection[str],
) -> Iterator[Edge]:
    """Yield the edges that run on a day, as known at a journal position.

    They come relation by relation, in the order in which they were first written down.

    Raises:
        ValueNotReadError: A relation's word is not known.
    """
    periods: dict[tuple[str | None, str | None], Period] = {}
    for word in relations:
        if word not in RELATIONS:
            raise ValueNotReadError(word, f"one of: {', '.join(sorted(RELATIONS))}")
        for relation in RELATIONS[word]:
            text, values = scoping.clause(relation.kind, scope, on)
            conditions = [
                relation.only or Condition(""),
                edition_of(relation.kind, on),
                _running(relation, on),
                Condition(sql.AS_KNOWN, [position, position]),
                Condition(text, values),
            ]
            where, all_values = joined(conditions)
            # By number the rows lie: SQLite then reads them one after the other, and
            # not by an index on the entries, which takes three times as long.
            question = f"{_question(word, relation)}{where} ORDER BY t.number"
            if relation.joins:
                all_values = [position, position, *all_values]
            for source, target, key, start, end in database.stream(
                question, all_values
            ):
                span = (start, end)
                period = periods.get(span)
                if period is None:
                    period = periods[span] = _period(start, end)
                yield source, target, key, word, period


def _period(start: str | None, end: str | None) -> Period:
    first = BEFORE_RECORDS if start is None else day_of(start)
    return Period(first, None if end is None else day_of(end))
