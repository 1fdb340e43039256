"""How a process is told to programs."""

from typing import Any

from cselekvo.reports.processes.process_words import word
from cselekvo.reports.processes.standing import OpenStage, Stand
from cselekvo.reports.processes.unit_places import UnitPlace
from cselekvo.rules.durations import Quartiles


def unit_json(unit: UnitPlace) -> dict[str, Any]:
    """Return a unit as programs read it."""
    return {
        "id": unit.id,
        "kind": unit.kind,
        "name": word(unit.name),
        "settlement": unit.settlement or None,
        "county": unit.county or None,
        "county_name": word(unit.county_name),
    }


def open_json(one: OpenStage) -> dict[str, Any]:
    """Return an open stage as programs read it."""
    clock = one.clock
    return {
        "stage": one.run.stage,
        "title": word(one.title),
        "run": one.run.id,
        "turn": word(one.role),
        "since": clock.opened,
        "days": clock.days,
        "due": clock.due,
        "latest": clock.latest,
        "late_since": clock.late_since,
        "days_late": clock.days_late,
    }


def stand_json(stand: Stand) -> dict[str, Any]:
    """Return where a process stands as programs read it."""
    return {
        "id": stand.process.id,
        "unit": unit_json(stand.unit),
        "template": stand.version.template,
        "version": stand.version.version,
        "title": word(stand.title),
        "project": stand.process.project,
        "state": stand.state,
        "started": stand.process.started,
        "ended": stand.process.ended if not stand.open else None,
        "on_hold_since": None if stand.rest is None else stand.rest.period.first_day,
        "late": bool(stand.late),
        "days_late": stand.days_late,
        "open": [open_json(one) for one in stand.open],
    }


def quartiles_json(found: Quartiles | None) -> dict[str, Any] | None:
    """Return how long the runs of a stage took as programs read it."""
    if found is None:
        return None
    return {
        "count": found.count,
        "q1": found.first,
        "median": found.median,
        "q3": found.third,
    }
