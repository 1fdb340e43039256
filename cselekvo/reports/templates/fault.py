"""The story of a fault as it is drawn: which ways were gone, where it ends."""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import field, frozen

from cselekvo.domain.template import Template
from cselekvo.i18n import _
from cselekvo.rules.soundness import Fault, SoundnessCode

Gone = tuple[str, str, str]
_TIMES: Final = 4


@frozen(kw_only=True)
class Told:
    """What of a story is drawn.

    Attributes:
        stage: The stage that it is about; empty: there is no fault.
        words: What is wrong with it, shortly.
        steps: By stages, when they were closed: `1`, or `2, 5` where more than once.
        ways: The ways that were gone: stage, outcome, the stage led to.
        missing: The ways on which the stage waits in vain.
    """

    stage: str = ""
    words: str = ""
    steps: Mapping[str, str] = field(factory=dict)
    ways: frozenset[Gone] = frozenset()
    missing: frozenset[Gone] = frozenset()


def told_of(template: Template, fault: Fault | None) -> Told:
    """Return what is drawn of a fault."""
    if fault is None:
        return Told()
    closed: dict[str, list[str]] = {}
    ways: set[Gone] = set()
    known = {stage.id: stage for stage in template.stages}
    for number, step in enumerate(fault.story, start=1):
        closed.setdefault(step.stage, []).append(str(number))
        for way in known[step.stage].ways:
            if way.outcome == step.outcome:
                ways |= {(step.stage, way.outcome, to) for to in way.stages}
    return Told(
        stage=fault.stage,
        words=_short(fault.code),
        steps={stage: _listed(some) for stage, some in closed.items()},
        ways=frozenset(ways),
        missing=frozenset(
            (one.source, one.outcome, one.target) for one in fault.missing
        ),
    )


def _listed(steps: Sequence[str]) -> str:
    """Return when a stage was closed; of very many times, the first."""
    some = ", ".join(steps[:_TIMES])
    return some if len(steps) <= _TIMES else f"{some}…"


def _short(code: SoundnessCode) -> str:
    """Return what is wrong in a few words; the sentence stands below the picture."""
    words = {
        SoundnessCode.NEVER_OPENS: _("never opens"),
        SoundnessCode.NO_WAY_ON: _("no way on from here"),
        SoundnessCode.WAITS_FOR_EVER: _("waits in vain"),
        SoundnessCode.SECOND_ROUND_WAITS: _("waits in vain in the second round"),
        SoundnessCode.OPEN_TWICE: _("opens twice at once"),
        SoundnessCode.NO_END: _("from here there is no end"),
        SoundnessCode.WAY_BACK_NOT_DECLARED: _("leads back and does not say so"),
    }
    return words.get(code, _("here is the fault"))
