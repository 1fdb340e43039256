"""When a process will end, in sentences."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from cselekvo.domain.process import ProcessState
from cselekvo.i18n import _, current, fill
from cselekvo.reports.processes.foreseen import Foreseen
from cselekvo.rules.forecast import Leg, Range


def forecast_sentences(found: Foreseen) -> Iterator[str]:
    """Yield when a process will end, by its template and by the network, and why."""
    if found.planned is None:
        yield _not_going(found)
        return
    if found.on_hold:
        yield _("It is on hold; this is reckoned as if it went on from the day.")
    planned = found.planned.range
    measured = None if found.measured is None else found.measured.range
    if planned is None and measured is None:
        text = _("It cannot be forecast: these stages have no duration: %(stages)s.")
        titles = [found.titles[one].word(current()) for one in found.without]
        yield fill(text, {"stages": titles})
        return
    if planned is not None:
        text = _(
            "It is expected to end between %(earliest)s and %(latest)s; with typical "
            "durations %(on_typical)s."
        )
        yield fill(text, _values(planned))
    if measured is not None:
        text = _(
            "By how long stages took in the network so far, between %(earliest)s and "
            "%(latest)s, typically %(on_typical)s (remaining stages: %(remaining)s, of "
            "which measured: %(measured)s)."
        )
        remaining = len(found.planned.remaining)
        counts = {"remaining": remaining, "measured": found.from_network}
        yield fill(text, {**_values(measured), **counts})
    yield fill(_("Critical path: %(path)s."), {"path": path_text(found)})


def _values(told: Range) -> dict[str, Any]:
    return {
        "earliest": told.earliest,
        "typical": told.typical,
        "latest": told.latest,
    }


def path_text(found: Foreseen) -> str:
    """Return the critical path as its stages with their days, with arrows between."""
    path = () if found.range is None else found.range.path
    return " → ".join(_leg(found, leg) for leg in path)


def _leg(found: Foreseen, leg: Leg) -> str:
    days = ceil(leg.days)
    text = _("%(stage)s (%(days)s days)") if days else _("%(stage)s (its time is up)")
    return fill(text, {"stage": found.titles[leg.stage].word(current()), "days": days})


def _not_going(found: Foreseen) -> str:
    process, state = found.stand.process, found.stand.state
    if state is ProcessState.COMPLETED:
        return fill(_("It was completed %(on_ended)s."), {"ended": process.ended})
    if state is ProcessState.CANCELLED:
        return fill(_("It was broken off %(on_ended)s."), {"ended": process.ended})
    return fill(
        _("It begins only later, %(on_started)s."), {"started": process.started}
    )
