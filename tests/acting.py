"""The verbs of the network, done to the plain model."""

from datetime import date, timedelta
from typing import Any

from tests.model import (
    PLACES,
    REFERENCES,
    Errors,
    Model,
    RefusedError,
    Version,
    ended,
    runs,
)

DAY = timedelta(days=1)


def _refuse(errors: Errors) -> None:
    if errors:
        raise RefusedError(*errors)


def add_body(model: Model, body: str, place: str) -> None:
    if body in model.now:
        raise RefusedError("id-taken", "name-overlaps", "seat-overlaps")
    model.write(("body",), body)
    model.write(("name", body, f"{body} Egyesület", date.min, None))
    model.write(("seat", body, place, date.min, None))


def _replace(model: Model, kind: str, body: str, what: str, start: date) -> None:
    model.need_body(body)
    for key, its in model.of(kind, body):
        if its[-2] < start and runs(its, start):
            model.write(ended(its, start - DAY), key)
    key = model.write((kind, body, what, start, None))
    _refuse(model.twice(key, f"{kind}-overlaps", 2))


def rename(model: Model, body: str, name: str, start: date) -> None:
    _replace(model, "name", body, name, start)


def move(model: Model, body: str, place: str, start: date) -> None:
    _replace(model, "seat", body, place, start)


def admit(model: Model, body: str, start: date) -> None:
    model.need_body(body)
    seat, held = next(
        (key, its) for key, its in model.of("seat", body) if runs(its, start)
    )
    says = {
        "yes": set(),
        "no": {"no-address-in-less-developed-region"},
        "unknown": {"undetermined-needs-reason"},
    }
    key = model.write(("partner", body, seat, start, None))
    _refuse(says[PLACES[held[2]]] | model.twice(key, "already-partner", 2))


def leave_programme(model: Model, body: str, last: date) -> None:
    model.need_body(body)
    running = [(k, v) for k, v in model.of("partner", body) if runs(v, last)]
    for key, its in running:
        model.write(ended(its, last), key)
    _refuse(set() if running else {"not-a-partner"})


def _seat(model: Model, body: str, table: str, on: date) -> tuple[Any, tuple[Any, ...]]:
    for key, its in model.of("member", body, table):
        if runs(its, on):
            return key, its
    model.need_body(body)
    raise RefusedError("not-a-member")


def join(
    model: Model,
    body: str,
    table: str,
    first: date,
    last: date | None,
    office: str | None,
    *,
    voting: bool,
) -> None:
    model.need_body(body)
    end = None if last is None else last + DAY
    seat = model.write(("member", body, table, voting, first, end))
    _refuse(model.member_errors(seat))
    if office is not None:
        _refuse(model.office_errors(model.write(("office", seat, office, first, end))))


def leave(model: Model, body: str, table: str, last: date) -> None:
    seat, held = _seat(model, body, table, last)
    for key, its in [*model.of("office", seat), *model.of("rep", seat)]:
        if its[-2] > last:
            model.withdraw(key)
        elif its[-1] is None or its[-1] > last + DAY:
            model.write(ended(its, last), key)
    model.write(ended(held, last), seat)


def hold_office(model: Model, body: str, table: str, office: str, start: date) -> None:
    seat, _ = _seat(model, body, table, start)
    if office != "vice_chair":
        for key, its in model.of("office"):
            there = model.now[its[1]][2] == table
            if there and its[2] == office and its[-2] < start and runs(its, start):
                model.write(ended(its, start - DAY), key)
    key = model.write(("office", seat, office, start, None))
    _refuse(model.office_errors(key))


def represent(
    model: Model,
    body: str,
    table: str,
    person: str,
    capacity: str,
    first: date,
    last: date | None,
) -> None:
    seat, held = _seat(model, body, table, first)
    for key, its in model.of("rep", seat):
        if (
            its[3] == capacity
            and its[2] != person
            and its[-2] < first
            and runs(its, first)
        ):
            model.write(ended(its, first - DAY), key)
    end = held[-1] if last is None else last + DAY
    key = model.write(("rep", seat, person, capacity, first, end))
    _refuse(model.rep_errors(key))


Versions = dict[Any, Version]


def _built_upon(model: Model, seq: int, opened: Versions, closed: Versions) -> bool:
    """Return whether a later entry changed what the entry wrote, or speaks of it."""
    if any(version.seq_to is not None for version in opened.values()):
        return True
    if any(model.versions[key][-1].seq_from > seq for key in closed):
        return True
    gone = set(opened) - set(closed)
    return any(
        its[at] in gone and model.versions[other][-1].seq_from > seq
        for other, its in model.now.items()
        for at in REFERENCES[its[0]]
    )


def undo(model: Model, seq: int) -> None:
    every = [(key, one) for key, all_ in model.versions.items() for one in all_]
    opened = {key: one for key, one in every if one.seq_from == seq}
    closed = {key: one for key, one in every if one.seq_to == seq}
    if _built_upon(model, seq, opened, closed):
        raise RefusedError("built-upon")
    left = [model.now[key] for key in opened if model.now[key][0] == "partner"]
    for key in opened:
        model.withdraw(key)
    for key, version in closed.items():
        model.write(version.value, key)
    gone = {
        "refers-to-undone"
        for key in closed
        for at in REFERENCES[model.now[key][0]]
        if model.now[key][at] not in model.now
    }
    _refuse(gone)
    errors = {code for key in closed for code in model.errors_of(key)}
    for partner in left:
        for key, its in model.of("member", partner[1]):
            if runs(partner, its[-2]):
                errors |= model.member_errors(key)
    _refuse(errors)
