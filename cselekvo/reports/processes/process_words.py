"""How it is with a criterion, a stage, a round of a process, in words."""

from datetime import date

from cselekvo.domain.template import Criterion, CriterionKind, Words
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.i18n.numbers import decimal, whole
from cselekvo.i18n.values import show
from cselekvo.reports.processes.process_rounds import Round
from cselekvo.reports.processes.process_waiting import Waiting
from cselekvo.reports.processes.standing import Stand
from cselekvo.reports.processes.unit_places import UnitPlace
from cselekvo.rules.clock import Clock
from cselekvo.rules.criteria import BY_EVIDENCE, Standing


def word(words: Words | None) -> str | None:
    """Return a text in two languages as a reader is told it; empty: nothing."""
    return None if words is None else words.word(current()) or None


def words_of(words: tuple[Words, ...]) -> list[str]:
    """Return several texts as a reader is told them."""
    return [one.word(current()) for one in words]


def template_text(stand: Stand) -> str:
    """Return the template of a process with its version."""
    values = {"title": word(stand.title), "version": stand.version.version}
    return fill(_("%(title)s v%(version)s"), values)


def unit_text(unit: UnitPlace) -> str:
    """Return what a unit is called, with its settlement."""
    name = word(unit.name) or unit.id
    place = "" if unit.settlement in name else unit.settlement
    return fill(_("%(name)s[[ (%(place)s)]]"), {"name": name, "place": place})


def days_text(days: float | None) -> str | None:
    """Return a number of days, with one decimal where it is not whole."""
    if days is None:
        return None
    if days == int(days):
        return whole(int(days), current())
    return decimal(round(days, 1), current())


def day_text(day: date | None) -> str | None:
    """Return a day in figures."""
    return None if day is None else short_day(day, current())


def criterion_text(criterion: Criterion) -> str:
    """Return what a criterion is called, or its id."""
    return word(criterion.title) or criterion.id


def standing_text(standing: Standing) -> str:
    """Return whether a criterion is met, and how much is missing."""
    values = {"present": standing.present, "needed": standing.needed}
    if standing.present is None:
        return _("cannot be computed: no record feeds it")
    if standing.criterion.kind in BY_EVIDENCE:
        if standing.last is None:
            return _MISSING[standing.criterion.kind]()
        return fill(_("met, %(day)s"), {"day": day_text(standing.last.on)})
    if standing.is_met:
        return fill(_("met: %(present)s of %(needed)s"), values)
    return fill(_("missing: %(present)s of %(needed)s so far"), values)


_MISSING = {
    CriterionKind.CHECKLIST: lambda: _("missing"),
    CriterionKind.DOCUMENT: lambda: _("missing: the document"),
    CriterionKind.APPROVAL: lambda: _("missing: the approval"),
}


def clock_text(clock: Clock) -> str:
    """Return how a stage that is open stands in time."""
    values = {
        "days": days_text(clock.days),
        "since": day_text(clock.opened),
        "due": day_text(clock.due),
        "late": days_text(clock.days_late),
        "late_since": day_text(clock.late_since),
    }
    if clock.is_late:
        text = _(
            "open since %(since)s (%(days)s days); late since %(late_since)s, by "
            "%(late)s days"
        )
        return fill(text, values)
    return fill(_("open since %(since)s (%(days)s days)[[; due %(due)s]]"), values)


def round_text(one: Round) -> str:
    """Return what a stage is called, with the round where there are several."""
    values = {"stage": word(one.title), "number": one.number}
    return (
        fill(_("%(stage)s, round %(number)s"), values)
        if one.number > 1
        else (word(one.title) or one.run.stage)
    )


def closing_text(one: Round, *, why: bool = False) -> str:
    """Return how a round was closed, and what was chosen; of an open one, that.

    Args:
        one: The round.
        why: With the reason for which it was skipped.
    """
    if one.run.closing is None or not one.is_closed:
        return _("open")
    how = one.run.closing.word(current())
    reason = show(one.run.reason, current()) if why else ""
    values = {"how": how, "outcome": word(one.outcome), "why": reason}
    return fill(_("%(how)s[[: %(outcome)s]][[ (%(why)s)]]"), values)


def waiting_text(one: Waiting) -> str:
    """Return what a stage waits for."""
    text = _("%(stage)s still waits for: %(missing)s[[ (come: %(arrived)s)]].")
    values = {
        "stage": word(one.title),
        "missing": words_of(one.missing),
        "arrived": words_of(one.arrived),
    }
    return fill(text, values)
