"""What is late and what falls due: one line for each open stage."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from cselekvo.i18n.order import sort_key
from cselekvo.reports.processes.standing import OpenStage, Stand
from cselekvo.rules.clock import later_by


@frozen(kw_only=True)
class Due:
    """An open stage that is late, or due, with its process."""

    stand: Stand
    stage: OpenStage


def late_ones(stands: Iterable[Stand]) -> list[Due]:
    """Return the stages that are late, the one with the most days late first."""
    found = [Due(stand=stand, stage=stage) for stand in stands for stage in stand.late]
    return sorted(found, key=lambda one: (-one.stage.clock.days_late, *_named(one)))


def due_within(stands: Iterable[Stand], on: date, days: int) -> list[Due]:
    """Return the stages not yet late that are due, or fall due in so many days.

    The one that is due first stands first.
    """
    last = later_by(on, days)
    found = [
        (stage.clock.due, Due(stand=stand, stage=stage))
        for stand in stands
        for stage in stand.open
        if stage.clock.due is not None
        and stage.clock.due <= last
        and not stage.clock.is_late
    ]
    found.sort(key=lambda each: (each[0], *_named(each[1])))
    return [one for _, one in found]


def _named(one: Due) -> tuple[str, str, str]:
    return sort_key(one.stand.unit.name.hu), one.stand.process.id, one.stage.run.id
