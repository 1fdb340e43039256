"""How mentors are told to programs and to people."""

from typing import Any

from cselekvo.commands.output import days
from cselekvo.i18n import current
from cselekvo.reports.mentors.people import MentorOnDay
from cselekvo.reports.processes.process_words import word


def mentor_json(one: MentorOnDay) -> dict[str, Any]:
    """Return a mentor of a day as programs read it."""
    return {
        "person": one.id,
        "name": one.name,
        "fields": list(one.fields),
        "counties": [{"id": id_, "name": word(name)} for id_, name in one.counties],
        "employer": one.standing.employer,
        "employer_name": one.employer or None,
        **load_json(one),
        **days(one.standing.period),
    }


def load_json(one: MentorOnDay) -> dict[str, Any]:
    """Return what a mentor carries as programs read it."""
    return {
        "load": one.load,
        "primary": one.primary,
        "supporting": len(one.held) - one.primary,
        "capacity": one.capacity,
        "free": one.free,
        "over": one.over,
    }


def counties_text(one: MentorOnDay) -> str | None:
    """Return the counties that a mentor covers."""
    return ", ".join(filter(None, (word(name) for _id, name in one.counties))) or None


def fields_text(one: MentorOnDay) -> str | None:
    """Return the fields of a mentor, the primary one first."""
    return ", ".join(field.word(current()) for field in one.fields) or None
