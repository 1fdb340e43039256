"""What a step of a process led to."""

from collections.abc import Iterable
from typing import Any

from cselekvo.findings import Finding
from cselekvo.rules.tracking import TrackingCode


def moved(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return what a step opened, and whether the process ended with it.

    Of a request that came again only the words of the codes are known.
    """
    told = list(findings)
    opened = [one for one in told if one.word == TrackingCode.OPENED.value]
    return {
        "opened": [one.values["stage"].id for one in opened],
        "ended": any(one.word == TrackingCode.COMPLETED.value for one in told),
    }
