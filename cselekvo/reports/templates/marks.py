"""How far a process has come, stage by stage, as it is drawn on its template."""

from datetime import date
from enum import Enum

from attrs import frozen

from cselekvo.domain.template import Words
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.i18n.numbers import NO_BREAK_SPACE


class MarkState(Enum):
    """How a stage of a process stands."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    LATE = "late"  #: open for longer than it may take
    WAITING = "waiting"  #: come to on some of the ways that it waits for
    NOT_REACHED = "not_reached"
    PASSED_BY = "passed_by"  #: the process has ended, and never came to it
    BROKEN_OFF = "broken_off"  #: it was open when the process was broken off


@frozen(kw_only=True)
class StageMark:
    """How one stage of a process stands.

    Attributes:
        since: The day from which it stands so: opened, closed or skipped on that day.
        rounds: How many times it was opened.
        days_late: By how many days it is late.
        outcome: What was chosen when it was closed.
    """

    state: MarkState
    since: date | None = None
    rounds: int = 1
    days_late: int = 0
    outcome: Words | None = None


def mark_words(mark: StageMark) -> str:
    """Return how a stage stands in words: `open since 1 March 2017, round 2`."""
    texts = {
        MarkState.OPEN: _("open[[ since %(since)s]]"),
        MarkState.DONE: _("done[[: %(since)s]]"),
        MarkState.SKIPPED: _("skipped[[: %(since)s]]"),
        MarkState.BROKEN_OFF: _("broken off[[: %(since)s]]"),
        MarkState.LATE: _("days late: %(days)s[[, open since %(since)s]]"),
        MarkState.WAITING: _("waits for another way"),
        MarkState.NOT_REACHED: _("not come to yet"),
        MarkState.PASSED_BY: _("not come to"),
    }
    since = "" if mark.since is None else short_day(mark.since, current())
    since = since.replace(" ", NO_BREAK_SPACE)
    rounds = fill(_("round %(round)s"), {"round": mark.rounds})
    values = {
        "round": rounds.replace(" ", NO_BREAK_SPACE) if mark.rounds > 1 else "",
        "state": fill(texts[mark.state], {"since": since, "days": mark.days_late}),
        "outcome": "" if mark.outcome is None else mark.outcome.word(current()),
    }
    return fill(_("%(state)s[[, %(round)s]][[, %(outcome)s]]"), values)
