"""How far a process has come, as marks on the picture of its template."""

from collections.abc import Mapping

from cselekvo.domain.process import Closing
from cselekvo.reports.process_account import ProcessAccount
from cselekvo.reports.process_rounds import Round
from cselekvo.reports.report import Picture
from cselekvo.reports.template_marks import MarkState, StageMark
from cselekvo.reports.template_naming import Naming
from cselekvo.reports.template_picture import template_picture


def stage_marks(account: ProcessAccount) -> Mapping[str, StageMark]:
    """Return by stage how it stands; one that was broken off bears no mark."""
    template = account.methods.running(account.stand.version.id).method.template
    waiting = {one.stage for one in account.waiting or ()}
    rounds: dict[str, list[Round]] = {}
    for one in account.rounds:
        rounds.setdefault(one.run.stage, []).append(one)
    marks = {}
    for stage in template.stages:
        made = _mark(rounds.get(stage.id, []), waits=stage.id in waiting)
        if made is not None:
            marks[stage.id] = made
    return marks


def _mark(rounds: list[Round], *, waits: bool) -> StageMark | None:
    if not rounds:
        return StageMark(state=MarkState.WAITING if waits else MarkState.NOT_REACHED)
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
    if last.run.closing is Closing.CANCELLED:
        return None
    skipped = last.run.closing is Closing.SKIPPED
    return StageMark(
        state=MarkState.SKIPPED if skipped else MarkState.DONE,
        since=last.run.closed,
        rounds=count,
    )


def process_picture(account: ProcessAccount) -> Picture:
    """Return the picture of a process: its template, and where it stands."""
    method = account.methods.running(account.stand.version.id).method
    naming = Naming(roles=method.roles, outcomes=method.outcomes)
    return template_picture(method.template, naming, marks=stage_marks(account))
