"""When processes will end: by what their templates say, and by what has been seen."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from cselekvo.domain.process import ProcessState
from cselekvo.domain.template import Words
from cselekvo.reports.processes.process_methods import Methods
from cselekvo.reports.processes.stage_durations import Measured
from cselekvo.reports.processes.standing import GOING, Stand
from cselekvo.rules.forecast import Forecast, Lengths, Open, Range, forecast


@frozen(kw_only=True)
class Foreseen:
    """When a process is expected to end.

    Attributes:
        planned: By the durations of its template; None: it has ended, or not begun.
        measured: By the network's own durations where enough runs of a stage were done,
            else by the template's; None: of no stage that remains were enough done.
        from_network: For how many of the remaining stages the network's were taken.
        titles: What the stages of both paths, and those without a duration, are called.
        on_hold: The process rests: it is reckoned as if it went on from the day.
    """

    stand: Stand
    planned: Forecast | None
    measured: Forecast | None
    from_network: int
    titles: Mapping[str, Words]
    on_hold: bool = False

    @property
    def range(self) -> Range | None:
        """Return the planned range; where it is not known, the measured one."""
        for one in (self.planned, self.measured):
            if one is not None and one.range is not None:
                return one.range
        return None

    @property
    def without(self) -> tuple[str, ...]:
        """Return the stages for want of whose duration nothing can be said."""
        known = self.measured or self.planned
        return () if known is None or self.range is not None else known.without


def foresee(stand: Stand, methods: Methods, measured: Measured, on: date) -> Foreseen:
    """Return when a process is expected to end.

    Args:
        stand: Where it stands.
        methods: The templates.
        measured: How long stages took in the network.
        on: The day asked about.
    """
    resting = stand.state is ProcessState.ON_HOLD
    if stand.state not in GOING or not stand.open:
        return Foreseen(
            stand=stand, planned=None, measured=None, from_network=0, titles={}
        )
    template = methods.running(stand.version.id).method.template
    open_ = [Open(stage=one.run.stage, days=one.clock.days) for one in stand.open]
    by_template = {
        one.id: Lengths.planned(one.duration)
        for one in template.stages
        if one.duration is not None
    }
    seen = {
        stage: Lengths.measured(found)
        for (of, stage), found in measured.items()
        if of == template.id and found.is_enough
    }
    planned = forecast(template, open_, by_template, on)
    own = sum(1 for stage in planned.remaining if stage in seen)
    named = {*planned.remaining}
    return Foreseen(
        stand=stand,
        planned=planned,
        measured=forecast(template, open_, by_template | seen, on) if own else None,
        from_network=own,
        titles={one: methods.title(stand.version.id, one) for one in named},
        on_hold=resting,
    )
