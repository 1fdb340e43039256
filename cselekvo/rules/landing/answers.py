"""Where a process stands, where it lands, and why it may not."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from attrs import field, frozen

from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.rules.transitions import Marking


class LandingCode(Enum):
    """Why a process cannot move to another version, and what to know where it can."""

    STAGE_GONE = "landing-open-stage-gone"
    STAGES_MERGED = "landing-open-stages-merged"
    NOT_REACHABLE = "landing-not-reachable"
    NOT_DONE = "landing-stages-not-done"
    REDONE = "landing-stages-redone"
    NOT_DECIDED = "landing-not-decided"
    PASSED_OVER = "landing-stages-passed-over"
    WAITS_OTHERWISE = "landing-waits-otherwise"
    ENDED = "landing-process-ended"
    PARAMETERS_GONE = "landing-parameters-gone"


@frozen(kw_only=True)
class Standing:
    """Where a process stands under its present version.

    Attributes:
        marking: The open stages and the marks that wait, by ids of that version.
        finished: The stages closed at least once, skipped ones too, each with the
            outcomes chosen; an empty outcome where there is no choice.
    """

    marking: Marking
    finished: Mapping[str, frozenset[str]] = field(factory=dict)


@frozen(kw_only=True)
class Landing:
    """Where a process lands in the newer version.

    Attributes:
        marking: There; None: the process is not moved.
        stages: Its open stages, each with what stands for it there.
        passed: Stages that are new, lie behind it there and will not be done.
        findings: Errors: why it cannot move; notes: what to know.
    """

    marking: Marking | None = None
    stages: Mapping[str, str] = field(factory=dict)
    passed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Return whether the process has to stay, having not ended."""
        return has_errors(self.findings)


def note(code: LandingCode, **values: Any) -> Finding:
    """Return what to know about a landing."""
    return Finding(code, severity=Severity.NOTE, values=values)
