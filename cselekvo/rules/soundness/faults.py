"""What a proof says: sound or not, and each fault with the story that leads to it."""

from enum import Enum
from typing import Any, Final

from attrs import frozen

from cselekvo.findings import Finding, Place, Severity
from cselekvo.rules.transitions import Mark

#: So many closings of a story stand in a sentence; the story itself is whole.
TOLD: Final = 12


class SoundnessCode(Enum):
    """What the proof of a template can find."""

    NEVER_OPENS = "stage-never-opens"
    NO_WAY_ON = "stage-without-a-way-on"
    WAITS_FOR_EVER = "stage-waits-for-ever"
    SECOND_ROUND_WAITS = "second-round-waits"
    OPEN_TWICE = "stage-open-twice"
    NO_END = "loop-without-end"
    WAY_BACK_NOT_DECLARED = "cycle-without-way-back"
    DURATION_MISSING = "stage-without-duration"
    WAY_BACK_LEADS_ON = "way-back-leads-on"
    LONGER_THAN_PROJECT = "template-longer-than-project"


@frozen
class Step:
    """A stage is closed; the outcome is empty where there is no choice."""

    stage: str
    outcome: str = ""

    def __str__(self) -> str:
        return f"{self.stage} ({self.outcome})" if self.outcome else self.stage


@frozen(kw_only=True)
class Fault:
    """A way in which a process of the template goes wrong.

    Attributes:
        stage: The stage that it concerns.
        story: The closings that lead there from the start, as few as were found.
        open: What is open after the story; a stage that is open twice stands twice.
        waiting: The marks that lie on ways after the story.
        missing: The ways on which the stage waits for a mark.
        lead_back_to: Where a way back would have to lead for the fault to go.
        line: Where the stage stands in its file; 0: not known.
    """

    code: SoundnessCode
    stage: str
    story: tuple[Step, ...] = ()
    open: tuple[str, ...] = ()
    waiting: tuple[Mark, ...] = ()
    missing: tuple[Mark, ...] = ()
    lead_back_to: str = ""
    line: int = 0

    def finding(self) -> Finding:
        """Return the fault as a finding, with what its sentence needs."""
        awaited = (Step(mark.source, mark.outcome) for mark in self.missing)
        values: dict[str, Any] = {
            "stage": self.stage,
            "story": self._told(),
            "open": tuple(dict.fromkeys(self.open)),
            "waits_for": tuple(str(one) for one in awaited),
            "lead_back_to": self.lead_back_to,
        }
        return Finding(
            self.code,
            subject=self.stage,
            values={name: value for name, value in values.items() if value},
            where=Place(line=self.line) if self.line else None,
        )

    def _told(self) -> tuple[str, ...]:
        """Return the last closings in words, and that others went before."""
        told = tuple(str(step) for step in self.story[-TOLD:])
        return told if len(self.story) <= TOLD else ("…", *told)


@frozen(kw_only=True)
class Proof:
    """What was proved about a template.

    Attributes:
        sound: Whether every process of it can end and nothing is left waiting; None:
            not decided within the bounds.
        faults: What is wrong; none where it is sound or not decided.
        longest_days: The longest way by typical durations, ways back left out; None:
            no stage has one, or there is no order.
        warnings: What does not make it unsound.
    """

    sound: bool | None
    faults: tuple[Fault, ...] = ()
    longest_days: int | None = None
    warnings: tuple[Finding, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        """Return faults and warnings as findings."""
        return (*(fault.finding() for fault in self.faults), *self.warnings)

    def longer_than(self, days: int) -> tuple[Finding, ...]:
        """Return a warning where the longest way takes more days than a project has."""
        if self.longest_days is None or self.longest_days <= days:
            return ()
        values = {"days": self.longest_days, "within": days}
        code = SoundnessCode.LONGER_THAN_PROJECT
        return (Finding(code, severity=Severity.WARNING, values=values),)
