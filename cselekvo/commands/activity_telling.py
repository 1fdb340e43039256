"""How activities and their head counts are told, to programs and to people."""

from typing import Any

from cselekvo.commands.output import days
from cselekvo.domain.activity import Activity
from cselekvo.i18n import _, current
from cselekvo.i18n.numbers import whole
from cselekvo.rules.head_counts import Heads


def activity_json(activity: Activity, settlement: str | None) -> dict[str, Any]:
    """Return an activity as programs read it.

    Args:
        activity: The activity.
        settlement: The name of the settlement it was held in.
    """
    return {
        "id": activity.id,
        "process": activity.process,
        "project": activity.project,
        "title": activity.title,
        "kind": activity.activity,
        "theme": activity.theme or None,
        "place": activity.place or None,
        "settlement": settlement,
        **days(activity.period),
        "head_count": activity.head_count,
        "sheet_count": activity.sheet_count,
        "heads": activity.heads,
        "unit": activity.unit,
        "estimated": activity.estimated,
        "fee": activity.fee,
    }


def heads_json(heads: Heads) -> dict[str, int]:
    """Return what activities come to; attendances and persons are never added."""
    return {
        "count": heads.count,
        "attendances": heads.attendances,
        "persons": heads.persons,
        "without_head_count": heads.unknown,
    }


def heads_lines(heads: Heads) -> list[str]:
    """Return the same in sentences."""

    def number(value: int) -> str:
        return whole(value, current())

    if not heads.count:
        return [_("No activity is recorded.")]
    lines = [_("Activities: %(count)s.") % {"count": number(heads.count)}]
    if heads.attendances:
        text = _("Attendances: %(count)s.")
        lines.append(text % {"count": number(heads.attendances)})
    if heads.persons:
        text = _("Persons, counted activity by activity: %(count)s.")
        lines.append(text % {"count": number(heads.persons)})
    if heads.unknown:
        text = _("Without a head count: %(count)s.")
        lines.append(text % {"count": number(heads.unknown)})
    return lines
