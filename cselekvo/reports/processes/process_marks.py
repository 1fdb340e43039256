"""How far a process has come, as marks on the picture of its template."""

from collections.abc import Mapping
from typing import Final

from cselekvo.domain.process import Closing, ProcessState
from cselekvo.i18n import _, current, fill
from cselekvo.i18n.dates import short_day
from cselekvo.reports.processes.process_account import ProcessAccount
from cselekvo.reports.processes.process_rounds import Round
from cselekvo.reports.processes.process_words import unit_text, word
from cselekvo.reports.report import Picture
from cselekvo.reports.templates.marks import MarkState, StageMark
from cselekvo.reports.templates.naming import Naming
from cselekvo.reports.templates.painting import Heading
from cselekvo.reports.templates.picture import template_picture

_ENDED: Final = frozenset({ProcessState.COMPLETED, ProcessState.CANCELLED})
_CLOSED: Final = {
    Closing.DONE: MarkState.DONE,
    Closing.SKIPPED: MarkState.SKIPPED,
    Closing.CANCELLED: MarkState.BROKEN_OFF,
}


def stage_marks(account: ProcessAccount) -> Mapping[str, StageMark]:
    """Return by stage how it stands."""
    template = account.methods.running(account.stand.version.id).method.template
    waiting = {one.stage for one in account.waiting or ()}
    rounds: dict[str, list[Round]] = {}
    for one in account.rounds:
        rounds.setdefault(one.run.stage, []).append(one)
    ended = account.stand.state in _ENDED
    untouched = MarkState.PASSED_BY if ended else MarkState.NOT_REACHED
    return {
        stage.id: _mark(rounds[stage.id])
        if stage.id in rounds
        else StageMark(state=MarkState.WAITING if stage.id in waiting else untouched)
        for stage in template.stages
    }


def _mark(rounds: list[Round]) -> StageMark:
    count = len(rounds)
    for one in rounds:
        if not one.is_closed:
            state = MarkState.LATE if one.clock.is_late else MarkState.OPEN
            return StageMark(
                state=state,
                since=one.run.opened,
                rounds=count,
                days_late=one.clock.days_late,
            )
    last = rounds[-1]
    return StageMark(
        state=_CLOSED[last.run.closing or Closing.DONE],
        since=last.run.closed,
        rounds=count,
        outcome=last.outcome,
    )


def process_picture(account: ProcessAccount) -> Picture:
    """Return the picture of a process: its template, and where it stands."""
    method = account.methods.running(account.stand.version.id).method
    naming = Naming(roles=method.roles, outcomes=method.outcomes)
    marks = stage_marks(account)
    return template_picture(
        method.template, naming, marks=marks, heading=_heading(account)
    )


def _heading(account: ProcessAccount) -> Heading:
    """Return whose picture it is, of which day, and how it is with the process."""
    stand = account.stand
    values = {
        "process": stand.process.id,
        "template": word(stand.title),
        "version": stand.version.version,
        "on": short_day(account.on, current()),
        "state": stand.state.word(current()),
    }
    text = _("%(process)s · %(template)s, version %(version)s · %(on)s: %(state)s")
    return Heading(title=unit_text(stand.unit), line=fill(text, values))
