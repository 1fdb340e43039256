"""What a matching came to, for programs and for people."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from cselekvo.commands.output import table
from cselekvo.i18n import _, current
from cselekvo.i18n.numbers import decimal
from cselekvo.network.matching import Choice, Matching, Reason


def matching_json(
    matching: Matching | None, choices: Sequence[Choice]
) -> dict[str, Any]:
    """Return a matching with the words that programs compute with."""
    if matching is None:
        return {"total_cost": 0, "optimal": True, "assignments": [], "unassigned": []}
    return {
        "total_cost": number(matching.total_cost),
        "optimal": matching.optimal,
        "assignments": [choice_json(one) for one in choices],
        "unassigned": [
            {"unit": one.unit, "reason": one.reason} for one in matching.unassigned
        ],
    }


def choice_json(choice: Choice) -> dict[str, Any]:
    """Return a choice with what it costs, and what the next best would."""
    return {
        "unit": choice.unit,
        "mentor": choice.mentor,
        "cost": number(choice.cost),
        "parts": {name: number(cost) for name, cost in choice.parts.items()},
        "fixed": choice.fixed,
        "next_best": choice.next_best or None,
        "next_cost": number(choice.next_cost),
        "next_total": number(choice.next_total),
    }


def number(cost: Decimal | None) -> int | float | None:
    """Return a cost as JSON writes it; thousandths are exact in it."""
    if cost is None:
        return None
    return int(cost) if cost == cost.to_integral_value() else float(cost)


def cost_text(cost: Decimal | None) -> str | None:
    """Return a cost in the reader's language."""
    return None if cost is None else decimal(cost.normalize(), current())


def parts_text(choice: Choice) -> str:
    """Return what a cost is made of; what costs nothing is left out."""
    words = {
        "distance": _("distance"),
        "field": _("field of work"),
        "continuity": _("continuity"),
        "balance": _("balance"),
    }
    told = [
        f"{word} {cost_text(choice.parts[name])}"
        for name, word in words.items()
        if choice.parts.get(name)
    ]
    return ", ".join(told) or "0"


def matching_lines(
    matching: Matching,
    choices: Sequence[Choice],
    names: Mapping[str, str],
    *,
    parted: bool,
) -> list[str]:
    """Return a matching as a table, then in sentences.

    Args:
        matching: What it came to.
        choices: Why each unit has its mentor.
        names: What mentors and units are called, by their ids; the rest by its id.
        parted: Whether costs are made of parts.
    """
    header = [_("unit"), _("mentor"), _("cost"), _("next best"), _("it would cost")]
    header += [_("of which")] if parted else []
    rows = [
        [
            names.get(one.unit, one.unit),
            names.get(one.mentor, one.mentor),
            cost_text(one.cost),
            names.get(one.next_best, one.next_best) or None,
            cost_text(one.next_cost),
            *([parts_text(one)] if parted else []),
        ]
        for one in choices
    ]
    lines = [*table(header, rows, right=(2, 4)), ""] if rows else []
    total = _(
        "Assigned: %(count)s of %(units)s units, at a total cost of %(cost)s; it is "
        "proved that no other way assigns more, or as many at less."
    )
    values = {
        "count": len(matching.pairs),
        "units": len(matching.pairs) + len(matching.unassigned),
        "cost": cost_text(matching.total_cost),
    }
    lines.append(total % values)
    for one in matching.unassigned:
        text = _("%(unit)s has no mentor: all who may have it are full.")
        if one.reason is Reason.FORBIDDEN:
            text = _("%(unit)s has no mentor: none may have it.")
        lines.append(text % {"unit": names.get(one.unit, one.unit)})
    return [*lines, *_fixed(choices, names)]


def _fixed(choices: Sequence[Choice], names: Mapping[str, str]) -> list[str]:
    return [
        _("%(unit)s was fixed to %(mentor)s.")
        % {
            "unit": names.get(one.unit, one.unit),
            "mentor": names.get(one.mentor, one.mentor),
        }
        for one in choices
        if one.fixed
    ]
