"""All that a view tells of a network, and the same of the plain model."""

from datetime import date
from typing import Any

from cselekvo.domain.organisation import Address, OrganisationName
from cselekvo.domain.programme import Partnership
from cselekvo.domain.roundtable import Membership, Office, Representation
from cselekvo.workspace import View
from tests.model import runs


def told(view: View, on: date | None = None) -> set[tuple[Any, ...]]:
    """Return all that a view tells of the network, ids of relations aside."""
    seats = {seat.id: seat for seat in view.facts(Membership)}

    def days(fact: Any) -> tuple[date, date | None]:
        return fact.period.start, fact.period.end

    def seat(id_: str) -> tuple[str, str, date]:
        one = seats[id_]  # type: ignore[index]
        return one.organisation, one.roundtable, one.period.start

    found: set[tuple[Any, ...]] = set()
    for name in view.facts(OrganisationName, on=on):
        found.add(("name", name.organisation, name.name, *days(name)))
    for place in view.facts(Address, on=on):
        found.add(("seat", place.organisation, place.place, *days(place)))
    for one in view.facts(Partnership, on=on):
        found.add(("partner", one.organisation, one.settlement, *days(one)))
    for sat in view.facts(Membership, on=on):
        key = (sat.organisation, sat.roundtable, sat.voting)
        found.add(("member", *key, *days(sat)))
    for office in view.facts(Office, on=on):
        held = (seat(office.membership), office.office.value)
        found.add(("office", *held, *days(office)))
    for rep in view.facts(Representation, on=on):
        stood = (seat(rep.membership), rep.person, rep.capacity.value)
        found.add(("rep", *stood, *days(rep)))
    return found


def expected(now: dict[Any, tuple[Any, ...]], on: date | None = None) -> set[Any]:
    """Return the same of the model."""
    found = set()
    for value in now.values():
        if value[0] == "body" or (on is not None and not runs(value, on)):
            continue
        kind, first, *rest = value
        if kind in {"office", "rep"}:
            body, table = now[first][1:3]
            first = (body, table, now[first][-2])
        if kind == "partner":
            rest[0] = now[rest[0]][2]
        found.add((kind, first, *rest))
    return found
